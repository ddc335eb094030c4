// Cutting foreign HTML into words and tags, the way a browser would where it matters: quotes around
// attribute values, comments, elements whose content is no markup. What is not finished at the end
// of the text is dropped, so nothing is looked at twice.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::html {

struct Tag {
  std::string name;  ///< lower case
  bool closing = false;
  std::string address;  ///< of `href`, references decoded
  unsigned start = 1;   ///< of `start`
};

struct Piece {
  std::string words;       ///< references decoded; empty before a tag
  std::optional<Tag> tag;  ///< or a tag
};

class TagReader {
 public:
  /// `foreign` must outlive the reader and be clean UTF-8.
  explicit TagReader(std::string_view foreign) : rest_(foreign) {}
  /// The next words or tag; nothing at the end.
  [[nodiscard]] std::optional<Piece> next();

 private:
  [[nodiscard]] std::string take_words();
  [[nodiscard]] std::optional<Tag> take_tag();
  [[nodiscard]] bool take_attribute(Tag& tag);
  [[nodiscard]] std::string_view take_until(std::string_view stops);
  void skip_blanks();
  void skip_through(std::string_view end);
  void skip_raw(std::string_view name);

  std::string_view rest_;
};

/// Replaces the references in `text`.
[[nodiscard]] std::string decode_references(std::string_view text);

}  // namespace kentongan::html
