#include "groups/details.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan::groups {
namespace {

constexpr std::size_t short_text = 200;   // characters
constexpr std::size_t long_text = 4'000;  // characters
constexpr std::size_t longest_list = 40;
constexpr Day earliest{1900, 1, 1};
constexpr Day latest{2200, 1, 1};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_slug(std::string_view text) {
  if (text.empty() || text.size() > 80 || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

/// Sixteen digits in one piece always; in pieces (two dates side by side have sixteen, too) only
/// when they read as one: province 11-97, day 01-31 or 41-71, month 01-12. Source: Permendagri
/// 72/2022.
bool is_nik(std::string_view digits, bool parted) {
  if (digits.size() != 16) return false;
  const auto two = [&](std::size_t at) { return (digits[at] - '0') * 10 + (digits[at + 1] - '0'); };
  const int day = two(6) > 40 ? two(6) - 40 : two(6);
  return !parted ||
         (two(0) >= 11 && two(0) <= 97 && day >= 1 && day <= 31 && two(8) >= 1 && two(8) <= 12);
}

struct Shape {
  std::size_t limit;
  enum class Lines { one, many } lines;
};
constexpr Shape one_line{short_text, Shape::Lines::one};
constexpr Shape many_lines{long_text, Shape::Lines::many};

/// Cleans `text` in place.
Result<> clean(std::string& text, const Shape& shape, const char* column) {
  // Four bytes a character at most: what is longer is refused before it is looked through.
  if (text.size() > shape.limit * 4 + 100)
    return Error(Refusal::invalid, "groups.text.too_long", column);
  text = clean_utf8(text);
  if (shape.lines == Shape::Lines::one) text = replace_all(replace_all(text, "\n", " "), "\t", " ");
  text = std::string(trim(text));
  if (length_utf8(text) > shape.limit)
    return Error(Refusal::invalid, "groups.text.too_long", column);
  if (holds_nik(text)) return Error(Refusal::invalid, "groups.text.nik", column);
  return {};
}

Result<> clean_slugs(std::vector<std::string>& pieces, const char* column) {
  if (pieces.size() > longest_list) return Error(Refusal::invalid, "groups.list.too_long", column);
  std::vector<std::string> kept;
  for (const std::string& piece : pieces) {
    if (trim(piece).empty()) continue;
    if (piece.size() > short_text) return Error(Refusal::invalid, "groups.text.too_long", column);
    std::string made = slug(piece);
    if (std::find(kept.begin(), kept.end(), made) == kept.end()) kept.push_back(std::move(made));
  }
  pieces = std::move(kept);
  return {};
}

Result<> clean_channels(std::vector<Channel>& channels) {
  if (channels.size() > longest_list)
    return Error(Refusal::invalid, "groups.list.too_long", "channels");
  std::vector<Channel> kept;
  for (Channel& channel : channels) {
    TRY(clean(channel.kind, one_line, "channels"));
    TRY(clean(channel.value, one_line, "channels"));
    channel.kind = slug(channel.kind);
    channel.value = replace_all(channel.value, ";", ",");
    if (!channel.value.empty()) kept.push_back(std::move(channel));
  }
  channels = std::move(kept);
  return {};
}

Result<> check_day(const std::optional<Day>& day, const char* column) {
  if (day && (*day < earliest || *day > latest))
    return Error(Refusal::invalid, "groups.day.impossible", column);
  return {};
}

Result<> check_days(const GroupDetails& details) {
  TRY(check_day(details.founded_on, "founded_on"));
  TRY(check_day(details.minutes_day, "minutes_date"));
  TRY(check_day(details.decree.day, "decree_date"));
  TRY(check_day(details.decree.valid_until, "decree_valid_until"));
  TRY(check_day(details.inaugurated_on, "inaugurated_on"));
  if (details.decree.day && details.decree.valid_until &&
      *details.decree.valid_until < *details.decree.day) {
    return Error(Refusal::invalid, "groups.day.impossible", "decree_valid_until");
  }
  return {};
}

Result<> clean_texts(GroupDetails& details) {
  TRY(clean(details.name, one_line, "name"));
  TRY(clean(details.address, one_line, "address"));
  TRY(clean(details.minutes_number, one_line, "minutes_number"));
  TRY(clean(details.decree.number, one_line, "decree_number"));
  TRY(clean(details.decree.issuer, one_line, "decree_issuer"));
  TRY(clean(details.vision, many_lines, "vision"));
  TRY(clean(details.mission, many_lines, "mission"));
  TRY(clean(details.work_programme, many_lines, "work_programme"));
  TRY(clean(details.secretariat, many_lines, "secretariat"));
  TRY(clean(details.funds, many_lines, "funds"));
  TRY(clean(details.partners, many_lines, "partners"));
  TRY(clean(details.local_potential, many_lines, "local_potential"));
  TRY(clean(details.officer_in_charge, one_line, "officer_in_charge"));
  TRY(clean(details.note, many_lines, "note"));
  return clean(details.national_number, one_line, "national_number");
}

}  // namespace

bool holds_nik(std::string_view text) {
  std::string digits;
  bool parted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      digits += text[i];
      continue;
    }
    const bool part = std::string_view(" .-").find(text[i]) != std::string_view::npos &&
                      !digits.empty() && i + 1 < text.size() && is_digit(text[i + 1]);
    if (part) {
      parted = true;
      continue;
    }
    if (is_nik(digits, parted)) return true;
    digits.clear();
    parted = false;
  }
  return is_nik(digits, parted);
}

