#include "rules.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace kentongan::bench {

namespace {

/// Twice the shared pairs of letters, of all pairs of both. Source: Dice, Ecology 1945.
double bigram_dice(const std::string& left, const std::string& right) {
  if (left.size() < 2 || right.size() < 2) return 0;
  std::map<std::string, int> pairs;
  for (std::size_t at = 0; at + 2 <= left.size(); ++at) ++pairs[left.substr(at, 2)];
  int shared = 0;
  for (std::size_t at = 0; at + 2 <= right.size(); ++at) {
    int& left_over = pairs[right.substr(at, 2)];
    if (left_over == 0) continue;
    --left_over;
    ++shared;
  }
  return 2.0 * shared / static_cast<double>(left.size() + right.size() - 2);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

}  // namespace

std::vector<Hit> check_rule(const Known& known, const std::string& message,
                            const std::vector<Hit>& candidates, double least) {
  const std::vector<std::string> asked = different_words_of(message);
  if (words_of(message).size() < 8) return {};
  for (const Hit& hit : candidates) {
    const std::vector<std::string> words = words_of(known.texts[hit.document]);
    const std::set<std::string> there(words.begin(), words.end());
    const auto shared =
        std::count_if(asked.begin(), asked.end(),
                      [&there](const std::string& word) { return there.contains(word); });
    if (static_cast<double>(shared) >= least * static_cast<double>(asked.size())) return {hit};
  }
  return {};
}

std::vector<Hit> cofacts_rule(const Known& known, const std::string& message,
                              const std::vector<Hit>& candidates) {
  std::vector<Hit> alike;
  const std::string asked = joined(words_of(message));
  for (const Hit& hit : candidates) {
    if (bigram_dice(asked, joined(words_of(known.texts[hit.document]))) >= 0.95)
      alike.push_back(hit);
  }
  return alike.size() == 1 ? alike : std::vector<Hit>();
}

}  // namespace kentongan::bench
