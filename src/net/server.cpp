#include "net/server.hpp"

#include "net/internal/connection.hpp"
#include "net/internal/response_text.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/post.hpp>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <future>
#include <utility>

namespace kentongan::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr int accepts_in_a_row = 64;

Address address_of(const sockaddr_storage& storage) {
  if (storage.ss_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &storage, sizeof(v4));
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
    return Address::from_v4(bytes);
  }
  sockaddr_in6 v6{};
  std::memcpy(&v6, &storage, sizeof(v6));
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
  return Address::from_v6(bytes);
}

}  // namespace

// ---- an io thread -------------------------------------------------------------------------------

IoLoop::IoLoop(ServerCore& core)
    : core_(core), context_(1), timer_(context_), now_(std::chrono::steady_clock::now()) {
  tick();
}

void IoLoop::run() {
  wait_for_tick();
  thread_ = std::thread([this] {
    try {
      context_.run();
    } catch (const std::exception& exception) {
      core_.log.error("http_io_thread_died", {LogField::operator_text("what", exception.what())});
      std::terminate();  // half a server is worse than none: the supervisor starts a whole one
    }
  });
}

void IoLoop::finish() {
  context_.stop();
  if (thread_.joinable()) thread_.join();
  while (!connections_.empty()) connections_.front()->close();
  timer_.cancel();
  context_.restart();
  context_.poll();  // what was posted, and the goodbyes of closed sockets
}

void IoLoop::wait_for_tick() {
  timer_.expires_after(core_.settings.limits.tick);
  timer_.async_wait([this](const error_code& code) {
    if (code) return;
    tick();
    wait_for_tick();
  });
}

void IoLoop::tick() {
  now_ = std::chrono::steady_clock::now();
  const Instant instant = core_.clock.now();
  if (instant.seconds() != date_second_) {
    date_second_ = instant.seconds();
    date_ = http_date(instant);
    ok_prefix_ = prefix_text(200, date_, "");
    not_modified_prefix_ = prefix_text(304, date_, "");
  }
  for (auto place = connections_.begin(); place != connections_.end();) {
    const std::shared_ptr<Connection> connection = *place++;
    connection->look_at_deadlines();
  }
}

void IoLoop::adopt(int descriptor, const Address& peer) {
  asio::post(context_, [this, descriptor, peer] {
    error_code code;
    tcp::socket socket(context_);
    socket.assign(peer.is_v4() ? tcp::v4() : tcp::v6(), descriptor, code);
    if (code) {
      ::close(descriptor);
      return;
    }
    Counts::add(counts.accepted);
    auto connection = std::make_shared<Connection>(*this, core_, std::move(socket), peer);
    connections_.push_front(connection);
    connection->start(connections_.begin());
  });
}

void IoLoop::make_room() {
  asio::post(context_, [this] {
    std::shared_ptr<Connection> least;
    for (const auto& connection : connections_) {
      if (connection->worth() == Connection::Worth::busy) continue;
      const auto rank = [](const Connection& one) { return std::pair(one.worth(), one.since()); };
      if (!least || rank(*connection) < rank(*least)) least = connection;
    }
    if (least) least->close();
  });
}

void IoLoop::begin_stop() {
  asio::post(context_, [this] {
    for (auto place = connections_.begin(); place != connections_.end();) {
      const std::shared_ptr<Connection> connection = *place++;
      connection->begin_stop();
    }
  });
}

// ---- the server ---------------------------------------------------------------------------------

class Server::Inside {
 public:
  Inside(ServerSettings settings, const Clock& clock, const Random& random, const Log& log)
      : core(std::move(settings), clock, random, log) {}

  Result<> listen();
  void run();
  void stop(std::chrono::milliseconds grace);

  ServerCore core;
  std::uint16_t port = 0;
  std::vector<std::unique_ptr<IoLoop>> loops;

 private:
  void wait_for_clients();
  void accept_some();
  /// False when nobody waits any more, or no descriptor is left.
  [[nodiscard]] bool accept_one();
  void refuse_connection(int descriptor) const;

  std::unique_ptr<tcp::acceptor> acceptor_;
  std::unique_ptr<asio::steady_timer> pause_;
  std::size_t next_loop_ = 0;
};

