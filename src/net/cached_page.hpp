// An answer that is ready to be sent: header and body of each encoding in one piece of memory.
#pragma once

#include "net/compress.hpp"
#include "net/http_message.hpp"
#include "net/request_head.hpp"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::net {

/// The fields every response carries unless it brings its own: a Content-Security-Policy that
/// allows only ourselves and no inline script, nosniff, Referrer-Policy,
/// Cross-Origin-Opener-Policy, Cross-Origin-Resource-Policy, Permissions-Policy. (HSTS is the
/// proxy's: it knows of TLS.)
[[nodiscard]] std::vector<Header> secure_headers();

/// Immutable. Thread: all members may be called from anywhere.
class CachedPage {
 public:
  /// What is sent for one request, after the status line and Date.
  struct Answer {
    int status = 200;  ///< or 304
    std::string_view bytes;
  };

  /// `quick` for pages that change (1 to 3 ms), `thorough` for assets made once (50 ms and more).
  enum class Effort { quick, thorough };

  /// Prepares identity, gzip and brotli forms of a 200 `response` with `body` or `shared_body`,
  /// gives each its ETag and adds the `secure_headers` it does not bring. Forms that do not get
  /// smaller are left out. Cost: compression; never on an io thread. Errors: throws `Bug` for
  /// another status, a Set-Cookie or an event stream.
  [[nodiscard]] static std::shared_ptr<const CachedPage> make(const Response& response,
                                                              Effort effort = Effort::quick);

  /// Chooses the form by Accept-Encoding; 304 when If-None-Match names it.
  /// Lifetime: views into this page. Cost: well under a microsecond.
  [[nodiscard]] Answer answer(const RequestHead& head) const;

  [[nodiscard]] std::size_t bytes() const;  ///< of memory, about

 private:
  struct Form {
    std::string whole;  ///< fields, blank line, body
    std::size_t head_size = 0;
    std::string not_modified;  ///< fields and blank line of the 304
    std::string etag;          ///< with quotes; empty: no such form
  };
  CachedPage() = default;
  void add_form(Encoding encoding, const Headers& headers, std::string_view body);
  [[nodiscard]] const Form& choose(const RequestHead& head) const;

  std::array<Form, 3> forms_;  ///< by Encoding
  EncodingsOffered offered_;
};

}  // namespace kentongan::net
