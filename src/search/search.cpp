#include "search/search.hpp"

#include "search/collect.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace kentongan::search {

namespace {

constexpr std::int64_t entries_at_once = 500;
constexpr std::size_t passage_bytes = 240;  // two or three lines of a page

/// What the index must do after some entries of the ledger. An entry may say more than matters here
/// (a draft was handed in): its subject is then looked at and is not public.
struct News {
  bool everything = false;
  std::set<std::pair<Kind, std::int64_t>> things;
};

News news_in(const std::vector<ledger::Entry>& entries) {
  News news;
  for (const ledger::Entry& entry : entries) {
    if (entry.kind == "factchecks_imported") news.everything = true;
    if (entry.kind.starts_with("item_")) news.things.emplace(Kind::item, entry.subject);
    if (entry.kind.starts_with("group_")) news.things.emplace(Kind::group, entry.subject);
    if (entry.kind.starts_with("verdict_") || entry.kind.starts_with("claim_") ||
        entry.kind == "factcheck_imported")
      news.things.emplace(Kind::factcheck, entry.subject);
  }
  return news;
}

/// The lead when a word stands in it, else the passage of the body.
Marked passage_of(const Marker& marker, std::string_view lead, std::string_view body) {
  Marked passage = marker.passage(lead, passage_bytes);
  return passage.empty() ? marker.passage(body, passage_bytes) : passage;
}

Hit<newsroom::Item> hit_of(const Marker& marker, newsroom::Item item) {
  Hit<newsroom::Item> hit{.thing = std::move(item)};
  hit.title = marker.mark(hit.thing.content.title);
  hit.passage = marker.passage(hit.thing.content.summary, passage_bytes);
  if (hit.passage.empty()) hit.passage = marker.passage(body_of(hit.thing), passage_bytes);
  return hit;
}

Hit<groups::Group> hit_of(const Marker& marker, groups::Group group) {
  Hit<groups::Group> hit{.thing = std::move(group)};
  hit.title = marker.mark(hit.thing.name());
  return hit;
}

Hit<tabayun::Claim> hit_of(const Marker& marker, tabayun::Claim claim) {
  Hit<tabayun::Claim> hit{.thing = std::move(claim)};
  hit.title = marker.mark(hit.thing.finding.title);
  hit.passage = passage_of(marker, hit.thing.finding.claim, body_of(hit.thing));
  return hit;
}

/// Asks the room for each ranked thing: it may be gone since the index looked.
template <typename Thing, typename Find>
Hits<Thing> hits_of(const RankedPage& page, std::size_t skipped, const Marker& marker,
                    const Find& find) {
  Hits<Thing> hits{.best = {},
                   .all = static_cast<std::int64_t>(page.all),
                   .with_all_words = static_cast<std::int64_t>(page.with_all_words)};
  hits.has_more = !page.best.empty() && skipped + page.best.size() < std::min(page.all, deepest);
  for (const Ranked& ranked : page.best) {
    std::optional<Thing> thing = find(Id<Thing>::from_raw(ranked.id));
    if (!thing) {
      --hits.all;
      if (ranked.has_all_words) --hits.with_all_words;
      continue;
    }
    hits.best.push_back(hit_of(marker, std::move(*thing)));
    hits.best.back().has_all_words = ranked.has_all_words;
  }
  return hits;
}

template <typename Thing, typename IsListed>
std::optional<Thing> if_listed(Result<Thing> found, const IsListed& is_listed) {
  if (!found.ok() || !is_listed(*found)) return std::nullopt;
  return std::move(found).value();
}

Found about(const Understanding& understood, std::string_view typed) {
  Found found;
  if (understood.had_words) found.asked = Found::Asked::only_common_words;
  if (!understood.words.empty()) found.asked = Found::Asked::words;
  found.meant = put_right(understood, typed);
  for (const UnderstoodWord& word : understood.words) {
    if (word.how == How::nowhere)
      found.nowhere.emplace_back(typed.substr(word.raw_begin, word.raw_end - word.raw_begin));
  }
  return found;
}

}  // namespace

void Search::load() {
  // The position comes first: what is published meanwhile is read twice rather than never.
  const std::int64_t position =
      outside_.db.read([this](db::Tx& tx) { return outside_.ledger.last_position(tx); });
  index_.adopt(collect(outside_));
  position_ = position;
}

std::int64_t Search::follow() {
  const std::lock_guard lock(following_);
  if (index_.snapshot() == nullptr) load();
  std::int64_t read = 0;
  for (;;) {
    const auto entries = outside_.db.read(
        [this](db::Tx& tx) { return outside_.ledger.after(tx, position_, entries_at_once); });
    if (entries.empty()) return read;
    read += static_cast<std::int64_t>(entries.size());
    const News news = news_in(entries);
    if (news.everything) {
      load();
      continue;
    }
    if (!news.things.empty()) {
      const GroupWords words = group_words(outside_.groups);
      std::vector<Document> documents;
      std::vector<Named> gone;
      for (const auto& [kind, id] : news.things) {
        auto document = collect(outside_, {kind, id}, words);
        if (document) {
          documents.push_back(std::move(*document));
        } else {
          gone.push_back({kind, id});
        }
      }
      index_.change(documents, gone);
    }
    position_ = entries.back().position;
  }
}

Result<Found> Search::find(const Query& query) const {
  const std::shared_ptr<const Snapshot> snapshot = index_.snapshot();
  if (snapshot == nullptr) return Error(Refusal::unavailable, "search.loading");
  const std::string_view typed = std::string_view(query.words).substr(0, longest_search);
  const Understanding understood = understand(*snapshot, typed);
  Found found = about(understood, typed);

  Wish wish{.only = query.only, .area = query.area};
  if (query.item_kind) {
    wish.only = Kind::item;
    wish.label = static_cast<std::uint8_t>(*query.item_kind);
  }
  wish.skip = static_cast<std::size_t>(std::clamp<std::int64_t>(query.skip, 0, deepest));
  wish.limit = static_cast<std::size_t>(std::clamp<std::int64_t>(query.limit, 1, 100));
  wish.now = outside_.clock.now();
  const Ranking ranking = rank(*snapshot, understood, wish);

  const Marker marker(understood);
  const auto& [items, groups, factchecks] = ranking;
  static_assert(static_cast<int>(Kind::item) == 0 && static_cast<int>(Kind::group) == 1 &&
                static_cast<int>(Kind::factcheck) == 2);
  outside_.db.read([&](db::Tx& tx) {
    found.items = hits_of<newsroom::Item>(items, wish.skip, marker, [&](Id<newsroom::Item> item) {
      return if_listed(outside_.newsroom.find_public(tx, item),
                       [](const newsroom::Item& one) { return is_listed(one); });
    });
    found.groups = hits_of<groups::Group>(groups, wish.skip, marker, [&](Id<groups::Group> group) {
      return if_listed(outside_.groups.find(tx, group),
                       [](const groups::Group& one) { return is_listed(one); });
    });
    found.factchecks =
        hits_of<tabayun::Claim>(factchecks, wish.skip, marker, [&](Id<tabayun::Claim> claim) {
          return if_listed(outside_.tabayun.find_published(tx, claim),
                           [](const tabayun::Claim&) { return true; });
        });
  });
  return found;
}

Search::Size Search::size() const {
  const std::shared_ptr<const Snapshot> snapshot = index_.snapshot();
  return snapshot == nullptr ? Size() : Size{snapshot->size(), snapshot->memory()};
}

}  // namespace kentongan::search
