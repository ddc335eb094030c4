// For tests: a client that says exactly the bytes it is told, and a server ready to be spoken to.
#pragma once

#include "net/server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kentongan::net {

using namespace std::chrono_literals;

/// Waits for a promise to come true; a test that would hang fails instead.
inline bool eventually(const std::function<bool()>& true_now, std::chrono::milliseconds most = 8s) {
  const auto end = std::chrono::steady_clock::now() + most;
  while (!true_now()) {
    if (std::chrono::steady_clock::now() > end) return false;
    ::poll(nullptr, 0, 2);
  }
  return true;
}

/// A TCP connection to 127.0.0.1, closed with the object.
class Wire {
 public:
  explicit Wire(std::uint16_t port, int receive_buffer = 0)
      : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (receive_buffer > 0) {
      ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof(receive_buffer));
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
      ::close(descriptor_);
      throw std::runtime_error("cannot connect to port " + std::to_string(port));
    }
  }
  ~Wire() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Wire(Wire&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  /// False when the server is gone.
  bool say(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void say_no_more() const { ::shutdown(descriptor_, SHUT_WR); }

  /// What has come so far, and what comes until `enough`, the end, or patience is over.
  const std::string& hear(const std::function<bool(const std::string&)>& enough,
                          std::chrono::milliseconds patience = 8s) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!enough(heard_) && !ended_ && std::chrono::steady_clock::now() < end) hear_some(20);
    return heard_;
  }
  /// Everything until the server closes.
  const std::string& hear_all() {
    return hear([](const std::string&) { return false; });
  }
  const std::string& hear_until(std::string_view text) {
    return hear([text](const std::string& heard) { return heard.find(text) != std::string::npos; });
  }
  /// Takes the next whole response (with Content-Length or none) off what was heard.
  std::string next_response() {
    hear([](const std::string& heard) { return whole_response(heard) > 0; });
    const std::size_t size = whole_response(heard_);
    std::string response = heard_.substr(0, size);
    heard_.erase(0, size);
    return response;
  }
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] const std::string& heard() const { return heard_; }
  bool hears_the_end() {
    hear_all();
    return ended_;
  }

 private:
  static std::size_t whole_response(const std::string& heard) {
    const std::size_t end = heard.find("\r\n\r\n");
    if (end == std::string::npos) return 0;
    const std::size_t field = heard.find("Content-Length: ");
    const std::size_t body =
        field < end ? std::strtoul(heard.c_str() + field + 16, nullptr, 10) : std::size_t{0};
    return heard.size() >= end + 4 + body ? end + 4 + body : 0;
  }
  void hear_some(int patience_ms) {
    pollfd ready{descriptor_, POLLIN, 0};
    if (::poll(&ready, 1, patience_ms) <= 0) return;
    char buffer[16384];
    const ssize_t size = ::recv(descriptor_, buffer, sizeof(buffer), 0);
    if (size <= 0) {
      ended_ = true;
      return;
    }
    heard_.append(buffer, static_cast<std::size_t>(size));
  }

  int descriptor_;
  std::string heard_;
  bool ended_ = false;
};

/// The status of the first response in `text`; 0 when there is none.
inline int status_of(std::string_view text) {
  return text.starts_with("HTTP/1.1 ") && text.size() > 12
             ? static_cast<int>(std::strtol(text.data() + 9, nullptr, 10))
             : 0;
}
inline std::string body_of(const std::string& response) {
  const std::size_t end = response.find("\r\n\r\n");
  return end == std::string::npos ? std::string() : response.substr(end + 4);
}
inline std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

/// A door that workers wait behind until a test opens it.
class Gate {
 public:
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  bool wait_for_waiting(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, 8s, [&] { return waiting_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

/// A server on a port of the kernel's choice, with everything it needs.
struct TestServer {
  static ServerSettings quick() {
    ServerSettings settings;
    settings.workers = 2;
    settings.limits.tick = 10ms;
    return settings;
  }
  explicit TestServer(Handler handler, ServerSettings settings = quick())
      : server(std::move(settings), clock, random, log) {
    server.start(std::move(handler)).value();
  }
  [[nodiscard]] Wire connect() const { return Wire(server.port()); }
  /// Says one thing on a connection of its own and hears everything until the server closes.
  [[nodiscard]] std::string exchange(std::string_view bytes) const {
    Wire wire = connect();
    wire.say(bytes);
    wire.say_no_more();
    return wire.hear_all();
  }

  SystemClock clock;
  SeededRandom random{7};
  int log_descriptor = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  Log log{clock, LogLevel::info, log_descriptor};
  Server server;
};

/// Says back what it understood: method, path, query, body.
inline Response echo(const Request& request) {
  Response response;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body = std::string(name_of(request.method)) + " " + request.path;
  for (const auto& [name, value] : request.query.pairs()) response.body += " " + name + "=" + value;
  response.body += " [" + request.body + "]";
  return response;
}

}  // namespace kentongan::net
