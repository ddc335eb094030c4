// Beast's parser behind our guard: it cuts a head into fields. The only file that sees Beast.
#pragma once

#include "net/request_head.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace kentongan::net {

/// One head after the other. Thread: one at a time.
class HeadParser {
 public:
  HeadParser();
  ~HeadParser();
  HeadParser(const HeadParser&) = delete;
  HeadParser& operator=(const HeadParser&) = delete;

  /// `bytes` is a whole head, blank line included, that `HeadScanner` let pass.
  /// Lifetime: `head()` views `bytes`. Cost: about 0.3 µs for a browser's head; no allocation when
  /// the parser was used before.
  [[nodiscard]] std::optional<HeadRefusal> read(std::string_view bytes, std::size_t most_fields);
  [[nodiscard]] const RequestHead& head() const;
  [[nodiscard]] const Framing& framing() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace kentongan::net
