#include "match/compare.hpp"

#include "match/fuzzy.hpp"

#include "language/words.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace kentongan::match {

namespace {

constexpr std::size_t longest_swap = 3;
/// Appearances of one word that are looked at; a word repeated more often has no place of its own.
constexpr std::size_t most_places = 12;

constexpr float same_meaning = 0.9F;
/// A word of two or three passages among thousands, in parts of the weight of an unseen one.
constexpr float accident = 0.88F;
constexpr std::size_t most_likened = 200;  ///< words of the question

std::uint32_t hash_of_meaning(std::uint32_t meaning) {
  return (meaning * 0x9e3779b1U) >> (32U - GramSet::bits);
}

std::size_t slot_of(Segment::Word word) { return word * std::size_t{0x9e3779b1U} >> 7U; }

}  // namespace

void Comparison::Likened::add(const Asked& word, std::uint32_t at) {
  letter_pairs.push_back(word.letter_pairs);
  pair_counts.push_back(static_cast<std::uint8_t>(std::popcount(word.letter_pairs)));
  asked.push_back(at);
  fronts.push_back(word.word.front());
  bare_fronts.push_back(has_vowel(word.word) ? '\0' : word.word.front());
}

Comparison::Comparison(const Segment& segment, const Question& question)
    : segment_(segment), question_(question), slots_(2048), taken_(question.words.size(), 0) {
  seen_.reserve(slots_.size() / 2);
  for (std::uint32_t at = 0; at < question.words.size(); ++at) {
    const Asked& asked = question.words[at];
    if (!asked.is_number) {
      by_meaning_.emplace(asked.sense.meaning, at);
      meant_.add(hash_of_meaning(asked.sense.meaning));
      if (at < most_likened) first_.add(asked, at);
      if (!asked.is_known) unknown_.add(asked, at);
    }
    const auto word = segment.terms().find(asked.word);
    if (!word) continue;
    Seen seen{.word = *word,
              .asked = at,
              .likeness = 1,
              .is_number = asked.is_number,
              .is_name = asked.sense.is_name,
              .is_frame = asked.sense.is_frame,
              .meaning = asked.sense.meaning,
              .letter_pairs = asked.letter_pairs};
    each_gram(asked.word, [&seen](std::uint32_t) {
      if (seen.grams < 255) ++seen.grams;
    });
    seen.grams_shared = seen.grams;
    remember(seen);
  }
}

std::uint32_t Comparison::remember(const Seen& seen) {
  const auto at = static_cast<std::uint32_t>(seen_.size());
  seen_.push_back(seen);
  if (seen_.size() * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, Slot{});
    for (std::uint32_t old = 0; old < at; ++old) place({seen_[old].word, old});
  }
  place({seen.word, at});
  return at;
}

void Comparison::place(Slot slot) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot_of(slot.word) & mask;
  while (slots_[at].word != nothing) at = (at + 1) & mask;
  slots_[at] = slot;
}

std::uint32_t Comparison::see(Segment::Word word) {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = slot_of(word) & mask; slots_[at].word != nothing; at = (at + 1) & mask) {
    if (slots_[at].word == word) return slots_[at].seen;
  }
  Seen seen{.word = word};
  look_alike(seen);
  return remember(seen);
}

void Comparison::look_alike(Seen& seen) const {
  const std::string_view word = segment_.terms().word(seen.word);
  each_gram(word, [&](std::uint32_t gram) {
    if (seen.grams == 255) return;
    ++seen.grams;
    if (question_.grams.has(gram)) ++seen.grams_shared;
  });
  seen.is_number = segment_.is_number(seen.word);
  seen.letter_pairs = letter_pairs(word);
  const Sense sense = segment_.lexicon().sense(seen.word);
  seen.meaning = sense.meaning;
  if (seen.is_number) return;
  seen.is_name = sense.is_name;
  seen.is_frame = sense.is_frame;
  if (meant_.has(hash_of_meaning(sense.meaning))) {
    if (const auto same = by_meaning_.find(sense.meaning); same != by_meaning_.end()) {
      seen.likeness = same_meaning;
      seen.asked = same->second;
      return;
    }
  }
  // A word that the archive knows was meant as it stands, unless the passage's is an accident.
  const bool is_accident = segment_.weight(seen.word) >= segment_.weight_of_unseen() * accident;
  liken_to_all(seen, {word, seen.letter_pairs, seen.meaning}, is_accident ? first_ : unknown_);
}

/// Likeness needs many letter pairs in common, or a word without a vowel that begins like the
/// other.
void Comparison::liken_to_all(Seen& seen, const Written& here, const Likened& likened) const {
  const std::vector<char>& fronts = has_vowel(here.word) ? likened.bare_fronts : likened.fronts;
  const int count = std::popcount(here.letter_pairs);
  const char front = here.word.empty() ? '\0' : here.word.front();
  for (std::size_t at = 0; at < likened.asked.size(); ++at) {
    const int common = std::popcount(here.letter_pairs & likened.letter_pairs[at]);
    if (has_enough_pairs(common, count + likened.pair_counts[at]) || fronts[at] == front)
      liken(seen, here, likened.asked[at]);
  }
}

