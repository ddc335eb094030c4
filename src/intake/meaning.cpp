#include "intake/meaning.hpp"

#include "base/text.hpp"
#include "tabayun/question.hpp"

#include <algorithm>
#include <array>

namespace kentongan::intake {
namespace {

constexpr std::size_t longest_command = 60;
constexpr std::array helping{"/start", "/help", "/mulai", "/bantuan", "bantuan", "help",
                             "mulai",  "halo",  "hallo",  "hai",      "hi",      "p",
                             "ping",   "tes",   "test",   "info",     "salam",   "assalamualaikum"};
constexpr std::array stopping{"/berhenti", "/stop", "berhenti", "stop", "unsubscribe", "/hapus"};
constexpr std::array refusing{"bukan", "bukan ini", "bukan yang ini", "tidak", "0"};
constexpr std::array agreeing{"ya", "iya", "betul", "ya ini", "1"};

bool is_one_of(std::string_view word, const auto& list) {
  return std::ranges::any_of(list, [word](const char* known) { return word == known; });
}

/// Lower case, without the bot's name and without what people put around a word.
std::string plain(std::string_view text) {
  std::string word = lower_ascii(trim(text));
  if (word.starts_with('/')) {
    const std::size_t at = word.find('@');
    if (at != std::string::npos) word.erase(at);
  }
  while (!word.empty() && std::string_view(".!?,;:").find(word.back()) != std::string_view::npos)
    word.pop_back();
  return word;
}

}  // namespace

Meaning read_meaning(std::string_view text) {
  using What = Meaning::What;
  text = trim(text);
  if (text.empty()) return {.what = What::help};
  if (text.size() > longest_command) return {};
  const std::string word = plain(text);
  if (is_one_of(word, helping)) return {.what = What::help};
  if (is_one_of(word, stopping)) return {.what = What::stop};
  if (is_one_of(word, refusing)) return {.what = What::choice, .number = 0};
  if (is_one_of(word, agreeing)) return {.what = What::choice, .number = 1};
  if (word == "2" || word == "3")
    return {.what = What::choice, .number = static_cast<std::size_t>(word[0] - '0')};
  std::string_view code = text;
  for (const char* before : {"/start ", "/tiket ", "tiket ", "kode "}) {
    if (starts_with_ignoring_case(code, before))
      code.remove_prefix(std::string_view(before).size());
  }
  const auto receipt = tabayun::parse_receipt(code);
  if (receipt.ok()) return {.what = What::ticket, .code = *receipt};
  return {};
}

}  // namespace kentongan::intake
