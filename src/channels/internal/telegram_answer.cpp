#include "channels/internal/telegram_answer.hpp"

#include "base/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <string>

namespace kentongan::channels {
namespace {

namespace json = boost::json;

constexpr std::int64_t longest_retry_after = 3600;  // seconds
constexpr std::int64_t default_retry_after = 5;     // seconds; a 429 that names none

/// What we look at in an answer.
struct Parts {
  enum class Shape { none, ok, error };
  Shape shape = Shape::none;
  std::int64_t code = 0;
  std::string description;  // read here, never passed on
  std::optional<std::int64_t> retry_after;
  std::optional<std::int64_t> migrate_to;
};

std::optional<std::int64_t> integer(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return value->get_int64();
}

Parts parts_of(std::string_view body) {
  json::error_code failed;
  json::parse_options options;
  options.max_depth = 16;
  const json::value read = json::parse(body, failed, {}, options);
  if (failed || !read.is_object()) return {};
  const json::object& object = read.get_object();
  const json::value* ok = object.if_contains("ok");
  if (ok == nullptr || !ok->is_bool()) return {};
  Parts parts;
  parts.shape = ok->get_bool() ? Parts::Shape::ok : Parts::Shape::error;
  parts.code = integer(object, "error_code").value_or(0);
  if (const json::value* text = object.if_contains("description");
      text != nullptr && text->is_string()) {
    parts.description = lower_ascii(std::string_view(text->get_string()));
  }
  if (const json::value* more = object.if_contains("parameters");
      more != nullptr && more->is_object()) {
    parts.retry_after = integer(more->get_object(), "retry_after");
    parts.migrate_to = integer(more->get_object(), "migrate_to_chat_id");
  }
  return parts;
}

SendOutcome retry(std::string reason) {
  return SendOutcome::retry_after(Span{}, std::move(reason));
}

TelegramAnswer too_fast(const Parts& parts) {
  const std::int64_t seconds = std::clamp(parts.retry_after.value_or(default_retry_after),
                                          std::int64_t{1}, longest_retry_after);
  const Span stop = std::chrono::seconds(seconds);
  return {SendOutcome::retry_after(stop, "telegram.429"), std::nullopt, stop};
}

TelegramAnswer bad_request(const Parts& parts) {
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

TelegramAnswer read_telegram_answer(int status, std::string_view body) {
  const Parts parts = parts_of(body);
  if (parts.shape == Parts::Shape::ok && status == 200)
    return {SendOutcome::delivered(), std::nullopt, {}};
  // Whether a 2xx that cannot be read was said or not, nobody knows: saying it twice is the lesser
  // evil.
  if (parts.shape != Parts::Shape::error && status < 400) {
    return {SendOutcome::in_doubt("telegram.unreadable"), std::nullopt, {}};
  }
  const auto code = static_cast<int>(
      parts.shape == Parts::Shape::error && parts.code > 0 && parts.code < 1000 ? parts.code
                                                                                : status);
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
