#include "tabayun/withheld.hpp"

#include "base/personal_numbers.hpp"
#include "base/text.hpp"
#include "language/text.hpp"
#include "language/words.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace kentongan::tabayun {

namespace {

constexpr std::size_t longest_run = 5;  ///< words

std::vector<std::string> words_of(std::string_view text) {
  const language::Text read = language::read(text);
  std::vector<std::string> words;
  words.reserve(read.tokens.size());
  for (const language::Token& token : read.tokens) words.emplace_back(read.word(token));
  return words;
}

std::string run_at(const std::vector<std::string>& words, std::size_t at, std::size_t length) {
  std::string run;
  for (std::size_t word = at; word < at + length; ++word) run += words[word] + " ";
  return run;
}

bool is_title(std::string_view word) {
  for (const std::string_view title :
       {"desa", "dusun", "kampung", "kelurahan", "kecamatan", "kabupaten", "haji", "hajah", "kiai",
        "kyai", "ustad", "ustaz", "ustadz", "pendeta", "romo", "kepala", "ketua", "anggota"}) {
    if (word == title) return true;
  }
  return false;
}

using NameWords = std::set<std::string, std::less<>>;
NameWords words_of_names(const std::vector<std::string>& names) {
  NameWords words;
  for (const std::string& name : names) {
    for (std::string& word : words_of(name)) {
      if (word.size() > 2 && !is_title(word) && !language::is_stop_word(word))
        words.insert(std::move(word));
    }
  }
  return words;
}

}  // namespace

bool repeats(std::string_view written, std::string_view original) {
  const auto said = words_of(original);
  const auto words = words_of(written);
  const std::size_t length = std::min(longest_run, said.size());
  if (length == 0 || words.size() < length) return false;
  std::unordered_set<std::string> runs;
  for (std::size_t at = 0; at + length <= said.size(); ++at) runs.insert(run_at(said, at, length));
  for (std::size_t at = 0; at + length <= words.size(); ++at) {
    if (runs.contains(run_at(words, at, length))) return true;
  }
  return false;
}

std::string mask_names(std::string_view text, const std::vector<std::string>& names) {
  const NameWords masked = words_of_names(names);
  if (masked.empty()) return std::string(text);
  const language::Text read = language::read(text);
  std::string out;
  std::size_t done = 0;
  bool after_mask = false;
  for (const language::Token& token : read.tokens) {
    if (!masked.contains(read.word(token)) || token.raw_begin < done) continue;
    const std::string_view between = text.substr(done, token.raw_begin - done);
    // First name and family name are one mask.
    if (!after_mask || !trim(between).empty()) out.append(between).append(masked_name);
    done = token.raw_end;
    after_mask = true;
  }
  return out.append(text.substr(done));
}

bool names_one_of(std::string_view text, const std::vector<std::string>& names) {
  const NameWords named = words_of_names(names);
  const auto words = words_of(text);
  return std::any_of(words.begin(), words.end(),
                     [&named](const std::string& word) { return named.contains(word); });
}

Finding public_finding(const Finding& finding, const std::string& summary,
                       const std::vector<std::string>& targets, std::string_view original) {
  const auto masked = [&targets](const std::string& text) {
    return mask_personal_numbers(mask_names(text, targets));
  };
  Finding shown = finding;
  shown.claim = summary;
  shown.title = repeats(finding.title, original) ? summary : masked(finding.title);
  shown.conclusion = repeats(finding.conclusion, original) ? "" : masked(finding.conclusion);
  shown.explanation.clear();
  shown.sources.clear();
  shown.url.clear();
  return shown;
}

}  // namespace kentongan::tabayun
