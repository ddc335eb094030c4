#include "site/pages/desk_queue.hpp"

#include "base/text.hpp"
#include "screening/screen.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/flag_views.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_claim_view.hpp"

#include <array>

namespace kentongan::site {
namespace {

using tabayun::ClaimState;

constexpr std::size_t most_picks = 10;  ///< shown at once; the next ones follow as these are read

/// Before a verdict the title is the beginning of the message: masked before it is cut, so that no
/// half of a number is left.
std::string masked_title(Language language, const tabayun::Claim& claim) {
  constexpr std::size_t longest = 140;
  const bool is_cut = claim.finding.title.ends_with("…");
  const std::string whole =
      is_cut ? shorten_utf8(claim.finding.claim, 2'000) : title_or_picture(language, claim, 300);
  return shorten_utf8(screening::mask_personal_data(replace_all(whole, "\n", " ")), longest);
}

QueueLine line_of_queue(const Doors& doors, const Visit& visit, const tabayun::Claim& claim,
                        const std::vector<std::pair<Id<people::Account>, std::string>>& names) {
  QueueLine line{.id = claim.id.text(),
                 .title = masked_title(visit.language, claim),
                 .state = std::string(tabayun::name_of(claim.state)),
                 .revision = std::to_string(claim.revision),
                 .askers = claim.askers,
                 .since = moment_of(doors, visit, claim.created_at),
                 .flags = flag_lines(claim.finding.claim),
                 .may_take = claim.state == ClaimState::fresh &&
                             tabayun::may_check(*visit.actor(), claim.area)};
  if (claim.area.level() != places::Level::nation) line.place = short_place(doors, claim.area);
  for (const auto& [account, name] : names) {
    if (account == claim.checker) line.checker = name;
  }
  return line;
}

std::vector<PickLine> pick_lines(const Doors& doors, const Visit& visit) {
  std::vector<PickLine> lines;
  for (const tabayun::Pick& pick : doors.tabayun.list_picks(*visit.actor(), most_picks)) {
    lines.push_back({.question = pick.question.text(),
                     .text = shorten_utf8(screening::mask_personal_data(pick.text), 600),
                     .has_picture = pick.has_picture,
                     .claim_path = "/cek-fakta/" + pick.claim.address(),
                     .title = pick.claim.finding.title,
                     .verdict = std::string(tabayun::name_of(pick.claim.finding.verdict)),
                     .at = moment_of(doors, visit, pick.picked_at)});
  }
  return lines;
}

net::Response show_queue(const Doors& doors, const Visit& visit, tabayun::QueueQuery query,
                         QueueView view, const std::string& path) {
  const auto counts = doors.tabayun.count_queue(query);
  if (!counts.ok()) return refuse(doors, visit, counts.error());
  if (const auto after = tabayun::Place::parse(visit.query("sesudah")); after.ok())
    query.after = *after;
  const auto found = doors.tabayun.queue(query);
  if (!found.ok()) return refuse(doors, visit, found.error());
  std::int64_t open = 0;
  for (const auto& [state, count] : *counts) open += count;
  view.chips.push_back({path, "", open, !query.state});
  for (const auto& [state, count] : *counts) {
    const std::string name(tabayun::name_of(state));
    view.chips.push_back({path + "?keadaan=" + name, name, count, query.state == state});
  }
  std::vector<Id<people::Account>> checkers;
  for (const tabayun::Claim& claim : found->claims) checkers.push_back(claim.checker);
  const auto names = doors.people.names_of(checkers);
  for (const tabayun::Claim& claim : found->claims)
    view.claims.push_back(line_of_queue(doors, visit, claim, names));
  if (found->next)
    view.next =
        path + query_of({{"keadaan", visit.query("keadaan")}, {"sesudah", found->next->text()}});
  const tabayun::Numbers numbers = doors.tabayun.numbers();
  view.asked = numbers.asked;
  view.at_once = numbers.answered_at_once;
  view.waiting = numbers.waiting;
  view.published = numbers.published;
  const Chrome around = chrome(doors, visit, Menu::desk, view.title);
  return render(visit, 200, [&](html::Page& page) { pages::desk_queue(page, around, view); });
}

}  // namespace

namespace pages {

net::Response desk_questions(const Doors& doors, const Visit& visit) {
  tabayun::QueueQuery query{.actor = *visit.actor()};
  query.state = tabayun::find_claim_state(visit.query("keadaan"));
  return show_queue(doors, visit, query,
                    {.title = say(visit.language, "site.queue.title"),
                     .lead = say(visit.language, "site.queue.lead"),
                     .picks = pick_lines(doors, visit)},
                    "/meja/pertanyaan");
}

net::Response desk_pick_read(const Doors& doors, const Visit& visit) {
  const auto question = Id<tabayun::Question>::parse(visit.captured[0]);
  if (!question.ok()) return refuse(doors, visit, question.error());
  const std::string reading = visit.field("reading");
  if (reading != "accepted" && reading != "declined") return not_found(doors, visit);
  const auto read =
      doors.tabayun.read_pick({.actor = *visit.actor(),
                               .question = *question,
                               .state = reading == "accepted" ? tabayun::PickState::accepted
                                                              : tabayun::PickState::declined});
  if (!read.ok()) return refuse(doors, visit, read.error());
  return redirect_with_notice("/meja/pertanyaan", "site.desk.saved");
}

/// Verdicts that wait for a second reading, and what the actor has taken.
net::Response desk_checks(const Doors& doors, const Visit& visit) {
  tabayun::QueueQuery query{.actor = *visit.actor()};
  query.state = tabayun::find_claim_state(visit.query("keadaan")).value_or(ClaimState::proposed);
  return show_queue(doors, visit, query,
                    {.title = say(visit.language, "site.queue.checks"),
                     .lead = say(visit.language, "site.queue.checks_lead")},
                    "/meja/cek-fakta");
}

net::Response desk_claim_open(const Doors& doors, const Visit& visit) {
  places::AreaCode area = doors.settings.regency;
  for (const people::Held& held : visit.actor()->roles) {
    if (held.area.level() >= places::Level::regency) area = held.area.regency();
  }
  const auto opened = doors.tabayun.open_claim(
      {.actor = *visit.actor(), .text = visit.form.fields.text("text"), .area = area});
  if (!opened.ok()) return refuse(doors, visit, opened.error());
  return redirect_with_notice("/meja/pertanyaan/" + opened->id.text(), "site.desk.saved");
}

}  // namespace pages
}  // namespace kentongan::site
