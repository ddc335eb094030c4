// One piece of evidence: its archived copy, its photo, and what may be done with it.
#include "casework/casework.hpp"
#include "site/answer.hpp"
#include "site/pages/desk_copy.hpp"
#include "site/pages_case.hpp"
#include "site/picture.hpp"
#include "site/views/desk_case_view.hpp"

namespace kentongan::site {
namespace {

using casework::Evidence;

Result<Evidence> make_move(const Doors& doors, std::string_view move,
                           const casework::OnEvidence& on) {
  if (move == "show") return doors.casework.show(on);
  if (move == "hide") return doors.casework.hide(on);
  if (move == "remove") return doors.casework.remove(on);
  if (move == "fetch") return doors.casework.fetch_again(on);
  return Error(Refusal::not_found, "site.not_found");
}

}  // namespace

net::Response pages::desk_evidence_copy(const Doors& doors, const Visit& visit) {
  const auto id = Id<Evidence>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto opened = doors.casework.open_copy({.actor = *visit.actor(), .evidence = *id});
  if (!opened.ok()) return refuse(doors, visit, opened.error());
  const casework::Copy& copy = opened->evidence.copy;
  CopyView view{.claim = opened->evidence.claim.text(),
                .title = copy.title.empty() ? opened->evidence.url : copy.title,
                .url = copy.url,
                .given = opened->evidence.url,
                .mime = copy.mime,
                .sha256 = copy.sha256,
                .text = opened->text,
                .bytes = copy.bytes};
  view.at = moment_of(doors, visit, copy.fetched_at.value_or(opened->evidence.added_at));
  const Chrome around = chrome(doors, visit, Menu::desk, view.title);
  return render(visit, 200, [&](html::Page& page) { pages::desk_copy(page, around, view); });
}

net::Response pages::desk_evidence_picture(const Doors& doors, const Visit& visit) {
  const auto id = Id<Evidence>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto picture = doors.casework.open_picture({.actor = *visit.actor(), .evidence = *id});
  return picture.ok() ? send_picture(*picture) : refuse(doors, visit, picture.error());
}

net::Response pages::desk_evidence_move(const Doors& doors, const Visit& visit) {
  const auto id = Id<Evidence>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto moved =
      make_move(doors, visit.captured[1], {.actor = *visit.actor(), .evidence = *id});
  if (!moved.ok()) return refuse(doors, visit, moved.error());
  return redirect_with_notice("/meja/pertanyaan/" + moved->claim.text() + "/berkas",
                              "site.desk.done");
}

}  // namespace kentongan::site
