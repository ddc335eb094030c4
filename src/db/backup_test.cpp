// Backups and restores of a SQLite folder.
#include "db/internal/sqlite_files.hpp"
#include "db/notes_for_tests.hpp"
#include "db/restore.hpp"
#include "testing/temp_folder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>

namespace kentongan::db {
namespace {

using kentongan::testing::TempFolder;

std::string read_file(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_file(const std::string& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

class Backup : public ::testing::Test {
 protected:
  /// A folder with three notes, and a backup of it.
  void SetUp() override {
    const auto db = open_notes(home_);
    for (std::int64_t id = 1; id <= 3; ++id) add_note(*db, id);
    const Result<> made = db->backup_to(backup_);
    ASSERT_TRUE(made.ok()) << made.error().detail();
  }
  std::string refused(const Result<>& outcome) {
    return outcome.ok() ? "" : outcome.error().message();
  }

  TempFolder folder_;
  const std::string home_ = folder_.path() + "/home";
  const std::string other_ = folder_.path() + "/other";
  const std::string backup_ = folder_.path() + "/cadangan.kentongan";
};

TEST_F(Backup, ComesBackInAnotherFolder) {
  ASSERT_EQ(refused(restore(backup_, other_, Overwrite::no)), "");
  EXPECT_EQ(notes_in(*open_notes(other_)), (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_TRUE(open_notes(other_)->integrity_problems().empty());
}

TEST_F(Backup, IsAnOrdinarySqliteFileToo) {
  SqliteConnection connection(backup_, Access::read_only);
  EXPECT_TRUE(find_damage(connection).empty());
  std::int64_t notes = 0;
  connection.execute("SELECT COUNT(*) FROM notes", {},
                     [&](const Row& row) { notes = row.integer(0); });
  EXPECT_EQ(notes, 3);
}

TEST_F(Backup, NeverOverwritesABackup) {
  EXPECT_EQ(refused(open_notes(home_)->backup_to(backup_)), "db.backup.exists");
}

TEST_F(Backup, ThatCannotBeWrittenIsRefusedAndLeavesNothing) {
  EXPECT_EQ(refused(open_notes(home_)->backup_to(folder_.path() + "/nowhere/file")),
            "db.backup.failed");
}

TEST_F(Backup, IsForTheOwnersEyesOnly) {
  using std::filesystem::perms;
  EXPECT_EQ(std::filesystem::status(backup_).permissions(), perms::owner_read | perms::owner_write);
  EXPECT_EQ(std::filesystem::status(home_ + "/kentongan.db").permissions(),
            perms::owner_read | perms::owner_write);
}

TEST_F(Backup, TakenWhileOthersWriteHoldsAllThatWasAcknowledgedBefore) {
  const auto db = open_notes(home_);
  std::atomic<std::int64_t> acknowledged = 3;
  std::atomic<bool> stop = false;
  std::jthread writer([&] {
    while (!stop) {
      add_note(*db, acknowledged + 1, std::string(1'000, 'k'));
      ++acknowledged;
    }
  });
  for (int turn = 0; turn < 5; ++turn) {
    const std::string file = backup_ + std::to_string(turn);
    for (const std::int64_t before = acknowledged; acknowledged < before + 20;)
      std::this_thread::yield();
    const std::int64_t before = acknowledged;
    ASSERT_EQ(refused(db->backup_to(file)), "");
    ASSERT_EQ(refused(restore(file, other_, Overwrite::yes)), "");
    const std::vector<std::int64_t> ids = notes_in(*open_notes(other_));
    EXPECT_GE(static_cast<std::int64_t>(ids.size()), before);
    EXPECT_EQ(ids.back(), static_cast<std::int64_t>(ids.size()));
  }
  stop = true;
}

TEST_F(Backup, IsRestoredOverDataOnlyWhenTold) {
  add_note(*open_notes(home_), 4);
  EXPECT_EQ(refused(restore(backup_, home_, Overwrite::no)), "db.restore.exists");
  EXPECT_EQ(notes_in(*open_notes(home_)).size(), 4U);

  EXPECT_EQ(refused(restore(backup_, home_, Overwrite::yes)), "");
  EXPECT_EQ(notes_in(*open_notes(home_)).size(), 3U);
}

TEST_F(Backup, IsNotRestoredUnderARunningServer) {
  const auto db = open_notes(home_);
  EXPECT_EQ(refused(restore(backup_, home_, Overwrite::yes)), "db.folder.in_use");
}

TEST_F(Backup, AnOldLogDoesNotSpoilARestore) {
  // What a crash leaves: data still in the log beside the file.
  const std::string wal = [&] {
    const auto db = open_notes(home_);
    add_note(*db, 4);
    return read_file(home_ + "/kentongan.db-wal");
  }();
  ASSERT_FALSE(wal.empty());
  write_file(home_ + "/kentongan.db-wal", wal);

  ASSERT_EQ(refused(restore(backup_, home_, Overwrite::yes)), "");
  EXPECT_EQ(notes_in(*open_notes(home_)).size(), 3U);
}

TEST_F(Backup, WithOneFlippedBitIsRefused) {
  const std::string sound = read_file(backup_);
  std::mt19937_64 chance(7);
  for (int turn = 0; turn < 100; ++turn) {
    std::string bytes = sound;
    const std::size_t at = chance() % bytes.size();
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << (chance() % 8)));
    write_file(backup_, bytes);
    const std::string why = refused(restore(backup_, other_, Overwrite::no));
    EXPECT_TRUE(why == "db.restore.damaged" || why == "db.file.foreign")
        << "byte " << at << ": " << why;
    EXPECT_FALSE(std::filesystem::exists(other_ + "/kentongan.db"));
  }
}

TEST_F(Backup, CutOffIsRefused) {
  const std::string sound = read_file(backup_);
  for (const std::size_t size : {std::size_t{1}, std::size_t{100}, std::size_t{4096},
                                 sound.size() / 2, sound.size() - 65, sound.size() - 1}) {
    write_file(backup_, sound.substr(0, size));
    const std::string why = refused(restore(backup_, other_, Overwrite::no));
    EXPECT_TRUE(why == "db.restore.damaged" || why == "db.file.foreign") << size << ": " << why;
  }
}

TEST_F(Backup, ThatIsNoneOfOursIsRefusedAndHarmsNothing) {
  const auto memory = open_in_memory();
  const std::string foreign = folder_.path() + "/foreign";
  for (const std::string& bytes :
       {std::string(), std::string("halo"), std::string(100'000, 'x'),
        std::string("SQLite format 3\0", 16) + std::string(5'000, 'x')}) {
    write_file(foreign, bytes);
    EXPECT_NE(refused(restore(foreign, home_, Overwrite::yes)), "");
  }
  EXPECT_EQ(refused(restore(folder_.path() + "/nothing", home_, Overwrite::yes)),
            "db.restore.missing");
  EXPECT_EQ(refused(restore(folder_.path(), home_, Overwrite::yes)), "db.restore.failed");
  EXPECT_EQ(notes_in(*open_notes(home_)).size(), 3U);
}

TEST_F(Backup, ACopyMadeByHandWhileNoServerRanIsGoodEnough) {
  EXPECT_EQ(refused(restore(home_ + "/kentongan.db", other_, Overwrite::no)), "");
  EXPECT_EQ(notes_in(*open_notes(other_)).size(), 3U);
}

TEST_F(Backup, WhatWasErasedIsNotInIt) {
  const std::string secret = "0812-penanda-rahasia";
  const auto db = open_notes(home_);
  add_note(*db, 9, secret);
  ASSERT_TRUE(db->write([](Tx& tx) -> Result<std::int64_t> {
                  tx.run("DELETE FROM echoes WHERE note = 9");
                  return tx.run("DELETE FROM notes WHERE id = 9");
                }).ok());
  ASSERT_EQ(refused(db->backup_to(backup_ + "2")), "");
  EXPECT_EQ(read_file(backup_ + "2").find(secret), std::string::npos);
}

TEST_F(Backup, OfMemoryWorksTheSame) {
  const auto db = open_in_memory();
  ASSERT_EQ(refused(db->migrate({{"20261121a_notes", "CREATE TABLE notes(id BIGINT PRIMARY KEY);"}},
                                Instant())),
            "");
  ASSERT_EQ(refused(db->backup_to(backup_ + "2")), "");
  EXPECT_EQ(refused(restore(backup_ + "2", other_, Overwrite::no)), "");
}

}  // namespace
}  // namespace kentongan::db
