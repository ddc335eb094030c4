#include "people/password_rules.hpp"

#include "base/text.hpp"
#include "people/internal/common_passwords.hpp"

#include <algorithm>
#include <array>

namespace kentongan::people {
namespace {

constexpr std::array<std::string_view, 7> keyboard_runs{
    "01234567890123456789",       "98765432109876543210",       "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm", "zyxwvutsrqponmlkjihgfedcba", "1qaz2wsx3edc4rfv5tgb6yhn",
    "q1w2e3r4t5y6u7i8o9p0"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

/// Small letters, the usual swaps undone: `P@ssw0rd` → `password`.
std::string plain(std::string_view password) {
  std::string text = lower_ascii(password);
  for (char& c : text) {
    if (c == '@') c = 'a';
    if (c == '$') c = 's';
    if (c == '0') c = 'o';
    if (c == '3') c = 'e';
  }
  return text;
}

/// Without the digits and signs around it: `majalengka2026!` → `majalengka`.
std::string_view core(std::string_view text) {
  while (!text.empty() && !is_letter(text.front())) text.remove_prefix(1);
  while (!text.empty() && !is_letter(text.back())) text.remove_suffix(1);
  return text;
}

/// `aaaaaaaa`, `abababab`, `123123123`: a piece of at most four bytes again and again.
bool is_repetition(std::string_view text) {
  for (std::size_t period = 1; period <= 4 && period * 2 <= text.size(); ++period) {
    bool same = true;
    for (std::size_t i = period; same && i < text.size(); ++i) same = text[i] == text[i - period];
    if (same) return true;
  }
  return false;
}

bool is_keyboard_run(std::string_view text) {
  return std::any_of(keyboard_runs.begin(), keyboard_runs.end(), [&](std::string_view run) {
    return run.find(text) != std::string_view::npos;
  });
}

}  // namespace

bool is_guessable(std::string_view password, const std::vector<std::string>& words) {
  const std::string lowered = lower_ascii(password);
  const std::string swapped = plain(password);
  if (is_repetition(lowered) || is_keyboard_run(lowered)) return true;
  for (const std::string_view text :
       {std::string_view(lowered), std::string_view(swapped), core(lowered), core(swapped)}) {
    if (is_common_password(text)) return true;
    if (std::find(words.begin(), words.end(), text) != words.end()) return true;
  }
  return false;
}

Result<> check_password(std::string_view password, const PasswordOwner& owner,
                        const PeopleSettings& settings) {
  if (password.size() > settings.longest_password)
    return Error(Refusal::invalid, "people.password.too_long");
  if (length_utf8(password) < settings.shortest_password) {
    return Error(Refusal::invalid, "people.password.too_short");
  }
  std::vector<std::string> words;
  for (const std::string& word : settings.context_words) words.push_back(lower_ascii(word));
  const std::string login = lower_ascii(owner.login);
  words.push_back(login);
  words.push_back(login.substr(0, login.find('@')));
  const std::string name = lower_ascii(owner.name);
  words.push_back(name);
  words.push_back(replace_all(name, " ", ""));
  for (const std::string_view piece : split(name, ' ')) words.emplace_back(piece);
  std::erase_if(words, [](const std::string& word) { return word.empty(); });
  if (is_guessable(password, words)) return Error(Refusal::invalid, "people.password.guessable");
  return {};
}

}  // namespace kentongan::people
