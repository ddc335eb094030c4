#include "net/url.hpp"

#include "base/text.hpp"
#include "net/address.hpp"

#include <algorithm>

namespace kentongan::net {
namespace {

constexpr std::size_t most_fields = 1000;
constexpr std::size_t most_url_bytes = 4096;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_unreserved(char c) {
  return is_digit(c) || is_letter(c) || std::string_view("-._~").find(c) != std::string_view::npos;
}

Error malformed(const char* part) { return Error(Refusal::invalid, "net.url.malformed", part); }

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// WHATWG reads such a host as an IPv4 address in any of its old notations.
bool ends_in_a_number(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  if (last.empty()) return false;
  if (std::all_of(last.begin(), last.end(), is_digit)) return true;
  return starts_with_ignoring_case(last, "0x");
}

Result<std::string> read_name(std::string_view host) {
  if (host.empty() || host.size() > 253) return malformed("host");
  for (const char c : host) {
    const bool plain = is_digit(c) || is_letter(c) || c == '-' || c == '.' || c == '_';
    if (!plain) return malformed("host");
  }
  if (host.starts_with('.') || host.starts_with('-') || host.find("..") != std::string_view::npos) {
    return malformed("host");
  }
  if (ends_in_a_number(host)) {
    const auto address = Address::parse(host);
    if (!address.ok()) return malformed("host");
    return address->text();
  }
  return lower_ascii(host);
}

Result<std::uint16_t> read_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), is_digit)) {
    return malformed("port");
  }
  int number = 0;
  for (const char c : text) number = number * 10 + (c - '0');
  if (number == 0 || number > 65535) return malformed("port");
  return static_cast<std::uint16_t>(number);
}

Result<> read_authority(std::string_view text, Url& url) {
  if (text.find('@') != std::string_view::npos) return malformed("userinfo");
  std::string_view after;
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    if (end == std::string_view::npos) return malformed("host");
    const auto address = Address::parse(text.substr(1, end - 1));
    if (!address.ok() || text.substr(1, end - 1).find(':') == std::string_view::npos) {
      return malformed("host");
    }
    url.host = address->text();
    after = text.substr(end + 1);
  } else {
    const std::size_t colon = text.find(':');
    url.host = TRY(read_name(text.substr(0, colon)));
    after = colon == std::string_view::npos ? std::string_view() : text.substr(colon);
  }
  if (after.empty()) return {};
  if (!after.starts_with(':')) return malformed("host");
  url.port = TRY(read_port(after.substr(1)));
  return {};
}

bool percents_are_whole(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at + 2 >= text.size() || hex_digit(text[at + 1]) < 0 || hex_digit(text[at + 2]) < 0) {
      return false;
    }
  }
  return true;
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c > ' ' && c <= '~' && c != '\\'; });
}

}  // namespace

std::uint16_t Url::port_or_default() const {
  return port.value_or(scheme == Scheme::https ? std::uint16_t{443} : std::uint16_t{80});
}

std::string Url::origin() const {
  std::string text = scheme == Scheme::https ? "https://" : "http://";
  text += is_ipv6() ? "[" + host + "]" : host;
  const std::uint16_t usual = scheme == Scheme::https ? 443 : 80;
  if (port && *port != usual) text += ":" + std::to_string(*port);
  return text;
}

std::string Url::target() const { return has_query ? path + "?" + query : path; }

std::string Url::text() const { return origin() + target(); }

Result<Url> parse_url(std::string_view text) {
  if (text.size() > most_url_bytes) return malformed("size");
  if (!is_visible(text)) return malformed("bytes");
  Url url;
  if (starts_with_ignoring_case(text, "https://")) {
    url.scheme = Url::Scheme::https;
    text.remove_prefix(8);
  } else if (starts_with_ignoring_case(text, "http://")) {
    url.scheme = Url::Scheme::http;
    text.remove_prefix(7);
  } else {
    return malformed("scheme");
  }
  const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
  TRY(read_authority(text.substr(0, end), url));
  text.remove_prefix(end);
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    url.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
    url.has_query = true;
    url.query = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  if (!text.empty()) url.path = text;
  if (!percents_are_whole(url.path) || !percents_are_whole(url.query)) return malformed("percent");
  return url;
}

Result<Url> resolve_url(const Url& base, std::string_view reference) {
  if (!is_visible(reference)) return malformed("bytes");
  if (reference.starts_with("//")) {
    return parse_url((base.scheme == Url::Scheme::https ? "https:" : "http:") +
                     std::string(reference));
  }
  if (reference.starts_with('/')) return parse_url(base.origin() + std::string(reference));
  if (starts_with_ignoring_case(reference, "http://") ||
      starts_with_ignoring_case(reference, "https://")) {
    return parse_url(reference);
  }
  // A colon before the first slash would be a scheme we do not speak.
  if (reference.substr(0, reference.find_first_of("/?#")).find(':') != std::string_view::npos) {
    return malformed("scheme");
  }
  if (reference.starts_with('?')) {
    return parse_url(base.origin() + base.path + std::string(reference));
  }
  const std::string folder = base.path.substr(0, base.path.rfind('/') + 1);
  return parse_url(base.origin() + folder + std::string(reference));
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size() + text.size() / 4);
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte >> 4];
    encoded += digits[byte & 15];
  }
  return encoded;
}

std::string query_text(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields.pairs()) {
    if (!text.empty()) text += '&';
    text += percent_encode(name) + "=" + percent_encode(value);
  }
  return text;
}

Result<std::string> percent_decode(std::string_view text) {
  if (!percents_are_whole(text)) return malformed("percent");
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      decoded += text[at];
      continue;
    }
    decoded += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
    at += 2;
  }
  return decoded;
}

namespace {

Result<std::string> decode_value(std::string_view text) {
  const Error bad(Refusal::invalid, "net.form.malformed");
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  auto decoded = percent_decode(spaced);
  if (!decoded.ok() || decoded->find('\0') != std::string::npos || !is_utf8(*decoded)) return bad;
  return std::move(decoded).value();
}

}  // namespace

Result<Fields> parse_query(std::string_view text) {
  Fields fields;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (pair.empty()) continue;
    if (fields.pairs().size() == most_fields) return Error(Refusal::invalid, "net.form.too_many");
    const std::size_t equals = pair.find('=');
    std::string name = TRY(decode_value(pair.substr(0, equals)));
    std::string value = TRY(decode_value(
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1)));
    fields.add(std::move(name), std::move(value));
  }
  return fields;
}

Result<std::string> local_path(std::string_view text) {
  // Browsers take `/\host` for `//host` and drop tabs and line ends before they look.
  const bool local = text.starts_with('/') && !text.starts_with("//") && is_visible(text) &&
                     text.size() <= most_url_bytes && percents_are_whole(text);
  if (!local) return Error(Refusal::invalid, "net.redirect.foreign");
  return std::string(text);
}

Response see_other(std::string_view path) {
  KENTONGAN_BUG_IF(!local_path(path).ok());
  Response response;
  response.status = 303;
  response.headers.add("Location", std::string(path));
  return response;
}

}  // namespace kentongan::net
