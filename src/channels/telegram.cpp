#include "channels/telegram.hpp"

#include "base/text.hpp"
#include "html/json.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::channels {
namespace {

constexpr Span pause_length = std::chrono::minutes(10);

std::string call_body(const TelegramMessage& message) {
  html::JsonWriter json;
  json.object([&] {
    if (message.to.is_named()) {
      json.member("chat_id", message.to.text());
    } else {
      json.member("chat_id", parse_integer(message.to.text()).value());
    }
    json.member("text", message.markup);
    json.member("parse_mode", "HTML");
    if (message.choices.empty()) return;
    json.object("reply_markup", [&] {
      json.array("inline_keyboard", [&] {
        for (const Choice& choice : message.choices) {
          json.array([&] {
            json.object([&] {
              json.member("text", choice.label);
              json.member("callback_data", choice.data);
            });
          });
        }
      });
    });
  });
  return std::move(json).take();
}

SendOutcome with_moved_to(SendOutcome outcome, TelegramChat moved_to) {
  outcome.moved_to = std::move(moved_to);
  return outcome;
}

}  // namespace

TelegramChannel::TelegramChannel(TelegramSettings settings, const net::HttpClient& client,
                                 const Clock& clock, const Log& log)
    : settings_(std::move(settings)),
      calls_(settings_.token, settings_.api_url),
      client_(client),
      clock_(clock),
      log_(log),
      state_(State{Pace(settings_.pace), Instant{}}) {}

Span TelegramChannel::paused_for() const {
  const Instant now = clock_.now();
  const Instant until = state_.locked([](const State& state) { return state.paused_until; });
  // A clock set back must not make ten minutes of pause into days.
  return now < until && until - now <= pause_length ? until - now : Span{};
}

Readiness TelegramChannel::readiness() const {
  if (const Span paused = paused_for(); paused > Span{}) return {0, paused};
  const Instant now = clock_.now();
  return state_.locked([&](State& state) {
    const auto room = static_cast<int>(std::min<std::size_t>(state.pace.room(now), 1'000'000));
    return Readiness{room, room > 0 ? Span{} : state.pace.wait(now)};
  });
}

Span TelegramChannel::try_take(const TelegramChat& chat) {
  const Instant now = clock_.now();
  const auto audience = chat.is_group() ? Pace::Audience::group : Pace::Audience::person;
  return state_.locked([&](State& state) {
    return state.pace.try_take({chat.text(), audience}, now);
  });
}

SendOutcome TelegramChannel::send(const Addressed& addressed, const IdempotencyKey&,
                                  const std::function<void()>& about_to_leave) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::telegram);
  if (!may_go_abroad(addressed.message->kind)) return SendOutcome::given_up("telegram.not_public");
  if (paused_for() > Span{}) return SendOutcome::paused("telegram.paused");
  const Span wait = try_take(std::get<TelegramChat>(addressed.to));
  if (wait > Span{}) return SendOutcome::held_back(wait, "telegram.pace");
  const TelegramMessage message = compose_telegram(addressed, {settings_.base_url, settings_.zone});
  about_to_leave();
  TelegramAnswer answer = post(message);
  if (answer.moved_to) return follow(message, std::move(*answer.moved_to));
  return std::move(answer.outcome);
}

TelegramAnswer TelegramChannel::post(const TelegramMessage& message) {
  const Result<net::HttpAnswer> answered =
      client_.send(calls_.method("sendMessage", call_body(message), settings_.patience));
  TelegramAnswer answer = answered.ok() ? read_telegram_answer(answered->status, answered->body)
                                        : read_failure(answered.error());
  note(answer);
  return answer;
}

TelegramAnswer TelegramChannel::read_failure(const Error& error) {
  // The error's detail is not passed on: the address called holds the token.
  switch (error.refusal()) {
    case Refusal::unavailable: {
      const std::string_view what = error.message();
      if (what == "net.call.too_slow")
        return {SendOutcome::in_doubt("telegram.too_slow"), std::nullopt, {}};
      if (what == "net.call.cut") return {SendOutcome::in_doubt("telegram.cut"), std::nullopt, {}};
      return {SendOutcome::retry_after(Span{}, "telegram.unreachable"), std::nullopt, {}};
    }
    case Refusal::forbidden:
      return {SendOutcome::paused("telegram.address_refused"), std::nullopt, {}};
    case Refusal::invalid:
      if (std::string_view(error.message()) == "net.call.url") {
        return {SendOutcome::paused("telegram.address_refused"), std::nullopt, {}};
      }
      [[fallthrough]];
    case Refusal::unauthenticated:
    case Refusal::not_found:
    case Refusal::conflict:
    case Refusal::throttled:
      return {SendOutcome::in_doubt("telegram.unreadable"), std::nullopt, {}};
  }
  __builtin_unreachable();
}

void TelegramChannel::note(const TelegramAnswer& answer) {
  const Instant now = clock_.now();
  if (answer.stop > Span{}) {
    state_.locked([&](State& state) { state.pace.stop_until(now + answer.stop); });
    log_.warning("telegram_asked_us_to_slow_down", {{"for", answer.stop}});
  }
  if (answer.outcome.ended == SendOutcome::Ended::channel_paused) {
    state_.locked([&](State& state) { state.paused_until = now + pause_length; });
    log_.error(
        "telegram_paused",
        {{"for", pause_length},
         LogField::operator_text("reason", answer.outcome.reason),
         {"because",
          "Telegram refuses the bot token or its address may not be called: check [telegram]"}});
  }
}

SendOutcome TelegramChannel::follow(TelegramMessage message, TelegramChat moved_to) {
  message.to = moved_to;
  if (const Span wait = try_take(message.to); wait > Span{}) {
    return with_moved_to(SendOutcome::retry_after(wait, "telegram.moved"), std::move(moved_to));
  }
  TelegramAnswer answer = post(message);
  if (answer.moved_to) {  // moved twice: take the newer address and come back
    return with_moved_to(SendOutcome::retry_after(Span{}, "telegram.moved"),
                         std::move(*answer.moved_to));
  }
  return with_moved_to(std::move(answer.outcome), std::move(moved_to));
}

}  // namespace kentongan::channels
