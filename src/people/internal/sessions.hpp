// The only SQL about sessions.
#pragma once

#include "db/db.hpp"
#include "people/account.hpp"

#include <optional>
#include <string>

namespace kentongan::people {

struct StoredSession {
  std::string token_hash;  ///< SHA-256
  Id<Account> account;
  Instant created_at;
  Instant last_seen_at;
  Instant expires_at;
};

class Sessions {
 public:
  static void add(db::Tx& tx, const StoredSession& session);
  [[nodiscard]] static std::optional<StoredSession> find(db::Tx& tx, const std::string& token_hash);
  static void touch(db::Tx& tx, const std::string& token_hash, Instant now);
  static void remove(db::Tx& tx, const std::string& token_hash);
  static void remove_all(db::Tx& tx, Id<Account> account);
  static void remove_over(db::Tx& tx, Instant now, Instant idle_since);
};

}  // namespace kentongan::people
