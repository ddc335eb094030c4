#include "site/pages/items.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages_public.hpp"
#include "site/views/item_list_view.hpp"

namespace kentongan::site {

ItemLine line_of(const Doors& doors, const Visit& visit, const newsroom::Item& item) {
  ItemLine line{.slug = item.slug,
                .title = item.content.title,
                .summary = item.content.summary,
                .provenance = std::string(newsroom::name_of(item.content.provenance)),
                .place = {},
                .state = item.state == newsroom::State::corrected ? "corrected" : "",
                .at = day_of_moment(doors, visit, item.published_at.value_or(item.created_at))};
  if (!item.content.areas.empty()) line.place = short_place(doors, item.content.areas.front());
  if (item.content.areas.size() > 1) line.place += ", …";
  return line;
}

std::vector<ItemLine> lines_of(const Doors& doors, const Visit& visit,
                               const std::vector<newsroom::Item>& items) {
  std::vector<ItemLine> lines;
  for (const newsroom::Item& item : items) lines.push_back(line_of(doors, visit, item));
  return lines;
}

namespace {

/// What the visitor asked the list to be narrowed to; what cannot be read is not asked for.
newsroom::PublicQuery query_of_visit(const Doors& doors, const Visit& visit) {
  newsroom::PublicQuery query;
  const auto area = places::AreaCode::parse(visit.query("wilayah"));
  if (area.ok() && !area->text().empty()) {
    query.area = *area;
    query.scope = area->level() == places::Level::village ? newsroom::Scope::reaching
                                                          : newsroom::Scope::touching;
  }
  if (const std::string topic = visit.query("topik"); !topic.empty()) query.topic = topic;
  query.kind = newsroom::find_kind(visit.query("jenis"));
  if (const auto group = doors.groups.find_by_slug(visit.query("kelompok")); group.ok())
    query.group = group->id;
  if (const auto after = newsroom::Place::parse(visit.query("sesudah")); after.ok())
    query.after = *after;
  return query;
}

}  // namespace

namespace pages {

net::Response items_list(const Doors& doors, const Visit& visit) {
  const newsroom::PublicQuery query = query_of_visit(doors, visit);
  const newsroom::ItemPage found = doors.newsroom.list_public(query);
  const std::string area = query.area.text();
  const std::string kind = query.kind ? std::string(newsroom::name_of(*query.kind)) : "";
  const std::string group = query.group ? visit.query("kelompok") : "";

  ItemListView view;
  view.title = say(visit.language, "site.items.title");
  if (!area.empty()) view.title += ": " + short_place(doors, query.area);
  view.topic = query.topic.value_or("");
  view.items = lines_of(doors, visit, found.items);
  view.districts = district_choices(doors, doors.settings.regency, area);
  for (const newsroom::Kind each : {newsroom::Kind::news, newsroom::Kind::announcement,
                                    newsroom::Kind::programme, newsroom::Kind::explainer}) {
    const std::string name(newsroom::name_of(each));
    view.kinds.push_back({name, say(visit.language, "item.kind." + name), name == kind});
  }
  if (!view.topic.empty()) {
    view.chips.push_back(
        {"/kabar" + query_of({{"wilayah", area}, {"jenis", kind}, {"kelompok", group}}),
         view.topic});
  }
  if (!group.empty()) {
    view.chips.push_back(
        {"/kabar" + query_of({{"wilayah", area}, {"jenis", kind}, {"topik", view.topic}}),
         doors.groups.names_of({*query.group}).front().name});
  }
  if (found.next) {
    view.next = "/kabar" + query_of({{"wilayah", area},
                                     {"topik", view.topic},
                                     {"jenis", kind},
                                     {"kelompok", group},
                                     {"sesudah", found.next->text()}});
  }
  view.feed = area.empty() ? "/umpan.atom" : "/wilayah/" + area + "/umpan.atom";
  Chrome around = chrome(doors, visit, Menu::news, view.title);
  around.feed_path = view.feed;
  return render(visit, 200, [&](html::Page& page) { items(page, around, view); });
}

}  // namespace pages
}  // namespace kentongan::site
