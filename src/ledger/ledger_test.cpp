// The ledger's promises, on both engines.
#include "ledger/ledger.hpp"

#include "base/text.hpp"
#include "db/schema.hpp"
#include "testing/postgres_server.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <latch>
#include <mutex>
#include <thread>

namespace kentongan::ledger {
namespace {

using kentongan::testing::PostgresServer;
using Subjects = std::vector<std::int64_t>;

class LedgerContract : public ::testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Engine::postgres) {
      where_ = PostgresServer::shared().new_database();
      db_ = another_node();
    } else {
      db_ = db::open_in_memory();
    }
    ASSERT_TRUE(db_->migrate(schema(), clock_.now()).ok());
  }

  /// The ledger's own steps: its tests stand without the other rooms'.
  static std::vector<db::Migration> schema() {
    std::vector<db::Migration> steps;
    for (const db::Migration& step : db::whole_schema()) {
      if (step.name.ends_with("_ledger")) steps.push_back(step);
    }
    return steps;
  }
  std::unique_ptr<db::Db> another_node() {
    auto opened = db::open({.where = where_});
    EXPECT_TRUE(opened.ok());
    return std::move(opened).value();
  }

  std::int64_t append_in(db::Tx& tx, const std::string& regency, std::int64_t subject) {
    const Note note{.kind = "thing_done",
                    .regency = regency,
                    .subject = subject,
                    .actor = 7,
                    .detail = R"({"state":"done"})"};
    return ledger_.append(tx, note, clock_.now());
  }
  std::int64_t append(const std::string& regency, std::int64_t subject) {
    return db_
        ->write([&](db::Tx& tx) -> Result<std::int64_t> { return append_in(tx, regency, subject); })
        .value();
  }
  /// Appends subjects 1 … `count` to three regencies by turns.
  void append_many(std::int64_t count) {
    const std::vector<std::string> regencies{"32.10", "62.10", "00"};
    const Result<> appended = db_->write([&](db::Tx& tx) -> Result<> {
      for (std::int64_t subject = 1; subject <= count; ++subject) {
        append_in(tx, regencies[static_cast<std::size_t>(subject) % 3], subject);
      }
      return {};
    });
    ASSERT_TRUE(appended.ok());
  }
  std::int64_t seal_on(db::Db& db) {
    return db.write([&](db::Tx& tx) -> Result<std::int64_t> { return ledger_.seal(tx); }).value();
  }
  void seal_all() {
    while (seal_on(*db_) > 0) {
    }
  }
  Subjects read(const char* reader, std::int64_t limit) {
    return db_
        ->write([&](db::Tx& tx) -> Result<Subjects> {
          Subjects subjects;
          const std::int64_t count = ledger_.read_new(
              tx, reader, limit, [&](const Entry& entry) { subjects.push_back(entry.subject); });
          EXPECT_EQ(count, static_cast<std::int64_t>(subjects.size()));
          return subjects;
        })
        .value();
  }
  std::vector<Entry> after(std::int64_t position) {
    return db_->read([&](db::Tx& tx) { return ledger_.after(tx, position, 10'000); });
  }
  std::optional<Break> prove() {
    return db_->read([&](db::Tx& tx) { return ledger_.prove(tx); });
  }
  /// Changes rows behind the ledger's back.
  void tamper(const std::function<std::int64_t(db::Tx&)>& change) {
    EXPECT_GT(db_->write([&](db::Tx& tx) -> Result<std::int64_t> { return change(tx); }).value(),
              0);
  }

  FakeClock clock_;
  SeededRandom random_{1};
  IdSource ids_{clock_, random_};
  std::string where_;
  std::unique_ptr<db::Db> db_;
  Ledger ledger_{ids_};
};

TEST_P(LedgerContract, ReadersSeeSealedEntriesInOrderOnceEachWithItsOwnCursor) {
  for (std::int64_t subject = 1; subject <= 5; ++subject) append("32.10", subject);
  EXPECT_EQ(read("outbox", 10), Subjects{});

  seal_all();
  EXPECT_EQ(read("outbox", 3), (Subjects{1, 2, 3}));
  EXPECT_EQ(read("outbox", 3), (Subjects{4, 5}));
  EXPECT_EQ(read("outbox", 3), Subjects{});
  EXPECT_EQ(read("search", 9), (Subjects{1, 2, 3, 4, 5}));
}

TEST_P(LedgerContract, AnEntryComesBackAsItWasNoted) {
  const std::int64_t id = append("32.10", 42);
  seal_all();
  const Entry entry = after(0).at(0);
  EXPECT_EQ(entry.id, id);
  EXPECT_EQ(entry.position, 1);
  EXPECT_EQ(entry.regency, "32.10");
  EXPECT_EQ(entry.kind, "thing_done");
  EXPECT_EQ(entry.subject, 42);
  EXPECT_EQ(entry.actor, 7);
  EXPECT_EQ(entry.detail, R"({"state":"done"})");
  EXPECT_EQ(entry.at, clock_.now());
}

TEST_P(LedgerContract, AnEntryFallsWithItsCommand) {
  const auto refused = db_->write([&](db::Tx& tx) -> Result<> {
    append_in(tx, "32.10", 1);
    return Error(Refusal::conflict, "refusal.conflict");
  });
  EXPECT_FALSE(refused.ok());
  seal_all();
  EXPECT_EQ(after(0).size(), 0U);
}

TEST_P(LedgerContract, AReaderThatFailsReadsTheSameAgain) {
  append_many(4);
  seal_all();
  EXPECT_THROW((void)db_->write([&](db::Tx& tx) -> Result<std::int64_t> {
    return ledger_.read_new(tx, "outbox", 10, [](const Entry& entry) {
      if (entry.subject == 3) throw std::runtime_error("no");
    });
  }),
               std::runtime_error);
  EXPECT_EQ(read("outbox", 10), (Subjects{1, 2, 3, 4}));
}

TEST_P(LedgerContract, ACursorCanBePutBack) {
  append_many(4);
  seal_all();
  EXPECT_EQ(read("search", 10).size(), 4U);
  ASSERT_TRUE(db_->write([&](db::Tx& tx) -> Result<> {
                   ledger_.rewind(tx, "search", 2);
                   return {};
                 })
                  .ok());
  EXPECT_EQ(read("search", 10), (Subjects{3, 4}));
}

TEST_P(LedgerContract, PositionsHaveNoGapsAcrossManySeals) {
  for (int round = 0; round < 3; ++round) {
    append_many(700);  // more than one seal takes at once
    seal_all();
  }
  std::int64_t expected = 0;
  for (const Entry& entry : after(0)) EXPECT_EQ(entry.position, ++expected);
  EXPECT_EQ(expected, 2'100);
  EXPECT_EQ(db_->read([&](db::Tx& tx) { return ledger_.last_position(tx); }), 2'100);
  EXPECT_FALSE(prove());
}

TEST_P(LedgerContract, TellsAllAboutOneSubject) {
  append_many(3);
  append("32.10", 2);
  seal_all();
  const auto about = db_->read([&](db::Tx& tx) { return ledger_.about(tx, 2, 10); });
  ASSERT_EQ(about.size(), 2U);
  EXPECT_EQ(about[0].position, 2);
  EXPECT_EQ(about[1].position, 4);
}

TEST_P(LedgerContract, AnEmptyLedgerHolds) { EXPECT_FALSE(prove()); }

void change_number(std::int64_t& number, std::uint64_t chance) {
  number ^= std::int64_t{1} << (30 + chance % 30);  // high: ids stay unique
}

void change_text(std::string& text, std::uint64_t chance) {
  if (text.empty() || chance % 3 == 0) {
    text += 'x';
  } else if (chance % 3 == 1) {
    text.pop_back();
  } else {
    char& letter = text[(chance / 3) % text.size()];
    letter = letter == 'z' ? 'y' : 'z';
  }
}

/// Changes one field of the entry at `position`; which one and how is up to chance.
std::int64_t change_one_field(db::Tx& tx, std::int64_t position, const Random& random) {
  const auto row = tx.row(
      "SELECT id, subject, actor, at, regency, kind, detail, previous_hash, hash FROM ledger"
      " WHERE position = ?1",
      position);
  const std::uint64_t field = random.below(9);
  const std::uint64_t chance = random.bits64();
  if (field < 4) {
    std::int64_t number = row->integer(field);
    change_number(number, chance);
    switch (field) {
      case 0: return tx.run("UPDATE ledger SET id = ?2 WHERE position = ?1", position, number);
      case 1: return tx.run("UPDATE ledger SET subject = ?2 WHERE position = ?1", position, number);
      case 2: return tx.run("UPDATE ledger SET actor = ?2 WHERE position = ?1", position, number);
      default: return tx.run("UPDATE ledger SET at = ?2 WHERE position = ?1", position, number);
    }
  }
  if (field < 7) {
    std::string text = row->text(field);
    change_text(text, chance);
    switch (field) {
      case 4: return tx.run("UPDATE ledger SET regency = ?2 WHERE position = ?1", position, text);
      case 5: return tx.run("UPDATE ledger SET kind = ?2 WHERE position = ?1", position, text);
      default: return tx.run("UPDATE ledger SET detail = ?2 WHERE position = ?1", position, text);
    }
  }
  std::string hash = row->blob(field);
  change_text(hash, chance);
  if (field == 7) {
    return tx.run("UPDATE ledger SET previous_hash = ?2 WHERE position = ?1", position,
                  db::Blob{hash});
  }
  return tx.run("UPDATE ledger SET hash = ?2 WHERE position = ?1", position, db::Blob{hash});
}

TEST_P(LedgerContract, AnyChangedFieldIsFoundAndItsEntryNamed) {
  append_many(60);
  seal_all();
  const SeededRandom random(5);
  for (int turn = 0; turn < 100; ++turn) {
    const auto position = static_cast<std::int64_t>(1 + random.below(60));
    // A refusal rolls the change back: each turn starts from the sound ledger.
    const Result<> outcome = db_->write([&](db::Tx& tx) -> Result<> {
      EXPECT_EQ(change_one_field(tx, position, random), 1);
      const auto found = ledger_.prove(tx);
      EXPECT_TRUE(found) << "turn " << turn;
      if (found) {
        EXPECT_EQ(found->position, position) << "turn " << turn << " " << found->reason;
      }
      return Error(Refusal::conflict, "refusal.conflict");
    });
    EXPECT_FALSE(outcome.ok());
  }
  EXPECT_FALSE(prove());
}

TEST_P(LedgerContract, ARemovedEntryIsFound) {
  append_many(9);
  seal_all();
  tamper([](db::Tx& tx) { return tx.run("DELETE FROM ledger WHERE position = 4"); });
  const auto found = prove();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->position, 4);
  EXPECT_EQ(found->reason, "gap");
}

TEST_P(LedgerContract, ARemovedTailIsFoundEvenAfterMoreWasWritten) {
  append_many(9);
  seal_all();
  tamper([](db::Tx& tx) { return tx.run("DELETE FROM ledger WHERE position >= 8"); });
  auto found = prove();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->position, 8);
  EXPECT_EQ(found->reason, "missing");

  append_many(3);
  seal_all();
  found = prove();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->position, 8);
}

TEST_P(LedgerContract, AnEntryPutInBetweenIsFound) {
  append_many(6);
  seal_all();
  tamper([](db::Tx& tx) {
    tx.run("UPDATE ledger SET position = position + 100 WHERE position > 3");
    tx.run("UPDATE ledger SET position = position - 99 WHERE position > 100");
    return tx.run(
        "INSERT INTO ledger(id, regency, kind, subject, actor, detail, at, xid, position,"
        " previous_hash, hash)"
        " SELECT id + 1000000, regency, kind, subject, actor, detail, at, xid, 4, previous_hash, "
        "hash"
        " FROM ledger WHERE position = 3");
  });
  const auto found = prove();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->position, 4);
}

