#include "intake/internal/incoming_json.hpp"

#include "base/text.hpp"

#include <boost/json.hpp>

namespace kentongan::intake {
namespace {

namespace json = boost::json;
using channels::Attachment;
using channels::Incoming;

std::string text_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_string()) return {};
  return std::string(value->get_string());
}

std::int64_t number_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

Attachment read_attachment(const json::object& object) {
  Attachment attachment;
  attachment.kind = static_cast<Attachment::Kind>(number_at(object, "kind"));
  attachment.handle = text_at(object, "handle");
  attachment.mime = text_at(object, "mime");
  attachment.size = number_at(object, "size");
  return attachment;
}

}  // namespace

std::string write_incoming(const Incoming& message) {
  json::object object;
  object["way"] = channels::name_of(message.way);
  object["external_id"] = message.external_id;
  object["reply_to"] = channels::text_of(message.reply_to);
  object["sender"] = message.sender;
  object["text"] = clean_utf8(message.text);
  object["quoted"] = clean_utf8(message.quoted);
  object["setting"] = static_cast<std::int64_t>(message.setting);
  object["together"] = message.together;
  object["sent_at"] = message.sent_at.micros();
  object["has_left"] = message.has_left;
  if (message.press) object["press"] = {{"id", message.press->id}, {"data", message.press->data}};
  json::array attachments;
  for (const Attachment& each : message.attachments) {
    attachments.push_back({{"kind", static_cast<std::int64_t>(each.kind)},
                           {"handle", each.handle},
                           {"mime", clean_utf8(each.mime)},
                           {"size", each.size}});
  }
  object["attachments"] = std::move(attachments);
  return json::serialize(object);
}

std::optional<Incoming> read_incoming(std::string_view text) {
  boost::system::error_code problem;
  const json::value value = json::parse(text, problem);
  if (problem || !value.is_object()) return std::nullopt;
  const json::object& object = value.get_object();
  const auto way = channels::find_way(text_at(object, "way"));
  if (!way) return std::nullopt;
  const auto address = channels::parse_address(*way, text_at(object, "reply_to"));
  if (!address.ok()) return std::nullopt;
  Incoming message{.way = *way,
                   .external_id = text_at(object, "external_id"),
                   .reply_to = *address,
                   .sender = text_at(object, "sender"),
                   .text = text_at(object, "text")};
  message.setting = static_cast<Incoming::Setting>(number_at(object, "setting"));
  message.together = text_at(object, "together");
  message.quoted = text_at(object, "quoted");
  message.sent_at = Instant::from_micros(number_at(object, "sent_at"));
  const json::value* left = object.if_contains("has_left");
  message.has_left = left != nullptr && left->is_bool() && left->get_bool();
  if (const json::value* press = object.if_contains("press");
      press != nullptr && press->is_object())
    message.press = {text_at(press->get_object(), "id"), text_at(press->get_object(), "data")};
  if (const json::value* list = object.if_contains("attachments");
      list != nullptr && list->is_array()) {
    for (const json::value& each : list->get_array())
      if (each.is_object()) message.attachments.push_back(read_attachment(each.get_object()));
  }
  return message;
}

}  // namespace kentongan::intake
