// Durable acknowledged writes: the writer lane against one commit per write behind a mutex, same
// disk, same run. Prints both and their ratio; checks that every acknowledged row is there.
//
//   write_lane_bench [FOLDER=/var/tmp] [SECONDS=3]      goal: ratio >= 6 at 16 writers, >= 15 at 64
#include "db/db.hpp"
#include "db/internal/sqlite_lane.hpp"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace {

using namespace kentongan;

constexpr const char* create = "CREATE TABLE notes(id BIGINT PRIMARY KEY, words TEXT NOT NULL)";

std::int64_t insert(db::Tx& tx, std::int64_t id) {
  return tx.run("INSERT INTO notes(id, words) VALUES(?1, ?2)", id,
                "Pasar murah besok pagi di balai desa, bawa fotokopi kartu keluarga.");
}

/// Runs `write(id)` from many threads for a while; returns acknowledged writes in all.
std::int64_t write_from_many(int writers, double seconds,
                             const std::function<void(std::int64_t)>& write) {
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> acknowledged = 0;
  std::atomic<std::int64_t> last_id = 0;  // ordered by time, as the program's ids are
  std::vector<std::jthread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&] {
      std::int64_t count = 0;
      for (; !stop; ++count) write(++last_id);
      acknowledged += count;
    });
  }
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  stop = true;
  threads.clear();
  return acknowledged;
}

void check(std::int64_t rows, std::int64_t acknowledged) {
  if (rows == acknowledged) return;
  std::fprintf(stderr, "write_lane_bench: %lld acknowledged, %lld there\n",
               static_cast<long long>(acknowledged), static_cast<long long>(rows));
  std::exit(1);
}

double behind_a_mutex(const std::string& folder, int writers, double seconds) {
  std::filesystem::create_directories(folder);
  db::SqliteConnection connection(folder + "/mutex.db", db::Access::read_write);
  connection.execute_once(create);
  std::mutex mutex;
  const std::int64_t acknowledged = write_from_many(writers, seconds, [&](std::int64_t id) {
    const std::lock_guard lock(mutex);
    db::write_alone(connection, [&](db::Tx& tx) {
      insert(tx, id);
      return db::Outcome::keep;
    });
    if (connection.wal_pages() >= 1'000) connection.checkpoint(SQLITE_CHECKPOINT_PASSIVE);
  });
  std::int64_t rows = 0;
  connection.execute_once("SELECT COUNT(*) FROM notes", {},
                          [&](const db::Row& row) { rows = row.integer(0); });
  check(rows, acknowledged);
  return static_cast<double>(acknowledged) / seconds;
}

double through_the_lane(const std::string& folder, int writers, double seconds) {
  auto opened = db::open({.where = folder});
  db::Db& db = *opened.value();
  if (!db.migrate({{"20261121a_notes", create}}, Instant()).ok()) std::exit(1);
  const std::int64_t acknowledged = write_from_many(writers, seconds, [&](std::int64_t id) {
    const auto wrote = db.write([&](db::Tx& tx) -> Result<std::int64_t> { return insert(tx, id); });
    if (!wrote.ok()) std::exit(1);
  });
  check(db.read([](db::Tx& tx) { return tx.row("SELECT COUNT(*) FROM notes")->integer(0); }),
        acknowledged);
  return static_cast<double>(acknowledged) / seconds;
}

}  // namespace

int main(int count, char** words) {
  // A folder of its own inside the one that is named: what was there before stays.
  const std::string folder =
      std::string(count > 1 ? words[1] : "/var/tmp") + "/kentongan_write_lane_bench";
  const double seconds = count > 2 ? std::atof(words[2]) : 3;
  for (const int writers : {1, 16, 64}) {
    std::filesystem::remove_all(folder);
    const double mutex = behind_a_mutex(folder, writers, seconds);
    const double lane = through_the_lane(folder, writers, seconds);
    std::printf("%2d writers: mutex %8.0f /s   lane %8.0f /s   ratio %5.1f\n", writers, mutex, lane,
                lane / mutex);
    std::fflush(stdout);
  }
  std::filesystem::remove_all(folder);
}
