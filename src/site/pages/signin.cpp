#include "site/pages/signin.hpp"

#include "base/text.hpp"
#include "site/answer.hpp"
#include "site/pages_account.hpp"
#include "site/site.hpp"

namespace kentongan::site::pages {
namespace {

/// What the sign-in form shows again after a refusal; the password never comes back.
struct Tried {
  std::string problem;
  std::string login;
  std::string back;
};

net::Response show(const Doors& doors, const Visit& visit, int status, const Tried& tried) {
  Chrome around = chrome(doors, visit, Menu::none, say(visit.language, "site.signin.title"));
  around.index = false;
  return render(visit, status, [&](html::Page& page) {
    signin(page, around, tried.problem, tried.login, tried.back);
  });
}

std::string session_cookie(const net::Request& request, std::string_view token, Span valid) {
  return format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", session_cookie_name(request),
                token, valid.count() / 1'000'000, request.over_tls ? "; Secure" : "");
}

}  // namespace

net::Response signin_form(const Doors& doors, const Visit& visit) {
  const std::string back = local_path_or(visit.query("kembali"), "/meja");
  if (visit.session) return redirect(back);
  return show(doors, visit, 200, {.problem = {}, .login = {}, .back = back});
}

net::Response signin_do(const Doors& doors, const Visit& visit) {
  const std::string back = local_path_or(visit.field("kembali"), "/meja");
  const Result<people::SignedIn> signed_in =
      doors.people.sign_in({.login = visit.field("login"),
                            .password = visit.form.fields.text("password"),
                            .peer = visit.request.peer});
  if (!signed_in.ok()) {
    const Error& error = signed_in.error();
    net::Response response = show(doors, visit, status_of(error.refusal()),
                                  {.problem = say(visit.language, error.message()),
                                   .login = visit.field("login"),
                                   .back = back});
    if (error.refusal() == Refusal::throttled) {
      response.headers.set("Retry-After", std::to_string(people::retry_after_seconds(error)));
    }
    return response;
  }
  // A one-time password opens nothing but the form for an own one.
  net::Response response =
      redirect(signed_in->password_state == people::PasswordState::one_time ? "/akun" : back);
  response.headers.add("Set-Cookie", session_cookie(visit.request, signed_in->token,
                                                    signed_in->expires_at - visit.now));
  return response;
}

net::Response signout_do(const Doors& doors, const Visit& visit) {
  if (!visit.session_token.empty()) doors.people.sign_out(visit.session_token);
  net::Response response = redirect("/");
  response.headers.add("Set-Cookie", session_cookie(visit.request, "", Span(0)));
  response.headers.add("Clear-Site-Data", "\"cache\"");
  return response;
}

net::Response password_change(const Doors& doors, const Visit& visit) {
  const std::string fresh = visit.form.fields.text("new_password");
  if (fresh != visit.form.fields.text("new_password_again")) {
    return refuse(doors, visit, Error(Refusal::invalid, "site.account.not_the_same"));
  }
  const Result<people::SignedIn> changed =
      doors.people.change_password({.session_token = visit.session_token,
                                    .old_password = visit.form.fields.text("old_password"),
                                    .new_password = fresh,
                                    .peer = visit.request.peer});
  if (!changed.ok()) return refuse(doors, visit, changed.error());
  net::Response response = redirect_with_notice("/akun", "site.account.password_changed");
  response.headers.add(
      "Set-Cookie", session_cookie(visit.request, changed->token, changed->expires_at - visit.now));
  return response;
}

}  // namespace kentongan::site::pages
