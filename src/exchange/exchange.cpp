#include "exchange/exchange.hpp"

#include "exchange/internal/links.hpp"
#include "exchange/internal/sources.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace kentongan::exchange {

namespace {

constexpr std::int64_t most_links = 10;
constexpr std::int64_t most_contradictions = 100;
constexpr std::size_t linked_at_once = 100;

/// The office of anywhere: what comes from outside belongs to no district.
bool is_office(const people::Actor& actor) {
  return std::any_of(actor.roles.begin(), actor.roles.end(), [&actor](const people::Held& held) {
    return held.group.is_none() && actor.is_office(held.area);
  });
}

Error not_office() { return Error(Refusal::forbidden, "exchange.not_office"); }

}  // namespace

Exchange::Exchange(const people::Surroundings& surroundings, tabayun::Tabayun& tabayun,
                   const net::HttpClient& client, const Log& log, std::vector<Source> sources)
    : outside_(surroundings),
      tabayun_(tabayun),
      client_(client),
      log_(log),
      sources_(std::move(sources)),
      holder_(surroundings.random.token(12)) {}

const Source* Exchange::set_up(std::string_view name) const {
  const auto found = std::find_if(sources_.begin(), sources_.end(),
                                  [name](const Source& source) { return source.name == name; });
  return found == sources_.end() ? nullptr : &*found;
}

void Exchange::settle_sources() {
  if (settled_ || sources_.empty()) return;
  const Instant now = outside_.clock.now();
  const auto settled = outside_.db.write([&](db::Tx& tx) -> Result<> {
    for (const Source& source : sources_) sources::settle(tx, source, now);
    return {};
  });
  settled_ = settled.ok();
}

Result<> Exchange::fetch_soon(const people::Actor& actor, const std::string& name) {
  if (!is_office(actor)) return not_office();
  if (set_up(name) == nullptr) return Error(Refusal::not_found, "exchange.source.not_found");
  const Instant now = outside_.clock.now();
  const Result<> wished = outside_.db.write([&](db::Tx& tx) -> Result<> {
    const auto row = sources::find(tx, name);
    if (!row) return Error(Refusal::not_found, "exchange.source.not_found");
    const auto& asked = row->state.asked_at;
    if (asked && *asked <= now && now - *asked < least_wait)
      return Error(Refusal::throttled, "exchange.source.just_asked");
    // Who asked us to wait is not asked sooner because somebody here cannot.
    if (row->state.problem == "exchange.problem.throttled" && !is_due(row->state, now))
      return Error(Refusal::throttled, "exchange.source.told_to_wait");
    sources::wish(tx, name, now);
    return {};
  });
  if (wished.ok()) outside_.db.announce();
  return wished;
}

Result<std::vector<SourceReport>> Exchange::list_sources(const people::Actor& actor) const {
  if (!is_office(actor)) return not_office();
  std::vector<SourceReport> reports;
  std::set<std::string> seen;
  for (sources::Row& row : outside_.db.read([](db::Tx& tx) { return sources::list(tx); })) {
    const Source* source = set_up(row.source.name);
    seen.insert(row.source.name);
    const bool has_key =
        row.source.kind != SourceKind::mafindo || (source != nullptr && !source->key.empty());
    reports.push_back({row.source.name, row.source.shown, row.source.kind, row.source.home,
                       source != nullptr, has_key, std::move(row.state)});
  }
  for (const Source& source : sources_) {
    if (seen.contains(source.name)) continue;
    SourceReport report{source.name, source.shown,
                        source.kind, source.home,
                        true,        source.kind != SourceKind::mafindo || !source.key.empty(),
                        {}};
    reports.push_back(std::move(report));
  }
  return reports;
}

std::optional<Provenance> Exchange::provenance_of(const tabayun::Claim& claim) const {
  if (claim.source.empty()) return std::nullopt;
  return outside_.db.read([&claim](db::Tx& tx) {
    Provenance provenance{.shown = claim.source, .home = {}, .licence = {}};
    if (claim.source == "mafindo") {
      // The same archive, whichever way it came.
      provenance.shown = "MAFINDO";
      provenance.home = "https://turnbackhoax.id";
      provenance.kind = SourceKind::mafindo;
    }
    if (const auto row = sources::find(tx, claim.source)) {
      provenance.shown = row->source.shown;
      provenance.home = row->source.home;
      provenance.licence = row->source.licence;
      provenance.kind = row->source.kind;
    }
    if (const auto origin = sources::find_origin(tx, claim.id))
      provenance.fetched_at = origin->fetched_at;
    return std::optional(std::move(provenance));
  });
}

