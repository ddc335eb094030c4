#include "db/internal/postgres_pool.hpp"

namespace kentongan::db {

std::unique_ptr<PostgresConnection> PostgresPool::take() {
  {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [&] { return !idle_.empty() || left_to_open_ > 0; });
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
    --left_to_open_;
  }
  try {
    return std::make_unique<PostgresConnection>(url_);
  } catch (...) {  // give the place back, whatever happened, and let it go on
    give_back(nullptr);
    throw;
  }
}

void PostgresPool::give_back(std::unique_ptr<PostgresConnection> connection) {
  if (connection != nullptr && !connection->is_sound()) connection.reset();
  {
    const std::lock_guard lock(mutex_);
    if (connection == nullptr) {
      ++left_to_open_;
    } else {
      idle_.push_back(std::move(connection));
    }
  }
  returned_.notify_one();
}

void PostgresPool::drop_idle() {
  std::vector<std::unique_ptr<PostgresConnection>> dropped;
  {
    const std::lock_guard lock(mutex_);
    dropped.swap(idle_);
    left_to_open_ += dropped.size();
  }
  returned_.notify_all();
}

}  // namespace kentongan::db
