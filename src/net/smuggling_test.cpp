// QUALITY.md F5: requests that two programs could read differently, said over a real socket, whole
// and byte by byte. Each is refused with its status and the connection closed, or understood in
// exactly one way; the request that follows on the same connection shows that nothing was left
// over.
#include "net/smuggling_cases_for_tests.hpp"
#include "net/wire_for_tests.hpp"

#include <gtest/gtest.h>

namespace kentongan::net {
namespace {

using namespace smuggling;

class Smuggling : public testing::Test {
 protected:
  /// Says the bytes and one honest request behind them; checks everything that came back.
  void check(const Case& one, std::size_t packet) {
    SCOPED_TRACE(std::string(one.name) + ", in packets of " + std::to_string(packet));
    seen_.locked([](std::string& seen) { seen.clear(); });
    Wire wire = site_.connect();
    const std::string all =
        one.bytes + "GET /after HTTP/1.1\r\nHost: desa.id\r\nConnection: close\r\n\r\n";
    for (std::size_t at = 0; at < all.size(); at += packet) {
      if (!wire.say(std::string_view(all).substr(at, packet))) break;
    }
    const std::string heard = wire.hear_all();
    const std::string seen = seen_.locked([](const std::string& all_seen) { return all_seen; });

    EXPECT_TRUE(wire.ended());
    EXPECT_EQ(status_of(heard), one.status);
    const bool refused = one.status != 200;
    EXPECT_EQ(count_of(heard, "HTTP/1.1 "), refused ? 1U : 2U) << heard;
    EXPECT_EQ(seen, refused ? "" : std::string(one.understood) + "GET /after []");
    EXPECT_NE(heard.find("Connection: close\r\n"), std::string::npos);
  }

  Guarded<std::string> seen_;
  TestServer site_{[this](const Request& request) {
    const Response response = echo(request);
    seen_.locked([&](std::string& seen) { seen += response.body; });
    Response quiet;
    quiet.body = "ok";
    return quiet;
  }};
};

TEST_F(Smuggling, every_case_is_refused_and_closed_or_understood_in_one_way) {
  const auto all = cases();
  EXPECT_GE(all.size(), 60U);
  for (const Case& one : all) check(one, 10'000);
}

TEST_F(Smuggling, how_the_bytes_are_cut_into_packets_changes_nothing) {
  for (const Case& one : cases()) check(one, 1);
}

}  // namespace
}  // namespace kentongan::net
