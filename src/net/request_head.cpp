#include "net/request_head.hpp"

#include "base/text.hpp"
#include "net/cookies.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <array>

namespace kentongan::net {
namespace {

enum class ByteKind : std::uint8_t { plain, carriage_return, line_feed, refused };

constexpr std::array<ByteKind, 256> make_kinds() {
  std::array<ByteKind, 256> kinds{};
  for (std::size_t byte = 0; byte < 32; ++byte) kinds[byte] = ByteKind::refused;
  kinds['\t'] = ByteKind::plain;
  kinds['\r'] = ByteKind::carriage_return;
  kinds['\n'] = ByteKind::line_feed;
  kinds[127] = ByteKind::refused;
  return kinds;
}
constexpr std::array<ByteKind, 256> kinds = make_kinds();

ByteKind kind_of(char c) { return kinds[static_cast<unsigned char>(c)]; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool same_name(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_with_ignoring_case(left, right);
}

/// Letters, digits and what a name, an address and a port are written with.
bool is_plain_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return is_digit(c) || is_letter(c) ||
           std::string_view(".-_:[]").find(c) != std::string_view::npos;
  });
}

std::optional<HeadRefusal> bad(const char* reason) { return HeadRefusal{400, reason}; }

/// The fields that decide how a message is read, each found once or refused.
struct DecidingFields {
  std::optional<std::string_view> host, length, transfer, expect, content_type, connection;

  [[nodiscard]] std::optional<HeadRefusal> take(const FieldView& field) {
    struct Slot {
      std::string_view name;
      std::optional<std::string_view>* value;
      const char* twice;
    };
    // Connection may come twice: a list is spread over lines by some honest clients.
    const std::array slots{
        Slot{"host", &host, "two hosts"},
        Slot{"content-length", &length, "two content-lengths"},
        Slot{"transfer-encoding", &transfer, "two transfer-encodings"},
        Slot{"expect", &expect, "two expects"},
        Slot{"content-type", &content_type, "two content-types"},
    };
    for (const Slot& slot : slots) {
      if (!same_name(field.name, slot.name)) continue;
      if (slot.value->has_value()) return bad(slot.twice);
      *slot.value = field.value;
      return std::nullopt;
    }
    return std::nullopt;
  }
};

std::optional<HeadRefusal> judge_length(std::string_view text, std::uint64_t& length) {
  // 18 digits cannot overflow; nobody honest sends an exabyte.
  if (text.empty() || text.size() > 18) return bad("content-length: size");
  if (!std::all_of(text.begin(), text.end(), is_digit)) return bad("content-length: not digits");
  if (text.size() > 1 && text[0] == '0') return bad("content-length: leading zero");
  length = 0;
  for (const char c : text) length = length * 10 + static_cast<std::uint64_t>(c - '0');
  return std::nullopt;
}

std::optional<HeadRefusal> judge_body(const DecidingFields& found, int minor_version,
                                      Framing& framing) {
  if (found.transfer) {
    if (minor_version == 0) return bad("transfer-encoding in 1.0");
    if (found.length) return bad("transfer-encoding with content-length");
    if (!same_name(*found.transfer, "chunked")) {
      const bool other_coding = !found.transfer->empty() && is_letter(found.transfer->front());
      return HeadRefusal{other_coding ? 501 : 400, "transfer-encoding other than chunked"};
    }
    framing.body = Framing::Body::chunked;
  } else if (found.length) {
    if (auto refusal = judge_length(*found.length, framing.length)) return refusal;
    framing.body = framing.length > 0 ? Framing::Body::length : Framing::Body::none;
  }
  if (found.expect && minor_version == 1) {
    if (!same_name(*found.expect, "100-continue")) return HeadRefusal{417, "expect"};
    framing.expects_continue = framing.body != Framing::Body::none;
  }
  return std::nullopt;
}

bool connection_names(std::span<const FieldView> fields, std::string_view option) {
  for (const FieldView& field : fields) {
    if (!same_name(field.name, "connection")) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      const std::size_t comma = rest.find(',');
      if (same_name(trim(rest.substr(0, comma)), option)) return true;
      rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
  }
  return false;
}

Framing::After judge_after(const HeadParts& parts) {
  if (connection_names(parts.fields, "close")) return Framing::After::close;
  const bool keeps = parts.minor_version == 1 || connection_names(parts.fields, "keep-alive");
  return keeps ? Framing::After::keep : Framing::After::close;
}

