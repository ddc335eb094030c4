// Reads any bytes as an update of Telegram, alone and in a batch: no crash, and what is believed
// keeps what Incoming promises.
#include "base/bug.hpp"
#include "base/text.hpp"
#include "channels/telegram_update.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

void check(const kentongan::channels::TelegramUpdate& update) {
  KENTONGAN_BUG_IF(update.update_id <= 0 || update.update_id >= std::int64_t{1} << 52);
  if (!update.incoming) return;
  KENTONGAN_BUG_IF(update.is_malformed);
  KENTONGAN_BUG_IF(update.incoming->external_id != std::to_string(update.update_id));
  KENTONGAN_BUG_IF(!kentongan::is_utf8(update.incoming->text));
  KENTONGAN_BUG_IF(!kentongan::is_utf8(update.incoming->quoted));
  KENTONGAN_BUG_IF(update.incoming->press && update.incoming->press->data.size() > 64);
  for (const auto& attachment : update.incoming->attachments) {
    KENTONGAN_BUG_IF(attachment.handle.empty() || attachment.size < 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kentongan::channels;
  const TelegramMe me{1234567, "kentongan_bot"};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto alone = read_telegram_update(text, me);
  if (alone.ok()) check(*alone);
  const auto batch =
      read_telegram_updates(R"({"ok":true,"result":[)" + std::string(text) + "]}", me);
  if (batch.ok()) {
    for (const TelegramUpdate& update : *batch) check(update);
  }
  KENTONGAN_BUG_IF(alone.ok() && !batch.ok());
  return 0;
}
