// Numbers and links that published scams were seen with, for people and for machines.
#include "site/pages/scams.hpp"

#include "html/json.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/fact_card.hpp"
#include "site/pages_public.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site {
namespace {

constexpr std::size_t most_claims_told = 3;  // of one number or link

/// Ours are no scam's, even where one pretended to be us.
std::vector<std::string> own_hosts(const Doors& doors) {
  const std::string address = without_scheme(doors.settings.base_url);
  return {address.substr(0, address.find_first_of(":/"))};
}

TraceLine line_of(const Doors& doors, const Visit& visit, const tabayun::SeenTrace& seen) {
  TraceLine line{.text = tabayun::defanged(seen.trace)};
  for (const tabayun::Claim& claim : seen.claims) {
    if (line.claims.size() == most_claims_told) break;
    line.claims.push_back(line_of(doors, visit, claim));
    line.claims.back().title = tabayun::defanged(line.claims.back().title);
  }
  line.more = static_cast<std::int64_t>(seen.claims.size() - line.claims.size());
  return line;
}

}  // namespace

namespace pages {

net::Response scams_list(const Doors& doors, const Visit& visit) {
  TraceListView view;
  for (const tabayun::SeenTrace& seen : doors.tabayun.list_scam_traces(own_hosts(doors))) {
    auto& list = seen.trace.kind == tabayun::TraceKind::phone ? view.phones : view.links;
    list.push_back(line_of(doors, visit, seen));
  }
  Chrome around = chrome(doors, visit, Menu::factchecks, say(visit.language, "site.scams.title"));
  around.description = say(visit.language, "site.scams.lead");
  return render(visit, 200, [&](html::Page& page) { scams(page, around, view); });
}

net::Response scams_json(const Doors& doors, const Visit&) {
  html::JsonWriter json;
  json.object([&] {
    json.member("office", doors.settings.office_name);
    json.member("page", doors.settings.base_url + "/cek-fakta/penipu");
    json.member("note", say(indonesian, "site.scams.lead"));
    json.array("traces", [&] {
      for (const tabayun::SeenTrace& seen : doors.tabayun.list_scam_traces(own_hosts(doors))) {
        json.object([&] {
          json.member("kind", tabayun::name_of(seen.trace.kind));
          json.member("text", tabayun::defanged(seen.trace));
          json.array("fact_checks", [&] {
            for (const tabayun::Claim& claim : seen.claims) {
              json.object([&] {
                json.member("url", doors.settings.base_url + "/cek-fakta/" + claim.address());
                json.member("title", tabayun::defanged(claim.finding.title));
                json.member("verdict", tabayun::name_of(claim.finding.verdict));
                json.member("checked_on", claim.checked_on);
              });
            }
          });
        });
      }
    });
  });
  net::Response response;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(json).take();
  return response;
}

}  // namespace pages
}  // namespace kentongan::site
