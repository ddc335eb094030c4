#include "api/query.hpp"

#include "base/text.hpp"

namespace kentongan::api {
namespace {

constexpr std::size_t longest_parameter = 200;  // characters
constexpr std::int64_t largest_page = 100;

}  // namespace

std::string Query::text(const char* name) {
  std::string clean(trim(clean_utf8(call_.request.query.text(name))));
  if (length_utf8(clean) <= longest_parameter) return clean;
  refuse(name, "api.query.too_long");
  return {};
}

std::int64_t Query::limit(std::int64_t when_absent) {
  if (!has("limit")) return when_absent;
  const Result<std::int64_t> number = parse_integer(text("limit"));
  if (number.ok() && *number >= 1 && *number <= largest_page) return *number;
  refuse("limit", "api.query.limit");
  return when_absent;
}

std::optional<places::AreaCode> Query::area(const char* name) {
  return parsed(name, [](std::string_view given) { return places::AreaCode::parse(given); });
}

void Query::refuse(const char* name, const char* key) {
  if (problem_) return;
  problem_.emplace(400, key);
  problem_->parameter = name;
}

}  // namespace kentongan::api
