#include "app/serving.hpp"

#include "base/text.hpp"
#include "net/compress.hpp"
#include "net/forms.hpp"
#include "outbox/worker.hpp"
#include "site/picture.hpp"

namespace kentongan::app {
namespace {

constexpr std::chrono::seconds stop_grace{20};
constexpr Span scheduled_items_every = std::chrono::seconds(1);
constexpr Span exchange_every = std::chrono::seconds(5);
constexpr Span sweep_every = std::chrono::minutes(10);
constexpr Span queue_ordered_every = std::chrono::minutes(1);
constexpr Span queue_told_at_most_every = std::chrono::seconds(1);
// Form tokens inside kept pages are good for a day at least, dates on pages change at midnight.
constexpr std::chrono::seconds longest_kept = std::chrono::hours(1);

/// Larger bodies only where files are handed in: by those who are signed in (checked there), and by
/// anybody who asks about a screenshot.
std::size_t body_limit(net::Method method, std::string_view path) {
  if (method == net::Method::post && path.ends_with("/impor")) return net::upload_body_bytes;
  if (method == net::Method::post && path == "/tanya") return site::picture_form_bytes;
  if (method == net::Method::post && path.ends_with("/berkas/bukti"))
    return site::picture_form_bytes;
  // Base64 makes four bytes of three.
  if (method == net::Method::post && path == "/api/v1/questions")
    return site::picture_form_bytes / 3 * 4;
  return Mouths::body_limit(path).value_or(1024 * 1024);
}

std::vector<net::Network> networks_of(const std::vector<std::string>& texts) {
  std::vector<net::Network> networks;
  for (const std::string& text : texts) {
    if (const auto network = net::Network::parse(text); network.ok()) networks.push_back(*network);
  }
  return networks;
}

}  // namespace

Result<ListenAt> parse_listen(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0)
    return Error(Refusal::invalid, "cli.serve.bad_listen");
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const Result<std::int64_t> port = parse_integer(text.substr(colon + 1));
  if (!port.ok() || *port < 0 || *port > 65'535)
    return Error(Refusal::invalid, "cli.serve.bad_listen");
  return ListenAt{std::string(host == "localhost" ? "127.0.0.1" : host),
                  static_cast<std::uint16_t>(*port)};
}

Serving::Serving(Application& application)
    : application_(application), site_(application.doors()), api_(application.doors()) {}

Serving::~Serving() { stop(); }

net::Response Serving::answer(const net::Request& request) {
  if (request.path.starts_with("/api/")) return api_.answer(request);
  if (mouths_) {
    if (auto answered = mouths_->answer(request)) return std::move(*answered);
  }
  if (!site_.may_keep(request)) return site_.answer(request);
  const net::PageCache::Ticket ticket = kept_.ticket();
  net::Response response = site_.answer(request);
  if (response.status == 200) {
    kept_.put(
        ticket,
        {.key = request.target, .page = net::CachedPage::make(response), .good_for = longest_kept});
    // The first visitor waits for a phone's network as the others do. Kept pages show no secret.
    net::compress_for(request, response);
  }
  return response;
}

Result<> Serving::start() {
  const Config& config = application_.config();
  const ListenAt at = TRY(parse_listen(config.server.listen));
  net::ServerSettings settings;
  settings.host = at.host;
  settings.port = at.port;
  settings.io_threads = static_cast<int>(config.server.io_threads);
  settings.workers = static_cast<int>(config.server.workers);
  settings.trusted_proxies = networks_of(config.server.trusted_proxies);
  settings.limits.body_bytes_for = body_limit;
  server_ = std::make_unique<net::Server>(settings, application_.clock(), application_.random(),
                                          application_.log());
  server_->use_error_page(
      [this](int status, std::string_view reference, const net::Request* request) {
        const bool to_machine = request != nullptr && request->path.starts_with("/api/");
        return to_machine ? api_.error_page(status, reference, *request)
                          : site_.error_page(status, reference, request);
      });
  server_->use_fast_path([this](const net::RequestHead& head) {
    // A cookie may mean a session, a language or a notice: then the page is somebody's own. Sheets
    // and fonts are everybody's.
    const bool is_own = head.find("Cookie") && !head.target.starts_with("/aset/");
    return is_own ? nullptr : kept_.find(head.target);
  });
  // Nobody is served before the archive is there: a known hoax must not become a ticket because it
  // was asked in the first third of a second.
  application_.tabayun().follow();
  application_.places().warm();
  TRY(start_dispatcher());
  TRY(start_mouths());
  TRY(server_->start([this](const net::Request& request) { return answer(request); }));
  follower_ = std::jthread([this](const std::stop_token& stop) { follow(stop); });
  librarian_ = std::jthread([this](const std::stop_token& stop) { keep_search(stop); });
  corrector_ = std::jthread([this](const std::stop_token& stop) { correct(stop); });
  archivist_ = std::jthread([this](const std::stop_token& stop) { archive(stop); });
  timekeeper_ = std::jthread([this](const std::stop_token& stop) { keep_time(stop); });
  announcer_ = std::jthread([this](const std::stop_token& stop) { keep_live(stop); });
  fetcher_ = std::jthread([this](const std::stop_token& stop) { keep_exchange(stop); });
  return {};
}

Result<> Serving::start_dispatcher() {
  ways_ = TRY(Ways::open(application_));
  // On a SQLite folder no other program can be sending: leases left by a crash are free at once.
  if (application_.database().engine() == db::Engine::sqlite)
    application_.outbox().take_back_leases();
  dispatcher_ =
      std::make_unique<outbox::Dispatcher>(outbox::DispatcherParts{.outbox = application_.outbox(),
                                                                   .db = application_.database(),
                                                                   .clock = application_.clock(),
                                                                   .random = application_.random(),
                                                                   .log = application_.log()},
                                           ways_->out());
  dispatcher_->start();
  return {};
}

Result<> Serving::start_mouths() {
  mouths_ = TRY(Mouths::open(application_, *ways_));
  mouths_->start();
  return {};
}

void Serving::stop() {
  if (server_) server_->stop(stop_grace);
  mouths_.reset();
  for (std::jthread* thread :
       {&follower_, &librarian_, &corrector_, &archivist_, &timekeeper_, &announcer_, &fetcher_}) {
    if (!thread->joinable()) continue;
    thread->request_stop();
    application_.database().announce();  // wakes who waits for news
    thread->join();
  }
  dispatcher_.reset();
  ways_.reset();
  server_.reset();
}

/// The wall of a background loop: what fails is logged and tried again.
template <typename Work>
void guard(const Log& log, const char* loop, const Work& work) {
  try {
    work();
  } catch (const std::exception& problem) {
    log.error("loop_failed", {LogField::operator_text("loop", loop),
                              LogField::operator_text("problem", problem.what())});
  }
}

void Serving::follow(const std::stop_token& stop) {
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    seen = application_.database().wait_for_news(seen, std::chrono::seconds(30));
    kept_.clear();
    guard(application_.log(), "follow", [this] { application_.tabayun().follow(); });
    kept_.clear();  // pages made between the news and the matcher's catching up
  }
}

