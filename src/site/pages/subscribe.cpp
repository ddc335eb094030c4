#include "site/pages/subscribe.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "outbox/outbox.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages/link.hpp"
#include "site/pages_account.hpp"
#include "site/views/subscribe_view.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

using Purpose = outbox::TokenMint::Purpose;

SubscribeView empty_form(const Doors& doors, const Visit& visit, std::string_view area) {
  SubscribeView view;
  view.regency = doors.settings.regency.text();
  if (const auto found = doors.places.find(doors.settings.regency); found.ok())
    view.regency_name = found->label();
  view.districts = district_choices(doors, doors.settings.regency, area);
  view.topics.push_back({"cek-fakta", say(visit.language, "site.menu.factchecks"), false});
  for (const groups::Named& field : doors.groups.fields())
    view.topics.push_back({field.slug, field.name, false});
  return view;
}

net::Response show(const Doors& doors, const Visit& visit, int status, const SubscribeView& view) {
  const Chrome around =
      chrome(doors, visit, Menu::subscribe, say(visit.language, "site.subscribe.title"));
  return render(visit, status, [&](html::Page& page) { pages::subscribe(page, around, view); });
}

net::Response show_link(const Doors& doors, const Visit& visit, const LinkView& view) {
  Chrome around = chrome(doors, visit, Menu::subscribe, view.title);
  around.index = false;
  around.path = "/langganan";  // the token stands in no link of the page's head
  net::Response response =
      render(visit, 200, [&](html::Page& page) { pages::link(page, around, view); });
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

LinkView said(const Visit& visit, const char* title, const char* text) {
  return {.title = say(visit.language, title),
          .text = say(visit.language, text),
          .button = {},
          .action = {}};
}

void keep_choices(std::vector<Choice>& choices, const std::vector<std::string>& chosen) {
  for (Choice& choice : choices)
    choice.chosen = std::ranges::find(chosen, choice.value) != chosen.end();
}

}  // namespace

namespace pages {

net::Response subscribe_form(const Doors& doors, const Visit& visit) {
  return show(doors, visit, 200, empty_form(doors, visit, visit.query("wilayah")));
}

net::Response subscribe_do(const Doors& doors, const Visit& visit) {
  outbox::Subscribe command{
      .email = visit.field("email"), .interest = {}, .language = visit.language};
  for (const std::string& code : visit.fields("area")) {
    if (const auto area = places::AreaCode::parse(code); area.ok())
      command.interest.areas.push_back(*area);
  }
  if (command.interest.areas.empty()) command.interest.areas.push_back(doors.settings.regency);
  command.interest.topics = visit.fields("topic");
  const Result<> outcome = doors.outbox.subscribe(command);
  if (outcome.ok())
    return show_link(doors, visit, said(visit, "site.subscribe.look", "site.subscribe.look_text"));
  SubscribeView view = empty_form(doors, visit, "");
  view.email = command.email;
  view.problem = say(visit.language, outcome.error().message());
  keep_choices(view.districts, visit.fields("area"));
  keep_choices(view.topics, command.interest.topics);
  return show(doors, visit, status_of(outcome.error().refusal()), view);
}

net::Response subscribe_confirm_form(const Doors& doors, const Visit& visit) {
  const auto found = doors.outbox.find_by_token(Purpose::confirm, visit.captured[0]);
  if (!found.ok()) return refuse(doors, visit, found.error());
  LinkView view = said(visit, "site.subscribe.confirm", "site.subscribe.confirm_text");
  view.button = say(visit.language, "site.subscribe.confirm_button");
  view.action = "/langganan/konfirmasi/" + visit.captured[0];
  return show_link(doors, visit, view);
}

net::Response subscribe_confirm(const Doors& doors, const Visit& visit) {
  const auto outcome = doors.outbox.confirm(visit.captured[0]);
  if (!outcome.ok()) return refuse(doors, visit, outcome.error());
  return show_link(doors, visit,
                   said(visit, "site.subscribe.confirmed", "site.subscribe.confirmed_text"));
}

net::Response unsubscribe_form(const Doors& doors, const Visit& visit) {
  const auto found = doors.outbox.find_by_token(Purpose::unsubscribe, visit.captured[0]);
  if (!found.ok()) return refuse(doors, visit, found.error());
  LinkView view = said(visit, "site.subscribe.stop", "site.subscribe.stop_text");
  view.button = say(visit.language, "site.subscribe.stop_button");
  view.action = "/langganan/berhenti/" + visit.captured[0];
  return show_link(doors, visit, view);
}

net::Response unsubscribe_do(const Doors& doors, const Visit& visit) {
  const auto outcome = doors.outbox.unsubscribe(visit.captured[0]);
  if (!outcome.ok()) return refuse(doors, visit, outcome.error());
  return show_link(doors, visit,
                   said(visit, "site.subscribe.stopped", "site.subscribe.stopped_text"));
}

}  // namespace pages
}  // namespace kentongan::site
