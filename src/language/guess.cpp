#include "language/guess.hpp"

#include "language/fold.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

namespace kentongan::language {

namespace {

constexpr std::size_t buckets = 1U << 13U;
constexpr std::size_t longest_group = 5;
constexpr double step = 0.125;  ///< nats a level
/// Naive Bayes counts overlapping groups as if they were independent and is far too sure; its sum
/// is divided by this. Chosen on the validation sentences, whole and cut to 40 letters.
constexpr double overlap = 6;
/// Nats by which a language must beat Indonesian, in which most messages are.
constexpr double indonesian_first = 2;

constexpr std::array<std::string_view, languages> weight_letters{
#include "language/guess_weights.inc"
};

constexpr int level_of(char letter) {
  if (letter >= 'A' && letter <= 'Z') return letter - 'A';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 26;
  if (letter >= '0' && letter <= '9') return letter - '0' + 52;
  return letter == '+' ? 62 : 63;
}

using Weights = std::array<std::array<std::int8_t, languages>, buckets>;

/// Turned round, so that one bucket is one line of the cache.
const Weights& weights() {
  static const Weights made = [] {
    Weights turned{};
    for (std::size_t language = 0; language < languages; ++language) {
      for (std::size_t bucket = 0; bucket < buckets; ++bucket)
        turned[bucket][language] =
            static_cast<std::int8_t>(level_of(weight_letters[language][bucket]) - 32);
    }
    return turned;
  }();
  return made;
}

/// Lower-case letters a to z, everything else one space, a space at both ends.
std::string plain_letters(std::string_view raw) {
  std::string plain(1, ' ');
  const auto put = [&plain](char c) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c >= 'a' && c <= 'z') {
      plain += c;
    } else if (plain.back() != ' ') {
      plain += ' ';
    }
  };
  for (std::size_t at = 0; at < raw.size() && plain.size() < letters_looked_at;) {
    if (static_cast<unsigned char>(raw[at]) < 0x80) {
      put(raw[at++]);
      continue;
    }
    const Decoded decoded = decode(raw.substr(at));
    at += decoded.size;
    const Folded folded = fold(decoded.code_point);
    for (const char c : folded.text()) put(c);
  }
  if (plain.back() != ' ') plain += ' ';
  return plain;
}

}  // namespace

Guess guess_language(std::string_view raw) {
  constexpr std::size_t farthest = 4 * letters_looked_at;  // a megabyte of emoji has no letters
  const std::string plain = plain_letters(raw.substr(0, farthest));
  const Weights& table = weights();
  std::array<int, languages> sums{};
  int groups = 0;
  for (std::size_t begin = 0; begin + 1 < plain.size(); ++begin) {
    std::uint32_t hash = 0x811C9DC5U;
    const std::size_t end = std::min(begin + longest_group, plain.size());
    for (std::size_t at = begin; at < end; ++at) {
      if (at > begin + 1 && plain[at - 1] == ' ') break;
      hash = (hash ^ static_cast<unsigned char>(plain[at])) * 0x01000193U;
      if (at == begin) continue;
      const auto& weight = table[(hash ^ (hash >> 15U)) % buckets];
      for (std::size_t language = 0; language < languages; ++language)
        sums[language] += weight[language];
      ++groups;
    }
  }
  if (groups == 0) return {};
  std::array<double, languages> nats{};
  for (std::size_t language = 0; language < languages; ++language)
    nats[language] = sums[language] * step / overlap;
  nats[static_cast<std::size_t>(Language::indonesian)] += indonesian_first / overlap;
  const auto best = std::max_element(nats.begin(), nats.end());
  double total = 0;
  for (const double value : nats) total += std::exp(value - *best);
  return {static_cast<Language>(best - nats.begin()), 1 / total};
}

}  // namespace kentongan::language
