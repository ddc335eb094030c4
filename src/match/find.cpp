// Two steps: the rarest words of the message vote for passages (BM25 over the inverted index), then
// the best passages are compared with the message word by word.
#include "match/matcher.hpp"

#include "match/content.hpp"
#include "match/score.hpp"

#include "language/text.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace kentongan::match {

namespace {

constexpr std::size_t most_voting_words = 128;
constexpr std::size_t most_compared = 60;
constexpr std::size_t most_shown_words = 12;
constexpr std::size_t longest_swap = 3;

/// A different content word of the message.
struct Asked {
  std::string_view word;
  std::uint32_t place = 0;  ///< order of first appearance, from 1
  float weight = 0;
  bool negated = false;
  bool is_number = false;
};

struct Question {
  language::Text text;
  Content content;
  std::vector<Asked> words;
  double weight = 0;  ///< of all words
  int numbers = 0;
};

Question question_of(std::string_view message, const Snapshot& snapshot) {
  Question question;
  question.text = language::read(message);
  question.content = content_of(question.text);
  std::unordered_map<std::string_view, std::uint32_t> seen;
  seen.reserve(question.content.words.size());
  for (const ContentWord& word : question.content.words) {
    if (!seen.emplace(word.word, 0).second) continue;
    Asked asked{.word = word.word, .negated = word.negated};
    asked.place = static_cast<std::uint32_t>(question.words.size() + 1);
    asked.is_number = word.kind == language::TokenKind::number;
    if (const auto known = snapshot.base->terms().find(word.word)) {
      asked.weight = snapshot.base->weight(*known);
    } else if (const auto fresh = snapshot.live->terms().find(word.word)) {
      asked.weight = snapshot.live->weight(*fresh);
    } else {
      asked.weight = snapshot.base->weight_of_unseen();
    }
    question.weight += asked.weight;
    question.numbers += asked.is_number ? 1 : 0;
    question.words.push_back(asked);
  }
  return question;
}

/// The words that vote: the heaviest of the message, so that a megabyte costs no more than a page.
std::vector<const Asked*> voters(const Question& question) {
  std::vector<const Asked*> words;
  words.reserve(question.words.size());
  for (const Asked& asked : question.words) words.push_back(&asked);
  if (words.size() > most_voting_words) {
    std::nth_element(
        words.begin(), words.begin() + most_voting_words, words.end(),
        [](const Asked* left, const Asked* right) { return left->weight > right->weight; });
    words.resize(most_voting_words);
  }
  return words;
}

struct Placed {
  std::uint32_t place = 0;
  double weight = 0;
};

/// The weight of the shared words in the stretch of the question, half as long again as the
/// passage, that holds most of them: a title scattered over a whole article is not told by it.
double heaviest_stretch(std::vector<Placed>& placed, std::size_t passage_words) {
  const std::size_t length = passage_words + passage_words / 2 + 2;
  std::sort(placed.begin(), placed.end(),
            [](const Placed& left, const Placed& right) { return left.place < right.place; });
  double heaviest = 0;
  double weight = 0;
  std::size_t first = 0;
  for (const Placed& last : placed) {
    weight += last.weight;
    while (last.place - placed[first].place >= length) weight -= placed[first++].weight;
    heaviest = std::max(heaviest, weight);
  }
  return heaviest;
}

/// Whether two words may be one word misspelt or inflected: most of the longer one is a common
/// beginning and end.
bool are_alike(std::string_view left, std::string_view right) {
  const std::size_t shorter = std::min(left.size(), right.size());
  const std::size_t longer = std::max(left.size(), right.size());
  std::size_t front = 0;
  while (front < shorter && left[front] == right[front]) ++front;
  std::size_t back = 0;
  while (back < shorter - front && left[left.size() - 1 - back] == right[right.size() - 1 - back])
    ++back;
  return front >= 5 || (front + back) * 10 >= longer * 6;
}

/// One segment searched for one question.
class SegmentSearch {
 public:
  SegmentSearch(const Segment& segment, const Question& question)
      : segment_(segment), question_(question) {}

