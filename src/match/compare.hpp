// A question and a passage held against each other, word by word.
#pragma once

#include "match/features.hpp"
#include "match/fuzzy.hpp"
#include "match/question.hpp"
#include "match/segment.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace kentongan::match {

/// One question against the passages of one segment. What is learnt of a word is remembered for the
/// next passage.
/// Lifetime: as long as both. Thread: one at a time.
class Comparison {
 public:
  Comparison(const Segment& segment, const Question& question);

  /// What retrieval thought of the passage.
  struct Found {
    float score = 0;
    std::uint32_t rank = 0;  ///< among the passages of its field, from 0
  };
  /// Cost: about 2 µs a title, 8 µs a message.
  [[nodiscard]] Overlap compare(std::uint32_t passage, Found found);
  /// Which of the question's words the passage has, exactly or nearly; heaviest first.
  [[nodiscard]] std::vector<std::uint32_t> shared_words(std::uint32_t passage);
  [[nodiscard]] const Segment& segment() const { return segment_; }

 private:
  static constexpr std::uint32_t nothing = ~std::uint32_t{0};
  /// What the question has for a word of the segment.
  struct Seen {
    Segment::Word word = nothing;
    std::uint32_t asked = nothing;  ///< in `Question::words`
    float likeness = 0;             ///< 1: the same word
    std::uint8_t grams = 0;
    std::uint8_t grams_shared = 0;
    bool is_number = false;
    bool is_name = false;
    bool is_frame = false;
    std::uint32_t meaning = 0;
    std::uint64_t letter_pairs = 0;
  };
  /// Where in `seen_` a word stands.
  struct Slot {
    Segment::Word word = nothing;
    std::uint32_t seen = 0;
  };
  /// A word of the passage in hand.
  struct Word {
    std::uint32_t asked = nothing;
    float likeness = 0;
    float weight = 0;
    std::uint32_t seen = 0;
  };
  /// Words of the question that a word may be likened to, by what rules most of them out.
  struct Likened {
    std::vector<std::uint64_t> letter_pairs;
    std::vector<std::uint8_t> pair_counts;
    std::vector<std::uint32_t> asked;  ///< ascending
    std::vector<char> fronts;          ///< first letters
    std::vector<char> bare_fronts;     ///< of words without a vowel; 0 for others

    void add(const Asked& word, std::uint32_t at);
  };
  struct Event {
    std::uint32_t place = 0;  ///< in the question
    std::uint32_t at = 0;     ///< in the passage
  };

  /// Where in `seen_` it stands.
  [[nodiscard]] std::uint32_t see(Segment::Word word);
  std::uint32_t remember(const Seen& seen);
  void place(Slot slot);
  void look_alike(Seen& seen) const;
  void liken_to_all(Seen& seen, const Written& here, const Likened& likened) const;
  void liken(Seen& seen, const Written& here, std::uint32_t at) const;
  [[nodiscard]] bool follows(std::uint32_t first, std::uint32_t second) const;
  void measure_stretch(Overlap& overlap, float whole);
  void measure_runs(Overlap& overlap, float whole) const;
  [[nodiscard]] float swapped() const;
  [[nodiscard]] float in_place(std::uint32_t word, std::size_t first, std::size_t last) const;
  [[nodiscard]] float swapped_between(std::size_t first, std::size_t last) const;

  const Segment& segment_;
  const Question& question_;
  std::vector<Seen> seen_;
  std::vector<Slot> slots_;            ///< open addressing, a power of two
  std::vector<Word> words_;            ///< of the passage in hand
  std::vector<Event> events_;          ///< of the passage in hand
  std::vector<std::uint16_t> inside_;  ///< per word of the passage: events in the stretch
  std::unordered_map<std::uint32_t, std::uint32_t> by_meaning_;  ///< words of the question
  GramSet meant_;            ///< hashes of these meanings: most words mean none of them
  Likened first_;            ///< words of the question, as many as are likened
  Likened unknown_;          ///< those that the archive does not know
  std::vector<char> taken_;  ///< per word of the question: the passage in hand has it
};

}  // namespace kentongan::match
