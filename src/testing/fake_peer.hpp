// A peer in node (tests/fakes/*.mjs) for the length of a test, and plain HTTP to ask it what it
// saw.
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cctype>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::testing {

/// Whether `node` can be started at all; tests that need it skip, and say so, where it cannot.
[[nodiscard]] inline bool has_node() {
  static const bool found = std::system("node --version >/dev/null 2>&1") == 0;  // NOLINT
  return found;
}

/// The body of the answer of 127.0.0.1:`port`, or empty when nobody answers.
[[nodiscard]] inline std::string ask_http(std::uint16_t port, std::string_view method,
                                          std::string_view path, std::string_view body = {}) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {  // NOLINT
    std::string request =
        std::string(method) + " " + std::string(path) +
        " HTTP/1.0\r\nHost: fake\r\nContent-Type: application/json\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
    for (std::string_view rest = request; !rest.empty();) {
      const auto sent = ::send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      rest.remove_prefix(static_cast<std::size_t>(sent));
    }
    std::vector<char> buffer(65536);
    for (;;) {
      const auto got = ::recv(socket, buffer.data(), buffer.size(), 0);
      if (got <= 0) break;
      answer.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }
  ::close(socket);
  const auto end = answer.find("\r\n\r\n");
  return end == std::string::npos ? std::string() : answer.substr(end + 4);
}

/// A program of ours that prints `{"smtp":PORT,"http":PORT}` and serves until this object dies.
class FakePeer {
 public:
  /// `source_dir` is KENTONGAN_SOURCE_DIR; `script` a file of tests/fakes.
  FakePeer(const std::string& source_dir, const std::string& script,
           std::initializer_list<std::string> arguments = {}) {
    int input[2] = {-1, -1};
    int output[2] = {-1, -1};
    if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) return;
    std::vector<std::string> words{"node", source_dir + "/tests/fakes/" + script};
    words.insert(words.end(), arguments);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(input[0], 0);
      ::dup2(output[1], 1);
      ::execvp("node", argv.data());
      ::_exit(127);
    }
    ::close(input[0]);
    ::close(output[1]);
    input_ = input[1];
    output_ = output[0];
    read_ports();
  }
  ~FakePeer() {
    ::close(input_);
    ::close(output_);
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
  }
  FakePeer(const FakePeer&) = delete;
  FakePeer& operator=(const FakePeer&) = delete;

  [[nodiscard]] bool is_up() const { return http_port_ != 0; }
  [[nodiscard]] std::uint16_t smtp_port() const { return smtp_port_; }
  [[nodiscard]] std::uint16_t http_port() const { return http_port_; }

  [[nodiscard]] std::string get(std::string_view path) const {
    return ask_http(http_port_, "GET", path);
  }
  std::string control(std::string_view json) const {
    return ask_http(http_port_, "POST", "/control", json);
  }
  std::string forget() const { return ask_http(http_port_, "DELETE", "/journal"); }

 private:
  void read_ports() {
    std::string line;
    for (char c = 0; ::read(output_, &c, 1) == 1 && c != '\n';) line += c;
    smtp_port_ = port_after(line, "\"smtp\":");
    http_port_ = port_after(line, "\"http\":");
  }
  static std::uint16_t port_after(const std::string& line, std::string_view name) {
    const auto at = line.find(name);
    return at == std::string::npos
               ? std::uint16_t{0}
               : static_cast<std::uint16_t>(std::atoi(line.c_str() + at + name.size()));
  }

  pid_t child_ = -1;
  int input_ = -1;
  int output_ = -1;
  std::uint16_t smtp_port_ = 0;
  std::uint16_t http_port_ = 0;
};

}  // namespace kentongan::testing
