// The archive and the queue in memory: built at start, then kept true by what the ledger tells.
#include "language/text.hpp"
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/pictures.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kentongan::tabayun {

namespace {

constexpr std::int64_t rows_at_once = 2'000;
constexpr std::int64_t entries_at_once = 500;

/// Every published claim with its confirmed wordings, read a page at a time.
std::vector<match::Document> every_claim(db::Db& db) {
  std::vector<match::Document> documents;
  Id<Claim> after;
  for (;;) {
    const auto page =
        db.read([&](db::Tx& tx) { return claims::list_indexed(tx, after, rows_at_once); });
    if (page.empty()) {
      db.read([&](db::Tx& tx) { withheld::add_words(tx, documents); });
      return documents;
    }
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
      documents.push_back(std::move(document));
    }
  }
}

/// Every confirmed picture of a published claim.
std::vector<match::ImageRow> every_picture(db::Db& db) {
  std::vector<match::ImageRow> rows;
  Id<Claim> claim;
  std::int64_t picture = 0;
  for (;;) {
    const auto page =
        db.read([&](db::Tx& tx) { return pictures::list_known(tx, claim, picture, rows_at_once); });
    if (page.empty()) return rows;
    claim = page.back().claim;
    picture = page.back().picture;
    for (const pictures::Known& known : page) {
      const auto its = rows_of(known.looks, known.claim.raw());
      rows.insert(rows.end(), its.begin(), its.end());
    }
  }
}

/// Every claim somebody still works on, and every question that waits for one.
void add_whole_queue(db::Db& db, Variants& variants) {
  const auto add_all = [&](const auto& list) {
    std::int64_t after = 0;
    for (;;) {
      const auto page = db.read([&](db::Tx& tx) { return list(tx, after, rows_at_once); });
      if (page.empty()) return;
      after = page.back().message;
      for (const Waiting& waiting : page)
        variants.belongs(waiting.message, language::canonical(waiting.text), waiting.claim);
    }
  };
  add_all(claims::list_open);
  add_all(questions::list_waiting);
  add_all(withheld::list_waiting);
  add_all(messages::list_waiting);
}

/// What must be done in memory after some entries of the ledger.
struct News {
  std::int64_t read = 0;
  bool everything = false;
  std::set<std::int64_t> published;  ///< claims whose place in the archive changed
  std::set<std::int64_t> queued;     ///< claims whose place in the queue may have changed
  std::set<std::int64_t> questions;
};

News news_in(const std::vector<ledger::Entry>& entries) {
  News news;
  news.read = static_cast<std::int64_t>(entries.size());
  for (const ledger::Entry& entry : entries) {
    if (entry.kind == "factchecks_imported") news.everything = true;
    if (entry.kind == "verdict_published" || entry.kind == "verdict_updated" ||
        entry.kind == "verdict_withdrawn" || entry.kind == "claim_messages_changed" ||
        entry.kind == "factcheck_imported") {
      news.published.insert(entry.subject);
    }
    if (entry.kind == "claim_moved" || entry.kind.starts_with("verdict_"))
      news.queued.insert(entry.subject);
    if (entry.kind == "question_asked") news.questions.insert(entry.subject);
  }
  return news;
}

void follow_queue(db::Db& db, const News& news, Variants& variants) {
  for (const std::int64_t id : news.questions) {
    const auto question = db.read([id](db::Tx& tx) {
      auto found = questions::find(tx, Id<Question>::from_raw(id));
      if (found) found->text = withheld::text_of(tx, id, "question", found->text);
      return found;
    });
    if (question && question->state == QuestionState::waiting)
      variants.belongs(id, language::canonical(question->text), question->claim);
  }
  for (const std::int64_t id : news.queued) {
    std::vector<Waiting> wordings;
    const auto claim = db.read([&](db::Tx& tx) {
      auto found = claims::find(tx, Id<Claim>::from_raw(id));
      if (found) found->finding.claim = withheld::text_of(tx, id, "claim", found->finding.claim);
      if (found && found->withdrawn_at) wordings = messages::list_wordings(tx, found->id);
      return found;
    });
    if (claim && claim->is_open()) {
      wait_in_queue(variants, *claim, wordings);
    } else {
      variants.close(Id<Claim>::from_raw(id));
    }
  }
}

}  // namespace

void Tabayun::load_archive() {
  archive_->adopt(every_claim(outside_.db), every_picture(outside_.db));
}

void Tabayun::load() {
  const std::lock_guard lock(archive_->following);
  // The position comes first: what is published meanwhile is read twice rather than never.
  const std::int64_t position =
      outside_.db.read([this](db::Tx& tx) { return outside_.ledger.last_position(tx); });
  load_archive();
  archive_->variants.clear();
  add_whole_queue(outside_.db, archive_->variants);
  archive_->position = position;
  refresh_precision(outside_.clock.now());
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
    if (news.everything) load_archive();
    for (const std::int64_t claim : news.published) {
      const auto known = outside_.db.read(
          [claim](db::Tx& tx) { return known_claim(tx, Id<Claim>::from_raw(claim)); });
      if (known) {
        archive_->publish(*known);
      } else {
        archive_->withdraw(claim);
      }
    }
    follow_queue(outside_.db, news, archive_->variants);
    archive_->position = entries.back().position;
  }
}

}  // namespace kentongan::tabayun
