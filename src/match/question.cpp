#include "match/question.hpp"

#include "match/fuzzy.hpp"

#include "language/names.hpp"
#include "language/words.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace kentongan::match {

namespace {

/// What another wording of a word counts beside the word itself. Chosen on the development messages
/// among .4, .6 and .8 (TUNING.md).
constexpr float wording_share = 0.6F;
constexpr std::size_t most_wordings = 12;     ///< of one word
constexpr std::uint32_t most_reworded = 128;  ///< words of a message that are looked up so

/// A typing error in every fifth word, and several: more than a scam has new names. Chosen by hand.
constexpr std::size_t careless_one_in = 5;
constexpr std::size_t careless_fewest = 4;
constexpr std::size_t most_strange = 7;  ///< words of ten in an Indonesian message that no list has

}  // namespace

Question::Question(std::string_view message, const Snapshot& snapshot)
    : text(language::read(message)), content(content_of(text)) {
  std::unordered_map<std::string_view, std::uint32_t> seen;
  seen.reserve(content.words.size());
  std::size_t strange = 0;
  std::size_t unknown = 0;
  for (const ContentWord& word : content.words) {
    const auto [known, is_new] = seen.emplace(word.word, static_cast<std::uint32_t>(words.size()));
    if (order.size() < longest_compared) order.push_back(known->second);
    if (!is_new) continue;
    Asked asked{.word = word.word, .negated = word.negated};
    asked.is_number = word.kind == language::TokenKind::number;
    asked.letter_pairs = letter_pairs(word.word);
    asked.sense = sense_of(word.word);
    const Known known_as = known_as_in(snapshot, word.word);
    asked.weight = known_as.weight;
    asked.is_known = known_as.passages > 0;
    asked.debunks = language::is_debunking(word.word);
    if (asked.sense.is_frame) asked.weight *= frame_weight;
    weight += asked.weight;
    if (asked.sense.is_name && !asked.is_number) {
      names += asked.weight;
      ++strange;
      unknown += asked.is_known ? 0 : 1;
    }
    numbers += asked.is_number ? 1 : 0;
    dates += !asked.is_number && asked.sense.is_date() ? 1 : 0;
    each_gram(word.word, [this](std::uint32_t gram) { grams.add(gram); });
    words.push_back(asked);
  }
  knows_names = strange * 10 <= words.size() * most_strange;
  if (!knows_names) names = 0;
  is_careless = unknown >= careless_fewest && unknown * careless_one_in >= words.size();
  places_ = Grouped(order, words.size());
  look_at_capitals(message);
}

/// In a message that writes names with a capital, what never has one is no name.
void Question::look_at_capitals(std::string_view message) {
  const language::NameSense capitals(message, text);
  if (!capitals.tells()) return;
  for (Asked& asked : words) asked.is_small = true;
  for (std::size_t place = 0; place < order.size(); ++place) {
    const char first =
        message[std::min<std::size_t>(content.words[place].raw_begin, message.size() - 1)];
    if (first < 'a' || first > 'z') words[order[place]].is_small = false;
  }
}

Query query_of(const Question& question, const Snapshot& snapshot) {
  Query query;
  query.words.reserve(question.words.size() * 2);
  std::unordered_set<std::string_view> have;
  for (const Asked& asked : question.words) have.insert(asked.word);
  std::uint32_t group = 0;
  for (const Asked& asked : question.words) {
    const float share = asked.sense.is_frame ? frame_weight : 1.0F;
    query.words.push_back({.word = asked.word, .share = share, .group = group});
    for (const Part& part : snapshot.parts) {
      if (asked.is_number || group >= most_reworded) break;
      std::size_t added = 0;
      for (const Terms::Id other : part.segment->lexicon().words_of(asked.sense.meaning)) {
        const std::string_view word = part.segment->terms().word(other);
        if (added == most_wordings || !have.insert(word).second) continue;
        query.words.push_back({.word = word,
                               .share = share * wording_share,
                               .group = group,
                               .spelling = Spelling::as_written});
        ++added;
      }
    }
    ++group;
  }
  return query;
}

}  // namespace kentongan::match
