// The parameters of a query, read strictly: what cannot be understood is refused, never passed
// over. (Names that the route does not list were refused before a resource is called.)
#pragma once

#include "api/answer.hpp"
#include "api/call.hpp"
#include "base/id.hpp"
#include "places/area_code.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::api {

/// Reads on after the first problem; ask for `problem` before using what was read. One thread.
class Query {
 public:
  explicit Query(const Call& call) : call_(call) {}

  [[nodiscard]] bool has(const char* name) const { return call_.request.query.has(name); }
  /// Repaired, trimmed; at most 200 characters. Empty when absent.
  [[nodiscard]] std::string text(const char* name);
  /// How many at most: 1…100.
  [[nodiscard]] std::int64_t limit(std::int64_t when_absent);
  [[nodiscard]] std::optional<places::AreaCode> area(const char* name);
  /// A word of an enumeration, by its `find_…`.
  template <typename Find>
  [[nodiscard]] auto word(const char* name, const Find& find)
      -> decltype(find(std::string_view())) {
    const std::string given = text(name);
    if (given.empty()) return std::nullopt;
    const auto found = find(given);
    if (!found) refuse(name, "api.query.malformed");
    return found;
  }
  template <typename Thing>
  [[nodiscard]] std::optional<Id<Thing>> id(const char* name) {
    return parsed(name, [](std::string_view given) { return Id<Thing>::parse(given); });
  }
  /// Whatever `parse` makes a `Result` of.
  template <typename Parse>
  [[nodiscard]] auto parsed(const char* name, const Parse& parse)
      -> std::optional<std::decay_t<decltype(*parse(std::string_view()))>> {
    const std::string given = text(name);
    if (given.empty()) return std::nullopt;
    auto result = parse(given);
    if (!result.ok()) {
      refuse(name, "api.query.malformed");
      return std::nullopt;
    }
    return *result;
  }

  [[nodiscard]] const std::optional<Problem>& problem() const { return problem_; }

 private:
  void refuse(const char* name, const char* key);

  const Call& call_;
  std::optional<Problem> problem_;
};

}  // namespace kentongan::api
