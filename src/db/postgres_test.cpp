// What only PostgreSQL can do to us.
#include "db/db.hpp"
#include "db/internal/postgres_connection.hpp"
#include "testing/postgres_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

namespace kentongan::db {
namespace {

using kentongan::testing::PostgresServer;

std::unique_ptr<Db> open_at(const std::string& url) {
  auto opened = open({.where = url, .readers = 4});
  if (!opened.ok()) throw std::runtime_error(opened.error().detail());
  return std::move(opened).value();
}

const std::vector<Migration>& counters() {
  static const std::vector<Migration> steps{
      {"20261121a_counters",
       "CREATE TABLE counters(id BIGINT PRIMARY KEY, count BIGINT NOT NULL);\n"
       "INSERT INTO counters(id, count) VALUES(1, 0), (2, 0);"}};
  return steps;
}

Result<std::int64_t> count_up(Db& db, std::int64_t id) {
  return db.write([&](Tx& tx) -> Result<std::int64_t> {
    return tx.run("UPDATE counters SET count = count + 1 WHERE id = ?1", id);
  });
}

std::int64_t sum(Db& db) {
  return db.read([](Tx& tx) { return tx.row("SELECT SUM(count) FROM counters")->integer(0); });
}

TEST(Postgres, InTheOrderOfADictionaryIsRefusedWithTheRemedy) {
  const auto opened = open({.where = PostgresServer::shared().new_dictionary_database()});
  ASSERT_FALSE(opened.ok());
  EXPECT_STREQ(opened.error().message(), "db.postgres.collation");
}

TEST(Postgres, ThatIsNotThereIsRefused) {
  const auto opened = open({.where = "postgresql:///nothing?host=/nowhere"});
  ASSERT_FALSE(opened.ok());
  EXPECT_STREQ(opened.error().message(), "db.unreachable");
}

TEST(Postgres, IsSharedByTwoNodesThatStartAtOnce) {
  const std::string url = PostgresServer::shared().new_database();
  const auto first = open_at(url);
  const auto second = open_at(url);
  std::jthread other([&] { EXPECT_TRUE(second->migrate(counters(), Instant()).ok()); });
  EXPECT_TRUE(first->migrate(counters(), Instant()).ok());
  other.join();

  EXPECT_TRUE(count_up(*first, 1).ok());
  EXPECT_TRUE(count_up(*second, 1).ok());
  EXPECT_EQ(sum(*first), 2);
}

TEST(Postgres, CarriesNewsFromOneNodeToTheOther) {
  const std::string url = PostgresServer::shared().new_database();
  const auto first = open_at(url);
  const auto second = open_at(url);
  std::uint64_t seen = 0;
  // Until the listener stands, an announcement may pass unheard: that is what time-outs are for.
  std::atomic<bool> heard = false;
  std::jthread announcer([&] {
    while (!heard) {
      first->announce();
      (void)first->wait_for_news(first->wait_for_news(0, Span(0)), std::chrono::milliseconds(5));
    }
  });
  for (int news = 0; news < 3;) {
    const std::uint64_t now = second->wait_for_news(seen, std::chrono::seconds(10));
    ASSERT_NE(now, seen);
    seen = now;
    ++news;
  }
  heard = true;
}

TEST(Postgres, ADeadlockIsResolvedByTryingAgain) {
  const auto db = open_at(PostgresServer::shared().new_database());
  ASSERT_TRUE(db->migrate(counters(), Instant()).ok());
  std::latch both_hold_one(2);
  const auto cross = [&](std::int64_t first, std::int64_t then) {
    bool waited = false;
    const auto crossed = db->write([&](Tx& tx) -> Result<std::int64_t> {
      tx.run("UPDATE counters SET count = count + 1 WHERE id = ?1", first);
      if (!waited) both_hold_one.arrive_and_wait();
      waited = true;
      return tx.run("UPDATE counters SET count = count + 1 WHERE id = ?1", then);
    });
    EXPECT_TRUE(crossed.ok());
  };
  std::jthread other([&] { cross(2, 1); });
  cross(1, 2);
  other.join();
  EXPECT_EQ(sum(*db), 4);
}

TEST(Postgres, APoolWhoseConnectionsWereCutHealsUnseen) {
  const auto db = open_at(PostgresServer::shared().new_database());
  ASSERT_TRUE(db->migrate(counters(), Instant()).ok());
  const auto butcher = open_at(PostgresServer::shared().new_database());
  for (int turn = 0; turn < 5; ++turn) {
    butcher->read([](Tx& tx) {
      (void)tx.rows(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
    });
    EXPECT_TRUE(count_up(*db, 1).ok());
    EXPECT_EQ(sum(*db), turn + 1);
  }
}

TEST(Postgres, LostInTheMiddleOfACommandIsAFailureAndNothingIsKept) {
  const auto db = open_at(PostgresServer::shared().new_database());
  ASSERT_TRUE(db->migrate(counters(), Instant()).ok());
  try {
    (void)db->write([&](Tx& tx) -> Result<std::int64_t> {
      tx.run("UPDATE counters SET count = 7 WHERE id = 1");
      tx.each("SELECT pg_terminate_backend(pg_backend_pid())", [](const Row&) {});
      return tx.run("UPDATE counters SET count = 8 WHERE id = 1");
    });
    FAIL() << "the connection was cut";
  } catch (const DbFailure& failure) {
    EXPECT_EQ(failure.kind(), DbFailure::Kind::lost);
  }
  EXPECT_EQ(sum(*db), 0);
}

TEST(Postgres, StoppedAndStartedAgainLosesNothingAcknowledged) {
  const auto db = open_at(PostgresServer::shared().new_database());
  ASSERT_TRUE(db->migrate(counters(), Instant()).ok());
  ASSERT_TRUE(count_up(*db, 1).ok());
  PostgresServer::shared().stop();
  EXPECT_THROW((void)count_up(*db, 1), DbFailure);
  EXPECT_THROW((void)sum(*db), DbFailure);
  PostgresServer::shared().start();
  EXPECT_TRUE(count_up(*db, 1).ok());
  EXPECT_EQ(sum(*db), 2);
}

TEST(Postgres, ThatDoesNotAnswerInTimeIsLost) {
  PostgresConnection connection(PostgresServer::shared().new_database());
  try {
    connection.execute_once("SELECT pg_sleep(60)", std::chrono::milliseconds(30));
    FAIL() << "it should have been too late";
  } catch (const DbFailure& failure) {
    EXPECT_EQ(failure.kind(), DbFailure::Kind::lost);
  }
  EXPECT_FALSE(connection.is_sound());
}

TEST(Postgres, ASwallowedFailureIsABugNotASilentRollback) {
  const auto db = open_at(PostgresServer::shared().new_database());
  ASSERT_TRUE(db->migrate(counters(), Instant()).ok());
  EXPECT_THROW((void)db->write([&](Tx& tx) -> Result<> {
    try {
      tx.run("INSERT INTO counters(id, count) VALUES(1, 1)");
    } catch (const ConstraintFailure&) {
      return {};
    }
    return {};
  }),
               Bug);
}

TEST(Postgres, IsBackedUpByItsOwnTool) {
  const auto db = open_at(PostgresServer::shared().new_database());
  const Result<> outcome = db->backup_to("/tmp/never");
  ASSERT_FALSE(outcome.ok());
  EXPECT_STREQ(outcome.error().message(), "db.backup.postgres");
}

}  // namespace
}  // namespace kentongan::db
