// QUALITY.md S6. Every way we know of making a server call itself or its neighbours, against
// canaries that count connections. Two stages: here, with loopback as the inside; and inside a
// network namespace of our own where every address of both families leads to the canary, with a DNS
// server that lies.
#include "net/client.hpp"
#include "net/listener_for_tests.hpp"
#include "net/url.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

namespace kentongan::net {
namespace {

constexpr std::string_view bad_url = "net.call.url";
constexpr std::string_view private_address = "net.call.private_address";

/// One address of each special range, and its edges where they are near public ones.
const std::vector<std::string> special_addresses{"0.0.0.0",
                                                 "0.1.2.3",
                                                 "0.255.255.255",
                                                 "10.0.0.0",
                                                 "10.1.2.3",
                                                 "10.255.255.255",
                                                 "100.64.0.0",
                                                 "100.100.100.200",
                                                 "100.127.255.255",
                                                 "127.0.0.1",
                                                 "127.0.0.53",
                                                 "127.77.3.9",
                                                 "127.255.255.255",
                                                 "169.254.0.1",
                                                 "169.254.169.254",
                                                 "169.254.170.2",
                                                 "172.16.0.0",
                                                 "172.17.0.1",
                                                 "172.31.255.255",
                                                 "192.0.0.1",
                                                 "192.0.0.170",
                                                 "192.0.0.192",
                                                 "192.0.2.1",
                                                 "192.31.196.1",
                                                 "192.52.193.1",
                                                 "192.88.99.1",
                                                 "192.168.0.1",
                                                 "192.168.255.255",
                                                 "192.175.48.1",
                                                 "198.18.0.1",
                                                 "198.19.255.255",
                                                 "198.51.100.1",
                                                 "203.0.113.1",
                                                 "224.0.0.1",
                                                 "239.255.255.250",
                                                 "240.0.0.1",
                                                 "255.255.255.255",
                                                 "::",
                                                 "::1",
                                                 "::2",
                                                 "::127.0.0.1",
                                                 "::10.0.0.1",
                                                 "::ffff:127.0.0.1",
                                                 "::ffff:10.0.0.1",
                                                 "::ffff:169.254.169.254",
                                                 "::ffff:0:127.0.0.1",
                                                 "64:ff9b::7f00:1",
                                                 "64:ff9b::10.0.0.1",
                                                 "64:ff9b::a9fe:a9fe",
                                                 "64:ff9b:1::1",
                                                 "100::1",
                                                 "100:0:0:1::1",
                                                 "2001::1",
                                                 "2001:0:7f00:1::",
                                                 "2001:2::1",
                                                 "2001:3::1",
                                                 "2001:4:112::1",
                                                 "2001:10::1",
                                                 "2001:20::1",
                                                 "2001:30::1",
                                                 "2001:db8::1",
                                                 "2002:7f00:1::",
                                                 "2002:a00:1::1",
                                                 "2002:a9fe:a9fe::",
                                                 "2620:4f:8000::1",
                                                 "3fff::1",
                                                 "5f00::1",
                                                 "fc00::1",
                                                 "fd00::1",
                                                 "fd00:ec2::254",
                                                 "fe80::1",
                                                 "fe90::1",
                                                 "febf::1",
                                                 "fec0::1",
                                                 "ff01::1",
                                                 "ff02::1",
                                                 "ff05::2",
                                                 "4000::1",
                                                 "8000::1",
                                                 "::ffff:192.168.1.1"};

/// Tricks with the writing of a URL; `@` stands for the canary's port.
const std::vector<std::string> tricks{"http://2130706433:@/",
                                      "http://017700000001:@/",
                                      "http://0x7f000001:@/",
                                      "http://0x7f.0.0.1:@/",
                                      "http://0177.0.0.1:@/",
                                      "http://127.1:@/",
                                      "http://127.0.1:@/",
                                      "http://0:@/",
                                      "http://00000000:@/",
                                      "http://127.0.0.1.:@/",
                                      "http://127.000.000.001:@/",
                                      "http://0127.0.0.1:@/",
                                      "http://127.0.0.0x1:@/",
                                      "http://4294967295:@/",
                                      "http://6425673729:@/",
                                      "http://127.0.0.1%2f:@/",
                                      "http://%31%32%37.0.0.1:@/",
                                      "http://127%2e0%2e0%2e1:@/",
                                      "http://user@127.0.0.1:@/",
                                      "http://user:pass@127.0.0.1:@/",
                                      "http://kominfo.go.id@127.0.0.1:@/",
                                      "http://127.0.0.1:@@kominfo.go.id/",
                                      "http://kominfo.go.id\\@127.0.0.1:@/",
                                      "http://127.0.0.1\\@kominfo.go.id:@/",
                                      "http:\\\\127.0.0.1:@/",
                                      "http:/127.0.0.1:@/",
                                      "http:127.0.0.1:@/",
                                      "http:///127.0.0.1:@/",
                                      "//127.0.0.1:@/",
                                      "127.0.0.1:@/",
                                      " http://127.0.0.1:@/",
                                      "http://127.0.0.1 :@/",
                                      "http://127.0.0.1\t:@/",
                                      "http://127.0.0.1\n:@/",
                                      "http://127.0.0.1\r\nHost: x:@/",
                                      "http://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1:@/",
                                      "http://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1:@/",
                                      "http://127\xe3\x80\x82"
                                      "0.0.1:@/",
                                      "http://[127.0.0.1]:@/",
                                      "http://[::1%25lo]:@/",
                                      "http://[::1%lo]:@/",
                                      "http://[::1:@/",
                                      "http://::1:@/",
                                      "http://[0x7f.1]:@/",
                                      "http://[::ffff:0x7f.1]:@/",
                                      "http://[::127.1]:@/",
                                      "https://[::1]]:@/",
                                      "ftp://127.0.0.1:@/",
                                      "gopher://127.0.0.1:@/_x",
                                      "dict://127.0.0.1:@/x",
                                      "file:///etc/passwd",
                                      "file://127.0.0.1/etc/passwd",
                                      "ldap://127.0.0.1:@/",
                                      "smb://127.0.0.1:@/",
                                      "telnet://127.0.0.1:@/",
                                      "tftp://127.0.0.1:@/x",
                                      "jar:http://127.0.0.1:@/!/",
                                      "data:text/plain,x",
                                      "javascript:alert(1)",
                                      "unix:///run/x.sock",
                                      "http://127.0.0.1:@ /",
                                      "http://127.0.0.1:+@/",
                                      "http://127.0.0.1:0@0/",
                                      "http://127.0.0.1:65536/"};

/// `@` becomes the port, `@@` the at sign before which it stood.
std::string with_port(const std::string& pattern, std::uint16_t port) {
  std::string url;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool port_here =
        pattern[at] == '@' && at > 0 &&
        (pattern[at - 1] == ':' || pattern[at - 1] == '+' || pattern[at - 1] == '0');
    url += port_here ? std::to_string(port) : std::string(1, pattern[at]);
  }
  return url;
}

std::string host_of(const std::string& address) {
  return address.find(':') == std::string::npos ? address : "[" + address + "]";
}

/// A server outside that the client may call, and a canary inside that it must not.
struct Scene {
  explicit Scene(std::string outside_address) : outside(std::move(outside_address)) {
    settings.ports = {80, 443, canary.port(), site.server.port()};
    for (std::size_t i = 0; i < special_addresses.size(); ++i) {
      settings.known_names.emplace_back("dalam" + std::to_string(i) + ".test",
                                        Address::parse(special_addresses[i]).value());
    }
  }
  static ServerSettings everywhere() {
    ServerSettings all = TestServer::quick();
    all.host = "0.0.0.0";
    return all;
  }
  [[nodiscard]] std::string outside_url(const std::string& path) const {
    return "http://" + outside + ":" + std::to_string(site.server.port()) + path;
  }

