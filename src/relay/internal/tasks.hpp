// The only SQL that touches `correction_tasks`.
#pragma once

#include "db/db.hpp"
#include "relay/task.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::relay::tasks {

/// False when this change made a task of the group before.
bool insert(db::Tx& tx, const Task& task);
[[nodiscard]] std::optional<Task> find(db::Tx& tx, Id<Task> task);
/// What a task was done by; empty while it is open.
[[nodiscard]] std::string done_key(db::Tx& tx, Id<Task> task);
/// State, people, times and proof. False when somebody else was quicker.
[[nodiscard]] bool save(db::Tx& tx, const Task& task, TaskState seen, const std::string& done_key);
/// Open tasks of changes before `caused_at` are open no more. Returns how many.
std::int64_t supersede(db::Tx& tx, Id<tabayun::Claim> claim, Instant caused_at);
/// Whether the group has passed a correction of the claim on.
[[nodiscard]] bool has_relayed(db::Tx& tx, Id<tabayun::Claim> claim, Id<groups::Group> group);
/// Of a group in one state, the nearest due first.
[[nodiscard]] std::vector<Task> list_of_group(db::Tx& tx, Id<groups::Group> group, TaskState state,
                                              std::int64_t limit);
/// Done ones of a group, the latest first.
[[nodiscard]] std::vector<Task> list_done(db::Tx& tx, Id<groups::Group> group, std::int64_t limit);
/// Open ones of groups in an area (a code, or empty: everywhere), the nearest due first.
[[nodiscard]] std::vector<Task> list_open(db::Tx& tx, const std::string& area, std::int64_t limit);
/// Over the newest task of each group that was not superseded.
[[nodiscard]] Coverage coverage(db::Tx& tx, Id<tabayun::Claim> claim, Instant now);

}  // namespace kentongan::relay::tasks
