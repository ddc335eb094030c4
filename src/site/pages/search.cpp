#include "site/pages/search.hpp"

#include "base/text.hpp"
#include "places/places.hpp"
#include "search/search.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/pages_public.hpp"
#include "site/views/area_choice.hpp"
#include "site/views/search_view.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::site {
namespace {

constexpr std::int64_t of_each_kind = 5;  ///< on the page that shows all kinds
constexpr std::int64_t on_a_page = 20;
constexpr std::int64_t last_page = 25;

struct Where {
  const char* word;  ///< in addresses
  search::Kind kind;
  const char* message;
};
constexpr std::array places_to_search{
    Where{"cek-fakta", search::Kind::factcheck, "site.menu.factchecks"},
    Where{"kabar", search::Kind::item, "site.menu.news"},
    Where{"kelompok", search::Kind::group, "site.menu.groups"}};

/// What was asked, as its address says it. What cannot be read is not asked for.
struct Asked {
  std::string words;
  std::string where;
  std::string area;
  std::int64_t page = 1;

  explicit Asked(const Visit& visit) : words(shorten_utf8(visit.query("q"), 200)) {
    const std::string given = visit.query("di");
    for (const Where& each : places_to_search) {
      if (given == each.word) where = given;
    }
    const auto code = places::AreaCode::parse(visit.query("wilayah"));
    if (code.ok()) area = code->text();
    const Result<std::int64_t> number = parse_integer(visit.query("hal"));
    if (number.ok() && !where.empty()) page = std::clamp<std::int64_t>(*number, 1, last_page);
  }
  [[nodiscard]] std::string address(std::string_view in, std::int64_t at_page) const {
    return "/cari" + query_of({{"q", words},
                               {"di", std::string(in)},
                               {"wilayah", area},
                               {"hal", at_page == 1 ? "" : std::to_string(at_page)}});
  }
  [[nodiscard]] search::Query query() const {
    search::Query query{.words = words, .limit = where.empty() ? of_each_kind : on_a_page};
    for (const Where& each : places_to_search) {
      if (where == each.word) query.only = each.kind;
    }
    query.area = places::AreaCode::parse(area).value();
    query.skip = (page - 1) * on_a_page;
    return query;
  }
};

ItemLine line_of_hit(const Doors& doors, const Visit& visit, const newsroom::Item& item) {
  return line_of(doors, visit, item);
}
ClaimLine line_of_hit(const Doors& doors, const Visit& visit, const tabayun::Claim& claim) {
  return line_of(doors, visit, claim);
}
GroupLine line_of_hit(const Doors& doors, const Visit&, const groups::Group& group) {
  return {.slug = group.slug(),
          .name = group.name(),
          .kind = group.details.partner_kind,
          .place = short_place(doors, group.village()),
          .state = std::string(groups::name_of(group.state))};
}

template <typename Line, typename Thing>
FoundList<Line> list_of(const Doors& doors, const Visit& visit, const search::Hits<Thing>& hits,
                        const std::string& more) {
  FoundList<Line> list{.lines = {}, .all = hits.all};
  bool partial = hits.with_all_words == 0;  // then there is nothing to tell apart
  for (const search::Hit<Thing>& hit : hits.best) {
    FoundLine<Line> found{
        .line = line_of_hit(doors, visit, hit.thing), .title = hit.title, .passage = hit.passage};
    found.opens_partial = !partial && !hit.has_all_words;
    partial = partial || !hit.has_all_words;
    list.lines.push_back(std::move(found));
  }
  if (hits.has_more) list.more = more;
  return list;
}

SearchView::State state_of(search::Found::Asked asked) {
  switch (asked) {
    case search::Found::Asked::nothing: return SearchView::State::asked;
    case search::Found::Asked::only_common_words: return SearchView::State::only_common_words;
    case search::Found::Asked::words: return SearchView::State::asked;
  }
  __builtin_unreachable();
}

void show_found(const Doors& doors, const Visit& visit, const Asked& asked,
                const search::Found& found, SearchView& view) {
  view.state = state_of(found.asked);
  const auto more = [&asked](const char* where) {
    return asked.where.empty() ? asked.address(where, 1) : std::string();
  };
  view.claims = list_of<ClaimLine>(doors, visit, found.factchecks, more("cek-fakta"));
  view.items = list_of<ItemLine>(doors, visit, found.items, more("kabar"));
  view.groups = list_of<GroupLine>(doors, visit, found.groups, more("kelompok"));
  view.meant = found.meant;
  if (!view.meant.empty()) {
    Asked right = asked;
    right.words = found.meant;
    view.meant_path = right.address(asked.where, 1);
  }
  view.nowhere = join(found.nowhere, ", ");
  const bool has_more = found.items.has_more || found.groups.has_more || found.factchecks.has_more;
  if (asked.where.empty()) return;
  if (has_more && asked.page < last_page) view.next = asked.address(asked.where, asked.page + 1);
  if (asked.page > 1) view.previous = asked.address(asked.where, asked.page - 1);
}

}  // namespace

namespace pages {

net::Response search_show(const Doors& doors, const Visit& visit) {
  const Asked asked(visit);
  SearchView view{.words = asked.words};
  view.kinds.push_back({"", say(visit.language, "site.search.everywhere"), asked.where.empty()});
  for (const Where& each : places_to_search)
    view.kinds.push_back({each.word, say(visit.language, each.message), asked.where == each.word});
  view.districts = district_choices(doors, doors.settings.regency, asked.area);
  int status = 200;
  if (!view.words.empty()) {
    const Result<search::Found> found = doors.search.find(asked.query());
    if (found.ok()) {
      show_found(doors, visit, asked, *found, view);
    } else {
      view.state = SearchView::State::loading;
      status = status_of(found.error().refusal());
    }
    if (asked.where.empty()) {
      for (const places::Found& place :
           doors.places.search(view.words, places::AreaCode(), of_each_kind)) {
        view.places.push_back(
            {"/kabar?wilayah=" + place.area.code.text(),
             place.area.label() + (place.where.empty() ? "" : ", " + place.where)});
      }
    }
  }
  Chrome around = chrome(doors, visit, Menu::none, say(visit.language, "site.search"));
  around.index = false;
  net::Response response =
      render(visit, status, [&](html::Page& page) { search(page, around, view); });
  if (status != 200) response.headers.add("Retry-After", "1");
  return response;
}

}  // namespace pages
}  // namespace kentongan::site
