#include "site/pages/desk_group.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "groups/workflow.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_group_view.hpp"

#include <algorithm>
#include <array>

namespace kentongan::site {
namespace {

using groups::Group;
using groups::GroupDetails;

constexpr std::array decree_levels{"desa", "kecamatan", "dinas", "kabupaten"};
constexpr std::array equipment_slugs{"komputer",   "pencetak", "pengeras-suara",
                                     "izin-radio", "internet", "kamera"};

std::string day_text(const std::optional<Day>& day) { return day ? iso(*day) : ""; }

std::string channels_text(const std::vector<groups::Channel>& channels) {
  std::string text;
  for (const groups::Channel& channel : channels)
    text += channel.kind + ": " + channel.value + "\n";
  return text;
}

std::vector<FieldsetView> fieldsets_of(Language language, const GroupDetails& d) {
  const auto field = [language](const char* name, const char* label, std::string value,
                                const char* type = "text") {
    return FieldView{
        .name = name, .label = say(language, label), .value = std::move(value), .type = type};
  };
  const auto number = [](const std::optional<groups::Coordinates>& at, bool latitude) {
    return at ? format("{:.5f}", latitude ? at->latitude : at->longitude) : std::string();
  };
  return {
      {say(language, "site.registry.basics"),
       {field("name", "site.groups.name", d.name), field("slug", "site.registry.slug", d.slug),
        field("national_number", "site.group.national_number", d.national_number),
        field("village_code", "site.registry.village", d.village.text()),
        field("address", "site.group.address", d.address),
        field("latitude", "site.registry.latitude", number(d.coordinates, true)),
        field("longitude", "site.registry.longitude", number(d.coordinates, false))}},
      {say(language, "site.registry.legal"),
       {field("founded_on", "site.group.founded", day_text(d.founded_on), "date"),
        field("minutes_number", "site.registry.minutes", d.minutes_number),
        field("minutes_date", "site.registry.minutes_date", day_text(d.minutes_day), "date"),
        field("decree_number", "site.registry.decree", d.decree.number),
        field("decree_date", "site.registry.decree_date", day_text(d.decree.day), "date"),
        field("decree_issuer", "site.registry.issuer", d.decree.issuer),
        field("decree_valid_until", "site.registry.decree_until", day_text(d.decree.valid_until),
              "date"),
        field("inaugurated_on", "site.registry.inaugurated", day_text(d.inaugurated_on), "date")}},
      {say(language, "site.registry.work"),
       {field("vision", "site.registry.vision", d.vision, "area"),
        field("mission", "site.registry.mission", d.mission, "area"),
        field("work_programme", "site.registry.programme", d.work_programme, "area"),
        field("partners", "site.group.partners", d.partners),
        field("local_potential", "site.group.potential", d.local_potential),
        field("officer_in_charge", "site.registry.officer", d.officer_in_charge)}},
      {say(language, "site.registry.means"),
       {field("secretariat", "site.group.secretariat", d.secretariat),
        field("funds", "site.registry.funds", d.funds),
        field("channels", "site.registry.channels", channels_text(d.channels), "area"),
        field("note", "site.registry.note", d.note, "area")}},
  };
}

std::vector<Choice> named_choices(const std::vector<groups::Named>& all,
                                  const std::vector<std::string>& chosen) {
  std::vector<Choice> choices;
  for (const groups::Named& each : all) {
    choices.push_back({each.slug, each.name, std::ranges::find(chosen, each.slug) != chosen.end()});
  }
  return choices;
}

template <std::size_t count>
std::vector<Choice> slug_choices(Language language, const std::array<const char*, count>& all,
                                 std::string_view prefix, const std::vector<std::string>& chosen) {
  std::vector<Choice> choices;
  for (const char* slug_text : all) {
    choices.push_back({slug_text,
                       say(language, std::string(prefix) + replace_all(slug_text, "-", "_")),
                       std::ranges::find(chosen, slug_text) != chosen.end()});
  }
  return choices;
}

GroupFormView form_of(const Doors& doors, const Visit& visit, const GroupDetails& details) {
  GroupFormView view;
  view.fieldsets = fieldsets_of(visit.language, details);
  view.kinds = named_choices(doors.groups.kinds(), {details.partner_kind});
  view.fields = named_choices(doors.groups.fields(), details.fields);
  view.equipment = slug_choices(visit.language, equipment_slugs, "equipment.", details.equipment);
  view.levels =
      slug_choices(visit.language, decree_levels, "decree.level.", {details.decree.level});
  return view;
}

GroupFormView form_for(const Doors& doors, const Visit& visit, const Group& group) {
  GroupFormView view = form_of(doors, visit, group.details);
  view.id = group.id.text();
  view.action = "/meja/kelompok/" + view.id;
  view.title = group.name();
  view.slug = group.slug();
  view.state = groups::name_of(group.state);
  view.revision = std::to_string(group.revision);
  const groups::Completeness complete =
      groups::completeness_of(group, doors.groups.count_members(group.id));
  view.percent = complete.percent();
  for (const groups::Lack& lack : complete.lacks)
    view.lacks.push_back(say(visit.language, lack.message));
  for (const groups::State state : groups::all_states()) {
    if (!groups::may_move(group.state, state)) continue;
    const std::string name(groups::name_of(state));
    view.moves.push_back({name, say(visit.language, "group.state." + name), false});
  }
  if (const auto members = doors.groups.members(*visit.actor(), group.id); members.ok()) {
    for (const groups::Member& member : *members)
      view.members.emplace_back(member.details.name, member.details.position);
  } else {
    for (const groups::PublicMember& member : doors.groups.public_members(group.id))
      view.members.emplace_back(member.name, member.position);
  }
  return view;
}

GroupFormView empty_form(const Doors& doors, const Visit& visit) {
  GroupFormView view = form_of(doors, visit, {});
  view.action = "/meja/kelompok";
  view.title = say(visit.language, "site.registry.new");
  return view;
}

Result<std::optional<Day>> day_field(const Visit& visit, const char* name) {
  const std::string text = visit.field(name);
  if (text.empty()) return std::optional<Day>();
  return std::optional<Day>(TRY(parse_day(text)));
}

std::vector<groups::Channel> channels_of(const std::string& text) {
  std::vector<groups::Channel> channels;
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    channels.push_back(
        {slug(trim(line.substr(0, colon))), std::string(trim(line.substr(colon + 1)))});
  }
  return channels;
}

/// What the form sent. Errors: invalid `time.malformed`, `number.malformed`, `area.code.malformed`.
Result<GroupDetails> details_of(const Visit& visit) {
  GroupDetails d;
  d.name = visit.field("name");
  d.slug = visit.field("slug");
  d.national_number = visit.field("national_number");
  d.partner_kind = visit.field("partner_kind");
  d.fields = visit.fields("fields");
  d.village = TRY(places::AreaCode::parse(visit.field("village_code")));
  d.address = visit.field("address");
  if (!visit.field("latitude").empty() || !visit.field("longitude").empty()) {
    const auto latitude = TRY(parse_decimal(visit.field("latitude")));
    const auto longitude = TRY(parse_decimal(visit.field("longitude")));
    d.coordinates = groups::Coordinates{latitude, longitude};
  }
  d.founded_on = TRY(day_field(visit, "founded_on"));
  d.minutes_number = visit.field("minutes_number");
  d.minutes_day = TRY(day_field(visit, "minutes_date"));
  d.decree.number = visit.field("decree_number");
  d.decree.day = TRY(day_field(visit, "decree_date"));
  d.decree.issuer = visit.field("decree_issuer");
  d.decree.level = visit.field("decree_level");
  d.decree.valid_until = TRY(day_field(visit, "decree_valid_until"));
  d.inaugurated_on = TRY(day_field(visit, "inaugurated_on"));
  d.vision = visit.field("vision");
  d.mission = visit.field("mission");
  d.work_programme = visit.field("work_programme");
  d.secretariat = visit.field("secretariat");
  d.equipment = visit.fields("equipment");
  d.channels = channels_of(visit.field("channels"));
  d.funds = visit.field("funds");
  d.partners = visit.field("partners");
  d.local_potential = visit.field("local_potential");
  d.officer_in_charge = visit.field("officer_in_charge");
  d.note = visit.field("note");
  return d;
}

net::Response show(const Doors& doors, const Visit& visit, int status, const GroupFormView& view) {
  const Chrome around = chrome(doors, visit, Menu::desk, view.title);
  return render(visit, status, [&](html::Page& page) { pages::desk_group(page, around, view); });
}

/// The form again with what was typed, and why it was not saved.
net::Response show_again(const Doors& doors, const Visit& visit, GroupFormView view,
                         const Error& error) {
  for (FieldsetView& set : view.fieldsets) {
    for (FieldView& field : set.fields) field.value = visit.field(field.name);
  }
  for (auto* choices : {&view.fields, &view.equipment}) {
    const std::vector<std::string> chosen =
        visit.fields(choices == &view.fields ? "fields" : "equipment");
    for (Choice& choice : *choices)
      choice.chosen = std::ranges::find(chosen, choice.value) != chosen.end();
  }
  for (Choice& choice : view.kinds) choice.chosen = choice.value == visit.field("partner_kind");
  view.problem = say(visit.language, error.message());
  return show(doors, visit, status_of(error.refusal()), view);
}

/// The group of the address, for those who keep it.
Result<Group> find_group(const Doors& doors, const Visit& visit) {
  const Group group = TRY(doors.groups.find(TRY(Id<Group>::parse(visit.captured[0]))));
  const people::Actor& actor = *visit.actor();
  if (!actor.is_office(group.village()) && !actor.is_member_of(group.id)) {
    return Error(Refusal::not_found, "site.not_found");
  }
  return group;
}

std::int64_t seen_revision(const Visit& visit) {
  const Result<std::int64_t> seen = parse_integer(visit.field("seen_revision"));
  return seen.ok() ? *seen : 0;
}

}  // namespace

