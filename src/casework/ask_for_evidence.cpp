// Requests to agencies and groups, and their answers.
#include "base/text.hpp"
#include "casework/casework.hpp"
#include "casework/form_key.hpp"
#include "casework/internal/evidence_rows.hpp"
#include "casework/internal/requests.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kentongan::casework {

namespace {

constexpr Span longest_wait = std::chrono::hours(24 * 90);
constexpr std::int64_t most_listed = 100;

Error request_not_found() { return {Refusal::not_found, "casework.request.not_found"}; }

/// A member of the group they ask answers for it.
bool is_asked(const people::Actor& actor, const Request& request) {
  return !request.group.is_none() && actor.is_member_of(request.group);
}

void nearest_first(std::vector<Request>& requests) {
  std::ranges::stable_sort(requests, [](const Request& left, const Request& right) {
    const bool left_open = left.state == RequestState::open;
    const bool right_open = right.state == RequestState::open;
    if (left_open != right_open) return left_open;
    return left.due_at < right.due_at;
  });
  if (std::cmp_greater(requests.size(), most_listed)) requests.resize(most_listed);
}

}  // namespace

Result<Request> Casework::ask(const AskForEvidence& command) {
  const std::string text =
      TRY(check_text(command.text, longest_text, "casework.request.text_missing"));
  const std::string agency = TRY(check_optional(command.agency, longest_line));
  if (agency.empty() == command.group.is_none())
    return Error(Refusal::invalid, "casework.request.nobody");
  const auto key = form_key(command.actor, "request", command.form_key);
  auto asked = with_.outside.db.write([&](db::Tx& tx) -> Result<Request> {
    const Seen seen = TRY(see_to_check(tx, command.actor, command.claim));
    if (key) {
      if (auto before = requests::find_by_form(tx, *key)) return std::move(*before);
    }
    const Instant now = with_.outside.clock.now();
    if (command.due_at <= now || command.due_at > now + longest_wait)
      return Error(Refusal::invalid, "casework.request.due");
    if (requests::count(tx, command.claim) >= most_requests)
      return Error(Refusal::conflict, "casework.request.too_many");
    if (!command.group.is_none()) {
      const groups::Group group = TRY(with_.groups.find(tx, command.group));
      // What a district's desk asks stays in the district.
      if (!seen.claim.area.regency().contains(group.village()))
        return Error(Refusal::invalid, "casework.request.other_regency");
    }
    Request request;
    request.id = with_.outside.ids.next<Request>();
    request.claim = command.claim;
    request.area = seen.claim.area;
    request.claim_title = shorten_utf8(seen.claim.finding.title, longest_line);
    request.agency = agency;
    request.group = command.group;
    request.text = text;
    request.due_at = command.due_at;
    request.asked_by = command.actor.account;
    request.asked_at = now;
    const bool has_desk = request.area.level() >= places::Level::regency;
    const std::string regency = has_desk ? request.area.regency().text() : "00";
    if (!requests::insert(tx, request, {.regency = regency, .form_key = key}))
      return requests::find_by_form(tx, *key).value();
    note(tx, "evidence_requested", seen.claim, command.actor, request.id.raw());
    return request;
  });
  if (asked.ok()) with_.outside.db.announce();
  return asked;
}

Result<Request> Casework::close(const OnRequest& command, RequestState to,
                                const std::string& answer, const std::string& key) {
  auto closed = with_.outside.db.write([&](db::Tx& tx) -> Result<Request> {
    const auto before = requests::find(tx, command.request);
    if (!before) return request_not_found();
    const auto seen = see(tx, command.actor, before->claim);
    const bool checks = seen.ok() && seen->standing.checks;
    const bool is_own = is_asked(command.actor, *before);
    if (!checks && !is_own) return request_not_found();
    // A group answers for itself; the desk writes down what an agency said.
    const bool may = to == RequestState::cancelled ? checks : is_own || before->group.is_none();
    if (!may) return Error(Refusal::forbidden, "tabayun.check.not_allowed");
    if (before->state != RequestState::open) {
      const bool same_form = !key.empty() && requests::answer_key(tx, before->id) == key;
      if (same_form) return *before;
      return Error(Refusal::conflict, "casework.request.closed");
    }
    Request after = *before;
    after.state = to;
    after.answer = answer;
    after.closed_by = command.actor.account;
    after.closed_at = with_.outside.clock.now();
    if (!requests::close(tx, after, key))
      return Error(Refusal::conflict, "casework.request.closed");
    tabayun::Claim claim;
    claim.id = after.claim;
    claim.area = after.area;
    if (to == RequestState::cancelled) {
      note(tx, "evidence_request_cancelled", claim, command.actor, after.id.raw());
      return after;
    }
    Evidence evidence;
    evidence.id = with_.outside.ids.next<Evidence>();
    evidence.claim = after.claim;
    evidence.kind = after.group.is_none() ? Kind::contact : Kind::witness;
    evidence.rung = after.group.is_none() ? Rung::agency : Rung::witness;
    evidence.title = after.agency;
    if (!after.group.is_none())
      evidence.title = TRY(with_.groups.find(tx, after.group)).details.name;
    evidence.text = answer;
    evidence.request = after.id;
    evidence.added_by = evidence.changed_by = command.actor.account;
    evidence.added_at = evidence.changed_at = *after.closed_at;
    KENTONGAN_BUG_IF(!evidence_rows::insert(tx, evidence, std::nullopt));
    note(tx, "evidence_answered", claim, command.actor, after.id.raw());
    return after;
  });
  if (closed.ok()) with_.outside.db.announce();
  return closed;
}

Result<Request> Casework::answer(const AnswerRequest& command) {
  const std::string text =
      TRY(check_text(command.text, longest_text, "casework.request.answer_missing"));
  TRY(check_no_personal_numbers(text));
  const std::string key = form_key(command.actor, "answer", command.form_key).value_or("");
  return close({.actor = command.actor, .request = command.request}, RequestState::answered, text,
               key);
}

Result<Request> Casework::cancel(const OnRequest& command) {
  return close(command, RequestState::cancelled, {}, {});
}

RequestList Casework::requests(const people::Actor& actor) const {
  std::set<Id<groups::Group>> own;
  std::set<std::string> desks;
  for (const people::Held& held : actor.roles) {
    if (!held.group.is_none()) own.insert(held.group);
    const bool everywhere = held.area.level() < places::Level::regency;
    desks.insert(everywhere ? std::string() : held.area.regency().text());
  }
  if (!actor.roles.empty()) desks.insert("00");  // claims of no district are on every desk
  if (desks.contains("")) desks = {""};
  return with_.outside.db.read([&](db::Tx& tx) {
    RequestList list;
    for (const Id<groups::Group> group : own) {
      for (Request& request : requests::list_to_group(tx, group, most_listed))
        list.to_my_groups.push_back(std::move(request));
    }
    for (const std::string& desk : desks) {
      for (Request& request : requests::list_open(tx, desk, most_listed)) {
        if (tabayun::may_check(actor, request.area)) list.of_my_desk.push_back(std::move(request));
      }
    }
    nearest_first(list.to_my_groups);
    nearest_first(list.of_my_desk);
    return list;
  });
}

}  // namespace kentongan::casework
