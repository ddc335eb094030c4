#include "html/markdown.hpp"

#include "base/text.hpp"
#include "html/internal/allowed.hpp"

#include <md4c.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace kentongan::html {
namespace {

// md4c 0.4.8 takes quadratic time inside one paragraph for some texts (`[a](b "` repeated,
// `www.a.b` repeated); measured 2 ms for 16 kB. Between paragraphs it is linear, so a bound on
// these is enough.
constexpr std::size_t longest_paragraph = 32 * 1024;  // bytes
constexpr std::size_t most_growth = 16;    // `&` becomes `&amp;`, `www.a.b` a link of 65 bytes
constexpr std::size_t some_growth = 4096;  // bytes, for short texts

constexpr unsigned dialect = MD_FLAG_NOHTML | MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_TABLES |
                             MD_FLAG_STRIKETHROUGH | MD_FLAG_NOINDENTEDCODEBLOCKS |
                             MD_FLAG_COLLAPSEWHITESPACE;

std::string_view view(const MD_CHAR* text, MD_SIZE size) { return {text, size}; }

/// Puts an empty line into runs of lines that are too long; at a line end or a blank where there is
/// one.
std::string break_long_paragraphs(std::string text) {
  if (text.size() <= longest_paragraph) return text;
  std::string broken;
  broken.reserve(text.size() + text.size() / 64);
  std::size_t run = 0;
  bool line_is_blank = true;
  for (const char byte : text) {
    broken.push_back(byte);
    ++run;
    if (byte == '\n') {
      if (line_is_blank) run = 0;
      line_is_blank = true;
    } else if (byte != ' ' && byte != '\t') {
      line_is_blank = false;
    }
    const bool good_place = byte == '\n' || byte == ' ';
    const bool whole_character = (static_cast<unsigned char>(byte) & 0x80) == 0;
    if ((run > longest_paragraph && good_place) ||
        (run > longest_paragraph + 1024 && whole_character)) {
      broken += "\n\n";
      run = 0;
      line_is_blank = true;
    }
  }
  return broken;
}

/// The text of an attribute (an address), its references decoded.
std::string text_of(const MD_ATTRIBUTE& attribute) {
  std::string text;
  if (attribute.size == 0) return text;
  for (std::size_t at = 0; attribute.substr_offsets[at] < attribute.size; ++at) {
    const MD_OFFSET begin = attribute.substr_offsets[at];
    const std::string_view piece =
        view(attribute.text + begin, attribute.substr_offsets[at + 1] - begin);
    if (attribute.substr_types[at] == MD_TEXT_ENTITY) {
      text += decode_reference(piece);
    } else {
      text += piece;
    }
  }
  return text;
}

/// The page's title is its h1, and writers begin their sections with `##`: both `#` and `##` are
/// h2, so that no level is skipped.
Element heading(unsigned level) {
  return level <= 2 ? Element::h2 : level == 3 ? Element::h3 : Element::h4;
}

/// Writes markup.
class MarkupSink {
 public:
  explicit MarkupSink(std::size_t limit) : out_(limit) {}

