// The HTTP/1.1 server: sockets on a few io threads, handlers on a bounded pool of workers.
//
//   io thread:  accept, read, guard the head, fast path, write, deadlines (one tick a second)
//   worker:     the handler, and turning its response into bytes
//
// TLS is a reverse proxy's work. What is refused before a handler sees it: request_head.hpp.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "net/address.hpp"
#include "net/cached_page.hpp"
#include "net/http_message.hpp"
#include "net/request_head.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::net {

/// The largest body, in bytes, that a route takes. Called on an io thread: fast, no I/O.
using BodyLimit = std::function<std::size_t(Method method, std::string_view path)>;

/// Makes the page of a failure: 4xx and 5xx the server itself answers with. `reference` is empty
/// unless the failure was logged under it; `request` is null when there was none worth the name.
/// Called on any thread, possibly many at once; must be fast. When it throws, plain text is sent.
using ErrorPage =
    std::function<Response(int status, std::string_view reference, const Request* request)>;

/// Looks for a finished page before a worker is involved; null goes the ordinary way. Asked only
/// for GET and HEAD without a body. Called on io threads, possibly many at once; no I/O, no
/// waiting.
using FastPath = std::function<std::shared_ptr<const CachedPage>(const RequestHead& head)>;

struct ServerLimits {
  std::size_t header_bytes = 16 * 1024;  ///< beyond: 431
  std::size_t header_fields = 100;       ///< beyond: 431
  std::size_t body_bytes = 1024 * 1024;  ///< beyond: 413
  BodyLimit body_bytes_for = {};         ///< when set, asked instead of `body_bytes`
  /// All bodies being received or handled, together; beyond: 503.
  std::size_t body_bytes_together = 256 * 1024 * 1024;
  std::size_t connections = 4096;  ///< beyond: the longest idle one makes room, else 503
  std::chrono::milliseconds header_deadline{10'000};  ///< first to last byte of a head
  std::chrono::milliseconds keep_alive{30'000};       ///< silence between two requests
  /// A body, and a client reading an answer, may be this slow at first …
  std::chrono::milliseconds patience{15'000};
  /// … and must keep this average after it (bytes a second), or is cut. A 2G phone does 4,000.
  std::size_t least_rate = 512;
  std::chrono::milliseconds heartbeat{15'000};  ///< of an event stream
  std::size_t event_backlog = 64 * 1024;  ///< unsent bytes that make a reader of events too slow
  std::chrono::milliseconds tick{1'000};  ///< how often deadlines are looked at
};

struct ServerSettings {
  std::string host = "127.0.0.1";  ///< an address, not a name
  std::uint16_t port = 0;          ///< 0: the kernel chooses
  int io_threads = 2;
  int workers = 16;
  std::size_t queue_limit = 256;  ///< requests waiting for a worker; beyond: 503 + Retry-After
  ServerLimits limits = {};
  /// Whose X-Forwarded-For and X-Forwarded-Proto are believed.
  std::vector<Network> trusted_proxies = {};
  /// Added to every response that does not bring its own field of that name.
  std::vector<Header> default_headers = secure_headers();
};

/// What happened since `start`; for metrics.
struct ServerCounts {
  std::uint64_t connections_open = 0;
  std::uint64_t connections_accepted = 0;
  std::uint64_t requests = 0;  ///< answered, the fast path included
  std::uint64_t from_fast_path = 0;
  std::uint64_t refused = 0;     ///< by the guard or a limit
  std::uint64_t overloaded = 0;  ///< 503: queue or memory full
  std::uint64_t failed = 0;      ///< 500: a handler threw
  std::uint64_t cut = 0;         ///< too slow
  std::uint64_t event_streams_open = 0;
};

/// Thread: one thread calls `start`, `stop` and the destructor; the rest may be called from
/// anywhere.
class Server {
 public:
  Server(ServerSettings settings, const Clock& clock, const Random& random, const Log& log);
  ~Server();  ///< as `stop(0 s)`
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Before `start`.
  void use_error_page(ErrorPage page);
  void use_fast_path(FastPath path);

  /// Listens, and answers with `handler` from now on. A handler that throws: the exception is
  /// logged under a reference number and the client gets 500 with that number. Errors: conflict
  /// `net.port.taken` (detail: the port), invalid `net.host.unusable`.
  [[nodiscard]] Result<> start(Handler handler);

  /// The port listened on; 0 before `start`.
  [[nodiscard]] std::uint16_t port() const;

  /// No new connections and requests; what was received is answered and flushed for at most
  /// `grace`, then cut. Returns when all is over and every handler has returned.
  void stop(std::chrono::milliseconds grace);

  [[nodiscard]] ServerCounts counts() const;

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace kentongan::net
