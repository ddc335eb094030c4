// The ledger's rows.
#pragma once

#include "ledger/ledger.hpp"

#include <map>

namespace kentongan::ledger {

/// The end of a regency's chain.
struct Link {
  std::int64_t position = 0;
  std::string hash;
};
using Chains = std::map<std::string, Link>;

/// An entry with what the sealer wrote beside it, as it stands in the database.
struct SealedRow {
  Entry entry;
  std::string previous_hash;
  std::string hash;
};

/// Adds an unsealed entry, marked with the number of its transaction.
void insert_entry(db::Tx& tx, const Entry& entry);
/// Whether this transaction is the sealer until it ends.
[[nodiscard]] bool become_sealer(db::Tx& tx);
/// Unsealed entries of finished transactions, in the order of their transactions.
[[nodiscard]] std::vector<Entry> find_finished(db::Tx& tx, std::int64_t limit);
void save_seal(db::Tx& tx, const SealedRow& row);

/// One link for each regency (at most the nation's 514 and the installation's own).
[[nodiscard]] Chains load_chains(db::Tx& tx);
void save_chain(db::Tx& tx, const std::string& regency, const Link& link);

[[nodiscard]] std::vector<Entry> find_after(db::Tx& tx, std::int64_t position, std::int64_t limit);
[[nodiscard]] std::vector<Entry> find_about(db::Tx& tx, std::int64_t subject, std::int64_t limit);
/// For proving: sealed rows after `position`, whatever it is.
[[nodiscard]] std::vector<SealedRow> find_sealed_after(db::Tx& tx, std::int64_t position,
                                                       std::int64_t limit);
[[nodiscard]] std::int64_t find_last_position(db::Tx& tx);

}  // namespace kentongan::ledger
