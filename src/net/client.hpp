// The one HTTP client for everything that goes out: link previews, feeds, bots, other districts.
// Whoever can make us fetch a URL must not reach with it what only this machine can reach.
#pragma once

#include "base/result.hpp"
#include "net/address.hpp"
#include "net/http_message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::net {

struct HttpCall {
  Method method = Method::get;
  std::string url = {};
  Headers headers = {};
  std::string body = {};
  std::size_t most_bytes = 1024 * 1024;       ///< of the answer's body
  std::chrono::milliseconds most_time{5000};  ///< for everything, redirects included
  int most_redirects = 3;                     ///< 0: a redirect is the answer
};

struct HttpAnswer {
  int status = 0;
  Headers headers;
  std::string body;
  std::string url;  ///< where the answer came from, after redirects
};

/// Thread: `send` may be called from many threads at once.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// Any status is an answer. Errors:
  ///   invalid      `net.call.url`              not an http(s) URL that can be read in one way only
  ///   forbidden    `net.call.private_address`  the name leads to a private or special address
  ///   forbidden    `net.call.port`             a port we do not call
  ///   forbidden    `net.call.redirect`         too many, or from https to http
  ///   invalid      `net.call.too_large`        body over `most_bytes`, or header over 64 KiB
  ///   unavailable  `net.call.too_slow`         `most_time` is over
  ///   unavailable  `net.call.unreachable`      no such name, no connection, no valid certificate
  ///   unavailable  `net.call.cut`              the call left, its answer did not come whole: it
  ///   may have
  ///                                            been carried out
  /// Details are libcurl's words and never hold the URL.
  [[nodiscard]] virtual Result<HttpAnswer> send(const HttpCall& call) const = 0;
};

struct HttpClientSettings {
  /// Private networks the operator opened, for instance for a bot API server of its own; on any
  /// port.
  std::vector<Network> allowed_networks = {};
  /// Elsewhere only these.
  std::vector<std::uint16_t> ports{80, 443};
  std::string user_agent = "Kentongan/0.1";
  std::string certificates =
      {};  ///< a file of trusted roots instead of the system's; empty: the system's
  /// Names answered without DNS; what they lead to is checked like any other answer.
  std::vector<std::pair<std::string, Address>> known_names = {};
};

/// The real one. Every address is checked after DNS and before the socket exists, on every hop, and
/// that address is the one connected to; no proxy from the environment, no cookies, no userinfo,
/// HTTP/1.1 only. Connections are kept for the next call.
class GuardedHttpClient final : public HttpClient {
 public:
  explicit GuardedHttpClient(HttpClientSettings settings);
  ~GuardedHttpClient() override;
  [[nodiscard]] Result<HttpAnswer> send(const HttpCall& call) const override;

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace kentongan::net
