#include "html/sanitise.hpp"

#include "base/text.hpp"
#include "html/internal/allowed.hpp"
#include "html/internal/tags.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::html {
namespace {

constexpr std::size_t most_growth = 16;    // `&` becomes `&amp;`, `<p>` gets its end
constexpr std::size_t some_growth = 4096;  // bytes, for short texts

struct KnownTag {
  std::string_view name;
  Element element;
};
constexpr std::array known_tags{
    KnownTag{"p", Element::p},           KnownTag{"a", Element::a},
    KnownTag{"em", Element::em},         KnownTag{"i", Element::em},
    KnownTag{"strong", Element::strong}, KnownTag{"b", Element::strong},
    KnownTag{"ul", Element::ul},         KnownTag{"ol", Element::ol},
    KnownTag{"li", Element::li},         KnownTag{"blockquote", Element::blockquote},
    KnownTag{"h1", Element::h2},         KnownTag{"h2", Element::h2},
    KnownTag{"h3", Element::h3},         KnownTag{"h4", Element::h4},
    KnownTag{"h5", Element::h4},         KnownTag{"h6", Element::h4},
    KnownTag{"pre", Element::pre},       KnownTag{"code", Element::code},
    KnownTag{"del", Element::del},       KnownTag{"s", Element::del},
    KnownTag{"strike", Element::del},    KnownTag{"table", Element::table},
    KnownTag{"thead", Element::thead},   KnownTag{"tbody", Element::tbody},
    KnownTag{"tfoot", Element::tbody},   KnownTag{"tr", Element::tr},
    KnownTag{"th", Element::th},         KnownTag{"td", Element::td}};

/// Elements of which we keep only that something ends there.
bool separates(std::string_view name) {
  constexpr std::array names{"div",   "section", "article", "header", "footer",     "main",
                             "aside", "nav",     "figure",  "form",   "figcaption", "dl",
                             "dt",    "dd",      "address", "body",   "fieldset",   "details"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Element> find_element(std::string_view name) {
  for (const KnownTag& known : known_tags)
    if (known.name == name) return known.element;
  return std::nullopt;
}

bool is_blank(std::string_view words) {
  return words.find_first_not_of(" \t\n") == std::string_view::npos;
}

/// Drives `Allowed` through tags that need not nest. Every step closes or opens; nothing searches
/// without closing what it passed, so the whole is linear.
class Rebuilder {
 public:
  explicit Rebuilder(std::size_t limit) : out_(limit) {}

  void words(std::string_view words) {
    if (is_blank(words) && (is_between_blocks() || innermost_is({Element::ul, Element::ol})))
      return;
    if (!make_place()) return;
    if (is_between_blocks()) out_.open(Element::p);
    out_.text(words);
  }

  void tag(const Tag& tag) {
    if (tag.name == "br") return line_break();
    if (tag.name == "hr" && !tag.closing) {
      end_words();
      if (make_place()) out_.rule();
      return;
    }
    if (separates(tag.name)) return end_words();
    const std::optional<Element> element = find_element(tag.name);
    if (!element) return;
    if (tag.closing) {
      close(*element);
    } else {
      open(*element, tag);
    }
  }
  [[nodiscard]] bool is_full() const { return out_.is_full(); }
  [[nodiscard]] SafeHtml take() && { return std::move(out_).take(); }

 private:
  [[nodiscard]] bool innermost_is(std::initializer_list<Element> elements) const {
    return !out_.is_empty() &&
           std::find(elements.begin(), elements.end(), out_.innermost()) != elements.end();
  }
  [[nodiscard]] bool in_span() const {
    return innermost_is({Element::em, Element::strong, Element::del, Element::code, Element::a});
  }
  [[nodiscard]] bool is_between_blocks() const {
    return out_.is_empty() || innermost_is({Element::blockquote});
  }
  /// Whether words and blocks may stand here; directly in a list they get a point. Between the
  /// cells of a table they have no place.
  [[nodiscard]] bool make_place() {
    if (innermost_is({Element::ul, Element::ol})) out_.open(Element::li);
    return !innermost_is({Element::table, Element::thead, Element::tbody, Element::tr});
  }
  /// Closes spans and what holds only spans.
  void end_words() {
    while (in_span() ||
           innermost_is({Element::p, Element::h2, Element::h3, Element::h4, Element::pre}))
      out_.close();
  }
  void close(Element element) {
    if (!out_.has_open(element)) return;
    while (out_.innermost() != element) out_.close();
    out_.close();
  }
  void close_to(std::initializer_list<Element> elements) {
    while (!out_.is_empty() && !innermost_is(elements)) out_.close();
  }
  void line_break() {
    if (out_.has_open(Element::pre)) return out_.text("\n");
    if (!is_between_blocks() && !innermost_is({Element::ul, Element::ol}) && make_place())
      out_.line_break();
  }

  void open(Element element, const Tag& tag) {
    switch (element) {
      case Element::em:
      case Element::strong:
      case Element::del:
      case Element::code:
      case Element::a: return open_span(element, tag);
      case Element::li: return open_point();
      case Element::thead:
      case Element::tbody:
      case Element::tr:
      case Element::th:
      case Element::td: return open_table_part(element);
      case Element::p:
      case Element::h2:
      case Element::h3:
      case Element::h4:
      case Element::ul:
      case Element::ol:
      case Element::blockquote:
      case Element::pre:
      case Element::table: return open_block(element, tag);
    }
  }
  void open_span(Element element, const Tag& tag) {
    if (element == Element::a && out_.has_open(Element::a)) close(Element::a);
    if (!make_place()) return;
    if (is_between_blocks()) out_.open(Element::p);
    if (element == Element::a) return out_.open_link(tag.address);
    out_.open(element);
  }
  void open_block(Element element, const Tag& tag) {
    end_words();
    if (element == Element::table && out_.has_open(Element::table)) return;
    if (!make_place()) return;
    if (element == Element::ol) return out_.open_ordered_list(tag.start);
    out_.open(element);
  }
  void open_point() {
    end_words();
    if (innermost_is({Element::li})) out_.close();
    if (innermost_is({Element::ul, Element::ol})) out_.open(Element::li);
  }
  void open_table_part(Element element) {
    if (!out_.has_open(Element::table)) return end_words();
    if (element == Element::thead || element == Element::tbody) {
      close_to({Element::table});
    } else if (element == Element::tr) {
      close_to({Element::table, Element::thead, Element::tbody});
      if (innermost_is({Element::table})) out_.open(Element::tbody);
    } else {
      if (!out_.has_open(Element::tr)) open_table_part(Element::tr);
      close_to({Element::tr});
    }
    out_.open(element);
  }

  Allowed out_;
};

}  // namespace

SafeHtml sanitise(std::string_view foreign) {
  const std::string clean = clean_utf8(foreign);
  TagReader reader(clean);
  Rebuilder rebuilder(clean.size() * most_growth + some_growth);
  while (const std::optional<Piece> piece = reader.next()) {
    if (rebuilder.is_full()) break;
    if (piece->tag) {
      rebuilder.tag(*piece->tag);
    } else {
      rebuilder.words(piece->words);
    }
  }
  return std::move(rebuilder).take();
}

std::string plain_text(const SafeHtml& markup) {
  std::string text;
  TagReader reader(markup.markup());
  while (const std::optional<Piece> piece = reader.next()) {
    if (!piece->tag) {
      text += piece->words;
      continue;
    }
    const std::string& name = piece->tag->name;
    const bool span =
        name == "em" || name == "strong" || name == "del" || name == "code" || name == "a";
    if (name == "td" || name == "th") {
      if (!text.empty() && text.back() != '\n' && !piece->tag->closing) text += " | ";
    } else if (!span && !text.empty() && text.back() != '\n') {
      text += '\n';
    } else if (name == "br") {
      text += '\n';
    }
    if (name == "li" && !piece->tag->closing) text += "- ";
  }
  return std::string(trim(text));
}

}  // namespace kentongan::html
