#include "match/near_duplicate_text.hpp"

#include "base/bug.hpp"

#include <array>
#include <limits>

namespace kentongan::match {

namespace {

constexpr unsigned code_bits = 5;
constexpr std::uint64_t blank = 26;
constexpr std::uint64_t any_byte = 27;
constexpr std::uint64_t end_of_text = 31;
constexpr unsigned first_pair = 28;
/// The three commonest pairs of letters in Indonesian words.
constexpr std::array<std::string_view, 3> pairs{"an", "ng", "er"};

class BitWriter {
 public:
  explicit BitWriter(std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}
  void put(std::uint64_t value, unsigned bits) {
    waiting_ |= value << count_;
    count_ += bits;
    while (count_ >= 8) {
      bytes_.push_back(static_cast<std::uint8_t>(waiting_));
      waiting_ >>= 8U;
      count_ -= 8;
    }
  }
  void finish() {
    if (count_ > 0) bytes_.push_back(static_cast<std::uint8_t>(waiting_));
  }

 private:
  std::vector<std::uint8_t>& bytes_;
  std::uint64_t waiting_ = 0;
  unsigned count_ = 0;
};

class BitReader {
 public:
  explicit BitReader(const std::uint8_t* bytes) : next_(bytes) {}
  std::uint64_t take(unsigned bits) {
    while (count_ < bits) {
      waiting_ |= std::uint64_t{*next_++} << count_;
      count_ += 8;
    }
    const std::uint64_t value = waiting_ & ((std::uint64_t{1} << bits) - 1);
    waiting_ >>= bits;
    count_ -= bits;
    return value;
  }

 private:
  const std::uint8_t* next_;
  std::uint64_t waiting_ = 0;
  unsigned count_ = 0;
};

/// The code of the pair that begins at `at`, or 0.
std::uint64_t pair_at(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return 0;
  for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
    if (text[at] == pairs[pair][0] && text[at + 1] == pairs[pair][1]) return first_pair + pair;
  }
  return 0;
}

}  // namespace

PackedTexts::Place PackedTexts::add(std::string_view text) {
  KENTONGAN_BUG_IF(bytes_.size() > std::numeric_limits<Place>::max());
  const auto place = static_cast<Place>(bytes_.size());
  BitWriter writer(bytes_);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (const std::uint64_t pair = pair_at(text, at); pair != 0) {
      writer.put(pair, code_bits);
      ++at;
    } else if (c >= 'a' && c <= 'z') {
      writer.put(static_cast<std::uint64_t>(c - 'a'), code_bits);
    } else if (c == ' ') {
      writer.put(blank, code_bits);
    } else {
      writer.put(any_byte, code_bits);
      writer.put(static_cast<unsigned char>(c), 8);
    }
  }
  writer.put(end_of_text, code_bits);
  writer.finish();
  return place;
}

void PackedTexts::read(Place place, std::string& text) const {
  text.clear();
  BitReader reader(bytes_.data() + place);
  for (;;) {
    const std::uint64_t code = reader.take(code_bits);
    if (code < blank) {
      text += static_cast<char>('a' + code);
    } else if (code == blank) {
      text += ' ';
    } else if (code == any_byte) {
      text += static_cast<char>(reader.take(8));
    } else if (code == end_of_text) {
      return;
    } else {
      text += pairs[code - first_pair];
    }
  }
}

}  // namespace kentongan::match
