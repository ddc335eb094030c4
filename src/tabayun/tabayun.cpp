#include "tabayun/tabayun.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "tabayun/archive.hpp"

#include <utility>

namespace kentongan::tabayun {

Tabayun::Tabayun(const people::Surroundings& surroundings, std::function<std::string()> receipt_key,
                 std::shared_ptr<const match::Embedder> embedder)
    : outside_(surroundings),
      give_receipt_key_(std::move(receipt_key)),
      archive_(std::make_unique<Archive>()) {
  if (embedder) archive_->directions = std::make_unique<Directions>(std::move(embedder));
}

Tabayun::~Tabayun() = default;

const std::string& Tabayun::receipt_key() const {
  std::call_once(archive_->key_asked, [this] { archive_->receipt_key = give_receipt_key_(); });
  return archive_->receipt_key;
}

std::string Tabayun::receipt_hash(std::string_view code) const {
  return hex(hmac_sha256(receipt_key(), code));
}

}  // namespace kentongan::tabayun
