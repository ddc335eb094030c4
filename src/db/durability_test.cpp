// What a SQLite folder survives: kill -9, a full disk, a disk that fails to write, a second server.
#include "db/internal/sqlite_connection.hpp"
#include "db/notes_for_tests.hpp"
#include "testing/temp_folder.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <random>
#include <set>
#include <thread>

namespace {

std::atomic<int> syncs = 0;
std::atomic<int> syncs_to_fail = 0;

}  // namespace

/// Stands before the C library's: SQLite syncs its log with it. Counts, and fails when told to.
extern "C" int fdatasync(int descriptor) {
  ++syncs;
  if (syncs_to_fail > 0) {
    --syncs_to_fail;
    errno = EIO;
    return -1;
  }
  return static_cast<int>(syscall(SYS_fdatasync, descriptor));
}

namespace kentongan::db {
namespace {

using kentongan::testing::TempFolder;

/// Writes notes from eight threads for ever; each acknowledged id goes down the pipe.
[[noreturn]] void write_until_killed(const std::string& folder, int pipe_end, std::int64_t first) {
  const auto db = open_notes(folder);
  std::vector<std::jthread> threads;
  for (std::int64_t writer = 0; writer < 8; ++writer) {
    threads.emplace_back([&, writer] {
      for (std::int64_t id = first + writer;; id += 8) {
        add_note(*db, id);
        if (write(pipe_end, &id, sizeof id) != sizeof id) _exit(1);
      }
    });
  }
  threads.clear();
  _exit(0);
}

/// Lets a child write, kills it after at least `least` acknowledgements; returns what it
/// acknowledged.
std::vector<std::int64_t> write_and_kill(const std::string& folder, std::int64_t first,
                                         std::size_t least) {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
  const pid_t child = fork();
  EXPECT_GE(child, 0);
  if (child == 0) write_until_killed(folder, ends[1], first);
  close(ends[1]);
  std::vector<std::int64_t> acknowledged;
  std::int64_t id = 0;
  while (read(ends[0], &id, sizeof id) == sizeof id) {
    acknowledged.push_back(id);
    if (acknowledged.size() == least) kill(child, SIGKILL);
  }
  close(ends[0]);
  EXPECT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_GE(acknowledged.size(), least);
  return acknowledged;
}

TEST(Durability, NothingAcknowledgedIsLostWhenTheProgramIsKilled) {
  const TempFolder folder;
  std::mt19937_64 chance(11);
  std::set<std::int64_t> acknowledged;
  const char* wish = std::getenv("KENTONGAN_KILLS");
  const int kills = wish == nullptr ? 15 : std::atoi(wish);
  for (int turn = 0; turn < kills; ++turn) {
    const std::int64_t first = std::int64_t{turn + 1} << 32;
    for (const std::int64_t id : write_and_kill(folder.path(), first, 1 + chance() % 120)) {
      acknowledged.insert(id);
    }
    const auto db = open_notes(folder.path());
    const std::vector<std::int64_t> there = notes_in(*db);
    EXPECT_TRUE(
        std::includes(there.begin(), there.end(), acknowledged.begin(), acknowledged.end()));
    EXPECT_EQ(db->read([](Tx& tx) { return tx.row("SELECT COUNT(*) FROM notes")->integer(0); }),
              static_cast<std::int64_t>(there.size()))
        << "a half-written pair";
    EXPECT_TRUE(db->integrity_problems().empty());
  }
}

TEST(Durability, EveryAcknowledgementComesAfterASync) {
  const TempFolder folder;
  const auto db = open_notes(folder.path());
  for (std::int64_t id = 1; id <= 20; ++id) {
    const int before = syncs;
    add_note(*db, id);
    EXPECT_GT(syncs, before);
  }
}

TEST(Durability, AFailedSyncIsNeverAcknowledgedAndTheNextWriteIs) {
  const TempFolder folder;
  {
    const auto db = open_notes(folder.path());
    add_note(*db, 1);
    syncs_to_fail = 1;
    EXPECT_THROW(add_note(*db, 2), DbFailure);
    const int before = syncs;
    add_note(*db, 3);
    EXPECT_GT(syncs, before);
    syncs_to_fail = 1'000;
    EXPECT_THROW(add_note(*db, 4), DbFailure);
    EXPECT_THROW(add_note(*db, 5), DbFailure);
    syncs_to_fail = 0;
    add_note(*db, 6);
  }
  const auto ids = notes_in(*open_notes(folder.path()));
  for (const std::int64_t id : {1, 3, 6})
    EXPECT_TRUE(std::binary_search(ids.begin(), ids.end(), id));
  EXPECT_TRUE(open_notes(folder.path())->integrity_problems().empty());
}

TEST(Durability, ABatchWhoseSyncFailedIsNotAcknowledged) {
  const TempFolder folder;
  const auto db = open_notes(folder.path());
  std::mutex mutex;
  std::set<std::int64_t> acknowledged;
  std::vector<std::jthread> threads;
  for (std::int64_t writer = 0; writer < 8; ++writer) {
    threads.emplace_back([&, writer] {
      for (std::int64_t turn = 0; turn < 30; ++turn) {
        const std::int64_t id = 1 + writer * 100 + turn;
        if (turn % 10 == 5) ++syncs_to_fail;
        try {
          add_note(*db, id);
        } catch (const DbFailure&) {
          continue;
        }
        const std::lock_guard lock(mutex);
        acknowledged.insert(id);
      }
    });
  }
  threads.clear();
  syncs_to_fail = 0;
  const auto there = notes_in(*db);
  EXPECT_TRUE(std::includes(there.begin(), there.end(), acknowledged.begin(), acknowledged.end()));
  EXPECT_GT(acknowledged.size(), 20U);
}

/// No file of this process may grow beyond `bytes`: what a full disk looks like to a program.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit{bytes, old_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit old_{};
  void (*old_handler_)(int) = nullptr;
};

TEST(Durability, AFullDiskIsSaidPlainlyLosesNothingAndIsGotOver) {
  const TempFolder folder;
  const auto db = open_notes(folder.path());
  std::atomic<std::int64_t> last = 0;
  std::atomic<std::int64_t> acknowledged = 0;
  std::atomic<int> refused = 0;
  const auto write_some = [&] {
    try {
      add_note(*db, ++last, std::string(20'000, 'k'));
      ++acknowledged;
    } catch (const DbFailure& failure) {
      EXPECT_EQ(failure.kind(), DbFailure::Kind::full) << failure.what();
      ++refused;
    }
  };
  {
    const FileSizeLimit limit(1'000'000);
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([&] {
        while (refused < 20) write_some();
      });
    }
    threads.clear();
    EXPECT_EQ(static_cast<std::int64_t>(notes_in(*db).size()), acknowledged);
  }
  const std::int64_t before = acknowledged;
  EXPECT_GT(before, 10);
  write_some();
  EXPECT_EQ(acknowledged, before + 1);
  EXPECT_EQ(static_cast<std::int64_t>(notes_in(*db).size()), acknowledged);
  EXPECT_TRUE(db->integrity_problems().empty());
}

TEST(Folder, IsRefusedToASecondServerWhichIsToldThePid) {
  const TempFolder folder;
  auto db = open_notes(folder.path());
  const auto second = open({.where = folder.path()});
  ASSERT_FALSE(second.ok());
  EXPECT_STREQ(second.error().message(), "db.folder.in_use");
  EXPECT_EQ(second.error().detail(), std::to_string(getpid()));

  db.reset();
  EXPECT_TRUE(open({.where = folder.path()}).ok());
}

TEST(Folder, LockedByAnOperatorsShellRefusesAllAtOnceAndRecovers) {
  const TempFolder folder;
  const auto db = open_notes(folder.path());
  std::atomic<int> refused = 0;
  {
    SqliteConnection shell(folder.path() + "/kentongan.db", Access::read_write);
    shell.execute("BEGIN IMMEDIATE");
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::jthread> threads;
    for (std::int64_t id = 1; id <= 8; ++id) {
      threads.emplace_back([&, id] {
        try {
          add_note(*db, id);
        } catch (const DbFailure& failure) {
          EXPECT_EQ(failure.kind(), DbFailure::Kind::busy);
          ++refused;
        }
      });
    }
    threads.clear();
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
  }
  EXPECT_EQ(refused, 8);
  add_note(*db, 9);
  EXPECT_EQ(notes_in(*db), std::vector<std::int64_t>{9});
}

TEST(Folder, OfSomethingElseIsRefusedAndLeftAlone) {
  const TempFolder folder;
  std::ofstream(folder.path() + "/kentongan.db") << std::string(5'000, 'x');
  const auto opened = open({.where = folder.path()});
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(std::filesystem::file_size(folder.path() + "/kentongan.db"), 5'000U);
}

TEST(Folder, ThatCannotBeMadeIsRefused) {
  const auto opened = open({.where = "/proc/kentongan"});
  ASSERT_FALSE(opened.ok());
  EXPECT_STREQ(opened.error().message(), "db.unreachable");
}

}  // namespace
}  // namespace kentongan::db
