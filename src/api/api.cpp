#include "api/api.hpp"

#include "api/answer.hpp"
#include "api/route.hpp"
#include "base/digest.hpp"
#include "base/text.hpp"
#include "db/db.hpp"
#include "net/compress.hpp"
#include "net/router.hpp"

#include <algorithm>

namespace kentongan::api {
namespace {

using net::Method;

bool reads_only(Method method) { return method == Method::get || method == Method::head; }

Call begin_call(const site::Doors& doors, const net::Request& request) {
  return {.doors = doors,
          .request = request,
          .language = choose_language(request.headers.find("Accept-Language").value_or("")),
          .now = doors.clock.now()};
}

std::string allow_text(const std::vector<Method>& allowed) {
  std::vector<std::string> names;
  for (const Method method : allowed) {
    names.emplace_back(net::name_of(method));
    if (method == Method::get) names.emplace_back(net::name_of(Method::head));
  }
  names.emplace_back(net::name_of(Method::options));
  return join(names, ", ");
}

/// A path of ours, another method: what is allowed there.
net::Response tell_allowed(const Call& call, const std::vector<Method>& allowed) {
  net::Response response = call.request.method == Method::options
                               ? no_content()
                               : show_problem(call, Problem(405, "api.method_not_allowed"));
  response.headers.add("Allow", allow_text(allowed));
  return response;
}

/// Takes the session of the Bearer token, if there is one. Source: RFC 6750 section 2.1.
std::optional<Problem> identify(Call& call) {
  const auto field = call.request.headers.find("Authorization");
  if (!field) return std::nullopt;
  if (!starts_with_ignoring_case(*field, "bearer ")) return Problem(401, "api.token.not_bearer");
  call.token = std::string(trim(field->substr(7)));
  call.session = call.doors.people.find_session(call.token);
  if (!call.session) return Problem(401, "api.token.invalid");
  return std::nullopt;
}

std::optional<Problem> check_access(const Call& call, const Route& route) {
  if (route.access == Access::anyone) return std::nullopt;
  if (!call.session) return Problem(401, "api.token.missing");
  if (route.access == Access::signed_in || call.actor().is_staff()) return std::nullopt;
  const bool must_change = call.session->password_state == people::PasswordState::one_time;
  return Problem(403, must_change ? "api.password_first" : "api.staff_only");
}

std::optional<Problem> check_parameters(const Call& call, const Route& route) {
  for (const auto& [name, value] : call.request.query.pairs()) {
    const bool known =
        std::ranges::any_of(route.parameters, [&](const char* each) { return name == each; });
    if (known) continue;
    Problem problem(400, "api.query.unknown");
    problem.parameter = shorten_utf8(clean_utf8(name), 60);
    return problem;
  }
  return std::nullopt;
}

Answer ask_resource(Call& call, const Route& route) {
  if (const auto problem = identify(call)) return *problem;
  if (const auto problem = check_access(call, route)) return *problem;
  if (const auto problem = check_parameters(call, route)) return *problem;
  return route.function(call);
}

/// The language is part of what is sent, and so is whether a token came.
void describe(const Call& call, net::Response& response) {
  response.headers.add("Vary", "Accept, Accept-Language, Authorization");
  if (!response.body.empty())
    response.headers.add("Content-Language", std::string(call.language.tag()));
}

/// What everybody may read may be kept and asked for again with its tag; the server answers 304.
void allow_keeping(const Call& call, net::Response& response) {
  response.headers.add("Cache-Control", "no-cache");
  response.headers.add("ETag", "W/\"" + hex(sha256(response.body)).substr(0, 24) + "\"");
  net::compress_for(call.request, response);
}

net::Response lost_database(const Call& call, const db::DbFailure& failure) {
  call.doors.log.error("api_database_failure",
                       {LogField::operator_text("problem", failure.what())});
  Problem problem(503, "api.database_lost");
  problem.retry_after = 5;
  return show_problem(call, problem);
}

net::Response finish(Call& call, const Route& route) {
  try {
    Answer answer = ask_resource(call, route);
    if (const Problem* problem = answer.problem()) return show_problem(call, *problem);
    return std::move(answer).take();
  } catch (const db::DbFailure& failure) {  // this is the wall of a request
    return lost_database(call, failure);
  }
}

}  // namespace

net::Response Api::answer(const net::Request& request) const {
  Call call = begin_call(doors_, request);
  net::Response response;
  const Route* route = nullptr;
  if (!request.path.starts_with(base_path)) {
    response = show_problem(call, Problem(404, "api.not_found"));
  } else {
    auto matched = net::find_route(all_routes(), request.method,
                                   std::string_view(request.path).substr(base_path.size()));
    route = matched.route;
    call.captured = std::move(matched.captured);
    if (route != nullptr) {
      response = finish(call, *route);
    } else {
      response = matched.allowed.empty() ? show_problem(call, Problem(404, "api.not_found"))
                                         : tell_allowed(call, matched.allowed);
    }
  }
  describe(call, response);
  const bool open =
      reads_only(request.method) && (route == nullptr || route->access == Access::anyone);
  if (open) {
    // Other sites' pages may read what everybody may read, and nothing else.
    response.headers.add("Access-Control-Allow-Origin", "*");
    response.headers.add("Cross-Origin-Resource-Policy", "cross-origin");
  }
  if (response.headers.find("Cache-Control")) return response;
  if (open && !call.session && response.status == 200) {
    allow_keeping(call, response);
  } else {
    response.headers.add("Cache-Control", "no-store");
  }
  return response;
}

net::Response Api::error_page(int status, std::string_view reference,
                              const net::Request& request) const {
  const Call call = begin_call(doors_, request);
  Problem problem(status, "api.failed");
  if (status == 413) problem.key = "api.body.too_large";
  if (status == 503) problem.key = "api.busy";
  problem.value = std::string(reference);
  net::Response response = show_problem(call, problem);
  describe(call, response);
  response.headers.add("Cache-Control", "no-store");
  return response;
}

}  // namespace kentongan::api
