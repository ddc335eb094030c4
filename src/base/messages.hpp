// What the program says to people. The source is messages/<language>.po (msgid = key); the build
// turns the files into tables, refuses a key that one language lacks, and `scripts/` checks that
// every key named in the code exists. Adding a language is adding a file.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kentongan {

/// A language the program speaks, as an index into the built-in tables. 0 is Indonesian.
class Language {
 public:
  constexpr Language() = default;
  [[nodiscard]] static constexpr Language from_index(int index) {
    Language language;
    language.index_ = index;
    return language;
  }
  [[nodiscard]] constexpr int index() const { return index_; }
  /// The language tag, `id`, `en`. Source: BCP 47.
  [[nodiscard]] std::string_view tag() const;
  friend constexpr auto operator<=>(Language, Language) = default;

 private:
  int index_ = 0;
};
inline constexpr Language indonesian = Language();

[[nodiscard]] std::vector<Language> languages();
[[nodiscard]] std::optional<Language> find_language(std::string_view tag);

/// A value put in place of `{name}` in a message.
struct MessageValue {
  const char* name;
  std::string text;
};

/// The message of `key` in `language` with its `{name}`s filled in, as plain text (escape it where
/// it goes). A missing key is shown as the key itself, so that a page never fails on it; tests see
/// to it that none is missing. Placeholders without a value stay as they are. Thread: may be called
/// from anywhere. Cost: one binary search.
[[nodiscard]] std::string say(Language language, std::string_view key,
                              std::initializer_list<MessageValue> values = {});
/// Whether the catalogue has `key`.
[[nodiscard]] bool has_message(std::string_view key);

}  // namespace kentongan