void Comparison::liken(Seen& seen, const Written& here, std::uint32_t at) const {
  const Asked& asked = question_.words[at];
  const float like = likeness(here, {asked.word, asked.letter_pairs, asked.sense.meaning});
  if (like <= seen.likeness) return;
  seen.likeness = like;
  seen.asked = at;
}

bool Comparison::follows(std::uint32_t first, std::uint32_t second) const {
  std::size_t looked = 0;
  for (const std::uint32_t place : question_.places_of(first)) {
    for (std::uint32_t next = place + 1; next <= place + 2 && next < question_.order.size();
         ++next) {
      if (question_.order[next] == second) return true;
    }
    if (++looked == most_places) break;
  }
  return false;
}

Overlap Comparison::compare(std::uint32_t passage, Found found) {
  Overlap overlap;
  const Segment::Passage info = segment_.passage(passage);
  const auto coloured = segment_.words_of(passage);
  overlap.exact = info.exact == question_.content.exact;
  words_.clear();
  const float rare = segment_.weight_of_unseen();
  float whole = 0;
  float shared = 0;
  float exactly = 0;
  float asked_weight = 0;
  float missing = 0;
  float grams = 0;
  float grams_shared = 0;
  int numbers = 0;
  int dates = 0;
  int shared_dates = 0;
  float names = 0;
  float names_missing = 0;
  float asked_names = 0;
  float count = 0;
  float turned = 0;
  for (const Segment::ColouredWord colour : coloured) {
    const Segment::Word id = colour & ~Segment::negated;
    const std::uint32_t place = see(id);
    const Seen& seen = seen_[place];
    const float weight = segment_.weight(id) * (seen.is_frame ? frame_weight : 1.0F);
    if (seen.is_name && question_.knows_names) {
      names += weight * seen.likeness;
      names_missing += weight * (1 - seen.likeness);
    }
    words_.push_back({seen.asked, seen.likeness, weight, place});
    whole += weight;
    shared += weight * seen.likeness;
    exactly += seen.likeness == 1 ? weight : 0;
    grams += seen.grams;
    grams_shared += seen.grams_shared;
    missing = std::max(missing, weight * (1 - seen.likeness));
    count += seen.likeness;
    numbers += seen.is_number ? 1 : 0;
    const bool is_date = !seen.is_number && Sense{.meaning = seen.meaning}.is_date();
    dates += is_date ? 1 : 0;
    if (seen.asked == nothing) continue;
    shared_dates += is_date ? 1 : 0;
    overlap.shared_words += taken_[seen.asked] == 0 ? 1 : 0;
    overlap.shared_numbers += seen.is_number ? 1 : 0;
    if (taken_[seen.asked] == 0) {
      const Asked& asked = question_.words[seen.asked];
      asked_weight += asked.weight * seen.likeness;
      if (asked.sense.is_name) asked_names += asked.weight * seen.likeness;
    }
    taken_[seen.asked] = 1;
    if (question_.words[seen.asked].negated != ((colour & Segment::negated) != 0)) {
      overlap[Measure::negation] = 1;
      turned += weight * seen.likeness;
    }
  }
  if (whole > 0) {
    overlap[Measure::share] = shared / whole;
    overlap[Measure::exact_share] = exactly / whole;
    measure_stretch(overlap, whole);
    measure_runs(overlap, whole);
  }
  overlap[Measure::query_share] =
      question_.weight > 0 ? std::min(1.0F, asked_weight / static_cast<float>(question_.weight))
                           : 0;
  overlap[Measure::names_shared] = std::log1p(names / rare);
  overlap[Measure::names_missing] = std::log1p(names_missing / rare);
  overlap[Measure::query_names] = question_.names > 0 ? asked_names / question_.names : 0;
  overlap[Measure::words] = std::log1p(count);
  overlap[Measure::weight] = std::log1p(shared / rare);
  const float score = found.score > 0 ? found.score : shared * info.norm;
  overlap[Measure::found] = std::log1p(score / rare);
  overlap[Measure::rank] = 1 / (1 + static_cast<float>(found.rank) / 2);
  overlap[Measure::missing] = missing / rare;
  overlap[Measure::numbers_missing] =
      numbers > overlap.shared_numbers && question_.numbers > overlap.shared_numbers ? 1 : 0;
  overlap[Measure::numbers_shared] = overlap.shared_numbers > 0 ? 1 : 0;
  overlap.swapped = swapped();
  overlap.debunks =
      std::any_of(question_.words.begin(), question_.words.end(), [this](const Asked& asked) {
        const auto at = static_cast<std::size_t>(&asked - question_.words.data());
        return asked.debunks && taken_[at] == 0;
      });
  overlap[Measure::swapped] = std::min(1.0F, overlap.swapped / rare);
  overlap[Measure::letters] = grams > 0 ? grams_shared / grams : 0;
  overlap[Measure::length] = std::log1p(static_cast<float>(coloured.size()));
  overlap[Measure::present] = 1;
  overlap[Measure::query_root] = std::sqrt(overlap[Measure::query_share]);
  overlap[Measure::both_shares] = overlap[Measure::share] * overlap[Measure::query_share];
  overlap[Measure::found_share] = overlap[Measure::found] * overlap[Measure::share];
  overlap[Measure::words_share] = overlap[Measure::words] * overlap[Measure::share];
  overlap[Measure::exact] = overlap.exact ? 1 : 0;
  overlap[Measure::query_length] = std::log1p(static_cast<float>(question_.words.size()));
  overlap.numbers_differ = overlap[Measure::numbers_missing] > 0 ||
                           (dates > shared_dates && question_.dates > shared_dates);
  overlap.turned_share = shared > 0 ? turned / shared : 0;
  for (const Word& word : words_) {
    if (word.asked != nothing) taken_[word.asked] = 0;
  }
  return overlap;
}

