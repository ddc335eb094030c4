#include "channels/telegram_update.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "channels/internal/json_object.hpp"
#include "channels/internal/telegram_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::channels {
namespace {

constexpr std::size_t deepest_update = 64;
constexpr std::int64_t latest_date = std::int64_t{1} << 35;  // the year 3058, in seconds
constexpr std::size_t longest_handle = 512;
constexpr std::size_t longest_press_data = 64;  // Bot API, InlineKeyboardButton.callback_data
constexpr std::size_t least_secret = 16;
constexpr std::size_t most_secret = 256;

Error malformed() { return Error(Refusal::invalid, "channels.telegram.malformed"); }

bool is_handle_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '_';
}

bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '!' && c <= '~'; });
}

/// What an update tells about where something was said.
struct Place {
  TelegramChat chat;
  bool is_private = false;
  bool is_group = false;
};

/// Nothing for a chat that is malformed.
std::optional<Place> place_of(const JsonObject& chat) {
  const std::int64_t id = chat.must_id("id");
  const std::string_view type = chat.must_text("type");
  auto parsed = TelegramChat::parse(std::to_string(id));
  if (!parsed.ok()) return std::nullopt;
  return Place{std::move(parsed).value(), type == "private",
               type == "group" || type == "supergroup"};
}

Instant date_of(const JsonObject& message) {
  const std::int64_t date = message.must_integer("date");
  if (date < 0 || date > latest_date) {
    message.refuse();
    return {};
  }
  return Instant::from_micros(date * 1'000'000);
}

// ---- files
// ---------------------------------------------------------------------------------------

Attachment attachment_of(const JsonObject& file, Attachment::Kind kind) {
  Attachment attachment;
  attachment.kind = kind;
  attachment.handle = std::string(file.must_text("file_id"));
  attachment.mime = std::string(file.text("mime_type"));
  attachment.size = file.integer("file_size").value_or(0);
  if (attachment.handle.empty() || attachment.handle.size() > longest_handle ||
      !std::ranges::all_of(attachment.handle, is_handle_character) || attachment.size < 0) {
    file.refuse();
  }
  return attachment;
}

