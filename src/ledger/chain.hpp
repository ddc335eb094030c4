// How entries are chained, so that nobody can change, remove or add one unnoticed.
//
//   hash = SHA-256( previous hash of the regency, position, id, regency, kind, subject, actor,
//                   detail, at )
//
// each field written as a netstring (`5:32.10,`), numbers in decimal, so that no two lists of
// fields look alike; the first entry of a regency has an empty previous hash.
#pragma once

#include "ledger/ledger.hpp"

namespace kentongan::ledger {

/// 32 bytes.
[[nodiscard]] std::string hash_of(const Entry& entry, std::string_view previous_hash);

}  // namespace kentongan::ledger
