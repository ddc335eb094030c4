// Messages as they come back: with typing errors, words lost, wrapped in greetings, cut. For the
// development split only, which has no mangled copies of its own; the sentences are this program's.
#pragma once

#include <array>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::bench {

enum class Mangling { typo30, wrapped, deleted30, cut, first8 };

/// The same seed mangles in the same way on every machine: only mt19937_64's own numbers are used.
class Mangler {
 public:
  explicit Mangler(std::uint64_t seed) : chance_(seed) {}

  std::string mangle(const std::string& text, Mangling how) {
    switch (how) {
      case Mangling::typo30: return each_word(text, &Mangler::mistyped);
      case Mangling::deleted30: return each_word(text, &Mangler::lost);
      case Mangling::wrapped: return wrapped(text);
      case Mangling::cut: return cut(text);
      case Mangling::first8: return first8(text);
    }
    __builtin_unreachable();
  }

 private:
  std::size_t below(std::size_t limit) { return chance_() % limit; }
  bool thirty_percent() { return below(10) < 3; }

  template <typename Change>
  std::string each_word(const std::string& text, Change change) {
    std::istringstream words(text);
    std::string mangled;
    for (std::string word; words >> word;) {
      const std::string other = (this->*change)(word);
      if (!mangled.empty() && !other.empty()) mangled += ' ';
      mangled += other;
    }
    return mangled;
  }

  std::string lost(const std::string& word) { return thirty_percent() ? std::string() : word; }

  std::string mistyped(const std::string& word) {
    if (word.size() < 2 || !thirty_percent()) return word;
    std::string other = word;
    const std::size_t at = below(word.size() - 1);
    switch (below(4)) {
      case 0: std::swap(other[at], other[at + 1]); break;
      case 1: other.erase(at, 1); break;
      case 2: other.insert(at, 1, other[at]); break;
      default: other[at] = static_cast<char>('a' + below(26));
    }
    return other;
  }

  std::string wrapped(const std::string& text) {
    static constexpr std::array<std::string_view, 4> before{
        "Teruskan dari grup keluarga: ",
        "Assalamualaikum bapak ibu, mau tanya apakah kabar ini betul? Tadi dikirim tetangga. ",
        "Info penting dari teman saya di kantor kecamatan, mohon dibaca sampai selesai. ",
        "Halo admin, tolong periksa pesan berikut karena warga kampung kami resah. "};
    static constexpr std::array<std::string_view, 4> behind{
        " Mohon disebarkan ke semua kontak supaya tidak ada korban lagi.",
        " Terima kasih, ditunggu penjelasannya segera ya min.",
        " Kirim ke grup lain, jangan putus di tangan anda. Semoga jadi amal jariyah.", ""};
    return std::string(before[below(4)]) + text + std::string(behind[below(4)]);
  }

  /// A third of the words or eight, from anywhere.
  std::string cut(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    const std::size_t length = std::min(words.size(), std::max<std::size_t>(8, words.size() / 3));
    const std::size_t begin = below(words.size() - length + 1);
    std::string piece;
    for (std::size_t at = begin; at < begin + length; ++at)
      piece += (piece.empty() ? "" : " ") + words[at];
    return piece;
  }

  /// What stands on a screen before "read more".
  static std::string first8(const std::string& text) {
    std::istringstream words(text);
    std::string piece;
    std::string word;
    for (int at = 0; at < 8 && words >> word; ++at) piece += (piece.empty() ? "" : " ") + word;
    return piece;
  }

  std::mt19937_64 chance_;
};

}  // namespace kentongan::bench
