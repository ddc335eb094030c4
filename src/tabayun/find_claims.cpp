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
  return {.first = claim.askers, .second = claim.created_at.micros(), .id = claim.id};
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
    file.messages = messages::list(tx, id, 50);
    file.questions = questions::list(tx, id, 50);
    file.pictures = pictures::list_waiting(tx, id, 20);
    file.events = messages::list_events(tx, id, 200);
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
