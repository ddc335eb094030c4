#include "net/router.hpp"

#include <gtest/gtest.h>

namespace kentongan::net {
namespace {

using Captured = std::vector<std::string>;

TEST(Router, TakesSegmentsWhereThePatternNamesThem) {
  EXPECT_EQ(match_pattern("/", "/"), Captured{});
  EXPECT_EQ(match_pattern("/kabar/:slug", "/kabar/pupuk"), Captured{"pupuk"});
  EXPECT_EQ(match_pattern("/a/:x/b/:y", "/a/1/b/2"), (Captured{"1", "2"}));
  for (const auto& [pattern, path] :
       std::vector<std::pair<std::string, std::string>>{{"/kabar/:slug", "/kabar/"},
                                                        {"/kabar/:slug", "/kabar"},
                                                        {"/kabar/:slug", "/kabar/a/b"},
                                                        {"/kabar", "/kabar/"},
                                                        {"/kabar", "/kabarx"},
                                                        {"/", "/kabar"},
                                                        {"/kabar/:slug", "/kabar//"}}) {
    EXPECT_EQ(match_pattern(pattern, path), std::nullopt) << pattern << " " << path;
  }
}

struct Route {
  Method method;
  const char* pattern;
};

TEST(Router, KnowsWhichOtherMethodsAPathHas) {
  const std::vector<Route> routes{
      {Method::get, "/tanya"}, {Method::post, "/tanya"}, {Method::get, "/:x"}};
  EXPECT_EQ(find_route(routes, Method::post, "/tanya").route, &routes[1]);
  EXPECT_EQ(find_route(routes, Method::head, "/tanya").route, &routes[0]);
  const auto none = find_route(routes, Method::del, "/tanya");
  EXPECT_EQ(none.route, nullptr);
  EXPECT_EQ(none.allowed.size(), 3u);
  EXPECT_TRUE(find_route(routes, Method::get, "/a/b").allowed.empty());
}

}  // namespace
}  // namespace kentongan::net
