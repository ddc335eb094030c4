#include "ledger/chain.hpp"
#include "ledger/internal/entries.hpp"

#include <limits>

namespace kentongan::ledger {

namespace {

constexpr std::int64_t page = 1'000;

/// Walks the ledger from its first entry and remembers where each chain stands.
class Walk {
 public:
  [[nodiscard]] std::optional<Break> step(const SealedRow& row) {
    const Entry& entry = row.entry;
    if (entry.position != last_ + 1) return Break{last_ + 1, entry.id, entry.regency, "gap"};
    Link& link = chains_[entry.regency];
    if (row.previous_hash != link.hash || row.hash != hash_of(entry, link.hash)) {
      return Break{entry.position, entry.id, entry.regency, "hash"};
    }
    last_ = entry.position;
    link = {entry.position, row.hash};
    return std::nullopt;
  }

  /// Compares with what the sealer remembers: entries removed from the end leave no other trace.
  [[nodiscard]] std::optional<Break> finish(const Chains& remembered) const {
    for (const auto& [regency, link] : remembered) {
      const auto found = chains_.find(regency);
      const Link walked = found == chains_.end() ? Link() : found->second;
      if (walked.position < link.position) return Break{last_ + 1, 0, regency, "missing"};
      if (walked.position != link.position || walked.hash != link.hash) {
        return Break{walked.position, 0, regency, "hash"};
      }
    }
    for (const auto& [regency, link] : chains_) {
      if (!remembered.contains(regency)) return Break{link.position, 0, regency, "missing"};
    }
    return std::nullopt;
  }

 private:
  std::int64_t last_ = 0;
  Chains chains_;
};

}  // namespace

std::optional<Break> Ledger::prove(db::Tx& tx) const {
  Walk walk;
  std::int64_t position = std::numeric_limits<std::int64_t>::min();
  while (true) {
    const std::vector<SealedRow> rows = find_sealed_after(tx, position, page);
    for (const SealedRow& row : rows) {
      if (auto found = walk.step(row)) return found;
      position = row.entry.position;
    }
    if (static_cast<std::int64_t>(rows.size()) < page) break;
  }
  return walk.finish(load_chains(tx));
}

}  // namespace kentongan::ledger
