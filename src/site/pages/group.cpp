#include "site/pages/group.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_public.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

/// Facts in the order a reader asks for them; empty ones are left out.
class Facts {
 public:
  explicit Facts(Language language) : language_(language) {}
  void add(const char* key, std::string value) {
    if (!value.empty()) all_.push_back({say(language_, key), std::move(value)});
  }
  [[nodiscard]] std::vector<Fact> take() && { return std::move(all_); }

 private:
  Language language_;
  std::vector<Fact> all_;
};

std::string slug_names(Language language, std::string_view prefix,
                       const std::vector<std::string>& slugs) {
  std::vector<std::string> shown;
  for (const std::string& slug : slugs) {
    const std::string key = std::string(prefix) + replace_all(slug, "-", "_");
    shown.push_back(has_message(key) ? say(language, key) : slug);
  }
  return join(shown, ", ");
}

std::string decree_text(const Doors& doors, const Visit& visit, const groups::Decree& decree) {
  std::vector<std::string> pieces;
  for (const std::string& piece : {decree.issuer, decree.number}) {
    if (!piece.empty()) pieces.push_back(piece);
  }
  if (decree.valid_until) {
    pieces.push_back(
        say(visit.language, "site.group.valid_until",
            {{"date", date_for_people(start_of(*decree.valid_until, doors.settings.zone),
                                      doors.settings.zone, visit.language)}}));
  }
  return join(pieces, ", ");
}

std::vector<Fact> facts_of(const Doors& doors, const Visit& visit, const groups::Group& group) {
  const groups::GroupDetails& d = group.details;
  Facts facts(visit.language);
  for (const groups::Named& kind : doors.groups.kinds()) {
    if (kind.slug == d.partner_kind) facts.add("site.groups.kind", kind.name);
  }
  std::vector<std::string> fields;
  for (const groups::Named& field : doors.groups.fields()) {
    if (std::ranges::find(d.fields, field.slug) != d.fields.end()) fields.push_back(field.name);
  }
  facts.add("site.groups.fields", join(fields, ", "));
  facts.add("site.group.national_number", d.national_number);
  facts.add("site.group.decree", decree_text(doors, visit, d.decree));
  facts.add("site.group.secretariat", d.secretariat);
  facts.add("site.group.address", d.address);
  facts.add("site.group.equipment", slug_names(visit.language, "equipment.", d.equipment));
  std::vector<std::string> channels;
  for (const groups::Channel& channel : d.channels) channels.push_back(channel.value);
  facts.add("site.group.channels", join(channels, "; "));
  facts.add("site.group.partners", d.partners);
  facts.add("site.group.potential", d.local_potential);
  return std::move(facts).take();
}

}  // namespace

namespace pages {

net::Response group_show(const Doors& doors, const Visit& visit) {
  const Result<groups::Group> found = doors.groups.find_by_slug(visit.captured[0]);
  const people::Actor* actor = visit.actor();
  const bool keeper = found.ok() && actor != nullptr &&
                      (actor->is_office(found->village()) || actor->is_member_of(found->id));
  if (!found.ok() || (!groups::is_public(found->state) && !keeper)) return not_found(doors, visit);

  const groups::Group& shown = *found;
  GroupView view{.name = shown.name(),
                 .slug = shown.slug(),
                 .state = std::string(groups::name_of(shown.state)),
                 .place = short_place(doors, shown.village()),
                 .district_code = shown.village().at(places::Level::district).text(),
                 .lead = shown.details.vision,
                 .facts = facts_of(doors, visit, shown),
                 .may_edit = keeper,
                 .id = shown.id.text()};
  if (const auto district = doors.places.find(shown.village().at(places::Level::district));
      district.ok()) {
    view.district_name = district->name;
  }
  if (shown.details.founded_on) {
    view.founded_machine = iso(*shown.details.founded_on);
    view.founded = date_for_people(start_of(*shown.details.founded_on, doors.settings.zone),
                                   doors.settings.zone, visit.language);
  }
  for (const groups::PublicMember& member : doors.groups.public_members(shown.id)) {
    view.officers.emplace_back(member.name, member.position);
  }
  const std::vector<ItemLine> items =
      lines_of(doors, visit, doors.newsroom.list_public({.group = shown.id, .limit = 5}).items);
  Chrome around = chrome(doors, visit, Menu::groups, view.name);
  around.description = view.lead.empty() ? view.place : view.lead;
  around.feed_path = "/kelompok/" + view.slug + "/umpan.atom";
  return render(visit, 200, [&](html::Page& page) { group(page, around, view, items); });
}

}  // namespace pages
}  // namespace kentongan::site
