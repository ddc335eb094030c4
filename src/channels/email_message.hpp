// A message as an e-mail. Pure; sending is email.hpp.
#pragma once

#include "base/calendar.hpp"
#include "channels/channel.hpp"
#include "channels/email_address.hpp"

#include <optional>
#include <string>

namespace kentongan::channels {

/// As whom we write; from the configuration.
struct EmailIdentity {
  std::string name;   ///< shown: `Kabar Majalengka`
  EmailAddress from;  ///< envelope and From
  std::optional<EmailAddress> reply_to;
  std::string
      base_url;  ///< of the site; its host stands behind the `@` of Message-ID and in List-Id
  Zone zone = Zone::wib;
};

struct EmailMessage {
  EmailAddress from;
  EmailAddress to;
  std::string message_id;  ///< `<d-0c4k3v0q2m8ad@kabar.example.id>`: the same for every attempt
  std::string bytes;       ///< header and body with CRLF line ends, not dot-stuffed
};

/// multipart/alternative with Date `now`, Auto-Submitted, List-Id, and where there is a
/// subscription List-Unsubscribe and List-Unsubscribe-Post. A copy that may be the second carries
/// `Kentongan-Possible-Duplicate: yes`.
/// Errors: throws `Bug` when `addressed` is not for e-mail.
/// Source: RFC 5322, 2047, 2369, 2919, 3834 (Auto-Submitted), 8058 (one-click).
struct EmailOccasion {
  const EmailIdentity& identity;
  const IdempotencyKey& key;
  Instant now;
};
[[nodiscard]] EmailMessage compose_email(const Addressed& addressed, const EmailOccasion& occasion);

}  // namespace kentongan::channels
