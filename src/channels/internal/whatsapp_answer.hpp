// What an answer of the Cloud API means for one message, and for everybody else's. Pure.
#pragma once

#include "channels/channel.hpp"

#include <cstdint>
#include <string_view>

namespace kentongan::channels {

struct WhatsAppAnswer {
  SendOutcome outcome;
  /// The recipient's 24 hours are over: only a template may be sent.
  bool needs_template = false;
  bool template_refused = false;
  /// Nobody may be written to for so long.
  Span stop{};
};

/// `body` may be anything: cut, no JSON, another server's page.
/// Source: Meta, Cloud API, "Error codes".
[[nodiscard]] WhatsAppAnswer read_whatsapp_answer(int status, std::string_view body);
/// Meta's `error.code` in an answer, or -1.
[[nodiscard]] std::int64_t whatsapp_error_code(std::string_view body);

}  // namespace kentongan::channels
