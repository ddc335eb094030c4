// What the archive says of a message, of the picture it came with, and of both.
#include "language/text.hpp"
#include "match/copies.hpp"
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::size_t most_candidates = 10;
constexpr std::size_t most_copies = 3;
constexpr std::size_t most_pictures = 6;  ///< fact checks with a picture like it that are looked at
constexpr std::size_t most_asked = 3;     ///< "is it one of these?"
constexpr std::size_t most_near = 2;      ///< besides, where an operator's model points at them

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

/// Published fact checks with a picture like this one, nearest first.
std::vector<Match> picture_matches(db::Db& db, const match::ImageIndex& images,
                                   const Looks& looks) {
  auto hits = images.find(views_of(looks), match::matching_distance);
  if (hits.empty()) return {};
  if (hits.size() > most_pictures) hits.resize(most_pictures);
  return db.read([&hits](db::Tx& tx) {
    std::vector<Match> matches;
    for (const match::ImageHit& hit : hits) {
      auto claim = claims::find(tx, Id<Claim>::from_raw(hit.picture));
      if (!claim || !claim->is_public()) continue;
      Match match;
      match.claim = std::move(*claim);
      match.picture_distance = hit.distance;
      matches.push_back(std::move(match));
    }
    return matches;
  });
}

bool is_same_picture(const Match& match) {
  return match.picture_distance && *match.picture_distance <= match::answering_distance;
}

bool contradict(const Match& one, const Match& other) {
  return stance_of(one.claim.finding.verdict) != stance_of(other.claim.finding.verdict);
}

/// The same picture settles what the words are nearly sure of, as a copied wording does: the guards
/// still look at the words, since the next picture may be this one with another number in it.
void lift_pictured(std::vector<match::Candidate>& candidates, const std::vector<Match>& pictured,
                   match::Path path) {
  const match::Thresholds& thresholds =
      match::built_in_model().thresholds[static_cast<std::size_t>(path)];
  for (match::Candidate& candidate : candidates) {
    const bool same =
        std::any_of(pictured.begin(), pictured.end(), [&candidate](const Match& match) {
          return is_same_picture(match) && match.claim.id.raw() == candidate.document;
        });
    if (same && candidate.score >= thresholds.ask)
      candidate.score = std::max({candidate.score, thresholds.answer, thresholds.copy});
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const match::Candidate& one, const match::Candidate& other) {
                     return one.score > other.score;
                   });
}

/// What the picture says where no word speaks. Pictures that are the same with verdicts that are
/// not are asked about.
LookedUp decide_picture(std::vector<Match> pictured) {
  LookedUp found;
  if (pictured.empty()) return found;
  const Match& first = pictured.front();
  const bool contradicted = std::any_of(
      pictured.begin(), pictured.end(),
      [&first](const Match& match) { return is_same_picture(match) && contradict(first, match); });
  const bool sure = is_same_picture(first) && !contradicted;
  found.outcome = sure ? match::Outcome::answer : match::Outcome::ask;
  pictured.resize(std::min(pictured.size(), sure ? std::size_t{1} : most_asked));
  found.matches = std::move(pictured);
  return found;
}

/// The words decided; what looks the same, then what was found by words, then what looks alike is
/// asked about. An answer stands unless the same picture has another verdict.
LookedUp join_pictures(LookedUp found, const std::vector<Match>& pictured) {
  for (Match& match : found.matches) {
    for (const Match& like : pictured) {
      if (like.claim.id == match.claim.id) match.picture_distance = like.picture_distance;
    }
  }
  if (pictured.empty()) return found;
  if (found.outcome == match::Outcome::answer &&
      std::none_of(pictured.begin(), pictured.end(), [&found](const Match& like) {
        return is_same_picture(like) && contradict(like, found.matches.front());
      })) {
    return found;
  }
  const auto by_words = std::exchange(found.matches, {});
  const auto show = [&found](const Match& match) {
    const bool is_there =
        std::any_of(found.matches.begin(), found.matches.end(),
                    [&match](const Match& other) { return other.claim.id == match.claim.id; });
    if (!is_there && found.matches.size() < most_asked) found.matches.push_back(match);
  };
  const auto show_by_words = [&](bool pictured_too) {
    for (const Match& match : by_words) {
      if (!pictured_too || is_same_picture(match)) show(match);
    }
  };
  show_by_words(true);
  for (const Match& like : pictured) {
    if (is_same_picture(like)) show(like);
  }
  show_by_words(false);
  for (const Match& like : pictured) show(like);
  found.outcome = match::Outcome::ask;
  return found;
}

/// An old verdict is shown with its date and asked about.
LookedUp with_age(LookedUp found, Instant now) {
  if (found.outcome == match::Outcome::answer && found.matches.front().claim.is_outdated(now))
    found.outcome = match::Outcome::ask;
  return found;
}

}  // namespace

