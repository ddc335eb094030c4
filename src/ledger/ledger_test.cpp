#include "ledger/ledger.hpp"

#include "base/text.hpp"
#include "db/schema.hpp"

#include <gtest/gtest.h>

namespace kentongan::ledger {
namespace {

class LedgerOnSqlite : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(db_->migrate(db::whole_schema(), clock_.now()).ok()); }
  std::int64_t append(const std::string& regency, std::int64_t subject) {
    return db_
        ->write([&](db::Tx& tx) -> Result<std::int64_t> {
          return ledger_.append(tx, {.kind = "thing_done", .regency = regency, .subject = subject},
                                clock_.now());
        })
        .value();
  }
  std::int64_t seal() {
    return db_->write([&](db::Tx& tx) -> Result<std::int64_t> { return ledger_.seal(tx); }).value();
  }
  std::vector<std::int64_t> read(const char* reader, std::int64_t limit) {
    return db_
        ->write([&](db::Tx& tx) -> Result<std::vector<std::int64_t>> {
          std::vector<std::int64_t> subjects;
          ledger_.read_new(tx, reader, limit,
                           [&](const Entry& entry) { subjects.push_back(entry.subject); });
          return subjects;
        })
        .value();
  }
  std::optional<Break> prove() {
    return db_->read([&](db::Tx& tx) { return ledger_.prove(tx); });
  }

  FakeClock clock_;
  SeededRandom random_{1};
  IdSource ids_{clock_, random_};
  std::unique_ptr<db::Db> db_ = db::open_in_memory();
  Ledger ledger_{ids_};
};

TEST_F(LedgerOnSqlite, ReadersSeeSealedEntriesInOrderOnce) {
  for (std::int64_t subject = 1; subject <= 5; ++subject)
    append(subject % 2 == 0 ? "32.10" : "62.10", subject);
  EXPECT_TRUE(read("outbox", 10).empty());

  EXPECT_EQ(seal(), 5);
  EXPECT_EQ(seal(), 0);
  EXPECT_EQ(read("outbox", 3), (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(read("outbox", 3), (std::vector<std::int64_t>{4, 5}));
  EXPECT_TRUE(read("outbox", 3).empty());
  EXPECT_EQ(read("search", 9).size(), 5U);
  EXPECT_FALSE(prove());
}

}  // namespace
}  // namespace kentongan::ledger
