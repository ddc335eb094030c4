// Our account at Meta, and the calls of the Cloud API other than sending: files by their id.
#pragma once

#include "base/result.hpp"
#include "channels/internal/whatsapp_calls.hpp"
#include "net/client.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace kentongan::channels {

/// What a picture, a voice note or a document may have here; Meta lets more pass.
inline constexpr std::int64_t most_whatsapp_file_bytes = std::int64_t{20} * 1024 * 1024;

/// Thread: any.
class WhatsAppApi {
 public:
  WhatsAppApi(WhatsAppAccount account, const net::HttpClient& client);

  /// The bytes behind `Attachment::handle`: asked for their address, which is good for five
  /// minutes, then fetched. The token goes to Meta's hosts only (or to `api_url`'s own). Errors:
  ///   unauthenticated `channels.whatsapp.token_refused`  190, 401
  ///   throttled       `channels.whatsapp.throttled`      429, 4, 80007, 130429
  ///   not_found       `channels.whatsapp.no_file`        no such file any more (Meta keeps 30
  ///   days) invalid         `channels.whatsapp.file_too_large` over `most_whatsapp_file_bytes`
  ///   forbidden       `channels.whatsapp.address_refused` an address that is not Meta's
  ///   unavailable     `channels.whatsapp.unavailable`    5xx, no answer
  ///   invalid         `channels.whatsapp.malformed`      an answer of another shape, other bytes
  [[nodiscard]] Result<std::string> fetch(std::string_view handle) const;

 private:
  // set at construction
  const WhatsAppCalls calls_;
  const net::HttpClient& client_;
};

}  // namespace kentongan::channels
