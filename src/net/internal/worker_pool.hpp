#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kentongan::net {

/// A fixed number of threads working a bounded queue. Thread: members may be called from anywhere.
class WorkerPool {
 public:
  using Job = std::function<void()>;  ///< must not throw

  WorkerPool(int threads, std::size_t queue_limit);
  ~WorkerPool();  ///< as `stop`
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  enum class Answer { taken, full };
  [[nodiscard]] Answer offer(Job job);

  /// Drops what waits in the queue, lets what runs finish, ends the threads.
  void stop();

 private:
  void work();

  // set at construction
  std::size_t queue_limit_;
  // guarded by mutex_
  std::mutex mutex_;
  std::condition_variable news_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  // last: the threads use all of the above
  std::vector<std::jthread> threads_;
};

}  // namespace kentongan::net
