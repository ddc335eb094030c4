#include "channels/email.hpp"

#include "base/text.hpp"

#include <utility>

namespace kentongan::channels {
namespace {

constexpr int many = 1000;  // what one leasing may take; the server sets the pace by answering
constexpr Span pause_length = std::chrono::minutes(5);

/// Whether the server refuses us, not the message. Source: RFC 4954 section 6.
bool is_about_us(int code) { return code == 530 || code == 534 || code == 535 || code == 538; }

}  // namespace

EmailChannel::EmailChannel(EmailSettings settings, const Clock& clock, const Log& log)
    : settings_(std::move(settings)), clock_(clock), log_(log) {}

EmailChannel::~EmailChannel() = default;

Readiness EmailChannel::readiness() const {
  const Instant now = clock_.now();
  const Instant until =
      standing_.locked([](const Standing& standing) { return standing.paused_until; });
  // A clock set back must not make five minutes of pause into days.
  if (now < until && until - now <= pause_length) return {0, until - now};
  return {many, Span{}};
}

EmailChannel::Connection EmailChannel::take_connection() {
  Connection connection = idle_.locked([](std::vector<Connection>& idle) {
    if (idle.empty()) return Connection();
    Connection last = std::move(idle.back());
    idle.pop_back();
    return last;
  });
  return connection ? std::move(connection)
                    : std::make_unique<net::SmtpConnection>(settings_.server);
}

void EmailChannel::give_back(Connection connection) {
  idle_.locked([&](std::vector<Connection>& idle) { idle.push_back(std::move(connection)); });
}

SendOutcome EmailChannel::send(const Addressed& addressed, const IdempotencyKey& key,
                               const std::function<void()>& about_to_leave) {
  KENTONGAN_BUG_IF(way_of(addressed.to) != Way::email);
  if (readiness().messages == 0) return SendOutcome::paused("smtp.not_let_in");
  EmailMessage mail = compose_email(addressed, {settings_.identity, key, clock_.now()});
  Connection connection = take_connection();
  const net::SmtpOutcome outcome =
      connection->send({mail.from.text(), mail.to.text(), std::move(mail.bytes)}, about_to_leave);
  give_back(std::move(connection));
  return read_outcome(outcome);
}

SendOutcome EmailChannel::read_outcome(const net::SmtpOutcome& outcome) {
  using Kind = net::SmtpOutcome::Kind;
  note_reach(
      outcome.kind == Kind::unreachable ? Standing::Reach::unreachable : Standing::Reach::reachable,
      outcome.detail);
  if (is_about_us(outcome.code)) return pause(outcome.code);
  const std::string code = outcome.code == 0 ? "smtp.refused" : format("smtp.{}", outcome.code);
  switch (outcome.kind) {
    case Kind::delivered: return SendOutcome::delivered();
    case Kind::refused_for_now: return SendOutcome::retry_after(Span{}, code);
    case Kind::refused_for_good: return SendOutcome::given_up(code);
    case Kind::unreachable:
      return outcome.in_doubt ? SendOutcome::in_doubt("smtp.in_doubt")
                              : SendOutcome::retry_after(Span{}, "smtp.unreachable");
  }
  __builtin_unreachable();
}

SendOutcome EmailChannel::pause(int code) {
  const Instant until = clock_.now() + pause_length;
  standing_.locked([&](Standing& standing) { standing.paused_until = until; });
  log_.error("email_paused",
             {{"code", code},
              {"for", pause_length},
              {"because", "the mail server does not let us in: check smtp.user and its password"}});
  return SendOutcome::paused("smtp.not_let_in");
}

void EmailChannel::note_reach(Standing::Reach reach, const std::string& detail) {
  const auto before =
      standing_.locked([&](Standing& standing) { return std::exchange(standing.reach, reach); });
  if (before == reach) return;
  if (reach == Standing::Reach::unreachable) {
    log_.warning("mail_server_unreachable", {LogField::operator_text("detail", detail)});
  } else if (before == Standing::Reach::unreachable) {
    log_.info("mail_server_reachable_again");
  }
}

}  // namespace kentongan::channels
