#include "channels/internal/telegram_text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace kentongan::channels {
namespace {

constexpr std::size_t most_entities = 200;  // Telegram keeps 100 of a message
constexpr std::size_t most_hidden_links = 20;
constexpr int deepest_rich_text = 64;

/// How many UTF-16 units the character that begins with this byte takes; zero inside a character.
std::int64_t units_of(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if ((byte & 0xC0) == 0x80) return 0;
  return byte >= 0xF0 ? 2 : 1;
}

bool same_name(std::string_view written, std::string_view ours) {
  return !ours.empty() && lower_ascii(written) == lower_ascii(ours);
}

/// What of an entity is our name: `@kentongan_bot`, or that end of `/cek@kentongan_bot`.
std::optional<ByteRange> our_name_in(const JsonObject& entity, std::string_view text,
                                     ByteRange range, const TelegramMe& me) {
  const std::string_view type = entity.text("type");
  const std::string_view written = text.substr(range.from, range.to - range.from);
  if (type == "text_mention") {
    return entity.object("user").integer("id") == me.id ? std::optional(range) : std::nullopt;
  }
  if (type != "mention" && type != "bot_command") return std::nullopt;
  const auto at = written.find('@');
  if (at == std::string_view::npos || !same_name(written.substr(at + 1), me.username))
    return std::nullopt;
  return ByteRange{range.from + at, range.to};
}

void append_line(std::string& text, std::string_view line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

std::string without(std::string_view text, std::vector<ByteRange> ranges) {
  std::ranges::sort(ranges, {}, &ByteRange::from);
  std::string kept;
  std::size_t at = 0;
  for (const ByteRange range : ranges) {
    if (range.from < at) continue;
    kept += text.substr(at, range.from - at);
    at = range.to;
    const bool leaves_two_blanks = kept.empty() || kept.back() == ' ' || kept.back() == '\n';
    while (leaves_two_blanks && at < text.size() && text[at] == ' ') ++at;
  }
  kept += text.substr(at);
  return std::string(trim(kept));
}

void end_line(std::string& words) {
  if (!words.empty() && words.back() != '\n') words += '\n';
}

/// Words stand under these, as text or as pieces of it; whatever else is text is a kind, a name or
/// an address.
void collect_rich(const boost::json::value& value, int depth, std::string& words) {
  if (depth == 0) return;
  if (const boost::json::string* text = value.if_string()) {
    words += std::string_view(text->data(), text->size());
  } else if (const boost::json::array* pieces = value.if_array()) {
    for (const boost::json::value& piece : *pieces) collect_rich(piece, depth - 1, words);
  } else if (const boost::json::object* object = value.if_object()) {
    for (const char* name : {"summary", "text", "caption", "credit"}) {
      if (const auto* inside = object->if_contains(name)) collect_rich(*inside, depth - 1, words);
    }
    for (const char* name : {"blocks", "items", "cells"}) {
      const auto* inside = object->if_contains(name);
      if (inside == nullptr || !inside->is_array()) continue;
      for (const boost::json::value& block : inside->get_array()) {
        end_line(words);
        collect_rich(block, depth - 1, words);
      }
    }
  }
}

}  // namespace

std::optional<ByteRange> bytes_of_units(std::string_view utf8, std::int64_t offset,
                                        std::int64_t length) {
  if (offset < 0 || length <= 0 || length > INT32_MAX || offset > INT32_MAX) return std::nullopt;
  std::int64_t units = 0;
  std::optional<std::size_t> from;
  for (std::size_t at = 0; at <= utf8.size(); ++at) {
    const bool at_end = at == utf8.size();
    if (!at_end && units_of(utf8[at]) == 0) continue;
    if (!from && units == offset) from = at;
    if (from && units == offset + length) return ByteRange{*from, at};
    if (units > offset + length || at_end) return std::nullopt;
    units += units_of(utf8[at]);
  }
  return std::nullopt;
}

TelegramText read_telegram_text(const JsonObject& message, const TelegramMe& me) {
  const bool is_caption = !message.has("text");
  const std::string_view text = message.text(is_caption ? "caption" : "text");
  TelegramText read;
  std::vector<ByteRange> our_name;
  std::string links;
  std::size_t link_count = 0;
  if (const auto* entities = message.array(is_caption ? "caption_entities" : "entities")) {
    for (std::size_t i = 0; i < std::min(entities->size(), most_entities); ++i) {
      const JsonObject entity(&(*entities)[i], message.soundness());
      const auto range =
          bytes_of_units(text, entity.must_integer("offset"), entity.must_integer("length"));
      if (!range) continue;
      if (const auto name = our_name_in(entity, text, *range, me)) our_name.push_back(*name);
      const std::string_view link =
          entity.text("type") == "text_link" ? entity.text("url") : std::string_view();
      if (!link.empty() && text.find(link) == std::string_view::npos &&
          links.find(link) == std::string::npos && ++link_count <= most_hidden_links) {
        append_line(links, link);
      }
    }
  }
  read.names_us = !our_name.empty();
  read.words = read.names_us ? without(text, std::move(our_name)) : std::string(text);
  append_line(read.words, links);
  return read;
}

std::string words_of_rich_message(const boost::json::value& rich) {
  std::string words;
  collect_rich(rich, deepest_rich_text, words);
  return std::string(trim(words));
}

}  // namespace kentongan::channels
