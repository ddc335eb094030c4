#include "radar/pulse.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace kentongan::radar {

namespace {

constexpr std::int64_t micros_of_hour = 3'600'000'000;
constexpr std::int64_t micros_of_day = 24 * micros_of_hour;
constexpr int days_seen = 28;
constexpr std::int64_t ahead_at_most = micros_of_hour;
constexpr std::size_t window_count = all_windows.size();
constexpr std::uint32_t not_chosen = std::numeric_limits<std::uint32_t>::max();
/// Prior of a rate nobody has seen (Jeffreys).
constexpr double prior_questions = 0.5;

/// What a window asks of every question, computed once a survey. Times in days.
struct Scale {
  double length = 0;
  int first_day = 1;  ///< the nearest day before whose window ends before the present one begins
  /// A question that is m whole days and a rest old counts e^(-rest/length) times this, now …
  std::array<double, days_seen> now{};
  /// … and times this in all the same hours before, taken together.
  std::array<double, days_seen> before{};
  double exposure = 0;  ///< X of pulse.hpp, in days
  double present = 0;   ///< Y
};

Scale scale_of(Window window, double days_of_history) {
  Scale scale;
  scale.length = static_cast<double>(length_of(window).count()) / micros_of_day;
  scale.first_day = std::max(1, static_cast<int>(std::ceil(scale.length)));
  scale.present = scale.length * (1 - std::exp(-days_of_history / scale.length));
  double sum = 0;
  for (int day = 0; day < days_seen; ++day) {
    const auto at = static_cast<std::size_t>(day);
    scale.now[at] = std::exp(-day / scale.length);
    if (day < scale.first_day) continue;
    sum += scale.now[at - static_cast<std::size_t>(scale.first_day)];
    scale.before[at] = sum;
    if (days_of_history > day)
      scale.exposure += scale.length * (1 - std::exp(-(days_of_history - day) / scale.length));
  }
  return scale;
}

double score_of(double decayed, double expected) {
  constexpr double steady = 3.0 / 8.0;  // Anscombe
  return 2 * (std::sqrt(2 * decayed + steady) - std::sqrt(2 * expected + steady));
}

/// Microseconds since a question was asked; nothing when its time has not come, or is over.
std::optional<std::int64_t> age_of(std::int64_t at, Instant now) {
  const std::int64_t age = now.micros() - at;
  if (age < -ahead_at_most || age >= horizon.count()) return std::nullopt;
  return std::max<std::int64_t>(age, 0);
}

/// Different people among `askers`, of whom those nobody knows (0) are one. Sorts them.
std::int64_t count_people(std::vector<std::uint64_t>& askers) {
  std::sort(askers.begin(), askers.end());
  return std::unique(askers.begin(), askers.end()) - askers.begin();
}

}  // namespace

struct Pulse::Scales {
  std::array<Scale, window_count> of;
};

struct Pulse::Tally {
  std::array<double, window_count> decayed{};
  std::array<double, window_count> before{};
  std::array<std::uint32_t, window_count> asked{};
  [[nodiscard]] double expected(std::size_t window, const Scale& scale) const {
    return scale.present * (before[window] + prior_questions) /
           std::max(scale.exposure, scale.length);
  }
};

std::size_t Pulse::PlaceHash::operator()(const Place& place) const noexcept {
  return std::hash<std::string>()(place.area.text()) * 31 +
         std::hash<std::int64_t>()(place.claim.raw());
}

std::uint32_t Pulse::place_of(Id<tabayun::Claim> claim, const places::AreaCode& area) {
  const Place place{claim, area.at(places::Level::district)};
  const auto [found, is_new] =
      known_.try_emplace(place, static_cast<std::uint32_t>(places_.size()));
  if (is_new) places_.push_back(place);
  return found->second;
}

void Pulse::put(const tabayun::AskedFact& fact) {
  const Asking asking{fact.question.raw(), fact.at.micros(), fact.asker,
                      place_of(fact.claim, fact.area)};
  if (askings_.empty() || askings_.back().question < asking.question) {
    askings_.push_back(asking);
    return;
  }
  const auto at = std::lower_bound(
      askings_.begin(), askings_.end(), asking.question,
      [](const Asking& one, std::int64_t question) { return one.question < question; });
  if (at->question == asking.question) {
    *at = asking;
  } else {
    askings_.insert(at, asking);
  }
}

std::vector<Id<tabayun::Question>> Pulse::about(
    const std::vector<Id<tabayun::Claim>>& claims) const {
  std::vector<char> is_meant(places_.size(), 0);
  for (std::size_t place = 0; place < places_.size(); ++place)
    is_meant[place] = std::find(claims.begin(), claims.end(), places_[place].claim) != claims.end();
  std::vector<Id<tabayun::Question>> found;
  for (const Asking& asking : askings_) {
    if (is_meant[asking.place] != 0)
      found.push_back(Id<tabayun::Question>::from_raw(asking.question));
  }
  return found;
}