namespace pages {

net::Response desk_group_new(const Doors& doors, const Visit& visit) {
  return show(doors, visit, 200, empty_form(doors, visit));
}

net::Response desk_group_create(const Doors& doors, const Visit& visit) {
  const Result<GroupDetails> details = details_of(visit);
  if (!details.ok()) return show_again(doors, visit, empty_form(doors, visit), details.error());
  const Result<Group> made =
      doors.groups.register_group({.actor = *visit.actor(), .details = *details});
  if (!made.ok()) return show_again(doors, visit, empty_form(doors, visit), made.error());
  return redirect_with_notice("/meja/kelompok/" + made->id.text(), "site.desk.saved");
}

net::Response desk_group_show(const Doors& doors, const Visit& visit) {
  const Result<Group> group = find_group(doors, visit);
  if (!group.ok()) return refuse(doors, visit, group.error());
  return show(doors, visit, 200, form_for(doors, visit, *group));
}

net::Response desk_group_save(const Doors& doors, const Visit& visit) {
  const Result<Group> group = find_group(doors, visit);
  if (!group.ok()) return refuse(doors, visit, group.error());
  const Result<GroupDetails> details = details_of(visit);
  if (!details.ok())
    return show_again(doors, visit, form_for(doors, visit, *group), details.error());
  const Result<Group> saved = doors.groups.edit({.actor = *visit.actor(),
                                                 .group = group->id,
                                                 .details = *details,
                                                 .seen_revision = seen_revision(visit)});
  if (!saved.ok()) return show_again(doors, visit, form_for(doors, visit, *group), saved.error());
  return redirect_with_notice("/meja/kelompok/" + group->id.text(), "site.desk.saved");
}

net::Response desk_group_move(const Doors& doors, const Visit& visit) {
  const Result<Group> group = find_group(doors, visit);
  if (!group.ok()) return refuse(doors, visit, group.error());
  const auto to = groups::find_state(visit.field("to"));
  if (!to) return not_found(doors, visit);
  const Result<Group> moved =
      doors.groups.move({.actor = *visit.actor(),
                         .group = group->id,
                         .to = *to,
                         .closed_reason = groups::find_closed_reason(visit.field("reason")),
                         .seen_revision = seen_revision(visit)});
  if (!moved.ok()) return refuse(doors, visit, moved.error());
  return redirect_with_notice("/meja/kelompok/" + group->id.text(), "site.desk.done");
}

net::Response desk_member_add(const Doors& doors, const Visit& visit) {
  const Result<Group> group = find_group(doors, visit);
  if (!group.ok()) return refuse(doors, visit, group.error());
  groups::MemberDetails details;
  details.name = visit.field("name");
  details.position = visit.field("position");
  if (visit.field("public_name") == "yes") details.naming = groups::Naming::public_name;
  const auto added =
      doors.groups.add_member({.actor = *visit.actor(), .group = group->id, .details = details});
  if (!added.ok()) return refuse(doors, visit, added.error());
  return redirect_with_notice("/meja/kelompok/" + group->id.text(), "site.desk.saved");
}

}  // namespace pages
}  // namespace kentongan::site
