// The table of routes and openapi.json say the same, and openapi.json holds together.
#include "api/office_for_tests.hpp"

#include <functional>
#include <set>

namespace kentongan::api {
namespace {

using boost::json::object;
using boost::json::value;

std::string name_of_operation(std::string_view method, std::string_view path) {
  return std::string(method) + " " + std::string(path);
}

void each_operation(
    const std::function<void(const std::string& name, const object& operation)>& each) {
  for (const auto& path : contract().at("paths").as_object()) {
    for (const auto& operation : path.value().as_object()) {
      each(name_of_operation(operation.key(), path.key()), operation.value().as_object());
    }
  }
}

void each_object(const value& from, const std::function<void(const object&)>& each) {
  if (from.is_object()) {
    each(from.get_object());
    for (const auto& member : from.get_object()) each_object(member.value(), each);
  } else if (from.is_array()) {
    for (const value& one : from.get_array()) each_object(one, each);
  }
}

std::set<std::string> parameters(const object& operation, std::string_view where) {
  std::set<std::string> names;
  const auto* all = operation.if_contains("parameters");
  if (all == nullptr) return names;
  for (const value& parameter : all->as_array()) {
    const value& followed = SchemaCheck(contract()).follow(parameter);
    if (followed.at("in").as_string() == where)
      names.emplace(std::string_view(followed.at("name").as_string()));
  }
  return names;
}

TEST(Contract, describes_every_route_and_nothing_else) {
  std::set<std::string> routed;
  for (const Route& route : all_routes()) {
    routed.insert(
        name_of_operation(lower_ascii(net::name_of(route.method)), contract_path(route.pattern)));
  }
  std::set<std::string> described;
  each_operation([&](const std::string& name, const object&) { described.insert(name); });
  EXPECT_EQ(described, routed);
}

TEST(Contract, names_operations_parameters_and_access_as_the_table_does) {
  std::set<std::string> seen;
  for (const Route& route : all_routes()) {
    SCOPED_TRACE(route.operation);
    EXPECT_TRUE(seen.insert(route.operation).second);
    const object* operation = find_operation(route);
    ASSERT_NE(operation, nullptr);
    EXPECT_EQ(std::string_view(operation->at("operationId").as_string()), route.operation);
    EXPECT_EQ(parameters(*operation, "query"),
              std::set<std::string>(route.parameters.begin(), route.parameters.end()));
    const auto& security = operation->at("security").as_array();
    const bool may_be_anyone =
        security.empty() ||
        std::ranges::any_of(security, [](const value& one) { return one.as_object().empty(); });
    EXPECT_EQ(may_be_anyone, route.access == Access::anyone);
  }
}

TEST(Contract, declares_the_parameters_of_every_path) {
  for (const Route& route : all_routes()) {
    std::set<std::string> in_pattern;
    for (const std::string_view segment : split(std::string_view(route.pattern), '/')) {
      if (segment.starts_with(':')) in_pattern.emplace(segment.substr(1));
    }
    EXPECT_EQ(parameters(*find_operation(route), "path"), in_pattern) << route.operation;
  }
}

TEST(Contract, points_only_at_what_is_there_and_keeps_nothing_unused) {
  std::set<std::string> used;
  each_object(contract(), [&](const object& one) {
    const auto* reference = one.if_contains("$ref");
    if (reference == nullptr) return;
    const std::string text(std::string_view(reference->as_string()));
    used.insert(text);
    EXPECT_NO_THROW((void)SchemaCheck(contract()).resolve(text)) << text;
  });
  for (const auto& kind : contract().at("components").as_object()) {
    if (kind.key() == "securitySchemes") continue;
    for (const auto& component : kind.value().as_object()) {
      const std::string text =
          "#/components/" + std::string(kind.key()) + "/" + std::string(component.key());
      EXPECT_TRUE(used.contains(text)) << text;
    }
  }
}

TEST(Contract, tells_of_every_operation_what_it_is_and_how_it_answers) {
  const auto& tags = contract().at("tags").as_array();
  each_operation([&](const std::string& name, const object& operation) {
    SCOPED_TRACE(name);
    EXPECT_FALSE(operation.at("summary").as_string().empty());
    for (const value& tag : operation.at("tags").as_array()) {
      EXPECT_TRUE(
          std::ranges::any_of(tags, [&](const value& known) { return known.at("name") == tag; }));
    }
    bool succeeds = false;
    for (const auto& response : operation.at("responses").as_object()) {
      succeeds = succeeds || response.key().starts_with("2");
      const object& followed = SchemaCheck(contract()).follow(response.value()).as_object();
      EXPECT_TRUE(followed.contains("description"));
    }
    EXPECT_TRUE(succeeds);
  });
}

TEST(Contract, shows_examples_that_are_valid) {
  int examples = 0;
  each_object(contract(), [&](const object& media) {
    if (!media.contains("schema") || !media.contains("example")) return;
    ++examples;
    EXPECT_EQ(SchemaCheck(contract()).problem(media.at("schema"), media.at("example")), "")
        << boost::json::serialize(media.at("example"));
  });
  EXPECT_GE(examples, 15);
}

TEST(Contract, is_served_with_the_address_of_the_installation) {
  const Office office;
  const Reply reply = office.get("/openapi.json");
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(reply.at("/openapi"), "3.1.0");
  EXPECT_EQ(reply.at("/servers/0/url"), "https://kabar.example/api/v1");
  EXPECT_EQ(reply.count("/servers"), 1u);
}

/// When the whole program has run: every operation was seen to succeed, and was held to its schema
/// then.
class EveryOperationWasSeen : public ::testing::Environment {
 public:
  void TearDown() override {
    const auto& unit = *::testing::UnitTest::GetInstance();
    if (unit.test_to_run_count() != unit.total_test_count() || unit.failed_test_count() > 0) return;
    for (const Route& route : all_routes()) {
      EXPECT_TRUE(succeeded().contains(route.operation))
          << route.operation << " never succeeded in a test";
    }
  }
};
const auto* const every_operation_was_seen =
    ::testing::AddGlobalTestEnvironment(new EveryOperationWasSeen);  // NOLINT: gtest owns it

/// The check itself can fail, in every way it is used for.
TEST(SchemaCheck, finds_what_is_wrong) {
  const value document = boost::json::parse(
      R"({"s": {"type": "object", "required": ["a"], "additionalProperties": false,
      "properties": {"a": {"type": "integer", "maximum": 3}, "b": {"anyOf": [{"enum": ["x"]}, {"type": "null"}]},
                     "c": {"type": "array", "maxItems": 1, "items": {"$ref": "#/t"}}}}, "t": {"type": "string"}})");
  const SchemaCheck check(document);
  const auto problem = [&](const char* text) {
    return check.problem(document.at("s"), boost::json::parse(text));
  };
  EXPECT_EQ(problem(R"({"a": 1, "b": null, "c": ["y"]})"), "");
  EXPECT_NE(problem(R"([])"), "");
  EXPECT_NE(problem(R"({})"), "");
  EXPECT_NE(problem(R"({"a": 4})"), "");
  EXPECT_NE(problem(R"({"a": "1"})"), "");
  EXPECT_NE(problem(R"({"a": 1, "d": 1})"), "");
  EXPECT_NE(problem(R"({"a": 1, "b": "y"})"), "");
  EXPECT_NE(problem(R"({"a": 1, "c": [1]})"), "");
  EXPECT_NE(problem(R"({"a": 1, "c": ["1", "2"]})"), "");
}

}  // namespace
}  // namespace kentongan::api
