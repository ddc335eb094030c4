#include "match/retrieve_words.hpp"

#include "match/similar.hpp"

#include <algorithm>
#include <bit>

namespace kentongan::match {

namespace {

/// Of the words of its root, and of those a word may have been meant to be.
constexpr std::size_t most_similar = 4;
/// A misspelling costs thirty look-ups; no message of a person has so many.
constexpr std::size_t most_misspelt = 48;

double passages_of(const Snapshot& snapshot) {
  double passages = 0;
  for (const Part& part : snapshot.parts)
    passages += static_cast<double>(part.segment->passage_count());
  return passages;
}

Known known_among(const Snapshot& snapshot, std::string_view word, double passages) {
  Known known;
  for (const Part& part : snapshot.parts) {
    if (const auto id = part.segment->terms().find(word))
      known.passages += part.segment->frequency(*id);
  }
  known.weight = inverse_document_frequency(std::max(known.passages, 1.0), passages);
  return known;
}

struct Voter {
  std::uint32_t wanted = 0;
  float weight = 0;
  bool is_known = false;
};

/// The words that vote: the heaviest of the query, so that a megabyte costs no more than a page.
std::vector<Voter> voters(const Snapshot& snapshot, const Query& query, std::size_t most) {
  const double passages = passages_of(snapshot);
  std::vector<Voter> voters;
  voters.reserve(query.words.size());
  for (std::uint32_t at = 0; at < query.words.size(); ++at) {
    const Wanted& wanted = query.words[at];
    const Known known = known_among(snapshot, wanted.word, passages);
    voters.push_back({at, wanted.share * known.weight, known.passages > 0});
  }
  if (voters.size() > most) {
    std::nth_element(voters.begin(), voters.begin() + static_cast<std::ptrdiff_t>(most),
                     voters.end(), [](const Voter& left, const Voter& right) {
                       return left.weight != right.weight ? left.weight > right.weight
                                                          : left.wanted < right.wanted;
                     });
    voters.resize(most);
  }
  return voters;
}

/// Of a word that was understood twice, the heavier.
void keep_each_once(std::vector<Understood>& words) {
  std::sort(words.begin(), words.end(), [](const Understood& left, const Understood& right) {
    if (left.word != right.word) return left.word < right.word;
    if (left.weight != right.weight) return left.weight > right.weight;
    return left.wanted < right.wanted;
  });
  words.erase(std::unique(words.begin(), words.end(),
                          [](const Understood& left, const Understood& right) {
                            return left.word == right.word;
                          }),
              words.end());
}

}  // namespace

Known known_as_in(const Snapshot& snapshot, std::string_view word) {
  return known_among(snapshot, word, passages_of(snapshot));
}

std::vector<SegmentWords> understood_words(const Snapshot& snapshot, const Query& query,
                                           std::size_t most) {
  const std::vector<Voter> voting = voters(snapshot, query, most);
  std::vector<SegmentWords> segments;
  for (const Part& part : snapshot.parts) {
    const Segment& segment = *part.segment;
    std::vector<Understood> words;
    std::size_t misspelt = 0;
    for (const Voter& voter : voting) {
      const Wanted& wanted = query.words[voter.wanted];
      const std::uint32_t group =
          wanted.group == Wanted::alone
              ? voter.wanted
              : static_cast<std::uint32_t>(query.words.size()) + wanted.group;
      if (const auto word = segment.terms().find(wanted.word))
        words.push_back({*word, voter.wanted, group, wanted.share, voter.weight});
      if (wanted.spelling == Spelling::as_written) continue;
      const auto add = [&](const std::vector<SimilarWord>& others) {
        for (const SimilarWord& other : others) {
          const float share = wanted.share * other.likeness;
          words.push_back(
              {other.word, voter.wanted, group, share, share * segment.weight(other.word)});
        }
      };
      add(words_of_one_root(segment, wanted.word, most_similar));
      if (!voter.is_known && ++misspelt <= most_misspelt)
        add(similar_words(segment, wanted.word, most_similar));
    }
    keep_each_once(words);
    if (!words.empty()) segments.push_back({&segment, std::move(words)});
  }
  return segments;
}

Scale::Scale(const Segment& segment, std::span<const Understood> words) : segment_(segment) {
  const std::size_t size = std::bit_ceil(std::max<std::size_t>(4 * words.size(), 64));
  shift_ = static_cast<unsigned>(32 - std::countr_zero(size));
  slots_.resize(size);
  for (const Understood& word : words) {
    std::size_t at = (word.word * 0x9E3779B1U) >> shift_;
    while (slots_[at].word != Terms::none) at = (at + 1) & (size - 1);
    slots_[at] = {word.word, word.group, word.weight};
  }
}

float Scale::weigh(std::uint32_t passage, Field field) {
  const auto words = segment_.words_of(passage);
  shared_.clear();
  for (const Segment::ColouredWord coloured : words) {
    const Slot* slot = find(coloured & ~Segment::negated);
    if (slot == nullptr) continue;
    const auto same = std::find_if(shared_.begin(), shared_.end(), [slot](const Slot* other) {
      return other->group == slot->group;
    });
    if (same == shared_.end()) {
      shared_.push_back(slot);
    } else if ((*same)->weight < slot->weight) {
      *same = slot;
    }
  }
  float weight = 0;
  for (const Slot* slot : shared_) weight += slot->weight;
  return weight * segment_.norm(field, words.size());
}

}  // namespace kentongan::match
