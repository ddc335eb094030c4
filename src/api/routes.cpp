#include "api/resources.hpp"
#include "api/route.hpp"

namespace kentongan::api {
namespace {

using net::Method;
namespace to = resources;

constexpr Access anyone = Access::anyone;
constexpr Access signed_in = Access::signed_in;
constexpr Access staff = Access::staff;

void add(std::vector<Route>& all, std::vector<Route> more) {
  all.insert(all.end(), more.begin(), more.end());
}

std::vector<Route> service_routes() {
  return {
      {Method::get, "/openapi.json", "showContract", to::show_contract},
      {Method::get, "/health", "showHealth", to::show_health},
      {Method::get, "/errors/:key", "explainError", to::explain_error},
  };
}

std::vector<Route> registry_routes() {
  return {
      {Method::get,
       "/search",
       "search",
       to::search,
       anyone,
       {"q", "what", "kind", "area", "next", "limit"}},
      {Method::get, "/areas", "listAreas", to::list_areas, anyone, {"q", "within", "limit"}},
      {Method::get, "/areas/:code", "showArea", to::show_area},
      {Method::get, "/areas/:code/children", "listAreaChildren", to::list_children},
      {Method::get, "/partner-kinds", "listPartnerKinds", to::list_partner_kinds},
      {Method::get, "/fields", "listFields", to::list_fields},
      {Method::get,
       "/groups",
       "listGroups",
       to::list_groups,
       anyone,
       {"area", "partner_kind", "field", "state", "q", "shown", "next", "limit"}},
      {Method::post, "/groups", "registerGroup", to::register_group, staff},
      {Method::get, "/groups/:slug", "showGroup", to::show_group},
      {Method::patch, "/groups/:slug", "editGroup", to::edit_group, staff},
      {Method::post, "/groups/:slug/moves", "moveGroup", to::move_group, staff},
      {Method::get, "/coverage/:regency", "showCoverage", to::show_coverage},
  };
}

std::vector<Route> newsroom_routes() {
  return {
      {Method::get,
       "/items",
       "listItems",
       to::list_items,
       anyone,
       {"area", "topic", "kind", "group", "q", "next", "limit"}},
      {Method::get, "/items/:slug", "showItem", to::show_item},
      {Method::get,
       "/desk/items",
       "listDeskItems",
       to::list_desk_items,
       staff,
       {"area", "group", "state", "q", "next", "limit"}},
      {Method::post, "/desk/items", "createItem", to::create_item, staff},
      {Method::get, "/desk/items/:id", "showDeskItem", to::show_desk_item, staff},
      {Method::patch, "/desk/items/:id", "editItem", to::edit_item, staff},
      {Method::post, "/desk/items/:id/moves", "moveItem", to::move_item, staff},
      {Method::post, "/desk/items/:id/corrections", "proposeCorrection", to::propose_correction,
       staff},
      {Method::get, "/desk/items/:id/history", "showItemHistory", to::show_item_history, staff},
      {Method::get, "/desk/items/:id/revisions/:number", "showItemRevision", to::show_item_revision,
       staff},
  };
}

std::vector<Route> tabayun_routes() {
  return {
      {Method::get,
       "/factchecks",
       "listFactchecks",
       to::list_factchecks,
       anyone,
       {"q", "verdict", "topic", "next", "limit"}},
      {Method::get, "/factchecks/:address", "showFactcheck", to::show_factcheck},
      {Method::post, "/questions", "askQuestion", to::ask_question},
      {Method::post, "/tickets/lookup", "lookUpTicket", to::look_up_ticket},
      {Method::post, "/tickets/reject", "rejectAnswer", to::reject_answer},
      {Method::post, "/tickets/pick", "pickAnswer", to::pick_answer},
      {Method::post, "/tickets/helped", "sayHelped", to::say_helped},
      {Method::get,
       "/desk/claims",
       "listDeskClaims",
       to::list_desk_claims,
       staff,
       {"area", "state", "checker", "next", "limit"}},
      {Method::post, "/desk/claims", "openClaim", to::open_claim, staff},
      {Method::get, "/desk/claims/:id", "showDeskClaim", to::show_desk_claim, staff},
      {Method::post, "/desk/claims/:id/moves", "moveClaim", to::move_claim, staff},
      {Method::post, "/desk/claims/:id/verdicts", "proposeVerdict", to::propose_verdict, staff},
      {Method::post, "/desk/claims/:id/messages", "addMessage", to::add_message, staff},
      {Method::get, "/desk/picks", "listPicks", to::list_picks, staff},
      {Method::post, "/desk/picks/:id", "readPick", to::read_pick, staff},
  };
}

std::vector<Route> outbox_routes() {
  return {
      {Method::post, "/subscriptions", "subscribe", to::subscribe},
      {Method::post, "/subscriptions/confirm", "confirmSubscription", to::confirm_subscription},
      {Method::post, "/subscriptions/end", "endSubscription", to::end_subscription},
      {Method::get, "/desk/deliveries", "listDeliveries", to::list_deliveries, staff, {"next"}},
      {Method::post, "/desk/deliveries/:id/retry", "retryDelivery", to::retry_delivery, staff},
  };
}

std::vector<Route> people_routes() {
  return {
      {Method::post, "/sessions", "signIn", to::sign_in},
      {Method::get, "/sessions/current", "showSession", to::show_session, signed_in},
      {Method::del, "/sessions/current", "signOut", to::sign_out, signed_in},
      {Method::post, "/sessions/current/password", "changePassword", to::change_password,
       signed_in},
      {Method::get, "/people", "listPeople", to::list_people, staff, {"area", "next", "limit"}},
      {Method::post, "/people", "addPerson", to::add_person, staff},
      {Method::get, "/people/:id", "showPerson", to::show_person, staff},
      {Method::post, "/people/:id/moves", "movePerson", to::move_person, staff},
      {Method::post, "/people/:id/roles", "grantRole", to::grant_role, staff},
      {Method::del,
       "/people/:id/roles",
       "revokeRole",
       to::revoke_role,
       staff,
       {"role", "area", "group"}},
  };
}

}  // namespace

const std::vector<Route>& all_routes() {
  static const std::vector<Route> all = [] {
    std::vector<Route> routes;
    add(routes, service_routes());
    add(routes, registry_routes());
    add(routes, newsroom_routes());
    add(routes, tabayun_routes());
    add(routes, outbox_routes());
    add(routes, people_routes());
    return routes;
  }();
  return all;
}

}  // namespace kentongan::api
