// Notes, discussions, and who takes part in them.
#include "casework/casework.hpp"
#include "casework/form_key.hpp"
#include "casework/internal/discussions.hpp"

#include <utility>

namespace kentongan::casework {

namespace {

Error thread_not_found() { return {Refusal::not_found, "casework.thread.not_found"}; }

/// An account as rules about people see it.
people::Actor actor_of(const people::Account& account) {
  return {.account = account.id, .name = account.name, .roles = account.roles};
}

}  // namespace

Result<Note> Casework::add_note(const AddNote& command) {
  const std::string text = TRY(check_text(command.text, longest_text, "casework.note.missing"));
  const auto key = form_key(command.actor, "note", command.form_key);
  auto added = with_.outside.db.write([&](db::Tx& tx) -> Result<Note> {
    TRY(see_to_check(tx, command.actor, command.claim));
    if (key) {
      if (auto before = discussions::find_note_by_form(tx, *key)) return std::move(*before);
    }
    if (discussions::count_notes(tx, command.claim) >= most_notes)
      return Error(Refusal::conflict, "casework.note.too_many");
    const Note fresh{.id = with_.outside.ids.next<Note>(),
                     .claim = command.claim,
                     .text = text,
                     .author = command.actor.account,
                     .at = with_.outside.clock.now()};
    if (!discussions::insert(tx, fresh, key))
      return discussions::find_note_by_form(tx, *key).value();
    return fresh;
  });
  if (added.ok()) with_.outside.db.announce();
  return added;
}

Result<Thread> Casework::open_thread(const OpenThread& command) {
  const std::string title =
      TRY(check_text(command.title, longest_line, "casework.thread.title_missing"));
  const std::string text = TRY(check_text(command.text, longest_text, "casework.post.missing"));
  const auto key = form_key(command.actor, "thread", command.form_key);
  auto opened = with_.outside.db.write([&](db::Tx& tx) -> Result<Thread> {
    const Seen seen = TRY(see(tx, command.actor, command.claim));
    if (!seen.standing.on_case) return thread_not_found();
    if (key) {
      if (auto before = discussions::find_thread_by_form(tx, *key)) return std::move(*before);
    }
    if (std::cmp_greater_equal(discussions::list_threads(tx, command.claim).size(), most_threads))
      return Error(Refusal::conflict, "casework.thread.too_many");
    const Instant now = with_.outside.clock.now();
    const Thread thread{.id = with_.outside.ids.next<Thread>(),
                        .claim = command.claim,
                        .title = title,
                        .opened_by = command.actor.account,
                        .opened_at = now,
                        .posts = 1};
    if (!discussions::insert(tx, thread, key))
      return discussions::find_thread_by_form(tx, *key).value();
    const Post first{.id = with_.outside.ids.next<Post>(),
                     .thread = thread.id,
                     .text = text,
                     .author = command.actor.account,
                     .at = now};
    KENTONGAN_BUG_IF(!discussions::insert(tx, first, std::nullopt));
    note(tx, "case_thread_opened", seen.claim, command.actor, thread.id.raw());
    return thread;
  });
  if (opened.ok()) with_.outside.db.announce();
  return opened;
}

Result<Post> Casework::add_post(const AddPost& command) {
  const std::string text = TRY(check_text(command.text, longest_text, "casework.post.missing"));
  const auto key = form_key(command.actor, "post", command.form_key);
  auto added = with_.outside.db.write([&](db::Tx& tx) -> Result<Post> {
    const auto thread = discussions::find(tx, command.thread);
    if (!thread) return thread_not_found();
    const auto seen = see(tx, command.actor, thread->claim);
    if (!seen.ok() || !seen->standing.on_case) return thread_not_found();
    if (key) {
      if (auto before = discussions::find_post_by_form(tx, *key)) return std::move(*before);
    }
    if (thread->posts >= most_posts) return Error(Refusal::conflict, "casework.thread.too_many");
    const Post post{.id = with_.outside.ids.next<Post>(),
                    .thread = thread->id,
                    .text = text,
                    .author = command.actor.account,
                    .at = with_.outside.clock.now()};
    if (!discussions::insert(tx, post, key))
      return discussions::find_post_by_form(tx, *key).value();
    return post;
  });
  if (added.ok()) with_.outside.db.announce();
  return added;
}

Result<ThreadPage> Casework::read_thread(const people::Actor& actor, Id<Thread> thread) const {
  return with_.outside.db.read([&](db::Tx& tx) -> Result<ThreadPage> {
    const auto found = discussions::find(tx, thread);
    if (!found) return thread_not_found();
    const auto seen = see(tx, actor, found->claim);
    if (!seen.ok() || !seen->standing.on_case) return thread_not_found();
    return ThreadPage{.thread = *found,
                      .claim_title = seen->claim.finding.title,
                      .posts = discussions::list_posts(tx, thread)};
  });
}

Result<> Casework::add_person(const AddPerson& command) {
  const people::Account account = TRY(with_.people.find_by_login(command.login));
  auto added = with_.outside.db.write([&](db::Tx& tx) -> Result<> {
    const Seen seen = TRY(see(tx, command.actor, command.claim));
    // Who was let in does not let others in.
    const bool may_add = standing_of(command.actor, seen.claim, Added::no).on_case;
    if (!may_add) return Error(Refusal::forbidden, "casework.person.not_yours");
    if (!standing_of(actor_of(account), seen.claim, Added::no).sees)
      return Error(Refusal::invalid, "casework.person.not_of_desk");
    if (std::cmp_greater_equal(discussions::list_people(tx, command.claim).size(), most_people))
      return Error(Refusal::conflict, "casework.person.too_many");
    const CasePerson person{account.id, command.actor.account, with_.outside.clock.now()};
    if (discussions::add_person(tx, command.claim, person))
      note(tx, "case_person_added", seen.claim, command.actor, account.id.raw());
    return {};
  });
  if (added.ok()) with_.outside.db.announce();
  return added;
}

}  // namespace kentongan::casework