/// What the operator's model takes for the same matter is asked about, too. An answer stays one.
void Tabayun::add_near(LookedUp& found, std::string_view message) const {
  if (!archive_->directions || found.outcome == match::Outcome::answer) return;
  const auto near = archive_->directions->find(message, most_asked + most_near);
  std::size_t added = 0;
  for (const Directions::Near& one : near) {
    if (added == most_near) break;
    const auto id = Id<Claim>::from_raw(one.document);
    const bool is_there = std::any_of(found.matches.begin(), found.matches.end(),
                                      [id](const Match& match) { return match.claim.id == id; });
    if (is_there) continue;
    auto claim = outside_.db.read([id](db::Tx& tx) { return claims::find(tx, id); });
    if (!claim || !claim->is_public()) continue;
    Match match;
    match.claim = std::move(*claim);
    found.matches.push_back(std::move(match));
    ++added;
  }
  if (!found.matches.empty()) found.outcome = match::Outcome::ask;
}

AnswerPath answer_path_of(const PreparedQuestion& prepared, match::Path path, const Looks* looks) {
  if (prepared.canonical.empty()) return AnswerPath::picture_alone;
  return path == match::Path::picture || looks != nullptr ? AnswerPath::picture_with_words
                                                          : AnswerPath::text;
}

/// A path that is too often wrong asks instead of answering.
LookedUp Tabayun::held_back(LookedUp found, AnswerPath path) const {
  const bool asks = archive_->falls_back.at(static_cast<std::size_t>(path));
  if (asks && found.outcome == match::Outcome::answer) found.outcome = match::Outcome::ask;
  return found;
}

LookedUp Tabayun::look_up(const PreparedQuestion& prepared, match::Path path,
                          const Looks* looks) const {
  std::vector<Match> pictured;
  if (looks != nullptr) pictured = picture_matches(outside_.db, *archive_->images(), *looks);
  if (prepared.canonical.empty())
    return held_back(with_age(decide_picture(std::move(pictured)), outside_.clock.now()),
                     AnswerPath::picture_alone);
  auto candidates = archive_->matcher.find(prepared.text, most_candidates);
  const auto copies = archive_->copies()->find(prepared.canonical, most_copies);
  add_missing(outside_.db, copies, candidates);
  match::lift_copies(candidates, copies, path);
  lift_pictured(candidates, pictured, path);
  for (;;) {
    const match::Decision decision = match::decide(candidates, path);
    LookedUp found{.outcome = decision.outcome,
                   .matches = public_matches(outside_.db, decision.shown)};
    if (found.matches.size() == decision.shown.size()) {
      found = with_age(join_pictures(std::move(found), pictured), outside_.clock.now());
      found = held_back(std::move(found), answer_path_of(prepared, path, looks));
      add_near(found, prepared.text);
      return found;
    }
    // The index is a moment behind the database: decide again without what is gone.
    std::erase_if(candidates, [&](const match::Candidate& candidate) {
      return was_shown(decision, candidate) && !is_among(found.matches, candidate);
    });
  }
}

Result<LookedUp> Tabayun::look_up(std::string_view text, match::Path path) const {
  return look_up(TRY(prepare_question(text)), path, nullptr);
}

Result<LookedUp> Tabayun::look_up(const Question& question) const {
  const PreparedQuestion prepared = TRY(prepare_again(outside_.db, question));
  const auto looks =
      outside_.db.read([&question](db::Tx& tx) { return pictures::looks_of(tx, question.id); });
  return look_up(prepared, question.read_from, looks ? &*looks : nullptr);
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

std::vector<SameCheck> Tabayun::find_same(const Claim& claim, std::size_t limit) const {
  const Finding& finding = claim.finding;
  const auto prepared = prepare_question(finding.claim.empty() ? finding.title : finding.claim);
  if (!prepared.ok()) return {};
  auto candidates = archive_->matcher.find(prepared->text, most_candidates);
  const auto copies = archive_->copies()->find(prepared->canonical, most_candidates);
  add_missing(outside_.db, copies, candidates);
  match::lift_copies(candidates, copies, match::Path::text);
  std::vector<match::Candidate> same;
  for (const match::Candidate& candidate : candidates) {
    if (candidate.document == claim.id.raw()) continue;
    // Each is judged by itself: whether they contradict each other is told, and settles nothing.
    if (match::decide({candidate}, match::Path::text).outcome == match::Outcome::answer)
      same.push_back(candidate);
  }
  std::vector<SameCheck> found;
  for (Match& match : public_matches(outside_.db, same)) {
    if (match.claim.source == claim.source || found.size() == limit) continue;
    const bool contradicts = stance_of(match.claim.finding.verdict) != stance_of(finding.verdict);
    found.push_back({std::move(match.claim), contradicts});
  }
  return found;
}

}  // namespace kentongan::tabayun
