#include "channels/telegram_api.hpp"

#include "base/text.hpp"
#include "channels/internal/json_object.hpp"
#include "channels/internal/telegram_answer.hpp"
#include "html/json.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace kentongan::channels {
namespace {

constexpr std::size_t deepest_answer = 32;
constexpr std::size_t longest_file_path = 512;
constexpr std::int64_t longest_poll = 50;    // seconds; Telegram's own limit
constexpr std::size_t longest_notice = 200;  // characters, answerCallbackQuery
constexpr std::string_view update_id_key = "\"update_id\":";

Error malformed() { return Error(Refusal::invalid, "channels.telegram.malformed"); }
Error too_large() { return Error(Refusal::invalid, "channels.telegram.file_too_large"); }

/// The call's own error without its words: the address called holds the token.
Error failure_of(const Error& error) {
  if (error.refusal() == Refusal::forbidden ||
      std::string_view(error.message()) == "net.call.url") {
    return Error(Refusal::forbidden, "channels.telegram.address_refused");
  }
  if (std::string_view(error.message()) == "net.call.too_large") return malformed();
  return Error(Refusal::unavailable, "channels.telegram.unavailable", error.message());
}

/// A 200 is an answer; what else is said becomes an error.
Result<std::string> answer_of(Result<net::HttpAnswer> answered) {
  if (!answered.ok()) return failure_of(answered.error());
  if (answered->status == 200) return std::move(answered->body);
  const TelegramAnswerParts parts = parts_of_telegram_answer(answered->body);
  const int code = parts.code_or(answered->status);
  if (code == 401 || code == 404)
    return Error(Refusal::unauthenticated, "channels.telegram.token_refused");
  if (code == 409) return Error(Refusal::conflict, "channels.telegram.conflict");
  if (code == 429) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(parts.stop()).count();
    return Error(Refusal::throttled, "channels.telegram.throttled", std::to_string(seconds));
  }
  if (code >= 500)
    return Error(Refusal::unavailable, "channels.telegram.unavailable", std::to_string(code));
  if (parts.description.find("file is too big") != std::string::npos) return too_large();
  return Error(Refusal::invalid, "channels.telegram.refused", std::to_string(code));
}

std::string poll_body(const TelegramPoll& poll) {
  html::JsonWriter json;
  json.object([&] {
    if (poll.offset > 0) json.member("offset", poll.offset);
    json.member("limit", std::clamp(poll.limit, 1, 100));
    json.member("timeout", std::clamp<std::int64_t>(poll.timeout.count(), 0, longest_poll));
    json.array("allowed_updates", [&] {
      for (const char* kind : {"message", "callback_query", "my_chat_member"}) json.value(kind);
    });
  });
  return std::move(json).take();
}

/// A path that stays below the files of our bot. Source: Bot API, "File".
bool is_file_path(std::string_view path) {
  if (path.empty() || path.size() > longest_file_path || path.front() == '/' ||
      path.find("..") != std::string_view::npos)
    return false;
  return std::ranges::all_of(path, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.' || c == '/';
  });
}

/// The first update_id as it stands in a text that cannot be read as a whole. Inside a string the
/// quotes would have backslashes.
std::optional<std::int64_t> first_update_id(std::string_view text) {
  const auto at = text.find(update_id_key);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + update_id_key.size());
  while (text.starts_with(' ')) text.remove_prefix(1);
  std::int64_t id = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (failed != std::errc() || id <= 0 || id >= std::int64_t{1} << 52) return std::nullopt;
  return id;
}

}  // namespace

TelegramApi::TelegramApi(TelegramApiSettings settings, const net::HttpClient& client)
    : settings_(std::move(settings)), calls_(settings_.token, settings_.api_url), client_(client) {}

Result<std::string> TelegramApi::ask(net::HttpCall call) const {
  return answer_of(client_.send(call));
}

Result<TelegramMe> TelegramApi::get_me() const {
  const std::string body = TRY(ask(calls_.method("getMe", "{}", settings_.patience)));
  const auto value = parse_json(body, deepest_answer);
  bool sound = value.has_value();
  const JsonObject me = JsonObject(value ? &*value : nullptr, sound).must_object("result");
  const TelegramMe read{me.must_id("id"), std::string(me.must_text("username"))};
  if (!sound || read.username.empty()) return malformed();
  return read;
}

Result<std::vector<TelegramUpdate>> TelegramApi::get_updates(const TelegramPoll& poll,
                                                             const TelegramMe& me) const {
  net::HttpCall call = calls_.method("getUpdates", poll_body(poll),
                                     settings_.patience + std::chrono::milliseconds(poll.timeout));
  call.most_bytes = most_telegram_batch_bytes;
  const std::string body = TRY(ask(std::move(call)));
  return read_telegram_updates(body, me);
}

Result<std::int64_t> TelegramApi::next_update_id(std::int64_t offset) const {
  const TelegramPoll poll{.offset = offset, .timeout = std::chrono::seconds(0), .limit = 1};
  net::HttpCall call = calls_.method("getUpdates", poll_body(poll), settings_.patience);
  call.most_bytes = most_telegram_batch_bytes;
  const std::string body = TRY(ask(std::move(call)));
  const auto id = first_update_id(body);
  if (!id) return Error(Refusal::not_found, "channels.telegram.no_update");
  return *id;
}

Result<> TelegramApi::set_webhook(std::string_view url, std::string_view secret) const {
  html::JsonWriter json;
  json.object([&] {
    json.member("url", url);
    json.member("secret_token", secret);
    json.array("allowed_updates", [&] {
      for (const char* kind : {"message", "callback_query", "my_chat_member"}) json.value(kind);
    });
  });
  TRY(ask(calls_.method("setWebhook", std::move(json).take(), settings_.patience)));
  return {};
}

Result<> TelegramApi::delete_webhook() const {
  TRY(ask(calls_.method("deleteWebhook", "{}", settings_.patience)));
  return {};
}

Result<> TelegramApi::answer_callback_query(std::string_view press, std::string_view text) const {
  html::JsonWriter json;
  json.object([&] {
    json.member("callback_query_id", press);
    if (!text.empty()) json.member("text", shorten_utf8(clean_utf8(text), longest_notice - 1));
  });
  TRY(ask(calls_.method("answerCallbackQuery", std::move(json).take(), settings_.patience)));
  return {};
}

Result<std::string> TelegramApi::fetch(std::string_view handle) const {
  html::JsonWriter json;
  json.object([&] { json.member("file_id", handle); });
  const std::string body =
      TRY(ask(calls_.method("getFile", std::move(json).take(), settings_.patience)));
  const auto value = parse_json(body, deepest_answer);
  bool sound = value.has_value();
  const JsonObject file = JsonObject(value ? &*value : nullptr, sound).must_object("result");
  const std::string path(file.must_text("file_path"));
  if (file.integer("file_size").value_or(0) > most_telegram_file_bytes) return too_large();
  if (!sound || !is_file_path(path)) return malformed();
  net::HttpCall call = calls_.file(path, settings_.file_patience);
  call.most_bytes = static_cast<std::size_t>(most_telegram_file_bytes);
  Result<net::HttpAnswer> answered = client_.send(call);
  if (!answered.ok() && std::string_view(answered.error().message()) == "net.call.too_large")
    return too_large();
  return answer_of(std::move(answered));
}

Span wait_of(const Error& error) {
  if (error.refusal() != Refusal::throttled) return Span{};
  const auto seconds = parse_integer(error.detail());
  return seconds.ok() ? Span(std::chrono::seconds(*seconds)) : Span(std::chrono::seconds(5));
}

}  // namespace kentongan::channels
