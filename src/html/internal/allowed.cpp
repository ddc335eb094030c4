#include "html/internal/allowed.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"
#include "html/internal/escape.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace kentongan::html {
namespace {

// Lists and tables need room for what must stand inside them (table, tbody, tr, td, a span).
constexpr std::size_t room_for_inside = 4;

enum class Kind { span, words, pre, quote, list, point, table, section, row, cell };

Kind kind_of(Element element) {
  switch (element) {
    case Element::p:
    case Element::h2:
    case Element::h3:
    case Element::h4: return Kind::words;
    case Element::ul:
    case Element::ol: return Kind::list;
    case Element::li: return Kind::point;
    case Element::blockquote: return Kind::quote;
    case Element::pre: return Kind::pre;
    case Element::code:
    case Element::em:
    case Element::strong:
    case Element::del:
    case Element::a: return Kind::span;
    case Element::table: return Kind::table;
    case Element::thead:
    case Element::tbody: return Kind::section;
    case Element::tr: return Kind::row;
    case Element::th:
    case Element::td: return Kind::cell;
  }
  __builtin_unreachable();
}

bool is_container(Kind kind) { return kind == Kind::list || kind == Kind::table; }

/// The only parent some elements have; nothing for the others.
std::optional<Kind> needed_parent(Kind inside) {
  switch (inside) {
    case Kind::point: return Kind::list;
    case Kind::section: return Kind::table;
    case Kind::row: return Kind::section;
    case Kind::cell: return Kind::row;
    case Kind::span:
    case Kind::words:
    case Kind::pre:
    case Kind::quote:
    case Kind::list:
    case Kind::table: return std::nullopt;
  }
  __builtin_unreachable();
}

bool permits(std::optional<Element> parent, Element inside) {
  const Kind kind = kind_of(inside);
  const std::optional<Kind> around = parent ? std::optional(kind_of(*parent)) : std::nullopt;
  if (const std::optional<Kind> needed = needed_parent(kind)) return around == needed;
  if (!around) return true;
  switch (*around) {
    case Kind::quote:
    case Kind::point:
    case Kind::cell: return true;
    case Kind::pre: return inside == Element::code;
    case Kind::words:
    case Kind::span: return kind == Kind::span;
    case Kind::list:
    case Kind::table:
    case Kind::section:
    case Kind::row: return false;
  }
  __builtin_unreachable();
}

struct NamedCharacter {
  std::string_view name;
  std::string_view text;
};
constexpr std::array named_characters{NamedCharacter{"amp", "&"},
                                      NamedCharacter{"lt", "<"},
                                      NamedCharacter{"gt", ">"},
                                      NamedCharacter{"quot", "\""},
                                      NamedCharacter{"apos", "'"},
                                      NamedCharacter{"nbsp", "\xC2\xA0"},
                                      NamedCharacter{"copy", "\xC2\xA9"},
                                      NamedCharacter{"reg", "\xC2\xAE"},
                                      NamedCharacter{"deg", "\xC2\xB0"},
                                      NamedCharacter{"middot", "\xC2\xB7"},
                                      NamedCharacter{"times", "\xC3\x97"},
                                      NamedCharacter{"eacute", "\xC3\xA9"},
                                      NamedCharacter{"ndash", "\xE2\x80\x93"},
                                      NamedCharacter{"mdash", "\xE2\x80\x94"},
                                      NamedCharacter{"lsquo", "\xE2\x80\x98"},
                                      NamedCharacter{"rsquo", "\xE2\x80\x99"},
                                      NamedCharacter{"ldquo", "\xE2\x80\x9C"},
                                      NamedCharacter{"rdquo", "\xE2\x80\x9D"},
                                      NamedCharacter{"bull", "\xE2\x80\xA2"},
                                      NamedCharacter{"hellip", "\xE2\x80\xA6"},
                                      NamedCharacter{"laquo", "\xC2\xAB"},
                                      NamedCharacter{"raquo", "\xC2\xBB"},
                                      NamedCharacter{"rarr", "\xE2\x86\x92"},
                                      NamedCharacter{"larr", "\xE2\x86\x90"},
                                      NamedCharacter{"trade", "\xE2\x84\xA2"},
                                      NamedCharacter{"euro", "\xE2\x82\xAC"}};

void append_escaped(std::string& out, std::string_view words) {
  static constexpr ByteSet special = bytes_of("&<>\"");
  copy_with_care(out, words, special,
                 [&out](std::string_view rest) { return append_reference(out, rest); });
}

}  // namespace

std::string_view name_of(Element element) {
  switch (element) {
    case Element::p: return "p";
    case Element::h2: return "h2";
    case Element::h3: return "h3";
    case Element::h4: return "h4";
    case Element::ul: return "ul";
    case Element::ol: return "ol";
    case Element::li: return "li";
    case Element::blockquote: return "blockquote";
    case Element::pre: return "pre";
    case Element::code: return "code";
    case Element::em: return "em";
    case Element::strong: return "strong";
    case Element::del: return "del";
    case Element::a: return "a";
    case Element::table: return "table";
    case Element::thead: return "thead";
    case Element::tbody: return "tbody";
    case Element::tr: return "tr";
    case Element::th: return "th";
    case Element::td: return "td";
  }
  __builtin_unreachable();
}

