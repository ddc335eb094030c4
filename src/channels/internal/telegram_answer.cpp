#include "channels/internal/telegram_answer.hpp"

#include "base/text.hpp"
#include "channels/internal/json_object.hpp"

#include <algorithm>
#include <string>

namespace kentongan::channels {
namespace {

constexpr std::size_t deepest_answer = 16;
constexpr std::int64_t longest_retry_after = 3600;  // seconds
constexpr std::int64_t default_retry_after = 5;     // seconds; a 429 that names none

SendOutcome retry(std::string reason) {
  return SendOutcome::retry_after(Span{}, std::move(reason));
}

TelegramAnswer too_fast(const TelegramAnswerParts& parts) {
  const Span stop = parts.stop();
  return {SendOutcome::retry_after(stop, "telegram.429"), std::nullopt, stop};
}

TelegramAnswer bad_request(const TelegramAnswerParts& parts) {
  if (parts.migrate_to) {
    if (auto moved = TelegramChat::parse(std::to_string(*parts.migrate_to)); moved.ok()) {
      return {retry("telegram.moved"), std::move(moved).value(), {}};
    }
  }
  const bool unknown = parts.description.find("chat not found") != std::string::npos ||
                       parts.description.find("user not found") != std::string::npos ||
                       parts.description.find("peer_id_invalid") != std::string::npos;
  return {SendOutcome::given_up(unknown ? "telegram.chat_not_found" : "telegram.400"),
          std::nullopt,
          {}};
}

}  // namespace

TelegramAnswerParts parts_of_telegram_answer(std::string_view body) {
  const auto read = parse_json(body, deepest_answer);
  bool sound = true;
  const JsonObject object(read ? &*read : nullptr, sound);
  const bool ok = object.flag("ok");
  if (!sound || !object.has("ok")) return {};
  TelegramAnswerParts parts;
  parts.shape = ok ? TelegramAnswerParts::Shape::ok : TelegramAnswerParts::Shape::error;
  // Of what is missing or odd beyond this, each is left out by itself.
  parts.code = object.integer("error_code").value_or(0);
  parts.description = lower_ascii(object.text("description"));
  const JsonObject more = object.object("parameters");
  parts.retry_after = more.integer("retry_after");
  parts.migrate_to = more.integer("migrate_to_chat_id");
  return parts;
}

int TelegramAnswerParts::code_or(int status) const {
  return shape == Shape::error && code > 0 && code < 1000 ? static_cast<int>(code) : status;
}

Span TelegramAnswerParts::stop() const {
  return std::chrono::seconds(
      std::clamp(retry_after.value_or(default_retry_after), std::int64_t{1}, longest_retry_after));
}

TelegramAnswer read_telegram_answer(int status, std::string_view body) {
  using Shape = TelegramAnswerParts::Shape;
  const TelegramAnswerParts parts = parts_of_telegram_answer(body);
  if (parts.shape == Shape::ok && status == 200)
    return {SendOutcome::delivered(), std::nullopt, {}};
  // Whether a 2xx that cannot be read was said or not, nobody knows: saying it twice is the lesser
  // evil.
  if (parts.shape != Shape::error && status < 400) {
    return {SendOutcome::in_doubt("telegram.unreadable"), std::nullopt, {}};
  }
  const int code = parts.code_or(status);
  switch (code) {
    case 400: return bad_request(parts);
    case 401:
    case 404: return {SendOutcome::paused("telegram.token_refused"), std::nullopt, {}};
    case 403: return {SendOutcome::given_up("telegram.blocked"), std::nullopt, {}};
    case 409: return {retry("telegram.409"), std::nullopt, {}};
    case 429: return too_fast(parts);
    default: break;
  }
  const std::string reason = format("telegram.{}", code);
  if (code >= 500) return {retry(reason), std::nullopt, {}};
  return {SendOutcome::given_up(reason), std::nullopt, {}};
}

}  // namespace kentongan::channels
