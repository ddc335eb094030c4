#include "base/text.hpp"
#include "language/text.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/proposals.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::size_t most_search_words = 6;
constexpr std::int64_t most_versions = 100;
constexpr std::int64_t most_events = 200;

std::vector<std::string> search_words(std::string_view text) {
  const language::Text read = language::read(text.substr(0, 1'000));
  std::vector<std::string> words;
  for (const language::Token& token : read.tokens) {
    if (words.size() < most_search_words) words.emplace_back(read.word(token));
  }
  return words;
}

/// The desk a query means: the one it names, or the widest the actor has.
/// Errors: forbidden `tabayun.desk.not_allowed`.
Result<QueueQuery> on_own_desk(const QueueQuery& query) {
  const auto& roles = query.actor.roles;
  if (roles.empty()) return Error(Refusal::forbidden, "tabayun.desk.not_allowed");
  QueueQuery own = query;
  const bool everywhere = std::any_of(roles.begin(), roles.end(), [](const people::Held& held) {
    return held.area.level() == places::Level::nation && held.group.is_none();
  });
  const bool unnamed = !own.area || own.area->level() == places::Level::nation;
  if (unnamed && !everywhere) own.area = roles.front().area.regency();
  if (own.area && !may_see(query.actor, *own.area)) {
    return Error(Refusal::forbidden, "tabayun.desk.not_allowed");
  }
  return own;
}

Error desk_is_closed() { return {Refusal::forbidden, "tabayun.desk.not_allowed"}; }

/// Cuts the one row too many that tells whether there is a next page.
template <typename PlaceOf>
ClaimPage page_of(std::vector<Claim> found, std::int64_t limit, const PlaceOf& place_of) {
  ClaimPage page{.claims = std::move(found)};
  const auto size = static_cast<std::size_t>(std::clamp<std::int64_t>(limit, 1, 100));
  if (page.claims.size() > size) {
    page.claims.resize(size);
    page.next = place_of(page.claims.back());
  }
  return page;
}

Place place_in_archive(const Claim& claim) {
  return {.first = claims::shown_at(claim), .second = 0, .id = claim.id};
}

Place place_in_queue(const Claim& claim) {
  return {.first = claim.urgency, .second = claim.created_at.micros(), .id = claim.id};
}

}  // namespace

std::string Place::text() const {
  return std::to_string(first) + "." + std::to_string(second) + "." + id.text();
}

Result<Place> Place::parse(std::string_view text) {
  const auto malformed = [] { return Error(Refusal::invalid, "tabayun.page.malformed"); };
  const auto pieces = split(text, '.');
  if (pieces.size() != 3) return malformed();
  const auto first = parse_integer(pieces[0]);
  const auto second = parse_integer(pieces[1]);
  const auto id = Id<Claim>::parse(pieces[2]);
  if (!first.ok() || !second.ok() || !id.ok()) return malformed();
  return Place{*first, *second, *id};
}

Result<Claim> Tabayun::find_published(db::Tx& tx, Id<Claim> id) const {
  Claim claim = TRY(claims::must_find(tx, id));
  if (!claim.is_public()) return Error(Refusal::not_found, "tabayun.claim.not_found");
  return claim;
}

Result<Claim> Tabayun::find_published(Id<Claim> id) const {
  return outside_.db.read([&](db::Tx& tx) { return find_published(tx, id); });
}

namespace {

/// Of what was withdrawn nobody learns more than that it was.
Claim as_shown(Claim claim) {
  if (claim.is_public()) return claim;
  Finding kept;
  kept.title = std::move(claim.finding.title);
  claim.finding = std::move(kept);
  return claim;
}

std::vector<PublishedVersion> versions_of(db::Tx& tx, const Claim& claim) {
  std::vector<PublishedVersion> versions;
  for (Proposal& proposal : proposals::list_confirmed(tx, claim.id, most_versions)) {
    const Instant from = proposal.read_at.value_or(proposal.proposed_at);
    if (!versions.empty()) versions.back().until = from;
    PublishedVersion version;
    version.number = static_cast<std::int64_t>(versions.size()) + 1;
    version.finding = std::move(proposal.finding);
    version.from = from;
    versions.push_back(std::move(version));
  }
  for (const Event& event : messages::list_events(tx, claim.id, most_events)) {
    if (event.what != name_of(Move::withdraw)) continue;
    const auto its =
        std::find_if(versions.rbegin(), versions.rend(),
                     [&event](const auto& version) { return version.from <= event.at; });
    if (its == versions.rend()) continue;
    its->until = event.at;
    its->withdrawn_for = event.note;
  }
  return versions;
}

}  // namespace

Result<Claim> Tabayun::find_shown(Id<Claim> id) const {
  return outside_.db.read([id](db::Tx& tx) -> Result<Claim> {
    Claim claim = TRY(claims::must_find(tx, id));
    if (claim.withdrawn_at && !claim.merged_into.is_none())
      claim = TRY(claims::must_find(tx, claim.merged_into));
    if (!claim.is_public() && !claim.withdrawn_at)
      return Error(Refusal::not_found, "tabayun.claim.not_found");
    return as_shown(std::move(claim));
  });
}

Result<std::vector<PublishedVersion>> Tabayun::list_versions(Id<Claim> id) const {
  return outside_.db.read([&](db::Tx& tx) -> Result<std::vector<PublishedVersion>> {
    const Claim claim = TRY(find_published(tx, id));
    auto versions = versions_of(tx, claim);
    if (!versions.empty()) return versions;
    // Published by an import and never changed here.
    PublishedVersion only;
    only.number = 1;
    only.finding = claim.finding;
    only.from = claim.published_at.value_or(claim.created_at);
    versions.push_back(std::move(only));
    return versions;
  });
}

std::vector<Claim> Tabayun::list_told(std::int64_t limit) const {
  auto told = outside_.db.read([limit](db::Tx& tx) {
    return claims::list_told(tx, std::clamp<std::int64_t>(limit, 1, 100));
  });
  for (Claim& claim : told) claim = as_shown(std::move(claim));
  return told;
}

ClaimPage Tabayun::list_published(const PublishedQuery& query) const {
  const auto words = search_words(query.words);
  auto found =
      outside_.db.read([&](db::Tx& tx) { return claims::list_published(tx, query, words); });
  return page_of(std::move(found), query.limit, place_in_archive);
}

std::vector<Claim> Tabayun::list_whole(Id<Claim> after, std::int64_t limit) const {
  return outside_.db.read([&](db::Tx& tx) { return claims::list_whole(tx, after, limit); });
}

Result<ClaimFile> Tabayun::open_file(const people::Actor& actor, Id<Claim> id) const {
  if (!actor.is_staff()) return desk_is_closed();
  return outside_.db.read([&](db::Tx& tx) -> Result<ClaimFile> {
    ClaimFile file;
    file.claim = TRY(claims::must_find(tx, id));
    // Another district's desk does not even learn that there is such a claim.
    if (!file.claim.is_public() && !may_see(actor, file.claim.area)) {
      return Error(Refusal::not_found, "tabayun.claim.not_found");
    }
    file.rejected = questions::list_rejected(tx, id, 50);
    file.proposals = proposals::list(tx, id, 20);
    file.authors = proposals::authors(tx, id);
    file.messages = messages::list(tx, id, 50);
    file.questions = questions::list(tx, id, 50);
    file.pictures = pictures::list_waiting(tx, id, 20);
    file.events = messages::list_events(tx, id, most_events);
    if (withheld::is_withheld(tx, id)) {
      file.messages.clear();
      file.pictures.clear();
      for (Question& question : file.questions) question.text.clear();
    }
    return file;
  });
}

Result<ClaimPage> Tabayun::queue(const QueueQuery& query) const {
  const QueueQuery own = TRY(on_own_desk(query));
  auto found = outside_.db.read([&](db::Tx& tx) { return claims::list_queue(tx, own); });
  return page_of(std::move(found), query.limit, place_in_queue);
}

Result<std::string> Tabayun::desk_of(const people::Actor& actor) const {
  const QueueQuery own = TRY(on_own_desk({.actor = actor}));
  return own.area ? own.area->text() : std::string("*");
}

Result<Pulse> Tabayun::pulse(const people::Actor& actor) const {
  const QueueQuery own = TRY(on_own_desk({.actor = actor}));
  return outside_.db.read([&](db::Tx& tx) {
    Pulse pulse;
    pulse.revision = outside_.ledger.last_position(tx);
    pulse.counts = claims::count_queue(tx, own);
    for (const Claim& claim : claims::list_queue(tx, own))
      pulse.top.push_back({claim.id, claim.state, claim.crowd.people});
    return pulse;
  });
}

Result<StateCounts> Tabayun::count_queue(const QueueQuery& query) const {
  const QueueQuery own = TRY(on_own_desk(query));
  return outside_.db.read([&](db::Tx& tx) { return claims::count_queue(tx, own); });
}

Numbers Tabayun::numbers() const {
  return outside_.db.read([](db::Tx& tx) {
    Numbers numbers;
    numbers.published = claims::count_published(tx);
    for (const auto& [state, count] : claims::count_queue(tx, {})) numbers.open += count;
    questions::count(tx, numbers);
    return numbers;
  });
}

}  // namespace kentongan::tabayun
