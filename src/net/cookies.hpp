// Cookies, both ways.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::net {

/// A cookie to be set. The defaults are those of a session: this site only, no scripts.
struct CookieToSet {
  std::string name;   ///< a token; `__Host-` needs `Secure::yes` and path `/`
  std::string value;  ///< cookie octets: no space, quote, comma, semicolon, backslash
  std::string path = "/";
  /// Absent: until the browser closes. Zero: delete it.
  std::optional<std::chrono::seconds> max_age = {};
  enum class Secure { yes, no };
  Secure secure = Secure::yes;
  enum class Scripts { hidden, readable };
  Scripts scripts = Scripts::hidden;
  enum class SameSite { lax, strict, none };
  SameSite same_site = SameSite::lax;
};

/// The value of a Set-Cookie field. Errors: throws `Bug` when name, value or path cannot be
/// written. Source: RFC 6265 section 4.1.
[[nodiscard]] std::string set_cookie_text(const CookieToSet& cookie);

/// The value of cookie `name` in a Cookie field. Source: RFC 6265 section 4.2, read forgivingly.
[[nodiscard]] std::optional<std::string_view> find_cookie(std::string_view field,
                                                          std::string_view name);

}  // namespace kentongan::net