  std::string outside;
  Listener canary;
  TestServer site{[](const Request& request) {
                    Response response;
                    if (request.path != "/to") return echo(request);
                    response.status = 302;
                    response.headers.add("Location", request.query.text("u"));
                    return response;
                  },
                  everywhere()};
  HttpClientSettings settings;
  int refused = 0;
};

void must_refuse(Scene& scene, const GuardedHttpClient& client, const std::string& url,
                 std::string_view why) {
  const auto answer = client.send({.url = url, .most_time = 2s});
  ASSERT_FALSE(answer.ok()) << url;
  EXPECT_EQ(answer.error().message(), why) << url;
  EXPECT_EQ(scene.canary.visits(), 0) << url;
  ++scene.refused;
}

/// Literal, by name, and by redirect from outside.
void must_refuse_all(Scene& scene, const GuardedHttpClient& client) {
  const std::string port = std::to_string(scene.canary.port());
  for (std::size_t i = 0; i < special_addresses.size(); ++i) {
    const std::string url = "http://" + host_of(special_addresses[i]) + ":" + port + "/";
    must_refuse(scene, client, url, private_address);
    must_refuse(scene, client, "http://dalam" + std::to_string(i) + ".test:" + port + "/",
                private_address);
    must_refuse(scene, client, scene.outside_url("/to?u=" + percent_encode(url)), private_address);
  }
  for (const std::string& trick : tricks)
    must_refuse(scene, client, with_port(trick, scene.canary.port()), bad_url);
  for (const char* name : {"localhost", "LOCALHOST", "localhost.", "foo.localhost"}) {
    const auto answer =
        client.send({.url = std::string("http://") + name + ":" + port + "/", .most_time = 2s});
    EXPECT_FALSE(answer.ok()) << name;
    EXPECT_EQ(scene.canary.visits(), 0) << name;
  }
  EXPECT_GE(scene.refused, 120);
}

TEST(Ssrf, no_way_in_is_open_and_the_canary_hears_nothing) {
  Scene scene("127.77.0.1");
  scene.settings.allowed_networks = {Network::parse("127.77.0.0/24").value()};
  const GuardedHttpClient client(scene.settings);
  ASSERT_TRUE(client.send({.url = scene.outside_url("/")}).ok()) << "the scene is not set";

  must_refuse_all(scene, client);

  // The same canary is heard as soon as the operator opens its network: it can sing.
  scene.settings.allowed_networks = {Network::parse("127.0.0.0/8").value()};
  const GuardedHttpClient opened(scene.settings);
  static_cast<void>(opened.send(
      {.url = "http://127.0.0.1:" + std::to_string(scene.canary.port()) + "/", .most_time = 1s}));
  EXPECT_TRUE(eventually([&] { return scene.canary.visits() == 1; }));
}

TEST(Ssrf, every_special_range_is_special_and_the_public_ones_beside_it_are_not) {
  for (const std::string& address : special_addresses) {
    EXPECT_FALSE(is_public(Address::parse(address).value())) << address;
  }
  for (const char* address :
       {"1.1.1.1",         "9.255.255.255",   "11.0.0.0",        "100.63.255.255",
        "100.128.0.0",     "126.255.255.255", "128.0.0.1",       "169.253.255.255",
        "169.255.0.0",     "172.15.255.255",  "172.32.0.0",      "191.255.255.255",
        "192.0.1.1",       "192.0.3.1",       "192.167.255.255", "192.169.0.0",
        "198.17.255.255",  "198.20.0.0",      "203.0.112.1",     "203.0.114.1",
        "223.255.255.255", "2001:200::1",     "2400:cb00::1",    "2606:4700::1111",
        "2a00::1",         "3ffe::1",         "::ffff:8.8.8.8"}) {
    EXPECT_TRUE(is_public(Address::parse(address).value())) << address;
  }
}

TEST(Ssrf, ports_that_are_no_web_are_not_called) {
  GuardedHttpClient client(HttpClientSettings{});
  for (const char* url : {"http://1.1.1.1:22/", "http://1.1.1.1:25/", "http://1.1.1.1:6379/",
                          "https://[2606:4700::1]:8443/"}) {
    const auto answer = client.send({.url = url, .most_time = 1s});
    ASSERT_FALSE(answer.ok()) << url;
    EXPECT_STREQ(answer.error().message(), "net.call.port") << url;
  }
}

// ---- inside a network namespace -----------------------------------------------------------------

/// A DNS server on 127.0.0.1:53 that answers A queries with what it is told, in turn.
class LyingDns {
 public:
  LyingDns() : descriptor_(::socket(AF_INET, SOCK_DGRAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(53);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
      throw std::runtime_error("cannot bind port 53");
    }
    answering_ = std::thread([this] { answer_all(); });
  }
  ~LyingDns() {
    stopping_ = true;
    answering_.join();
    ::close(descriptor_);
  }
  /// The addresses of each answer, the last for ever. An answer may hold several addresses.
  void lie(const std::string& name, std::vector<std::vector<std::string>> answers) {
    answers_.locked([&](auto& all) { all[name] = std::move(answers); });
  }

