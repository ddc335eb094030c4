#include "base/personal_numbers.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace kentongan {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_blank(char byte) { return byte == ' ' || byte == '\n' || byte == '\t'; }

/// Digits without anything between them.
struct Group {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Group> groups_of(std::string_view text) {
  std::vector<Group> groups;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    groups.push_back({begin, at});
  }
  return groups;
}

/// What stands between two groups, when it can stand inside one number: at most three of ` .-()`.
std::optional<std::string_view> joint(std::string_view text, const Group& left,
                                      const Group& right) {
  const std::string_view between = text.substr(left.end, right.begin - left.end);
  if (between.empty() || between.size() > 3) return std::nullopt;
  if (between.find_first_not_of(" .-()") != std::string_view::npos) return std::nullopt;
  return between;
}

int two_digits(std::string_view digits, std::size_t at) {
  return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

/// Whether `digits` (with the plus sign told apart) are a mobile number, complete.
enum class Plus { before, absent };
bool is_mobile(std::string_view digits, Plus plus) {
  if (plus == Plus::before && digits.substr(0, 2) != "62") {
    return digits.size() >= 9 && digits.size() <= 15 && digits[0] != '0';  // abroad; E.164
  }
  std::string_view rest = digits;
  if (rest.substr(0, 4) == "0062")
    rest.remove_prefix(4);
  else if (rest.substr(0, 2) == "62")
    rest.remove_prefix(2);
  else if (rest.substr(0, 1) == "0")
    rest.remove_prefix(1);
  else
    return false;
  if (rest.substr(0, 1) == "0") rest.remove_prefix(1);  // +62 (0)812…
  return rest.size() >= 9 && rest.size() <= 12 && rest[0] == '8' && rest[1] != '0';
}

/// Amounts are written with dots: `Rp62.812.345.678`.
bool is_amount(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '.')) --at;
  return at >= 2 && starts_with_ignoring_case(text.substr(at - 2), "rp");
}

/// The groups `from`…`to` joined, and how they are joined.
struct Joined {
  std::string digits;
  bool same_joints = true;  ///< every joint is the same text
  bool dotted = false;
};

