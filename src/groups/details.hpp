// What people fill in, made fit to keep: trimmed, valid, within limits, free of NIKs. Pure.
#pragma once

#include "base/result.hpp"
#include "groups/group.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::groups {

/// Errors: invalid `groups.name.empty`, `groups.text.too_long`, `groups.text.nik`,
/// `groups.slug.malformed`, `groups.village.not_a_village`, `groups.list.too_long`,
/// `groups.coordinates.impossible`, `groups.day.impossible`; the detail is the name of the column.
[[nodiscard]] Result<GroupDetails> cleaned(const GroupDetails& details);
/// Errors: invalid `groups.member.name_empty`, `groups.member.phone`, `groups.member.birth_year`,
/// `groups.text.*`, `groups.list.too_long`.
[[nodiscard]] Result<MemberDetails> cleaned(const MemberDetails& details, Day today);

/// Whether sixteen digits stand in a row, or parted by single spaces, points or hyphens and reading
/// as a NIK does.
[[nodiscard]] bool holds_nik(std::string_view text);

/// A list as it is kept (`;a;b;`) and back.
[[nodiscard]] std::string kept_list(const std::vector<std::string>& pieces);
[[nodiscard]] std::vector<std::string> read_list(std::string_view kept);
[[nodiscard]] std::string channel_text(const Channel& channel);  ///< `radio:Radika FM 105,8`
/// `https://…` alone is a site; anything else without a kind is `lain`.
[[nodiscard]] Channel read_channel(std::string_view text);

}  // namespace kentongan::groups
