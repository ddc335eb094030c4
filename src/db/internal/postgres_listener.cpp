#include "db/internal/postgres_listener.hpp"

#include "base/bug.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>

namespace kentongan::db {

namespace {

constexpr int milliseconds_before_reconnecting = 500;

}  // namespace

PostgresListener::PostgresListener(std::string url, News& news)
    : url_(std::move(url)), news_(news), bell_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  KENTONGAN_BUG_IF(bell_ < 0);
  thread_ = std::jthread([this] { work(); });
}

PostgresListener::~PostgresListener() {
  stopping_ = true;
  wake();
  thread_.join();
  close(bell_);
}

void PostgresListener::announce() {
  if (!to_send_.exchange(true)) wake();
}

void PostgresListener::wake() const {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(bell_, &one, sizeof one);
}

void PostgresListener::work() {
  while (!stopping_) {
    try {
      PostgresConnection connection(url_);
      connection.execute_once("LISTEN kentongan");
      news_.announce();  // what came while nobody listened
      serve(connection);
    } catch (const DbFailure&) {
      // The database is away: those who wait go by their own clock until it is back.
      if (!stopping_) wait(-1, milliseconds_before_reconnecting);
    }
  }
}

void PostgresListener::serve(PostgresConnection& connection) {
  while (!stopping_) {
    if (to_send_.exchange(false)) {
      try {
        connection.execute_once("NOTIFY kentongan");
      } catch (const DbFailure&) {
        to_send_ = true;
        throw;
      }
    }
    bool heard = false;
    while (PGnotify* notice = PQnotifies(connection.handle())) {
      PQfreemem(notice);
      heard = true;
    }
    if (heard) news_.announce();
    wait(PQsocket(connection.handle()), -1);
    if (PQconsumeInput(connection.handle()) == 0) {
      throw DbFailure(DbFailure::Kind::lost, PQerrorMessage(connection.handle()));
    }
  }
}

void PostgresListener::wait(int connection_socket, int milliseconds) const {
  std::array<pollfd, 2> events{pollfd{bell_, POLLIN, 0}, pollfd{connection_socket, POLLIN, 0}};
  if (poll(events.data(), events.size(), milliseconds) <= 0) return;
  std::uint64_t rings = 0;
  [[maybe_unused]] const auto got = read(bell_, &rings, sizeof rings);
}

}  // namespace kentongan::db
