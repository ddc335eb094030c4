// Handing a message to a mail server, one connection for many.
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace kentongan::net {

struct SmtpSettings {
  std::string host = "127.0.0.1";
  std::uint16_t port = 25;
  std::string user = {};  ///< empty: no sign-in
  std::string password = {};
  /// `starttls` never falls back to plain text; `required` is TLS from the first byte on port 465
  /// and STARTTLS on any other.
  enum class Tls { none, starttls, required };
  Tls tls = Tls::starttls;
  std::string certificates = {};  ///< a file of trusted roots instead of the system's
  /// Whether the server may be on this machine or in a private network.
  enum class Private { refused, allowed };
  Private private_addresses = Private::refused;
  std::string our_name = "localhost";  ///< said in EHLO
  std::chrono::seconds patience{60};   ///< for one reply of the server
};

struct SmtpEnvelope {
  std::string from;  ///< a bare address
  std::string to;    ///< a bare address
  std::string
      bytes;  ///< header and body; any line ends, sent as CRLF, dots doubled where they must be
};

struct SmtpOutcome {
  enum class Kind {
    delivered,
    refused_for_now,   ///< 4xx; also a refused sign-in or a server that turns everybody away
    refused_for_good,  ///< 5xx for this sender, recipient or message, or an address that cannot be
                       ///< sent
    unreachable,
  };
  Kind kind = Kind::unreachable;
  int code = 0;  ///< of the server, 0 when it said nothing
  /// The whole message left and the answer did not come: it may have been delivered.
  bool in_doubt = false;
  std::string detail;  ///< libcurl's words; no address, no text of the message
};

/// Thread: one at a time; one connection a sending thread.
class SmtpConnection {
 public:
  explicit SmtpConnection(SmtpSettings settings);
  ~SmtpConnection();
  SmtpConnection(const SmtpConnection&) = delete;
  SmtpConnection& operator=(const SmtpConnection&) = delete;

  /// Sends one message, reusing the connection of the one before; a kept connection that has died
  /// in between is replaced without the caller noticing. `about_to_finish` is called once, right
  /// before the last byte of the message is handed over: what must be written down before the point
  /// of no return, it writes down. It may block; when it throws, the message is not sent and the
  /// exception comes out of `send`.
  [[nodiscard]] SmtpOutcome send(const SmtpEnvelope& envelope,
                                 const std::function<void()>& about_to_finish);

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace kentongan::net
