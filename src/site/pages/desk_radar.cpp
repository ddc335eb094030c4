#include "site/pages/desk_radar.hpp"

#include "base/text.hpp"
#include "places/places.hpp"
#include "radar/radar.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_radar_view.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace kentongan::site {
namespace {

using radar::Rising;
using radar::Window;

constexpr int map_width = 600;              // units of the viewBox
constexpr std::int32_t map_tolerance = 60;  // hundred-thousandths of a degree, about 66 m
constexpr int chart_height = 28;
constexpr int bar_pitch = 4;
constexpr std::size_t longest_title = 140;

/// The regency whose kecamatan are drawn: the office's own.
places::AreaCode regency_of(const Doors& doors, const Visit& visit) {
  for (const people::Held& held : visit.actor()->roles) {
    const bool office = held.group.is_none() && visit.actor()->is_office(held.area);
    if (office && held.area.level() >= places::Level::regency) return held.area.regency();
  }
  return doors.settings.regency;
}

/// A question that was asked is seen, however few they are.
template <std::size_t Count>
std::vector<ChartBar> bars_of(const std::array<std::int32_t, Count>& counts) {
  const std::int32_t most = std::max(1, *std::max_element(counts.begin(), counts.end()));
  std::vector<ChartBar> bars;
  for (std::size_t at = 0; at < Count; ++at) {
    const int height =
        counts[at] == 0 ? 1 : std::max(3, static_cast<int>(counts[at]) * chart_height / most);
    bars.push_back({static_cast<int>(at) * bar_pitch, chart_height - height, height});
  }
  return bars;
}

std::string counts_in_words(Language language, const radar::Topic& topic) {
  std::vector<std::string> parts;
  for (const Window window : radar::all_windows) {
    const radar::Reading& reading = topic.in(window);
    parts.push_back(say(language, "radar.count",
                        {{"window", say(language, "radar.window." + std::string(name_of(window)))},
                         {"asked", std::to_string(reading.asked)},
                         {"people", std::to_string(reading.askers)}}));
  }
  return join(parts, " · ");
}

std::string usual_in_words(Language language, const radar::Reading& reading) {
  const auto usual = static_cast<std::int64_t>(std::llround(reading.expected));
  if (usual < 1) return say(language, "radar.usual_none");
  return say(language, "radar.usual", {{"count", std::to_string(usual)}});
}

TopicLine line_of(const Doors& doors, const Visit& visit, const Rising& rising, Window window) {
  const radar::Topic& topic = rising.topic;
  const radar::Reading& reading = topic.in(window);
  TopicLine line{.claim = rising.claim.id.text(),
                 .title = title_or_picture(visit.language, rising.claim, longest_title),
                 .state = std::string(tabayun::name_of(rising.claim.state)),
                 .area = topic.area.text(),
                 .since = moment_of(doors, visit, topic.since),
                 .asked = reading.asked,
                 .askers = reading.askers,
                 .usual = usual_in_words(visit.language, reading),
                 .hours = bars_of(topic.hours),
                 .days = bars_of(topic.days),
                 .counts = counts_in_words(visit.language, topic)};
  line.place = topic.area.level() == places::Level::nation ? say(visit.language, "radar.nowhere")
                                                           : short_place(doors, topic.area);
  if (rising.claim.is_public()) line.verdict = tabayun::name_of(rising.claim.finding.verdict);
  const auto explainer = doors.radar.explainer_about(*visit.actor(), rising.claim.id);
  if (explainer) line.explainer_state = radar::name_of(explainer->state);
  line.may_open_explainer =
      (!explainer || explainer->is_over()) && radar::leads(*visit.actor(), topic.area);
  return line;
}

int level_of(std::int64_t topics) {
  if (topics == 0) return 0;
  if (topics == 1) return 1;
  if (topics <= 3) return 2;
  return topics <= 6 ? 3 : 4;
}

/// Every kecamatan with what rises there; its outline where boundaries were imported.
void draw_map(const Doors& doors, const places::AreaCode& regency,
              const std::vector<Rising>& everywhere, Window window, RadarView& view) {
  for (const places::Area& district : doors.places.children(regency)) {
    RadarDistrict line{.code = district.code.text(), .name = district.name};
    for (const Rising& rising : everywhere) {
      if (rising.topic.area != district.code) continue;
      ++line.topics;
      line.askers = std::max(line.askers, rising.topic.in(window).askers);
    }
    line.level = level_of(line.topics);
    view.map.push_back(std::move(line));
  }
  const std::vector<places::Outline> outlines = doors.places.outlines_within(regency);
  if (outlines.empty()) return;
  const places::Frame frame = places::frame_of(outlines);
  view.map_height = places::svg_height(frame, map_width);
  for (const places::Outline& outline : outlines) {
    const auto line = std::ranges::find(view.map, outline.code.text(), &RadarDistrict::code);
    if (line != view.map.end())
      line->path = places::svg_path(places::simplified(outline, map_tolerance), frame, map_width);
  }
}

}  // namespace

namespace pages {

net::Response desk_radar_show(const Doors& doors, const Visit& visit) {
  // Members of groups have no radar, but may have explainers to write.
  if (!radar::leads(*visit.actor(), {})) return redirect("/meja/radar/penjelas");
  const Window window = radar::find_window(visit.query("jendela")).value_or(Window::day);
  const auto everywhere = doors.radar.survey({.actor = *visit.actor(), .window = window});
  if (!everywhere.ok()) return refuse(doors, visit, everywhere.error());
  const places::AreaCode regency = regency_of(doors, visit);
  const auto wanted = places::AreaCode::parse(visit.query("kecamatan"));
  const bool narrowed = wanted.ok() && wanted->level() != places::Level::nation;

  RadarView view;
  view.window = radar::name_of(window);
  view.window_text = say(visit.language, "radar.window." + view.window);
  for (const Window each : radar::all_windows) {
    const std::string name(radar::name_of(each));
    view.windows.push_back({name, say(visit.language, "radar.window." + name), each == window});
  }
  view.districts = district_choices(doors, regency, narrowed ? wanted->text() : "");
  constexpr std::size_t most_shown = 50;
  for (const Rising& rising : *everywhere) {
    const bool shown = !narrowed || wanted->contains(rising.topic.area);
    if (shown && view.topics.size() < most_shown)
      view.topics.push_back(line_of(doors, visit, rising, window));
  }
  draw_map(doors, regency, *everywhere, window, view);
  const auto explainers = doors.radar.list_explainers(*visit.actor());
  view.explainers_open =
      std::count_if(explainers.begin(), explainers.end(),
                    [](const radar::Explainer& explainer) { return !explainer.is_over(); });
  const Chrome around = chrome(doors, visit, Menu::desk, say(visit.language, "radar.title"));
  return render(visit, 200, [&](html::Page& page) { desk_radar(page, around, view); });
}

}  // namespace pages
}  // namespace kentongan::site
