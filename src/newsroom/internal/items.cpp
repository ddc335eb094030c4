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

/// When the item was published, while it stands in public lists.
std::optional<Instant> listed_at(const Item& item) {
  const bool listed = item.state == State::published || item.state == State::corrected;
  return listed ? item.published_at : std::nullopt;
}

void save_place(db::Tx& tx, const Item& item, const char* relation, const places::AreaCode& code) {
  tx.run(
      "INSERT INTO item_places (item_id, relation, code, listed_at) VALUES (?1, ?2, ?3, ?4)"
      " ON CONFLICT (item_id, relation, code) DO NOTHING",
      item.id, relation, code.text(), listed_at(item));
}

void save_lists(db::Tx& tx, const Item& item) {
  tx.run("DELETE FROM item_places WHERE item_id = ?1", item.id);
  tx.run("DELETE FROM item_topics WHERE item_id = ?1", item.id);
  for (const places::AreaCode& area : item.content.areas) {
    save_place(tx, item, "for", area);
    for (places::AreaCode around = area.parent(); !around.text().empty();
         around = around.parent()) {
      save_place(tx, item, "around", around);
    }
  }
  for (const std::string& topic : item.content.topics) {
    tx.run("INSERT INTO item_topics (item_id, topic, listed_at) VALUES (?1, ?2, ?3)", item.id,
           topic, listed_at(item));
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
      " changed_at, form_key, folded, listed_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 0, 0, ?17, "
      "?18,"
      " 0, 0, '', '', '', ?19, ?20, ?21, ?22, ?23)",
      item.id, item.slug, newsroom::name_of(item.state), item.home.text(),
      newsroom::name_of(content.kind), content.title, content.summary, content.body, content.source,
      newsroom::name_of(content.provenance), newsroom::name_of(content.adinda), content.group,
      rows::spell_areas(content.areas), rows::spell_topics(content.topics), item.author,
      rows::spell_accounts(item.writers), item.revision, item.text_revision, item.created_at,
      item.changed_at, key, folded_content(content), listed_at(item));
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
      " folded = ?30, listed_at = ?31"
      " WHERE id = ?1 AND revision = ?2",
      item.id, seen_revision, item.slug, newsroom::name_of(item.state),
      newsroom::name_of(content.kind), content.title, content.summary, content.body, content.source,
      newsroom::name_of(content.provenance), newsroom::name_of(content.adinda), content.group,
      rows::spell_areas(content.areas), rows::spell_topics(content.topics),
      rows::spell_accounts(item.writers), item.reviewer, item.approver, item.revision,
      item.text_revision, item.pending_correction, item.corrector, item.return_note,
      item.correction_note, item.withdrawal_reason, item.changed_at, item.scheduled_at,
      item.published_at, item.corrected_at, item.withdrawn_at, folded_content(content),
      listed_at(item));
  if (changed == 0) return Error(Refusal::conflict, "item.changed_meanwhile");
  save_lists(tx, item);
  return {};
}

namespace {

#define KENTONGAN_LISTED_COLUMNS \
  "SELECT " KENTONGAN_ITEM_COLUMNS("CASE WHEN ?1 = 'included' THEN i.body ELSE '' END")

// What narrows a list whichever way it is walked; each walk narrows by one of these itself.
#define KENTONGAN_NARROWED                                                \
  " AND (CAST(?4 AS TEXT) IS NULL OR i.kind = ?4)"                        \
  " AND (CAST(?5 AS BIGINT) IS NULL OR i.group_id = ?5)"                  \
  " AND (CAST(?6 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM item_topics t" \
  "      WHERE t.item_id = i.id AND t.topic = ?6))"                       \
  " AND i.folded LIKE ?7 AND i.folded LIKE ?8 AND i.folded LIKE ?9"       \
  " AND i.folded LIKE ?10 AND i.folded LIKE ?11 AND i.folded LIKE ?12"

#define KENTONGAN_PLACED                                                                          \
  " AND (?19 = 'anywhere' OR EXISTS (SELECT 1 FROM item_places p"                                 \
  "      WHERE p.item_id = i.id AND ((p.relation = 'for' AND p.code IN ('', ?14, ?15, ?16, ?17))" \
  "       OR (p.relation = 'around' AND p.code = ?18))))"

// The next items that are for, or lie around, one area; read in order from the index and no further
// than a page needs.
#define KENTONGAN_PLACE_ARM(relation, code)                                                       \
  "SELECT * FROM (SELECT item_id FROM item_places WHERE relation = " relation " AND code = " code \
  " AND (listed_at, item_id) < (?2, ?3) ORDER BY listed_at DESC, item_id DESC LIMIT ?19) AS arm"

/// The parameters of a public list, as columns are spelled.
struct ListParameters {
  explicit ListParameters(const PublicQuery& query)
      : bodies(query.bodies == Bodies::included ? "included" : "left_out"),
        after(query.after.value_or(start_of_list())),
        group(query.group),
        topic(query.topic),
        words(patterns(query.words)),
        area(query.area),
        is_placed(query.scope != Scope::anywhere && !query.area.text().empty()),
        limit(bounded(query.limit) + 1) {
    if (query.kind) kind = newsroom::name_of(*query.kind);
    // `reaching` looks for nothing around the area: no item is around an area without a code.
    if (query.scope == Scope::touching) around = area.text();
    is_narrowed = kind || group || topic || words[0] != "%";
  }
  const char* bodies;
  Place after;
  std::optional<std::string_view> kind;
  std::optional<Id<groups::Group>> group;
  std::optional<std::string> topic;
  std::array<std::string, 6> words;
  places::AreaCode area;
  std::string around;
  bool is_placed;
  bool is_narrowed = false;
  std::int64_t limit;
};

template <typename Last>
std::vector<Item> list_by(db::Tx& tx, db::Sql sql, const ListParameters& with, const Last& last) {
  using places::Level;
  std::vector<Item> found;
  tx.each(
      sql, [&found](const db::Row& row) { found.push_back(read_item(row)); }, with.bodies,
      with.after.at, with.after.id, with.kind, with.group, with.topic, with.words[0], with.words[1],
      with.words[2], with.words[3], with.words[4], with.words[5], with.limit, with.area.text(),
      with.area.at(Level::district).text(), with.area.at(Level::regency).text(),
      with.area.at(Level::province).text(), with.around, last);
  return found;
}

std::vector<Item> list_of_area(db::Tx& tx, const ListParameters& with) {
  // Narrowed further, a page may lie anywhere among the items of the area.
  const std::int64_t arm_limit = with.is_narrowed ? INT64_MAX : with.limit;
  return list_by(tx,
                 KENTONGAN_LISTED_COLUMNS " FROM items i WHERE i.id IN ("
                 KENTONGAN_PLACE_ARM("'for'", "''") " UNION ALL " KENTONGAN_PLACE_ARM("'for'", "?14")
                 " UNION ALL " KENTONGAN_PLACE_ARM("'for'", "?15") " UNION ALL "
                 KENTONGAN_PLACE_ARM("'for'", "?16") " UNION ALL " KENTONGAN_PLACE_ARM("'for'", "?17")
                 " UNION ALL " KENTONGAN_PLACE_ARM("'around'", "?18") ")" KENTONGAN_NARROWED
                 " ORDER BY i.listed_at DESC, i.id DESC LIMIT ?13",
                 with, arm_limit);
}

}  // namespace

