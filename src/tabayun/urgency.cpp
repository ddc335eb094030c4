#include "tabayun/urgency.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kentongan::tabayun {

namespace {

constexpr double most_growth = 3;  ///< doublings
constexpr double day_counts_half = 0.5;
constexpr double hours_a_doubling = 24;
constexpr double longest_wait = 48;   ///< hours
constexpr double hours_besides = 23;  ///< of a day, without the last

double growth(std::int64_t now, double before) {
  if (now < chance) return 0;
  return std::clamp(std::log2((1 + static_cast<double>(now)) / (1 + before)), 0.0, most_growth);
}

double doublings_of(Harm harm) {
  switch (harm) {
    case Harm::low: return -1;
    case Harm::normal: return 0;
    case Harm::high: return 2;
  }
  __builtin_unreachable();
}

}  // namespace

std::int64_t urgency_of(const Crowd& crowd, Harm harm, Span age) {
  const double usual_hour =
      static_cast<double>(std::max<std::int64_t>(0, crowd.last_day - crowd.last_hour)) /
      hours_besides;
  const auto hours = std::chrono::floor<std::chrono::hours>(age).count();
  const double waited = std::clamp(static_cast<double>(hours), 0.0, longest_wait);
  const double doublings =
      std::log2(1 + static_cast<double>(std::max<std::int64_t>(0, crowd.people))) +
      growth(crowd.last_hour, usual_hour) +
      day_counts_half * growth(crowd.last_day, static_cast<double>(crowd.day_before)) +
      doublings_of(harm) + waited / hours_a_doubling;
  return std::llround(1'000 * doublings);
}

Harm harm_of(std::optional<Topic> topic) {
  if (!topic) return Harm::normal;
  switch (*topic) {
    case Topic::health:
    case Topic::scam:
    case Topic::crime:
    case Topic::disaster: return Harm::high;
    case Topic::government:
    case Topic::politics:
    case Topic::international:
    case Topic::defamation:
    case Topic::religion:
    case Topic::myth:
    case Topic::trade:
    case Topic::education:
    case Topic::other: return Harm::normal;
  }
  __builtin_unreachable();
}

}  // namespace kentongan::tabayun
