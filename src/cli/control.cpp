#include "cli/control.hpp"

#include "base/text.hpp"

#include <boost/json.hpp>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <filesystem>

namespace kentongan::cli {
namespace {

constexpr std::size_t largest_frame = 64 * 1024 * 1024;

struct Frame {
  char kind = 0;
  std::string bytes;
};

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool send_frame(int socket, char kind, std::string_view bytes) {
  std::string whole(1, kind);
  for (int shift = 24; shift >= 0; shift -= 8)
    whole += static_cast<char>(bytes.size() >> shift & 0xff);
  whole += bytes;
  return send_all(socket, whole);
}

bool receive_all(int socket, char* into, std::size_t count) {
  while (count > 0) {
    const ssize_t got = ::recv(socket, into, count, 0);
    if (got <= 0) return false;
    into += got;
    count -= static_cast<std::size_t>(got);
  }
  return true;
}

std::optional<Frame> receive_frame(int socket) {
  std::array<char, 5> head{};
  if (!receive_all(socket, head.data(), head.size())) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = 1; i < head.size(); ++i)
    length = length << 8 | static_cast<unsigned char>(head[i]);
  if (length > largest_frame) return std::nullopt;
  Frame frame{head[0], std::string(length, '\0')};
  if (!receive_all(socket, frame.bytes.data(), length)) return std::nullopt;
  return frame;
}

/// Sends what a verb says to the terminal at the other end.
class SocketOutput final : public Output {
 public:
  explicit SocketOutput(int socket) : socket_(socket) {}
  void line(std::string_view text) override { send_frame(socket_, 'L', text); }
  void problem(std::string_view text) override { send_frame(socket_, 'P', text); }
  void progress(std::int64_t finished, std::int64_t total) override {
    send_frame(socket_, 'G', format("{} {}", finished, total));
  }

 private:
  int socket_;
};

std::string to_json(const Arguments& a, const std::string& input, Language language) {
  return boost::json::serialize(boost::json::object{{"verb", static_cast<int>(a.verb)},
                                                    {"data", a.data},
                                                    {"config", a.config},
                                                    {"file", a.file},
                                                    {"login", a.login},
                                                    {"name", a.name},
                                                    {"role", a.role},
                                                    {"area", a.area},
                                                    {"partial", a.partial},
                                                    {"overwrite", a.overwrite},
                                                    {"input", clean_utf8(input)},
                                                    {"language", language.index()}});
}

struct Received {
  Arguments arguments;
  std::string input;
  Language language;
};

std::optional<Received> from_json(std::string_view text) {
  boost::json::error_code problem;
  const boost::json::value parsed = boost::json::parse({text.data(), text.size()}, problem);
  if (problem || !parsed.is_object()) return std::nullopt;
  const boost::json::object& o = parsed.as_object();
  const auto word = [&o](const char* name) {
    const boost::json::value* value = o.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
  };
  const auto number = [&o](const char* name) {
    const boost::json::value* value = o.if_contains(name);
    return value != nullptr && value->is_int64() ? value->as_int64() : 0;
  };
  const auto flag = [&o](const char* name) {
    const boost::json::value* value = o.if_contains(name);
    return value != nullptr && value->is_bool() && value->as_bool();
  };
  Received received;
  const std::int64_t verb = number("verb");
  if (verb < 0 || verb > static_cast<int>(Verb::check)) return std::nullopt;
  received.arguments.verb = static_cast<Verb>(verb);
  received.arguments.data = word("data");
  received.arguments.config = word("config");
  received.arguments.file = word("file");
  received.arguments.login = word("login");
  received.arguments.name = word("name");
  received.arguments.role = word("role");
  received.arguments.area = word("area");
  received.arguments.partial = flag("partial");
  received.arguments.overwrite = flag("overwrite");
  received.input = word("input");
  received.language = Language::from_index(static_cast<int>(number("language")));
  return received;
}

std::string socket_path(const std::string& data) { return data + "/kentongan.sock"; }

/// Errors: nothing when the path does not fit (108 bytes).
std::optional<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return std::nullopt;
  path.copy(address.sun_path, path.size());
  return address;
}

}  // namespace

Result<std::unique_ptr<ControlServer>> ControlServer::open(const std::string& data, Answer answer) {
  const std::string path = socket_path(data);
  const auto address = address_of(path);
  if (!address) return Error(Refusal::unavailable, "cli.control_unusable", path);
  ::unlink(path.c_str());  // left by a server that was killed; the data folder's lock is ours
  const int listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const mode_t before = ::umask(0177);
  const bool bound =
      listening >= 0 &&
      ::bind(listening, reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) == 0 &&
      ::listen(listening, 8) == 0;
  ::umask(before);
  if (!bound) {
    if (listening >= 0) ::close(listening);
    return Error(Refusal::unavailable, "cli.control_unusable", path);
  }
  return std::unique_ptr<ControlServer>(new ControlServer(path, listening, std::move(answer)));
}

ControlServer::ControlServer(std::string path, int listening, Answer answer)
    : path_(std::move(path)),
      listening_(listening),
      answer_(std::move(answer)),
      thread_([this](const std::stop_token& stop) { serve(stop); }) {}

ControlServer::~ControlServer() {
  thread_.request_stop();
  thread_.join();
  ::close(listening_);
  ::unlink(path_.c_str());
}

void ControlServer::serve(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pollfd waiting{listening_, POLLIN, 0};
    if (::poll(&waiting, 1, 200) <= 0) continue;
    const int connection = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    const timeval patience{10, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
    answer_one(connection);
    ::close(connection);
  }
}

void ControlServer::answer_one(int connection) {
  const std::optional<Frame> frame = receive_frame(connection);
  if (!frame || frame->kind != 'A') return;
  const std::optional<Received> received = from_json(frame->bytes);
  if (!received) return;
  SocketOutput output(connection);
  const int code = answer_(received->arguments, received->input, output, received->language);
  send_frame(connection, 'X', std::to_string(code));
}

std::optional<int> ask_running_server(const Arguments& arguments, const std::string& input,
                                      Output& output, Language language) {
  const auto address = address_of(socket_path(arguments.data));
  if (!address) return std::nullopt;
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return std::nullopt;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) != 0) {
    ::close(socket);
    return std::nullopt;
  }
  std::optional<int> code;
  Arguments absolute = arguments;
  if (!absolute.file.empty()) absolute.file = std::filesystem::absolute(absolute.file).string();
  if (send_frame(socket, 'A', to_json(absolute, input, language))) {
    while (const std::optional<Frame> frame = receive_frame(socket)) {
      if (frame->kind == 'L') output.line(frame->bytes);
      if (frame->kind == 'P') output.problem(frame->bytes);
      if (frame->kind == 'G') {
        const auto pieces = split(frame->bytes, ' ');
        if (pieces.size() == 2) {
          output.progress(parse_integer(pieces[0]).value(), parse_integer(pieces[1]).value());
        }
      }
      if (frame->kind == 'X') {
        code = static_cast<int>(parse_integer(frame->bytes).value());
        break;
      }
    }
  }
  ::close(socket);
  return code;
}

}  // namespace kentongan::cli
