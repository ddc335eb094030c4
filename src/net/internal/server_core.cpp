#include "net/internal/server_core.hpp"

#include "base/text.hpp"
#include "net/internal/response_text.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace kentongan::net {
namespace {

/// Reference numbers are read out over the telephone: no letter looks like a digit.
std::string make_reference(const Random& random) {
  constexpr std::string_view letters = "23456789abcdefghjkmnpqrstuvwxyz";
  std::string reference;
  for (int i = 0; i < 8; ++i) reference += letters[random.below(letters.size())];
  return reference;
}

/// The plainest error page, for servers without a better one and for when that one fails.
Response plain_error(int status, std::string_view reference) {
  Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body = std::to_string(status) + " " + std::string(reason_of(status)) + "\n";
  if (!reference.empty()) response.body += "Ref: " + std::string(reference) + "\n";
  return response;
}

bool is_trusted(const std::vector<Network>& networks, const Address& address) {
  return std::any_of(networks.begin(), networks.end(),
                     [&](const Network& network) { return network.contains(address); });
}

}  // namespace

ServerCore::ServerCore(ServerSettings all, const Clock& the_clock, const Random& random,
                       const Log& the_log)
    : settings(std::move(all)), clock(the_clock), log(the_log), random_(random) {}

Result<Request> ServerCore::make_request(const RequestHead& head, const Address& peer) const {
  Request request;
  request.method = head.method;
  request.target = head.target;
  if (head.target == "*") {
    request.path = "*";
  } else {
    request.path = TRY(decode_path(head.target));
    const std::size_t mark = head.target.find('?');
    if (mark != std::string_view::npos) {
      request.query = TRY(parse_query(head.target.substr(mark + 1)));
    }
  }
  for (const FieldView& field : head.fields) {
    request.headers.add(std::string(field.name), std::string(field.value));
  }
  believe_proxy(request, peer);
  return request;
}

void ServerCore::believe_proxy(Request& request, const Address& peer) const {
  request.peer = peer.text();
  if (!is_trusted(settings.trusted_proxies, peer)) return;
  request.over_tls = request.headers.find("X-Forwarded-Proto") == "https";

  // Each proxy appends whom it saw: from the right, the first that is no proxy of ours is the
  // client.
  std::string forwarded;
  for (const Header& header : request.headers.all()) {
    if (lower_ascii(header.name) == "x-forwarded-for") {
      forwarded += (forwarded.empty() ? "" : ",") + header.value;
    }
  }
  const auto hops = split(forwarded, ',');
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) {
    const auto address = Address::parse(trim(*hop));
    if (!address.ok()) return;
    request.peer = address->text();
    if (!is_trusted(settings.trusted_proxies, *address)) return;
  }
}

std::shared_ptr<const CachedPage> ServerCore::find_page(const RequestHead& head) const {
  if (!fast_path) return nullptr;
  try {
    return fast_path(head);
  } catch (const std::exception& exception) {
    log.error("http_fast_path_failed", {LogField::operator_text("what", exception.what())});
    return nullptr;
  }
}

std::size_t ServerCore::body_limit(const Request& request) const {
  const ServerLimits& limits = settings.limits;
  if (!limits.body_bytes_for) return limits.body_bytes;
  try {
    return limits.body_bytes_for(request.method, request.path);
  } catch (const std::exception& exception) {
    log.error("http_body_limit_failed", {LogField::operator_text("what", exception.what())});
    return limits.body_bytes;
  }
}

Outgoing ServerCore::answer(const Request& request, std::function<void()> wake) {
  try {
    Response response = handler(request);
    std::shared_ptr<EventStream> events = std::exchange(response.events, nullptr);
    if (!events || request.method == Method::head)
      return make_outgoing(&request, std::move(response));

    response.headers.set("Content-Type", "text/event-stream");
    response.headers.set("X-Accel-Buffering", "no");  // nginx would hold events back
    Outgoing out;
    out.fields = field_lines(response.headers, settings.default_headers) + "\r\n";
    out.feed = std::make_unique<EventFeed>(
        std::move(events),
        std::make_shared<EventChannel>(std::move(wake), settings.limits.event_backlog));
    out.feed->open();
    return out;
  } catch (const std::exception& exception) {
    return failure(request, exception.what());
  } catch (...) {
    return failure(request, "not a std::exception");
  }
}

Outgoing ServerCore::failure(const Request& request, std::string_view what) {
  ++failed;
  const std::string reference = make_reference(random_);
  log.error("http_handler_failed", {LogField::operator_text("reference", reference),
                                    LogField::operator_text("what", what)});
  return make_outgoing(&request, error_response(500, reference, &request));
}

Outgoing ServerCore::refusal(int status, const Request* request) const {
  return make_outgoing(request, error_response(status, "", request));
}

Response ServerCore::error_response(int status, std::string_view reference,
                                    const Request* request) const {
  Response response;
  try {
    response = error_page ? error_page(status, reference, request) : plain_error(status, reference);
    // Proven here, so that what is sent below cannot throw.
    static_cast<void>(field_lines(response.headers, settings.default_headers));
  } catch (const std::exception&) {
    response = plain_error(status, reference);
  }
  response.status = status;
  response.events = nullptr;
  if (status == 503 && !response.headers.find("Retry-After")) {
    response.headers.add("Retry-After", "2");
  }
  return response;
}

Outgoing ServerCore::make_outgoing(const Request* request, Response response) const {
  KENTONGAN_BUG_IF(response.status < 200 || response.status > 599);
  const auto etag = response.headers.find("ETag");
  if (request != nullptr && response.status == 200 && etag) {
    const auto known = request->headers.find("If-None-Match");
    if (known && etag_matches(*known, *etag)) response.status = 304;
  }
  Outgoing out;
  out.status = response.status;
  out.fields = field_lines(response.headers, settings.default_headers);
  if (is_bodiless(out.status)) {
    out.body_is = Outgoing::Body::omitted;
  } else {
    out.body = std::move(response.body);
    out.shared_body = std::move(response.shared_body);
    out.fields += "Content-Length: " + std::to_string(out.body_bytes().size()) + "\r\n";
    if (request != nullptr && request->method == Method::head) {
      out.body_is = Outgoing::Body::omitted;
    }
  }
  out.fields += "\r\n";
  return out;
}

bool ServerCore::hold_body(std::size_t bytes) {
  if ((body_bytes_ += bytes) <= settings.limits.body_bytes_together) return true;
  body_bytes_ -= bytes;
  return false;
}

void ServerCore::connection_closed() {
  if (--open_ > 0) return;
  const std::lock_guard lock(closed_mutex_);
  closed_.notify_all();
}

bool ServerCore::wait_until_closed(std::chrono::milliseconds grace) {
  std::unique_lock lock(closed_mutex_);
  return closed_.wait_for(lock, grace, [this] { return open_ == 0; });
}

}  // namespace kentongan::net
