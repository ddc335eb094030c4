// What every room may rely on, whatever the engine: the same promises on a SQLite folder, on SQLite
// in memory and on PostgreSQL.
#include "db/db.hpp"
#include "testing/postgres_server.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <thread>

namespace kentongan::db {
namespace {

using kentongan::testing::PostgresServer;
using kentongan::testing::TempFolder;

enum class Kind { folder, memory, postgres };

std::string name_of_kind(const ::testing::TestParamInfo<Kind>& info) {
  switch (info.param) {
    case Kind::folder: return "SqliteFolder";
    case Kind::memory: return "SqliteMemory";
    case Kind::postgres: return "Postgres";
  }
  return "";
}

const std::vector<Migration>& things() {
  static const std::vector<Migration> steps{
      {"20261121a_things",
       "-- A note; with a semicolon and a quote ' inside.\n"
       "CREATE TABLE things(id BIGINT PRIMARY KEY, whole BIGINT, part DOUBLE PRECISION, words TEXT,"
       " bytes BYTEA);\n"
       "CREATE TABLE parts(id BIGINT PRIMARY KEY, thing BIGINT NOT NULL REFERENCES things(id));\n"},
      {"20261121b_seed", "INSERT INTO things(id, words) VALUES(1, 'satu; dua');\n"}};
  return steps;
}

class DbContract : public ::testing::TestWithParam<Kind> {
 protected:
  void SetUp() override {
    if (GetParam() == Kind::postgres) where_ = PostgresServer::shared().new_database();
    if (GetParam() == Kind::folder) where_ = folder_.path();
    reopen();
    ASSERT_TRUE(db_->migrate(things(), Instant::from_micros(7)).ok());
  }
  void reopen() {
    if (GetParam() == Kind::memory) {
      if (db_ == nullptr) db_ = open_in_memory();
      return;
    }
    db_.reset();
    auto opened = open({.where = where_, .readers = 8});
    ASSERT_TRUE(opened.ok()) << opened.error().detail();
    db_ = std::move(opened).value();
  }
  Result<std::int64_t> add(std::int64_t id) {
    return db_->write([&](Tx& tx) -> Result<std::int64_t> {
      return tx.run("INSERT INTO things(id, words) VALUES(?1, ?2)", id, "benda");
    });
  }
  std::int64_t count() {
    return db_->read([](Tx& tx) { return tx.row("SELECT COUNT(*) FROM things")->integer(0); });
  }

