// Internet mail as bytes: header fields that cannot be broken out of, and a body in two forms.
//
//   Field: value CRLF …                fields in the order they were added, folded at 76 columns
//   CRLF
//   --boundary CRLF
//   Content-Type: text/plain …         quoted-printable or base64, whichever is shorter
//   --boundary CRLF
//   Content-Type: text/html …
//   --boundary-- CRLF
//
// Source: RFC 5322, RFC 2045–2047. Every line is at most 76 columns, but for one long token (an
// address) which may take up to 998.
#pragma once

#include "base/instant.hpp"
#include "channels/email_address.hpp"

#include <string>
#include <string_view>

namespace kentongan::channels {

/// The name of a header field: a literal of letters, digits and `-`, or the compiler refuses it.
class FieldName {
 public:
  template <std::size_t size>
  consteval FieldName(const char (&name)[size])
      : name_(name, size - 1) {  // NOLINT: implicit on purpose
    if (size < 2) throw "an empty name";
    for (std::size_t at = 0; at + 1 < size; ++at) {
      const char c = name[at];
      const bool known =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
      if (!known) throw "not a name of a header field";
    }
  }
  [[nodiscard]] constexpr std::string_view text() const { return name_; }

 private:
  std::string_view name_;
};

/// The value of a header field, made of parts that were checked or encoded. Whatever goes in, what
/// comes out is printable ASCII with folding of our own: no other line end, no control.
class FieldValue {
 public:
  /// Words for people, of any origin; RFC 2047 encoded where they are not plain.
  [[nodiscard]] static FieldValue words(std::string_view any);
  /// Written in our source.
  template <std::size_t size>
  [[nodiscard]] static FieldValue literal(const char (&text)[size]) {
    return machine(std::string_view(text, size - 1));
  }
  /// For machines: what is not printable ASCII is dropped.
  [[nodiscard]] static FieldValue machine(std::string_view text);
  [[nodiscard]] static FieldValue mailbox(const EmailAddress& address);
  /// `Name <address>`
  [[nodiscard]] static FieldValue mailbox(std::string_view any_name, const EmailAddress& address);
  /// `Name <slug.host>`; both are reduced to what RFC 2919 allows.
  struct ListIdentity {
    std::string_view any_name;
    std::string_view slug;
    std::string_view host;
  };
  [[nodiscard]] static FieldValue list(const ListIdentity& list);
  /// `<address>`; bytes no URI may hold are percent-encoded, angle brackets too.
  [[nodiscard]] static FieldValue url(std::string_view any_url);
  [[nodiscard]] static FieldValue date(Instant instant);
  /// `<key@host>`
  [[nodiscard]] static FieldValue message_id(std::string_view key, std::string_view host);

  /// Words, separated where the line may be folded.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  explicit FieldValue(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// Writes one mail. Thread: one at a time. Cost: about 10 µs for 2 kB of text.
class MailWriter {
 public:
  void field(FieldName name, const FieldValue& value);

  struct Alternatives {
    std::string_view text;    ///< UTF-8, `\n` line ends
    std::string_view markup;  ///< a whole HTML document in UTF-8
  };
  /// Ends the header and writes both bodies. `boundary_seed` is anything that differs between
  /// mails.
  [[nodiscard]] std::string finish(const Alternatives& bodies, std::string_view boundary_seed) &&;

 private:
  std::string mail_;
};

/// Lines of at most 76 columns ending in CRLF. Source: RFC 2045 section 6.7.
[[nodiscard]] std::string quoted_printable(std::string_view utf8);

}  // namespace kentongan::channels
