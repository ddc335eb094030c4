// Corrections a group has to pass on, and what the office sees of them.
#include "site/pages/desk_corrections.hpp"
#include "base/text.hpp"
#include "net/url.hpp"
#include "relay/relay.hpp"
#include "site/answer.hpp"
#include "site/case_views.hpp"
#include "site/pages/desk_correction.hpp"
#include "site/pages_case.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

constexpr std::size_t longest_said = 400;  ///< characters of a conclusion that people listen to

/// Whether there is a verdict to pass on; else it was withdrawn.
bool has_verdict(const relay::TaskPage& page) {
  return page.task.cause != relay::Cause::withdrawn && page.claim.is_public();
}

CorrectionLine line_of(const Doors& doors, const Visit& visit, const relay::TaskPage& page) {
  CorrectionLine line{.id = page.task.id.text(),
                      .title = page.claim.finding.title,
                      .group = page.group_name,
                      .cause = std::string(relay::name_of(page.task.cause)),
                      .verdict = has_verdict(page)
                                     ? std::string(tabayun::name_of(page.claim.finding.verdict))
                                     : std::string()};
  if (line.title.empty()) line.title = say(visit.language, "site.correction.untitled");
  line.state = page.task.is_late(visit.now) ? "late" : relay::name_of(page.task.state);
  line.due = moment_of(doors, visit, page.task.due_at);
  return line;
}

/// What people forward or read out: always in the language of the villages.
void prepare_texts(const Doors& doors, const relay::TaskPage& page, CorrectionTaskView& view) {
  const tabayun::Finding& finding = page.claim.finding;
  if (!has_verdict(page)) {
    view.for_chat = say(indonesian, "relay.forward.withdrawn_chat", {{"title", finding.title}});
    view.for_loudspeaker =
        say(indonesian, "relay.forward.withdrawn_loud", {{"title", finding.title}});
  } else {
    const std::string verdict =
        say(indonesian, "verdict." + std::string(tabayun::name_of(finding.verdict)));
    const std::string said = shorten_utf8(
        finding.conclusion.empty() ? finding.explanation : finding.conclusion, longest_said);
    view.claim_path = "/cek-fakta/" + page.claim.address();
    view.for_chat = say(indonesian, "relay.forward.chat",
                        {{"verdict", verdict},
                         {"title", finding.title},
                         {"said", said},
                         {"address", doors.settings.base_url + view.claim_path}});
    view.for_loudspeaker = say(indonesian, "relay.forward.loud",
                               {{"verdict", verdict}, {"title", finding.title}, {"said", said}});
  }
  view.whatsapp_url = "https://wa.me/?text=" + net::percent_encode(view.for_chat);
}

CorrectionTaskView view_of(const Doors& doors, const Visit& visit, const relay::TaskPage& page) {
  CorrectionTaskView view{.line = line_of(doors, visit, page)};
  prepare_texts(doors, page, view);
  view.form_key = doors.random.token(12);
  view.channels = channel_choices(visit.language);
  view.may_do = page.task.is_open() && visit.actor()->is_member_of(page.task.group);
  view.may_receive = view.may_do && page.task.state == relay::TaskState::sent;
  view.done = page.task.state == relay::TaskState::relayed;
  view.place = page.task.spread.place;
  view.channel = relay::name_of(page.task.spread.channel);
  view.reach = page.task.spread.reach;
  view.note = page.task.note;
  return view;
}

/// Errors: invalid `relay.reach`.
Result<relay::ProveRelay> proof_of(const Visit& visit, const relay::OnTask& on) {
  relay::ProveRelay proof;
  proof.on = on;
  proof.spread.channel =
      relay::find_relay_channel(visit.field("channel")).value_or(relay::RelayChannel::other);
  proof.spread.place = visit.field("place");
  if (const std::string reach = visit.field("reach"); !reach.empty()) {
    const auto people = parse_integer(reach);
    if (!people.ok()) return Error(Refusal::invalid, "relay.reach");
    proof.spread.reach = *people;
  }
  proof.note = visit.field("note");
  proof.form_key = visit.field("form_key");
  return proof;
}

Result<relay::Task> make_move(const Doors& doors, const Visit& visit, const relay::OnTask& on) {
  const std::string& move = visit.captured[1];
  if (move == "terima") return doors.relay.receive(on);
  if (move == "sebar") {
    const relay::ProveRelay proof = TRY(proof_of(visit, on));
    return doors.relay.prove(proof);
  }
  if (move == "tidak-bisa") {
    return doors.relay.cannot(
        {.on = on, .reason = visit.field("reason"), .form_key = visit.field("form_key")});
  }
  return Error(Refusal::not_found, "site.not_found");
}

}  // namespace

net::Response pages::desk_corrections_show(const Doors& doors, const Visit& visit) {
  const relay::TaskList list = doors.relay.list(*visit.actor());
  CorrectionsView view;
  for (const people::Held& held : visit.actor()->roles) {
    if (!held.group.is_none()) view.is_member = true;
    if (held.group.is_none() && visit.actor()->is_office(held.area)) view.is_office = true;
  }
  for (const relay::TaskPage& page : list.mine) view.mine.push_back(line_of(doors, visit, page));
  for (const relay::TaskPage& page : list.office) {
    view.office.push_back(line_of(doors, visit, page));
    if (page.task.is_late(visit.now)) ++view.late;
  }
  const Chrome around =
      chrome(doors, visit, Menu::desk, say(visit.language, "site.desk.corrections"));
  return render(visit, 200, [&](html::Page& page) { pages::desk_corrections(page, around, view); });
}

net::Response pages::desk_correction_show(const Doors& doors, const Visit& visit) {
  const auto id = Id<relay::Task>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto found = doors.relay.find(*visit.actor(), *id);
  if (!found.ok()) return refuse(doors, visit, found.error());
  const CorrectionTaskView view = view_of(doors, visit, *found);
  const Chrome around = chrome(doors, visit, Menu::desk, view.line.title);
  return render(visit, 200, [&](html::Page& page) { pages::desk_correction(page, around, view); });
}

net::Response pages::desk_correction_do(const Doors& doors, const Visit& visit) {
  const auto id = Id<relay::Task>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto done = make_move(doors, visit, {.actor = *visit.actor(), .task = *id});
  if (!done.ok()) return refuse(doors, visit, done.error());
  const bool is_open = done->is_open();
  return redirect_with_notice(is_open ? "/meja/ralat/" + id->text() : "/meja/ralat",
                              is_open ? "site.desk.done" : "site.correction.thanks");
}

}  // namespace kentongan::site