  TempFolder folder_;
  std::string where_;
  std::unique_ptr<Db> db_;
};

struct Sample {
  std::optional<std::int64_t> whole;
  std::optional<double> part;
  std::optional<std::string> words;
  std::optional<Blob> bytes;
};

TEST_P(DbContract, ValuesComeBackAsTheyWent) {
  using Limits = std::numeric_limits<std::int64_t>;
  std::string every_byte;
  for (int byte = 0; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  const std::vector<Sample> samples{
      {Limits::max(), 0.1, "Sukamaju 🥁 ꦏꦺꦤ꧀ꦠꦺꦴꦔꦤ꧀ مرحبا", Blob{every_byte}},
      {Limits::min(), std::numeric_limits<double>::max(), "", Blob{""}},
      {0, -0.0, "it's ?1 $1 \\x41 \"so\"\n\t%s", Blob{std::string(3, '\0')}},
      {-1, 1e-300, std::string(100'000, 'a'), Blob{std::string(1'000'000, '\x7f')}},
      {std::nullopt, std::nullopt, std::nullopt, std::nullopt}};
  std::int64_t id = 100;
  for (const Sample& sample : samples) {
    ASSERT_TRUE(db_->write([&](Tx& tx) -> Result<std::int64_t> {
                     return tx.run(
                         "INSERT INTO things(id, whole, part, words, bytes)"
                         " VALUES(?1, ?2, ?3, ?4, ?5)",
                         ++id, sample.whole, sample.part, sample.words, sample.bytes);
                   })
                    .ok());
    db_->read([&](Tx& tx) {
      const auto row = tx.row("SELECT whole, part, words, bytes FROM things WHERE id = ?1", id);
      EXPECT_EQ(row->maybe_integer(0), sample.whole);
      EXPECT_EQ(row->maybe_real(1), sample.part);
      EXPECT_EQ(row->maybe_text(2), sample.words);
      EXPECT_EQ(row->is_null(3), !sample.bytes);
      if (sample.bytes) {
        EXPECT_EQ(row->blob(3), sample.bytes->bytes);
      }
    });
  }
}

TEST_P(DbContract, ReadingAnotherTypeOrANullIsABug) {
  db_->read([&](Tx& tx) {
    const auto row = tx.row("SELECT words, whole FROM things WHERE id = ?1", 1);
    EXPECT_THROW((void)row->integer(0), Bug);
    EXPECT_THROW((void)row->integer(1), Bug);
    EXPECT_THROW((void)row->text(2), Bug);
  });
}

TEST_P(DbContract, TextThatOneEngineCouldNotHoldIsRefusedByBoth) {
  for (const std::string& words :
       {std::string("nol\0nol", 7), std::string("\xff\xfe"), std::string("\xc3")}) {
    EXPECT_THROW((void)db_->write([&](Tx& tx) -> Result<std::int64_t> {
      return tx.run("INSERT INTO things(id, words) VALUES(?1, ?2)", 5, words);
    }),
                 ConstraintFailure);
  }
  EXPECT_EQ(count(), 1);
}

TEST_P(DbContract, SumsAndCountsAreIntegersOnBothEngines) {
  const auto row = db_->read([](Tx& tx) {
    return *tx.row(
        "SELECT SUM(id), COUNT(*), MAX(id), AVG(part), COALESCE(SUM(part), 0) FROM things");
  });
  EXPECT_EQ(row.integer(0), 1);
  EXPECT_EQ(row.integer(1), 1);
  EXPECT_EQ(row.integer(2), 1);
  EXPECT_TRUE(row.is_null(3));
  EXPECT_EQ(row.real(4), 0.0);
}

TEST_P(DbContract, QuestionMarksInsideQuotesAreNotParameters) {
  const std::string words = db_->read([](Tx& tx) {
    return tx
        .row(
            "SELECT '?1 -- it''s' || ?1 || \"words\" /* ?2 ' */ FROM things -- ?3 '\n"
            " WHERE id = 1",
            "!")
        ->text(0);
  });
  EXPECT_EQ(words, "?1 -- it's!satu; dua");
}

TEST_P(DbContract, AParameterMayStandTwiceAndBeNull) {
  const std::optional<std::string> nobody;
  for (const auto& name : {nobody, std::optional<std::string>("satu; dua")}) {
    const std::size_t found = db_->read([&](Tx& tx) {
      return tx
          .rows("SELECT id FROM things WHERE CAST(?1 AS TEXT) IS NULL OR words = ?1 LIMIT 10", name)
          .size();
    });
    EXPECT_EQ(found, 1U);
  }
}

TEST_P(DbContract, RunTellsHowManyRowsChanged) {
  ASSERT_TRUE(add(2).ok());
  const auto counts = db_->write([](Tx& tx) -> Result<std::vector<std::int64_t>> {
    return std::vector<std::int64_t>{
        tx.run("UPDATE things SET whole = ?1", 3),
        tx.run("UPDATE things SET whole = 1 WHERE id = 77"),
        tx.run("INSERT INTO things(id) VALUES(2) ON CONFLICT (id) DO NOTHING"),
        tx.run("SELECT id FROM things LIMIT 1")};
  });
  EXPECT_EQ(counts.value(), (std::vector<std::int64_t>{2, 0, 0, 0}));
}

TEST_P(DbContract, AStatementMayRunInsideItself) {
  ASSERT_TRUE(add(2).ok());
  std::vector<std::int64_t> seen;
  db_->read([&](Tx& tx) {
    constexpr Sql after("SELECT id FROM things WHERE id > ?1 ORDER BY id LIMIT 9");
    tx.each(
        after,
        [&](const Row& outer) {
          tx.each(
              after,
              [&](const Row& inner) { seen.push_back(10 * outer.integer(0) + inner.integer(0)); },
              outer.integer(0));
        },
        0);
  });
  EXPECT_EQ(seen, std::vector<std::int64_t>{12});
}

TEST_P(DbContract, ARefusalRollsBackAlone) {
  std::atomic<int> refused = 0;
  std::vector<std::jthread> writers;
  for (std::int64_t writer = 0; writer < 8; ++writer) {
    writers.emplace_back([&, writer] {
      for (std::int64_t turn = 0; turn < 10; ++turn) {
        const std::int64_t id = 100 + writer * 100 + turn;
        const auto wrote = db_->write([&](Tx& tx) -> Result<std::int64_t> {
          const std::int64_t changed = tx.run("INSERT INTO things(id) VALUES(?1)", id);
          if (id % 2 == 1) return Error(Refusal::conflict, "refusal.conflict");
          return changed;
        });
        if (!wrote.ok()) ++refused;
      }
    });
  }
  writers.clear();
  EXPECT_EQ(refused, 40);
  EXPECT_EQ(count(), 1 + 40);
}

TEST_P(DbContract, AnExceptionTravelsToTheCallerAndRollsBack) {
  EXPECT_THROW((void)db_->write([&](Tx& tx) -> Result<> {
    tx.run("INSERT INTO things(id) VALUES(5)");
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_THROW((void)db_->read([&](Tx&) -> int { throw std::runtime_error("no"); }),
               std::runtime_error);
  EXPECT_EQ(count(), 1);
  EXPECT_TRUE(add(5).ok());
}

TEST_P(DbContract, ABrokenConstraintThrowsAndChangesNothing) {
  EXPECT_THROW((void)add(1), ConstraintFailure);
  EXPECT_THROW((void)db_->write([&](Tx& tx) -> Result<> {
    tx.run("INSERT INTO things(id) VALUES(6)");
    tx.run("INSERT INTO parts(id, thing) VALUES(1, 12345)");
    return {};
  }),
               ConstraintFailure);
  EXPECT_EQ(count(), 1);
  EXPECT_TRUE(add(6).ok());
}

TEST_P(DbContract, WrongSqlIsABug) {
  const auto write = [&](auto&& work) {
    return db_->write([&](Tx& tx) -> Result<> {
      work(tx);
      return {};
    });
  };
  EXPECT_THROW((void)write([](Tx& tx) { tx.run("INSERT INTO nowhere(id) VALUES(1)"); }), Bug);
  EXPECT_THROW((void)write([](Tx& tx) { tx.run("INSERT INTO things(id) VALUES(?1)"); }), Bug);
  EXPECT_THROW((void)write([](Tx& tx) { tx.run("INSERT INTO things(id) VALUES(?1)", 1, 2); }), Bug);
  EXPECT_TRUE(add(7).ok());
}

TEST_P(DbContract, AReadThatWritesIsABug) {
  EXPECT_THROW((void)db_->read([](Tx& tx) { return tx.run("DELETE FROM things"); }), Bug);
  EXPECT_EQ(count(), 1);
}

TEST_P(DbContract, CallingItselfFromAClosureIsABug) {
  EXPECT_THROW((void)db_->write([&](Tx&) -> Result<std::int64_t> { return add(9); }), Bug);
  EXPECT_THROW((void)db_->read([&](Tx&) { return count(); }), Bug);
  EXPECT_THROW((void)db_->write([&](Tx&) -> Result<std::int64_t> { return count(); }), Bug);
  EXPECT_EQ(count(), 1);
}

TEST_P(DbContract, WhatWasAcknowledgedIsThereAfterReopening) {
  for (std::int64_t id = 10; id < 20; ++id) ASSERT_TRUE(add(id).ok());
  reopen();
  EXPECT_EQ(count(), 11);
}

TEST_P(DbContract, AReadSeesOneMoment) {
  if (GetParam() == Kind::memory) GTEST_SKIP() << "one connection: nobody writes during a read";
  db_->read([&](Tx& tx) {
    EXPECT_EQ(tx.row("SELECT COUNT(*) FROM things")->integer(0), 1);
    std::jthread([&] { EXPECT_TRUE(add(2).ok()); }).join();
    EXPECT_EQ(tx.row("SELECT COUNT(*) FROM things")->integer(0), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(DbContract, ManyWritersAndReadersLoseNothing) {
  constexpr std::int64_t writers = 16;
  constexpr std::int64_t turns = 20;
  std::atomic<bool> done = false;
  std::jthread reader([&] {
    for (std::int64_t seen = 0; !done;) {
      const std::int64_t now = count();
      EXPECT_GE(now, seen);
      seen = now;
    }
  });
  {
    std::vector<std::jthread> threads;
    for (std::int64_t writer = 1; writer <= writers; ++writer) {
      threads.emplace_back([&, writer] {
        for (std::int64_t turn = 0; turn < turns; ++turn) {
          EXPECT_TRUE(add(writer * 1'000 + turn).ok());
        }
      });
    }
  }
  done = true;
  reader.join();
  EXPECT_EQ(count(), 1 + writers * turns);
}

TEST_P(DbContract, CountingUpFromManyThreadsLosesNoStep) {
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&] {
      for (int turn = 0; turn < 10; ++turn) {
        const auto changed = db_->write([](Tx& tx) -> Result<std::int64_t> {
          return tx.run("UPDATE things SET whole = COALESCE(whole, 0) + 1 WHERE id = 1");
        });
        EXPECT_EQ(changed.value(), 1);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(
      db_->read([](Tx& tx) { return tx.row("SELECT whole FROM things WHERE id = 1")->integer(0); }),
      80);
}

TEST_P(DbContract, MigratingTwiceChangesNothing) {
  ASSERT_TRUE(db_->migrate(things(), Instant::from_micros(8)).ok());
  EXPECT_EQ(count(), 1);
  const auto steps = db_->read([](Tx& tx) {
    return tx.rows("SELECT name, applied_at FROM schema_steps ORDER BY name LIMIT 9");
  });
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].text(0), "20261121a_things");
  EXPECT_EQ(steps[1].instant(1), Instant::from_micros(7));
}

TEST_P(DbContract, AnUnknownNewerStepIsRefused) {
  const auto outcome = db_->migrate({things()[0]}, Instant());
  ASSERT_FALSE(outcome.ok());
  EXPECT_STREQ(outcome.error().message(), "db.schema.newer");
  EXPECT_EQ(outcome.error().detail(), "20261121b_seed");
}

TEST_P(DbContract, AChangedStepIsRefused) {
  auto steps = things();
  steps[1].sql = "INSERT INTO things(id, words) VALUES(2, 'dua');\n";
  const auto outcome = db_->migrate(steps, Instant());
  ASSERT_FALSE(outcome.ok());
  EXPECT_STREQ(outcome.error().message(), "db.schema.changed");
}

TEST_P(DbContract, AStepThatFailsLeavesNothingAndCanBeTriedAgain) {
  auto steps = things();
  steps.push_back({"20261122a_broken",
                   "CREATE TABLE halves(id BIGINT PRIMARY KEY);\nINSERT INTO nowhere VALUES(1);"});
  EXPECT_THROW((void)db_->migrate(steps, Instant()), Bug);
  steps.back().sql = "CREATE TABLE halves(id BIGINT PRIMARY KEY);";
  EXPECT_TRUE(db_->migrate(steps, Instant()).ok());
}

TEST_P(DbContract, AReaderFollowsASchemaThatChanges) {
  const auto all = [](Tx& tx) { return tx.row("SELECT * FROM things WHERE id = 1")->size(); };
  EXPECT_EQ(db_->read(all), 5U);
  auto steps = things();
  steps.push_back({"20261122a_more", "ALTER TABLE things ADD COLUMN more TEXT;"});
  ASSERT_TRUE(db_->migrate(steps, Instant()).ok());
  EXPECT_EQ(db_->read(all), 6U);
}

TEST_P(DbContract, AnAnnouncementWakesWhoWaits) {
  const std::uint64_t seen = db_->wait_for_news(0, Span(0));
  std::atomic<bool> woken = false;
  std::jthread waiter([&] {
    for (std::uint64_t now = seen; now == seen;)
      now = db_->wait_for_news(seen, std::chrono::seconds(20));
    woken = true;
  });
  db_->announce();
  waiter.join();
  EXPECT_TRUE(woken);
  EXPECT_NE(db_->wait_for_news(seen, Span(0)), seen);
}

TEST_P(DbContract, ASoundDatabaseHasNoProblems) { EXPECT_TRUE(db_->integrity_problems().empty()); }

INSTANTIATE_TEST_SUITE_P(Engines, DbContract,
                         ::testing::Values(Kind::folder, Kind::memory, Kind::postgres),
                         name_of_kind);

}  // namespace
}  // namespace kentongan::db
