// The guard: which request heads this server believes. Pure; no sockets, no parser.
//
// A head that two programs could read differently is refused, because a proxy in front of us may be
// the other program (request smuggling). Refused means: answered with the status, then closed.
//
//   version       1.0 or 1.1 only                                              505
//   method        of the seven we know                                        501
//   line ends     CRLF only; no NUL or control character anywhere; no folding  400
//   fields        token, colon at once; at most `header_fields`                400, 431
//   Host          exactly one in 1.1, at most one in 1.0, plain characters     400
//   target        origin form; absolute form loses scheme and authority, which must be the Host;
//                 `*` for OPTIONS                                              400
//   Transfer-Encoding  only in 1.1, alone, once, exactly `chunked`, never with
//                 Content-Length                                               400, 501
//   Content-Length     once, digits only, no leading zero                      400
//   Expect        `100-continue` only                                          417
//
// Source: RFC 9110, RFC 9112; stricter where they leave a choice.
#pragma once

#include "base/result.hpp"
#include "net/http_message.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::net {

/// A header field inside the receive buffer.
struct FieldView {
  std::string_view name;
  std::string_view value;
};

/// A request before its body, as views into the receive buffer. Lifetime: the call it is given to.
struct RequestHead {
  Method method = Method::get;
  std::string_view target;  ///< origin form: `/kabar?x=1`, or `*`
  int minor_version = 1;    ///< HTTP/1.x
  std::span<const FieldView> fields;

  /// The first value of the field `name`, compared without case.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// Whether a Cookie field names `name`.
  [[nodiscard]] bool has_cookie(std::string_view name) const;
};

/// How the body is delimited and what becomes of the connection.
struct Framing {
  enum class Body { none, length, chunked };
  Body body = Body::none;
  std::uint64_t length = 0;  ///< bytes; of Body::length
  enum class After { keep, close };
  After after = After::keep;
  bool expects_continue = false;
};

/// Why a head is refused. `reason` is for logs and tests.
struct HeadRefusal {
  int status = 400;
  const char* reason = "";
};

/// A request line and fields as a tokeniser found them, not yet believed.
struct HeadParts {
  std::string_view method;
  std::string_view target;
  int minor_version = 1;
  std::span<const FieldView> fields;
};

/// Looks at the raw bytes of a head as they come in, once each.
class HeadScanner {
 public:
  enum class State { more, whole, refused };
  /// `bytes` starts where the head starts and only ever grows between calls.
  /// Cost: about 1 ns a new byte.
  [[nodiscard]] State scan(std::string_view bytes);
  [[nodiscard]] std::size_t head_size() const { return at_; }  ///< with the blank line; when whole
  [[nodiscard]] HeadRefusal refusal() const { return refusal_; }

 private:
  [[nodiscard]] State end_line(std::string_view bytes);
  [[nodiscard]] State refuse(HeadRefusal refusal);

  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  bool in_fields_ = false;
  HeadRefusal refusal_;
};

/// Judges the request line alone (without CRLF): shape and version, so that 505 is told from 400.
[[nodiscard]] std::optional<HeadRefusal> judge_request_line(std::string_view line);

/// Judges the tokenised head; fills `head` and `framing` unless it refuses.
[[nodiscard]] std::optional<HeadRefusal> judge_head(const HeadParts& parts, RequestHead& head,
                                                    Framing& framing);

/// The path of a target, percent-decoded.
/// Errors: invalid `net.path.malformed` (bad percent, NUL and controls, not UTF-8, an encoded
/// slash, a `.` or `..` segment).
[[nodiscard]] Result<std::string> decode_path(std::string_view target);

}  // namespace kentongan::net
