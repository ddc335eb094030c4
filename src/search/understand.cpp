#include "search/understand.hpp"

#include "base/text.hpp"
#include "language/stem.hpp"
#include "language/text.hpp"
#include "language/words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <map>

namespace kentongan::search {

namespace {

// Likenesses and limits were chosen so that a word as typed in a summary outweighs a related one in
// a title (impacts there are about 140 and 200 of 255).
constexpr float same_root = 0.7F;
constexpr float one_letter_off = 0.7F;
constexpr float two_letters_off = 0.5F;
constexpr float begins_so = 0.6F;

constexpr std::size_t shortest_prefix = 2;    // letters
constexpr std::size_t shortest_root = 3;      // letters
constexpr std::size_t shortest_misspelt = 4;  // letters; of shorter ones too many are alike
constexpr std::size_t long_word = 8;          // letters; may have two wrong
constexpr std::size_t longest_compared = 30;  // bytes
constexpr std::size_t most_relatives = 24;
constexpr std::size_t most_beginnings = 48;
constexpr std::size_t most_meant = 6;
/// A last word that hardly any document has is looked for as a beginning, too.
constexpr std::uint32_t hardly_any = 3;

/// Documents that have the word and are not gone. Gone ones are counted only where they could be
/// all: a withdrawn text's own words must neither be found nor suggested.
std::uint32_t documents_with(const Part& part, Segment::Word word) {
  constexpr std::size_t few = 64;
  const auto postings = part.segment->postings(word);
  if (part.gone == nullptr || postings.size() > few)
    return static_cast<std::uint32_t>(postings.size());
  return static_cast<std::uint32_t>(std::count_if(
      postings.begin(), postings.end(),
      [&part](Segment::Posting posting) { return !part.is_gone(posting.document()); }));
}

/// Gathers words of all parts, each with its documents added up.
class Gathered {
 public:
  void add(const Part& part, Segment::Word word, float likeness) {
    const std::uint32_t documents = documents_with(part, word);
    if (documents == 0) return;
    Variant& variant = variants_[part.segment->word(word)];
    variant.likeness = std::max(likeness, variant.documents == 0 ? 0 : variant.likeness);
    variant.documents += documents;
  }
  /// The best, at most `most`: the most alike, then the most frequent.
  [[nodiscard]] std::vector<Variant> best(std::size_t most) && {
    std::vector<Variant> all;
    for (auto& [word, variant] : variants_) {
      variant.word = word;
      all.push_back(std::move(variant));
    }
    std::stable_sort(all.begin(), all.end(), [](const Variant& left, const Variant& right) {
      if (left.likeness != right.likeness) return left.likeness > right.likeness;
      return left.documents > right.documents;
    });
    if (all.size() > most) all.resize(most);
    return all;
  }

 private:
  std::map<std::string_view, Variant> variants_;  ///< words live as long as the snapshot
};

std::vector<Variant> as_typed(const Snapshot& snapshot, std::string_view word, bool has_root) {
  Gathered found;
  language::StemBuffer buffer;
  const std::string root(has_root ? language::stem(word, buffer) : word);
  for (const Part& part : snapshot.parts) {
    if (const auto itself = part.segment->find(word)) found.add(part, *itself, 1);
    if (!has_root || root.size() < shortest_root) continue;
    for (const Segment::Word relative : part.segment->of_root(root)) {
      if (part.segment->word(relative) != word) found.add(part, relative, same_root);
    }
  }
  return std::move(found).best(most_relatives);
}

std::vector<Variant> beginning_so(const Snapshot& snapshot, std::string_view prefix) {
  Gathered found;
  for (const Part& part : snapshot.parts) {
    const auto [first, end] = part.segment->beginning_with(prefix);
    for (Segment::Word word = first; word < end; ++word) {
      if (part.segment->word(word) != prefix) found.add(part, word, begins_so);
    }
  }
  return std::move(found).best(most_beginnings);
}

/// Whether letters put in, left out, replaced or swapped with the next, at most `limit` of them,
/// make `left` `right`; how many. Source: F. Damerau, CACM 7(3), 1964, optimal string alignment.
std::size_t letters_apart(std::string_view left, std::string_view right, std::size_t limit) {
  if (std::max(left.size(), right.size()) > longest_compared) return limit + 1;
  std::array<std::array<std::size_t, longest_compared + 1>, 3> rows{};
  for (std::size_t at = 0; at <= right.size(); ++at) rows[0][at] = at;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t cost = left[i - 1] == right[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + cost});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
  }
  return rows[left.size() % 3][right.size()];
}

bool all_letters(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c < '0' || c > '9'; });
}

