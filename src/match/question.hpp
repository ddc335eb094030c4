// The message as the comparison sees it: its different content words and what each weighs.
#pragma once

#include "match/content.hpp"
#include "match/retrieve.hpp"

#include "language/text.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// A different content word of the message.
struct Asked {
  std::string_view word;
  std::uint32_t place = 0;  ///< order of first appearance, from 1
  float weight = 0;
  bool negated = false;
  bool is_number = false;
};

/// Not copied: the words point into the text.
struct Question {
  Question(std::string_view message, const Snapshot& snapshot);
  Question(const Question&) = delete;
  Question& operator=(const Question&) = delete;

  language::Text text;
  Content content;
  std::vector<Asked> words;
  double weight = 0;  ///< of all words
  int numbers = 0;
};

/// What to look for in the index.
[[nodiscard]] Query query_of(const Question& question);

}  // namespace kentongan::match
