// For tests: a listener that counts who comes and answers with a script.
#pragma once

#include "net/wire_for_tests.hpp"

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace kentongan::net {

/// Accepts on all addresses of both families, one thread a connection, until it goes.
class Listener {
 public:
  /// Speaks with one client; the descriptor is closed afterwards.
  using Script = std::function<void(int descriptor)>;

  explicit Listener(Script script = [](int) {}) : script_(std::move(script)) {
    listening_ = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int no = 0;
    ::setsockopt(listening_, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof(no));
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    socklen_t size = sizeof(address);
    if (::bind(listening_, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::listen(listening_, 128) != 0 ||
        ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("cannot listen");
    }
    port_ = ntohs(address.sin6_port);
    accepting_ = std::thread([this] { accept_all(); });
  }
  ~Listener() {
    stopping_ = true;
    ::shutdown(listening_, SHUT_RDWR);
    accepting_.join();
    ::close(listening_);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] int visits() const { return visits_; }

  static bool say(int descriptor, std::string_view bytes) {
    return ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }
  /// Reads until `end` has come; empty when the client left before.
  static std::string hear(int descriptor, std::string_view end) {
    std::string heard;
    char piece[4096];
    while (true) {
      // Looks before it takes, so that nothing behind `end` is lost to the next call.
      const ssize_t size = ::recv(descriptor, piece, sizeof(piece), MSG_PEEK);
      if (size <= 0) return "";
      const std::size_t before = heard.size();
      heard.append(piece, static_cast<std::size_t>(size));
      const std::size_t found = heard.find(end, before < end.size() ? 0 : before - end.size());
      if (found != std::string::npos) heard.resize(found + end.size());
      if (::recv(descriptor, piece, heard.size() - before, 0) < 0) return "";
      if (found != std::string::npos) return heard;
    }
  }

 private:
  void accept_all() {
    std::vector<std::thread> conversations;
    while (!stopping_) {
      const int descriptor = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
      if (descriptor < 0) continue;
      ++visits_;
      conversations.emplace_back([this, descriptor] {
        const timeval patience{20, 0};
        ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
        script_(descriptor);
        ::close(descriptor);
      });
    }
    for (std::thread& conversation : conversations) conversation.join();
  }

  Script script_;
  int listening_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> visits_ = 0;
  std::atomic<bool> stopping_ = false;
  std::thread accepting_;
};

}  // namespace kentongan::net
