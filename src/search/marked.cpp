#include "search/marked.hpp"

#include "language/text.hpp"

#include <algorithm>
#include <array>

namespace kentongan::search {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }
bool continues_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Where to begin so that `at` is shown: after the sentence before it when that ended less than
/// `back` bytes ago, else at a word.
std::size_t beginning_before(std::string_view text, std::size_t at, std::size_t back) {
  const std::size_t first = at > back ? at - back : 0;
  if (first == 0) return 0;
  std::size_t word = at;
  for (std::size_t here = at; here > first; --here) {
    const char before = text[here - 1];
    if (!is_blank(before)) continue;
    if (before == '\n' ||
        (here >= 2 && (text[here - 2] == '.' || text[here - 2] == '!' || text[here - 2] == '?')))
      return here;
    word = here;
  }
  return word;
}

/// The end of the word at or before `limit`, but behind `least`.
std::size_t end_after(std::string_view text, std::size_t least, std::size_t limit) {
  if (limit >= text.size()) return text.size();
  for (std::size_t here = limit; here > least; --here) {
    if (is_blank(text[here])) return here;
  }
  std::size_t here = std::max(least, limit);
  while (here < text.size() && continues_letter(text[here])) ++here;
  return here;
}

}  // namespace

bool has_mark(const Marked& text) {
  return std::any_of(text.begin(), text.end(), [](const Piece& piece) { return piece.is_found; });
}

Marker::Marker(const Understanding& understanding) {
  for (std::uint32_t at = 0; at < understanding.words.size(); ++at) {
    weights_.push_back(understanding.words[at].weight);
    for (const Variant& variant : understanding.words[at].variants)
      words_.emplace(variant.word, at);
  }
}

std::vector<Marker::Spot> Marker::spots_in(std::string_view text) const {
  std::vector<Spot> spots;
  if (words_.empty()) return spots;
  const language::Text read = language::read(text);
  for (const language::Token& token : read.tokens) {
    const auto found = words_.find(read.word(token));
    if (found == words_.end()) continue;
    // What was written as one (`dll`) may be read as several.
    if (!spots.empty() && token.raw_begin < spots.back().end) continue;
    if (token.raw_end <= text.size() && token.raw_begin < token.raw_end)
      spots.push_back({token.raw_begin, token.raw_end, found->second});
  }
  return spots;
}

Marked Marker::cut(std::string_view text, std::size_t begin, std::size_t end,
                   const std::vector<Spot>& spots) {
  Marked marked;
  std::size_t copied = begin;
  const auto plain = [&](std::size_t until) {
    if (until > copied) marked.push_back({std::string(text.substr(copied, until - copied))});
    copied = until;
  };
  for (const Spot& spot : spots) {
    if (spot.begin < copied || spot.end > end) continue;
    plain(spot.begin);
    marked.push_back({std::string(text.substr(spot.begin, spot.end - spot.begin)), true});
    copied = spot.end;
  }
  plain(end);
  return marked;
}

Marked Marker::mark(std::string_view text) const {
  return cut(text, 0, text.size(), spots_in(text));
}

Marked Marker::passage(std::string_view text, std::size_t length) const {
  if (text.size() > farthest) text = text.substr(0, end_after(text, farthest / 2, farthest));
  const std::vector<Spot> spots = spots_in(text);
  if (spots.empty()) return {};
  // Of all windows that begin with a spot the one with the most weight, a word counted once; of
  // equals the first, because texts say first what matters.
  std::size_t best = 0;
  float best_weight = -1;
  for (std::size_t first = 0; first < spots.size(); ++first) {
    std::uint32_t seen = 0;
    float weight = 0;
    for (std::size_t at = first; at < spots.size(); ++at) {
      if (spots[at].end > spots[first].begin + length * 3 / 4) break;
      const std::uint32_t bit = 1U << spots[at].word;
      weight += (seen & bit) != 0 ? 0.01F : weights_[spots[at].word];
      seen |= bit;
    }
    if (weight > best_weight) {
      best_weight = weight;
      best = first;
    }
  }
  const std::size_t begin = beginning_before(text, spots[best].begin, length / 4);
  const std::size_t end = end_after(text, spots[best].end, begin + length);
  Marked marked = cut(text, begin, end, spots);
  if (begin > 0) marked.insert(marked.begin(), {"… "});
  if (end < text.size()) marked.push_back({" …"});
  return marked;
}

}  // namespace kentongan::search
