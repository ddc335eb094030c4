// The commands about a group itself.
#include "groups/groups.hpp"

#include "base/text.hpp"
#include "groups/details.hpp"
#include "groups/events.hpp"
#include "groups/internal/registry.hpp"
#include "groups/saving.hpp"
#include "groups/workflow.hpp"

namespace kentongan::groups {

ledger::Note note_of(const char* kind, const Group& group, const people::Actor& actor) {
  return {kind, group.regency().text(), group.id.raw(), actor.account.raw()};
}

ledger::Note state_note(const Group& group, State from, const people::Actor& actor) {
  ledger::Note note = note_of("group_state_changed", group, actor);
  note.detail = format(R"({{"from":"{}","to":"{}"}})", name_of(from), name_of(group.state));
  return note;
}

Groups::Groups(const people::Surroundings& surroundings, const places::Places& places,
               const people::People& people)
    : outside_(surroundings), places_(places), people_(people) {}

Result<Group> Groups::register_group(const RegisterGroup& command) {
  Group group;
  group.details = TRY(cleaned(command.details));
  TRY(decide_register(command.actor, group.village()));
  if ((command.state == State::closed) != command.closed_reason.has_value()) {
    return Error(Refusal::invalid, "groups.move.needs_reason");
  }
  group.id = outside_.ids.next<Group>();
  group.state = command.state;
  group.closed_reason = command.closed_reason;
  group.created_at = group.changed_at = outside_.clock.now();
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<Group> {
    const Group fit = TRY(fitted(tx, group, places_));
    Registry::add(tx, fit);
    outside_.ledger.append(tx, note_of("group_registered", fit, command.actor), fit.created_at);
    return fit;
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<Group> Groups::edit(const EditGroup& command) {
  EditGroup clean = command;
  clean.details = TRY(cleaned(command.details));
  const Instant now = outside_.clock.now();
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<Group> {
    const Group before = TRY(find(tx, clean.group));
    Group after = TRY(decide_edit(before, clean, now));
    if (after.details == before.details) return before;
    after = TRY(fitted(tx, after, places_));
    if (!Registry::save(tx, after, clean.seen_revision))
      return Error(Refusal::conflict, "groups.changed_meanwhile");
    outside_.ledger.append(tx, note_of("group_edited", after, command.actor), now);
    ++after.revision;
    return after;
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<Group> Groups::move(const MoveGroup& command) {
  const Instant now = outside_.clock.now();
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<Group> {
    const Group before = TRY(find(tx, command.group));
    Group after = TRY(decide_move(before, command, now));
    if (!Registry::save(tx, after, command.seen_revision))
      return Error(Refusal::conflict, "groups.changed_meanwhile");
    outside_.ledger.append(tx, state_note(after, before.state, command.actor), now);
    ++after.revision;
    return after;
  });
  if (saved.ok()) outside_.db.announce();
  return saved;
}

namespace {

/// The catalogues are the installation's: any admin of it keeps them.
Result<Named> decide_catalogue(const people::Actor& actor, const Named& wanted) {
  const bool admin =
      std::any_of(actor.roles.begin(), actor.roles.end(), [](const people::Held& held) {
        return held.role == people::Role::admin && held.group.is_none();
      });
  if (!admin) return Error(Refusal::forbidden, "groups.catalogue.not_admin");
  Named clean{wanted.slug, std::string(trim(clean_utf8(wanted.name.substr(0, 400))))};
  if (clean.name.empty() || length_utf8(clean.name) > 80)
    return Error(Refusal::invalid, "groups.name.empty");
  if (clean.slug.empty()) clean.slug = slug(clean.name);
  if (clean.slug != slug(clean.slug)) return Error(Refusal::invalid, "groups.slug.malformed");
  return clean;
}

}  // namespace

Result<> Groups::set_kind(const people::Actor& actor, const Named& kind) {
  const Named clean = TRY(decide_catalogue(actor, kind));
  return outside_.db.write([&](db::Tx& tx) -> Result<> {
    Catalogues::save_kind(tx, clean);
    return {};
  });
}

Result<> Groups::set_field(const people::Actor& actor, const Named& field) {
  const Named clean = TRY(decide_catalogue(actor, field));
  return outside_.db.write([&](db::Tx& tx) -> Result<> {
    Catalogues::save_field(tx, clean);
    return {};
  });
}

}  // namespace kentongan::groups
