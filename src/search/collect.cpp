#include "search/collect.hpp"

#include "base/calendar.hpp"
#include "html/markdown.hpp"

#include <utility>

namespace kentongan::search {

namespace {

constexpr std::int64_t at_once = 100;

std::map<std::string, std::string> by_slug(const std::vector<groups::Named>& catalogue) {
  std::map<std::string, std::string> names;
  for (const groups::Named& named : catalogue) names[named.slug] = named.name;
  return names;
}

std::string place_of(const places::Places& places, const places::AreaCode& village) {
  std::string place;
  for (const places::Area& area : places.path(village)) {
    if (area.level() == places::Level::province) continue;
    place += (place.empty() ? "" : " ") + area.name;
  }
  return place;
}

void add_items(const newsroom::Newsroom& newsroom, SegmentBuilder& builder) {
  newsroom::PublicQuery query{.bodies = newsroom::Bodies::included, .limit = at_once};
  do {
    const newsroom::ItemPage page = newsroom.list_public(query);
    for (const newsroom::Item& item : page.items) builder.add(document_of(item));
    query.after = page.next;
  } while (query.after);
}

void add_groups(const Surroundings& outside, SegmentBuilder& builder) {
  const GroupWords words = group_words(outside.groups);
  groups::GroupFilter filter{.limit = at_once};
  do {
    const groups::GroupPage page = outside.groups.list(filter);
    for (const groups::Group& group : page.groups)
      builder.add(document_of(group, words, place_of(outside.places, group.village())));
    filter.after = page.next;
  } while (!filter.after.empty());
}

void add_factchecks(const tabayun::Tabayun& tabayun, SegmentBuilder& builder) {
  Id<tabayun::Claim> after;
  for (;;) {
    const std::vector<tabayun::Claim> claims = tabayun.list_whole(after, at_once);
    if (claims.empty()) return;
    after = claims.back().id;
    for (const tabayun::Claim& claim : claims) builder.add(document_of(claim));
  }
}

}  // namespace

GroupWords group_words(const groups::Groups& groups) {
  return {.kinds = by_slug(groups.kinds()), .fields = by_slug(groups.fields())};
}

bool is_listed(const newsroom::Item& item) {
  return item.is_public() && item.state != newsroom::State::archived;
}

bool is_listed(const groups::Group& group) {
  return groups::is_public(group.state) && group.state != groups::State::closed;
}

std::string body_of(const newsroom::Item& item) { return html::plain_text(item.content.body); }

std::string body_of(const tabayun::Claim& claim) {
  return claim.finding.conclusion.empty()
             ? claim.finding.explanation
             : claim.finding.conclusion + "\n" + claim.finding.explanation;
}

Document document_of(const newsroom::Item& item) {
  Document document{.kind = Kind::item,
                    .id = item.id.raw(),
                    .label = static_cast<std::uint8_t>(item.content.kind),
                    .title = item.content.title,
                    .lead = item.content.summary,
                    .body = body_of(item),
                    .areas = item.content.areas};
  document.at = item.published_at.value_or(item.created_at);
  return document;
}

Document document_of(const groups::Group& group, const GroupWords& words,
                     const std::string& place) {
  Document document{.kind = Kind::group,
                    .id = group.id.raw(),
                    .title = group.name(),
                    .lead = place,
                    .areas = {group.village()}};
  const auto add = [&document](const auto& names, const std::string& slug) {
    const auto named = names.find(slug);
    document.lead += " " + (named == names.end() ? slug : named->second);
  };
  add(words.kinds, group.details.partner_kind);
  for (const std::string& field : group.details.fields) add(words.fields, field);
  return document;
}

Document document_of(const tabayun::Claim& claim) {
  Document document{.kind = Kind::factcheck,
                    .id = claim.id.raw(),
                    .label = static_cast<std::uint8_t>(claim.finding.verdict),
                    .title = claim.finding.title,
                    .lead = claim.finding.claim,
                    .body = body_of(claim),
                    .areas = {claim.area}};
  // An imported fact check is as old as its day says, not as its import.
  const Result<Instant> checked = parse_rfc3339(claim.checked_on);
  if (checked.ok()) {
    document.at = *checked;
  } else if (claim.external_id.empty()) {
    document.at = claim.published_at.value_or(claim.created_at);
  }
  return document;
}

std::shared_ptr<const Segment> collect(const Surroundings& outside) {
  SegmentBuilder builder;
  add_items(outside.newsroom, builder);
  add_groups(outside, builder);
  add_factchecks(outside.tabayun, builder);
  return builder.finish();
}

std::optional<Document> collect(const Surroundings& outside, const Named& thing,
                                const GroupWords& words) {
  switch (thing.kind) {
    case Kind::item: {
      const Result<newsroom::Item> item = outside.db.read([&](db::Tx& tx) {
        return outside.newsroom.find_public(tx, Id<newsroom::Item>::from_raw(thing.id));
      });
      if (!item.ok() || !is_listed(*item)) return std::nullopt;
      return document_of(*item);
    }
    case Kind::group: {
      const Result<groups::Group> group =
          outside.groups.find(Id<groups::Group>::from_raw(thing.id));
      if (!group.ok() || !is_listed(*group)) return std::nullopt;
      return document_of(*group, words, place_of(outside.places, group->village()));
    }
    case Kind::factcheck: {
      const Result<tabayun::Claim> claim =
          outside.tabayun.find_published(Id<tabayun::Claim>::from_raw(thing.id));
      if (!claim.ok()) return std::nullopt;
      return document_of(*claim);
    }
  }
  __builtin_unreachable();
}

}  // namespace kentongan::search
