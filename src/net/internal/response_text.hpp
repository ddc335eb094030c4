// A response as the bytes that go out. Pure.
//
//   HTTP/1.1 200 OK\r\n      prefix: made by the io thread, cached for a second
//   Date: …\r\n
//   Connection: close\r\n
//   Content-Type: …\r\n      fields: made by the worker (or once, for a cached page)
//   …
//   \r\n
//   body
#pragma once

#include "net/http_message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::net {

/// `Name: value\r\n` for each header and for each default that `headers` does not bring. The fields
/// that frame a message are the server's own and left out, should a handler have set them.
/// Errors: throws `Bug` when a name is no token or a value holds CR, LF, NUL or another control.
[[nodiscard]] std::string field_lines(const Headers& headers, const std::vector<Header>& defaults);

/// Whether a response of this status carries no body and no Content-Length.
[[nodiscard]] bool is_bodiless(int status);

/// Whether an If-None-Match field names `etag` (weak comparison). Source: RFC 9110 section 13.1.2.
[[nodiscard]] bool etag_matches(std::string_view if_none_match, std::string_view etag);

/// Status line, Date and, unless empty, a Connection field.
[[nodiscard]] std::string prefix_text(int status, std::string_view date,
                                      std::string_view connection);

}  // namespace kentongan::net
