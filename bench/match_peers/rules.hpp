// What others answer by themselves, on Xapian's candidates.
#pragma once

#include "peer.hpp"

#include <string>
#include <vector>

namespace kentongan::bench {

/// Meedan Check: the first candidate that has `least` of the message's different words, of a
/// message of eight words at least; .875 answers, .70 suggests.
/// Source: meedan/check-api, text_elasticsearch_matching_threshold, …_suggestion_threshold and
/// text_length_matching_threshold.
[[nodiscard]] std::vector<Hit> check_rule(const Known& known, const std::string& message,
                                          const std::vector<Hit>& candidates, double least);

/// Cofacts: the only candidate whose pairs of letters are .95 alike (Dice), blanks left out. Kinder
/// than the source, which answers only when the search had no second hit at all; an OR always has.
/// Source: cofacts/rumors-line-bot, SIMILARITY_THRESHOLD, compareTwoStrings.
[[nodiscard]] std::vector<Hit> cofacts_rule(const Known& known, const std::string& message,
                                            const std::vector<Hit>& candidates);

}  // namespace kentongan::bench
