#include "relay/internal/tasks.hpp"

namespace kentongan::relay::tasks {

namespace {

template <typename Enumerator>
Enumerator known(std::optional<Enumerator> found) {
  if (!found) throw Bug("correction_tasks: a word that stands for nothing");
  return *found;
}

Task read_task(const db::Row& row) {
  Task task;
  task.id = row.id<Task>(0);
  task.claim = row.id<tabayun::Claim>(1);
  task.group = row.id<groups::Group>(2);
  const auto village = places::AreaCode::parse(row.text(3));
  if (village.ok()) task.village = *village;
  task.cause = known(find_cause(row.text(4)));
  task.caused_at = row.instant(5);
  task.state = known(find_task_state(row.text(6)));
  task.due_at = row.instant(7);
  task.created_at = row.instant(8);
  task.received_by = row.id<people::Account>(9);
  task.received_at = row.maybe_instant(10);
  task.done_by = row.id<people::Account>(11);
  task.done_at = row.maybe_instant(12);
  task.spread = {.channel = known(find_relay_channel(row.text(13))),
                 .place = row.text(14),
                 .reach = row.integer(15)};
  task.note = row.text(16);
  return task;
}

}  // namespace

bool insert(db::Tx& tx, const Task& task) {
  return tx.run(
             "INSERT INTO correction_tasks (id, claim_id, group_id, village, cause, caused_at,"
             " state, due_at, created_at, received_by, done_by, channel, place, reach, done_key,"
             " note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, ?10, '', 0, '', '')"
             " ON CONFLICT (claim_id, group_id, caused_at) DO NOTHING",
             task.id, task.claim, task.group, task.village.text(), name_of(task.cause),
             task.caused_at, name_of(task.state), task.due_at, task.created_at,
             name_of(task.spread.channel)) == 1;
}

std::optional<Task> find(db::Tx& tx, Id<Task> task) {
  const auto row = tx.row(
      "SELECT id, claim_id, group_id, village, cause, caused_at, state, due_at, created_at,"
      " received_by, received_at, done_by, done_at, channel, place, reach, note FROM"
      " correction_tasks WHERE id = ?1",
      task);
  if (!row) return std::nullopt;
  return read_task(*row);
}

std::string done_key(db::Tx& tx, Id<Task> task) {
  const auto row = tx.row("SELECT done_key FROM correction_tasks WHERE id = ?1", task);
  return row ? row->text(0) : std::string();
}

bool save(db::Tx& tx, const Task& task, TaskState seen, const std::string& done_key) {
  return tx.run(
             "UPDATE correction_tasks SET state = ?3, received_by = ?4, received_at = CAST(?5 AS"
             " BIGINT), done_by = ?6, done_at = CAST(?7 AS BIGINT), channel = ?8, place = ?9,"
             " reach = ?10, note = ?11, done_key = ?12 WHERE id = ?1 AND state = ?2",
             task.id, name_of(seen), name_of(task.state), task.received_by, task.received_at,
             task.done_by, task.done_at, name_of(task.spread.channel), task.spread.place,
             task.spread.reach, task.note, done_key) == 1;
}

std::int64_t supersede(db::Tx& tx, Id<tabayun::Claim> claim, Instant caused_at) {
  return tx.run(
      "UPDATE correction_tasks SET state = 'superseded' WHERE claim_id = ?1 AND state IN ('sent',"
      " 'received') AND caused_at < ?2",
      claim, caused_at);
}

bool has_relayed(db::Tx& tx, Id<tabayun::Claim> claim, Id<groups::Group> group) {
  return tx
      .row(
          "SELECT 1 FROM correction_tasks WHERE claim_id = ?1 AND group_id = ?2 AND state ="
          " 'relayed'",
          claim, group)
      .has_value();
}

std::vector<Task> list_of_group(db::Tx& tx, Id<groups::Group> group, TaskState state,
                                std::int64_t limit) {
  std::vector<Task> found;
  tx.each(
      "SELECT id, claim_id, group_id, village, cause, caused_at, state, due_at, created_at,"
      " received_by, received_at, done_by, done_at, channel, place, reach, note FROM"
      " correction_tasks WHERE group_id = ?1 AND state = ?2 ORDER BY due_at, id LIMIT ?3",
      [&found](const db::Row& row) { found.push_back(read_task(row)); }, group, name_of(state),
      limit);
  return found;
}

std::vector<Task> list_done(db::Tx& tx, Id<groups::Group> group, std::int64_t limit) {
  std::vector<Task> found;
  tx.each(
      "SELECT id, claim_id, group_id, village, cause, caused_at, state, due_at, created_at,"
      " received_by, received_at, done_by, done_at, channel, place, reach, note FROM"
      " correction_tasks WHERE group_id = ?1 AND state IN ('relayed', 'cannot') ORDER BY done_at"
      " DESC, id DESC LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_task(row)); }, group, limit);
  return found;
}

std::vector<Task> list_open(db::Tx& tx, const std::string& area, std::int64_t limit) {
  std::vector<Task> found;
  // Codes are digits and dots: every code inside `area` begins with it and a dot, and `/` is the
  // letter after the dot.
  tx.each(
      "SELECT id, claim_id, group_id, village, cause, caused_at, state, due_at, created_at,"
      " received_by, received_at, done_by, done_at, channel, place, reach, note FROM"
      " correction_tasks WHERE state IN ('sent', 'received') AND (?1 = '' OR village = ?1 OR"
      " (village >= ?2 AND village < ?3)) ORDER BY due_at, id LIMIT ?4",
      [&found](const db::Row& row) { found.push_back(read_task(row)); }, area, area + ".",
      area + "/", limit);
  return found;
}

Coverage coverage(db::Tx& tx, Id<tabayun::Claim> claim, Instant now) {
  Coverage coverage;
  tx.each(
      "SELECT t.state, COUNT(*), SUM(CASE WHEN t.due_at < ?2 THEN 1 ELSE 0 END), SUM(t.reach) FROM"
      " correction_tasks t WHERE t.claim_id = ?1 AND t.state <> 'superseded' AND NOT EXISTS (SELECT"
      " 1 FROM correction_tasks n WHERE n.claim_id = t.claim_id AND n.group_id = t.group_id AND"
      " n.state <> 'superseded' AND n.caused_at > t.caused_at) GROUP BY t.state",
      [&coverage](const db::Row& row) {
        const TaskState state = known(find_task_state(row.text(0)));
        const std::int64_t count = row.integer(1);
        coverage.groups += count;
        if (state == TaskState::relayed) {
          coverage.relayed += count;
          coverage.reach += row.integer(3);
        } else if (state == TaskState::cannot) {
          coverage.cannot += count;
        } else {
          coverage.open += count;
          coverage.late += row.integer(2);
        }
      },
      claim, now);
  return coverage;
}

}  // namespace kentongan::relay::tasks
