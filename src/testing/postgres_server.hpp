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

  /// The url of a place that is new and empty: a schema of its own, which is quicker to make than a
  /// database and looks like one to whoever opens the url.
  [[nodiscard]] std::string new_database();
  /// The same in the order of a dictionary instead of code points, to be refused.
  [[nodiscard]] std::string new_dictionary_database();
  /// Stops as after a power cut (SIGQUIT), or starts again on the same data.
  void stop();
  void start();

 private:
  PostgresServer();
  void run_client(const std::string& program, std::vector<std::string> words);
  [[nodiscard]] std::string url_of(const std::string& database) const;
  void wait_until_ready();

  TempFolder folder_;
  pid_t pid_ = -1;
  int databases_ = 0;
};

}  // namespace kentongan::testing
