#include "site/asker.hpp"

#include <gtest/gtest.h>

namespace kentongan::site {
namespace {

std::string asker(const char* peer, const char* browser = "Ponsel", int day = 0) {
  net::Request request;
  request.peer = peer;
  request.headers.add("User-Agent", browser);
  return asker_of(request, Instant::from_micros(0) + std::chrono::hours(24 * day));
}

TEST(Asker, is_the_address_and_of_ipv6_the_half_a_phone_keeps) {
  EXPECT_EQ(asker("203.0.113.7"), asker("::ffff:203.0.113.7"));
  EXPECT_NE(asker("203.0.113.7"), asker("203.0.113.8"));
  EXPECT_EQ(asker("2001:db8:1:2:aaaa:bbbb:cccc:dddd"), asker("2001:db8:1:2::1"));
  EXPECT_NE(asker("2001:db8:1:2::1"), asker("2001:db8:1:3::1"));
  EXPECT_NE(asker("203.0.113.7"), asker("203.0.113.7", "Telepon lain"));
  EXPECT_EQ(asker("siapa"), "") << "nobody knows";
  EXPECT_EQ(asker(""), "");
}

TEST(Asker, is_somebody_else_the_next_day) {
  EXPECT_NE(asker("203.0.113.7", "Ponsel", 0), asker("203.0.113.7", "Ponsel", 1));
}

}  // namespace
}  // namespace kentongan::site
