#include "net/internal/connection.hpp"

#include "net/internal/response_text.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <cstring>
#include <utility>

namespace kentongan::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t head_buffer = 2048;  // holds most heads
constexpr std::size_t body_buffer = 16384;
constexpr int most_turns = 32;  // pipelined requests before others get their turn
constexpr std::chrono::seconds longest_linger(3);
constexpr std::string_view go_on_text = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view heartbeat_text = ":\n\n";

}  // namespace

Connection::Connection(IoLoop& loop, ServerCore& core, asio::ip::tcp::socket socket,
                       const Address& peer)
    : loop_(loop), core_(core), socket_(std::move(socket)), peer_(peer), since_(loop.now()) {
  core_.connection_opened();
}

Connection::~Connection() {
  drop_request();
  core_.connection_closed();
}

void Connection::start(std::list<std::shared_ptr<Connection>>::iterator place) {
  place_ = place;
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  enter(Phase::idle);
  advance();
}

void Connection::enter(Phase phase) {
  phase_ = phase;
  since_ = progress_ = loop_.now();
  moved_ = 0;
}

void Connection::advance() {
  for (int turn = 0; step() == Next::go_on; ++turn) {
    if (turn < most_turns) continue;
    asio::post(loop_.context(), [self = shared_from_this()] { self->advance(); });
    return;
  }
}

Connection::Next Connection::step() {
  switch (phase_) {
    case Phase::idle:
    case Phase::head: return read_head();
    case Phase::body: return read_body();
    case Phase::lingering: begin_ = end_ = 0; return read_more();
    case Phase::handling:
    case Phase::writing:
    case Phase::streaming:
    case Phase::closed: return Next::wait;
  }
  __builtin_unreachable();
}

// ---- reading ------------------------------------------------------------------------------------

