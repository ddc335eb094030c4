// Whatever bytes come as a mail, they are refused or become words in UTF-8, and the same bytes
// always have the same id.
#include "base/text.hpp"
#include "channels/mail_in.hpp"

#include <cstdint>
#include <cstdlib>

using namespace kentongan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const auto once = channels::read_mail(raw, {});
  if (!once.ok()) return 0;
  if (!is_utf8(once->text) || once->external_id.empty()) std::abort();
  if (channels::read_mail(raw, {})->external_id != once->external_id) std::abort();
  return 0;
}