  /// The passages with the most votes, in no particular order.
  [[nodiscard]] std::vector<std::uint32_t> best_passages() const {
    std::vector<float> votes(segment_.passage_count(), 0.0F);
    std::vector<std::uint32_t> touched;
    for (const Asked* asked : voters(question_)) {
      const auto word = segment_.terms().find(asked->word);
      if (!word) continue;
      for (const std::uint32_t passage : segment_.passages_with(*word)) {
        if (votes[passage] == 0.0F) touched.push_back(passage);
        votes[passage] += asked->weight;
      }
    }
    for (const std::uint32_t passage : touched) votes[passage] *= segment_.passage(passage).norm;
    if (touched.size() > most_compared) {
      std::nth_element(touched.begin(), touched.begin() + most_compared, touched.end(),
                       [&votes](std::uint32_t left, std::uint32_t right) {
                         return votes[left] != votes[right] ? votes[left] > votes[right]
                                                            : left < right;
                       });
      touched.resize(most_compared);
    }
    return touched;
  }

  /// Remembers where in the question each word of the segment stands; `compare` needs it.
  void mark() {
    asked_.assign(segment_.terms().size(), nullptr);
    shared_.assign(question_.words.size(), 0);
    for (const Asked& asked : question_.words) {
      if (const auto word = segment_.terms().find(asked.word)) asked_[*word] = &asked;
    }
  }

  [[nodiscard]] Candidate compare(std::uint32_t passage) {
    const Segment::Passage& info = segment_.passage(passage);
    const Segment::Source& source = segment_.documents()[info.document];
    Candidate candidate{.document = source.id, .verdict = source.verdict};
    Evidence& evidence = candidate.evidence;
    evidence.field = info.field;
    evidence.query_words = static_cast<int>(question_.words.size());
    evidence.debunks = question_.content.debunks;
    evidence.exact = info.exact == question_.content.exact;
    weigh(passage, evidence);
    candidate.score = score_of(evidence);
    return candidate;
  }

  /// The shared words, heaviest first.
  [[nodiscard]] std::vector<std::string> shared_words(std::uint32_t passage) const {
    std::vector<const Asked*> shared;
    for (const auto word : segment_.words_of(passage)) {
      if (const Asked* asked = asked_[word & ~Segment::negated]) shared.push_back(asked);
    }
    std::sort(shared.begin(), shared.end(), [](const Asked* left, const Asked* right) {
      return left->weight != right->weight ? left->weight > right->weight
                                           : left->place < right->place;
    });
    if (shared.size() > most_shown_words) shared.resize(most_shown_words);
    std::vector<std::string> words;
    for (const Asked* asked : shared) words.emplace_back(asked->word);
    return words;
  }

  [[nodiscard]] const Segment& segment() const { return segment_; }

 private:
  void weigh(std::uint32_t passage, Evidence& evidence) {
    double shared = 0;
    double whole = 0;
    int shared_numbers = 0;
    int numbers = 0;
    int pairs = 0;
    std::uint32_t before = 0;
    std::vector<Placed> placed;
    for (const auto coloured : segment_.words_of(passage)) {
      const Segment::Word word = coloured & ~Segment::negated;
      const float weight = segment_.weight(word);
      const bool is_number = segment_.is_number(word);
      whole += weight;
      numbers += is_number ? 1 : 0;
      const Asked* asked = asked_[word];
      if (asked == nullptr) {
        before = 0;
        continue;
      }
      shared += weight;
      placed.push_back({asked->place, weight});
      shared_[asked->place - 1] = 1;
      ++evidence.shared_words;
      shared_numbers += is_number ? 1 : 0;
      if (before != 0 && asked->place > before && asked->place <= before + 2) ++pairs;
      before = asked->place;
      if (asked->negated != ((coloured & Segment::negated) != 0)) evidence.negation_differs = true;
    }
    evidence.swapped_weight = swapped(segment_.words_of(passage));
    for (const Placed& one : placed) shared_[one.place - 1] = 0;
    evidence.shared_weight = shared;
    evidence.passage_share = whole > 0 ? shared / whole : 0;
    evidence.local_share =
        whole > 0 ? heaviest_stretch(placed, segment_.words_of(passage).size()) / whole : 0;
    evidence.query_share = question_.weight > 0 ? std::min(1.0, shared / question_.weight) : 0;
    evidence.shared_pairs = pairs;
    evidence.numbers_differ = numbers > shared_numbers && question_.numbers > shared_numbers;
  }

