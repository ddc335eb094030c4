#include "base/id.hpp"

#include <algorithm>
#include <array>

namespace kentongan {
namespace {

// Crockford's alphabet leaves out i, l, o and u. Source: crockford.com/base32.html
constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_length = 13;
constexpr std::int64_t epoch_millis = 1'704'067'200'000;  // 2024-01-01T00:00:00Z
constexpr int sequence_bits = 21;

}  // namespace

std::string id_text(std::int64_t raw) {
  std::string text(id_length, '0');
  auto rest = static_cast<std::uint64_t>(raw);
  for (std::size_t i = id_length; i-- > 0; rest >>= 5) text[i] = alphabet[rest & 31];
  return text;
}

Result<std::int64_t> parse_id(std::string_view text) {
  if (text.size() != id_length) return Error(Refusal::invalid, "id.malformed");
  std::uint64_t raw = 0;
  for (std::size_t i = 0; i < id_length; ++i) {
    const std::size_t digit = alphabet.find(text[i]);
    if (digit == std::string_view::npos || (i == 0 && digit > 7)) {
      return Error(Refusal::invalid, "id.malformed");
    }
    raw = raw << 5 | digit;
  }
  return static_cast<std::int64_t>(raw);
}

std::int64_t IdSource::next_raw() const {
  const std::int64_t millis =
      std::max<std::int64_t>(clock_.now().micros() / 1000 - epoch_millis, 1);
  // The lower half of the sequence is the random start, so that two machines rarely meet and a
  // millisecond still has a million ids to count up to.
  const auto start = static_cast<std::int64_t>(random_.bits64() & ((1 << (sequence_bits - 1)) - 1));
  const std::int64_t fresh = millis << sequence_bits | start;
  return last_.locked([fresh](std::int64_t& last) {
    last = std::max(fresh, last + 1);
    return last;
  });
}

}  // namespace kentongan
