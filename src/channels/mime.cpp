#include "channels/mime.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "channels/internal/links.hpp"
#include "channels/internal/words.hpp"

#include <algorithm>
#include <array>

namespace kentongan::channels {
namespace {

constexpr std::size_t widest_line = 76;
constexpr std::size_t longest_line = 998;      // RFC 5322 section 2.1.1
constexpr std::size_t longest_subject = 1000;  // bytes; beyond, nobody reads it anyway
// An encoded word is at most 75 columns (RFC 2047 section 2); 52 fit on the line of the field's
// name.
constexpr std::size_t bytes_per_encoded_word = 30;

bool is_printable(char c) { return c > ' ' && c <= '~'; }

/// Whether a field may hold `line` as it is: ASCII, nothing that looks encoded, no word too wide to
/// fold.
bool is_plain(std::string_view line) {
  if (line.find("=?") != std::string_view::npos) return false;
  std::size_t width = 0;
  for (const char c : line) {
    if (c != ' ' && !is_printable(c)) return false;
    width = c == ' ' ? 0 : width + 1;
    if (width > widest_line - 24) return false;
  }
  return true;
}

/// At most `limit` bytes, never cutting a character.
std::string_view cut_bytes(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (text[limit] & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

std::string base64_padded(std::string_view bytes) {
  std::string text = base64(bytes);
  while (text.size() % 4 != 0) text += '=';
  return text;
}

/// Encoded words, separated by blanks (which readers drop between them).
std::string encoded_words(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const std::string_view piece = cut_bytes(line, bytes_per_encoded_word);
    if (!out.empty()) out += ' ';
    out += "=?UTF-8?B?" + base64_padded(piece) + "?=";
    line.remove_prefix(piece.size());
  }
  return out;
}

/// A display name before `<…>`: plain words, a quoted string, or encoded words. Empty stays empty.
std::string phrase(std::string_view any_name) {
  const std::string line(cut_bytes(one_line(any_name), 200));
  if (line.empty()) return line;
  if (!is_plain(line)) return encoded_words(line) + " ";
  const bool atoms = std::ranges::all_of(line, [](char c) {
    return c == ' ' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
  if (atoms) return line + " ";
  return "\"" + replace_all(replace_all(line, "\\", "\\\\"), "\"", "\\\"") + "\" ";
}

std::string only(std::string_view text, std::string_view also) {
  std::string kept;
  for (const char c : lower_ascii(text)) {
    const bool known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (known || also.find(c) != std::string_view::npos) kept += c;
  }
  return kept;
}

/// What quoted-printable costs more than base64 does, roughly: base64 adds a third.
bool is_mostly_ascii(std::string_view utf8) {
  const auto others =
      std::ranges::count_if(utf8, [](char c) { return (c & 0x80) != 0 || c == '='; });
  return static_cast<std::size_t>(others) * 6 <= utf8.size();
}

std::string base64_lines(std::string_view bytes) {
  constexpr std::size_t bytes_per_line = widest_line / 4 * 3;
  std::string out;
  out.reserve(bytes.size() * 7 / 5);
  for (std::size_t at = 0; at < bytes.size(); at += bytes_per_line) {
    out += base64_padded(bytes.substr(at, bytes_per_line));
    out += "\r\n";
  }
  return out;
}

void append_part(std::string& mail, std::string_view type, std::string_view utf8) {
  const bool readable = is_mostly_ascii(utf8);
  mail += "Content-Type: ";
  mail += type;
  mail += "; charset=utf-8\r\nContent-Transfer-Encoding: ";
  mail += readable ? "quoted-printable\r\n\r\n" : "base64\r\n\r\n";
  mail += readable ? quoted_printable(utf8) : base64_lines(utf8);
}

}  // namespace

FieldValue FieldValue::words(std::string_view any) {
  const std::string line(cut_bytes(one_line(any), longest_subject));
  return FieldValue(is_plain(line) ? line : encoded_words(line));
}

FieldValue FieldValue::machine(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c == ' ' || is_printable(c)) kept += c;
  }
  return FieldValue(std::string(trim(std::string_view(kept).substr(0, longest_line - 100))));
}

FieldValue FieldValue::mailbox(const EmailAddress& address) { return FieldValue(address.text()); }

FieldValue FieldValue::mailbox(std::string_view any_name, const EmailAddress& address) {
  return FieldValue(phrase(any_name) + "<" + address.text() + ">");
}

FieldValue FieldValue::list(const ListIdentity& list) {
  std::string slug = only(list.slug, "-").substr(0, 63);
  if (slug.empty()) slug = "kabar";
  return FieldValue(phrase(list.any_name) + "<" + slug + "." + only(list.host, "-.") + ">");
}

FieldValue FieldValue::url(std::string_view any_url) {
  std::string url = uri_escaped(trim(any_url));
  KENTONGAN_BUG_IF(url.size() > longest_line - 8);
  return FieldValue("<" + url + ">");
}

FieldValue FieldValue::date(Instant instant) { return FieldValue(mail_date(instant)); }

FieldValue FieldValue::message_id(std::string_view key, std::string_view host) {
  return FieldValue("<" + only(key, "-.") + "@" + only(host, "-.") + ">");
}

void MailWriter::field(FieldName name, const FieldValue& value) {
  mail_ += name.text();
  mail_ += ':';
  std::size_t column = name.text().size() + 1;
  for (const std::string_view word : split(value.text(), ' ')) {
    if (word.empty()) continue;
    const bool fold = column + 1 + word.size() > widest_line && column > 1;
    mail_ += fold ? "\r\n " : " ";
    mail_ += word;
    column = fold ? 1 + word.size() : column + 1 + word.size();
  }
  mail_ += "\r\n";
}

std::string MailWriter::finish(const Alternatives& bodies, std::string_view boundary_seed) && {
  // `=_` can stand in neither of the two encodings. Source: RFC 2045 section 6.7, note after (5).
  const std::string boundary = "=_" + hex(sha256(boundary_seed)).substr(0, 32);
  mail_ += "MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary=\"" + boundary +
           "\"\r\n\r\n";
  mail_ += "--" + boundary + "\r\n";
  append_part(mail_, "text/plain", bodies.text);
  mail_ += "\r\n--" + boundary + "\r\n";
  append_part(mail_, "text/html", bodies.markup);
  mail_ += "\r\n--" + boundary + "--\r\n";
  return std::move(mail_);
}

std::string quoted_printable(std::string_view utf8) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(utf8.size() * 6 / 5 + 16);
  std::size_t column = 0;
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const char c = utf8[at];
    if (c == '\n') {
      out += "\r\n";
      column = 0;
      continue;
    }
    const bool last = at + 1 == utf8.size() || utf8[at + 1] == '\n';
    const bool blank = c == ' ' || c == '\t';
    // `.` alone or `From ` at the start of a line are touched by some relays.
    const bool start = column == 0 && (c == '.' || c == 'F');
    const bool plain = (is_printable(c) && c != '=' && !start) || (blank && !last);
    const std::size_t width = plain ? 1 : 3;
    if (column + width > widest_line - 1) {
      out += "=\r\n";
      column = 0;
    }
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'=', digits[byte >> 4], digits[byte & 15]};
    }
    column += width;
  }
  if (column > 0) out += "\r\n";
  return out;
}

}  // namespace kentongan::channels
