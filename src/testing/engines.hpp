// Both engines, for suites that make the same promises on each:
//
//   class Outbox : public ::testing::TestWithParam<db::Engine> {
//     std::unique_ptr<db::Db> db = testing::open_new(GetParam());
//   };
//   INSTANTIATE_TEST_SUITE_P(On, Outbox, testing::both_engines, testing::name_of_engine);
#pragma once

#include "db/db.hpp"
#include "testing/postgres_server.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace kentongan::testing {

/// A new empty database: SQLite in memory, or a place in the test's own PostgreSQL.
[[nodiscard]] inline std::unique_ptr<db::Db> open_new(db::Engine engine) {
  if (engine == db::Engine::sqlite) return db::open_in_memory();
  return db::open({.where = PostgresServer::shared().new_database()}).value();
}

inline const auto both_engines = ::testing::Values(db::Engine::sqlite, db::Engine::postgres);

[[nodiscard]] inline std::string name_of_engine(const ::testing::TestParamInfo<db::Engine>& info) {
  return info.param == db::Engine::sqlite ? "Sqlite" : "Postgres";
}

}  // namespace kentongan::testing
