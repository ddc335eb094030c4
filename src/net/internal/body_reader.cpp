#include "net/internal/body_reader.hpp"

#include <algorithm>

namespace kentongan::net {
namespace {

constexpr int most_digits = 16;  // of 64 bits

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void BodyReader::restart(const Framing& framing, std::size_t limit) {
  chunked_ = framing.body == Framing::Body::chunked;
  left_ = chunked_ ? 0 : framing.length;
  at_ = chunked_ ? At::size : left_ > 0 ? At::data : At::end;
  digits_ = 0;
  limit_ = limit;
}

BodyReader::Step BodyReader::read(std::string_view bytes, std::string& body) {
  Step step;
  while (at_ != At::end) {
    const std::string_view rest = bytes.substr(step.consumed);
    if (rest.empty()) return step;
    if (at_ == At::data) {
      const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, rest.size()));
      body.append(rest.substr(0, size));
      step.consumed += size;
      left_ -= size;
      if (left_ == 0) at_ = chunked_ ? At::data_end : At::end;
      continue;
    }
    ++step.consumed;
    step.state = take_byte(rest[0], body.size());
    if (step.state != State::more) return step;
  }
  step.state = State::done;
  return step;
}

BodyReader::State BodyReader::take_size_digit(char byte) {
  if (byte == '\r' && digits_ > 0) {
    at_ = At::size_end;
    return State::more;
  }
  const int digit = hex_digit(byte);
  if (digit < 0 || ++digits_ > most_digits) return State::malformed;
  left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
  return State::more;
}

BodyReader::State BodyReader::take_byte(char byte, std::size_t body_size) {
  const auto expect = [&](char wanted, At next) {
    at_ = next;
    return byte == wanted ? State::more : State::malformed;
  };
  switch (at_) {
    case At::size: return take_size_digit(byte);
    case At::size_end:
      if (left_ > limit_ || body_size > limit_ - left_) {
        return byte == '\n' ? State::too_large : State::malformed;
      }
      return expect('\n', left_ == 0 ? At::last_end : At::data);
    case At::data_end: return expect('\r', At::data_end_2);
    case At::data_end_2: digits_ = 0; return expect('\n', At::size);
    case At::last_end: return expect('\r', At::last_end_2);
    case At::last_end_2: return expect('\n', At::end);
    case At::data:
    case At::end: break;  // `read` does not ask
  }
  __builtin_unreachable();
}

}  // namespace kentongan::net
