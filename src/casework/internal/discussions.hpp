// The only SQL that touches `case_notes`, `case_threads`, `case_posts` and `case_people`.
#pragma once

#include "casework/discussion.hpp"
#include "db/db.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::casework::discussions {

using FormKey = std::optional<std::string>;

/// Insertions are false when the same form was sent before (nothing is inserted then).
[[nodiscard]] bool insert(db::Tx& tx, const Note& note, const FormKey& form_key);
[[nodiscard]] std::optional<Note> find_note_by_form(db::Tx& tx, const std::string& form_key);
[[nodiscard]] std::vector<Note> list_notes(db::Tx& tx, Id<tabayun::Claim> claim);
[[nodiscard]] std::int64_t count_notes(db::Tx& tx, Id<tabayun::Claim> claim);

[[nodiscard]] bool insert(db::Tx& tx, const Thread& thread, const FormKey& form_key);
[[nodiscard]] std::optional<Thread> find(db::Tx& tx, Id<Thread> thread);
[[nodiscard]] std::optional<Thread> find_thread_by_form(db::Tx& tx, const std::string& form_key);
[[nodiscard]] std::vector<Thread> list_threads(db::Tx& tx, Id<tabayun::Claim> claim);

[[nodiscard]] bool insert(db::Tx& tx, const Post& post, const FormKey& form_key);
[[nodiscard]] std::optional<Post> find_post_by_form(db::Tx& tx, const std::string& form_key);
[[nodiscard]] std::vector<Post> list_posts(db::Tx& tx, Id<Thread> thread);

/// Adding somebody twice changes nothing; false then.
[[nodiscard]] bool add_person(db::Tx& tx, Id<tabayun::Claim> claim, const CasePerson& person);
[[nodiscard]] bool is_added(db::Tx& tx, Id<tabayun::Claim> claim, Id<people::Account> account);
[[nodiscard]] std::vector<CasePerson> list_people(db::Tx& tx, Id<tabayun::Claim> claim);

}  // namespace kentongan::casework::discussions
