// The queue is kept in order: people counted anew, harm guessed or set, who looks, how the
// machine's own answers fare.
#include "tabayun/archive.hpp"
#include "tabayun/internal/answers.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/crowds.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"
#include "tabayun/urgency.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::int64_t claims_at_once = 1'000;
constexpr std::size_t saved_at_once = 200;  ///< the writer's lane is nobody's for long
constexpr std::size_t most_guesses = 200;   ///< at one go; the rest follow
constexpr std::size_t most_looked_like = 5;

/// The topic of what is known and most like it: more than half of the shared words speak for it.
std::optional<Topic> topic_among(const std::vector<Match>& known) {
  std::map<Topic, int> votes;
  int all = 0;
  for (const Match& match : known) {
    all += match.evidence.shared_words;
    if (match.claim.finding.topic) votes[*match.claim.finding.topic] += match.evidence.shared_words;
  }
  for (const auto& [topic, words] : votes) {
    if (2 * words > all) return topic;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(AnswerPath path) {
  switch (path) {
    case AnswerPath::text: return "text";
    case AnswerPath::picture_with_words: return "picture_with_words";
    case AnswerPath::picture_alone: return "picture_alone";
  }
  __builtin_unreachable();
}

std::optional<AnswerPath> find_answer_path(std::string_view name) {
  for (const AnswerPath path : answer_paths) {
    if (name_of(path) == name) return path;
  }
  return std::nullopt;
}

std::size_t Tabayun::guess_harm() {
  std::vector<Id<Claim>> unknown;
  Id<Claim> after;
  for (;;) {
    const auto page =
        outside_.db.read([&](db::Tx& tx) { return crowds::list(tx, after, claims_at_once); });
    for (const crowds::Ordered& one : page) {
      if (!one.is_guessed && unknown.size() < most_guesses) unknown.push_back(one.id);
    }
    if (page.size() < static_cast<std::size_t>(claims_at_once)) break;
    if (unknown.size() == most_guesses) break;
    after = page.back().id;
  }
  for (const Id<Claim> id : unknown) {
    const auto claim = outside_.db.read([id](db::Tx& tx) { return claims::find(tx, id); });
    if (!claim) continue;
    const std::optional<Topic> topic = topic_among(likely_twins(*claim, most_looked_like));
    const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
      crowds::save_guess(tx, id, topic, harm_of(topic));
      return {};
    });
    (void)saved;  // refuses nothing
  }
  return unknown.size();
}

std::int64_t Tabayun::refresh_urgency(Instant now) {
  guess_harm();
  std::int64_t changed = 0;
  Id<Claim> after;
  for (;;) {
    std::vector<crowds::Ordered> moved;
    std::vector<crowds::Ordered> page;
    outside_.db.read([&](db::Tx& tx) {
      moved.clear();
      page = crowds::list(tx, after, claims_at_once);
      if (page.empty()) return;
      const auto crowd_of = crowds::count(tx, after, page.back().id, now);
      for (crowds::Ordered one : page) {
        const auto counted = crowd_of.find(one.id);
        const Crowd crowd = counted == crowd_of.end() ? Crowd() : counted->second;
        const std::int64_t urgency = urgency_of(crowd, one.harm, now - one.created_at);
        if (crowd == one.crowd && urgency == one.urgency) continue;
        one.crowd = crowd;
        one.urgency = urgency;
        moved.push_back(one);
      }
    });
    if (page.empty()) return changed;
    after = page.back().id;
    for (std::size_t from = 0; from < moved.size(); from += saved_at_once) {
      const std::size_t to = std::min(moved.size(), from + saved_at_once);
      const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
        for (std::size_t at = from; at < to; ++at) crowds::save(tx, moved[at]);
        return {};
      });
      (void)saved;  // refuses nothing
    }
    changed += static_cast<std::int64_t>(moved.size());
  }
}

Result<Claim> Tabayun::set_harm(const SetHarm& command) {
  auto changed = outside_.db.write([&](db::Tx& tx) -> Result<Claim> {
    const Instant now = outside_.clock.now();
    const Claim claim = TRY(claims::must_find(tx, command.claim));
    if (!may_see(command.actor, claim.area))
      return Error(Refusal::not_found, "tabayun.claim.not_found");
    if (!may_check(command.actor, claim.area))
      return Error(Refusal::forbidden, "tabayun.harm.not_allowed");
    crowds::set_harm(tx, claim.id, command.harm, command.actor.account);
    crowds::reorder(tx, claim.id, now);
    add_event(tx, outside_, claim,
              {.what = "set_harm",
               .actor = command.actor.account,
               .note = std::string(name_of(command.harm)),
               .at = now});
    outside_.ledger.append(
        tx,
        {"claim_harm_set", regency_of(claim.area), claim.id.raw(), command.actor.account.raw(),
         "{\"harm\":\"" + std::string(name_of(command.harm)) + "\"}"},
        now);
    return claims::must_find(tx, claim.id);
  });
  if (changed.ok()) outside_.db.announce();
  return changed;
}

void Tabayun::look_at(const people::Actor& actor, Id<Claim> claim) const {
  archive_->looking.looks(actor, claim, outside_.clock.now());
}

std::vector<std::string> Tabayun::who_else_looks(const people::Actor& actor,
                                                 Id<Claim> claim) const {
  return archive_->looking.others(actor.account, claim, outside_.clock.now());
}

void Tabayun::refresh_precision(Instant now) {
  auto measured = outside_.db.read([now](db::Tx& tx) { return answers::measure(tx, now); });
  for (const PathPrecision& precision : measured)
    archive_->falls_back.at(static_cast<std::size_t>(precision.path)) = precision.falls_back();
  archive_->precision.locked([&measured](auto& kept) { std::swap(kept, measured); });
}

std::vector<PathPrecision> Tabayun::precision() const {
  return archive_->precision.locked([](const auto& kept) { return kept; });
}

Result<> Tabayun::lift_path(const LiftPath& command) {
  const bool is_office =
      std::ranges::any_of(command.actor.roles, [&command](const people::Held& held) {
        return held.group.is_none() && command.actor.is_office(held.area);
      });
  if (!is_office) return Error(Refusal::forbidden, "tabayun.precision.not_office");
  const Instant now = outside_.clock.now();
  TRY(outside_.db.write([&](db::Tx& tx) -> Result<> {
    answers::lift(tx, outside_.ids.next_raw(), command, now);
    outside_.ledger.append(tx,
                           {"answer_path_lifted", "00", 0, command.actor.account.raw(),
                            "{\"path\":\"" + std::string(name_of(command.path)) + "\"}"},
                           now);
    return {};
  }));
  refresh_precision(now);
  outside_.db.announce();
  return {};
}

}  // namespace kentongan::tabayun
