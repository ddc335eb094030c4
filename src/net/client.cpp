#include "net/client.hpp"

#include "base/bug.hpp"
#include "base/guarded.hpp"
#include "base/text.hpp"
#include "net/internal/curl.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kentongan::net {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr std::size_t most_header_bytes = 64 * 1024;
constexpr std::size_t most_idle_lines = 8;

/// A handle with the connections it keeps, and the guard at its sockets.
struct Line {
  explicit Line(const HttpClientSettings& settings)
      : guard({settings.allowed_networks, settings.ports}), handle(make_curl_handle()) {}
  SocketGuard guard;  // before the handle, which asks it until its end
  CurlHandle handle;
};

/// What comes in, bounded.
struct Receipt {
  HttpAnswer answer;
  std::size_t most_bytes = 0;
  std::size_t header_bytes = 0;
  bool too_large = false;

  static std::size_t take_body(char* bytes, std::size_t one, std::size_t size, void* self) {
    auto& receipt = *static_cast<Receipt*>(self);
    if (receipt.answer.body.size() + one * size > receipt.most_bytes) {
      receipt.too_large = true;
      return 0;
    }
    receipt.answer.body.append(bytes, one * size);
    return one * size;
  }

  static std::size_t take_header(char* bytes, std::size_t one, std::size_t size, void* self) {
    auto& receipt = *static_cast<Receipt*>(self);
    receipt.header_bytes += one * size;
    if (receipt.header_bytes > most_header_bytes) {
      receipt.too_large = true;
      return 0;
    }
    const std::string_view line = trim({bytes, one * size});
    if (line.starts_with("HTTP/")) receipt.answer.headers = Headers();  // after 100 Continue, again
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && colon > 0) {
      receipt.answer.headers.add(std::string(line.substr(0, colon)),
                                 std::string(trim(line.substr(colon + 1))));
    }
    return one * size;
  }
};

/// A body that is sent once: libcurl repeats a call whose kept connection broke before any answer,
/// and what a POST asks for may have been done already. Without a way back to its beginning it
/// cannot. Source: RFC 9110 section 9.2.2.
struct BodyOnce {
  std::string_view left;

  static std::size_t give(char* room, std::size_t one, std::size_t size, void* self) {
    auto& body = *static_cast<BodyOnce*>(self);
    const std::size_t count = std::min(one * size, body.left.size());
    std::copy_n(body.left.data(), count, room);
    body.left.remove_prefix(count);
    return count;
  }
  static int refuse_to_rewind(void*, curl_off_t, int) { return CURL_SEEKFUNC_FAIL; }

  void attach(CURL* handle) {
    curl_easy_setopt(handle, CURLOPT_POST, 1L);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, &BodyOnce::give);
    curl_easy_setopt(handle, CURLOPT_READDATA, this);
    curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, &BodyOnce::refuse_to_rewind);
    curl_easy_setopt(handle, CURLOPT_SEEKDATA, this);
  }
};

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

Headers without(const Headers& headers, std::initializer_list<std::string_view> names) {
  Headers kept;
  for (const Header& header : headers.all()) {
    const std::string name = lower_ascii(header.name);
    if (std::find(names.begin(), names.end(), name) == names.end())
      kept.add(header.name, header.value);
  }
  return kept;
}

Error error_of(CURLcode code, const Line& line, const Receipt& receipt) {
  switch (line.guard.last_refusal()) {
    case SocketGuard::Verdict::private_address:
      return Error(Refusal::forbidden, "net.call.private_address");
    case SocketGuard::Verdict::port: return Error(Refusal::forbidden, "net.call.port");
    case SocketGuard::Verdict::open: break;
  }
  if (receipt.too_large) return Error(Refusal::invalid, "net.call.too_large");
  const std::string detail = curl_easy_strerror(code);
  if (code == CURLE_OPERATION_TIMEDOUT)
    return Error(Refusal::unavailable, "net.call.too_slow", detail);
  if (code == CURLE_URL_MALFORMAT) return Error(Refusal::invalid, "net.call.url", detail);
  if (code == CURLE_GOT_NOTHING || code == CURLE_RECV_ERROR || code == CURLE_PARTIAL_FILE ||
      code == CURLE_SEND_FAIL_REWIND) {
    return Error(Refusal::unavailable, "net.call.cut", detail);
  }
  return Error(Refusal::unavailable, "net.call.unreachable", detail);
}

CurlList header_lines(const HttpCall& call) {
  CurlList lines;
  for (const Header& header : call.headers.all()) {
    KENTONGAN_BUG_IF(!is_one_line(header.name) || !is_one_line(header.value));
    // libcurl drops a field without a value unless it ends in a semicolon.
    lines.add(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  }
  lines.add("Expect:");
  if (!call.headers.find("Accept")) lines.add("Accept: */*");
  if (!call.headers.find("Content-Type")) lines.add("Content-Type:");
  return lines;
}

void set_method(CURL* handle, const HttpCall& call, BodyOnce& once) {
  switch (call.method) {
    case Method::get: curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L); return;
    case Method::head: curl_easy_setopt(handle, CURLOPT_NOBODY, 1L); return;
    case Method::post:
    case Method::patch:
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                       static_cast<curl_off_t>(call.body.size()));
      once.attach(handle);
      curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, std::string(name_of(call.method)).c_str());
      return;
    case Method::put:
    case Method::del:
    case Method::options:
      curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                       static_cast<curl_off_t>(call.body.size()));
      curl_easy_setopt(handle, CURLOPT_POSTFIELDS, call.body.data());
      curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, std::string(name_of(call.method)).c_str());
      return;
  }
}

}  // namespace

