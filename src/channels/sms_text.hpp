// A message as an SMS takes it: 160 characters of an alphabet of 1985. Pure; sending is the room
// sms.
#pragma once

#include "channels/message.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::channels {

/// In one SMS that is not part of a longer one. Source: 3GPP TS 23.038 (GSM 03.38), TS 23.040.
inline constexpr std::size_t longest_sms = 160;  // septets

/// How much of the air a text takes.
struct SmsLength {
  enum class Alphabet { gsm, ucs2 };
  Alphabet alphabet = Alphabet::gsm;
  std::size_t units = 0;  ///< septets (of the extension table: two each), or UTF-16 units
  std::size_t parts = 1;  ///< of 160 or 70 alone; of 153 or 67 when there are several
};
/// Errors: none; malformed bytes count as U+FFFD. Source: as above; a character of two units is
/// never cut apart between parts.
[[nodiscard]] SmsLength sms_length(std::string_view utf8);
/// The septets of a text; nothing when a character of it is not in the alphabet.
[[nodiscard]] std::optional<std::size_t> gsm_septets(std::string_view utf8);

/// One line in which every character is of the alphabet: quotes, dashes and letters it lacks become
/// their nearest (`“á”` → `"a"`), what has no likeness (emoji, other scripts) goes, é stays.
[[nodiscard]] std::string to_gsm(std::string_view any);
/// At most `limit` septets of what `to_gsm` returned: cut behind a sentence if one ends in the last
/// quarter, else, with `...`, behind a word, else inside it.
[[nodiscard]] std::string cut_gsm(std::string_view gsm, std::size_t limit);

/// `SALAH: Tidak ada pembagian bansos lewat tautan itu. Kode K7QX-2M. https://kabar.example/s/7f3k`
///
/// The verdict or what happened, what it comes to, the ticket's code, and the link, always whole
/// and last. An address longer than 120 septets, or none, becomes `base_url` (which must be
/// shorter). Never more than `longest_sms`. Errors: throws `Bug` when `addressed` is not for SMS.
[[nodiscard]] std::string compose_sms(const Addressed& addressed, std::string_view base_url);

}  // namespace kentongan::channels
