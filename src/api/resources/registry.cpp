// The registry's desk: groups are registered, edited and moved on.
#include "api/body.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "groups/groups.hpp"

namespace kentongan::api::resources {
namespace {

using groups::Group;
using groups::GroupDetails;

void take_papers(Body& body, GroupDetails& details) {
  body.take("founded_on", details.founded_on);
  body.take_object(
      "minutes",
      [&](Body& minutes) {
        minutes.take("number", details.minutes_number);
        minutes.take("day", details.minutes_day);
      },
      [&] {
        details.minutes_number.clear();
        details.minutes_day.reset();
      });
  groups::Decree& decree = details.decree;
  body.take_object(
      "decree",
      [&](Body& given) {
        given.take("number", decree.number);
        given.take("day", decree.day);
        given.take("issuer", decree.issuer);
        given.take("level", decree.level);
        given.take("valid_until", decree.valid_until);
      },
      [&] { decree = {}; });
  body.take("inaugurated_on", details.inaugurated_on);
}

void take_reach(Body& body, GroupDetails& details) {
  body.take_object(
      "coordinates",
      [&](Body& given) {
        groups::Coordinates place = details.coordinates.value_or(groups::Coordinates());
        given.need("latitude", place.latitude);
        given.need("longitude", place.longitude);
        details.coordinates = place;
      },
      [&] { details.coordinates.reset(); });
  body.take_objects(
      "channels", [&] { details.channels.clear(); },
      [&](Body& given) {
        groups::Channel channel;
        given.need("kind", channel.kind);
        given.need("value", channel.value);
        details.channels.push_back(channel);
      });
}

void take_details(Body& body, GroupDetails& details) {
  body.take("name", details.name);
  body.take("slug", details.slug);
  body.take("national_number", details.national_number);
  body.take("partner_kind", details.partner_kind);
  body.take("fields", details.fields);
  body.take("village", details.village);
  body.take("address", details.address);
  take_reach(body, details);
  take_papers(body, details);
  body.take("vision", details.vision);
  body.take("mission", details.mission);
  body.take("work_programme", details.work_programme);
  body.take("secretariat", details.secretariat);
  body.take("equipment", details.equipment);
  body.take("funds", details.funds);
  body.take("partners", details.partners);
  body.take("local_potential", details.local_potential);
  body.take("officer_in_charge", details.officer_in_charge);
  body.take("note", details.note);
}

net::Response show(const Call& call, const Group& group) {
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_group(json, call, labels, group, Detail::whole); });
}

}  // namespace

Answer register_group(const Call& call) {
  groups::RegisterGroup command{.actor = call.actor(), .details = {}};
  Body body(call);
  take_details(body, command.details);
  body.take_word("state", command.state, groups::find_state);
  body.take_word("closed_reason", command.closed_reason, groups::find_closed_reason);
  if (const auto problem = body.problem()) return *problem;
  const Group group = TRY(call.doors.groups.register_group(command));
  Labels labels(call);
  return created(call, "/groups/" + group.slug(),
                 [&](JsonWriter& json) { write_group(json, call, labels, group, Detail::whole); });
}

Answer edit_group(const Call& call) {
  const Group group = TRY(call.doors.groups.find_by_slug(call.captured.at(0)));
  groups::EditGroup command{.actor = call.actor(), .group = group.id, .details = group.details};
  Body body(call);
  body.need("seen_revision", command.seen_revision);
  take_details(body, command.details);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.groups.edit(command)));
}

Answer move_group(const Call& call) {
  const Group group = TRY(call.doors.groups.find_by_slug(call.captured.at(0)));
  groups::MoveGroup command{.actor = call.actor(), .group = group.id};
  Body body(call);
  body.need("seen_revision", command.seen_revision);
  body.need_word("to", command.to, groups::find_state);
  body.take_word("closed_reason", command.closed_reason, groups::find_closed_reason);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.groups.move(command)));
}

}  // namespace kentongan::api::resources
