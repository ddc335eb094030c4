// A body as its framing says. Ours rather than Beast's: its chunk parser takes extensions and
// trailers, bounds no chunk line, and fails an assertion when a last chunk comes as `0 CR LF CR`
// and then `LF` (1.81, found by fuzz/http_fuzz).
//
//   chunked body   *( size CRLF data CRLF ) "0" CRLF CRLF      size: 1 to 16 hexadecimal digits
//
// Source: RFC 9112 section 7.1, without chunk extensions and trailers: nobody needs them and
// parsers differ on them.
#pragma once

#include "net/request_head.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kentongan::net {

/// One body after the other. Pure. Thread: one at a time.
class BodyReader {
 public:
  enum class State { more, done, malformed, too_large };
  struct Step {
    State state = State::more;
    std::size_t consumed = 0;  ///< of the bytes given
  };

  /// A declared length beyond `limit` is the caller's to refuse, before it asks for the body.
  void restart(const Framing& framing, std::size_t limit);
  /// Takes what has come, appends what it carries to `body`. Consumes everything up to the end of
  /// the body. Cost: one copy.
  [[nodiscard]] Step read(std::string_view bytes, std::string& body);

 private:
  enum class At { size, size_end, data, data_end, data_end_2, last_end, last_end_2, end };
  [[nodiscard]] State take_byte(char byte, std::size_t body_size);
  [[nodiscard]] State take_size_digit(char byte);

  At at_ = At::end;
  bool chunked_ = false;
  std::uint64_t left_ = 0;  ///< bytes of data before something else comes
  int digits_ = 0;
  std::size_t limit_ = 0;
};

}  // namespace kentongan::net
