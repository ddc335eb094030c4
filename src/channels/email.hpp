// The way out by e-mail: one SMTP server, a connection for each thread that sends at the same time.
#pragma once

#include "base/clock.hpp"
#include "base/guarded.hpp"
#include "base/log.hpp"
#include "channels/channel.hpp"
#include "channels/email_message.hpp"
#include "net/smtp.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace kentongan::channels {

struct EmailSettings {
  EmailIdentity identity;
  net::SmtpSettings server;
};

/// Outcomes: taken over by the server → delivered; 4xx and unreachable → retry (`smtp.452`,
/// `smtp.unreachable`); the answer lost → in doubt (`smtp.in_doubt`); 5xx → given up (`smtp.550`);
/// the server does not let us in (530, 534, 535, 538) → paused for five minutes, and the log says
/// so.
class EmailChannel final : public Channel {
 public:
  EmailChannel(EmailSettings settings, const Clock& clock, const Log& log);
  ~EmailChannel() override;

  [[nodiscard]] Way way() const override { return Way::email; }
  [[nodiscard]] Readiness readiness() const override;
  SendOutcome send(const Addressed& addressed, const IdempotencyKey& key,
                   const std::function<void()>& about_to_leave) override;

 private:
  using Connection = std::unique_ptr<net::SmtpConnection>;
  /// How the server treats everybody.
  struct Standing {
    enum class Reach { unknown, reachable, unreachable };
    Reach reach = Reach::unknown;
    Instant paused_until;
  };

  [[nodiscard]] Connection take_connection();
  void give_back(Connection connection);
  [[nodiscard]] SendOutcome read_outcome(const net::SmtpOutcome& outcome);
  [[nodiscard]] SendOutcome pause(int code);
  void note_reach(Standing::Reach reach, const std::string& detail);

  // set at construction
  const EmailSettings settings_;
  const Clock& clock_;
  const Log& log_;
  // guarded
  Guarded<std::vector<Connection>> idle_;
  Guarded<Standing> standing_;
};

}  // namespace kentongan::channels