Result<GroupDetails> cleaned(const GroupDetails& details) {
  GroupDetails clean_details = details;
  TRY(clean_texts(clean_details));
  if (clean_details.name.empty()) return Error(Refusal::invalid, "groups.name.empty", "name");
  if (!clean_details.slug.empty() && !is_slug(clean_details.slug)) {
    return Error(Refusal::invalid, "groups.slug.malformed", "slug");
  }
  if (clean_details.village.level() != places::Level::village) {
    return Error(Refusal::invalid, "groups.village.not_a_village", "village_code");
  }
  TRY(clean_slugs(clean_details.fields, "fields"));
  TRY(clean_slugs(clean_details.equipment, "equipment"));
  TRY(clean_channels(clean_details.channels));
  if (!clean_details.decree.level.empty())
    clean_details.decree.level = slug(clean_details.decree.level.substr(0, short_text));
  if (const auto& at = clean_details.coordinates) {
    const bool possible =
        at->latitude >= -90 && at->latitude <= 90 && at->longitude >= -180 && at->longitude <= 180;
    if (!possible) return Error(Refusal::invalid, "groups.coordinates.impossible", "latitude");
  }
  TRY(check_days(clean_details));
  return clean_details;
}

Result<MemberDetails> cleaned(const MemberDetails& details, Day today) {
  MemberDetails member = details;
  TRY(clean(member.name, one_line, "name"));
  TRY(clean(member.position, one_line, "position"));
  TRY(clean(member.phone, one_line, "phone"));
  TRY(clean(member.occupation, one_line, "occupation"));
  TRY(clean(member.training, many_lines, "training"));
  TRY(clean_slugs(member.skills, "skills"));
  TRY(check_day(member.since, "since"));
  TRY(check_day(member.until, "until"));
  if (member.name.empty()) return Error(Refusal::invalid, "groups.member.name_empty", "name");
  const auto is_phone_sign = [](char c) {
    return is_digit(c) || std::string_view("+ -().").find(c) != std::string_view::npos;
  };
  const auto digits = std::count_if(member.phone.begin(), member.phone.end(), is_digit);
  const bool phone_fits = std::all_of(member.phone.begin(), member.phone.end(), is_phone_sign) &&
                          digits >= 6 && digits <= 15;
  if (!member.phone.empty() && !phone_fits)
    return Error(Refusal::invalid, "groups.member.phone", "phone");
  if (member.birth_year && (*member.birth_year < 1900 || *member.birth_year > today.year)) {
    return Error(Refusal::invalid, "groups.member.birth_year", "birth_year");
  }
  return member;
}

std::string kept_list(const std::vector<std::string>& pieces) {
  if (pieces.empty()) return {};
  return ";" + join(pieces, ";") + ";";
}

std::vector<std::string> read_list(std::string_view kept) {
  std::vector<std::string> pieces;
  for (const std::string_view piece : split(kept, ';')) {
    if (!trim(piece).empty()) pieces.emplace_back(trim(piece));
  }
  return pieces;
}

std::string channel_text(const Channel& channel) { return channel.kind + ":" + channel.value; }

Channel read_channel(std::string_view text) {
  if (text.starts_with("https://") || text.starts_with("http://"))
    return {"site", std::string(text)};
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0) return {"lain", std::string(text)};
  return {slug(text.substr(0, colon)), std::string(trim(text.substr(colon + 1)))};
}

}  // namespace kentongan::groups
