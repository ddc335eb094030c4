#include "html/internal/tags.hpp"

#include "base/text.hpp"
#include "html/internal/allowed.hpp"

#include <algorithm>
#include <array>

namespace kentongan::html {
namespace {

constexpr std::string_view blanks = " \t\n\r\f";
constexpr std::size_t longest_reference = 12;  // `&#x10FFFF;` and the names that people type

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

/// Elements whose content is not for reading: it goes with them.
bool is_raw(std::string_view name) {
  constexpr std::array names{"script", "style",    "iframe", "noscript", "noembed", "noframes",
                             "xmp",    "textarea", "title",  "template", "object",  "select",
                             "audio",  "video",    "canvas", "head"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string decode_references(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  while (!text.empty()) {
    const std::size_t mark = text.find('&');
    decoded += text.substr(0, mark);
    if (mark == std::string_view::npos) break;
    text.remove_prefix(mark);
    const std::size_t end = text.substr(0, longest_reference).find(';');
    if (end == std::string_view::npos) {
      decoded += '&';
      text.remove_prefix(1);
      continue;
    }
    decoded += decode_reference(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return decoded;
}

std::optional<Piece> TagReader::next() {
  while (!rest_.empty()) {
    if (rest_.starts_with("<!--")) {
      rest_.remove_prefix(2);  // `<!-->` ends itself
      skip_through("-->");
    } else if (rest_.starts_with("<!") || rest_.starts_with("<?")) {
      skip_through(">");
    } else if (rest_.size() > 1 && rest_[0] == '<' && (is_letter(rest_[1]) || rest_[1] == '/')) {
      if (std::optional<Tag> tag = take_tag()) return Piece{.words = {}, .tag = std::move(tag)};
    } else {
      return Piece{.words = take_words(), .tag = std::nullopt};
    }
  }
  return std::nullopt;
}

std::string TagReader::take_words() {
  const std::size_t end = rest_.find('<', 1);  // a `<` at the front begins no tag: it is a word
  const std::string_view words = rest_.substr(0, end);
  rest_.remove_prefix(words.size());
  return decode_references(words);
}

std::optional<Tag> TagReader::take_tag() {
  Tag tag;
  rest_.remove_prefix(1);
  if (rest_.front() == '/') {
    tag.closing = true;
    rest_.remove_prefix(1);
    if (rest_.empty() || !is_letter(rest_.front())) {  // `</ ...>` is a comment
      skip_through(">");
      return std::nullopt;
    }
  }
  tag.name = lower_ascii(take_until(" \t\n\r\f/>"));
  while (take_attribute(tag)) continue;
  if (rest_.empty()) return std::nullopt;  // the tag never ended
  rest_.remove_prefix(1);
  if (tag.name == "plaintext") rest_ = {};
  if (!tag.closing && is_raw(tag.name)) {
    skip_raw(tag.name);
    return std::nullopt;
  }
  return tag;
}

bool TagReader::take_attribute(Tag& tag) {
  while (!rest_.empty() &&
         (blanks.find(rest_.front()) != std::string_view::npos || rest_.front() == '/'))
    rest_.remove_prefix(1);
  if (rest_.empty() || rest_.front() == '>') return false;
  std::string_view name = rest_.substr(0, 1);  // `=` may begin a name
  rest_.remove_prefix(1);
  const std::string_view more = take_until(" \t\n\r\f/>=");
  name = std::string_view(name.data(), 1 + more.size());
  skip_blanks();
  std::string_view value;
  if (rest_.starts_with('=')) {
    rest_.remove_prefix(1);
    skip_blanks();
    if (rest_.starts_with('"') || rest_.starts_with('\'')) {
      const char quote = rest_.front();
      rest_.remove_prefix(1);
      value = take_until({&quote, 1});
      if (!rest_.empty()) rest_.remove_prefix(1);
    } else {
      value = take_until(" \t\n\r\f>");
    }
  }
  if (tag.address.empty() && lower_ascii(name) == "href") tag.address = decode_references(value);
  if (lower_ascii(name) == "start") {
    const Result<std::int64_t> number = parse_integer(value);
    if (number.ok() && *number >= 0 && *number <= 999'999'999)
      tag.start = static_cast<unsigned>(*number);
  }
  return true;
}

std::string_view TagReader::take_until(std::string_view stops) {
  const std::string_view taken = rest_.substr(0, rest_.find_first_of(stops));
  rest_.remove_prefix(taken.size());
  return taken;
}

void TagReader::skip_blanks() {
  rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size()));
}

void TagReader::skip_through(std::string_view end) {
  const std::size_t at = rest_.find(end);
  rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + end.size());
}

void TagReader::skip_raw(std::string_view name) {
  while (!rest_.empty()) {
    const std::size_t at = rest_.find("</");
    if (at == std::string_view::npos) break;
    rest_.remove_prefix(at + 2);
    if (!starts_with_ignoring_case(rest_, name)) continue;
    const std::string_view after = rest_.substr(name.size());
    if (after.empty() || blanks.find(after.front()) != std::string_view::npos ||
        after.front() == '>' || after.front() == '/') {
      skip_through(">");
      return;
    }
  }
  rest_ = {};
}

}  // namespace kentongan::html
