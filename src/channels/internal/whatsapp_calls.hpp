// Calls of Meta's Cloud API, with the token in them.
#pragma once

#include "base/result.hpp"
#include "net/client.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

namespace kentongan::channels {

/// A token of a system user of a Meta business. Has no log overload; only calls read it.
class WhatsAppToken {
 public:
  /// At least 20 letters, digits, `-`, `_`, `.`.
  /// Errors: invalid `channels.whatsapp.token_malformed` (without the text).
  [[nodiscard]] static Result<WhatsAppToken> parse(std::string_view text);

 private:
  friend class WhatsAppCalls;
  explicit WhatsAppToken(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

struct WhatsAppAccount {
  WhatsAppToken token;
  std::string phone_number_id;  ///< Meta's number of our number: digits
  std::string api_url = "https://graph.facebook.com/v23.0";
  std::chrono::milliseconds patience{15'000};       ///< for one answer
  std::chrono::milliseconds file_patience{60'000};  ///< for one file
};

class WhatsAppCalls {
 public:
  explicit WhatsAppCalls(WhatsAppAccount account);

  [[nodiscard]] net::HttpCall send(std::string body) const;
  [[nodiscard]] net::HttpCall find_media(std::string_view id) const;
  /// Nothing when `url` is not one that Meta's files have: https (or `api_url`'s own scheme and
  /// host), a host of Meta's.
  [[nodiscard]] Result<net::HttpCall> media(std::string_view url) const;
  [[nodiscard]] const WhatsAppAccount& account() const { return account_; }

 private:
  [[nodiscard]] net::HttpCall call(net::Method method, std::string url) const;
  // set at construction
  const WhatsAppAccount account_;
};

}  // namespace kentongan::channels
