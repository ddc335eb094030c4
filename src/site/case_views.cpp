#include "site/case_views.hpp"

#include "groups/groups.hpp"
#include "relay/task.hpp"
#include "tabayun/workflow.hpp"

namespace kentongan::site {

Names::Names(const Doors& doors, Language language,
             const std::vector<Id<people::Account>>& accounts)
    : nobody_(say(language, "site.desk.program")), names_(doors.people.names_of(accounts)) {}

std::string Names::of(Id<people::Account> account) const {
  for (const auto& [id, name] : names_) {
    if (id == account) return name;
  }
  return nobody_;
}

RequestLine line_of(const Doors& doors, const Visit& visit, const casework::Request& request) {
  const people::Actor& actor = *visit.actor();
  const bool is_open = request.state == casework::RequestState::open;
  RequestLine line{.id = request.id.text(),
                   .claim = request.claim.text(),
                   .claim_title = request.claim_title,
                   .to = request.agency,
                   .text = request.text,
                   .answer = request.answer};
  line.state = request.is_overdue(visit.now) ? "overdue" : casework::name_of(request.state);
  line.form_key = doors.random.token(12);
  line.due = day_of_moment(doors, visit, request.due_at);
  line.may_cancel = is_open && tabayun::may_check(actor, request.area);
  line.may_answer = line.may_cancel && request.group.is_none();
  if (!request.group.is_none()) {
    line.may_answer = is_open && actor.is_member_of(request.group);
    const auto names = doors.groups.names_of({request.group});
    if (!names.empty()) line.to = names.front().name;
  }
  return line;
}

std::vector<Choice> channel_choices(Language language) {
  std::vector<Choice> choices;
  for (const relay::RelayChannel channel : relay::relay_channels()) {
    const std::string name(relay::name_of(channel));
    choices.push_back({name, say(language, "relay.channel." + name), false});
  }
  return choices;
}

}  // namespace kentongan::site
