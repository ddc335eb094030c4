#pragma once

#include "testing/temp_folder.hpp"

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace kentongan::testing {

/// Debian's PostgreSQL 15 on a private socket in a temporary folder, started when a test program
/// first asks and stopped with it. Without fsync: for tests of meaning, not of power cuts.
///
///   auto db = db::open({.where = PostgresServer::shared().new_database()});
class PostgresServer {
 public:
  /// Errors: throws `Bug` with what is missing when it cannot be started.
  [[nodiscard]] static PostgresServer& shared();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  /// The url of a new, empty database with the C collation. Cost: about 50 ms.
  [[nodiscard]] std::string new_database();
  /// The same in the order of a dictionary instead of code points, to be refused.
  [[nodiscard]] std::string new_dictionary_database();
  /// Stops as after a power cut (SIGQUIT), or starts again on the same data.
  void stop();
  void start();

 private:
  PostgresServer();
  [[nodiscard]] std::string create(const std::vector<std::string>& how);
  [[nodiscard]] std::string url_of(const std::string& database) const;
  void wait_until_ready();

  TempFolder folder_;
  pid_t pid_ = -1;
  int databases_ = 0;
};

}  // namespace kentongan::testing