void Allowed::write(std::string_view markup) {
  if (!is_full()) markup_ += markup;
}

std::optional<Element> Allowed::innermost_written() const {
  if (written_.empty()) return std::nullopt;
  return written_.back();
}

bool Allowed::may_stand(Element element) const {
  const std::size_t deepest =
      is_container(kind_of(element)) ? max_depth - room_for_inside : max_depth;
  if (is_full() || written_.size() >= deepest) return false;
  if (element == Element::a && has_open(Element::a)) return false;
  return permits(innermost_written(), element);
}

void Allowed::begin(Element element, std::string_view attributes) {
  const bool written = may_stand(element);
  frames_.push_back({element, written});
  ++open_count_[static_cast<std::size_t>(element)];
  if (!written) {
    // The words of two blocks must not run together.
    const bool after_words = !markup_.empty() && markup_.back() != '>' && markup_.back() != '\n';
    if (kind_of(element) != Kind::span && after_words) text("\n");
    return;
  }
  written_.push_back(element);
  markup_ += '<';
  markup_ += name_of(element);
  markup_ += attributes;
  markup_ += '>';
}

void Allowed::open(Element element) { begin(element, ""); }

void Allowed::open_link(std::string_view address) {
  const std::optional<std::string> checked = linkable(address);
  if (!checked || checked->size() > limit_) {
    frames_.push_back({Element::a, false});
    ++open_count_[static_cast<std::size_t>(Element::a)];
    return;
  }
  std::string attributes = " href=\"";
  append_escaped(attributes, *checked);
  attributes += '"';
  if (starts_with_ignoring_case(*checked, "http")) attributes += " rel=\"nofollow noopener ugc\"";
  begin(Element::a, attributes);
}

void Allowed::open_ordered_list(unsigned first) {
  begin(Element::ol, first == 1 ? std::string() : " start=\"" + std::to_string(first) + "\"");
}

void Allowed::close() {
  KENTONGAN_BUG_IF(frames_.empty());
  const Frame frame = frames_.back();
  frames_.pop_back();
  --open_count_[static_cast<std::size_t>(frame.element)];
  if (!frame.written) return;
  written_.pop_back();
  markup_ += "</";  // not through write(): what was opened is closed, however full
  markup_ += name_of(frame.element);
  markup_ += '>';
}

void Allowed::text(std::string_view words) {
  if (!is_full()) append_escaped(markup_, words);
}

SafeHtml Allowed::take() && {
  while (!frames_.empty()) close();
  return SafeHtml(std::move(markup_));
}

std::optional<std::string> linkable(std::string_view address) {
  std::string encoded;
  encoded.reserve(address.size());
  for (const char byte : trim(address)) {
    if (byte == ' ') {
      encoded += "%20";
    } else {
      encoded.push_back(byte);
    }
  }
  if (!Url::may_link(encoded)) return std::nullopt;
  return encoded;
}

std::optional<std::string_view> named_character(std::string_view name) {
  for (const NamedCharacter& character : named_characters)
    if (character.name == name) return character.text;
  return std::nullopt;
}

std::string utf8_of(std::uint32_t code_point) {
  const auto tail = [](std::uint32_t bits) { return static_cast<char>(0x80u | (bits & 0x3Fu)); };
  const auto lead = [](std::uint32_t mark, std::uint32_t bits) {
    return static_cast<char>(mark | bits);
  };
  const bool shown = code_point == '\n' || code_point == '\t' ||
                     (code_point >= 0x20 && (code_point < 0x7f || code_point > 0x9f));
  if (!shown || code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
    return "\xEF\xBF\xBD";
  if (code_point < 0x80) return {static_cast<char>(code_point)};
  if (code_point < 0x800) return {lead(0xC0, code_point >> 6), tail(code_point)};
  if (code_point < 0x10000)
    return {lead(0xE0, code_point >> 12), tail(code_point >> 6), tail(code_point)};
  return {lead(0xF0, code_point >> 18), tail(code_point >> 12), tail(code_point >> 6),
          tail(code_point)};
}

std::string decode_reference(std::string_view reference) {
  const std::string whole(reference);
  if (reference.size() < 3 || reference.front() != '&' || reference.back() != ';') return whole;
  std::string_view name = reference.substr(1, reference.size() - 2);
  if (name.front() != '#') return std::string(named_character(name).value_or(reference));
  name.remove_prefix(1);
  const bool hexadecimal = !name.empty() && (name.front() == 'x' || name.front() == 'X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, problem] =
      std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
  if (name.empty() || end != name.data() + name.size()) return whole;
  return utf8_of(problem == std::errc() ? code : 0);
}

}  // namespace kentongan::html
