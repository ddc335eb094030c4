#include "html/difference.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

namespace kentongan::html {
namespace {

using Tokens = std::vector<std::string_view>;
using Numbers = std::vector<int>;  // equal tokens have equal numbers

constexpr std::size_t whole_budget = 4'000'000;  // steps, some ten milliseconds
constexpr int most_edits = 1'500;                // all rounds are kept to walk back: 5 MB at most

Tokens lines_of(std::string_view text) {
  Tokens lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t length = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

enum class Class { blank, mark, letter };

Class class_of(char byte) {
  if (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r') return Class::blank;
  const bool letter = static_cast<unsigned char>(byte) >= 0x80 || (byte >= '0' && byte <= '9') ||
                      (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  return letter ? Class::letter : Class::mark;
}

/// Words, runs of blanks, and single marks.
Tokens words_of(std::string_view text) {
  Tokens words;
  std::size_t begin = 0;
  for (std::size_t at = 1; at <= text.size(); ++at) {
    const bool ends = at == text.size() || class_of(text[at]) != class_of(text[at - 1]) ||
                      class_of(text[at]) == Class::mark;
    if (!ends) continue;
    words.push_back(text.substr(begin, at - begin));
    begin = at;
  }
  return words;
}

/// One edit script: for each token of a side, whether it stays.
struct Kept {
  std::vector<bool> before;
  std::vector<bool> after;
};

/// Myers' greedy search between what is left after equal beginnings and ends. Diagonal k is x - y.
class Search {
 public:
  Search(const Numbers& before, const Numbers& after, std::size_t& budget)
      : before_(before), after_(after), budget_(budget) {}

  /// Nothing when the budget ran out.
  std::optional<Kept> run() {
    kept_.before.assign(before_.size(), false);
    kept_.after.assign(after_.size(), false);
    skip_equal_ends();
    if (begin_ == before_end_ || begin_ == after_end_) return kept_;
    const std::optional<int> edits = search();
    if (!edits) return std::nullopt;
    walk_back(*edits);
    return kept_;
  }

 private:
  void skip_equal_ends() {
    const int most = static_cast<int>(std::min(before_.size(), after_.size()));
    for (; begin_ < most && at(before_, begin_) == at(after_, begin_); ++begin_)
      keep(begin_, begin_);
    before_end_ = static_cast<int>(before_.size());
    after_end_ = static_cast<int>(after_.size());
    while (before_end_ > begin_ && after_end_ > begin_ &&
           at(before_, before_end_ - 1) == at(after_, after_end_ - 1))
      keep(--before_end_, --after_end_);
  }

  static int at(const Numbers& numbers, int index) {
    return numbers[static_cast<std::size_t>(index)];
  }
  void keep(int x, int y) {
    kept_.before[static_cast<std::size_t>(x)] = true;
    kept_.after[static_cast<std::size_t>(y)] = true;
  }
  [[nodiscard]] int width() const { return before_end_ - begin_; }
  [[nodiscard]] int height() const { return after_end_ - begin_; }

  // Round d holds the furthest x on diagonals -d, -d+2, ..., d; round d-1 is asked for the others.
  static int furthest(const std::vector<int>& round, int edits, int diagonal) {
    if (diagonal < -edits || diagonal > edits) return -1;
    return round[static_cast<std::size_t>((diagonal + edits) / 2)];
  }
  /// Whether the best way onto `diagonal` comes from the one above (a token added).
  static bool comes_by_adding(const std::vector<int>& last, int edits, int diagonal) {
    return diagonal == -edits || (diagonal != edits && furthest(last, edits - 1, diagonal - 1) <
                                                           furthest(last, edits - 1, diagonal + 1));
  }
  static int start_of(const std::vector<int>& last, int edits, int diagonal) {
    return comes_by_adding(last, edits, diagonal) ? furthest(last, edits - 1, diagonal + 1)
                                                  : furthest(last, edits - 1, diagonal - 1) + 1;
  }

  int slide(int x, int diagonal) {
    while (x < width() && x - diagonal < height() &&
           at(before_, begin_ + x) == at(after_, begin_ + x - diagonal)) {
      ++x;
      if (budget_ > 0) --budget_;
    }
    return x;
  }

  std::optional<int> search() {
    rounds_.push_back({slide(0, 0)});  // nothing slides: equal beginnings are gone
    for (int edits = 1; edits <= most_edits; ++edits) {
      std::vector<int> round;
      round.reserve(static_cast<std::size_t>(edits) + 1);
      for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
        const int start = start_of(rounds_.back(), edits, diagonal);
        const bool inside =
            start >= 0 && start <= width() && start - diagonal >= 0 && start - diagonal <= height();
        const int x = inside ? slide(start, diagonal) : outside;
        round.push_back(x);
        if (inside && x == width() && x - diagonal == height()) {
          rounds_.push_back(std::move(round));
          return edits;
        }
      }
      const auto steps = static_cast<std::size_t>(edits) + 1;
      if (budget_ <= steps) return std::nullopt;
      budget_ -= steps;
      rounds_.push_back(std::move(round));
    }
    return std::nullopt;
  }

  void walk_back(int edits) {
    int diagonal = width() - height();
    int x = width();
    for (; edits > 0; --edits) {
      const std::vector<int>& last = rounds_[static_cast<std::size_t>(edits) - 1];
      const int start = start_of(last, edits, diagonal);
      for (; x > start; --x) keep(begin_ + x - 1, begin_ + x - 1 - diagonal);
      const bool added = comes_by_adding(last, edits, diagonal);
      x = added ? start : start - 1;
      diagonal += added ? 1 : -1;
    }
    for (; x > 0; --x) keep(begin_ + x - 1, begin_ + x - 1);
  }

  static constexpr int outside = -1'000'000'000;  // a diagonal that left the rectangle

  const Numbers& before_;
  const Numbers& after_;
  std::size_t& budget_;
  Kept kept_;
  int begin_ = 0;
  int before_end_ = 0;
  int after_end_ = 0;
  std::vector<std::vector<int>> rounds_;
};

std::optional<Kept> compare(const Tokens& before, const Tokens& after, std::size_t& budget) {
  std::unordered_map<std::string_view, int> known;
  const auto number = [&known](const Tokens& tokens) {
    Numbers numbers;
    numbers.reserve(tokens.size());
    for (const std::string_view token : tokens)
      numbers.push_back(known.try_emplace(token, static_cast<int>(known.size())).first->second);
    return numbers;
  };
  const Numbers left = number(before);
  const Numbers right = number(after);
  return Search(left, right, budget).run();
}

class Pieces {
 public:
  void add(Difference::Kind kind, std::string_view text) {
    if (text.empty()) return;
    if (kind == Difference::Kind::same) flush();
    if (kind == Difference::Kind::removed) {
      removed_ += text;
    } else if (kind == Difference::Kind::added) {
      added_ += text;
    } else if (!all_.empty() && all_.back().kind == Difference::Kind::same) {
      all_.back().text += text;
    } else {
      all_.push_back({Difference::Kind::same, std::string(text)});
    }
  }
  [[nodiscard]] std::vector<Difference> take() && {
    flush();
    return std::move(all_);
  }

 private:
  void flush() {
    if (!removed_.empty()) all_.push_back({Difference::Kind::removed, std::exchange(removed_, {})});
    if (!added_.empty()) all_.push_back({Difference::Kind::added, std::exchange(added_, {})});
  }

  std::vector<Difference> all_;
  std::string removed_;
  std::string added_;
};

/// Calls `same(token)` and `changed(removed, added)` in order; a change is a stretch of each text.
template <typename Same, typename Changed>
void go_through(std::string_view before, std::string_view after, const Tokens& before_tokens,
                const Tokens& after_tokens, const Kept& kept, const Same& same,
                const Changed& changed) {
  std::size_t x = 0;
  std::size_t y = 0;
  std::size_t before_at = 0;
  std::size_t after_at = 0;
  while (x < before_tokens.size() || y < after_tokens.size()) {
    const std::size_t before_begin = before_at;
    const std::size_t after_begin = after_at;
    while (x < before_tokens.size() && !kept.before[x]) before_at += before_tokens[x++].size();
    while (y < after_tokens.size() && !kept.after[y]) after_at += after_tokens[y++].size();
    if (before_at > before_begin || after_at > after_begin)
      changed(before.substr(before_begin, before_at - before_begin),
              after.substr(after_begin, after_at - after_begin));
    if (x == before_tokens.size() || y == after_tokens.size()) continue;
    same(before_tokens[x]);
    before_at += before_tokens[x++].size();
    after_at += after_tokens[y++].size();
  }
}

}  // namespace

std::vector<Difference> difference_of(std::string_view before, std::string_view after) {
  using Kind = Difference::Kind;
  std::size_t budget = whole_budget;
  Pieces pieces;
  const auto same = [&](std::string_view text) { pieces.add(Kind::same, text); };
  const auto whole = [&](std::string_view removed, std::string_view added) {
    pieces.add(Kind::removed, removed);
    pieces.add(Kind::added, added);
  };
  const auto by_words = [&](std::string_view removed, std::string_view added) {
    if (removed.empty() || added.empty()) return whole(removed, added);
    const Tokens left = words_of(removed);
    const Tokens right = words_of(added);
    const std::optional<Kept> kept = compare(left, right, budget);
    if (!kept) return whole(removed, added);
    go_through(removed, added, left, right, *kept, same, whole);
  };
  const Tokens left = lines_of(before);
  const Tokens right = lines_of(after);
  if (const std::optional<Kept> kept = compare(left, right, budget)) {
    go_through(before, after, left, right, *kept, same, by_words);
  } else {
    by_words(before, after);
  }
  return std::move(pieces).take();
}

}  // namespace kentongan::html