 private:
  void answer_all() {
    while (!stopping_) {
      pollfd ready{descriptor_, POLLIN, 0};
      if (::poll(&ready, 1, 50) <= 0) continue;
      std::array<char, 512> query{};
      sockaddr_in from{};
      socklen_t size = sizeof(from);
      const ssize_t length = ::recvfrom(descriptor_, query.data(), query.size(), 0,
                                        reinterpret_cast<sockaddr*>(&from), &size);
      if (length < 17) continue;
      const std::string reply = reply_to({query.data(), static_cast<std::size_t>(length)});
      ::sendto(descriptor_, reply.data(), reply.size(), 0, reinterpret_cast<const sockaddr*>(&from),
               size);
    }
  }
  std::string reply_to(const std::string& query) {
    std::string name;
    std::size_t at = 12;
    while (at < query.size() && query[at] != 0) {
      if (!name.empty()) name += '.';
      name += query.substr(at + 1, static_cast<unsigned char>(query[at]));
      at += 1 + static_cast<unsigned char>(query[at]);
    }
    const bool wants_a = query[at + 2] == 1;
    const std::string question = query.substr(12, at + 5 - 12);
    const std::vector<std::string> addresses = wants_a ? next(name) : std::vector<std::string>();
    std::string reply = query.substr(0, 2) + std::string("\x81\x80\0\x01\0", 5) +
                        static_cast<char>(addresses.size()) + std::string(4, '\0') + question;
    for (const std::string& address : addresses) {
      const auto bytes = Address::parse(address).value().bytes();
      reply += std::string("\xc0\x0c\0\x01\0\x01\0\0\0\0\0\x04", 12);
      reply.append(reinterpret_cast<const char*>(bytes.data()) + 12, 4);
    }
    return reply;
  }
  std::vector<std::string> next(const std::string& name) {
    return answers_.locked([&](auto& all) {
      auto& left = all[name];
      if (left.empty()) return std::vector<std::string>();
      const auto answer = left.front();
      if (left.size() > 1) left.erase(left.begin());
      return answer;
    });
  }

