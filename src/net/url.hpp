// URLs: reading http(s) ones strictly, writing parts of them safely.
#pragma once

#include "base/result.hpp"
#include "net/http_message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::net {

/// An absolute http or https URL without userinfo. What cannot be read in one way only is refused:
/// a host of numbers must be a plain IPv4 address (no octal, hexadecimal, single number), no
/// backslash, no control, no non-ASCII character, no zone.
struct Url {
  enum class Scheme { http, https };
  Scheme scheme = Scheme::https;
  std::string host;  ///< lower case; IPv6 without brackets
  std::optional<std::uint16_t> port;
  std::string path = "/";  ///< as written, starts with `/`
  std::string query;       ///< as written, without `?`
  bool has_query = false;
  std::string fragment;  ///< as written, without `#`

  [[nodiscard]] std::uint16_t port_or_default() const;
  [[nodiscard]] bool is_ipv6() const { return host.find(':') != std::string::npos; }
  /// `https://host[:port]`, what browsers call the origin.
  [[nodiscard]] std::string origin() const;
  /// What goes into a request line.
  [[nodiscard]] std::string target() const;
  /// Without the fragment. Reading it again gives the same URL.
  [[nodiscard]] std::string text() const;
};

/// Errors: invalid `net.url.malformed` (detail: which part).
/// Source: RFC 3986, narrowed as above; compare WHATWG URL.
[[nodiscard]] Result<Url> parse_url(std::string_view text);

/// Resolves what a Location field holds: an absolute URL, `//host/…`, `/path` or `relative`.
/// Errors: as `parse_url`.
[[nodiscard]] Result<Url> resolve_url(const Url& base, std::string_view reference);

/// Everything but letters, digits and `-._~` as %XX: for one segment of a path, or a name or value
/// of a query. Source: RFC 3986 section 2.3.
[[nodiscard]] std::string percent_encode(std::string_view text);
/// `name=value&…`, ready for after a `?`.
[[nodiscard]] std::string query_text(const Fields& fields);

/// Errors: invalid `net.url.malformed` (a `%` without two hexadecimal digits).
[[nodiscard]] Result<std::string> percent_decode(std::string_view text);
/// Reads `a=1&b=2` with `+` as space; values and names must be UTF-8 without NUL.
/// Errors: invalid `net.form.malformed`, `net.form.too_many`.
[[nodiscard]] Result<Fields> parse_query(std::string_view text);

/// A place of this site to send a browser to: a path with an optional query, starting with one `/`.
/// For `?next=` and the like. Errors: invalid `net.redirect.foreign` (another site, or not sure).
[[nodiscard]] Result<std::string> local_path(std::string_view text);
/// `303 See Other` to a path of this site. Errors: throws `Bug` when `path` is not `local_path`.
[[nodiscard]] Response see_other(std::string_view path);

}  // namespace kentongan::net
