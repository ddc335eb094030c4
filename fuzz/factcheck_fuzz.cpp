// Reads any bytes as a file of fact checks: no crash, and what is taken is clean.
#include "tabayun/factcheck_file.hpp"
#include "tabayun/question.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kentongan;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto file = tabayun::read_factchecks(bytes); file.ok()) {
    for (const tabayun::FactcheckRecord& record : file->records) {
      KENTONGAN_BUG_IF(record.external_id.empty() || record.finding.title.empty());
      KENTONGAN_BUG_IF(!is_utf8(record.external_id) || !is_utf8(record.finding.title));
      KENTONGAN_BUG_IF(!is_utf8(record.finding.claim) || !is_utf8(record.finding.explanation));
      KENTONGAN_BUG_IF(record.finding.claim.find('\0') != std::string::npos);
    }
    KENTONGAN_BUG_IF(file->seen < static_cast<std::int64_t>(file->records.size()));
  }
  (void)tabayun::read_wordings(bytes);
  (void)tabayun::prepare_question(bytes);
  (void)tabayun::parse_receipt(bytes);
  (void)tabayun::parse_address(bytes);
  return 0;
}