TEST_P(LedgerContract, TwoEntriesThatChangedPlacesAreFound) {
  append_many(6);
  seal_all();
  tamper([](db::Tx& tx) {
    tx.run("UPDATE ledger SET position = 99 WHERE position = 2");
    tx.run("UPDATE ledger SET position = 2 WHERE position = 5");
    return tx.run("UPDATE ledger SET position = 5 WHERE position = 99");
  });
  EXPECT_EQ(prove().value().position, 2);
}

TEST_P(LedgerContract, ConcurrentWritersSealersAndReadersLoseAndDoubleNothing) {
  constexpr std::int64_t writers = 4;
  constexpr std::int64_t turns = 25;
  std::atomic<std::int64_t> writing = writers;
  Subjects seen;
  {
    std::vector<std::jthread> threads;
    for (std::int64_t writer = 0; writer < writers; ++writer) {
      threads.emplace_back([&, writer] {
        for (std::int64_t turn = 0; turn < turns; ++turn) append("32.10", writer * 1'000 + turn);
        --writing;
      });
    }
    for (int sealer = 0; sealer < 2; ++sealer) {
      threads.emplace_back([&] {
        while (writing > 0) seal_on(*db_);
      });
    }
    std::mutex mutex;
    for (int reader = 0; reader < 2; ++reader) {
      threads.emplace_back([&] {
        while (writing > 0) {
          const Subjects found = read("outbox", 7);
          const std::lock_guard lock(mutex);
          seen.insert(seen.end(), found.begin(), found.end());
        }
      });
    }
  }
  seal_all();
  for (Subjects found = read("outbox", 50); !found.empty(); found = read("outbox", 50)) {
    seen.insert(seen.end(), found.begin(), found.end());
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(writers * turns));
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
  EXPECT_FALSE(prove());
}

std::string name_of_engine(const ::testing::TestParamInfo<db::Engine>& tested) {
  return tested.param == db::Engine::sqlite ? "Sqlite" : "Postgres";
}

INSTANTIATE_TEST_SUITE_P(Engines, LedgerContract,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres),
                         name_of_engine);

