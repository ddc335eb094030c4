// What comes in wrong is refused plainly, and nothing of it is lost on the way.
#include "api/office_for_tests.hpp"
#include "net/server.hpp"
#include "testing/fake_peer.hpp"

namespace kentongan::api {
namespace {

TEST(ACall, without_a_token_or_with_a_wrong_one_is_refused_everywhere_it_is_needed) {
  const Office office;
  for (const Route& route : all_routes()) {
    if (route.access == Access::anyone) continue;
    std::string path = route.pattern;
    for (std::size_t at = path.find(':'); at != std::string::npos; at = path.find(':')) {
      path.replace(
          at, path.find('/', at) == std::string::npos ? std::string::npos : path.find('/', at) - at,
          "0c4k3v0q2m8ad");
    }
    net::Request made = office.request(route.method, path);
    EXPECT_EQ(office.send(made).key(), "api.token.missing") << route.operation;
    made.headers.add("Authorization", "Bearer karangan");
    EXPECT_EQ(office.send(made).key(), "api.token.invalid") << route.operation;
  }
  net::Request made = office.request(net::Method::get, "/groups");
  made.headers.add("Authorization", "Basic c2l0aTpyYWhhc2lh");
  EXPECT_EQ(office.send(made).key(), "api.token.not_bearer");
}

TEST(ACall, by_somebody_without_the_role_is_refused) {
  Office office;
  const std::string member = office.member("siti", "kim-satu");
  EXPECT_EQ(
      office
          .post("/groups",
                j("{'name': 'KIM Sendiri', 'partner_kind': 'kim', 'village': '32.10.01.2003'}"),
                member)
          .status,
      403);
  EXPECT_EQ(office.post("/people", j("{'login': 'palsu', 'name': 'Palsu'}"), member).status, 403);
  EXPECT_EQ(office.get("/desk/items?area=32.10", member).status, 403);
}

TEST(ABody, that_cannot_be_read_is_refused_by_name) {
  const Office office;
  const auto ask = [&](const std::string& body) { return office.post("/questions", body); };
  for (const char* text : {"{", "{\"text\": }", "{'text': 'x'}", "\"\\ud800\"",
                           "{\"text\": \"\xff\xfe\"}", "{\"text\":\"x\"} x"}) {
    EXPECT_EQ(ask(text).key(), "api.body.malformed") << text;
  }
  EXPECT_EQ(ask("").key(), "api.body.empty");
  EXPECT_EQ(ask("[]").key(), "api.body.no_object");
  EXPECT_EQ(ask(std::string(200'000, '[')).key(), "api.body.malformed");
  EXPECT_EQ(ask("{}").key(), "api.body.missing_member");
  EXPECT_EQ(ask(j("{'text': null}")).at("/pointer"), "/text");
  EXPECT_EQ(ask(j("{'text': 7}")).key(), "api.body.wrong_type");

  const Reply unknown = ask(j("{'text': 'apakah benar?', 'wilayah': '32'}"));
  EXPECT_EQ(unknown.status, 400);
  EXPECT_EQ(unknown.key(), "api.body.unknown_member");
  EXPECT_EQ(unknown.at("/pointer"), "/wilayah");
  EXPECT_NE(unknown.at("/detail").find("wilayah"), std::string::npos);
}

TEST(ABody, of_another_type_is_refused) {
  const Office office;
  net::Request made = office.request(net::Method::post, "/questions");
  made.headers.add("Content-Type", "application/x-www-form-urlencoded");
  made.body = "text=apakah+benar";
  EXPECT_EQ(office.send(made).status, 415);
}

TEST(ABody, with_nested_mistakes_names_their_place) {
  Office office;
  const std::string officer = office.officer("rina");
  const auto patch = [&](const std::string& more) {
    return office.patch("/groups/kim-satu", j("{'seen_revision': 1, " + more + "}"), officer)
        .at("/pointer");
  };
  EXPECT_EQ(patch("'decree': {'day': 'kemarin'}"), "/decree/day");
  EXPECT_EQ(patch("'decree': {'nomor': '1'}"), "/decree/nomor");
  EXPECT_EQ(patch("'channels': [{'kind': 'radio', 'value': 'A'}, {'kind': 'radio'}]"),
            "/channels/1/value");
  EXPECT_EQ(patch("'coordinates': {'latitude': 'selatan', 'longitude': 1}"),
            "/coordinates/latitude");
  EXPECT_EQ(patch("'village': 'Sukamaju'"), "/village");
  EXPECT_EQ(patch("'fields': ['pertanian', 7]"), "/fields");
  EXPECT_EQ(patch("'a/b~c': 1"), "/a~1b~0c");
}

TEST(ABody, that_is_readable_but_not_acceptable_is_refused_by_the_room) {
  const Office office;
  EXPECT_EQ(office.post("/questions", j("{'text': '   '}")).status, 422);
  EXPECT_EQ(office.post("/questions", j("{'text': '" + std::string(20'000, 'a') + "'}")).status,
            422);
  EXPECT_EQ(
      office.post("/questions", "{\"text\": \"apakah\\u0000 benar besok libur nasional?\"}").status,
      201);
}

TEST(AQuery, is_read_strictly) {
  const Office office;
  EXPECT_EQ(office.get("/items?wilayah=32.10").key(), "api.query.unknown");
  EXPECT_EQ(office.get("/items?area=majalengka").at("/parameter"), "area");
  EXPECT_EQ(office.get("/items?kind=kabar").key(), "api.query.malformed");
  EXPECT_EQ(office.get("/items?next=apa").status, 400);
  for (const char* limit : {"0", "101", "-1", "2x", "99999999999999999999"}) {
    EXPECT_EQ(office.get(std::string("/items?limit=") + limit).key(), "api.query.limit") << limit;
  }
  EXPECT_EQ(office.get("/items?q=" + std::string(5'000, 'a')).key(), "api.query.too_long");
  EXPECT_EQ(office.get("/items?q=%27%22%3C%25").status, 200);
}

TEST(AnAddress, that_is_not_ours_or_takes_other_methods_says_so) {
  const Office office;
  const Reply nowhere = office.get("/tidak/ada");
  EXPECT_EQ(nowhere.status, 404);
  EXPECT_EQ(nowhere.header("Content-Type"), "application/problem+json");

  const Reply wrong = office.del("/items");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, OPTIONS");
  const Reply options = office.send(office.request(net::Method::options, "/groups/kim-satu"));
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("Allow"), "GET, HEAD, PATCH, OPTIONS");
  EXPECT_EQ(options.header("Access-Control-Allow-Origin"), "");
}

TEST(AnId, of_something_else_or_of_nothing_is_not_found) {
  Office office;
  const std::string officer = office.officer("rina");
  const std::string person = office.get("/sessions/current", officer).at("/account/id");
  for (const std::string& id :
       {person, std::string("bukan-id"), std::string("0000000000000"), std::string("%20")}) {
    EXPECT_EQ(office.get("/desk/items/" + id, officer).status, 404) << id;
    EXPECT_EQ(office.get("/desk/items/" + id + "/history", officer).status, 404) << id;
    EXPECT_EQ(office.get("/desk/claims/" + id, officer).status, 404) << id;
    EXPECT_EQ(office.get("/factchecks/" + id).status, 404) << id;
  }
  EXPECT_EQ(office
                .get("/people/" +
                         office.post("/questions", j("{'text': 'apakah benar air sungai meluap?'}"))
                             .at("/id"),
                     officer)
                .status,
            404);
}

TEST(ABody, of_ten_megabytes_is_refused_by_the_server_as_a_problem) {
  Office office;
  net::Server server({}, office.clock, office.random, office.log);
  server.use_error_page([&](int status, std::string_view reference, const net::Request* request) {
    return request == nullptr ? net::Response{}
                              : office.api.error_page(status, reference, *request);
  });
  ASSERT_TRUE(
      server.start([&](const net::Request& request) { return office.api.answer(request); }).ok());
  const std::string text =
      testing::ask_http(server.port(), "POST", "/api/v1/questions", std::string(10'000'000, 'x'));
  server.stop(std::chrono::seconds(1));

  boost::system::error_code failed;
  const boost::json::value problem = boost::json::parse(text, failed);
  ASSERT_FALSE(failed) << text;
  EXPECT_EQ(problem.at("status").as_int64(), 413);
  EXPECT_EQ(problem.at("key").as_string(), "api.body.too_large");
}

}  // namespace
}  // namespace kentongan::api
