#include "api/body.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"

namespace kentongan::api::resources {
namespace {

net::Response show(const Call& call, int status, const people::SignedIn& signed_in) {
  net::Response response = json_object(status, [&](JsonWriter& json) {
    json.member("token", signed_in.token);
    json.member("token_type", "Bearer");
    json.member("expires_at", rfc3339(signed_in.expires_at));
    json.member("account", signed_in.account.text());
    json.member("password",
                signed_in.password_state == people::PasswordState::own ? "own" : "one_time");
  });
  if (status == 201) response.headers.add("Location", call.resource("/sessions/current"));
  return response;
}

}  // namespace

Answer sign_in(const Call& call) {
  people::SignIn command{.login = {}, .password = {}, .peer = call.request.peer};
  Body body(call);
  body.need("login", command.login);
  body.need_raw("password", command.password);
  if (const auto problem = body.problem()) return *problem;
  return show(call, 201, TRY(call.doors.people.sign_in(command)));
}

Answer show_session(const Call& call) {
  const people::Session& session = *call.session;
  Labels labels(call);
  return json_object(200, [&](JsonWriter& json) {
    labels.person(json, "account", session.actor.account);
    json.member("login", session.login);
    json.member("password",
                session.password_state == people::PasswordState::own ? "own" : "one_time");
    json.member("created_at", rfc3339(session.created_at));
    json.member("expires_at", rfc3339(session.expires_at));
    json.array("roles", [&] {
      for (const people::Held& held : session.actor.roles) {
        json.object([&] { write_role(json, labels, held); });
      }
    });
  });
}

Answer sign_out(const Call& call) {
  call.doors.people.sign_out(call.token);
  return no_content();
}

Answer change_password(const Call& call) {
  people::ChangePassword command{.session_token = call.token,
                                 .old_password = {},
                                 .new_password = {},
                                 .peer = call.request.peer};
  Body body(call);
  body.need_raw("old_password", command.old_password);
  body.need_raw("new_password", command.new_password);
  if (const auto problem = body.problem()) return *problem;
  return show(call, 200, TRY(call.doors.people.change_password(command)));
}

}  // namespace kentongan::api::resources
