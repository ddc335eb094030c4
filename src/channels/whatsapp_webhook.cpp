#include "channels/whatsapp_webhook.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "channels/internal/json_object.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::channels {
namespace {

constexpr std::size_t deepest_webhook = 32;
constexpr std::int64_t latest_date = std::int64_t{1} << 35;  // the year 3058, in seconds
constexpr std::size_t longest_id = 256;
constexpr std::string_view signature_prefix = "sha256=";

Error malformed() { return Error(Refusal::invalid, "channels.whatsapp.malformed"); }

bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '!' && c <= '~'; });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 32 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// `1749416383`, as text.
Instant instant_of(const JsonObject& object) {
  const auto at = parse_integer(object.must_text("timestamp"));
  if (!at.ok() || *at < 0 || *at > latest_date) {
    object.refuse();
    return {};
  }
  return Instant::from_micros(*at * 1'000'000);
}

std::string id_of(const JsonObject& object) {
  const std::string_view id = object.must_text("id");
  if (id.empty() || id.size() > longest_id || !is_printable(id)) object.refuse();
  return std::string(id);
}

/// A number as Meta names it: digits without plus. Nothing when it is none.
std::optional<WhatsAppNumber> number_of(std::string_view digits) {
  if (!is_number(digits)) return std::nullopt;
  const auto number = PhoneNumber::parse("+" + std::string(digits));
  return number.ok() ? std::optional(WhatsAppNumber{*number}) : std::nullopt;
}

struct Media {
  const char* type;
  Attachment::Kind kind;
};
constexpr std::array media_types{
    Media{"image", Attachment::Kind::picture}, Media{"audio", Attachment::Kind::voice},
    Media{"video", Attachment::Kind::video}, Media{"document", Attachment::Kind::other}};
constexpr std::array types_without_words{"sticker",     "location", "contacts",
                                         "unsupported", "unknown",  "order"};

void read_media(const JsonObject& media, Attachment::Kind kind, Incoming& incoming) {
  Attachment attachment;
  attachment.kind = kind;
  attachment.handle = std::string(media.must_text("id"));
  attachment.mime = std::string(media.text("mime_type"));
  if (!is_number(attachment.handle)) media.refuse();
  if (kind == Attachment::Kind::other && attachment.mime.starts_with("image/"))
    attachment.kind = Attachment::Kind::picture;
  incoming.text = std::string(media.text("caption"));
  incoming.attachments.push_back(std::move(attachment));
}

/// Whether it is of a type that somebody means us to see.
bool read_content(const JsonObject& message, Incoming& incoming) {
  const std::string_view type = message.must_text("type");
  const auto press = [&](std::string_view data) {
    if (data.empty()) message.refuse();
    incoming.press = Press{incoming.external_id, std::string(data)};
  };
  if (type == "text") {
    incoming.text = std::string(message.must_object("text").must_text("body"));
    return true;
  }
  if (type == "button") {
    press(message.must_object("button").must_text("payload"));
    return true;
  }
  if (type == "interactive") {
    const JsonObject answer = message.must_object("interactive");
    const std::string_view kind = answer.must_text("type");
    if (kind != "button_reply" && kind != "list_reply") return false;
    press(answer.must_object(kind).must_text("id"));
    return true;
  }
  for (const Media& media : media_types) {
    if (type != media.type) continue;
    read_media(message.must_object(type), media.kind, incoming);
    return true;
  }
  return std::ranges::any_of(types_without_words, [type](const char* one) { return type == one; });
}

std::optional<Incoming> read_message(const JsonObject& message) {
  const auto from = number_of(message.must_text("from"));
  if (!from) {
    message.refuse();
    return std::nullopt;
  }
  Incoming incoming{.way = Way::whatsapp, .external_id = id_of(message), .reply_to = *from};
  incoming.sent_at = instant_of(message);
  if (message.has("group_id") || !read_content(message, incoming)) return std::nullopt;
  return incoming;
}

std::optional<WhatsAppStatus> read_status(const JsonObject& status) {
  constexpr std::array names{"sent", "delivered", "read", "failed"};
  const std::string_view name = status.must_text("status");
  const auto found = std::ranges::find(names, name);
  const Instant at = instant_of(status);
  const std::string id = id_of(status);
  const auto recipient = number_of(status.must_text("recipient_id"));
  if (status.has("group_id") || found == names.end()) return std::nullopt;
  if (!recipient) {
    status.refuse();
    return std::nullopt;
  }
  WhatsAppStatus read{.message = id,
                      .state = static_cast<WhatsAppStatus::State>(found - names.begin()),
                      .recipient = *recipient,
                      .at = at,
                      .code = 0};
  const auto* errors = status.array("errors");
  if (errors != nullptr && !errors->empty())
    read.code = JsonObject(&errors->front(), status.soundness()).integer("code").value_or(0);
  return read;
}

/// Reads each of a list by itself; one that is malformed is counted.
template <typename Read, typename Kept>
void read_each(const boost::json::array* list, const Read& read, std::vector<Kept>& kept,
               std::size_t& unsound) {
  if (list == nullptr) return;
  for (const boost::json::value& one : *list) {
    bool sound = true;
    auto made = read(JsonObject(&one, sound));
    if (!sound) {
      ++unsound;
    } else if (made) {
      kept.push_back(std::move(*made));
    }
  }
}

}  // namespace

bool check_whatsapp_signature(std::string_view raw_body, std::string_view header,
                              std::string_view app_secret) {
  if (app_secret.empty() || !header.starts_with(signature_prefix)) return false;
  header.remove_prefix(signature_prefix.size());
  return equal_in_constant_time(lower_ascii(header), hex(hmac_sha256(app_secret, raw_body)));
}

std::optional<std::string> answer_whatsapp_verification(const WhatsAppVerification& asked,
                                                        std::string_view verify_token) {
  if (verify_token.empty() || asked.mode != "subscribe") return std::nullopt;
  if (!equal_in_constant_time(asked.token, verify_token)) return std::nullopt;
  // It is sent back as it came: nothing that a browser could take for a page.
  if (!is_number(asked.challenge)) return std::nullopt;
  return std::string(asked.challenge);
}

Result<WhatsAppWebhook> read_whatsapp_webhook(std::string_view body,
                                              std::string_view phone_number_id) {
  if (body.size() > most_whatsapp_webhook_bytes) return malformed();
  const auto value = parse_json(body, deepest_webhook);
  bool sound = value.has_value();
  const JsonObject payload(value ? &*value : nullptr, sound);
  if (payload.text("object") != "whatsapp_business_account") return malformed();
  const boost::json::array* entries = payload.array("entry");
  if (entries == nullptr) return malformed();
  WhatsAppWebhook webhook;
  for (const boost::json::value& entry : *entries) {
    const boost::json::array* changes = JsonObject(&entry, sound).array("changes");
    if (changes == nullptr) continue;
    for (const boost::json::value& one : *changes) {
      const JsonObject change(&one, sound);
      const JsonObject news = change.object("value");
      if (change.text("field") != "messages" || !news) continue;
      if (news.object("metadata").text("phone_number_id") != phone_number_id) continue;
      read_each(news.array("messages"), read_message, webhook.incoming, webhook.malformed);
      read_each(news.array("statuses"), read_status, webhook.statuses, webhook.malformed);
    }
  }
  if (!sound) return malformed();
  return webhook;
}

}  // namespace kentongan::channels
