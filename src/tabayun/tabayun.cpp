#include "tabayun/tabayun.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "language/text.hpp"
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::int64_t claims_at_once = 2'000;
constexpr std::int64_t entries_at_once = 500;
constexpr std::int64_t most_messages = 500;  ///< of one claim in the index

/// Hands every published claim to `builder`, a page at a time.
void add_every_claim(db::Db& db, match::SegmentBuilder& builder) {
  Id<Claim> after;
  for (;;) {
    const auto page =
        db.read([&](db::Tx& tx) { return claims::list_indexed(tx, after, claims_at_once); });
    if (page.empty()) return;
    const Id<Claim> first = page.front().id;
    after = page.back().id;
    const auto wordings =
        db.read([&](db::Tx& tx) { return messages::list_between(tx, first, after); });
    auto wording = wordings.begin();
    for (const claims::Indexed& claim : page) {
      match::Document document{
          .id = claim.id.raw(), .verdict = stance_of(claim.verdict), .title = claim.title};
      document.messages.push_back(claim.claim);
      while (wording != wordings.end() && wording->first < claim.id) ++wording;
      for (; wording != wordings.end() && wording->first == claim.id; ++wording) {
        document.messages.push_back(wording->second);
      }
      builder.add(document);
    }
  }
}

/// What the archive must do after some entries of the ledger.
struct News {
  std::int64_t read = 0;
  bool everything = false;
  std::set<std::int64_t> claims;
};

News news_in(const std::vector<ledger::Entry>& entries) {
  News news;
  news.read = static_cast<std::int64_t>(entries.size());
  for (const ledger::Entry& entry : entries) {
    if (entry.kind == "factchecks_imported") news.everything = true;
    if (entry.kind == "verdict_published" || entry.kind == "verdict_updated" ||
        entry.kind == "claim_messages_changed") {
      news.claims.insert(entry.subject);
    }
  }
  return news;
}

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

}  // namespace

std::int32_t stance_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::true_: return 1;
    case Verdict::false_:
    case Verdict::misleading:
    case Verdict::false_context: return 2;
    case Verdict::partly_true: return 3;
    case Verdict::satire: return 4;
    case Verdict::opinion: return 5;
    case Verdict::unproven: return 6;
  }
  __builtin_unreachable();
}

std::string folded_text(const Finding& finding) {
  return language::canonical(finding.title) + " " + language::canonical(finding.claim);
}

std::optional<match::Document> document_of(db::Tx& tx, Id<Claim> id) {
  const auto claim = claims::find(tx, id);
  if (!claim || !claim->is_public()) return std::nullopt;
  match::Document document{
      .id = id.raw(), .verdict = stance_of(claim->finding.verdict), .title = claim->finding.title};
  document.messages = messages::list(tx, id, most_messages);
  document.messages.push_back(claim->finding.claim);
  return document;
}

Tabayun::Tabayun(const people::Surroundings& surroundings, std::function<std::string()> receipt_key)
    : outside_(surroundings),
      give_receipt_key_(std::move(receipt_key)),
      archive_(std::make_unique<Archive>()) {}

Tabayun::~Tabayun() = default;

const std::string& Tabayun::receipt_key() const {
  std::call_once(archive_->key_asked, [this] { archive_->receipt_key = give_receipt_key_(); });
  return archive_->receipt_key;
}

std::string Tabayun::receipt_hash(std::string_view code) const {
  return hex(hmac_sha256(receipt_key(), code));
}

void Tabayun::load() {
  const std::lock_guard lock(archive_->following);
  // The position comes first: what is published meanwhile is read twice rather than never.
  const std::int64_t position =
      outside_.db.read([this](db::Tx& tx) { return outside_.ledger.last_position(tx); });
  match::SegmentBuilder builder;
  add_every_claim(outside_.db, builder);
  archive_->matcher.adopt(builder.finish());
  archive_->position = position;
}

std::int64_t Tabayun::follow() {
  std::int64_t read = 0;
  for (;;) {
    std::unique_lock lock(archive_->following);
    if (archive_->position < 0) {
      lock.unlock();
      load();
      continue;
    }
    const auto entries = outside_.db.read([this](db::Tx& tx) {
      return outside_.ledger.after(tx, archive_->position, entries_at_once);
    });
    if (entries.empty()) return read;
    const News news = news_in(entries);
    read += news.read;
    if (news.everything) {
      lock.unlock();
      load();
      continue;
    }
    std::vector<match::Document> changed;
    for (const std::int64_t claim : news.claims) {
      auto document = outside_.db.read(
          [claim](db::Tx& tx) { return document_of(tx, Id<Claim>::from_raw(claim)); });
      if (document) {
        changed.push_back(std::move(*document));
      } else {
        archive_->matcher.withdraw(claim);
      }
    }
    if (!changed.empty()) archive_->matcher.publish(changed);
    archive_->position = entries.back().position;
  }
}

Result<LookedUp> Tabayun::look_up(std::string_view text) const {
  const PreparedQuestion prepared = TRY(prepare_question(text));
  auto candidates = archive_->matcher.find(prepared.text, 10);
  for (;;) {
    const match::Decision decision = match::decide(candidates);
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
      archive_->matcher.find(claim.finding.claim, std::min<std::size_t>(limit, 10) + 1);
  std::erase_if(candidates, [&claim](const match::Candidate& candidate) {
    return candidate.document == claim.id.raw();
  });
  if (candidates.size() > limit) candidates.resize(limit);
  return public_matches(outside_.db, candidates);
}

}  // namespace kentongan::tabayun
