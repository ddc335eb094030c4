#include "newsroom/internal/items.hpp"

#include "base/text.hpp"
#include "newsroom/internal/rows.hpp"

#include <algorithm>
#include <array>

namespace kentongan::newsroom::items {
namespace {

#define KENTONGAN_ITEM_COLUMNS(body)                                                         \
  "i.kind, i.title, i.summary, " body                                                        \
  ", i.source, i.provenance, i.adinda, i.group_id, i.areas, i.topics, "                      \
  "i.id, i.slug, i.state, i.home, i.author, i.writers, i.reviewer, i.approver, i.revision, " \
  "i.text_revision, i.pending_correction, i.corrector, i.return_note, i.correction_note, "   \
  "i.withdrawal_reason, i.created_at, i.changed_at, i.scheduled_at, i.published_at, "        \
  "i.corrected_at, "                                                                         \
  "i.withdrawn_at"

Item read_item(const db::Row& row) {
  Item item;
  item.content = rows::read_content(row, 0);
  std::size_t at = rows::content_columns;
  item.id = row.id<Item>(at++);
  item.slug = row.text(at++);
  item.state = rows::known(find_state(row.text(at++)));
  item.home = places::AreaCode::parse(row.text(at++)).value();
  item.author = row.id<people::Account>(at++);
  item.writers = rows::read_accounts(row.text(at++));
  item.reviewer = row.id<people::Account>(at++);
  item.approver = row.id<people::Account>(at++);
  item.revision = row.integer(at++);
  item.text_revision = row.integer(at++);
  item.pending_correction = row.integer(at++);
  item.corrector = row.id<people::Account>(at++);
  item.return_note = row.text(at++);
  item.correction_note = row.text(at++);
  item.withdrawal_reason = row.text(at++);
  item.created_at = row.instant(at++);
  item.changed_at = row.instant(at++);
  item.scheduled_at = row.maybe_instant(at++);
  item.published_at = row.maybe_instant(at++);
  item.corrected_at = row.maybe_instant(at++);
  item.withdrawn_at = row.maybe_instant(at++);
  return item;
}

std::optional<Item> read_one(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return read_item(*row);
}

std::string folded_content(const Content& content) {
  return folded(content.title) + folded(content.summary) + folded(content.body);
}

void save_lists(db::Tx& tx, const Item& item) {
  tx.run("DELETE FROM item_areas WHERE item_id = ?1", item.id);
  tx.run("DELETE FROM item_topics WHERE item_id = ?1", item.id);
  for (const places::AreaCode& area : item.content.areas) {
    using places::Level;
    const auto cut = [&area](Level level) {
      return area.level() < level ? "" : area.at(level).text();
    };
    tx.run(
        "INSERT INTO item_areas (item_id, area, province, regency, district) VALUES (?1, ?2, ?3, "
        "?4, ?5)",
        item.id, area.text(), cut(Level::province), cut(Level::regency), cut(Level::district));
  }
  for (const std::string& topic : item.content.topics) {
    tx.run("INSERT INTO item_topics (item_id, topic) VALUES (?1, ?2)", item.id, topic);
  }
}

/// Patterns for up to six words; `%` for those not given, which everything matches.
std::array<std::string, 6> patterns(const std::string& words) {
  std::array<std::string, 6> all;
  all.fill("%");
  std::size_t filled = 0;
  constexpr std::size_t looked_at = 500;  // bytes
  const std::string cleaned = folded(clean_utf8(std::string_view(words).substr(0, looked_at)));
  for (const std::string_view word : split(cleaned, ' ')) {
    if (word.empty() || filled == all.size()) continue;
    all[filled++] = "%" + std::string(word) + "%";
  }
  return all;
}

std::string_view name_of(Scope scope) {
  switch (scope) {
    case Scope::anywhere: return "anywhere";
    case Scope::reaching: return "reaching";
    case Scope::touching: return "touching";
  }
  __builtin_unreachable();
}

std::int64_t bounded(std::int64_t limit) { return std::clamp<std::int64_t>(limit, 1, 100); }

constexpr Instant end_of_time = Instant::from_micros(INT64_MAX);
Place start_of_list() { return {end_of_time, Id<Item>::from_raw(INT64_MAX)}; }

}  // namespace

std::optional<Item> find(db::Tx& tx, Id<Item> id) {
  return read_one(
      tx.row("SELECT " KENTONGAN_ITEM_COLUMNS("i.body") " FROM items i WHERE i.id = ?1", id));
}

std::optional<Item> find_by_slug(db::Tx& tx, std::string_view slug) {
  return read_one(
      tx.row("SELECT " KENTONGAN_ITEM_COLUMNS("i.body") " FROM items i WHERE i.slug = ?1", slug));
}

std::optional<Item> find_by_form(db::Tx& tx, Id<people::Account> author,
                                 const std::string& form_key) {
  return read_one(tx.row("SELECT " KENTONGAN_ITEM_COLUMNS(
                             "i.body") " FROM items i WHERE i.author = ?1 AND i.form_key = ?2",
                         author, form_key));
}

bool is_slug_taken(db::Tx& tx, std::string_view slug, Id<Item> by_another_than) {
  return tx.row("SELECT 1 FROM items WHERE slug = ?1 AND id <> ?2", slug, by_another_than)
      .has_value();
}

void insert(db::Tx& tx, const Item& item, const std::string& form_key) {
  const Content& content = item.content;
  std::optional<std::string> key;
  if (!form_key.empty()) key = form_key;
  tx.run(
      "INSERT INTO items (id, slug, state, home, kind, title, summary, body, source, provenance, "
      "adinda,"
      " group_id, areas, topics, author, writers, reviewer, approver, revision, text_revision,"
      " pending_correction, corrector, return_note, correction_note, withdrawal_reason, created_at,"
      " changed_at, form_key, folded)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 0, 0, ?17, "
      "?18,"
      " 0, 0, '', '', '', ?19, ?20, ?21, ?22)",
      item.id, item.slug, newsroom::name_of(item.state), item.home.text(),
      newsroom::name_of(content.kind), content.title, content.summary, content.body, content.source,
      newsroom::name_of(content.provenance), newsroom::name_of(content.adinda), content.group,
      rows::spell_areas(content.areas), rows::spell_topics(content.topics), item.author,
      rows::spell_accounts(item.writers), item.revision, item.text_revision, item.created_at,
      item.changed_at, key, folded_content(content));
  save_lists(tx, item);
}

Result<> save(db::Tx& tx, const Item& item, std::int64_t seen_revision) {
  const Content& content = item.content;
  const std::int64_t changed = tx.run(
      "UPDATE items SET slug = ?3, state = ?4, kind = ?5, title = ?6, summary = ?7, body = ?8, "
      "source = ?9,"
      " provenance = ?10, adinda = ?11, group_id = ?12, areas = ?13, topics = ?14, writers = ?15,"
      " reviewer = ?16, approver = ?17, revision = ?18, text_revision = ?19, pending_correction = "
      "?20,"
      " corrector = ?21, return_note = ?22, correction_note = ?23, withdrawal_reason = ?24,"
      " changed_at = ?25, scheduled_at = ?26, published_at = ?27, corrected_at = ?28, withdrawn_at "
      "= ?29,"
      " folded = ?30"
      " WHERE id = ?1 AND revision = ?2",
      item.id, seen_revision, item.slug, newsroom::name_of(item.state),
      newsroom::name_of(content.kind), content.title, content.summary, content.body, content.source,
      newsroom::name_of(content.provenance), newsroom::name_of(content.adinda), content.group,
      rows::spell_areas(content.areas), rows::spell_topics(content.topics),
      rows::spell_accounts(item.writers), item.reviewer, item.approver, item.revision,
      item.text_revision, item.pending_correction, item.corrector, item.return_note,
      item.correction_note, item.withdrawal_reason, item.changed_at, item.scheduled_at,
      item.published_at, item.corrected_at, item.withdrawn_at, folded_content(content));
  if (changed == 0) return Error(Refusal::conflict, "item.changed_meanwhile");
  save_lists(tx, item);
  return {};
}

// Walks the publications from the newest on and keeps those that fit: quick while a fair share
// fits. A rare topic in a large archive makes it walk far; at 10^5 items that is some tens of
// milliseconds.
std::vector<Item> list_public(db::Tx& tx, const PublicQuery& query) {
  using places::Level;
  const Place after = query.after.value_or(start_of_list());
  const std::array<std::string, 6> words = patterns(query.words);
  std::vector<Item> found;
  std::optional<std::string_view> kind;
  if (query.kind) kind = newsroom::name_of(*query.kind);
  const places::AreaCode& area = query.area;
  const Scope scope = area.text().empty() ? Scope::anywhere : query.scope;
  tx.each(
      "SELECT " KENTONGAN_ITEM_COLUMNS("CASE WHEN ?1 = 'included' THEN i.body ELSE '' END")
      " FROM items i"
      " WHERE i.state IN ('published', 'corrected')"
      " AND (i.published_at < ?2 OR (i.published_at = ?2 AND i.id < ?3))"
      " AND (CAST(?4 AS TEXT) IS NULL OR i.kind = ?4)"
      " AND (CAST(?5 AS BIGINT) IS NULL OR i.group_id = ?5)"
      " AND (CAST(?6 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM item_topics t"
      "      WHERE t.item_id = i.id AND t.topic = ?6))"
      " AND (?7 = 'anywhere' OR EXISTS (SELECT 1 FROM item_areas a WHERE a.item_id = i.id AND ("
      "      a.area IN ('', ?8, ?9, ?10, ?11)"
      "      OR (?7 = 'touching' AND (a.province = ?8 OR a.regency = ?8 OR a.district = ?8)))))"
      " AND i.folded LIKE ?12 AND i.folded LIKE ?13 AND i.folded LIKE ?14"
      " AND i.folded LIKE ?15 AND i.folded LIKE ?16 AND i.folded LIKE ?17"
      " ORDER BY i.published_at DESC, i.id DESC LIMIT ?18",
      [&found](const db::Row& row) { found.push_back(read_item(row)); },
      query.bodies == Bodies::included ? "included" : "left_out", after.at, after.id, kind, query.group,
      query.topic, name_of(scope), area.text(), area.at(Level::district).text(),
      area.at(Level::regency).text(), area.at(Level::province).text(), words[0], words[1], words[2],
      words[3], words[4], words[5], bounded(query.limit) + 1);
  return found;
}

namespace {

/// The parameters that both questions about a desk share.
struct DeskParameters {
  explicit DeskParameters(const DeskQuery& query) : words(patterns(query.words)) {
    if (query.whose == DeskQuery::Whose::own) author = query.actor.account;
    if (query.state) state = newsroom::name_of(*query.state);
    if (query.area && !query.area->text().empty()) area = query.area->text();
    group = query.group;
  }
  std::optional<Id<people::Account>> author;
  std::optional<Id<groups::Group>> group;
  std::optional<std::string_view> state;
  std::optional<std::string> area;
  std::array<std::string, 6> words;
};

#define KENTONGAN_ON_DESK                                                                  \
  " (CAST(?1 AS BIGINT) IS NULL OR i.author = ?1)"                                         \
  " AND (CAST(?2 AS BIGINT) IS NULL OR i.group_id = ?2)"                                   \
  " AND (CAST(?3 AS TEXT) IS NULL OR i.state = ?3)"                                        \
  " AND (CAST(?4 AS TEXT) IS NULL OR i.home = ?4 OR EXISTS (SELECT 1 FROM item_areas a"    \
  "      WHERE a.item_id = i.id AND (a.area = ?4 OR a.province = ?4 OR a.regency = ?4 OR " \
  "a.district = ?4)))"                                                                     \
  " AND i.folded LIKE ?5 AND i.folded LIKE ?6 AND i.folded LIKE ?7 AND i.folded LIKE ?8"

}  // namespace

std::vector<Item> list_desk(db::Tx& tx, const DeskQuery& query) {
  const DeskParameters with(query);
  const Place after = query.after.value_or(start_of_list());
  std::vector<Item> found;
  tx.each(
      "SELECT " KENTONGAN_ITEM_COLUMNS(
          "''") " FROM items i WHERE" KENTONGAN_ON_DESK
                " AND (i.changed_at < ?9 OR (i.changed_at = ?9 AND i.id < ?10))"
                " ORDER BY i.changed_at DESC, i.id DESC LIMIT ?11",
      [&found](const db::Row& row) { found.push_back(read_item(row)); }, with.author, with.group,
      with.state, with.area, with.words[0], with.words[1], with.words[2], with.words[3], after.at,
      after.id, bounded(query.limit) + 1);
  return found;
}

StateCounts count_desk(db::Tx& tx, const DeskQuery& query) {
  const DeskParameters with(query);
  StateCounts counts;
  tx.each(
      "SELECT i.state, COUNT(*) FROM items i WHERE" KENTONGAN_ON_DESK " GROUP BY i.state",
      [&counts](const db::Row& row) {
        counts[rows::known(find_state(row.text(0)))] = row.integer(1);
      },
      with.author, with.group, with.state, with.area, with.words[0], with.words[1], with.words[2],
      with.words[3]);
  return counts;
}

std::vector<Id<Item>> due(db::Tx& tx, Instant now, std::int64_t limit) {
  std::vector<Id<Item>> ids;
  tx.each(
      "SELECT id FROM items WHERE state = 'scheduled' AND scheduled_at <= ?1"
      " ORDER BY scheduled_at, id LIMIT ?2",
      [&ids](const db::Row& row) { ids.push_back(row.id<Item>(0)); }, now, limit);
  return ids;
}

}  // namespace kentongan::newsroom::items
