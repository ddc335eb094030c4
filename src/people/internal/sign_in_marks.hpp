// The only SQL about the marks that failed attempts leave.
#pragma once

#include "db/db.hpp"
#include "people/throttle.hpp"

#include <string>

namespace kentongan::people {

class SignInMarks {
 public:
  /// The mark of a bucket, held until the end of the transaction, so that attempts at one bucket
  /// are counted one after the other on PostgreSQL too.
  [[nodiscard]] static Mark hold(db::Tx& tx, const std::string& bucket);
  static void save(db::Tx& tx, const std::string& bucket, const Mark& mark);
  static void remove_old(db::Tx& tx, Instant failed_before, Instant trusted_before);
};

}  // namespace kentongan::people
