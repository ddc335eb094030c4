// Reads any bytes as a webhook of WhatsApp: no crash, and what is believed keeps what Incoming
// promises.
#include "base/bug.hpp"
#include "base/text.hpp"
#include "channels/whatsapp_webhook.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kentongan::channels;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  KENTONGAN_BUG_IF(check_whatsapp_signature(body, body, "secret"));
  const auto webhook = read_whatsapp_webhook(body, "106540352242922");
  if (!webhook.ok()) return 0;
  for (const Incoming& incoming : webhook->incoming) {
    KENTONGAN_BUG_IF(incoming.external_id.empty());
    KENTONGAN_BUG_IF(way_of(incoming.reply_to) != Way::whatsapp);
    KENTONGAN_BUG_IF(!kentongan::is_utf8(incoming.text));
    for (const auto& attachment : incoming.attachments) KENTONGAN_BUG_IF(attachment.handle.empty());
  }
  for (const WhatsAppStatus& status : webhook->statuses) KENTONGAN_BUG_IF(status.message.empty());
  return 0;
}
