#include "casework/internal/discussions.hpp"

namespace kentongan::casework::discussions {

namespace {

Note read_note(const db::Row& row) {
  Note note;
  note.id = row.id<Note>(0);
  note.claim = row.id<tabayun::Claim>(1);
  note.author = row.id<people::Account>(2);
  note.at = row.instant(3);
  note.text = row.text(4);
  return note;
}

Thread read_thread(const db::Row& row) {
  Thread thread;
  thread.id = row.id<Thread>(0);
  thread.claim = row.id<tabayun::Claim>(1);
  thread.opened_by = row.id<people::Account>(2);
  thread.opened_at = row.instant(3);
  thread.title = row.text(4);
  thread.posts = row.integer(5);
  return thread;
}

Post read_post(const db::Row& row) {
  Post post;
  post.id = row.id<Post>(0);
  post.thread = row.id<Thread>(1);
  post.author = row.id<people::Account>(2);
  post.at = row.instant(3);
  post.text = row.text(4);
  return post;
}

}  // namespace

bool insert(db::Tx& tx, const Note& note, const FormKey& form_key) {
  return tx.run(
             "INSERT INTO case_notes (id, claim_id, author, at, form_key, text) VALUES (?1, ?2, ?3,"
             " ?4, CAST(?5 AS TEXT), ?6) ON CONFLICT (form_key) DO NOTHING",
             note.id, note.claim, note.author, note.at, form_key, note.text) == 1;
}

std::optional<Note> find_note_by_form(db::Tx& tx, const std::string& form_key) {
  const auto row =
      tx.row("SELECT id, claim_id, author, at, text FROM case_notes WHERE form_key = ?1", form_key);
  if (!row) return std::nullopt;
  return read_note(*row);
}

std::vector<Note> list_notes(db::Tx& tx, Id<tabayun::Claim> claim) {
  std::vector<Note> found;
  tx.each(
      "SELECT id, claim_id, author, at, text FROM case_notes WHERE claim_id = ?1 ORDER BY id LIMIT"
      " ?2",
      [&found](const db::Row& row) { found.push_back(read_note(row)); }, claim, most_notes);
  return found;
}

std::int64_t count_notes(db::Tx& tx, Id<tabayun::Claim> claim) {
  return tx.row("SELECT COUNT(*) FROM case_notes WHERE claim_id = ?1", claim)->integer(0);
}

bool insert(db::Tx& tx, const Thread& thread, const FormKey& form_key) {
  return tx.run(
             "INSERT INTO case_threads (id, claim_id, opened_by, opened_at, form_key, title) VALUES"
             " (?1, ?2, ?3, ?4, CAST(?5 AS TEXT), ?6) ON CONFLICT (form_key) DO NOTHING",
             thread.id, thread.claim, thread.opened_by, thread.opened_at, form_key,
             thread.title) == 1;
}

std::optional<Thread> find(db::Tx& tx, Id<Thread> thread) {
  const auto row = tx.row(
      "SELECT t.id, claim_id, opened_by, opened_at, title, (SELECT COUNT(*) FROM case_posts p WHERE"
      " p.thread_id = t.id) FROM case_threads t WHERE t.id = ?1",
      thread);
  if (!row) return std::nullopt;
  return read_thread(*row);
}

std::optional<Thread> find_thread_by_form(db::Tx& tx, const std::string& form_key) {
  const auto row = tx.row("SELECT id FROM case_threads WHERE form_key = ?1", form_key);
  if (!row) return std::nullopt;
  return find(tx, row->id<Thread>(0));
}

std::vector<Thread> list_threads(db::Tx& tx, Id<tabayun::Claim> claim) {
  std::vector<Thread> found;
  tx.each(
      "SELECT t.id, claim_id, opened_by, opened_at, title, (SELECT COUNT(*) FROM case_posts p WHERE"
      " p.thread_id = t.id) FROM case_threads t WHERE claim_id = ?1 ORDER BY t.id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_thread(row)); }, claim, most_threads);
  return found;
}

bool insert(db::Tx& tx, const Post& post, const FormKey& form_key) {
  return tx.run(
             "INSERT INTO case_posts (id, thread_id, author, at, form_key, text) VALUES (?1, ?2,"
             " ?3, ?4, CAST(?5 AS TEXT), ?6) ON CONFLICT (form_key) DO NOTHING",
             post.id, post.thread, post.author, post.at, form_key, post.text) == 1;
}

std::optional<Post> find_post_by_form(db::Tx& tx, const std::string& form_key) {
  const auto row = tx.row(
      "SELECT id, thread_id, author, at, text FROM case_posts WHERE form_key = ?1", form_key);
  if (!row) return std::nullopt;
  return read_post(*row);
}

std::vector<Post> list_posts(db::Tx& tx, Id<Thread> thread) {
  std::vector<Post> found;
  tx.each(
      "SELECT id, thread_id, author, at, text FROM case_posts WHERE thread_id = ?1 ORDER BY id"
      " LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_post(row)); }, thread, most_posts);
  return found;
}

bool add_person(db::Tx& tx, Id<tabayun::Claim> claim, const CasePerson& person) {
  return tx.run(
             "INSERT INTO case_people (claim_id, account, added_by, added_at) VALUES (?1, ?2, ?3,"
             " ?4) ON CONFLICT (claim_id, account) DO NOTHING",
             claim, person.account, person.added_by, person.added_at) == 1;
}

bool is_added(db::Tx& tx, Id<tabayun::Claim> claim, Id<people::Account> account) {
  return tx.row("SELECT 1 FROM case_people WHERE claim_id = ?1 AND account = ?2", claim, account)
      .has_value();
}

std::vector<CasePerson> list_people(db::Tx& tx, Id<tabayun::Claim> claim) {
  std::vector<CasePerson> found;
  tx.each(
      "SELECT account, added_by, added_at FROM case_people WHERE claim_id = ?1 ORDER BY added_at,"
      " account LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back({row.id<people::Account>(0), row.id<people::Account>(1), row.instant(2)});
      },
      claim, most_people);
  return found;
}

}  // namespace kentongan::casework::discussions
