#include "net/cookies.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"
#include "net/http_message.hpp"

namespace kentongan::net {
namespace {

bool is_token(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    const bool alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (!alphanumeric && std::string_view("!#$%&'*+-.^_`|~").find(c) == std::string_view::npos) {
      return false;
    }
  }
  return true;
}

bool is_plain(std::string_view text, std::string_view forbidden) {
  for (const char c : text) {
    if (c <= ' ' || c > '~' || forbidden.find(c) != std::string_view::npos) return false;
  }
  return true;
}

std::string_view text_of(CookieToSet::SameSite same_site) {
  switch (same_site) {
    case CookieToSet::SameSite::lax: return "Lax";
    case CookieToSet::SameSite::strict: return "Strict";
    case CookieToSet::SameSite::none: return "None";
  }
  __builtin_unreachable();
}

}  // namespace

std::string set_cookie_text(const CookieToSet& cookie) {
  KENTONGAN_BUG_IF(!is_token(cookie.name));
  KENTONGAN_BUG_IF(!is_plain(cookie.value, "\",;\\"));
  KENTONGAN_BUG_IF(!cookie.path.starts_with('/') || !is_plain(cookie.path, ";,"));
  std::string text = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
  if (cookie.max_age) text += "; Max-Age=" + std::to_string(cookie.max_age->count());
  text += "; SameSite=";
  text += text_of(cookie.same_site);
  if (cookie.scripts == CookieToSet::Scripts::hidden) text += "; HttpOnly";
  if (cookie.secure == CookieToSet::Secure::yes) text += "; Secure";
  return text;
}

std::optional<std::string_view> find_cookie(std::string_view field, std::string_view name) {
  while (!field.empty()) {
    const std::size_t end = field.find(';');
    const std::string_view pair = trim(field.substr(0, end));
    field = end == std::string_view::npos ? std::string_view() : field.substr(end + 1);
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || trim(pair.substr(0, equals)) != name) continue;
    std::string_view value = trim(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    return value;
  }
  return std::nullopt;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  for (const Header& header : headers.all()) {
    if (header.name.size() != 6 || !starts_with_ignoring_case(header.name, "cookie")) continue;
    if (const auto value = find_cookie(header.value, name)) return std::string(*value);
  }
  return std::nullopt;
}

}  // namespace kentongan::net
