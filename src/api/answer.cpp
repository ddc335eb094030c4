#include "api/answer.hpp"

#include "people/account.hpp"

namespace kentongan::api {
namespace {

int status_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::invalid: return 422;
    case Refusal::unauthenticated: return 401;
    case Refusal::forbidden: return 403;
    case Refusal::not_found: return 404;
    case Refusal::conflict: return 409;
    case Refusal::throttled: return 429;
    case Refusal::unavailable: return 503;
  }
  __builtin_unreachable();
}

std::string detail_of(const Call& call, const Problem& problem) {
  const std::string value =
      problem.value_key == nullptr ? problem.value : say(call.language, problem.value_key);
  std::string name = problem.parameter;
  if (name.empty() && !problem.pointer.empty()) name = problem.pointer.substr(1);
  return say(call.language, problem.key, {{"name", name}, {"value", value}});
}

}  // namespace

Problem::Problem(const Error& error) : status(status_of(error.refusal())), key(error.message()) {
  if (error.refusal() == Refusal::throttled) retry_after = people::retry_after_seconds(error);
  if (error.refusal() == Refusal::unavailable) retry_after = 2;
}

net::Response no_content() {
  net::Response response;
  response.status = 204;
  return response;
}

void write_problem(const Call& call, const Problem& problem, html::JsonWriter& json) {
  const std::string title = "api.title." + std::to_string(problem.status);
  json.member("type", call.resource("/errors/" + std::string(problem.key)));
  json.member("title", has_message(title) ? say(call.language, title)
                                          : std::string(net::reason_of(problem.status)));
  json.member("status", problem.status);
  json.member("detail", detail_of(call, problem));
  json.member("key", problem.key);
  if (!problem.pointer.empty()) json.member("pointer", problem.pointer);
  if (!problem.parameter.empty()) json.member("parameter", problem.parameter);
}

net::Response problem_response(const Problem& problem, std::string body) {
  net::Response response;
  response.status = problem.status;
  response.headers.add("Content-Type", "application/problem+json");
  if (problem.retry_after > 0)
    response.headers.add("Retry-After", std::to_string(problem.retry_after));
  if (problem.status == 401) {
    const bool had_none = std::string_view(problem.key) == "api.token.missing";
    response.headers.add("WWW-Authenticate",
                         had_none ? R"(Bearer realm="kentongan")"
                                  : R"(Bearer realm="kentongan", error="invalid_token")");
  }
  response.body = std::move(body);
  return response;
}

net::Response show_problem(const Call& call, const Problem& problem) {
  return show_problem(call, problem, [](html::JsonWriter&) {});
}

}  // namespace kentongan::api