/// Looks at the words from `first` to before `end`.
void gather_misspelt(const Part& part, std::string_view word, std::size_t limit,
                     std::pair<Segment::Word, Segment::Word> range, Gathered& found) {
  const std::uint32_t letters = letters_of(word);
  for (Segment::Word at = range.first; at < range.second; ++at) {
    // One change takes at most one letter away and brings at most one.
    if (std::popcount(part.segment->letters(at) ^ letters) > static_cast<int>(2 * limit)) continue;
    const std::string_view known = part.segment->word(at);
    const std::size_t longer = std::max(known.size(), word.size());
    if (longer - std::min(known.size(), word.size()) > limit || known.size() < 3) continue;
    const std::size_t apart = letters_apart(word, known, limit);
    if (apart > limit || apart == 0 || !all_letters(known)) continue;
    found.add(part, at, apart == 1 ? one_letter_off : two_letters_off);
  }
}

std::vector<Variant> probably_meant(const Snapshot& snapshot, std::string_view word) {
  if (word.size() < shortest_misspelt || word.size() > longest_compared || !all_letters(word))
    return {};
  Gathered found;
  for (const Part& part : snapshot.parts) {
    const auto words = static_cast<Segment::Word>(part.segment->word_count());
    gather_misspelt(part, word, 1, {0, words}, found);
  }
  std::vector<Variant> meant = std::move(found).best(most_meant);
  if (!meant.empty() || word.size() < long_word) return meant;
  // Two wrong letters are looked for only behind a right first one: that is where typists seldom
  // err, and it leaves a twentieth of the words.
  Gathered further;
  for (const Part& part : snapshot.parts)
    gather_misspelt(part, word, 2, part.segment->beginning_with(word.substr(0, 1)), further);
  return std::move(further).best(most_meant);
}

std::uint32_t documents_of(const std::vector<Variant>& variants) {
  std::uint32_t sum = 0;
  for (const Variant& variant : variants) sum += variant.documents;
  return sum;
}

void append(std::vector<Variant>& variants, std::vector<Variant> more) {
  variants.insert(variants.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

/// Source: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework", 2009.
float weight_of(std::uint32_t documents, std::size_t all) {
  const double with = std::min(static_cast<double>(documents), static_cast<double>(all));
  return static_cast<float>(std::log1p((static_cast<double>(all) - with + 0.5) / (with + 0.5)));
}

enum class Place { inside, last };

void look_up(const Snapshot& snapshot, language::TokenKind kind, Place place,
             UnderstoodWord& word) {
  const bool is_word = kind == language::TokenKind::word;
  word.variants = as_typed(snapshot, word.asked, is_word);
  word.how = word.variants.empty() ? How::nowhere : How::as_typed;
  const bool may_go_on = place == Place::last && word.asked.size() >= shortest_prefix;
  if (may_go_on && documents_of(word.variants) < hardly_any) {
    append(word.variants, beginning_so(snapshot, word.asked));
    if (word.how == How::nowhere && !word.variants.empty()) word.how = How::begun;
  }
  if (word.how == How::nowhere && is_word) {
    word.variants = probably_meant(snapshot, word.asked);
    if (!word.variants.empty()) word.how = How::misspelt;
  }
  word.weight = weight_of(documents_of(word.variants), snapshot.size());
}

}  // namespace

Understanding understand(const Snapshot& snapshot, std::string_view typed) {
  typed = typed.substr(0, longest_search);
  const language::Text text = language::read(typed);
  Understanding understood;
  understood.had_words = !text.tokens.empty();
  for (const language::Token& token : text.tokens) {
    if (understood.words.size() == most_words) break;
    const std::string_view plain = text.word(token);
    const bool is_last = &token == &text.tokens.back() && token.raw_end == typed.size();
    const bool is_repeated =
        std::any_of(understood.words.begin(), understood.words.end(),
                    [plain](const UnderstoodWord& word) { return word.asked == plain; });
    if (language::is_stop_word(plain) || is_repeated) continue;
    UnderstoodWord& word = understood.words.emplace_back();
    word.asked = plain;
    word.raw_begin = token.raw_begin;
    word.raw_end = token.raw_end;
    look_up(snapshot, token.kind, is_last ? Place::last : Place::inside, word);
  }
  return understood;
}

std::string put_right(const Understanding& understanding, std::string_view typed) {
  std::string right;
  std::size_t copied = 0;
  bool changed = false;
  for (const UnderstoodWord& word : understanding.words) {
    if (word.how != How::misspelt || word.raw_begin < copied || word.raw_end > typed.size())
      continue;
    right += typed.substr(copied, word.raw_begin - copied);
    right += word.variants.front().word;
    copied = word.raw_end;
    changed = true;
  }
  if (!changed) return {};
  right += typed.substr(copied);
  return right;
}

}  // namespace kentongan::search
