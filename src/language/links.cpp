#include "language/links.hpp"

#include <algorithm>
#include <array>

namespace kentongan::language {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

template <std::size_t Count>
bool is_one_of(const std::array<std::string_view, Count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Endings of hosts that no word of a message has behind its dot.
constexpr auto endings = std::to_array<std::string_view>(
    {"com", "id",   "org", "net", "me", "ly",    "info", "xyz",  "site", "online", "co",
     "my",  "gov",  "tv",  "io",  "cc", "link",  "live", "shop", "top",  "click",  "vip",
     "win", "page", "app", "web", "gl", "be",    "sg",   "club", "md",   "uk",     "nz",
     "tw",  "cn",   "ph",  "pk",  "za", "asia",  "edu",  "biz",  "news", "store",  "eu",
     "jp",  "kr",   "au",  "ru",  "ws", "cloud", "blog", "dev",  "vn",   "mil",    "int"});
/// Endings that are also words: only with a path behind them.
constexpr auto endings_before_path = std::to_array<std::string_view>(
    {"at", "in", "to", "us", "de", "ca", "ai", "st", "so", "fr", "it", "is", "sh", "gd", "im"});

bool is_known_ending(std::string_view label, bool has_path) {
  return is_one_of(endings, label) || (has_path && is_one_of(endings_before_path, label));
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool begins_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(),
                    [](char left, char right) { return left == small(right); });
}

std::size_t spaces(std::string_view text) {
  std::size_t count = 0;
  while (count < text.size() && count < 3 && text[count] == ' ') ++count;
  return count;
}

/// Whether the text goes on with one of the endings of links that are no Indonesian words.
bool goes_on_with_ending(std::string_view text) {
  for (const std::string_view ending : {"com", "net", "org", "xyz", "co", "ly", "id"}) {
    if (!begins_with(text, ending)) continue;
    const char next = text.size() > ending.size() ? text[ending.size()] : ' ';
    // `. id` may be a sentence of its own, a path behind it is not.
    return ending == "id" || ending == "co" ? next == '/' || next == '.'
                                            : !is_letter(next) && !is_digit(next);
  }
  return false;
}

}  // namespace

bool looks_like_host(std::string_view text) {
  const std::size_t slash = std::min(text.find_first_of("/?"), text.size());
  const std::string_view host = text.substr(0, slash);
  const std::size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
  });
  const bool has_letter =
      std::any_of(host.begin(), host.begin() + static_cast<std::ptrdiff_t>(dot), is_letter);
  return plain && has_letter && is_known_ending(host.substr(dot + 1), slash + 1 < text.size());
}

HiddenDot hidden_dot(std::string_view rest, bool after_dot) {
  const std::size_t before = spaces(rest);
  std::size_t at = before;
  const auto left = [&] { return rest.substr(at); };
  if (after_dot && before > 0 && goes_on_with_ending(left())) return {before, false};
  const std::size_t bracket =
      at < rest.size() ? std::string_view("[({").find(rest[at]) : std::string_view::npos;
  const bool has_bracket = bracket != std::string_view::npos;
  if (!has_bracket && before == 0) return {};
  if (has_bracket) ++at;
  at += spaces(left());
  bool spelled = true;
  if (begins_with(left(), "dot")) {
    at += 3;
  } else if (begins_with(left(), "titik")) {
    at += 5;
  } else if (begins_with(left(), ".")) {
    at += 1;
    spelled = false;
  } else {
    return {};
  }
  const std::size_t behind = spaces(left());
  at += behind;
  if (has_bracket) {
    if (at >= rest.size() || rest[at] != std::string_view("])}")[bracket]) return {};
    ++at;
    at += spaces(left());
    return at < rest.size() && (is_letter(rest[at]) || is_digit(rest[at])) ? HiddenDot{at, true}
                                                                           : HiddenDot{};
  }
  const bool parted = !spelled || behind > 0;
  const bool goes_on = goes_on_with_ending(left()) ||
                       (spelled && (begins_with(left(), "id") || begins_with(left(), "co ")) &&
                        (left().size() == 2 || !is_letter(left()[2])));
  return parted && goes_on ? HiddenDot{at, true} : HiddenDot{};
}

}  // namespace kentongan::language
