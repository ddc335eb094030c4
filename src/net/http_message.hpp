// What a page or an API resource sees of HTTP: values, no sockets.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kentongan::net {

enum class Method { get, head, post, put, patch, del, options };
[[nodiscard]] std::string_view name_of(Method method);
/// The method of a request line (`GET`, case matters).
[[nodiscard]] std::optional<Method> find_method(std::string_view name);
/// The reason phrase of a status: `Not Found`. Source: RFC 9110 section 15.
[[nodiscard]] std::string_view reason_of(int status);

struct Header {
  std::string name;
  std::string value;
};

/// Header fields in order of arrival; names compare without case.
class Headers {
 public:
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  void add(std::string name, std::string value) {
    all_.push_back({std::move(name), std::move(value)});
  }
  void set(std::string name, std::string value);
  [[nodiscard]] const std::vector<Header>& all() const { return all_; }

 private:
  std::vector<Header> all_;
};

/// Decoded `name=value` pairs of a query or an urlencoded form, in order.
class Fields {
 public:
  /// The first value of `name`.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// The first value of `name`, or empty.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
  void add(std::string name, std::string value) {
    pairs_.emplace_back(std::move(name), std::move(value));
  }
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& pairs() const {
    return pairs_;
  }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

/// A part of a multipart/form-data body that carries a file.
struct UploadedFile {
  std::string field;
  std::string name;          ///< as sent; never used as a path
  std::string content_type;  ///< as sent; never trusted
  std::string bytes;
};

struct Request {
  Method method = Method::get;
  std::string target;  ///< origin form as sent: `/kabar/apa?x=1`
  std::string path;    ///< percent-decoded, valid UTF-8, no `.`/`..` segments, no NUL
  Fields query;
  Headers headers;
  std::string body;
  std::string peer;  ///< address of the connection, or of the client when a trusted proxy says so
  bool over_tls = false;  ///< a trusted proxy said X-Forwarded-Proto: https

  /// The value of a cookie.
  [[nodiscard]] std::optional<std::string> cookie(std::string_view name) const;
};

/// The decoded form of a POST: urlencoded or multipart.
struct Form {
  Fields fields;
  std::vector<UploadedFile> files;
};

/// A feed of server-sent events; the server asks it for the next event.
class EventStream {
 public:
  virtual ~EventStream() = default;
  /// Called by the server with a function that sends one event to this client (thread-safe, returns
  /// false once the client is gone). Keep it and call it whenever there is news.
  using Send = std::function<bool(std::string_view event, std::string_view data)>;
  virtual void open(Send send) = 0;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  /// When set, `body` is ignored and these immutable bytes are sent (shared between requests).
  std::shared_ptr<const std::string> shared_body;
  /// When set, the answer is `text/event-stream` and stays open.
  std::shared_ptr<EventStream> events;
};

/// Answers one request. Called on a worker thread; exceptions become 500 with a reference number.
using Handler = std::function<Response(const Request&)>;

}  // namespace kentongan::net
