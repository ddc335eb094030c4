// Beast's HTTP parser behind our guard: it cuts heads into fields and bodies into bytes. The only
// file that sees Beast.
#pragma once

#include "net/request_head.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::net {

/// One message after the other. Thread: one at a time.
class MessageParser {
 public:
  MessageParser();
  ~MessageParser();
  MessageParser(const MessageParser&) = delete;
  MessageParser& operator=(const MessageParser&) = delete;

  /// Starts a message. `bytes` is a whole head, blank line included, that `HeadScanner` let pass.
  /// Lifetime: `head()` views `bytes`. Cost: about 0.3 µs for a browser's head; no allocation when
  /// the parser was used before.
  [[nodiscard]] std::optional<HeadRefusal> read_head(std::string_view bytes, std::size_t most_fields);
  [[nodiscard]] const RequestHead& head() const;
  [[nodiscard]] const Framing& framing() const;

  enum class State { more, done, malformed, too_large };
  struct Step {
    State state = State::more;
    std::size_t consumed = 0;  ///< of the bytes given
  };
  /// Takes body bytes, appending the decoded ones to `body`. Chunk extensions and trailers are
  /// refused as malformed: nobody needs them and parsers differ on them.
  [[nodiscard]] Step read_body(std::string_view bytes, std::size_t limit, std::string& body);

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace kentongan::net
