// What WhatsApp hands over: is it WhatsApp's, and what somebody sent us. Pure.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "channels/incoming.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::channels {

inline constexpr std::size_t most_whatsapp_webhook_bytes = 3 * 1024 * 1024;  // Meta's own limit

/// Whether `raw_body`, byte for byte as it came and before anything has read it, was signed by
/// Meta: `header` is X-Hub-Signature-256, `sha256=` and 64 hexadecimal digits. An empty secret is
/// never right. In time that depends on the lengths only. Source: Meta, "Webhooks: Validate
/// payloads"; RFC 2104.
[[nodiscard]] bool check_whatsapp_signature(std::string_view raw_body, std::string_view header,
                                            std::string_view app_secret);

/// What Meta asks with when the address of a webhook is set (query of a GET).
struct WhatsAppVerification {
  std::string_view mode;       ///< hub.mode
  std::string_view token;      ///< hub.verify_token
  std::string_view challenge;  ///< hub.challenge
};
/// The body of the answer 200; nothing: answer 403.
[[nodiscard]] std::optional<std::string> answer_whatsapp_verification(
    const WhatsAppVerification& asked, std::string_view verify_token);

/// How far a message of ours came.
struct WhatsAppStatus {
  enum class State { sent, delivered, read, failed };
  std::string message;  ///< wamid of what we sent
  State state = State::sent;
  WhatsAppNumber recipient;
  Instant at = {};
  std::int64_t code = 0;  ///< of `failed`: Meta's error code; 131026: cannot be reached
};

struct WhatsAppWebhook {
  std::vector<Incoming> incoming;
  std::vector<WhatsAppStatus> statuses;
  std::size_t malformed = 0;  ///< messages and statuses that could not be read; the rest stands
};

/// Messages and statuses for our number; those of other numbers of the same account, groups,
/// reactions and system messages are left out. `Incoming::external_id` is the wamid: Meta repeats a
/// webhook for days, and the same message may come in two. A sticker, a place, a contact comes as
/// an empty Incoming.
///
/// Errors: invalid `channels.whatsapp.malformed`: larger than `most_whatsapp_webhook_bytes`, no
/// JSON, nested more than 32 deep, not of a WhatsApp account.
/// Source: Meta, Cloud API webhooks, Graph v23.0.
[[nodiscard]] Result<WhatsAppWebhook> read_whatsapp_webhook(std::string_view body,
                                                            std::string_view phone_number_id);

}  // namespace kentongan::channels