/// Brings absolute form to origin form; `target` stays a view into what was sent.
std::optional<HeadRefusal> judge_target(const DecidingFields& found, Method method,
                                        std::string_view& target) {
  if (target == "*") {
    return method == Method::options ? std::nullopt : bad("asterisk without OPTIONS");
  }
  if (!target.starts_with('/')) {
    const std::size_t scheme = starts_with_ignoring_case(target, "http://")    ? 7
                               : starts_with_ignoring_case(target, "https://") ? 8
                                                                               : 0;
    if (scheme == 0) return bad("target form");
    const std::string_view rest = target.substr(scheme);
    const std::size_t path = std::min(rest.find_first_of("/?#"), rest.size());
    const std::string_view authority = rest.substr(0, path);
    if (!is_plain_host(authority)) return bad("target authority");
    if (found.host && !same_name(authority, *found.host)) return bad("target is not host");
    target = rest.substr(path);
    if (!target.starts_with('/')) {
      // `http://host` means `/`; `http://host?x` is too odd to be honest.
      if (!target.empty()) return bad("target form");
      target = "/";
    }
  }
  const bool visible = std::all_of(target.begin(), target.end(),
                                   [](char c) { return c > ' ' && c <= '~' && c != '#'; });
  return visible ? std::nullopt : bad("target bytes");
}

}  // namespace

std::optional<std::string_view> RequestHead::find(std::string_view name) const {
  for (const FieldView& field : fields) {
    if (same_name(field.name, name)) return field.value;
  }
  return std::nullopt;
}

bool RequestHead::has_cookie(std::string_view name) const {
  return std::any_of(fields.begin(), fields.end(), [&](const FieldView& field) {
    return same_name(field.name, "cookie") && find_cookie(field.value, name).has_value();
  });
}

HeadScanner::State HeadScanner::refuse(HeadRefusal refusal) {
  refusal_ = refusal;
  return State::refused;
}

HeadScanner::State HeadScanner::end_line(std::string_view bytes) {
  const std::string_view line = bytes.substr(line_start_, at_ - line_start_);
  if (!in_fields_) {
    if (const auto refusal = judge_request_line(line)) return refuse(*refusal);
    in_fields_ = true;
  } else if (line.empty()) {
    at_ += 2;
    return State::whole;
  } else if (line[0] == ' ' || line[0] == '\t') {
    return refuse({400, "folded field"});
  }
  at_ += 2;
  line_start_ = at_;
  return State::more;
}

HeadScanner::State HeadScanner::scan(std::string_view bytes) {
  while (at_ < bytes.size()) {
    switch (kind_of(bytes[at_])) {
      case ByteKind::plain: ++at_; break;
      case ByteKind::refused: return refuse({400, "control character"});
      case ByteKind::line_feed: return refuse({400, "bare line feed"});
      case ByteKind::carriage_return: {
        if (at_ + 1 == bytes.size()) return State::more;
        if (bytes[at_ + 1] != '\n') return refuse({400, "bare carriage return"});
        const State state = end_line(bytes);
        if (state != State::more) return state;
        break;
      }
    }
  }
  return State::more;
}

std::optional<HeadRefusal> judge_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos || first == 0 || second == first + 1) {
    return bad("request line");
  }
  const std::string_view version = line.substr(second + 1);
  const bool shaped = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                      version[6] == '.' && is_digit(version[7]);
  if (!shaped) return bad("version");
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return HeadRefusal{505, "version"};
  return std::nullopt;
}

std::optional<HeadRefusal> judge_head(const HeadParts& parts, RequestHead& head, Framing& framing) {
  const auto method = find_method(parts.method);
  if (!method) return HeadRefusal{501, "method"};

  DecidingFields found;
  for (const FieldView& field : parts.fields) {
    if (auto refusal = found.take(field)) return refusal;
  }
  if (parts.minor_version == 1 && !found.host) return bad("no host");
  if (found.host && !is_plain_host(*found.host)) return bad("host");

  framing = Framing();
  if (auto refusal = judge_body(found, parts.minor_version, framing)) return refusal;
  framing.after = judge_after(parts);

  head = RequestHead{*method, parts.target, parts.minor_version, parts.fields};
  return judge_target(found, *method, head.target);
}

Result<std::string> decode_path(std::string_view target) {
  const Error malformed(Refusal::invalid, "net.path.malformed");
  const std::string_view raw = target.substr(0, target.find('?'));
  auto decoded = percent_decode(raw);
  if (!decoded.ok()) return malformed;
  const std::string& path = *decoded;
  if (!path.starts_with('/') || !is_utf8(path)) return malformed;
  for (const char c : path) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') return malformed;
  }
  // An encoded slash would make a segment look like two.
  if (std::count(path.begin(), path.end(), '/') != std::count(raw.begin(), raw.end(), '/')) {
    return malformed;
  }
  for (const std::string_view segment : split(path, '/')) {
    if (segment == "." || segment == "..") return malformed;
  }
  return std::move(decoded).value();
}

}  // namespace kentongan::net
