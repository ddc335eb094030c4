#include "site/pages/desk_quarantine.hpp"

#include "base/text.hpp"
#include "paper/paper.hpp"
#include "quarantine/forms.hpp"
#include "quarantine/quarantine.hpp"
#include "site/answer.hpp"
#include "site/handover_sheet.hpp"
#include "site/pages/desk_case.hpp"
#include "site/pages/desk_evidence.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_quarantine_view.hpp"

#include <array>

namespace kentongan::site {
namespace {

using quarantine::Case;
using quarantine::CaseState;

std::string name_in(const std::vector<std::pair<Id<people::Account>, std::string>>& names,
                    Id<people::Account> account) {
  for (const auto& [id, name] : names) {
    if (id == account) return name;
  }
  return "";
}

std::string handed_sentence(const Visit& visit, const Case& of) {
  if (of.handed.to.empty()) return "";
  return say(visit.language, "site.quarantine.handed",
             {{"to", of.handed.to}, {"number", of.handed.number}, {"on", of.handed.on}});
}

void offer_moves(const Visit& visit, const Case& of, SealedView& view) {
  const bool office = quarantine::may_open(*visit.actor(), of.area);
  const auto may = [&](quarantine::Move move) {
    for (const quarantine::Step& step : quarantine::case_steps) {
      if (step.from == of.state && step.move == move) return office;
    }
    return false;
  };
  view.may_open = office;
  view.may_review = may(quarantine::Move::review);
  view.may_hand_over = may(quarantine::Move::hand_over);
  view.may_release = may(quarantine::Move::release);
}

SealedView view_of(const Doors& doors, const Visit& visit, const quarantine::CaseFile& file) {
  const Case& of = file.of;
  SealedView view{.id = of.id.text(),
                  .claim = of.claim.text(),
                  .revision = std::to_string(of.revision),
                  .state = std::string(quarantine::name_of(of.state)),
                  .summary = of.summary,
                  .reason = of.reason,
                  .masked_text = of.masked_text,
                  .handed = handed_sentence(visit, of),
                  .closing_note = of.closing_note,
                  .forms = of.sorting.forms,
                  .aspects = of.sorting.aspects,
                  .media = of.sorting.media,
                  .messages = of.messages,
                  .pictures = of.pictures,
                  .evidence_hash = of.evidence_hash,
                  .sealed_hash = of.sealed_hash,
                  .holds = file.check.holds(),
                  .noted = file.check.noted,
                  .bytes_hold = file.check.bytes_hold,
                  .ledger_holds = file.check.ledger_holds,
                  .accesses_hold = file.check.accesses_hold,
                  .today = iso(day_of(visit.now, doors.settings.zone))};
  std::vector<Id<people::Account>> accounts;
  for (const quarantine::Access& access : file.accesses) accounts.push_back(access.actor);
  const auto names = doors.people.names_of(accounts);
  for (const quarantine::Access& access : file.accesses) {
    view.accesses.push_back({moment_of(doors, visit, access.at), access.what,
                             name_in(names, access.actor), access.reason});
  }
  offer_moves(visit, of, view);
  return view;
}

net::Response back_to(const Case& of) {
  return redirect_with_notice("/meja/karantina/" + of.id.text(), "site.desk.done");
}

/// Nobody else's machine keeps it.
net::Response unkept(net::Response response) {
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("Referrer-Policy", "no-referrer");
  return response;
}

net::Response file_of(const quarantine::OpenedEvidence& opened) {
  net::Response response;
  response.headers.add("Content-Type", "application/json");
  response.headers.add("Content-Disposition",
                       "attachment; filename=\"bukti-" + opened.of.id.text() + ".json\"");
  response.body = opened.json;
  return unkept(std::move(response));
}

EvidenceView evidence_view(const quarantine::OpenedEvidence& opened) {
  EvidenceView view{.id = opened.of.id.text(),
                    .hash = opened.of.evidence_hash,
                    .text = opened.evidence.text,
                    .wordings = opened.evidence.wordings};
  view.pictures = static_cast<std::int64_t>(opened.evidence.pictures.size());
  for (const quarantine::EvidenceQuestion& question : opened.evidence.questions) {
    if (!question.text.empty() && question.text != view.text)
      view.questions.push_back(question.text);
  }
  return view;
}

Result<Case> make_move(const Doors& doors, const Visit& visit) {
  const Id<Case> id = TRY(Id<Case>::parse(visit.captured[0]));
  const std::int64_t seen = TRY(parse_integer(visit.field("seen_revision")));
  const quarantine::OnCase on{*visit.actor(), id, seen};
  const std::string& move = visit.captured[1];
  if (move == "review") return doors.quarantine.review(on);
  if (move == "release") return doors.quarantine.release({on, visit.field("reason")});
  if (move == "hand_over") {
    return doors.quarantine.hand_over(
        {on, {visit.field("to"), visit.field("number"), visit.field("on")}, visit.field("note")});
  }
  return Error(Refusal::not_found, "site.not_found");
}

}  // namespace

namespace pages {

net::Response desk_quarantine_list(const Doors& doors, const Visit& visit) {
  const auto state = quarantine::find_case_state(visit.query("keadaan"));
  const auto found = doors.quarantine.list({.actor = *visit.actor()});
  if (!found.ok()) return refuse(doors, visit, found.error());
  QuarantineView view;
  view.chips.push_back(
      {"/meja/karantina", "", static_cast<std::int64_t>(found->size()), !state.has_value()});
  for (const CaseState each :
       {CaseState::sealed, CaseState::under_review, CaseState::handed_over, CaseState::released}) {
    std::int64_t count = 0;
    for (const Case& one : *found) count += one.state == each ? 1 : 0;
    const std::string name(quarantine::name_of(each));
    if (count > 0)
      view.chips.push_back({"/meja/karantina?keadaan=" + name, name, count, state == each});
  }
  std::vector<Id<people::Account>> sealers;
  for (const Case& one : *found) sealers.push_back(one.sealed_by);
  const auto names = doors.people.names_of(sealers);
  for (const Case& one : *found) {
    if (state && one.state != *state) continue;
    view.cases.push_back({.id = one.id.text(),
                          .summary = one.summary,
                          .state = std::string(quarantine::name_of(one.state)),
                          .forms = one.sorting.forms,
                          .sealer = name_in(names, one.sealed_by),
                          .sealed = moment_of(doors, visit, one.sealed_at)});
  }
  const Chrome around =
      chrome(doors, visit, Menu::desk, say(visit.language, "site.desk.quarantine"));
  return render(visit, 200, [&](html::Page& page) { desk_quarantine(page, around, view); });
}

net::Response desk_sealed_show(const Doors& doors, const Visit& visit) {
  const auto id = Id<Case>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto file = doors.quarantine.find(*visit.actor(), *id);
  if (!file.ok()) return refuse(doors, visit, file.error());
  const SealedView view = view_of(doors, visit, *file);
  const Chrome around = chrome(doors, visit, Menu::desk, view.summary);
  return render(visit, 200, [&](html::Page& page) { desk_case(page, around, view); });
}

net::Response desk_case_move(const Doors& doors, const Visit& visit) {
  const auto id = Id<Case>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto seen = doors.quarantine.find(*visit.actor(), *id);
  if (!seen.ok()) return refuse(doors, visit, seen.error());
  const Result<Case> moved = make_move(doors, visit);
  return moved.ok() ? back_to(*moved) : refuse(doors, visit, moved.error());
}

net::Response desk_case_open(const Doors& doors, const Visit& visit) {
  const auto id = Id<Case>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto seen = doors.quarantine.find(*visit.actor(), *id);
  if (!seen.ok()) return refuse(doors, visit, seen.error());
  const auto opened = doors.quarantine.open({*visit.actor(), *id, visit.field("reason")});
  if (!opened.ok()) return refuse(doors, visit, opened.error());
  if (visit.field("as") == "file") return file_of(*opened);
  const EvidenceView view = evidence_view(*opened);
  Chrome around = chrome(doors, visit, Menu::desk,
                         say(visit.language, "site.quarantine.evidence_title", {{"id", view.id}}));
  around.index = false;
  return unkept(render(visit, 200, [&](html::Page& page) { desk_evidence(page, around, view); }));
}

net::Response desk_case_sheet(const Doors& doors, const Visit& visit) {
  const auto id = Id<Case>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto file = doors.quarantine.find(*visit.actor(), *id);
  if (!file.ok()) return refuse(doors, visit, file.error());
  if (doors.paper == nullptr)
    return refuse(doors, visit, Error(Refusal::unavailable, "paper.font_missing"));
  const auto pdf = doors.paper->sheet(handover_sheet(doors, visit, *file));
  if (!pdf.ok()) return refuse(doors, visit, pdf.error());
  net::Response response;
  response.headers.add("Content-Type", "application/pdf");
  response.headers.add("Content-Disposition",
                       "inline; filename=\"lembar-" + file->of.id.text() + ".pdf\"");
  response.body = *pdf;
  return unkept(std::move(response));
}

}  // namespace pages
}  // namespace kentongan::site