void Connection::make_room_for_input() {
  if (begin_ > 0) {
    std::memmove(input_.get(), input_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const std::size_t least = phase_ == Phase::body ? body_buffer : head_buffer;
  if (capacity_ >= least && end_ < capacity_) return;
  const std::size_t larger = std::max(least, end_ < capacity_ ? capacity_ : capacity_ * 2);
  auto input = std::make_unique<char[]>(larger);
  if (end_ > 0) std::memcpy(input.get(), input_.get(), end_);
  input_ = std::move(input);
  capacity_ = larger;
}

Connection::Next Connection::read_more() {
  if (reading_) return Next::wait;
  make_room_for_input();
  reading_ = true;
  socket_.async_read_some(asio::buffer(input_.get() + end_, capacity_ - end_),
                          [self = shared_from_this()](const error_code& code, std::size_t size) {
                            self->on_read(code, size);
                          });
  return Next::wait;
}

void Connection::on_read(const error_code& code, std::size_t size) {
  reading_ = false;
  if (phase_ == Phase::closed) return;
  if (code == asio::error::operation_aborted) return wait_without_buffer();
  if (code) return close();
  end_ += size;
  moved_ += size;
  progress_ = loop_.now();
  advance();
}

/// An idle connection that keeps its buffer would cost 9 kB rather than 1.6 kB.
void Connection::wait_without_buffer() {
  if (begin_ == end_) release_memory();
  reading_ = true;
  socket_.async_wait(asio::ip::tcp::socket::wait_read,
                     [self = shared_from_this()](const error_code& code) {
                       self->reading_ = false;
                       if (self->phase_ == Phase::closed) return;
                       if (code && code != asio::error::operation_aborted) return self->close();
                       self->advance();
                     });
}

void Connection::release_memory() {
  input_.reset();
  capacity_ = begin_ = end_ = 0;
  parser_.reset();
  prefix_ = std::string();
}

Connection::Next Connection::read_head() {
  const std::string_view bytes = unread();
  if (bytes.empty()) return read_more();
  if (phase_ == Phase::idle) enter(Phase::head);

  const std::size_t most = core_.settings.limits.header_bytes;
  switch (scanner_.scan(bytes)) {
    case HeadScanner::State::refused: return answer_refusal(scanner_.refusal().status);
    case HeadScanner::State::more:
      if (bytes.size() >= most) return answer_refusal(431);
      return read_more();
    case HeadScanner::State::whole: break;
  }
  if (scanner_.head_size() > most) return answer_refusal(431);
  if (!parser_) parser_ = std::make_unique<HeadParser>();
  const auto refusal =
      parser_->read(bytes.substr(0, scanner_.head_size()), core_.settings.limits.header_fields);
  if (refusal) return answer_refusal(refusal->status);
  return on_head();
}

Connection::Next Connection::on_head() {
  const RequestHead& head = parser_->head();
  const Framing& framing = parser_->framing();
  IoLoop::Counts::add(loop_.counts.requests);
  close_after_ = framing.after == Framing::After::close || core_.is_stopping();
  old_keep_alive_ = head.minor_version == 0 && !close_after_;

  const bool reads_only = head.method == Method::get || head.method == Method::head;
  if (reads_only && framing.body == Framing::Body::none) {
    page_ = core_.find_page(head);
    if (page_) return answer_page(head);
  }
  auto request = core_.make_request(head, peer_);
  if (!request.ok()) return answer_refusal(400);
  request_ = std::make_unique<Request>(std::move(request).value());
  begin_ += scanner_.head_size();
  scanner_ = HeadScanner();
  return framing.body == Framing::Body::none ? dispatch() : begin_body();
}

Connection::Next Connection::begin_body() {
  const Framing& framing = parser_->framing();
  const std::size_t limit = core_.body_limit(*request_);
  if (framing.body == Framing::Body::length && framing.length > limit) return answer_refusal(413);
  body_reader_.restart(framing, limit);
  enter(Phase::body);
  if (framing.expects_continue && unread().empty()) {
    error_code code;
    const std::size_t sent = socket_.write_some(asio::buffer(go_on_text), code);
    if (code || sent != go_on_text.size()) {
      // A socket that cannot take 25 bytes right after a request is not read by anybody.
      close();
      return Next::wait;
    }
  }
  return Next::go_on;
}

Connection::Next Connection::read_body() {
  const BodyReader::Step taken = body_reader_.read(unread(), request_->body);
  begin_ += taken.consumed;
  if (request_->body.size() > body_held_) {
    if (!core_.hold_body(request_->body.size() - body_held_)) {
      IoLoop::Counts::add(loop_.counts.overloaded);
      return answer_refusal(503);
    }
    body_held_ = request_->body.size();
  }
  switch (taken.state) {
    case BodyReader::State::malformed: return answer_refusal(400);
    case BodyReader::State::too_large: return answer_refusal(413);
    case BodyReader::State::more: return read_more();
    case BodyReader::State::done: return dispatch();
  }
  __builtin_unreachable();
}

Connection::Next Connection::dispatch() {
  enter(Phase::handling);
  const auto work = [self = shared_from_this()] {
    // The weak pointer, because a feed lives inside the connection it would wake.
    auto wake = [weak = self->weak_from_this(), &loop = self->loop_] {
      asio::post(loop.context(), [weak] {
        if (const auto connection = weak.lock()) connection->flush_events();
      });
    };
    auto out = std::make_shared<Outgoing>(self->core_.answer(*self->request_, wake));
    asio::post(self->loop_.context(), [self, out] { self->take_answer(std::move(*out)); });
  };
  if (core_.workers->offer(work) == WorkerPool::Answer::taken) return Next::wait;
  IoLoop::Counts::add(loop_.counts.overloaded);
  return answer(core_.refusal(503, request_.get()));
}

void Connection::drop_request() {
  request_.reset();
  if (body_held_ > 0) core_.release_body(std::exchange(body_held_, 0));
}

// ---- answering ----------------------------------------------------------------------------------

Connection::Next Connection::answer_refusal(int status) {
  IoLoop::Counts::add(loop_.counts.refused);
  close_after_ = true;
  old_keep_alive_ = false;
  return answer(core_.refusal(status, request_.get()));
}

void Connection::take_answer(Outgoing out) {
  if (phase_ == Phase::closed) return;
  if (answer(std::move(out)) == Next::go_on) advance();
}

Connection::Next Connection::answer(Outgoing out) {
  if (core_.is_stopping()) close_after_ = true;
  feed_ = std::move(out.feed);
  if (feed_) close_after_ = true;  // the end of the connection is the end of the stream
  out_ = std::make_unique<Outgoing>(std::move(out));
  return write(out_->status, out_->fields, out_->body_bytes());
}

Connection::Next Connection::answer_page(const RequestHead& head) {
  const CachedPage::Answer page = page_->answer(head);
  IoLoop::Counts::add(loop_.counts.fast);
  begin_ += scanner_.head_size();
  scanner_ = HeadScanner();
  return write(page.status, page.bytes, {});
}

std::string_view Connection::prefix_for(int status) {
  if (!close_after_ && !old_keep_alive_) {
    if (status == 200) return loop_.ok_prefix();
    if (status == 304) return loop_.not_modified_prefix();
  }
  prefix_ = prefix_text(status, loop_.date(),
                        close_after_      ? "close"
                        : old_keep_alive_ ? "keep-alive"
                                          : "");
  return prefix_;
}

Connection::Next Connection::write(int status, std::string_view fields, std::string_view body) {
  const std::string_view prefix = prefix_for(status);
  buffers_ = {asio::buffer(prefix), asio::buffer(fields), asio::buffer(body)};
  error_code code;
  const std::size_t sent = socket_.write_some(buffers_, code);
  if (code && code != asio::error::would_block) {
    close();
    return Next::wait;
  }
  if (sent == prefix.size() + fields.size() + body.size()) return after_answer();

  // The loop's prefix changes with the next tick; what is left of it must not.
  if (sent < prefix.size() && prefix.data() != prefix_.data()) {
    prefix_ = prefix;
    buffers_[0] = asio::buffer(prefix_);
  }
  enter(Phase::writing);
  static_cast<void>(drop_written(sent));
  return write_rest();
}

std::size_t Connection::drop_written(std::size_t size) {
  std::size_t left = 0;
  for (asio::const_buffer& buffer : buffers_) {
    const std::size_t part = std::min(size, buffer.size());
    buffer += part;
    size -= part;
    left += buffer.size();
  }
  return left;
}

Connection::Next Connection::write_rest() {
  writing_ = true;
  socket_.async_write_some(buffers_,
                           [self = shared_from_this()](const error_code& code, std::size_t size) {
                             self->on_written(code, size);
                           });
  return Next::wait;
}

void Connection::on_written(const error_code& code, std::size_t size) {
  writing_ = false;
  if (phase_ == Phase::closed) return;
  if (code) return close();
  moved_ += size;
  progress_ = loop_.now();
  if (drop_written(size) > 0) {
    static_cast<void>(write_rest());
  } else if (phase_ == Phase::streaming) {
    flush_events();
  } else if (after_answer() == Next::go_on) {
    advance();
  }
}

Connection::Next Connection::after_answer() {
  served_before_ = true;
  page_.reset();
  out_.reset();
  drop_request();
  if (feed_) {
    start_streaming();
    return Next::wait;
  }
  if (close_after_) {
    linger();
    return Next::go_on;
  }
  enter(Phase::idle);
  return Next::go_on;
}

// ---- closing ------------------------------------------------------------------------------------

/// Closing with unread bytes resets the connection and may destroy the answer on its way, so the
/// client is first told that no more comes, and what it still sends is thrown away for a while.
void Connection::linger() {
  enter(Phase::lingering);
  error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  if (phase_ == Phase::streaming) IoLoop::Counts::add(loop_.counts.streams, -1);
  const auto self = shared_from_this();
  phase_ = Phase::closed;
  error_code ignored;
  socket_.close(ignored);
  feed_.reset();
  loop_.forget(place_);
}

void Connection::begin_stop() {
  switch (phase_) {
    case Phase::idle: {
      error_code code;
      // What has come already is answered.
      if (unread().empty() && socket_.available(code) == 0) close();
      return;
    }
    case Phase::streaming: return close();
    case Phase::head:
    case Phase::body:
    case Phase::handling:
    case Phase::writing: close_after_ = true; return;
    case Phase::lingering:
    case Phase::closed: return;
  }
}

Connection::Worth Connection::worth() const {
  switch (phase_) {
    case Phase::idle:
    case Phase::lingering:
    case Phase::closed: return Worth::idle;
    case Phase::head: return Worth::half_a_head;
    case Phase::body:
    case Phase::handling:
    case Phase::writing:
    case Phase::streaming: return Worth::busy;
  }
  __builtin_unreachable();
}

bool Connection::is_too_slow(SteadyTime now) const {
  const ServerLimits& limits = core_.settings.limits;
  const auto beyond = std::chrono::duration<double>(now - since_ - limits.patience).count();
  if (beyond > 0 && static_cast<double>(moved_) < beyond * static_cast<double>(limits.least_rate)) {
    return true;
  }
  return now - progress_ > 2 * limits.patience;
}

void Connection::look_at_deadlines() {
  const ServerLimits& limits = core_.settings.limits;
  const SteadyTime now = loop_.now();
  const auto age = now - since_;
  const auto cut = [this] {
    IoLoop::Counts::add(loop_.counts.cut);
    close();
  };
  switch (phase_) {
    case Phase::idle: {
      const auto most = served_before_ ? limits.keep_alive : limits.header_deadline;
      if (age > most) return close();
      if (input_ && reading_ && age > limits.tick) {
        error_code ignored;
        socket_.cancel(ignored);  // on_read goes on without a buffer
      }
      return;
    }
    case Phase::head:
      if (age <= limits.header_deadline) return;
      IoLoop::Counts::add(loop_.counts.cut);
      if (answer_refusal(408) == Next::go_on) advance();
      return;
    case Phase::body:
      if (!is_too_slow(now)) return;
      IoLoop::Counts::add(loop_.counts.cut);
      if (answer_refusal(408) == Next::go_on) advance();
      return;
    case Phase::writing:
      if (is_too_slow(now)) cut();
      return;
    case Phase::lingering:
      if (age > longest_linger || core_.is_stopping()) close();
      return;
    case Phase::streaming:
      if (writing_ && now - progress_ > 2 * limits.patience) return cut();
      if (!writing_ && now - progress_ >= limits.heartbeat) {
        prefix_ = heartbeat_text;
        buffers_ = {asio::buffer(prefix_)};
        progress_ = now;
        static_cast<void>(write_rest());
      }
      return;
    case Phase::handling:
    case Phase::closed: return;
  }
}

// ---- server-sent events -------------------------------------------------------------------------

void Connection::start_streaming() {
  enter(Phase::streaming);
  IoLoop::Counts::add(loop_.counts.streams);
  release_memory();
  if (core_.is_stopping()) return close();
  watch_for_goodbye();
  flush_events();
}

/// A reader of events says nothing more; the only news from it is that it left.
void Connection::watch_for_goodbye() {
  socket_.async_wait(asio::ip::tcp::socket::wait_read,
                     [self = shared_from_this()](const error_code& code) {
                       if (self->phase_ == Phase::closed) return;
                       std::array<char, 512> ignored_bytes;
                       error_code read_code = code;
                       if (!code) self->socket_.read_some(asio::buffer(ignored_bytes), read_code);
                       if (read_code && read_code != asio::error::would_block) return self->close();
                       self->watch_for_goodbye();
                     });
}

void Connection::flush_events() {
  if (phase_ != Phase::streaming) return;
  if (feed_->channel().fell_behind()) {
    IoLoop::Counts::add(loop_.counts.cut);
    return close();
  }
  if (writing_) return;  // on_written comes back here
  prefix_ = feed_->channel().take();
  if (prefix_.empty()) return;
  buffers_ = {asio::buffer(prefix_)};
  progress_ = loop_.now();
  static_cast<void>(write_rest());
}

}  // namespace kentongan::net