  /// Words of the passage in whose place the question has others, while both sides agree around
  /// them: `undian bank *nagari* berhadiah` against `undian bank *papua* berhadiah`.
  [[nodiscard]] double swapped(std::span<const Segment::ColouredWord> words) const {
    double weight = 0;
    std::size_t last = words.size();  // the last shared word; none yet
    for (std::size_t at = 0; at < words.size(); ++at) {
      const Asked* asked = asked_for(words[at]);
      if (asked == nullptr) continue;
      if (last != words.size()) {
        weight += swapped_between(words.subspan(last + 1, at - last - 1),
                                  asked_for(words[last])->place, asked->place);
      }
      last = at;
    }
    if (last == words.size()) return 0;
    const std::uint32_t place = asked_for(words[last])->place;
    const auto rest = words.subspan(last + 1);
    return weight +
           swapped_between(rest, place, place + static_cast<std::uint32_t>(rest.size()) + 1);
  }

  /// The lighter side of what stands between two shared words, when it is at most three words on
  /// each side and none of them is shared or a misspelling of another.
  [[nodiscard]] double swapped_between(std::span<const Segment::ColouredWord> gap,
                                       std::uint32_t from, std::uint32_t to) const {
    if (gap.empty() || gap.size() > longest_swap || to <= from + 1 || to - from - 1 > longest_swap)
      return 0;
    double here = 0;
    double there = 0;
    for (const auto word : gap) here += segment_.weight(word & ~Segment::negated);
    for (std::uint32_t place = from + 1; place < to; ++place) {
      if (place > question_.words.size()) return 0;
      const Asked& instead = question_.words[place - 1];  // places count from 1
      if (shared_[place - 1] != 0) return 0;
      for (const auto word : gap) {
        if (are_alike(segment_.terms().word(word & ~Segment::negated), instead.word)) return 0;
      }
      there += instead.weight;
    }
    return std::min(here, there);
  }

  [[nodiscard]] const Asked* asked_for(Segment::ColouredWord word) const {
    return asked_[word & ~Segment::negated];
  }

  const Segment& segment_;
  const Question& question_;
  std::vector<const Asked*> asked_;  ///< per word of the segment
  std::vector<char> shared_;         ///< per word of the question: the passage in hand has it
};

struct Found {
  Candidate candidate;
  std::uint32_t passage = 0;
  const SegmentSearch* search = nullptr;
};

bool better(const Found& left, const Found& right) {
  if (left.candidate.score != right.candidate.score)
    return left.candidate.score > right.candidate.score;
  return left.candidate.document > right.candidate.document;  // the younger fact check
}

/// Every document once, with its best passage.
void keep_best(std::vector<Found>& found) {
  std::sort(found.begin(), found.end(), better);
  std::unordered_set<std::int64_t> seen;
  std::erase_if(found,
                [&seen](const Found& one) { return !seen.insert(one.candidate.document).second; });
}

}  // namespace

std::vector<Candidate> find_in(const Snapshot& snapshot, std::string_view message,
                               std::size_t limit) {
  const Question question = question_of(message, snapshot);
  if (question.words.empty()) return {};
  SegmentSearch base(*snapshot.base, question);
  SegmentSearch live(*snapshot.live, question);
  std::vector<Found> found;
  for (SegmentSearch* search : {&base, &live}) {
    const std::vector<std::uint32_t> passages = search->best_passages();
    if (passages.empty()) continue;
    search->mark();
    for (const std::uint32_t passage : passages) {
      Candidate candidate = search->compare(passage);
      if (search == &base && snapshot.gone->contains(candidate.document)) continue;
      found.push_back({std::move(candidate), passage, search});
    }
  }
  keep_best(found);
  if (found.size() > limit) found.resize(limit);
  std::vector<Candidate> candidates;
  for (Found& one : found) {
    one.candidate.evidence.words = one.search->shared_words(one.passage);
    candidates.push_back(std::move(one.candidate));
  }
  return candidates;
}

}  // namespace kentongan::match