  void enter(MD_BLOCKTYPE block, void* detail) {
    switch (block) {
      case MD_BLOCK_DOC: return;
      case MD_BLOCK_QUOTE: return out_.open(Element::blockquote);
      case MD_BLOCK_UL: return out_.open(Element::ul);
      case MD_BLOCK_OL:
        return out_.open_ordered_list(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start);
      case MD_BLOCK_LI: return out_.open(Element::li);
      case MD_BLOCK_HR: return out_.rule();
      case MD_BLOCK_H: return out_.open(heading(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
      case MD_BLOCK_CODE: out_.open(Element::pre); return out_.open(Element::code);
      case MD_BLOCK_HTML: return;
      case MD_BLOCK_P: return out_.open(Element::p);
      case MD_BLOCK_TABLE: return out_.open(Element::table);
      case MD_BLOCK_THEAD: return out_.open(Element::thead);
      case MD_BLOCK_TBODY: return out_.open(Element::tbody);
      case MD_BLOCK_TR: return out_.open(Element::tr);
      case MD_BLOCK_TH: return out_.open(Element::th);
      case MD_BLOCK_TD: return out_.open(Element::td);
    }
  }
  void leave(MD_BLOCKTYPE block, void* detail) {
    switch (block) {
      case MD_BLOCK_DOC:
      case MD_BLOCK_HR:
      case MD_BLOCK_HTML: return;
      case MD_BLOCK_QUOTE: return close(Element::blockquote);
      case MD_BLOCK_UL: return close(Element::ul);
      case MD_BLOCK_OL: return close(Element::ol);
      case MD_BLOCK_LI: return close(Element::li);
      case MD_BLOCK_H: return close(heading(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
      case MD_BLOCK_CODE: return close(Element::pre);
      case MD_BLOCK_P: return close(Element::p);
      case MD_BLOCK_TABLE: return close(Element::table);
      case MD_BLOCK_THEAD: return close(Element::thead);
      case MD_BLOCK_TBODY: return close(Element::tbody);
      case MD_BLOCK_TR: return close(Element::tr);
      case MD_BLOCK_TH: return close(Element::th);
      case MD_BLOCK_TD: return close(Element::td);
    }
  }
  void enter(MD_SPANTYPE span, void* detail) {
    switch (span) {
      case MD_SPAN_EM: return out_.open(Element::em);
      case MD_SPAN_STRONG: return out_.open(Element::strong);
      case MD_SPAN_A: return out_.open_link(text_of(static_cast<MD_SPAN_A_DETAIL*>(detail)->href));
      case MD_SPAN_CODE: return out_.open(Element::code);
      case MD_SPAN_DEL: return out_.open(Element::del);
      case MD_SPAN_IMG:  // its description is text inside it
      case MD_SPAN_LATEXMATH:
      case MD_SPAN_LATEXMATH_DISPLAY:
      case MD_SPAN_WIKILINK:
      case MD_SPAN_U: return;
    }
  }
  void leave(MD_SPANTYPE span, void*) {
    switch (span) {
      case MD_SPAN_EM: return close(Element::em);
      case MD_SPAN_STRONG: return close(Element::strong);
      case MD_SPAN_A: return close(Element::a);
      case MD_SPAN_CODE: return close(Element::code);
      case MD_SPAN_DEL: return close(Element::del);
      case MD_SPAN_IMG:
      case MD_SPAN_LATEXMATH:
      case MD_SPAN_LATEXMATH_DISPLAY:
      case MD_SPAN_WIKILINK:
      case MD_SPAN_U: return;
    }
  }
  void line_break() { out_.line_break(); }
  void words(std::string_view words) { out_.text(words); }
  [[nodiscard]] bool is_full() const { return out_.is_full(); }
  [[nodiscard]] SafeHtml take() && { return std::move(out_).take(); }

 private:
  // md4c 0.4.8 sometimes leaves a span it never entered, or the other way round (found by
  // fuzz/markdown_fuzz.cpp), so an end closes what it names and what is open inside that, or
  // nothing.
  void close(Element element) {
    if (!out_.has_open(element)) return;
    while (out_.innermost() != element) out_.close();
    out_.close();
  }

  Allowed out_;
};

enum class Addresses { shown, left_out };

/// Writes words only.
class WordSink {
 public:
  WordSink(std::size_t limit, Addresses addresses) : limit_(limit), addresses_(addresses) {}

  void enter(MD_BLOCKTYPE block, void* detail) {
    switch (block) {
      case MD_BLOCK_UL: lists_.push_back({.ordered = false}); return;
      case MD_BLOCK_OL:
        lists_.push_back(
            {.ordered = true, .next = static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start});
        return;
      case MD_BLOCK_LI: return begin_point();
      case MD_BLOCK_TD:
      case MD_BLOCK_TH:
        if (!text_.empty() && text_.back() != '\n') text_ += " | ";
        return;
      case MD_BLOCK_TR: return want_line(1);
      case MD_BLOCK_P:
      case MD_BLOCK_H:
      case MD_BLOCK_CODE:
      case MD_BLOCK_TABLE: return want_line(lists_.empty() ? 2 : 1);
      case MD_BLOCK_HR:
        want_line(2);
        text_ += "* * *";
        return;
      case MD_BLOCK_DOC:
      case MD_BLOCK_QUOTE:
      case MD_BLOCK_HTML:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY: return;
    }
  }
  void leave(MD_BLOCKTYPE block, void*) {
    if (block == MD_BLOCK_UL || block == MD_BLOCK_OL) {
      lists_.pop_back();
      at_point_ = false;
    }
    if (block == MD_BLOCK_CODE)
      while (text_.ends_with('\n')) text_.pop_back();
  }
  void enter(MD_SPANTYPE span, void* detail) {
    if (span == MD_SPAN_A)
      links_.push_back({text_of(static_cast<MD_SPAN_A_DETAIL*>(detail)->href), text_.size()});
  }
  void leave(MD_SPANTYPE span, void*) {
    if (span != MD_SPAN_A || links_.empty()) return;
    const Link link = std::move(links_.back());
    links_.pop_back();
    if (addresses_ == Addresses::left_out || !linkable(link.address)) return;
    const std::string_view shown =
        std::string_view(text_).substr(std::min(link.begin, text_.size()));
    for (const std::string_view added :
         {"", "http://", "mailto:"})  // an address that is its own words
      if (link.address.starts_with(added) && link.address.substr(added.size()) == shown) return;
    words(" (" + link.address + ")");
  }
  void line_break() { words("\n"); }
  void words(std::string_view words) {
    at_point_ = false;
    if (!is_full()) text_ += words;
  }
  [[nodiscard]] bool is_full() const { return text_.size() > limit_; }
  [[nodiscard]] std::string take() && { return std::string(trim(text_)); }

 private:
  struct List {
    bool ordered = false;
    std::size_t next = 1;
    bool begun = false;
  };
  struct Link {
    std::string address;
    std::size_t begin = 0;
  };

  void want_line(std::size_t line_ends) {
    if (at_point_) return;  // the first paragraph of a point stands beside its mark
    while (!text_.empty() && !text_.ends_with(line_ends == 2 ? "\n\n" : "\n")) text_ += '\n';
  }
  void begin_point() {
    if (lists_.empty()) return;
    at_point_ = false;
    want_line(lists_.size() == 1 && !lists_.back().begun ? 2 : 1);
    if (is_full()) return;
    text_.append(2 * std::min<std::size_t>(lists_.size() - 1, 8), ' ');
    text_ += lists_.back().ordered ? std::to_string(lists_.back().next) + ". " : std::string("- ");
    ++lists_.back().next;
    lists_.back().begun = true;
    at_point_ = true;
  }

  std::size_t limit_;
  Addresses addresses_;
  std::string text_;
  std::vector<List> lists_;
  std::vector<Link> links_;
  bool at_point_ = false;
};

constexpr int go_on = 0;
constexpr int stop = 1;

/// What md4c calls, for a sink. Exceptions would have to pass through C here; only std::bad_alloc
/// could arise, and md4c is compiled with unwind tables on Debian.
template <typename Sink>
class Callbacks {
 public:
  Callbacks(Sink& sink, std::size_t limit) : sink_(sink), limit_(limit) {}

  /// Whether the whole text went into the sink.
  bool parse(std::string_view markdown) {
    MD_PARSER parser{};
    parser.flags = dialect;
    parser.enter_block = enter<MD_BLOCKTYPE>;
    parser.leave_block = leave<MD_BLOCKTYPE>;
    parser.enter_span = enter<MD_SPANTYPE>;
    parser.leave_span = leave<MD_SPANTYPE>;
    parser.text = text;
    return md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, this) == 0;
  }

 private:
  template <typename Kind>
  static int enter(Kind kind, void* detail, void* self) {
    if (spend(self, weight(kind, detail)) == stop) return stop;
    sink(self).enter(kind, detail);
    return go_on;
  }
  template <typename Kind>
  static int leave(Kind kind, void* detail, void* self) {
    sink(self).leave(kind, detail);
    return spend(self, 1);
  }
  static int text(MD_TEXTTYPE kind, const MD_CHAR* text, MD_SIZE size, void* self) {
    switch (kind) {
      case MD_TEXT_BR: sink(self).line_break(); break;
      case MD_TEXT_SOFTBR: sink(self).words("\n"); break;
      case MD_TEXT_ENTITY: sink(self).words(decode_reference(view(text, size))); break;
      case MD_TEXT_NULLCHAR: break;
      case MD_TEXT_NORMAL:
      case MD_TEXT_CODE:
      case MD_TEXT_HTML:
      case MD_TEXT_LATEXMATH: sink(self).words(view(text, size)); break;
    }
    return spend(self, size);
  }

  // A reference may be used again and again, and its address costs each time, shown or not.
  static std::size_t weight(MD_SPANTYPE kind, void* detail) {
    if (kind == MD_SPAN_A) {
      const auto* const link = static_cast<MD_SPAN_A_DETAIL*>(detail);
      return link->href.size + link->title.size + 1;
    }
    if (kind == MD_SPAN_IMG) {
      const auto* const image = static_cast<MD_SPAN_IMG_DETAIL*>(detail);
      return image->src.size + image->title.size + 1;
    }
    return 1;
  }
  static std::size_t weight(MD_BLOCKTYPE, void*) { return 1; }

  static Sink& sink(void* self) { return static_cast<Callbacks*>(self)->sink_; }
  static int spend(void* self, std::size_t bytes) {
    auto& callbacks = *static_cast<Callbacks*>(self);
    callbacks.spent_ += bytes;
    return callbacks.spent_ > callbacks.limit_ || callbacks.sink_.is_full() ? stop : go_on;
  }

  Sink& sink_;
  std::size_t limit_;
  std::size_t spent_ = 0;
};

template <typename Sink>
bool parse(std::string_view markdown, Sink& sink, std::size_t limit) {
  return Callbacks<Sink>(sink, limit).parse(markdown);
}

std::string prepare(std::string_view markdown) {
  return break_long_paragraphs(clean_utf8(markdown));
}
std::size_t limit_for(std::string_view markdown) {
  return markdown.size() * most_growth + some_growth;
}

std::string words_of(std::string_view markdown, Addresses addresses) {
  const std::string prepared = prepare(markdown);
  const std::size_t limit = limit_for(prepared);
  WordSink sink(limit, addresses);
  if (!parse(prepared, sink, limit)) return prepared;
  return std::move(sink).take();
}

}  // namespace

SafeHtml render_markdown(std::string_view markdown) {
  const std::string prepared = prepare(markdown);
  const std::size_t limit = limit_for(prepared);
  MarkupSink sink(limit);
  if (parse(prepared, sink, limit)) return std::move(sink).take();
  Allowed as_typed(limit);
  as_typed.open(Element::p);
  as_typed.text(prepared);
  return std::move(as_typed).take();
}

std::string plain_text(std::string_view markdown) { return words_of(markdown, Addresses::shown); }

std::string summary_of(std::string_view markdown, std::size_t limit) {
  // Only the beginning is shown; a code point has at most four bytes, and markup some more.
  std::string_view beginning = markdown.substr(0, limit * 16 + 1024);
  std::string line;
  for (const char byte : words_of(beginning, Addresses::left_out)) {
    const bool blank = byte == '\n' || byte == ' ' || byte == '\t';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line.push_back(blank ? ' ' : byte);
  }
  return shorten_utf8(trim(line), limit);
}

}  // namespace kentongan::html
