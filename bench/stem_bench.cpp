// How often a stemmer finds the root: ours and libstemmer's Indonesian by the same scorer, over
// word/root pairs (tab-separated, one heading line), and what a word costs.
//   stem_bench PAIRS.tsv
#include "language/stem.hpp"
#include "language/text.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;
using Stemmer = std::function<std::string(const std::string&)>;

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return text;
}

Pairs read_pairs(const char* file) {
  std::ifstream in(file);
  Pairs pairs;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos)
      pairs.emplace_back(lower_case(line.substr(0, tab)), lower_case(line.substr(tab + 1)));
  }
  return pairs;
}

std::string of_every_word(const std::string& text, const Stemmer& stemmer) {
  std::istringstream words(text);
  std::string all;
  for (std::string word; words >> word;) all += (all.empty() ? "" : " ") + stemmer(word);
  return all;
}

void score(const char* name, const Pairs& pairs, const Stemmer& stemmer, bool show) {
  std::size_t right = 0;
  for (const auto& [word, root] : pairs) {
    const std::string found = of_every_word(word, stemmer);
    if (found == root) ++right;
    if (show && found != root) std::cerr << word << " -> " << found << ", not " << root << '\n';
  }
  std::clock_t best = 1L << 40;
  for (int round = 0; round < 7; ++round) {
    const std::clock_t begin = std::clock();
    for (int again = 0; again < 200; ++again) {
      for (const auto& [word, root] : pairs) (void)stemmer(word);
    }
    best = std::min(best, std::clock() - begin);
  }
  std::cout << name << ": " << right << " of " << pairs.size() << " right, "
            << static_cast<double>(best) * 1e9 / CLOCKS_PER_SEC / 200 /
                   static_cast<double>(pairs.size())
            << " ns a word\n";
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::cerr << "stem_bench PAIRS.tsv [show]\n";
    return 2;
  }
  const Pairs pairs = read_pairs(arguments[1]);
  const std::unique_ptr<sb_stemmer, void (*)(sb_stemmer*)> snowball(
      sb_stemmer_new("indonesian", "UTF_8"), sb_stemmer_delete);
  score(
      "kentongan", pairs,
      [](const std::string& word) {
        kentongan::language::StemBuffer buffer;
        return std::string(kentongan::language::stem(word, buffer));
      },
      count > 2);
  score(
      "libstemmer", pairs,
      [&snowball](const std::string& word) {
        const sb_symbol* stem =
            sb_stemmer_stem(snowball.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                            static_cast<int>(word.size()));
        return std::string(reinterpret_cast<const char*>(stem),
                           static_cast<std::size_t>(sb_stemmer_length(snowball.get())));
      },
      false);
  return pairs.empty() ? 1 : 0;
}
