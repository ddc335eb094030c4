#include "ledger/chain.hpp"
#include "ledger/internal/entries.hpp"

#include <algorithm>
#include <set>

namespace kentongan::ledger {

namespace {

// Keeps the writer lane free for others; the caller comes back while something was sealed.
constexpr std::int64_t most_at_once = 500;

std::int64_t last_of(const Chains& chains) {
  std::int64_t last = 0;
  // Of the chains, not of the entries: a removed tail must leave a gap that shows.
  for (const auto& [regency, link] : chains) last = std::max(last, link.position);
  return last;
}

}  // namespace

std::int64_t Ledger::seal(db::Tx& tx) const {
  if (!become_sealer(tx)) return 0;
  const std::vector<Entry> finished = find_finished(tx, most_at_once);
  if (finished.empty()) return 0;

  Chains chains = load_chains(tx);
  std::set<std::string> grown;
  std::int64_t position = last_of(chains);
  for (const Entry& entry : finished) {
    Link& link = chains[entry.regency];
    SealedRow row{entry, link.hash, {}};
    row.entry.position = ++position;
    row.hash = hash_of(row.entry, row.previous_hash);
    save_seal(tx, row);
    link = {position, row.hash};
    grown.insert(entry.regency);
  }
  for (const std::string& regency : grown) save_chain(tx, regency, chains.at(regency));
  return static_cast<std::int64_t>(finished.size());
}

}  // namespace kentongan::ledger
