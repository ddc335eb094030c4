// What HTTP and SMTP share of libcurl: the library, handles, lists, and the guard at the socket.
#pragma once

#include "net/address.hpp"

#include <curl/curl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kentongan::net {

/// Starts libcurl once. Thread: any.
void need_curl();

struct CurlDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CurlDeleter>;

/// Errors: throws `Bug` when libcurl gives none.
[[nodiscard]] CurlHandle make_curl_handle();

class CurlList {
 public:
  void add(const std::string& line);
  [[nodiscard]] curl_slist* get() const { return list_.get(); }

 private:
  std::unique_ptr<curl_slist, CurlDeleter> list_;
};

/// Which sockets may be opened. Asked by libcurl after DNS, with the address it is about to use.
class SocketGuard {
 public:
  struct Rules {
    std::vector<Network> allowed_networks;  ///< on any port
    std::vector<std::uint16_t> ports;       ///< elsewhere; empty: any
  };
  explicit SocketGuard(Rules rules) : rules_(std::move(rules)) {}

  enum class Verdict { open, private_address, port };
  [[nodiscard]] Verdict judge(const Address& address, std::uint16_t port) const;

  /// Makes `handle` ask this guard, which must outlive its transfers.
  void watch(CURL* handle);
  /// The last refusal since `forget`, `open` when there was none.
  [[nodiscard]] Verdict last_refusal() const { return last_refusal_; }
  void forget() { last_refusal_ = Verdict::open; }

 private:
  static curl_socket_t open_socket(void* self, curlsocktype purpose, curl_sockaddr* wanted);

  Rules rules_;
  Verdict last_refusal_ = Verdict::open;
};

}  // namespace kentongan::net
