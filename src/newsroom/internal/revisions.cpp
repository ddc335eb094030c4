#include "newsroom/internal/revisions.hpp"

#include "newsroom/internal/rows.hpp"

namespace kentongan::newsroom::revisions {
namespace {

#define KENTONGAN_REVISION_COLUMNS(body)                            \
  "kind, title, summary, " body                                     \
  ", source, provenance, adinda, group_id, areas, topics, number, " \
  "based_on, purpose, standing, writer, note, settled_by, settled_at, saved_at"

Revision read_revision(const db::Row& row) {
  Revision revision;
  revision.content = rows::read_content(row, 0);
  std::size_t at = rows::content_columns;
  revision.number = row.integer(at++);
  revision.based_on = row.integer(at++);
  revision.purpose = rows::known(find_purpose(row.text(at++)));
  revision.standing = rows::known(find_standing(row.text(at++)));
  revision.writer = row.id<people::Account>(at++);
  revision.note = row.text(at++);
  revision.settled_by = row.id<people::Account>(at++);
  revision.settled_at = row.maybe_instant(at++);
  revision.saved_at = row.instant(at++);
  return revision;
}

}  // namespace

void add(db::Tx& tx, Id<Item> item, const Revision& revision) {
  const Content& content = revision.content;
  tx.run(
      "INSERT INTO item_revisions (item_id, number, based_on, purpose, standing, kind, title, "
      "summary, body,"
      " source, provenance, adinda, group_id, areas, topics, writer, note, settled_by, saved_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
      "?19)",
      item, revision.number, revision.based_on, name_of(revision.purpose),
      name_of(revision.standing), name_of(content.kind), content.title, content.summary,
      content.body, content.source, name_of(content.provenance), name_of(content.adinda),
      content.group, rows::spell_areas(content.areas), rows::spell_topics(content.topics),
      revision.writer, revision.note, revision.settled_by, revision.saved_at);
}

std::optional<Revision> find(db::Tx& tx, Id<Item> item, std::int64_t number) {
  const auto row = tx.row("SELECT " KENTONGAN_REVISION_COLUMNS(
                              "body") " FROM item_revisions WHERE item_id = ?1 AND number = ?2",
                          item, number);
  if (!row) return std::nullopt;
  return read_revision(*row);
}

std::vector<Revision> list(db::Tx& tx, Id<Item> item, std::int64_t limit) {
  std::vector<Revision> all;
  tx.each(
      "SELECT " KENTONGAN_REVISION_COLUMNS(
          "''") " FROM item_revisions WHERE item_id = ?1 ORDER BY number DESC LIMIT ?2",
      [&all](const db::Row& row) { all.push_back(read_revision(row)); }, item, limit);
  return all;
}

void settle(db::Tx& tx, Id<Item> item, std::int64_t number, const Settled& settled) {
  tx.run(
      "UPDATE item_revisions SET standing = ?3, settled_by = ?4, settled_at = ?5"
      " WHERE item_id = ?1 AND number = ?2 AND standing = 'pending'",
      item, number, name_of(settled.standing), settled.by, settled.at);
}

void mark_public(db::Tx& tx, Id<Item> item, std::int64_t number, Instant now) {
  tx.run(
      "UPDATE item_revisions SET became_public_at = ?3"
      " WHERE item_id = ?1 AND number = ?2 AND became_public_at IS NULL",
      item, number, now);
}

// A correction is a text that became public after another; when masking changed it on its way out,
// the masked text stands for it and carries its note.
std::vector<Correction> corrections(db::Tx& tx, Id<Item> item, std::int64_t limit) {
  std::vector<Correction> all;
  tx.each(
      "SELECT earlier.number, later.number, later.note, later.became_public_at"
      " FROM item_revisions later JOIN item_revisions earlier ON earlier.item_id = later.item_id"
      "  AND earlier.number = (SELECT MAX(e.number) FROM item_revisions e WHERE e.item_id = ?1"
      "   AND e.became_public_at IS NOT NULL AND e.number < later.number)"
      " WHERE later.item_id = ?1 AND later.became_public_at IS NOT NULL"
      " ORDER BY later.number DESC LIMIT ?2",
      [&all](const db::Row& row) {
        all.push_back({row.integer(0), row.integer(1), row.text(2), row.instant(3)});
      },
      item, limit);
  return all;
}

std::optional<PublicText> find_public(db::Tx& tx, Id<Item> item, std::int64_t number) {
  const auto row = tx.row(
      "SELECT kind, title, summary, body, source, provenance, adinda, group_id, areas, topics, "
      "number,"
      " COALESCE((SELECT MIN(later.number) FROM item_revisions later WHERE later.item_id = ?1"
      "  AND later.number > ?2 AND later.became_public_at IS NOT NULL), 0),"
      " became_public_at"
      " FROM item_revisions WHERE item_id = ?1 AND number = ?2 AND became_public_at IS NOT NULL",
      item, number);
  if (!row) return std::nullopt;
  PublicText text;
  text.content = rows::read_content(*row, 0);
  text.number = row->integer(rows::content_columns);
  text.replaced_by = row->integer(rows::content_columns + 1);
  text.public_from = row->instant(rows::content_columns + 2);
  return text;
}

}  // namespace kentongan::newsroom::revisions