// Four ways to walk, so that each begins with what narrows most and reads no more of an index than
// a page needs: under a millisecond at 10^5 items. Words are looked for last, in what is left: a
// word that is nowhere costs a pass over all texts.
std::vector<Item> list_public(db::Tx& tx, const PublicQuery& query) {
  const ListParameters with(query);
  const bool small_area = query.area.level() >= places::Level::district;
  if (with.is_placed && (small_area || !with.is_narrowed)) return list_of_area(tx, with);
  const char* placed = with.is_placed ? "placed" : "anywhere";
  if (query.topic) {
    return list_by(tx,
                   KENTONGAN_LISTED_COLUMNS
                   " FROM item_topics c JOIN items i ON i.id = c.item_id"
                   " WHERE c.topic = ?6 AND (c.listed_at, c.item_id) < (?2, ?3)" KENTONGAN_NARROWED
                       KENTONGAN_PLACED " ORDER BY c.listed_at DESC, c.item_id DESC LIMIT ?13",
                   with, placed);
  }
  if (query.group) {
    return list_by(tx,
                   KENTONGAN_LISTED_COLUMNS
                   " FROM items i"
                   " WHERE i.group_id = ?5 AND (i.listed_at, i.id) < (?2, ?3)" KENTONGAN_NARROWED
                       KENTONGAN_PLACED " ORDER BY i.listed_at DESC, i.id DESC LIMIT ?13",
                   with, placed);
  }
  return list_by(
      tx,
      KENTONGAN_LISTED_COLUMNS
      " FROM items i WHERE (i.listed_at, i.id) < (?2, ?3)" KENTONGAN_NARROWED KENTONGAN_PLACED
      " ORDER BY i.listed_at DESC, i.id DESC LIMIT ?13",
      with, placed);
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

#define KENTONGAN_ON_DESK                                                                \
  " (CAST(?1 AS BIGINT) IS NULL OR i.author = ?1)"                                       \
  " AND (CAST(?2 AS BIGINT) IS NULL OR i.group_id = ?2)"                                 \
  " AND (CAST(?3 AS TEXT) IS NULL OR i.state = ?3)"                                      \
  " AND (CAST(?4 AS TEXT) IS NULL OR i.home = ?4 OR EXISTS (SELECT 1 FROM item_places p" \
  "      WHERE p.item_id = i.id AND p.code = ?4))"                                       \
  " AND i.folded LIKE ?5 AND i.folded LIKE ?6 AND i.folded LIKE ?7 AND i.folded LIKE ?8"

}  // namespace

std::vector<Item> list_desk(db::Tx& tx, const DeskQuery& query) {
  const DeskParameters with(query);
  const Place after = query.after.value_or(start_of_list());
  std::vector<Item> found;
  tx.each(
      "SELECT " KENTONGAN_ITEM_COLUMNS("''") " FROM items i WHERE" KENTONGAN_ON_DESK
                                             " AND (i.changed_at, i.id) < (?9, ?10)"
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
