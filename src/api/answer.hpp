// Ways to answer a call: JSON, nothing, or a problem (RFC 9457).
#pragma once

#include "api/call.hpp"
#include "base/result.hpp"
#include "html/json.hpp"
#include "net/http_message.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kentongan::api {

/// Why a call was not carried out. Implicit from an `Error` of a room, so that TRY works in
/// resources.
struct Problem {
  Problem(int problem_status, const char* message) : status(problem_status), key(message) {}
  Problem(const Error& error);  // NOLINT: implicit on purpose

  int status;
  const char* key;             ///< of the catalogue; also the last part of `type`
  std::string pointer = {};    ///< the member of the body at fault, as JSON Pointer: `/decree/day`
  std::string parameter = {};  ///< the parameter of the query at fault
  std::string value = {};      ///< fills `{value}` of the message
  const char* value_key = nullptr;  ///< the same as a key of the catalogue
  std::int64_t retry_after = 0;     ///< seconds; 0: nothing is said
};

/// What a resource gives back.
class Answer {
 public:
  Answer(net::Response response) : is_(std::move(response)) {}  // NOLINT: implicit on purpose
  Answer(Problem problem) : is_(std::move(problem)) {}          // NOLINT
  Answer(const Error& error) : is_(Problem(error)) {}           // NOLINT

  [[nodiscard]] const Problem* problem() const { return std::get_if<Problem>(&is_); }
  /// Errors: throws when this is a problem.
  [[nodiscard]] net::Response take() && { return std::get<net::Response>(std::move(is_)); }

 private:
  std::variant<net::Response, Problem> is_;
};

/// `application/json`; `write` writes the members of one object.
template <typename Write>
[[nodiscard]] net::Response json_object(int status, const Write& write) {
  html::JsonWriter json;
  json.object([&] { write(json); });
  net::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(json).take();
  return response;
}

/// 201 with the new thing's address; `path` is below `/api/v1`.
template <typename Write>
[[nodiscard]] net::Response created(const Call& call, std::string_view path, const Write& write) {
  net::Response response = json_object(201, write);
  response.headers.add("Location", call.resource(path));
  return response;
}

[[nodiscard]] net::Response no_content();

/// A page of a list: `{"results": […], "next": "…" or null}`. An empty `next` ends the list.
template <typename Write>
[[nodiscard]] net::Response list_page(const std::string& next, const Write& write) {
  return json_object(200, [&](html::JsonWriter& json) {
    json.array("results", [&] { write(json); });
    json.member("next",
                next.empty() ? std::optional<std::string>() : std::optional<std::string>(next));
  });
}

/// `application/problem+json`, in the call's language; `more` writes further members.
template <typename Write>
[[nodiscard]] net::Response show_problem(const Call& call, const Problem& problem,
                                         const Write& more);
[[nodiscard]] net::Response show_problem(const Call& call, const Problem& problem);

/// The members every problem has.
void write_problem(const Call& call, const Problem& problem, html::JsonWriter& json);
[[nodiscard]] net::Response problem_response(const Problem& problem, std::string body);

template <typename Write>
net::Response show_problem(const Call& call, const Problem& problem, const Write& more) {
  html::JsonWriter json;
  json.object([&] {
    write_problem(call, problem, json);
    more(json);
  });
  return problem_response(problem, std::move(json).take());
}

}  // namespace kentongan::api
