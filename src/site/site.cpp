#include "site/site.hpp"

#include "base/text.hpp"
#include "net/router.hpp"
#include "net/url.hpp"
#include "site/answer.hpp"
#include "site/assets.hpp"
#include "site/pages.hpp"
#include "site/route.hpp"

namespace kentongan::site {
namespace {

constexpr std::string_view plain_cookie = "kentongan";
constexpr std::string_view tls_cookie = "__Host-kentongan";

/// The language a visitor chose in the footer, else Indonesian: what a phone claims to speak is
/// rarely what its owner reads.
Language language_of(const net::Request& request) {
  return find_language(request.cookie("bahasa").value_or("")).value_or(indonesian);
}

Visit begin_visit(const Doors& doors, const net::Request& request) {
  Visit visit{.request = request,
              .captured = {},
              .form = {},
              .language = language_of(request),
              .now = doors.clock.now(),
              .session = std::nullopt,
              .session_token = {}};
  if (const auto token = request.cookie(session_cookie_name(request)); token && !token->empty()) {
    visit.session = doors.people.find_session(*token);
    if (visit.session) visit.session_token = *token;
  }
  return visit;
}

/// Whether a browser says that another site sent this request. Old browsers say nothing: then the
/// form token alone decides. Source: Fetch Metadata, https://www.w3.org/TR/fetch-metadata/
bool comes_from_elsewhere(const Doors& doors, const net::Request& request) {
  if (const auto site = request.headers.find("Sec-Fetch-Site")) {
    return *site != "same-origin" && *site != "none";
  }
  const auto origin = request.headers.find("Origin");
  if (!origin) return false;
  const std::string host(request.headers.find("Host").value_or(""));
  return *origin != doors.settings.base_url && *origin != "http://" + host &&
         *origin != "https://" + host;
}

bool carries_form_token(const Doors& doors, const Visit& visit) {
  const std::string given = visit.form.fields.text("_token");
  if (visit.session) return doors.people.check_form_token(visit.session_token, given);
  return doors.people.check_anonymous_form_token(given);
}

net::Response method_not_allowed(const Doors& doors, const Visit& visit,
                                 const std::vector<net::Method>& allowed) {
  net::Response response =
      pages::show_refusal(doors, visit, 405, say(visit.language, "site.method_not_allowed"));
  std::vector<std::string> names;
  for (const net::Method method : allowed) names.emplace_back(net::name_of(method));
  response.headers.set("Allow", join(names, ", "));
  return response;
}

net::Response send_asset(const Asset& asset) {
  net::Response response;
  response.headers.add("Content-Type", std::string(asset.content_type));
  response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
  response.body = asset.bytes;
  return response;
}

/// What a notice cookie carried was shown now: forget it.
void forget_notice(const Visit& visit, net::Response& response) {
  if (response.status == 200 && visit.request.cookie("pesan")) {
    response.headers.add("Set-Cookie", "pesan=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  }
}

}  // namespace

std::string_view session_cookie_name(const net::Request& request) {
  return request.over_tls ? tls_cookie : plain_cookie;
}

net::Response Site::answer(const net::Request& request) const {
  if (request.path.starts_with("/aset/")) {
    for (const Asset& asset : all_assets()) {
      if (asset.address == request.path) return send_asset(asset);
    }
  }
  Visit visit = begin_visit(doors_, request);
  auto [route, captured, allowed] = net::find_route(all_routes(), request.method, request.path);
  if (route == nullptr) {
    return allowed.empty() ? not_found(doors_, visit) : method_not_allowed(doors_, visit, allowed);
  }
  visit.captured = std::move(captured);
  if (route->access == Access::staff && !visit.session) {
    return request.method == net::Method::get
               ? redirect("/masuk?kembali=" + net::percent_encode(request.target))
               : refuse(doors_, visit, Error(Refusal::unauthenticated, "site.sign_in_first"));
  }
  if (request.method == net::Method::post) {
    Result<net::Form> form = net::parse_form(request);
    if (!form.ok()) return refuse(doors_, visit, form.error());
    visit.form = std::move(form).value();
    if (route->proof == Proof::form_token &&
        (comes_from_elsewhere(doors_, request) || !carries_form_token(doors_, visit))) {
      return refuse(doors_, visit, Error(Refusal::forbidden, "site.form_expired"));
    }
  }
  net::Response response = route->page(doors_, visit);
  const bool personal =
      visit.session || route->keep == Keep::never || request.method == net::Method::post;
  if (!response.headers.find("Cache-Control")) {
    response.headers.add("Cache-Control", personal ? "no-store" : "no-cache");
  }
  forget_notice(visit, response);
  return response;
}

bool Site::may_keep(const net::Request& request) const {
  if (request.method != net::Method::get && request.method != net::Method::head) return false;
  if (request.path.starts_with("/aset/")) return true;
  if (request.headers.find("Cookie")) return false;
  const auto matched = net::find_route(all_routes(), net::Method::get, request.path);
  return matched.route != nullptr && matched.route->keep == Keep::until_change;
}

net::Response Site::error_page(int status, std::string_view reference,
                               const net::Request* request) const {
  static const net::Request nobody;
  const Visit visit{.request = request == nullptr ? nobody : *request,
                    .captured = {},
                    .form = {},
                    .language = request == nullptr ? indonesian : language_of(*request),
                    .now = doors_.clock.now(),
                    .session = std::nullopt,
                    .session_token = {}};
  const std::string key = "site.status." + std::to_string(status);
  std::string text =
      say(visit.language, has_message(key) ? std::string_view(key) : "site.status.other",
          {{"reference", std::string(reference)}});
  return pages::show_refusal(doors_, visit, status, std::move(text));
}

}  // namespace kentongan::site