/// The largest of a picture's sizes that can be fetched.
void append_photo(const JsonObject& message, std::vector<Attachment>& attachments) {
  const boost::json::array* sizes = message.array("photo");
  if (sizes == nullptr) return;
  std::optional<Attachment> best;
  std::int64_t best_area = -1;
  for (const boost::json::value& one : *sizes) {
    const JsonObject size(&one, message.soundness());
    const std::int64_t width = std::clamp<std::int64_t>(size.must_integer("width"), 0, 100'000);
    const std::int64_t height = std::clamp<std::int64_t>(size.must_integer("height"), 0, 100'000);
    Attachment attachment = attachment_of(size, Attachment::Kind::picture);
    if (attachment.size > most_telegram_file_bytes || width * height <= best_area) continue;
    best_area = width * height;
    best = std::move(attachment);
  }
  if (!best) return;
  best->mime = "image/jpeg";  // what Telegram makes of every photo
  attachments.push_back(std::move(*best));
}

std::vector<Attachment> attachments_of(const JsonObject& message) {
  std::vector<Attachment> attachments;
  append_photo(message, attachments);
  if (const JsonObject live = message.object("live_photo"); live && attachments.empty())
    append_photo(live, attachments);
  struct Home {
    const char* name;
    Attachment::Kind kind;
  };
  constexpr std::array homes{
      Home{"voice", Attachment::Kind::voice}, Home{"audio", Attachment::Kind::voice},
      Home{"video", Attachment::Kind::video}, Home{"video_note", Attachment::Kind::video},
      Home{"animation", Attachment::Kind::video}};
  for (const Home home : homes) {
    if (const JsonObject file = message.object(home.name))
      attachments.push_back(attachment_of(file, home.kind));
  }
  // An animation comes as a document too, so that old clients show something.
  if (const JsonObject file = message.object("document"); file && !message.has("animation")) {
    const bool is_picture = file.text("mime_type").starts_with("image/");
    attachments.push_back(
        attachment_of(file, is_picture ? Attachment::Kind::picture : Attachment::Kind::other));
  }
  return attachments;
}

// ---- words
// ---------------------------------------------------------------------------------------

/// Somebody meant us to see it, though there is nothing in it that we can read.
bool says_something_else(const JsonObject& message) {
  constexpr std::array kinds{"sticker", "contact", "location",  "venue",     "dice",
                             "game",    "story",   "checklist", "paid_media"};
  return std::ranges::any_of(kinds, [&](const char* kind) { return message.has(kind); });
}

TelegramText words_of(const JsonObject& message, const boost::json::object& raw,
                      const TelegramMe& me) {
  TelegramText text = read_telegram_text(message, me);
  if (text.words.empty() && message.has("rich_message"))
    text.words = words_of_rich_message(raw.at("rich_message"));
  if (const JsonObject poll = message.object("poll"); poll && text.words.empty())
    text.words = std::string(poll.must_text("question"));
  return text;
}

/// What is asked about, where the message replies to it.
void add_what_it_replies_to(const JsonObject& message, const boost::json::object& raw,
                            const TelegramMe& me, Incoming& incoming) {
  const JsonObject replied = message.object("reply_to_message");
  incoming.quoted = std::string(message.object("quote").text("text"));
  if (!replied) return;
  const boost::json::value& inside = raw.at("reply_to_message");
  if (incoming.quoted.empty()) incoming.quoted = words_of(replied, inside.get_object(), me).words;
  if (incoming.attachments.empty()) incoming.attachments = attachments_of(replied);
}

/// Who spoke; nothing for a machine.
std::optional<std::string> speaker_of(const JsonObject& message) {
  // Somebody who speaks as the group or as a channel: `from` is a stand-in then.
  if (const JsonObject as = message.object("sender_chat")) return std::to_string(as.must_id("id"));
  const JsonObject from = message.must_object("from");
  const std::int64_t id = from.must_id("id");
  return from.flag("is_bot") ? std::nullopt : std::optional(std::to_string(id));
}

// ---- the kinds
// -----------------------------------------------------------------------------------

std::optional<Incoming> read_message(const JsonObject& message, const boost::json::object& raw,
                                     const TelegramMe& me) {
  const auto place = place_of(message.must_object("chat"));
  const Instant sent_at = date_of(message);
  if (message.must_integer("message_id") < 0) message.refuse();
  if (!place || !(place->is_private || place->is_group)) return std::nullopt;
  if (message.flag("is_automatic_forward")) return std::nullopt;  // a channel's post, in its group
  const auto speaker = speaker_of(message);
  if (!speaker) return std::nullopt;

  TelegramText text = words_of(message, raw, me);
  Incoming incoming{.way = Way::telegram, .external_id = {}, .reply_to = place->chat};
  incoming.text = std::move(text.words);
  incoming.attachments = attachments_of(message);
  incoming.together = std::string(message.text("media_group_id"));
  incoming.sent_at = sent_at;
  const JsonObject replied = message.object("reply_to_message");
  const bool replies_to_us = replied && replied.object("from").integer("id") == me.id;
  if (place->is_group) {
    incoming.sender = *speaker;
    incoming.setting =
        text.names_us || replies_to_us ? Incoming::Setting::named_us : Incoming::Setting::overheard;
  }
  const bool asks_about_another =
      incoming.setting != Incoming::Setting::overheard && !replies_to_us;
  if (asks_about_another) add_what_it_replies_to(message, raw, me, incoming);
  const bool is_empty =
      incoming.text.empty() && incoming.attachments.empty() && incoming.quoted.empty();
  const bool deserves_an_answer =
      text.names_us || (place->is_private && says_something_else(message));
  if (is_empty && !deserves_an_answer) return std::nullopt;
  return incoming;
}

std::optional<Incoming> read_press(const JsonObject& query) {
  const std::string_view id = query.must_text("id");
  const std::string_view data = query.text("data");
  const std::int64_t from = query.must_object("from").must_id("id");
  if (id.empty() || id.size() > longest_press_data || !is_printable(id) ||
      data.size() > longest_press_data) {
    query.refuse();
  }
  const JsonObject message = query.object("message");
  if (!message || data.empty()) return std::nullopt;  // under an inline message, or of a game
  const auto place = place_of(message.must_object("chat"));
  if (!place || !(place->is_private || place->is_group)) return std::nullopt;
  Incoming incoming{.way = Way::telegram, .external_id = {}, .reply_to = place->chat};
  incoming.press = Press{std::string(id), std::string(data)};
  if (place->is_group) {
    incoming.sender = std::to_string(from);
    incoming.setting = Incoming::Setting::named_us;
  }
  return incoming;
}

std::optional<Incoming> read_membership(const JsonObject& change) {
  const auto place = place_of(change.must_object("chat"));
  const std::string_view status = change.must_object("new_chat_member").must_text("status");
  const Instant sent_at = date_of(change);
  if (!place || (status != "kicked" && status != "left")) return std::nullopt;
  Incoming incoming{.way = Way::telegram, .external_id = {}, .reply_to = place->chat};
  incoming.has_left = true;
  incoming.sent_at = sent_at;
  return incoming;
}

/// Nothing when not even its number can be read.
std::optional<TelegramUpdate> read_update(const boost::json::value& value, const TelegramMe& me) {
  bool sound = true;
  const JsonObject update(&value, sound);
  TelegramUpdate read;
  read.update_id = update.must_id("update_id");
  if (read.update_id < 0) sound = false;
  if (!sound) return std::nullopt;
  if (const JsonObject message = update.object("message")) {
    read.incoming = read_message(message, value.get_object().at("message").get_object(), me);
  } else if (const JsonObject query = update.object("callback_query")) {
    read.incoming = read_press(query);
  } else if (const JsonObject change = update.object("my_chat_member")) {
    read.incoming = read_membership(change);
  }
  read.is_malformed = !sound;
  if (read.is_malformed) read.incoming.reset();
  if (read.incoming) read.incoming->external_id = std::to_string(read.update_id);
  return read;
}

}  // namespace

Result<TelegramUpdate> read_telegram_update(std::string_view json, const TelegramMe& me) {
  if (json.size() > most_telegram_update_bytes) return malformed();
  const auto value = parse_json(json, deepest_update);
  if (!value) return malformed();
  auto update = read_update(*value, me);
  if (!update || update->is_malformed) return malformed();
  return std::move(*update);
}

Result<std::vector<TelegramUpdate>> read_telegram_updates(std::string_view json,
                                                          const TelegramMe& me) {
  if (json.size() > most_telegram_batch_bytes) return malformed();
  const auto value = parse_json(json, deepest_update + 2);
  if (!value) return malformed();
  bool sound = true;
  const JsonObject answer(&*value, sound);
  const boost::json::array* result = answer.array("result");
  if (!sound || !answer.flag("ok") || result == nullptr) return malformed();
  std::vector<TelegramUpdate> updates;
  updates.reserve(result->size());
  for (const boost::json::value& one : *result) {
    auto update = read_update(one, me);
    if (!update) return malformed();
    updates.push_back(std::move(*update));
  }
  return updates;
}

bool is_telegram_secret(std::string_view secret) {
  return secret.size() >= least_secret && secret.size() <= most_secret &&
         std::ranges::all_of(secret, is_handle_character);
}

bool check_telegram_secret(std::string_view header, std::string_view secret) {
  return !secret.empty() && equal_in_constant_time(header, secret);
}

}  // namespace kentongan::channels
