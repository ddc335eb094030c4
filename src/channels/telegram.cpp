#include "channels/telegram.hpp"

#include "base/text.hpp"
#include "html/json.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::channels {
namespace {

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
      gate_(settings_.pace) {}

Readiness TelegramChannel::readiness() const { return gate_.readiness(clock_.now()); }

Span TelegramChannel::try_take(const TelegramChat& chat) {
  const auto audience = chat.is_group() ? Pace::Audience::group : Pace::Audience::person;
  return gate_.try_take({chat.text(), audience}, clock_.now());
}

SendOutcome TelegramChannel::send(const Addressed& addressed, const IdempotencyKey&,
                                  const std::function<void()>& about_to_leave) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::telegram);
  if (!may_go_abroad(addressed.message->kind)) return SendOutcome::given_up("telegram.not_public");
  if (gate_.paused_for(clock_.now()) > Span{}) return SendOutcome::paused("telegram.paused");
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
  TelegramAnswer answer =
      answered.ok() ? read_telegram_answer(answered->status, answered->body)
                    : TelegramAnswer{outcome_of_failed_call(answered.error(), "telegram"), {}, {}};
  note(answer);
  return answer;
}

void TelegramChannel::note(const TelegramAnswer& answer) {
  const Instant now = clock_.now();
  if (answer.stop > Span{}) {
    gate_.stop_until(now + answer.stop);
    log_.warning("telegram_asked_us_to_slow_down", {{"for", answer.stop}});
  }
  if (answer.outcome.ended == SendOutcome::Ended::channel_paused) {
    gate_.pause(now);
    log_.error(
        "telegram_paused",
        {{"for", length_of_pause},
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