Result<> Server::Inside::listen() {
  const ServerSettings& settings = core.settings;
  error_code code;
  const auto address = asio::ip::make_address(settings.host, code);
  if (code) return Error(Refusal::invalid, "net.host.unusable", settings.host);

  acceptor_.reset();
  loops.clear();
  for (int i = 0; i < std::max(1, settings.io_threads); ++i) {
    loops.push_back(std::make_unique<IoLoop>(core));
  }
  const tcp::endpoint endpoint(address, settings.port);
  acceptor_ = std::make_unique<tcp::acceptor>(loops[0]->context());
  acceptor_->open(endpoint.protocol(), code);
  if (!code) acceptor_->set_option(asio::socket_base::reuse_address(true), code);
  if (!code) acceptor_->bind(endpoint, code);
  if (!code) acceptor_->listen(asio::socket_base::max_listen_connections, code);
  if (code == asio::error::address_in_use) {
    return Error(Refusal::conflict, "net.port.taken", std::to_string(settings.port));
  }
  if (code)
    return Error(Refusal::invalid, "net.host.unusable", settings.host + ": " + code.message());
  acceptor_->non_blocking(true);
  port = acceptor_->local_endpoint().port();
  return {};
}

void Server::Inside::run() {
  core.workers =
      std::make_unique<WorkerPool>(std::max(1, core.settings.workers), core.settings.queue_limit);
  pause_ = std::make_unique<asio::steady_timer>(loops[0]->context());
  wait_for_clients();
  for (const auto& loop : loops) loop->run();
}

void Server::Inside::wait_for_clients() {
  acceptor_->async_wait(tcp::acceptor::wait_read, [this](const error_code& code) {
    if (!code) accept_some();
  });
}

void Server::Inside::accept_some() {
  for (int i = 0; i < accepts_in_a_row; ++i) {
    if (accept_one()) continue;
    const bool out_of_descriptors = errno == EMFILE || errno == ENFILE || errno == ENOMEM;
    if (!out_of_descriptors) break;
    core.log.warning("http_accept_paused", {{"errno", errno}});
    loops[next_loop_ % loops.size()]->make_room();
    pause_->expires_after(std::chrono::milliseconds(200));
    pause_->async_wait([this](const error_code& code) {
      if (!code) wait_for_clients();
    });
    return;
  }
  wait_for_clients();
}

bool Server::Inside::accept_one() {
  sockaddr_storage storage{};
  socklen_t size = sizeof(storage);
  const int descriptor =
      ::accept4(acceptor_->native_handle(), reinterpret_cast<sockaddr*>(&storage), &size,
                SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return errno == ECONNABORTED || errno == EINTR;
  IoLoop& loop = *loops[next_loop_++ % loops.size()];
  const std::size_t open = core.connections_open();
  if (open >= core.settings.limits.connections) {
    for (const auto& each : loops) each->make_room();
    // A few over the limit wait for the room that was just asked for.
    if (open >= core.settings.limits.connections + accepts_in_a_row) {
      refuse_connection(descriptor);
      return true;
    }
  }
  loop.adopt(descriptor, address_of(storage));
  return true;
}

void Server::Inside::refuse_connection(int descriptor) const {
  constexpr std::string_view text =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n"
      "Connection: close\r\n\r\n";
  static_cast<void>(::send(descriptor, text.data(), text.size(), MSG_NOSIGNAL));
  ::close(descriptor);
}

void Server::Inside::stop(std::chrono::milliseconds grace) {
  if (!core.workers || core.is_stopping()) return;
  std::promise<void> begun;
  asio::post(loops[0]->context(), [this, &begun] {
    error_code ignored;
    acceptor_->close(ignored);
    pause_->cancel();
    core.begin_stop();
    for (const auto& loop : loops) loop->begin_stop();
    begun.set_value();
  });
  begun.get_future().wait();
  const bool all_answered = core.wait_until_closed(grace);
  if (!all_answered) {
    core.log.warning("http_stop_cut_connections", {{"open", core.connections_open()}});
  }
  core.workers->stop();
  for (const auto& loop : loops) loop->finish();
}

Server::Server(ServerSettings settings, const Clock& clock, const Random& random, const Log& log)
    : inside_(std::make_unique<Inside>(std::move(settings), clock, random, log)) {}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

void Server::use_error_page(ErrorPage page) { inside_->core.error_page = std::move(page); }
void Server::use_fast_path(FastPath path) { inside_->core.fast_path = std::move(path); }

Result<> Server::start(Handler handler) {
  KENTONGAN_BUG_IF(inside_->core.workers != nullptr);
  inside_->core.handler = std::move(handler);
  TRY(inside_->listen());
  inside_->run();
  return {};
}

std::uint16_t Server::port() const { return inside_->port; }

void Server::stop(std::chrono::milliseconds grace) { inside_->stop(grace); }

ServerCounts Server::counts() const {
  ServerCounts total;
  total.connections_open = inside_->core.connections_open();
  total.failed = inside_->core.failed;
  for (const auto& loop : inside_->loops) {
    total.connections_accepted += loop->counts.accepted;
    total.requests += loop->counts.requests;
    total.from_fast_path += loop->counts.fast;
    total.refused += loop->counts.refused;
    total.overloaded += loop->counts.overloaded;
    total.cut += loop->counts.cut;
    total.event_streams_open += loop->counts.streams;
  }
  return total;
}

}  // namespace kentongan::net
