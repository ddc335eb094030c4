#include "match/compare.hpp"

#include "match/score.hpp"

#include <algorithm>

namespace kentongan::match {

namespace {

constexpr std::size_t most_shown_words = 12;
constexpr std::size_t longest_swap = 3;

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

}  // namespace

Comparison::Comparison(const Segment& segment, const Question& question)
    : segment_(segment),
      question_(question),
      asked_(segment.terms().size(), nullptr),
      shared_(question.words.size(), 0) {
  for (const Asked& asked : question_.words) {
    if (const auto word = segment_.terms().find(asked.word)) asked_[*word] = &asked;
  }
}

Candidate Comparison::compare(std::uint32_t passage) {
  const Segment::Passage info = segment_.passage(passage);
  const Segment::Source source = segment_.document(info.document);
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

std::vector<std::string> Comparison::shared_words(std::uint32_t passage) const {
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

void Comparison::weigh(std::uint32_t passage, Evidence& evidence) {
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
double Comparison::swapped(std::span<const Segment::ColouredWord> words) const {
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
  return weight + swapped_between(rest, place, place + static_cast<std::uint32_t>(rest.size()) + 1);
}

/// The lighter side of what stands between two shared words, when it is at most three words on
/// each side and none of them is shared or a misspelling of another.
double Comparison::swapped_between(std::span<const Segment::ColouredWord> gap, std::uint32_t from,
                                   std::uint32_t to) const {
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

}  // namespace kentongan::match
