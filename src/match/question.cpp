#include "match/question.hpp"

#include "match/fuzzy.hpp"

#include <unordered_map>

namespace kentongan::match {

namespace {

constexpr float frame_weight = 0.4F;

}  // namespace

Question::Question(std::string_view message, const Snapshot& snapshot)
    : text(language::read(message)), content(content_of(text)) {
  std::unordered_map<std::string_view, std::uint32_t> seen;
  seen.reserve(content.words.size());
  for (const ContentWord& word : content.words) {
    const auto [known, is_new] =
        seen.emplace(word.word, static_cast<std::uint32_t>(words.size()));
    if (order.size() < longest_compared) order.push_back(known->second);
    if (!is_new) continue;
    Asked asked{.word = word.word, .negated = word.negated};
    asked.is_number = word.kind == language::TokenKind::number;
    asked.letter_pairs = letter_pairs(word.word);
    asked.sense = sense_of(word.word);
    asked.weight = weight_of(snapshot, word.word);
    if (asked.sense.is_frame) asked.weight *= frame_weight;
    weight += asked.weight;
    if (asked.sense.is_name) names += asked.weight;
    numbers += asked.is_number ? 1 : 0;
    each_gram(word.word, [this](std::uint32_t gram) { grams.add(gram); });
    words.push_back(asked);
  }
  find_places();
}

void Question::find_places() {
  place_starts_.assign(words.size() + 2, 0);
  for (const std::uint32_t word : order) ++place_starts_[word + 2];
  for (std::size_t at = 2; at < place_starts_.size(); ++at)
    place_starts_[at] += place_starts_[at - 1];
  places_.resize(order.size());
  for (std::uint32_t place = 0; place < order.size(); ++place)
    places_[place_starts_[order[place] + 1]++] = place;
  place_starts_.pop_back();
}

Query query_of(const Question& question) {
  Query query;
  query.words.reserve(question.words.size());
  for (const Asked& asked : question.words) query.words.push_back({.word = asked.word, .share = asked.sense.is_frame ? 0.5F : 1.0F});
  return query;
}

}  // namespace kentongan::match
