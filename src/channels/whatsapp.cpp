#include "channels/whatsapp.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::channels {
namespace {

/// A little less than the 24 hours: their clock is not ours, and the message is still on its way.
constexpr Span window = std::chrono::hours(24) - std::chrono::minutes(10);

/// News by template would be advertising.
bool is_owed(MessageKind kind) {
  switch (kind) {
    case MessageKind::ticket:
    case MessageKind::answer:
    case MessageKind::verdict:
    case MessageKind::correction:
    case MessageKind::withdrawal: return true;
    case MessageKind::item:
    case MessageKind::confirmation:
    case MessageKind::notice: return false;
  }
  __builtin_unreachable();
}

}  // namespace

WhatsAppChannel::WhatsAppChannel(WhatsAppSettings settings, const net::HttpClient& client,
                                 const Clock& clock, const Log& log)
    : settings_(std::move(settings)),
      calls_(settings_.account),
      client_(client),
      clock_(clock),
      log_(log),
      gate_(settings_.pace) {}

Readiness WhatsAppChannel::readiness() const { return gate_.readiness(clock_.now()); }

bool WhatsAppChannel::is_window_open(const WhatsAppNumber& number) const {
  if (!settings_.last_heard) return false;
  const auto heard = settings_.last_heard(number);
  return heard && clock_.now() - *heard < window;
}

bool WhatsAppChannel::may_use_template(const Message& message) const {
  return settings_.message_template && is_owed(message.kind);
}

SendOutcome WhatsAppChannel::send(const Addressed& addressed, const IdempotencyKey&,
                                  const std::function<void()>& about_to_leave) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::whatsapp);
  const Message& message = *addressed.message;
  if (!may_go_abroad(message.kind)) return SendOutcome::given_up("whatsapp.not_public");
  if (gate_.paused_for(clock_.now()) > Span{}) return SendOutcome::paused("whatsapp.paused");
  const auto& number = std::get<WhatsAppNumber>(addressed.to);
  const bool is_open = is_window_open(number);
  if (!is_open && !may_use_template(message))
    return SendOutcome::given_up("whatsapp.window_closed");
  const Span wait = gate_.try_take({number.text(), Pace::Audience::person}, clock_.now());
  if (wait > Span{}) return SendOutcome::held_back(wait, "whatsapp.pace");

  const WhatsAppOccasion occasion{settings_.base_url, settings_.zone};
  const auto as_template = [&] {
    return compose_whatsapp_template(addressed, *settings_.message_template, occasion);
  };
  const std::string body = is_open ? compose_whatsapp(addressed, occasion) : as_template();
  about_to_leave();
  WhatsAppAnswer answer = post(body);
  // Nothing has arrived then: their 24 hours were over and ours were not.
  if (answer.needs_template && is_open && may_use_template(message)) answer = post(as_template());
  return std::move(answer.outcome);
}

WhatsAppAnswer WhatsAppChannel::post(const std::string& body) {
  const Result<net::HttpAnswer> answered = client_.send(calls_.send(body));
  WhatsAppAnswer answer =
      answered.ok()
          ? read_whatsapp_answer(answered->status, answered->body)
          : WhatsAppAnswer{.outcome = outcome_of_failed_call(answered.error(), "whatsapp")};
  note(answer);
  return answer;
}

void WhatsAppChannel::note(const WhatsAppAnswer& answer) {
  const Instant now = clock_.now();
  if (answer.stop > Span{}) {
    gate_.stop_until(now + answer.stop);
    log_.warning("whatsapp_asked_us_to_slow_down", {{"for", answer.stop}});
  }
  if (answer.template_refused) {
    log_.error("whatsapp_template_refused",
               {{"because",
                 "Meta does not take the template: check [whatsapp] template, "
                 "template_language and its state in WhatsApp Manager"}});
  }
  if (answer.outcome.ended == SendOutcome::Ended::channel_paused) {
    gate_.pause(now);
    log_.error("whatsapp_paused",
               {{"for", length_of_pause},
                LogField::operator_text("reason", answer.outcome.reason),
                {"because",
                 "Meta refuses the token or the account, or its address may not be "
                 "called: check [whatsapp] and the account at Meta"}});
  }
}

}  // namespace kentongan::channels