/// On a thread of its own: nobody waits for search to be built, and verdicts are followed
/// meanwhile.
void Serving::keep_search(const std::stop_token& stop) {
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    guard(application_.log(), "search", [this] { application_.search().follow(); });
    guard(application_.log(), "radar", [this] { application_.radar().follow(); });
    seen = application_.database().wait_for_news(seen, std::chrono::seconds(30));
  }
}

/// A thousand questions within a second are told once.
void Serving::keep_live(const std::stop_token& stop) {
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    seen = application_.database().wait_for_news(seen, std::chrono::seconds(30));
    if (application_.live_queue().readers() > 0) {
      guard(application_.log(), "live_queue",
            [this] { application_.live_queue().tell(application_.doors()); });
    }
    outbox::pause(stop, queue_told_at_most_every);
  }
}

/// On a thread of its own: other fact checkers may take their time.
void Serving::keep_exchange(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    guard(application_.log(), "exchange", [&] { application_.exchange().run_due(stop); });
    outbox::pause(stop, exchange_every);
  }
}

void Serving::correct(const std::stop_token& stop) {
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    guard(application_.log(), "correct", [&] {
      while (!stop.stop_requested() && application_.relay().follow()) {
      }
    });
    seen = application_.database().wait_for_news(seen, std::chrono::seconds(30));
  }
}

/// Links come from strangers: what the operator opened for a bot's own server stays closed to them.
void Serving::archive(const std::stop_token& stop) {
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    guard(application_.log(), "archive", [&] {
      const net::HttpClient& client = application_.strangers_client();
      while (!stop.stop_requested() && application_.casework().archive_next(client)) {
      }
    });
    seen = application_.database().wait_for_news(seen, std::chrono::seconds(30));
  }
}

void Serving::keep_time(const std::stop_token& stop) {
  Instant next_sweep = application_.clock().now();
  Instant next_order = next_sweep;
  while (!stop.stop_requested()) {
    guard(application_.log(), "publish_due", [this] { application_.newsroom().publish_due(); });
    if (const Instant now = application_.clock().now(); now >= next_order) {
      next_order = now + queue_ordered_every;
      guard(application_.log(), "queue_order", [this, now] {
        application_.tabayun().refresh_urgency(now);
        application_.tabayun().refresh_precision(now);
      });
    }
    if (application_.clock().now() >= next_sweep) {
      next_sweep = application_.clock().now() + sweep_every;
      guard(application_.log(), "sweep", [this] {
        application_.people().sweep();
        application_.tabayun().sweep();
      });
    }
    outbox::pause(stop, scheduled_items_every);
  }
}

}  // namespace kentongan::app
