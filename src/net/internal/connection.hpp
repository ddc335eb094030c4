// One client, as a state machine of callbacks. Everything here happens on its io thread.
//
//   idle ──first byte──▶ head ──whole──▶ body ──whole──▶ handling ──answer──▶ writing ──▶ idle
//                         │ └──fast path──────────────────────────────────────▶ ▲ │
//                         └──refused───────────────────────────────────────────┘ ├─▶ lingering ▶
//                         closed
//                                                                                 └─▶ streaming ▶
//                                                                                 closed
#pragma once

#include "net/internal/body_reader.hpp"
#include "net/internal/head_parser.hpp"
#include "net/internal/server_core.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <thread>

namespace kentongan::net {

class Connection;
using SteadyTime = std::chrono::steady_clock::time_point;

/// An io thread: its sockets, its clock of one tick, its cached status lines.
class IoLoop {
 public:
  explicit IoLoop(ServerCore& core);
  IoLoop(const IoLoop&) = delete;
  IoLoop& operator=(const IoLoop&) = delete;

  void run();     ///< starts the thread
  void finish();  ///< ends the thread, closes what is left and runs what was posted
  boost::asio::io_context& context() { return context_; }

  /// Takes an accepted socket. Thread: any.
  void adopt(int descriptor, const Address& peer);
  /// Closes the connection that is least of a loss, if there is any. Thread: any.
  void make_room();
  /// Closes what is idle; the rest after its answer. Thread: any.
  void begin_stop();
  void forget(const std::list<std::shared_ptr<Connection>>::iterator& place) {
    connections_.erase(place);
  }

  /// This loop's time, as of the last tick or event. Cost: none.
  [[nodiscard]] SteadyTime now() const { return now_; }
  /// Status line and Date of the two commonest answers. Lifetime: until the next tick.
  [[nodiscard]] std::string_view ok_prefix() const { return ok_prefix_; }
  [[nodiscard]] std::string_view not_modified_prefix() const { return not_modified_prefix_; }
  [[nodiscard]] const std::string& date() const { return date_; }

  /// Written by this loop's thread only, read by any.
  struct Counts {
    std::atomic<std::uint64_t> accepted = 0, requests = 0, fast = 0, refused = 0, overloaded = 0,
                               cut = 0, streams = 0;
    static void add(std::atomic<std::uint64_t>& count, std::int64_t change = 1) {
      count.store(count.load(std::memory_order_relaxed) + static_cast<std::uint64_t>(change),
                  std::memory_order_relaxed);
    }
  };
  Counts counts;

 private:
  void wait_for_tick();
  void tick();

  ServerCore& core_;
  boost::asio::io_context context_;
  boost::asio::steady_timer timer_;
  std::list<std::shared_ptr<Connection>> connections_;
  SteadyTime now_;
  std::int64_t date_second_ = -1;
  std::string date_, ok_prefix_, not_modified_prefix_;
  std::thread thread_;
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(IoLoop& loop, ServerCore& core, boost::asio::ip::tcp::socket socket,
             const Address& peer);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start(std::list<std::shared_ptr<Connection>>::iterator place);
  /// The answer of the worker.
  void take_answer(Outgoing out);
  void look_at_deadlines();
  void begin_stop();
  void close();

  /// How little is lost by closing this connection now.
  enum class Worth { idle, half_a_head, busy };
  [[nodiscard]] Worth worth() const;
  [[nodiscard]] SteadyTime since() const { return since_; }

 private:
  enum class Phase : std::uint8_t {
    idle,
    head,
    body,
    handling,
    writing,
    lingering,
    streaming,
    closed
  };
  /// Whether the state machine goes on at once or waits for a callback.
  enum class Next { go_on, wait };

  void advance();
  [[nodiscard]] Next step();
  void enter(Phase phase);

  // reading
  [[nodiscard]] std::string_view unread() const { return {input_.get() + begin_, end_ - begin_}; }
  [[nodiscard]] Next read_more();
  void make_room_for_input();
  void on_read(const boost::system::error_code& code, std::size_t size);
  void wait_without_buffer();
  void release_memory();
  [[nodiscard]] Next read_head();
  [[nodiscard]] Next on_head();
  [[nodiscard]] Next begin_body();
  [[nodiscard]] Next read_body();
  [[nodiscard]] Next dispatch();
  void drop_request();

  // answering
  [[nodiscard]] Next answer_page(const RequestHead& head);
  [[nodiscard]] Next answer_refusal(int status);
  [[nodiscard]] Next answer(Outgoing out);
  [[nodiscard]] Next write(int status, std::string_view fields, std::string_view body);
  [[nodiscard]] Next write_rest();
  void on_written(const boost::system::error_code& code, std::size_t size);
  [[nodiscard]] Next after_answer();
  [[nodiscard]] std::string_view prefix_for(int status);
  [[nodiscard]] std::size_t drop_written(std::size_t size);

  // closing and streaming
  void linger();
  void start_streaming();
  void flush_events();
  void watch_for_goodbye();
  [[nodiscard]] bool is_too_slow(SteadyTime now) const;

  IoLoop& loop_;
  ServerCore& core_;
  boost::asio::ip::tcp::socket socket_;
  Address peer_;
  std::list<std::shared_ptr<Connection>>::iterator place_;

  Phase phase_ = Phase::idle;
  bool reading_ = false;         ///< a read or wait is under way
  bool writing_ = false;         ///< a write is under way
  bool close_after_ = false;     ///< this answer is the last
  bool old_keep_alive_ = false;  ///< a 1.0 client that asked to stay
  bool served_before_ = false;
  SteadyTime since_;       ///< when the phase began
  SteadyTime progress_;    ///< when bytes last moved
  std::size_t moved_ = 0;  ///< bytes in this phase

  std::unique_ptr<char[]> input_;
  std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
  HeadScanner scanner_;
  std::unique_ptr<HeadParser> parser_;
  BodyReader body_reader_;

  std::unique_ptr<Request> request_;
  std::size_t body_held_ = 0;

  std::unique_ptr<Outgoing> out_;
  std::shared_ptr<const CachedPage> page_;
  std::string prefix_;  ///< of the answer, or the events being written
  std::array<boost::asio::const_buffer, 3> buffers_;
  std::unique_ptr<EventFeed> feed_;
};

}  // namespace kentongan::net
