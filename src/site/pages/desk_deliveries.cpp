#include "site/pages/desk_deliveries.hpp"

#include "base/text.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/outbox.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_people_view.hpp"

namespace kentongan::site {
namespace {

places::AreaCode area_of_office(const Doors& doors, const Visit& visit) {
  for (const people::Held& held : visit.actor()->roles) {
    if (held.group.is_none() && visit.actor()->is_office(held.area)) return held.area;
  }
  return doors.settings.regency;
}

DeadLetterLine line_of_letter(const Doors& doors, const Visit& visit,
                              const outbox::DeadLetter& letter) {
  DeadLetterLine line{
      .id = letter.id.text(),
      .what = say(visit.language, "delivery.kind." + std::string(outbox::name_of(letter.kind))),
      .way = say(visit.language, "delivery.way." + std::string(channels::name_of(letter.way))),
      .reason = letter.reason,
      .attempts = letter.attempts,
      .at = moment_of(doors, visit, letter.at)};
  if (letter.kind == outbox::DeliveryKind::item ||
      letter.kind == outbox::DeliveryKind::correction ||
      letter.kind == outbox::DeliveryKind::withdrawal) {
    const auto item =
        doors.newsroom.find(*visit.actor(), Id<newsroom::Item>::from_raw(letter.subject));
    if (item.ok()) {
      line.what = item->content.title;
      line.path = "/meja/kabar/" + item->id.text();
    }
  }
  return line;
}

net::Response show(const Doors& doors, const Visit& visit, int status, std::string problem) {
  const auto dead = doors.outbox.dead_letters(*visit.actor(), std::nullopt);
  if (!dead.ok()) return refuse(doors, visit, dead.error());
  DeliveriesView view;
  view.problem = std::move(problem);
  outbox::DeliveryCounts all;
  for (const auto& [way, counts] : doors.outbox.queue()) {
    all.due += counts.due + counts.leased;
    all.waiting += counts.waiting;
    all.given_up += counts.given_up;
  }
  view.figures = {{say(visit.language, "delivery.state.due"), all.due},
                  {say(visit.language, "delivery.state.waiting"), all.waiting},
                  {say(visit.language, "delivery.state.given_up"), all.given_up}};
  for (const auto& [way, counts] : doors.outbox.count_subscriptions()) {
    view.figures.push_back(
        {say(visit.language, "site.deliveries.subscribers",
             {{"way", say(visit.language, "delivery.way." + std::string(channels::name_of(way)))}}),
         counts.confirmed});
  }
  for (const outbox::DeadLetter& letter : *dead)
    view.dead.push_back(line_of_letter(doors, visit, letter));
  const places::AreaCode area = area_of_office(doors, visit);
  if (const auto chats = doors.outbox.list_chats(*visit.actor(), area); chats.ok()) {
    for (const outbox::Subscription& chat : *chats) {
      std::vector<std::string> areas;
      for (const places::AreaCode& code : chat.interest.areas)
        areas.push_back(short_place(doors, code));
      view.chats.push_back({chat.id.text(), chat.address, join(areas, ", ")});
    }
  }
  const places::AreaCode regency =
      area.level() >= places::Level::regency ? area.regency() : doors.settings.regency;
  if (const auto found = doors.places.find(regency); found.ok())
    view.areas.push_back({regency.text(), found->label(), true});
  for (const Choice& district : district_choices(doors, regency, ""))
    view.areas.push_back(district);
  const Chrome around =
      chrome(doors, visit, Menu::desk, say(visit.language, "site.desk.deliveries"));
  return render(visit, status,
                [&](html::Page& page) { pages::desk_deliveries(page, around, view); });
}

}  // namespace

namespace pages {

net::Response desk_deliveries_show(const Doors& doors, const Visit& visit) {
  return show(doors, visit, 200, "");
}

net::Response desk_delivery_retry(const Doors& doors, const Visit& visit) {
  const auto id = Id<outbox::Leased>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto retried = doors.outbox.retry({.actor = *visit.actor(), .delivery = *id});
  if (!retried.ok()) return refuse(doors, visit, retried.error());
  return redirect_with_notice("/meja/kiriman", "site.deliveries.retried");
}

net::Response desk_chat_add(const Doors& doors, const Visit& visit) {
  const auto area = places::AreaCode::parse(visit.field("area"));
  if (!area.ok()) return refuse(doors, visit, area.error());
  const auto added = doors.outbox.add({.actor = *visit.actor(),
                                       .way = channels::Way::telegram,
                                       .address = visit.field("address"),
                                       .interest = {.areas = {*area}, .topics = {}}});
  if (!added.ok())
    return show(doors, visit, status_of(added.error().refusal()),
                say(visit.language, added.error().message()));
  return redirect_with_notice("/meja/kiriman", "site.desk.saved");
}

net::Response desk_chat_end(const Doors& doors, const Visit& visit) {
  const auto id = Id<outbox::Subscription>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto ended = doors.outbox.end({.actor = *visit.actor(), .subscription = *id});
  if (!ended.ok()) return refuse(doors, visit, ended.error());
  return redirect_with_notice("/meja/kiriman", "site.desk.done");
}

}  // namespace pages
}  // namespace kentongan::site
