#include "radar/radar.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace kentongan::radar {

namespace {

constexpr std::int64_t entries_at_once = 1'000;
constexpr std::int64_t askings_at_once = 50'000;
constexpr std::size_t most_topics = 500;

bool covers(const people::Actor& actor, const places::AreaCode& area) {
  if (area.level() != places::Level::nation) return actor.is_office(area);
  return leads(actor, area);
}

}  // namespace

void Radar::load() {
  // The position comes first: what is asked meanwhile is read twice rather than never.
  const std::int64_t position =
      outside_.db.read([this](db::Tx& tx) { return outside_.ledger.last_position(tx); });
  const Instant since = outside_.clock.now() - horizon;
  Pulse fresh;
  Id<tabayun::Question> after;
  for (;;) {
    const auto page = tabayun_.list_asked(after, since, askings_at_once);
    if (page.empty()) break;
    after = page.back().question;
    for (const tabayun::AskedFact& fact : page) fresh.put(fact);
  }
  pulse_.locked([&fresh](Pulse& pulse) { pulse = std::move(fresh); });
  position_ = position;
}

void Radar::take_in(const std::vector<ledger::Entry>& entries) {
  std::vector<Id<tabayun::Question>> questions;
  std::vector<Id<tabayun::Claim>> moved;
  for (const ledger::Entry& entry : entries) {
    if (entry.kind.starts_with("question_"))
      questions.push_back(Id<tabayun::Question>::from_raw(entry.subject));
    if (entry.kind == "claim_moved") moved.push_back(Id<tabayun::Claim>::from_raw(entry.subject));
  }
  // Who asked about a twin asks about what it was joined to.
  std::vector<Id<tabayun::Claim>> joined;
  for (const tabayun::Claim& claim : tabayun_.find_headlines(moved)) {
    if (!claim.merged_into.is_none()) joined.push_back(claim.id);
  }
  if (!joined.empty()) {
    const auto theirs =
        pulse_.locked([&joined](const Pulse& pulse) { return pulse.about(joined); });
    questions.insert(questions.end(), theirs.begin(), theirs.end());
  }
  const auto facts = tabayun_.find_asked(questions);
  const Instant now = outside_.clock.now();
  pulse_.locked([&](Pulse& pulse) {
    for (const tabayun::AskedFact& fact : facts) pulse.put(fact);
    pulse.forget_before(now);
  });
}

std::int64_t Radar::follow() {
  const std::lock_guard lock(following_);
  if (position_ < 0) load();
  std::int64_t read = 0;
  for (;;) {
    const auto entries = outside_.db.read(
        [this](db::Tx& tx) { return outside_.ledger.after(tx, position_, entries_at_once); });
    if (entries.empty()) return read;
    take_in(entries);
    position_ = entries.back().position;
    read += static_cast<std::int64_t>(entries.size());
  }
}

std::vector<Topic> Radar::topics_at(Instant now) {
  follow();
  return pulse_.locked([now](const Pulse& pulse) { return pulse.survey(now); });
}

Result<std::vector<Rising>> Radar::survey(const SurveyQuery& query) {
  if (!leads(query.actor, {})) return Error(Refusal::forbidden, "radar.not_office");
  std::vector<Topic> topics = topics_at(outside_.clock.now());
  std::erase_if(topics, [&query](const Topic& topic) {
    const bool elsewhere = query.area && !query.area->contains(topic.area);
    return elsewhere || !topic.in(query.window).is_rising() || !covers(query.actor, topic.area);
  });
  std::sort(topics.begin(), topics.end(), [&query](const Topic& one, const Topic& other) {
    const double left = one.in(query.window).score;
    const double right = other.in(query.window).score;
    return left != right ? left > right
                         : std::pair(one.claim, one.area) < std::pair(other.claim, other.area);
  });
  if (topics.size() > most_topics) topics.resize(most_topics);
  std::vector<Id<tabayun::Claim>> ids;
  for (const Topic& topic : topics) ids.push_back(topic.claim);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::map<Id<tabayun::Claim>, tabayun::Claim> claims;
  for (tabayun::Claim& claim : tabayun_.find_headlines(ids))
    claims.emplace(claim.id, std::move(claim));
  std::vector<Rising> rising;
  for (Topic& topic : topics) {
    const auto claim = claims.find(topic.claim);
    if (claim != claims.end()) rising.push_back({std::move(topic), claim->second});
  }
  return rising;
}

}  // namespace kentongan::radar
