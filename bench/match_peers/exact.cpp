#include "exact.hpp"

#include <algorithm>

namespace kentongan::bench {

namespace {

constexpr double k1 = 1.2;
constexpr double b = 0.75;

bool belongs_to_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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

ExactBm25::ExactBm25(const std::vector<std::string>& titles, WordWeight weight,
                     double shortest_share)
    : weight_(std::move(weight)), shortest_share_(shortest_share) {
  double all = 0;
  for (const std::string& title : titles) {
    auto& counts = counts_.emplace_back();
    const std::vector<std::string> words = words_of(title);
    for (const std::string& word : words) {
      if (++counts[word] == 1) ++with_word_[word];
    }
    lengths_.push_back(static_cast<double>(words.size()));
    all += lengths_.back();
  }
  mean_length_ = all / static_cast<double>(std::max<std::size_t>(1, titles.size()));
}

std::vector<Hit> ExactBm25::search(const std::string& message, std::size_t limit) const {
  std::vector<std::pair<std::string, double>> asked;
  for (const std::string& word : different_words_of(message)) {
    const auto known = with_word_.find(word);
    if (known != with_word_.end())
      asked.emplace_back(word, weight_(static_cast<double>(counts_.size()), known->second));
  }
  std::vector<Hit> hits;
  for (std::size_t document = 0; document < counts_.size(); ++document) {
    const double length = std::max(lengths_[document] / mean_length_, shortest_share_);
    double score = 0;
    for (const auto& [word, weight] : asked) {
      const auto found = counts_[document].find(word);
      if (found == counts_[document].end()) continue;
      const double count = found->second;
      score += weight * count * (k1 + 1) / (count + k1 * (1 - b + b * length));
    }
    if (score > 0) hits.push_back({document, score});
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& left, const Hit& right) {
    return left.score != right.score ? left.score > right.score : left.document < right.document;
  });
  if (hits.size() > limit) hits.resize(limit);
  return hits;
}

}  // namespace kentongan::bench
