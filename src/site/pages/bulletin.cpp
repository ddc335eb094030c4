// The weekly bulletin: the list of weeks, a week, and the week as a sheet.
#include "site/pages/bulletin.hpp"

#include "base/text.hpp"
#include "paper/paper.hpp"
#include "site/answer.hpp"
#include "site/bulletin.hpp"
#include "site/pages/bulletins.hpp"
#include "site/pages_public.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site::pages {
namespace {

constexpr int weeks_listed = 53;
constexpr Span week_span = std::chrono::hours(24 * 7);

/// The bulletin of a week that has begun. Errors: not_found `site.bulletin.unknown_week`.
Result<BulletinView> find_bulletin(const Doors& doors, const Visit& visit, std::string_view name) {
  const Result<Week> week = parse_week(name);
  const Week today = week_of(day_of(visit.now, doors.settings.zone));
  if (!week.ok() || *week > today) return Error(Refusal::not_found, "site.bulletin.unknown_week");
  return bulletin_view(doors, visit.language, visit.now, *week);
}

net::Response send_sheet(const Doors& doors, const Visit& visit, const BulletinView& view) {
  if (doors.paper == nullptr)
    return refuse(doors, visit, Error(Refusal::unavailable, "paper.font_missing"));
  Result<std::string> pdf =
      doors.paper->sheet(bulletin_sheet(doors, visit.language, view), paper::Keep::yes);
  if (!pdf.ok()) return refuse(doors, visit, pdf.error());
  net::Response response;
  response.headers.add("Content-Type", "application/pdf");
  response.headers.add("Content-Disposition",
                       "inline; filename=\"buletin-hoaks-" + view.week + ".pdf\"");
  response.body = std::move(pdf).value();
  return response;
}

}  // namespace

net::Response bulletins_list(const Doors& doors, const Visit& visit) {
  const Zone zone = doors.settings.zone;
  const Week today = week_of(day_of(visit.now, zone));
  const Week first = week_after(today, 1 - weeks_listed);
  const auto counts = doors.tabayun.count_published(period_of(first, zone).from, week_span);
  WeekListView view;
  for (int i = weeks_listed - 1; i >= 0; --i) {
    const auto count = counts.find(i);
    const bool is_this_week = i == weeks_listed - 1;
    if (count == counts.end() && !is_this_week) continue;
    const Week week = week_after(first, i);
    view.weeks.push_back({.week = iso(week),
                          .title = say(visit.language, "site.bulletin.week",
                                       {{"number", std::to_string(week.number)}}),
                          .period = period_for_people(week, visit.language),
                          .count = count == counts.end() ? 0 : count->second});
  }
  Chrome around =
      chrome(doors, visit, Menu::factchecks, say(visit.language, "site.bulletin.title"));
  around.description = say(visit.language, "site.bulletin.lead");
  return render(visit, 200, [&](html::Page& page) { bulletins(page, around, view); });
}

net::Response bulletin_show(const Doors& doors, const Visit& visit) {
  std::string_view name = visit.captured[0];
  const bool is_sheet = name.ends_with(".pdf");
  if (is_sheet) name.remove_suffix(4);
  const Result<BulletinView> view = find_bulletin(doors, visit, name);
  if (!view.ok()) return refuse(doors, visit, view.error());
  if (is_sheet) return send_sheet(doors, visit, *view);
  Chrome around = chrome(doors, visit, Menu::factchecks,
                         say(visit.language, "site.bulletin.forward_title",
                             {{"number", std::to_string(view->number)}}));
  around.description = view->period;
  return render(visit, 200, [&](html::Page& page) { bulletin(page, around, *view); });
}

}  // namespace kentongan::site::pages
