// What the matcher is given and what it gives back. Values; nothing here knows a database.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::match {

/// A fact check as the matcher sees it.
struct Document {
  std::int64_t id = 0;
  /// Whatever tells verdicts apart for the caller; two candidates with different numbers contradict
  /// each other and are never answered alone.
  std::int32_t verdict = 0;
  std::string title = {};
  /// The claim as it circulates, and every wording that a person confirmed to be the same
  /// (aliases).
  std::vector<std::string> messages = {};
  /// The explanation. Helps to find, never to answer. May be left empty to save memory.
  std::string article = {};
};

/// Fields are scored apart and never glued together.
enum class Field : std::uint8_t { title, message, article };

/// Bytes of the raw message.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// A feature (features.hpp) and what it added to the document's score, or took from it.
struct Reason {
  std::string_view feature;  ///< `title.share`; lives for ever
  double part = 0;
};

/// How a document's strongest passage and the message overlap. Weights are inverse document
/// frequencies, so that rare words count.
struct Evidence {
  Field field = Field::title;
  double query_share = 0;     ///< 0..1, weight of the message's words that the passage has
  double passage_share = 0;   ///< 0..1, weight of the passage's words that the message has
  double local_share = 0;     ///< as passage_share, only within one stretch of the message
  int shared_words = 0;       ///< different content words in both
  int query_words = 0;        ///< different content words of the message
  double swapped_weight = 0;  ///< of rare words in the place of others: another bank, another town
  bool exact = false;         ///< the same words in the same order, after normalising
  bool numbers_differ = false;  ///< each side has a number, or a month or day, that the other lacks
  double turned_share = 0;  ///< of the shared weight that a negation turns around on one side only
  bool debunks = false;     ///< the message, not the passage, says that something is not so
  std::vector<std::string> words = {};  ///< the shared words as read, heaviest first, at most 12
  std::vector<Span> spans = {};         ///< where any of them stands, in order, at most 200
  std::vector<Reason> reasons = {};     ///< what weighed most, heaviest first, at most 6
};

/// A document that may be what the question is about.
struct Candidate {
  std::int64_t document = 0;
  std::int32_t verdict = 0;
  double score = 0;  ///< 0..1; of so many answers like this one this share was right
  double rank = 0;   ///< what put the candidates in order; comparable within one message only
  Evidence evidence = {};
};

enum class Outcome {
  answer,  ///< sure: show the first candidate
  ask,     ///< nearly sure: "is it one of these?"
  queue,   ///< nobody has checked this yet: a person must look
};

struct Decision {
  Outcome outcome = Outcome::queue;
  std::vector<Candidate> shown;  ///< answer: one; ask: up to three; queue: none
};

}  // namespace kentongan::match
