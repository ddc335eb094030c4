#include "match/question.hpp"

#include <unordered_set>

namespace kentongan::match {

Question::Question(std::string_view message, const Snapshot& snapshot)
    : text(language::read(message)), content(content_of(text)) {
  std::unordered_set<std::string_view> seen;
  seen.reserve(content.words.size());
  for (const ContentWord& word : content.words) {
    if (!seen.insert(word.word).second) continue;
    Asked asked{.word = word.word, .negated = word.negated};
    asked.place = static_cast<std::uint32_t>(words.size() + 1);
    asked.is_number = word.kind == language::TokenKind::number;
    asked.weight = weight_of(snapshot, word.word);
    weight += asked.weight;
    numbers += asked.is_number ? 1 : 0;
    words.push_back(asked);
  }
}

Query query_of(const Question& question) {
  Query query;
  query.words.reserve(question.words.size());
  for (const Asked& asked : question.words) query.words.push_back({.word = asked.word});
  return query;
}

}  // namespace kentongan::match
