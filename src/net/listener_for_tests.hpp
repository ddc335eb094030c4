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
    char byte = 0;
    while (!heard.ends_with(end)) {
      if (::recv(descriptor, &byte, 1, 0) != 1) return "";
      heard += byte;
    }
    return heard;
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
