#include "db/db.hpp"

#include <gtest/gtest.h>

namespace kentongan::db {
namespace {

TEST(Db, WritesAndReadsInMemory) {
  const auto db = open_in_memory();
  const std::vector<Migration> schema{
      {"20261121a_notes", "CREATE TABLE notes(id BIGINT PRIMARY KEY, words TEXT);"}};
  ASSERT_TRUE(db->migrate(schema, Instant()).ok());
  ASSERT_TRUE(db->migrate(schema, Instant()).ok());
  const auto wrote = db->write([](Tx& tx) -> Result<std::int64_t> {
    return tx.run("INSERT INTO notes(id, words) VALUES(?1, ?2)", 1, "halo");
  });
  EXPECT_EQ(wrote.value(), 1);
  EXPECT_EQ(
      db->read([](Tx& tx) { return tx.row("SELECT words FROM notes WHERE id = ?1", 1)->text(0); }),
      "halo");
}

TEST(Db, WritesAndReadsInAFolder) {
  const std::string folder = testing::TempDir() + "/kentongan_db_test_" + std::to_string(getpid());
  {
    auto db = open({.where = folder});
    ASSERT_TRUE(db.ok()) << db.error().detail();
    const std::vector<Migration> schema{
        {"20261121a_notes", "CREATE TABLE notes(id BIGINT PRIMARY KEY, words TEXT);"}};
    ASSERT_TRUE((*db)->migrate(schema, Instant()).ok());
    const auto wrote = (*db)->write([](Tx& tx) -> Result<std::int64_t> {
      return tx.run("INSERT INTO notes(id, words) VALUES(?1, ?2)", 1, "halo");
    });
    EXPECT_EQ(wrote.value(), 1);
    EXPECT_EQ((*db)->read([](Tx& tx) {
      return tx.row("SELECT words FROM notes WHERE id = ?1", 1)->text(0);
    }),
              "halo");
    const auto second = open({.where = folder});
    ASSERT_FALSE(second.ok());
    EXPECT_STREQ(second.error().message(), "db.folder.in_use");
    EXPECT_EQ(second.error().detail(), std::to_string(getpid()));
  }
}

}  // namespace
}  // namespace kentongan::db
