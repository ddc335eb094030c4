#include "language/text.hpp"

#include "language/chunk.hpp"
#include "language/fold.hpp"
#include "language/links.hpp"
#include "language/marks.hpp"
#include "language/repair.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace kentongan::language {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Three digits standing between letters are a habit: this writer also writes `!` for `i`.
Signs habit_of(std::string_view raw) {
  int seen = 0;
  for (std::size_t at = 1; at + 1 < raw.size(); ++at) {
    const char c = raw[at];
    if ((c == '4' || c == '3' || c == '1' || c == '0') && is_letter(raw[at - 1]) &&
        is_letter(raw[at + 1]) && ++seen == 3) {
      return Signs::are_letters;
    }
  }
  return Signs::are_punctuation;
}

/// Folds raw text byte by byte and hands over a chunk at every space.
class Reader {
 public:
  Reader(std::string_view raw, Text& text) : raw_(raw), text_(text), signs_(habit_of(raw)) {}

  void read_all() {
    while (at_ < raw_.size()) {
      const char c = raw_[at_];
      if (static_cast<unsigned char>(c) < 0x80) {
        take_ascii(c);
      } else {
        take_other();
      }
      if (chunk_.plain.size() >= longest_chunk) end_chunk();
    }
    end_chunk();
  }

 private:
  /// A text without spaces is cut here, so that memory does not follow its length.
  static constexpr std::size_t longest_chunk = 4096;
  static constexpr std::size_t longest_phone = 15;  ///< characters of one that more may follow

  void take_ascii(char c) {
    if ((c == ' ' || c == '[' || c == '(' || c == '{') && take_hidden_dot()) return;
    if (c == ' ' && inside_phone()) c = '-';
    const auto here = static_cast<std::uint32_t>(at_++);
    if (c <= ' ' || c == 0x7F) return end_chunk();
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    chunk_.plain.push_back(c);
    chunk_.raw.push_back(here);
    chunk_.raw_end = here + 1;
  }

  /// Whether the space at `at_` parts the digits of a phone: `0812 3456 7890`, `+62 812 …`.
  [[nodiscard]] bool inside_phone() const {
    const std::string_view begun = chunk_.plain;
    const bool local = begun.size() >= 4 && begun.starts_with("08") && begun[2] != '0';
    const bool abroad = begun.starts_with("+62") || (begun.size() >= 5 && begun.starts_with("628"));
    const std::string_view next = raw_.substr(at_ + 1, 3);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return (local || abroad) && begun.size() <= longest_phone && next.size() == 3 &&
           std::all_of(next.begin(), next.end(), is_digit) &&
           std::all_of(begun.begin() + 1, begun.end(),
                       [&](char c) { return is_digit(c) || c == '-'; });
  }

  bool take_hidden_dot() {
    if (chunk_.plain.empty()) return false;
    const HiddenDot dot = hidden_dot(raw_.substr(at_), chunk_.plain.back() == '.');
    if (dot.size == 0) return false;
    if (dot.adds_a_dot) {
      chunk_.plain.push_back('.');
      chunk_.raw.push_back(static_cast<std::uint32_t>(at_));
    }
    at_ += dot.size;
    chunk_.raw_end = static_cast<std::uint32_t>(at_);
    return true;
  }

  void take_other() {
    const Decoded decoded = decode_mended(raw_, at_);
    const auto here = static_cast<std::uint32_t>(at_);
    at_ += decoded.size;
    const Folded& folded = remembered(decoded.code_point);
    for (const char c : folded.text()) {
      if (c == ' ') {
        end_chunk();
        continue;
      }
      chunk_.plain.push_back(c);
      chunk_.raw.push_back(here);
      chunk_.raw_end = static_cast<std::uint32_t>(at_);
    }
  }

  /// The few non-ASCII characters of a message come again and again.
  const Folded& remembered(char32_t code_point) {
    Slot& slot = slots_[code_point % slots_.size()];
    if (slot.code_point != code_point) slot = {code_point, fold(code_point)};
    return slot.folded;
  }

  void end_chunk() {
    if (chunk_.plain.empty()) return;
    read_chunk(chunk_, signs_, text_);
    chunk_.plain.clear();
    chunk_.raw.clear();
  }

  struct Slot {
    char32_t code_point = 0;
    Folded folded;
  };
  std::string_view raw_;
  Text& text_;
  Signs signs_;
  std::size_t at_ = 0;
  Chunk chunk_;
  std::array<Slot, 128> slots_{};
};

}  // namespace

Text read(std::string_view raw) {
  raw = raw.substr(0, std::numeric_limits<std::uint32_t>::max() - 1);
  Text text;
  text.plain.reserve(std::min<std::size_t>(raw.size(), 1U << 20U));
  text.tokens.reserve(std::min<std::size_t>(raw.size() / 6, 1U << 16U));
  Reader(raw, text).read_all();
  drop_forwarding_marks(raw, text);
  return text;
}

std::string canonical(std::string_view raw) {
  const Text text = read(raw);
  std::string canonical;
  canonical.reserve(text.plain.size());
  for (const Token& token : text.tokens) {
    if (!canonical.empty()) canonical += ' ';
    canonical += text.word(token);
  }
  return canonical;
}

}  // namespace kentongan::language