void Pulse::forget_before(Instant now) {
  // Some slack, so that a clock set back a little finds what it looked at before.
  const std::int64_t end = (now - horizon).micros() - micros_of_day;
  const auto is_over = [end](const Asking& asking) { return asking.at < end; };
  const auto over =
      static_cast<std::size_t>(std::count_if(askings_.begin(), askings_.end(), is_over));
  if (over * 8 < askings_.size() || over == 0) return;
  std::erase_if(askings_, is_over);
  const std::vector<Place> before = std::exchange(places_, {});
  known_.clear();
  for (Asking& asking : askings_) {
    const Place& place = before[asking.place];
    asking.place = place_of(place.claim, place.area);
  }
}

void Pulse::clear() {
  askings_.clear();
  places_.clear();
  known_.clear();
}

std::vector<Pulse::Tally> Pulse::add_up(Instant now, const Scales& scales) const {
  std::vector<Tally> tallies(places_.size());
  for (const Asking& asking : askings_) {
    const auto age = age_of(asking.at, now);
    if (!age) continue;
    Tally& tally = tallies[asking.place];
    const auto day = static_cast<std::size_t>(*age / micros_of_day);
    const double rest = static_cast<double>(*age % micros_of_day) / micros_of_day;
    for (const Window window : all_windows) {
      const auto at = static_cast<std::size_t>(window);
      const double fresh = std::exp(-rest / scales.of[at].length);
      tally.decayed[at] += fresh * scales.of[at].now[day];
      tally.before[at] += fresh * scales.of[at].before[day];
      if (*age < length_of(window).count()) ++tally.asked[at];
    }
  }
  return tallies;
}

std::vector<Topic> Pulse::survey(Instant now) const {
  std::int64_t oldest = 0;
  for (const Asking& asking : askings_) {
    if (const auto age = age_of(asking.at, now)) oldest = std::max(oldest, *age);
  }
  Scales scales;
  for (const Window window : all_windows) {
    scales.of[static_cast<std::size_t>(window)] =
        scale_of(window, static_cast<double>(oldest) / micros_of_day);
  }
  const std::vector<Tally> tallies = add_up(now, scales);
  std::vector<std::uint32_t> chosen(places_.size(), not_chosen);
  std::vector<Topic> topics;
  for (std::size_t place = 0; place < tallies.size(); ++place) {
    const Tally& tally = tallies[place];
    const bool may_be_enough =
        std::any_of(tally.asked.begin(), tally.asked.end(),
                    [](std::uint32_t asked) { return asked >= least_askers; });
    if (!may_be_enough) continue;
    chosen[place] = static_cast<std::uint32_t>(topics.size());
    Topic topic;
    topic.claim = places_[place].claim;
    topic.area = places_[place].area;
    for (std::size_t at = 0; at < window_count; ++at) {
      Reading& reading = topic.windows[at];
      reading.asked = tally.asked[at];
      reading.decayed = tally.decayed[at];
      reading.expected = tally.expected(at, scales.of[at]);
      reading.score = score_of(reading.decayed, reading.expected);
    }
    topics.push_back(std::move(topic));
  }
  look_closer(now, chosen, topics);
  std::erase_if(topics, [](const Topic& topic) {
    return std::none_of(topic.windows.begin(), topic.windows.end(),
                        [](const Reading& reading) { return reading.askers >= least_askers; });
  });
  return topics;
}

/// The people behind the few topics that may matter, and when they asked.
void Pulse::look_closer(Instant now, const std::vector<std::uint32_t>& chosen,
                        std::vector<Topic>& topics) const {
  struct Heard {
    std::int64_t age = 0;
    std::uint64_t asker = 0;
  };
  std::vector<std::vector<Heard>> heard(topics.size());
  for (const Asking& asking : askings_) {
    const std::uint32_t topic = chosen[asking.place];
    if (topic == not_chosen) continue;
    if (const auto age = age_of(asking.at, now)) heard[topic].push_back({*age, asking.asker});
  }
  for (std::size_t at = 0; at < topics.size(); ++at) {
    Topic& topic = topics[at];
    std::sort(heard[at].begin(), heard[at].end(),
              [](const Heard& one, const Heard& other) { return one.age < other.age; });
    for (const Window window : all_windows) {
      std::vector<std::uint64_t> askers;
      for (const Heard& one : heard[at]) {
        if (one.age >= length_of(window).count()) break;
        askers.push_back(one.asker);
      }
      topic.windows[static_cast<std::size_t>(window)].askers = count_people(askers);
    }
    std::int64_t last = heard[at].front().age;
    bool is_one_run = true;
    for (const Heard& one : heard[at]) {
      const auto hour = static_cast<std::size_t>(one.age / micros_of_hour);
      if (hour < topic.hours.size()) ++topic.hours[topic.hours.size() - 1 - hour];
      ++topic.days[topic.days.size() - 1 - static_cast<std::size_t>(one.age / micros_of_day)];
      is_one_run = is_one_run && one.age - last <= micros_of_day;
      if (is_one_run) last = one.age;
    }
    topic.since = now - Span(last);
  }
}

}  // namespace kentongan::radar
