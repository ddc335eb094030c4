// QUALITY.md F5 through a proxy: the same cases said to nginx and to Caddy, which keep connections
// to us and share them between clients. Whatever the proxy makes of a case, we must read its
// requests as it meant them: no hidden request is carried out, and the next visitor gets the answer
// to its own.
#include "net/smuggling_cases_for_tests.hpp"
#include "net/wire_for_tests.hpp"

#include <gtest/gtest.h>

#include <sys/wait.h>
#include <csignal>
#include <filesystem>
#include <fstream>

namespace kentongan::net {
namespace {

using namespace smuggling;

/// A port nobody listens on, for a program that cannot be told to choose.
std::uint16_t free_port() {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), size);
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
  ::close(descriptor);
  return ntohs(address.sin_port);
}

/// A proxy before `upstream`, gone with the object.
class Proxy {
 public:
  Proxy(const std::string& program, std::uint16_t upstream) : port_(free_port()) {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ + "/conf") << (program == "nginx" ? nginx(upstream) : caddy(upstream));
    process_ = ::fork();
    if (process_ != 0) return;
    const std::string conf = folder_ + "/conf";
    ::setenv("HOME", folder_.c_str(), 1);
    ::setenv("XDG_DATA_HOME", folder_.c_str(), 1);
    ::setenv("XDG_CONFIG_HOME", folder_.c_str(), 1);
    const int nowhere = ::open("/dev/null", O_RDWR);
    ::dup2(nowhere, 1);
    ::dup2(nowhere, 2);
    if (program == "nginx") {
      ::execlp("nginx", "nginx", "-c", conf.c_str(), "-p", folder_.c_str(), nullptr);
    } else {
      ::execlp("caddy", "caddy", "run", "--config", conf.c_str(), "--adapter", "caddyfile",
               nullptr);
    }
    ::_exit(127);
  }
  ~Proxy() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    std::filesystem::remove_all(folder_);
  }
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] bool answers() const {
    return eventually([this] {
      try {
        return ask("/") == "GET / []";
      } catch (const std::runtime_error&) {
        return false;
      }
    });
  }
  /// The body of the answer to an honest request.
  [[nodiscard]] std::string ask(const std::string& path) const {
    Wire wire(port_);
    wire.say("GET " + path + " HTTP/1.1\r\nHost: desa.id\r\nConnection: close\r\n\r\n");
    return body_of(wire.next_response());
  }

 private:
  [[nodiscard]] std::string nginx(std::uint16_t upstream) const {
    return "daemon off; worker_processes 1; pid " + folder_ + "/pid; error_log /dev/null;\n" +
           "events {} http { access_log off; client_body_temp_path " + folder_ +
           "/1; proxy_temp_path " + folder_ + "/2; fastcgi_temp_path " + folder_ +
           "/3; uwsgi_temp_path " + folder_ + "/4; scgi_temp_path " + folder_ + "/5;\n" +
           "upstream us { server 127.0.0.1:" + std::to_string(upstream) + "; keepalive 4; }\n" +
           "server { listen 127.0.0.1:" + std::to_string(port_) +
           "; ignore_invalid_headers off; location / { proxy_pass http://us;\n" +
           "proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_set_header Host "
           "$host;\n" +
           "proxy_request_buffering off; } } }\n";
  }
  [[nodiscard]] std::string caddy(std::uint16_t upstream) const {
    return "{\n admin off\n auto_https off\n}\nhttp://:" + std::to_string(port_) +
           " {\n reverse_proxy 127.0.0.1:" + std::to_string(upstream) + "\n}\n";
  }

  std::string folder_ = testing::TempDir() + "proxy." + std::to_string(::getpid());
  std::uint16_t port_;
  pid_t process_ = 0;
};

class SmugglingThrough : public testing::TestWithParam<const char*> {};

TEST_P(SmugglingThrough, a_proxy_changes_nothing) {
  const std::string program = GetParam();
  if (std::system(("command -v " + program + " >/dev/null").c_str()) != 0) {
    GTEST_SKIP() << program << " is not installed";
  }
  Guarded<std::string> seen;
  TestServer site([&](const Request& request) {
    const Response response = echo(request);
    seen.locked([&](std::string& all) { all += response.body + "\n"; });
    return response;
  });
  const Proxy proxy(program, site.server.port());
  ASSERT_TRUE(proxy.answers());

  int number = 0;
  for (const Case& one : cases()) {
    SCOPED_TRACE(one.name);
    seen.locked([](std::string& all) { all.clear(); });
    Wire wire(proxy.port());
    wire.say(one.bytes + inner);
    wire.say_no_more();
    // Its answers matter less than what the next visitors get.
    wire.hear([](const std::string& heard) { return count_of(heard, "HTTP/1.1 ") >= 2; }, 100ms);
    for (int visitor = 0; visitor < 2; ++visitor) {
      const std::string path = "/tamu/" + std::to_string(++number);
      EXPECT_EQ(proxy.ask(path), "GET " + path + " []");
    }
    // `inner` was said once in the open; a second time it would have come out of a body.
    const std::string all = seen.locked([](const std::string& text) { return text; });
    EXPECT_LE(count_of(all, "GET /inner []"), 1U) << all;
  }
}

INSTANTIATE_TEST_SUITE_P(Proxies, SmugglingThrough, testing::Values("nginx", "caddy"));

}  // namespace
}  // namespace kentongan::net
