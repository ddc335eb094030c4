// The only SQL that touches `exchange_sources` and `exchange_origins`.
#pragma once

#include "base/id.hpp"
#include "db/db.hpp"
#include "exchange/source.hpp"
#include "tabayun/claim.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::exchange::sources {

/// Makes its row, due at once, or brings what is shown of it up to date.
void settle(db::Tx& tx, const Source& source, Instant now);

/// What is kept of a source: how it is called, and how it went.
struct Row {
  Source source;  ///< name, kind, shown, home and licence only
  SourceState state;
};
[[nodiscard]] std::vector<Row> list(db::Tx& tx);
[[nodiscard]] std::optional<Row> find(db::Tx& tx, const std::string& name);

/// False when somebody else holds it.
[[nodiscard]] bool lease(db::Tx& tx, const std::string& name, const std::string& holder,
                         Instant now, Instant until);
/// Writes the state down and gives the lease back; false when it was lost meanwhile.
bool save(db::Tx& tx, const SourceState& state, const std::string& holder);
/// Due now, from the front.
void wish(db::Tx& tx, const std::string& name, Instant now);

struct Origin {
  std::string source;
  Instant fetched_at;
};
void put_origin(db::Tx& tx, Id<tabayun::Claim> claim, const Origin& origin);
[[nodiscard]] std::optional<Origin> find_origin(db::Tx& tx, Id<tabayun::Claim> claim);

}  // namespace kentongan::exchange::sources