/// The weight of the shared words in the stretch of the question, half as long again as the
/// passage, that holds most of them: a title scattered over a whole article is not told by it.
void Comparison::measure_stretch(Overlap& overlap, float whole) {
  events_.clear();
  for (std::uint32_t at = 0; at < words_.size(); ++at) {
    if (words_[at].asked == nothing) continue;
    std::size_t looked = 0;
    for (const std::uint32_t place : question_.places_of(words_[at].asked)) {
      events_.push_back({place, at});
      if (++looked == most_places) break;
    }
  }
  if (events_.empty()) return;
  std::sort(events_.begin(), events_.end(), [](const Event& left, const Event& right) {
    return left.place != right.place ? left.place < right.place : left.at < right.at;
  });
  const std::size_t length = words_.size() + words_.size() / 2 + 2;
  inside_.assign(words_.size(), 0);
  float heaviest = 0;
  float weight = 0;
  std::size_t first = 0;
  std::size_t best_first = 0;
  std::size_t best_last = 0;
  for (std::size_t last = 0; last < events_.size(); ++last) {
    const auto worth = [this](const Event& event) {
      return words_[event.at].weight * words_[event.at].likeness;
    };
    if (inside_[events_[last].at]++ == 0) weight += worth(events_[last]);
    while (events_[last].place - events_[first].place >= length) {
      if (--inside_[events_[first].at] == 0) weight -= worth(events_[first]);
      ++first;
    }
    if (weight > heaviest + 1e-4F) {
      heaviest = weight;
      best_first = first;
      best_last = last;
    }
  }
  overlap[Measure::local_share] = heaviest / whole;
  overlap[Measure::start] = 1 / (1 + static_cast<float>(events_[best_first].place) / 8);
  int in_order = 0;
  for (std::size_t at = best_first + 1; at <= best_last; ++at)
    in_order += events_[at].at > events_[at - 1].at ? 1 : 0;
  const auto steps = static_cast<float>(best_last - best_first);
  overlap[Measure::ordered] = steps > 0 ? static_cast<float>(in_order) / steps : 0;
  const auto span = static_cast<float>(events_[best_last].place - events_[best_first].place + 1);
  overlap[Measure::density] = (steps + 1) / (span + 2);
}

void Comparison::measure_runs(Overlap& overlap, float whole) const {
  float longest = 0;
  float run = 0;
  float pairs = 0;
  float asked_pairs = 0;
  float asked_run = 0;
  float longest_asked = 0;
  for (std::size_t at = 0; at < words_.size(); ++at) {
    const Word& word = words_[at];
    if (word.asked == nothing) {
      run = 0;
      asked_run = 0;
      continue;
    }
    const float worth = word.weight * word.likeness;
    const float asked_worth = question_.words[word.asked].weight * word.likeness;
    if (at > 0 && words_[at - 1].asked != nothing && follows(words_[at - 1].asked, word.asked)) {
      run += worth;
      asked_run += asked_worth;
      pairs += std::min(worth, words_[at - 1].weight * words_[at - 1].likeness);
      asked_pairs += asked_worth;
    } else {
      run = worth;
      asked_run = asked_worth;
    }
    longest = std::max(longest, run);
    longest_asked = std::max(longest_asked, asked_run);
  }
  overlap[Measure::run] = longest / whole;
  overlap[Measure::pairs] = pairs / whole;
  if (question_.weight <= 0) return;
  const auto asked_whole = static_cast<float>(question_.weight);
  overlap[Measure::query_pairs] = std::min(1.0F, asked_pairs / asked_whole);
  overlap[Measure::query_run] = std::min(1.0F, longest_asked / asked_whole);
}

