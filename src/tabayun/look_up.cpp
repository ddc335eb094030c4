// What the archive says of a message.
#include "language/text.hpp"
#include "match/copies.hpp"
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::size_t most_candidates = 10;
constexpr std::size_t most_copies = 3;

/// The candidates that anybody may see, with their claims.
std::vector<Match> public_matches(db::Db& db, const std::vector<match::Candidate>& candidates) {
  if (candidates.empty()) return {};
  return db.read([&candidates](db::Tx& tx) {
    std::vector<Match> matches;
    for (const match::Candidate& candidate : candidates) {
      auto claim = claims::find(tx, Id<Claim>::from_raw(candidate.document));
      if (claim && claim->is_public())
        matches.push_back({std::move(*claim), candidate.evidence, candidate.score});
    }
    return matches;
  });
}

bool was_shown(const match::Decision& decision, const match::Candidate& candidate) {
  return std::any_of(
      decision.shown.begin(), decision.shown.end(),
      [&candidate](const match::Candidate& shown) { return shown.document == candidate.document; });
}

bool is_among(const std::vector<Match>& matches, const match::Candidate& candidate) {
  return std::any_of(matches.begin(), matches.end(), [&candidate](const Match& match) {
    return match.claim.id.raw() == candidate.document;
  });
}

/// Copies whose words were so mangled that the index did not name them join the candidates with
/// nothing to show for it, so that they can be asked about and never answered.
void add_missing(db::Db& db, const std::vector<match::NearDuplicate>& copies,
                 std::vector<match::Candidate>& candidates) {
  for (const match::NearDuplicate& copy : copies) {
    const bool is_there = std::any_of(
        candidates.begin(), candidates.end(),
        [&copy](const match::Candidate& known) { return known.document == copy.document; });
    if (is_there || !copy.is_same()) continue;
    const auto claim = db.read(
        [&copy](db::Tx& tx) { return claims::find(tx, Id<Claim>::from_raw(copy.document)); });
    if (!claim || !claim->is_public()) continue;
    match::Candidate candidate{.document = copy.document,
                               .verdict = stance_of(claim->finding.verdict)};
    candidate.evidence.field = match::Field::message;
    candidates.push_back(std::move(candidate));
  }
}

}  // namespace

Result<LookedUp> Tabayun::look_up(std::string_view text, match::Path path) const {
  const PreparedQuestion prepared = TRY(prepare_question(text));
  auto candidates = archive_->matcher.find(prepared.text, most_candidates);
  const auto copies = archive_->copies()->find(prepared.canonical, most_copies);
  add_missing(outside_.db, copies, candidates);
  match::lift_copies(candidates, copies, path);
  for (;;) {
    const match::Decision decision = match::decide(candidates, path);
    LookedUp found{.outcome = decision.outcome,
                   .matches = public_matches(outside_.db, decision.shown)};
    if (found.matches.size() == decision.shown.size()) return found;
    // The index is a moment behind the database: decide again without what is gone.
    std::erase_if(candidates, [&](const match::Candidate& candidate) {
      return was_shown(decision, candidate) && !is_among(found.matches, candidate);
    });
  }
}

std::vector<Match> Tabayun::likely_twins(const Claim& claim, std::size_t limit) const {
  auto candidates =
      archive_->matcher.find(claim.finding.claim, std::min(limit, most_candidates) + 1);
  std::erase_if(candidates, [&claim](const match::Candidate& candidate) {
    return candidate.document == claim.id.raw();
  });
  if (candidates.size() > limit) candidates.resize(limit);
  return public_matches(outside_.db, candidates);
}

}  // namespace kentongan::tabayun