class GuardedHttpClient::Inside {
 public:
  explicit Inside(HttpClientSettings all) : settings_(std::move(all)) {
    need_curl();
    for (const auto& [name, address] : settings_.known_names) {
      const std::string text = address.is_v4() ? address.text() : "[" + address.text() + "]";
      for (const std::uint16_t port : settings_.ports) {
        known_names_.add(name + ":" + std::to_string(port) + ":" + text);
      }
    }
  }

  [[nodiscard]] std::unique_ptr<Line> take_line() {
    auto line = idle_.locked([](auto& idle) -> std::unique_ptr<Line> {
      if (idle.empty()) return nullptr;
      auto last = std::move(idle.back());
      idle.pop_back();
      return last;
    });
    return line ? std::move(line) : std::make_unique<Line>(settings_);
  }
  void give_back(std::unique_ptr<Line> line) {
    idle_.locked([&](auto& idle) {
      if (idle.size() < most_idle_lines) idle.push_back(std::move(line));
    });
  }

  [[nodiscard]] Result<HttpAnswer> send_once(Line& line, const HttpCall& call, const Url& url,
                                             SteadyClock::time_point end) const;

 private:
  void prepare(CURL* handle) const;

  HttpClientSettings settings_;
  CurlList known_names_;
  Guarded<std::vector<std::unique_ptr<Line>>> idle_;
};

void GuardedHttpClient::Inside::prepare(CURL* handle) const {
  curl_easy_reset(handle);  // keeps connections and the DNS cache
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);  // each hop passes our own eyes
  curl_easy_setopt(handle, CURLOPT_PROXY, "");           // not even from the environment
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, settings_.user_agent.c_str());
  // A resolver that hangs must not make us wait longer than `most_time`.
  curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(handle, CURLOPT_RESOLVE, known_names_.get());
  if (!settings_.certificates.empty()) {
    curl_easy_setopt(handle, CURLOPT_CAINFO, settings_.certificates.c_str());
  }
}

Result<HttpAnswer> GuardedHttpClient::Inside::send_once(Line& line, const HttpCall& call,
                                                        const Url& url,
                                                        SteadyClock::time_point end) const {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - SteadyClock::now());
  if (left.count() <= 0) return Error(Refusal::unavailable, "net.call.too_slow");
  CURL* handle = line.handle.get();
  prepare(handle);
  line.guard.forget();
  line.guard.watch(handle);
  Receipt receipt;
  receipt.most_bytes = call.most_bytes;
  const CurlList headers = header_lines(call);
  curl_easy_setopt(handle, CURLOPT_URL, url.text().c_str());
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &Receipt::take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &receipt);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &Receipt::take_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &receipt);
  BodyOnce once{call.body};
  set_method(handle, call, once);
  const CURLcode code = curl_easy_perform(handle);
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_reset(handle);  // nothing of this call, its pointers least of all, stays behind
  if (code != CURLE_OK) return error_of(code, line, receipt);
  receipt.answer.status = static_cast<int>(status);
  receipt.answer.url = url.text();
  return std::move(receipt.answer);
}

namespace {

Result<Url> read_url(Result<Url> read) {
  if (!read.ok()) return Error(Refusal::invalid, "net.call.url", read.error().detail());
  return read;
}

/// The call a redirect asks for. Source: RFC 9110 section 15.4; WHATWG Fetch, HTTP-redirect fetch.
Result<> follow(HttpCall& call, Url& url, const HttpAnswer& answer) {
  const auto location = answer.headers.find("Location");
  const Url next = TRY(read_url(resolve_url(url, location.value_or(""))));
  if (url.scheme == Url::Scheme::https && next.scheme == Url::Scheme::http) {
    return Error(Refusal::forbidden, "net.call.redirect", "from https to http");
  }
  const bool becomes_get = answer.status == 303
                               ? call.method != Method::head
                               : answer.status < 303 && call.method == Method::post;
  if (becomes_get) {
    call.method = Method::get;
    call.body.clear();
    call.headers = without(call.headers, {"content-type", "content-encoding", "content-language"});
  }
  if (next.origin() != url.origin()) {
    call.headers = without(call.headers, {"authorization", "cookie", "proxy-authorization"});
  }
  url = next;
  return {};
}

}  // namespace

GuardedHttpClient::GuardedHttpClient(HttpClientSettings settings)
    : inside_(std::make_unique<Inside>(std::move(settings))) {}

GuardedHttpClient::~GuardedHttpClient() = default;

Result<HttpAnswer> GuardedHttpClient::send(const HttpCall& first) const {
  HttpCall call = first;
  Url url = TRY(read_url(parse_url(call.url)));
  const auto end = SteadyClock::now() + call.most_time;
  auto line = inside_->take_line();
  for (int hop = 0;; ++hop) {
    auto answer = inside_->send_once(*line, call, url, end);
    const bool done = !answer.ok() || !is_redirect(answer->status) || call.most_redirects == 0 ||
                      !answer->headers.find("Location");
    if (done) {
      inside_->give_back(std::move(line));
      return answer;
    }
    if (hop == call.most_redirects)
      return Error(Refusal::forbidden, "net.call.redirect", "too many");
    TRY(follow(call, url, *answer));
  }
}

}  // namespace kentongan::net
