#include "channels/telegram_message.hpp"

#include "base/text.hpp"
#include "channels/internal/links.hpp"
#include "channels/internal/wording.hpp"
#include "channels/internal/words.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kentongan::channels {
namespace {

constexpr std::size_t longest_title = 400;        // UTF-16 units
constexpr std::size_t longest_note = 1000;        // UTF-16 units
constexpr std::size_t longest_source = 300;       // UTF-16 units
constexpr std::size_t longest_choice_label = 60;  // UTF-16 units; more is not seen on a phone
constexpr std::size_t most_telegram_choices = 100;
constexpr std::string_view cut_mark = " …";  // 2 UTF-16 units

struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
  [[nodiscard]] std::size_t units() const { return code > 0xFFFF ? 2 : 1; }
};

/// The character at the start of well-formed, non-empty UTF-8.
Character first_character(std::string_view utf8) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(utf8[i]));
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {(first & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (first < 0xF0) return {(first & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F), 3};
  return {(first & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
          4};
}

struct Range {
  std::uint32_t first, last;
};
/// Marks that belong to the character before them: combining ones, Arabic, Javanese, Sundanese and
/// Balinese vowel signs, joiners, variation selectors, skin tones, tags, flag letters.
constexpr std::array joined_to_what_precedes{
    Range{0x0300, 0x036F},   Range{0x064B, 0x065F},   Range{0x1B00, 0x1B04},  Range{0x1B34, 0x1B44},
    Range{0x1B80, 0x1B82},   Range{0x1BA1, 0x1BAD},   Range{0x1DC0, 0x1DFF},  Range{0x200D, 0x200D},
    Range{0x20D0, 0x20FF},   Range{0xA980, 0xA983},   Range{0xA9B3, 0xA9C0},  Range{0xFE00, 0xFE0F},
    Range{0x1F1E6, 0x1F1FF}, Range{0x1F3FB, 0x1F3FF}, Range{0xE0020, 0xE007F}};

bool is_joined(std::uint32_t code) {
  return std::ranges::any_of(joined_to_what_precedes, [code](Range range) {
    return code >= range.first && code <= range.last;
  });
}

/// Where the text may be cut within a limit, as byte offsets; 0 = nowhere.
struct Cuts {
  std::size_t character = 0, word = 0, sentence = 0;
  std::size_t sentence_units = 0;
};

Cuts cuts_within(std::string_view utf8, std::size_t limit) {
  Cuts cuts;
  std::size_t units = 0;
  std::uint32_t before = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const Character character = first_character(utf8.substr(at));
    if (units > limit) break;
    if (!is_joined(character.code) && before != 0x200D) cuts.character = at;
    if (character.code == ' ' || character.code == '\n') {
      cuts.word = at;
      if (before == '.' || before == '!' || before == '?' || character.code == '\n') {
        cuts.sentence = at;
        cuts.sentence_units = units;
      }
    }
    units += character.units();
    at += character.bytes;
    before = character.code;
  }
  return cuts;
}

/// A block of the message: its words and the tag around them.
void append_block(std::string& markup, std::string_view words, std::string_view tag) {
  if (words.empty()) return;
  if (!markup.empty()) markup += "\n\n";
  if (!tag.empty()) markup += "<" + std::string(tag) + ">";
  markup += escaped(words);
  if (!tag.empty()) markup += "</" + std::string(tag) + ">";
}

std::vector<Choice> checked_choices(const std::vector<Choice>& choices) {
  KENTONGAN_BUG_IF(choices.size() > most_telegram_choices);
  std::vector<Choice> checked;
  for (const Choice& choice : choices) {
    KENTONGAN_BUG_IF(!is_choice_data(choice.data));
    checked.push_back({cut_decently(one_line(choice.label), longest_choice_label), choice.data});
    KENTONGAN_BUG_IF(checked.back().label.empty());
  }
  return checked;
}

std::size_t block_units(std::string_view words) {
  return words.empty() ? 0 : utf16_units(words) + 2;
}

}  // namespace

std::size_t utf16_units(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

std::string cut_decently(std::string_view utf8, std::size_t limit) {
  if (utf16_units(utf8) <= limit) return std::string(utf8);
  if (limit < 2) return "";
  const std::size_t room = limit - 2;
  const Cuts cuts = cuts_within(utf8, room);
  std::size_t at = cuts.character;
  if (cuts.word * 4 > cuts.character * 3) at = cuts.word;
  if (cuts.sentence > 0 && cuts.sentence_units * 4 > room * 3) at = cuts.sentence;
  return std::string(trim(utf8.substr(0, at))) + std::string(cut_mark);
}

TelegramMessage compose_telegram(const Addressed& addressed, const TelegramOccasion& occasion) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::telegram || !addressed.message);
  Wording wording = word_for_chat(addressed, occasion.zone);
  wording.lead = cut_decently(wording.lead, longest_title);
  wording.title = cut_decently(wording.title, longest_title);
  wording.note = cut_decently(wording.note, longest_note);
  wording.source = cut_decently(wording.source, longest_source);

  std::size_t used = 0;
  for (const std::string& block :
       {wording.lead, wording.title, wording.note, wording.source, wording.link, wording.copy}) {
    used += block_units(block);
  }
  std::string body = wording.summary;
  if (!wording.text.empty()) body += (body.empty() ? "" : "\n\n") + wording.text;
  body = cut_decently(body, longest_telegram_text - used - 2);

  std::string markup;
  append_block(markup, wording.lead, "b");
  append_block(markup, wording.title, "b");
  append_block(markup, wording.note, "i");
  append_block(markup, body, "");
  append_block(markup, wording.source, "i");
  const std::string url = absolute_url(occasion.base_url, addressed.message->url);
  markup += "\n\n<a href=\"" + escaped(url) + "\">" + escaped(wording.link) + "</a>";
  append_block(markup, wording.copy, "i");
  return {std::get<TelegramChat>(addressed.to), std::move(markup),
          checked_choices(addressed.message->choices)};
}

}  // namespace kentongan::channels
