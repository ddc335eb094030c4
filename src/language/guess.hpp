// Which of six languages a message is in, well enough to choose how to search for it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kentongan::language {

enum class Language : std::uint8_t { indonesian, javanese, sundanese, ngaju, banjar, english };
inline constexpr std::size_t languages = 6;

struct Guess {
  Language language = Language::indonesian;
  /// 0..1; of messages guessed with .9 about nine in ten are in that language. Below about .7 a
  /// message is too short or mixed to tell.
  double probability = 0;
};

/// Guesses from groups of two to five letters. A message without letters is Indonesian with
/// probability 0.
///
/// Thread: pure.
/// Cost:   about 15 ns a letter; only the first `letters_looked_at` are read.
/// Source: scripts/train_guess.py; the confusion table is in docs/language.md.
[[nodiscard]] Guess guess_language(std::string_view raw);

inline constexpr std::size_t letters_looked_at = 1000;

}  // namespace kentongan::language
