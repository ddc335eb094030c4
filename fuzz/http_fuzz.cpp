// Everything net reads from strangers, without a socket. The first byte chooses the parser, the
// second where a request is cut into packets.
#include "net/address.hpp"
#include "net/compress.hpp"
#include "net/cookies.hpp"
#include "net/forms.hpp"
#include "net/internal/body_reader.hpp"
#include "net/internal/event_feed.hpp"
#include "net/internal/head_parser.hpp"
#include "net/internal/response_text.hpp"
#include "net/request_head.hpp"
#include "net/url.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cstdint>

using namespace kentongan;
using namespace kentongan::net;

namespace {

/// What became of the bytes of one connection: each request's head and body, and how it ended.
struct Reading {
  std::string understood;
  int status = 0;  ///< of the refusal; 0: wanted more
  friend bool operator==(const Reading&, const Reading&) = default;
};

constexpr std::size_t body_limit = 1000;

void check_head(const RequestHead& head, const Framing& framing) {
  KENTONGAN_BUG_IF(head.target.empty() || (head.target[0] != '/' && head.target != "*"));
  for (const char c : head.target) KENTONGAN_BUG_IF(c <= ' ' || c > '~');
  const bool chunked = head.find("transfer-encoding").has_value();
  const bool has_length = head.find("content-length").has_value();
  KENTONGAN_BUG_IF(chunked && has_length);
  KENTONGAN_BUG_IF(chunked != (framing.body == Framing::Body::chunked));
  KENTONGAN_BUG_IF(head.minor_version == 1 && !head.find("host"));
  for (const FieldView& field : head.fields) {
    KENTONGAN_BUG_IF(field.name.empty());
    for (const char c : field.value) KENTONGAN_BUG_IF(c == '\r' || c == '\n' || c == '\0');
  }
  const auto path = decode_path(head.target);
  if (path.ok())
    KENTONGAN_BUG_IF(!is_utf8(*path) || (*path + "/").find("/../") != std::string::npos);
}

/// Reads as a connection does, the bytes arriving `packet` at a time.
Reading read_requests(std::string_view bytes, std::size_t packet) {
  Reading reading;
  std::string unread;
  HeadScanner scanner;
  HeadParser parser;
  BodyReader body_reader;
  std::string body;
  bool in_body = false;
  for (std::size_t at = 0; at <= bytes.size(); at += packet) {
    unread += bytes.substr(at, packet);
    while (true) {
      if (!in_body) {
        const auto state = scanner.scan(unread);
        if (state == HeadScanner::State::more) break;
        reading.status = state == HeadScanner::State::refused ? scanner.refusal().status : 0;
        if (reading.status != 0) return reading;
        const std::string head_bytes = unread.substr(0, scanner.head_size());
        if (const auto refusal = parser.read(head_bytes, 100)) {
          reading.status = refusal->status;
          return reading;
        }
        check_head(parser.head(), parser.framing());
        reading.understood +=
            std::string(name_of(parser.head().method)) + " " + std::string(parser.head().target);
        unread.erase(0, head_bytes.size());
        scanner = HeadScanner();
        body.clear();
        in_body = parser.framing().body != Framing::Body::none;
        if (in_body && parser.framing().length > body_limit) {
          reading.status = 413;
          return reading;
        }
        body_reader.restart(parser.framing(), body_limit);
        if (!in_body) reading.understood += "\n";
        continue;
      }
      const BodyReader::Step step = body_reader.read(unread, body);
      unread.erase(0, step.consumed);
      KENTONGAN_BUG_IF(body.size() > body_limit);
      if (step.state == BodyReader::State::more) break;
      if (step.state != BodyReader::State::done) {
        reading.status = step.state == BodyReader::State::too_large ? 413 : 400;
        return reading;
      }
      KENTONGAN_BUG_IF(parser.framing().body == Framing::Body::length &&
                       body.size() != parser.framing().length);
      reading.understood += "[" + body + "]\n";
      in_body = false;
    }
  }
  return reading;
}

void check_requests(std::string_view bytes, std::size_t packet) {
  // How the bytes are cut into packets must change nothing.
  const Reading whole = read_requests(bytes, bytes.size() + 1);
  KENTONGAN_BUG_IF(read_requests(bytes, packet + 1) != whole);
  KENTONGAN_BUG_IF(read_requests(bytes, 1) != whole);
}

void check_text(std::string_view text) {
  KENTONGAN_BUG_IF(!is_utf8(text) || text.find('\0') != std::string_view::npos);
}

void check_multipart(std::string_view bytes) {
  const auto form = parse_multipart(bytes, "X", {});
  if (!form.ok()) return;
  std::size_t size = 0;
  for (const auto& [name, value] : form->fields.pairs()) {
    check_text(name);
    check_text(value);
    size += name.size() + value.size();
  }
  for (const UploadedFile& file : form->files) {
    check_text(file.field);
    check_text(file.name);
    size += file.bytes.size();
  }
  KENTONGAN_BUG_IF(size > bytes.size());
}

void check_form(std::string_view bytes) {
  Request request;
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  request.headers.add("Content-Type", std::string(bytes.substr(0, line)));
  request.body = bytes.substr(std::min(line + 1, bytes.size()));
  static_cast<void>(parse_form(request));
  const auto fields = parse_query(bytes);
  if (!fields.ok()) return;
  const auto again = parse_query(query_text(*fields));
  KENTONGAN_BUG_IF(!again.ok() || again->pairs() != fields->pairs());
}

void check_url(std::string_view bytes) {
  const auto url = parse_url(bytes);
  if (url.ok()) {
    const auto again = parse_url(url->text());
    KENTONGAN_BUG_IF(!again.ok() || again->text() != url->text() || again->host != url->host);
    KENTONGAN_BUG_IF(url->host.empty() ||
                     url->host.find_first_of("/@\\?# %[]") != std::string::npos);
    static_cast<void>(resolve_url(*url, bytes));
  }
  static_cast<void>(resolve_url(parse_url("https://a.id/b/c?d").value(), bytes));
  const auto path = local_path(bytes);
  if (path.ok()) {
    const auto resolved = resolve_url(parse_url("https://a.id/").value(), *path);
    KENTONGAN_BUG_IF(resolved.ok() && resolved->host != "a.id");
  }
  const auto address = Address::parse(bytes);
  if (address.ok()) KENTONGAN_BUG_IF(Address::parse(address->text()).value() != *address);
  static_cast<void>(Network::parse(bytes));
  KENTONGAN_BUG_IF(percent_decode(percent_encode(bytes)).value() != bytes);
}

void check_fields(std::string_view bytes) {
  static_cast<void>(choose_encoding(bytes, {}));
  static_cast<void>(find_cookie(bytes, "sesi"));
  static_cast<void>(etag_matches(bytes, "\"x\""));
  const std::string event = event_text(bytes, bytes);
  KENTONGAN_BUG_IF(event.find('\r') != std::string::npos);
  KENTONGAN_BUG_IF(event.find("\n\n") != event.size() - 2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  switch (data[0] % 8) {
    case 0: check_multipart(bytes); break;
    case 1: check_form(bytes); break;
    case 2: check_url(bytes); break;
    case 3: check_fields(bytes); break;
    default: check_requests(bytes, data[1]); break;
  }
  return 0;
}