std::vector<tabayun::Claim> Exchange::also_checked(Id<tabayun::Claim> claim) const {
  const auto found =
      outside_.db.read([claim](db::Tx& tx) { return links::list(tx, claim, most_links); });
  std::vector<Id<tabayun::Claim>> others;
  for (const links::Link& link : found) {
    if (!link.contradicts) others.push_back(link.claim == claim ? link.first : link.claim);
  }
  std::vector<tabayun::Claim> claims = tabayun_.find_headlines(others);
  std::erase_if(claims, [](const tabayun::Claim& other) { return !other.is_public(); });
  return claims;
}

std::vector<Id<tabayun::Claim>> Exchange::repeated(
    const std::vector<Id<tabayun::Claim>>& shown) const {
  if (shown.size() < 2) return {};
  return outside_.db.read([&shown](db::Tx& tx) {
    std::vector<Id<tabayun::Claim>> found;
    for (const Id<tabayun::Claim> claim : shown) {
      for (const links::Link& link : links::list(tx, claim, most_links)) {
        const bool says_again = link.claim == claim && !link.contradicts &&
                                std::find(shown.begin(), shown.end(), link.first) != shown.end();
        if (!says_again) continue;
        found.push_back(claim);
        break;
      }
    }
    return found;
  });
}

Result<std::vector<Contradiction>> Exchange::list_contradictions(const people::Actor& actor) const {
  if (!is_office(actor)) return not_office();
  const auto open =
      outside_.db.read([](db::Tx& tx) { return links::list_open(tx, most_contradictions); });
  std::vector<Contradiction> found;
  for (const links::Link& link : open) {
    auto claims = tabayun_.find_headlines({link.claim, link.first});
    const bool both_public = claims.size() == 2 && claims[0].is_public() && claims[1].is_public();
    if (both_public) found.push_back({std::move(claims[0]), std::move(claims[1]), link.found_at});
  }
  return found;
}

Result<> Exchange::settle(const SettleContradiction& command) {
  if (!is_office(command.actor)) return not_office();
  const Instant now = outside_.clock.now();
  return outside_.db.write([&](db::Tx& tx) -> Result<> {
    if (!links::settle(tx, command.claim, command.first, command.actor.account, now))
      return Error(Refusal::not_found, "exchange.contradiction.gone");
    outside_.ledger.append(
        tx,
        {"contradiction_settled", "00", command.claim.raw(), command.actor.account.raw(),
         "{\"first\":\"" + command.first.text() + "\"}"},
        now);
    return {};
  });
}

namespace {

struct Checked {
  tabayun::Claim claim;
  std::vector<tabayun::SameCheck> same;
};

void write_down(db::Tx& tx, const Checked& checked, Instant now) {
  const Id<tabayun::Claim> claim = checked.claim.id;
  // What it was like before its words changed is no longer so.
  for (const links::Link& link : links::list(tx, claim, 2 * most_links)) {
    const Id<tabayun::Claim> other = link.claim == claim ? link.first : link.claim;
    const bool still =
        std::any_of(checked.same.begin(), checked.same.end(),
                    [other](const tabayun::SameCheck& one) { return one.claim.id == other; });
    if (!still) links::remove(tx, claim, other);
  }
  for (const tabayun::SameCheck& other : checked.same) {
    links::put(tx, {.claim = std::max(claim, other.claim.id),
                    .first = std::min(claim, other.claim.id),
                    .contradicts = other.contradicts,
                    .found_at = now});
  }
}

}  // namespace

void Exchange::link(const std::vector<Id<tabayun::Claim>>& claims) {
  const Instant now = outside_.clock.now();
  for (std::size_t begin = 0; begin < claims.size(); begin += linked_at_once) {
    const auto first = claims.begin() + static_cast<std::ptrdiff_t>(begin);
    const std::size_t count = std::min(claims.size() - begin, linked_at_once);
    const std::vector<Id<tabayun::Claim>> some(first, first + static_cast<std::ptrdiff_t>(count));
    std::vector<Checked> all;
    for (tabayun::Claim& claim : tabayun_.find_headlines(some)) {
      if (!claim.is_public()) continue;
      auto same = tabayun_.find_same(claim, most_links);
      all.push_back({std::move(claim), std::move(same)});
    }
    const auto written = outside_.db.write([&](db::Tx& tx) -> Result<> {
      for (const Checked& checked : all) write_down(tx, checked, now);
      return {};
    });
    KENTONGAN_BUG_IF(!written.ok());
  }
  if (!claims.empty()) outside_.db.announce();  // pages that were kept say less than is known now
}

}  // namespace kentongan::exchange