class LedgerOnPostgres : public LedgerContract {};

// Ids are handed out before the commit, so an entry may become visible after a later one was read.
TEST_P(LedgerOnPostgres, AnEntryThatCommitsLateIsNotSkipped) {
  std::latch slow_has_appended(1);
  std::latch slow_may_commit(1);
  std::jthread slow([&] {
    const auto other = another_node();
    const Result<> wrote = other->write([&](db::Tx& tx) -> Result<> {
      append_in(tx, "32.10", 1);
      slow_has_appended.count_down();
      slow_may_commit.wait();
      return {};
    });
    EXPECT_TRUE(wrote.ok());
  });
  slow_has_appended.wait();
  append("32.10", 2);

  EXPECT_EQ(seal_on(*db_), 0) << "the quick one waits behind the horizon";
  EXPECT_EQ(read("outbox", 10), Subjects{});

  slow_may_commit.count_down();
  slow.join();
  seal_all();
  EXPECT_EQ(read("outbox", 10), (Subjects{1, 2}));
  EXPECT_FALSE(prove());
}

TEST_P(LedgerOnPostgres, EntriesFromAnotherServersDumpAreSealed) {
  append_many(3);
  tamper([](db::Tx& tx) { return tx.run("UPDATE ledger SET xid = xid + 1000000000"); });
  seal_all();
  EXPECT_EQ(read("outbox", 10).size(), 3U);
}

TEST_P(LedgerOnPostgres, OneNodeSealsAtATime) {
  append_many(3);
  const auto other = another_node();
  const Result<> sealed = db_->write([&](db::Tx& tx) -> Result<> {
    EXPECT_EQ(ledger_.seal(tx), 3);
    std::jthread([&] { EXPECT_EQ(seal_on(*other), 0); }).join();
    return {};
  });
  EXPECT_TRUE(sealed.ok());
  EXPECT_EQ(seal_on(*other), 0);
  EXPECT_FALSE(prove());
}

INSTANTIATE_TEST_SUITE_P(Nodes, LedgerOnPostgres, ::testing::Values(db::Engine::postgres));

}  // namespace
}  // namespace kentongan::ledger
