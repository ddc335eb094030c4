// Requests for evidence: those a group was asked, and those a desk waits for.
#include "site/pages/desk_requests.hpp"

#include "casework/casework.hpp"
#include "site/answer.hpp"
#include "site/case_views.hpp"
#include "site/pages_case.hpp"

#include <algorithm>

namespace kentongan::site::pages {

net::Response desk_requests_show(const Doors& doors, const Visit& visit) {
  const casework::RequestList list = doors.casework.requests(*visit.actor());
  RequestsView view;
  view.is_member = std::ranges::any_of(
      visit.actor()->roles, [](const people::Held& held) { return !held.group.is_none(); });
  for (const casework::Request& request : list.to_my_groups)
    view.mine.push_back(line_of(doors, visit, request));
  for (const casework::Request& request : list.of_my_desk) {
    view.desk.push_back(line_of(doors, visit, request));
    if (request.is_overdue(visit.now)) ++view.overdue;
  }
  const Chrome around = chrome(doors, visit, Menu::desk, say(visit.language, "site.desk.requests"));
  return render(visit, 200, [&](html::Page& page) { desk_requests(page, around, view); });
}

net::Response desk_request_answer(const Doors& doors, const Visit& visit) {
  const auto id = Id<casework::Request>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto answered = doors.casework.answer({.actor = *visit.actor(),
                                               .request = *id,
                                               .text = visit.field("text"),
                                               .form_key = visit.field("form_key")});
  if (!answered.ok()) return refuse(doors, visit, answered.error());
  return redirect_with_notice("/meja/permintaan", "site.case.answered");
}

net::Response desk_request_cancel(const Doors& doors, const Visit& visit) {
  const auto id = Id<casework::Request>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto cancelled = doors.casework.cancel({.actor = *visit.actor(), .request = *id});
  if (!cancelled.ok()) return refuse(doors, visit, cancelled.error());
  return redirect_with_notice("/meja/permintaan", "site.desk.done");
}

}  // namespace kentongan::site::pages