/// Words of the passage in whose place the question has others, while both sides agree around
/// them: `undian bank *nagari* berhadiah` against `undian bank *papua* berhadiah`.
float Comparison::swapped() {
  float weight = 0;
  std::size_t last = words_.size();  // the last shared word; none yet
  for (std::size_t at = 0; at < words_.size(); ++at) {
    if (words_[at].asked == nothing) continue;
    if (last != words_.size()) weight += swapped_between(last, at);
    last = at;
  }
  if (last + 1 < words_.size()) weight += swapped_between(last, words_.size());
  return weight;
}

/// Whether a word that nobody knows is no name: written small among names with capitals, a common
/// word mistyped, or one of this passage said again and mistyped.
bool Comparison::is_slip(std::uint32_t word) {
  const Asked& asked = question_.words[word];
  if (asked.is_known || asked.is_number || !asked.sense.is_name) return false;
  if (question_.is_careless || asked.is_small) return true;
  if (slips_.empty()) slips_.assign(question_.words.size(), unsure);
  if (slips_[word] == unsure)
    slips_[word] = language::is_slip_of_stop_word(asked.word) ? slip : no_slip;
  if (slips_[word] == slip) return true;
  const Written mistyped{asked.word, asked.letter_pairs, asked.sense.meaning};
  return std::any_of(words_.begin(), words_.end(), [&](const Word& known) {
    const Seen& seen = seen_[known.seen];
    if (known.asked == nothing || seen.is_number) return false;
    return likeness({segment_.terms().word(seen.word), seen.letter_pairs, seen.meaning}, mistyped) >
           0;
  });
}

/// What a word of the question weighs in the place of the passage's words between `first` and
/// `last`: nothing when it is one of them misspelt, and nothing when the archive hardly knows it
/// and a quarter of its letter pairs are theirs: an accident. A word unlike any of them was meant,
/// known or not: the next scam names a bank that nobody has heard of.
float Comparison::in_place(std::uint32_t word, std::size_t first, std::size_t last) {
  const Asked& asked = question_.words[word];
  bool resembles = false;
  for (std::size_t at = first + 1; at < last; ++at) {
    const Seen& seen = seen_[words_[at].seen];
    const Written written{segment_.terms().word(seen.word), seen.letter_pairs, seen.meaning};
    if (likeness(written, {asked.word, asked.letter_pairs, asked.sense.meaning}) > 0) return 0;
    const int larger =
        std::max(std::popcount(written.letter_pairs), std::popcount(asked.letter_pairs));
    resembles = resembles || std::popcount(written.letter_pairs & asked.letter_pairs) * 4 >= larger;
  }
  const bool is_rare = !asked.is_known ||
                       (!asked.is_number && asked.weight >= segment_.weight_of_unseen() * accident);
  return (is_rare && resembles) || is_slip(word) ? 0 : asked.weight;
}

/// The lighter side of what stands between two shared words, when it is at most three words on
/// each side and none of them is shared. `last` may be the end of the passage.
float Comparison::swapped_between(std::size_t first, std::size_t last) {
  const std::size_t gap = last - first - 1;
  if (gap == 0 || gap > longest_swap) return 0;
  float here = 0;
  for (std::size_t at = first + 1; at < last; ++at) here += words_[at].weight;
  float most = 0;
  std::size_t looked = 0;
  for (const std::uint32_t place : question_.places_of(words_[first].asked)) {
    if (looked++ == most_places) break;
    float there = 0;
    const std::size_t end = last == words_.size() ? gap : longest_swap;
    bool closed = last == words_.size();
    for (std::uint32_t next = place + 1; next < question_.order.size() && next - place <= end + 1;
         ++next) {
      const std::uint32_t word = question_.order[next];
      if (taken_[word] != 0) {
        closed = closed || word == words_[last].asked;
        break;
      }
      if (next - place > end) break;
      there += in_place(word, first, last);
    }
    if (!closed) continue;
    most = std::max(most, std::min(here, there));
  }
  return most;
}

std::vector<std::uint32_t> Comparison::shared_words(std::uint32_t passage) {
  std::vector<std::uint32_t> shared;
  for (const Segment::ColouredWord colour : segment_.words_of(passage)) {
    const Seen& seen = seen_[see(colour & ~Segment::negated)];
    if (seen.asked != nothing) shared.push_back(seen.asked);
  }
  std::sort(shared.begin(), shared.end());
  shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
  std::stable_sort(shared.begin(), shared.end(), [this](std::uint32_t left, std::uint32_t right) {
    return question_.words[left].weight > question_.words[right].weight;
  });
  return shared;
}

}  // namespace kentongan::match
