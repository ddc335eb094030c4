// Calls of the Bot API, with the token in them.
#pragma once

#include "channels/telegram_token.hpp"
#include "net/client.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace kentongan::channels {

/// Makes calls that neither follow a redirect nor read more than they must.
class TelegramCalls {
 public:
  TelegramCalls(const TelegramToken& token, std::string_view api_url);

  /// `POST …/bot<token>/<method>` with a JSON body.
  [[nodiscard]] net::HttpCall method(std::string_view name, std::string body,
                                     std::chrono::milliseconds patience) const;
  /// `GET …/file/bot<token>/<path>`; the path must have been checked.
  [[nodiscard]] net::HttpCall file(std::string_view path, std::chrono::milliseconds patience) const;

 private:
  // set at construction; hold the token
  const std::string methods_;
  const std::string files_;
};

}  // namespace kentongan::channels