class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text), groups_(groups_of(text)) {}

  std::vector<PersonalNumber> found() const {
    std::vector<PersonalNumber> numbers;
    for (std::size_t at = 0; at < groups_.size();) {
      const std::optional<PersonalNumber> number = number_from(at);
      if (!number) {
        ++at;
        continue;
      }
      numbers.push_back(*number);
      while (at < groups_.size() && groups_[at].begin < number->end) ++at;
    }
    return numbers;
  }

 private:
  std::optional<PersonalNumber> number_from(std::size_t first) const {
    const std::size_t begin = groups_[first].begin;
    if (is_declared_service_number(begin)) return std::nullopt;
    const std::optional<std::string_view> address = address_around(begin);
    if (const auto nik = identity_number_from(first, address.has_value())) return nik;
    if (address && !speaks_of_phones(*address)) return std::nullopt;
    return phone_number_from(first);
  }

  std::optional<PersonalNumber> identity_number_from(std::size_t first, bool in_address) const {
    constexpr std::size_t digits_of_nik = 16;
    Joined joined;
    for (std::size_t last = first; last < groups_.size() && joined.digits.size() < digits_of_nik;
         ++last) {
      if (!join(joined, first, last)) return std::nullopt;
      if (joined.digits.size() != digits_of_nik) continue;
      const bool in_one_piece = last == first;
      const bool sure = in_one_piece && !in_address;
      const bool well_formed = is_identity_number(joined.digits);
      const bool probable = well_formed && joined.same_joints;
      const bool like_a_card = first + 3 == last && joined.same_joints && even_groups(first, last);
      if (!sure && !probable && !like_a_card) return std::nullopt;
      return PersonalNumber{PersonalNumberKind::identity, groups_[first].begin, groups_[last].end,
                            well_formed};
    }
    return std::nullopt;
  }

  std::optional<PersonalNumber> phone_number_from(std::size_t first) const {
    constexpr std::size_t most_digits = 16;
    const std::size_t plus_at = groups_[first].begin;
    std::size_t begin = plus_at;
    if (begin > 0 && text_[begin - 1] == '(') --begin;
    Plus plus = Plus::absent;
    if (begin > 0 && text_[begin - 1] == '+') {
      plus = Plus::before;
      --begin;
    }
    std::optional<std::size_t> end;
    Joined joined;
    for (std::size_t last = first; last < groups_.size(); ++last) {
      const bool long_enough = end.has_value();
      const std::size_t length = groups_[last].end - groups_[last].begin;
      if (long_enough && length < 3)
        break;  // `0812-3456-7890 17 Agustus`: the day is no part of it
      if (!join(joined, first, last) || joined.digits.size() > most_digits) break;
      if (is_mobile(joined.digits, plus)) end = groups_[last].end;
    }
    if (!end) return std::nullopt;
    const bool bare_code = plus == Plus::absent && text_[plus_at] != '0';
    if (bare_code && joined.dotted) return std::nullopt;
    if (is_amount(text_, begin)) return std::nullopt;
    if (text_[begin] == '(' &&
        text_.substr(begin, *end - begin).find(')') == std::string_view::npos)
      ++begin;
    return PersonalNumber{PersonalNumberKind::phone, begin, *end, true};
  }

  /// Adds group `last` to what was joined from `first` on; false when it cannot belong to it.
  bool join(Joined& joined, std::size_t first, std::size_t last) const {
    const Group& group = groups_[last];
    if (last > first) {
      const auto between = joint(text_, groups_[last - 1], group);
      if (!between) return false;
      if (between->find('.') != std::string_view::npos) joined.dotted = true;
      if (last > first + 1 && *between != *joint(text_, groups_[first], groups_[first + 1])) {
        joined.same_joints = false;
      }
    }
    joined.digits.append(text_.substr(group.begin, group.end - group.begin));
    return true;
  }

  /// Four groups of four: how cards, and often a NIK, are written.
  bool even_groups(std::size_t first, std::size_t last) const {
    for (std::size_t at = first; at <= last; ++at) {
      if (groups_[at].end - groups_[at].begin != 4) return false;
    }
    return true;
  }

  /// The address of a link that `at` lies in.
  std::optional<std::string_view> address_around(std::size_t at) const {
    constexpr std::size_t longest_address = 2'000;
    std::size_t begin = at;
    while (begin > 0 && !is_blank(text_[begin - 1]) && text_[begin - 1] != '(' &&
           text_[begin - 1] != '<' && at - begin < longest_address) {
      --begin;
    }
    const std::string_view before = text_.substr(begin, at - begin);
    const bool is_address = before.find("://") != std::string_view::npos ||
                            before.find("www.") != std::string_view::npos ||
                            before.find("wa.me/") != std::string_view::npos;
    if (!is_address) return std::nullopt;
    return before;
  }

  static bool speaks_of_phones(std::string_view address) {
    for (const std::string_view sign : {"wa.me/", "whatsapp", "phone=", "tel:"}) {
      if (address.find(sign) != std::string_view::npos) return true;
    }
    return false;
  }

  /// In `[label](tel:number)`: the label or the number.
  bool is_declared_service_number(std::size_t at) const {
    constexpr std::size_t longest_label = 100;
    constexpr std::string_view link = "](tel:";
    std::size_t begin = at;
    while (begin > 0 && at - begin < 4 && (text_[begin - 1] == '+' || text_[begin - 1] == '0'))
      --begin;
    if (begin >= link.size() && text_.substr(begin - link.size(), link.size()) == link) return true;
    const std::size_t close = text_.substr(at, longest_label).find(']');
    if (close == std::string_view::npos || text_.substr(at + close, link.size()) != link)
      return false;
    const std::size_t open = text_.rfind('[', at);
    const std::size_t earlier_close = text_.substr(0, at).rfind(']');
    if (open == std::string_view::npos || at - open > longest_label) return false;
    return earlier_close == std::string_view::npos || earlier_close < open;
  }

  std::string_view text_;
  std::vector<Group> groups_;
};

/// Days of a month; a year of two digits does not tell whether February has 29.
int days_in(int month) {
  constexpr std::array days{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[static_cast<std::size_t>(month - 1)];
}

}  // namespace

bool is_identity_number(std::string_view digits) {
  if (digits.size() != 16 || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  // Source: Kemendagri's codes of provinces; 54 was East Timor, and those born there keep it.
  constexpr std::string_view provinces =
      "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 54 61 62 63 64 65 71 72 73 74 75 "
      "76 "
      "81 82 91 92 93 94 95 96 97";
  if (provinces.find(digits.substr(0, 2)) == std::string_view::npos) return false;
  const int written = two_digits(digits, 6);
  const int day = written > 40 ? written - 40 : written;
  const int month = two_digits(digits, 8);
  return month >= 1 && month <= 12 && day >= 1 && day <= days_in(month);
}

std::vector<PersonalNumber> find_personal_numbers(std::string_view text) {
  return Finder(text).found();
}

std::string mask_personal_numbers(std::string_view text) {
  std::string out;
  std::size_t done = 0;
  for (const PersonalNumber& number : find_personal_numbers(text)) {
    out.append(text.substr(done, number.begin - done));
    out.append(number.kind == PersonalNumberKind::identity ? masked_identity_number
                                                           : masked_phone_number);
    done = number.end;
  }
  return out.append(text.substr(done));
}

}  // namespace kentongan
