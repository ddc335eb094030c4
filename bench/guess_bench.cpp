// Reads `language<TAB>sentence` lines and prints how often each language is taken for each other,
// for whole sentences and for their first 40 bytes, and what a guess costs.
//   scripts/train_guess.py FOLDER --sentences test | guess_bench
#include "language/guess.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using kentongan::language::guess_language;
using kentongan::language::languages;
constexpr std::array<std::string_view, languages> names{"indonesian", "javanese",  "sundanese",
                                                        "ngaju",      "banjarese", "english"};
using Sentences = std::vector<std::pair<std::size_t, std::string>>;

void print_confusion(const Sentences& sentences, std::size_t longest) {
  std::array<std::array<int, languages>, languages> taken{};
  std::array<std::array<double, 3>, 10> sure{};  // count, right, sum of probabilities
  int right = 0;
  for (const auto& [language, sentence] : sentences) {
    const auto guess = guess_language(std::string_view(sentence).substr(0, longest));
    const auto guessed = static_cast<std::size_t>(guess.language);
    ++taken[language][guessed];
    const bool is_right = guessed == language;
    right += is_right ? 1 : 0;
    auto& bin = sure[std::min<std::size_t>(9, static_cast<std::size_t>(guess.probability * 10))];
    bin[0] += 1;
    bin[1] += is_right ? 1 : 0;
    bin[2] += guess.probability;
  }
  std::cout << "first " << longest << " bytes: " << right << " of " << sentences.size()
            << " right\n";
  for (std::size_t row = 0; row < languages; ++row) {
    std::cout << std::setw(11) << names[row];
    for (const int count : taken[row]) std::cout << std::setw(6) << count;
    std::cout << '\n';
  }
  for (const auto& bin : sure) {
    if (bin[0] > 0)
      std::cout << "  said " << bin[2] / bin[0] << ", right " << bin[1] / bin[0] << " of " << bin[0]
                << '\n';
  }
}

}  // namespace

int main() {
  Sentences sentences;
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = line.find('\t');
    const auto* const name = std::find(names.begin(), names.end(), line.substr(0, tab));
    if (tab == std::string::npos || name == names.end()) continue;
    sentences.emplace_back(static_cast<std::size_t>(name - names.begin()), line.substr(tab + 1));
  }
  print_confusion(sentences, 100'000);
  print_confusion(sentences, 40);
  const std::clock_t begin = std::clock();
  for (const auto& [language, sentence] : sentences) (void)guess_language(sentence);
  std::cout << static_cast<double>(std::clock() - begin) * 1e6 / CLOCKS_PER_SEC /
                   static_cast<double>(sentences.size())
            << " us a sentence\n";
  return sentences.empty() ? 1 : 0;
}