  int descriptor_;
  Guarded<std::map<std::string, std::vector<std::vector<std::string>>>> answers_;
  std::atomic<bool> stopping_ = false;
  std::thread answering_;
};

TEST(Ssrf, DISABLED_inside_a_namespace_where_every_address_leads_to_the_canary) {
  Scene scene("93.184.216.34");
  LyingDns dns;
  const GuardedHttpClient client(scene.settings);
  ASSERT_TRUE(client.send({.url = scene.outside_url("/")}).ok())
      << "the public address does not answer";
  dns.lie("luar.test", {{"93.184.216.34"}});
  const std::string site_port = std::to_string(scene.site.server.port());
  ASSERT_TRUE(client.send({.url = "http://luar.test:" + site_port + "/"}).ok())
      << "DNS does not answer";

  must_refuse_all(scene, client);
}

TEST(Ssrf, DISABLED_inside_a_namespace_dns_rebinding_gains_nothing) {
  Scene scene("93.184.216.34");
  LyingDns dns;
  // The port is the site's: it answers on every address, so a connection would be an answer.
  const std::string url = "http://rebind.test:" + std::to_string(scene.site.server.port()) + "/";
  dns.lie("rebind.test",
          {{"93.184.216.34"}, {"127.0.0.1"}, {"10.0.0.1"}, {"169.254.169.254"}, {"192.168.1.1"}});

  EXPECT_TRUE(GuardedHttpClient(scene.settings).send({.url = url}).ok());
  for (int turn = 0; turn < 4; ++turn) {
    const auto answer = GuardedHttpClient(scene.settings).send({.url = url});
    ASSERT_FALSE(answer.ok()) << turn;
    EXPECT_EQ(answer.error().message(), private_address) << turn;
  }
  const auto redirected = GuardedHttpClient(scene.settings)
                              .send({.url = scene.outside_url("/to?u=" + percent_encode(url))});
  ASSERT_FALSE(redirected.ok());
  EXPECT_EQ(redirected.error().message(), private_address);
}

TEST(Ssrf,
     DISABLED_inside_a_namespace_a_name_with_public_and_private_addresses_reaches_only_the_public) {
  Scene scene("93.184.216.34");
  LyingDns dns;
  dns.lie("campur.test", {{"127.0.0.1", "93.184.216.34"}});
  dns.lie("dalam.test", {{"127.0.0.1", "10.0.0.1"}});
  for (int i = 0; i < 5; ++i) {
    const GuardedHttpClient client(scene.settings);
    const auto inside =
        client.send({.url = "http://dalam.test:" + std::to_string(scene.canary.port()) + "/"});
    ASSERT_FALSE(inside.ok());
    EXPECT_EQ(inside.error().message(), private_address);
    EXPECT_TRUE(
        client.send({.url = "http://campur.test:" + std::to_string(scene.site.server.port()) + "/"})
            .ok());
  }
  EXPECT_EQ(scene.site.server.counts().connections_accepted, 5U);
  EXPECT_EQ(scene.canary.visits(), 0);
}

TEST(Ssrf, holds_in_a_namespace_with_lying_dns) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string resolver = testing::TempDir() + "resolv." + std::to_string(::getpid());
  std::ofstream(resolver) << "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n";
  const std::string prepare =
      "ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev "
      "lo && "
      "mount --bind " +
      resolver + " /etc/resolv.conf";
  if (std::system(("unshare -Urnm sh -c '" + prepare + "' >/dev/null 2>&1").c_str()) != 0) {
    GTEST_SKIP() << "this machine allows no network namespaces";
  }
  const int outcome = std::system(("unshare -Urnm sh -c '" + prepare + " && exec " + self +
                                   " --gtest_also_run_disabled_tests --gtest_brief=1 "
                                   "--gtest_filter=Ssrf.DISABLED_*' >&2")
                                      .c_str());
  std::filesystem::remove(resolver);
  EXPECT_EQ(outcome, 0);
}

}  // namespace
}  // namespace kentongan::net
