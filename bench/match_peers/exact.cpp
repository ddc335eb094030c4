#include "exact.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace kentongan::bench {

namespace {

constexpr double k1 = 1.2;
constexpr double b = 0.75;

bool belongs_to_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

void keep_best(std::vector<Hit>& hits, std::size_t limit) {
  limit = std::min(limit, hits.size());
  const auto end = hits.begin() + static_cast<std::ptrdiff_t>(limit);
  std::partial_sort(hits.begin(), end, hits.end(), [](const Hit& left, const Hit& right) {
    return left.score != right.score ? left.score > right.score : left.document < right.document;
  });
  hits.resize(limit);
}

/// Ascending, each once.
std::vector<std::uint32_t> trigrams_of(const std::vector<std::string>& words) {
  std::vector<std::uint32_t> groups;
  for (const std::string& word : words) {
    const std::string padded = "  " + word + " ";
    for (std::size_t at = 0; at + 3 <= padded.size(); ++at) {
      groups.push_back(static_cast<std::uint32_t>(static_cast<unsigned char>(padded[at])) << 16U |
                       static_cast<std::uint32_t>(static_cast<unsigned char>(padded[at + 1]))
                           << 8U |
                       static_cast<unsigned char>(padded[at + 2]));
    }
  }
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

}  // namespace

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text + " ") {
    if (belongs_to_word(c)) {
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    } else if (!word.empty()) {
      if (word.size() <= 60) words.push_back(word);
      word.clear();
    }
  }
  return words;
}

std::vector<std::string> different_words_of(const std::string& text) {
  std::vector<std::string> different;
  for (std::string& word : words_of(text)) {
    if (std::find(different.begin(), different.end(), word) == different.end())
      different.push_back(std::move(word));
  }
  return different;
}

WordLists::WordLists(const std::vector<std::string>& texts) {
  std::vector<std::size_t> last_seen;  // the text a word was last counted for, from 1
  for (std::size_t text = 0; text < texts.size(); ++text) {
    for (std::string& word : kentongan::bench::words_of(texts[text])) {
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      const std::uint32_t number = numbers_.emplace(std::move(word), next).first->second;
      if (number == frequencies_.size()) {
        frequencies_.push_back(0);
        last_seen.push_back(0);
      }
      if (std::exchange(last_seen[number], text + 1) != text + 1) ++frequencies_[number];
      words_.push_back(number);
    }
    firsts_.push_back(words_.size());
  }
}

std::uint32_t WordLists::frequency(const std::string& word) const {
  const auto known = numbers_.find(word);
  return known == numbers_.end() ? 0 : frequencies_[known->second];
}

std::vector<Hit> WordLists::best(const std::vector<std::string>& asked, std::size_t limit,
                                 const Part& part) const {
  constexpr std::uint32_t not_asked = ~std::uint32_t{0};
  std::vector<std::uint32_t> place(frequencies_.size(), not_asked);
  for (std::size_t at = 0; at < asked.size(); ++at) {
    const auto known = numbers_.find(asked[at]);
    if (known != numbers_.end()) place[known->second] = static_cast<std::uint32_t>(at);
  }
  std::vector<Hit> hits;
  std::map<std::uint32_t, int> counts;
  for (std::size_t text = 0; text < size(); ++text) {
    counts.clear();
    const auto words = words_of(text);
    for (const std::uint32_t word : words) {
      if (place[word] != not_asked) ++counts[place[word]];
    }
    if (counts.empty()) continue;
    double score = 0;
    for (const auto& [at, count] : counts)
      score += part(asked[at], count, static_cast<double>(words.size()));
    hits.push_back({text, score});
  }
  keep_best(hits, limit);
  return hits;
}

std::vector<Hit> ExactBm25::search(const std::vector<std::string>& words, std::size_t limit) const {
  std::unordered_map<std::string, double> weights;
  for (const std::string& word : words) {
    weights[word] = weight_(static_cast<double>(lists_.size()), lists_.frequency(word));
  }
  const double mean = lists_.mean_length();
  return lists_.best(words, limit, [&](const std::string& word, double count, double length) {
    const double share = std::max(length / mean, shortest_share_);
    return weights.at(word) * count * (k1 + 1) / (count + k1 * (1 - b + b * share));
  });
}

std::vector<Hit> ExactTsRank::search(const std::vector<std::string>& words,
                                     std::size_t limit) const {
  constexpr double weight_of_d = 0.1;
  constexpr double sum_of_all = 1.64493406685;  // of 1/n², as the source has it
  const auto asked = static_cast<double>(words.size());
  return lists_.best(words, limit, [&](const std::string&, double count, double length) {
    double sum = 0;
    for (double at = 1; at <= count; ++at) sum += weight_of_d / (at * at);
    return sum / sum_of_all / asked / (std::log(length + 1) / std::log(2.0));
  });
}

std::vector<Hit> most_similar(const std::vector<std::string>& texts, const std::string& message,
                              std::size_t limit, double least) {
  const std::vector<std::uint32_t> asked = trigrams_of(words_of(message));
  std::vector<Hit> hits;
  std::vector<std::uint32_t> both;
  for (std::size_t text = 0; text < texts.size(); ++text) {
    const std::vector<std::uint32_t> known = trigrams_of(words_of(texts[text]));
    both.clear();
    std::set_intersection(asked.begin(), asked.end(), known.begin(), known.end(),
                          std::back_inserter(both));
    const double score = both.empty()
                             ? 0
                             : static_cast<double>(both.size()) /
                                   static_cast<double>(asked.size() + known.size() - both.size());
    if (score > 0 && score >= least) hits.push_back({text, score});
  }
  keep_best(hits, limit);
  return hits;
}

}  // namespace kentongan::bench
