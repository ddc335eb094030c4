// Stems any bytes, and guesses their language: no crash, nothing read or written out of bounds, the
// same answer twice, and a root is never longer than its word by more than the letter that came
// back.
#include "language/guess.hpp"
#include "language/stem.hpp"

#include "base/bug.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view word(reinterpret_cast<const char*>(data), size);
  kentongan::language::StemBuffer buffer{};
  const std::string root(kentongan::language::stem(word, buffer));
  KENTONGAN_BUG_IF(root.size() > word.size() + 1);
  KENTONGAN_BUG_IF(root.empty() != word.empty());

  kentongan::language::StemBuffer other;
  other.letters.fill('x');
  KENTONGAN_BUG_IF(kentongan::language::stem(word, other) != root);

  const kentongan::language::Guess guess = kentongan::language::guess_language(word);
  KENTONGAN_BUG_IF(!(guess.probability >= 0 && guess.probability <= 1));
  return 0;
}
