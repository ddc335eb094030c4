// The case file of a claim: what is shown.
#include "site/pages/desk_case.hpp"

#include "base/text.hpp"
#include "casework/casework.hpp"
#include "relay/relay.hpp"
#include "site/answer.hpp"
#include "site/case_views.hpp"
#include "site/claim_views.hpp"
#include "site/evidence_views.hpp"
#include "site/pages_case.hpp"

#include <set>

namespace kentongan::site {
namespace {

constexpr std::size_t most_places = 8;
constexpr std::int64_t most_groups = 200;

std::string places_of(const Doors& doors, const std::vector<tabayun::AskedIn>& areas,
                      Language language) {
  std::vector<std::string> named;
  for (const tabayun::AskedIn& asked : areas) {
    if (named.size() == most_places) break;
    const std::string place = asked.area.level() == places::Level::nation
                                  ? say(language, "site.case.place_unknown")
                                  : short_place(doors, asked.area);
    named.push_back(format("{} ({})", place, asked.count));
  }
  return join(named, "; ");
}

void show_variants(const Doors& doors, const Visit& visit, const tabayun::ClaimVariants& variants,
                   CaseView& view) {
  view.places = places_of(doors, variants.areas, visit.language);
  view.all_wordings = variants.all_wordings;
  view.questions = variants.questions;
  view.askers = variants.askers;
  if (variants.first_asked)
    view.first_seen = time_for_people(*variants.first_asked, doors.settings.zone, visit.language);
  for (const tabayun::Wording& wording : variants.wordings) {
    WordingLine line{.text = wording.text, .count = wording.count, .askers = wording.askers};
    line.places = places_of(doors, wording.areas, visit.language);
    std::vector<std::string> mouths;
    for (const tabayun::AskedBy& by : wording.mouths) {
      mouths.push_back(format(
          "{} ({})", say(visit.language, "site.mouth." + std::string(tabayun::name_of(by.mouth))),
          by.count));
    }
    line.mouths = join(mouths, "; ");
    line.first = moment_of(doors, visit, wording.first_asked);
    line.last = moment_of(doors, visit, wording.last_asked);
    view.wordings.push_back(std::move(line));
  }
}

std::string why_not(Language language, const casework::Copy& copy) {
  if (copy.reason == casework::CopyReason::none) return {};
  return say(language, "casework.copy_reason." + std::string(casework::name_of(copy.reason)),
             {{"status", std::to_string(copy.status)}});
}

void show_evidence(const Doors& doors, const Visit& visit, const casework::Case& opened,
                   const Names& names, CaseView& view) {
  for (const casework::Evidence& evidence : opened.evidence) {
    EvidenceLine line{.id = evidence.id.text(),
                      .kind = std::string(casework::name_of(evidence.kind)),
                      .rung = std::string(casework::name_of(evidence.rung)),
                      .rank = casework::rank_of(evidence.rung),
                      .state = std::string(casework::name_of(evidence.state)),
                      .title = evidence.title,
                      .position = evidence.position,
                      .url = evidence.url,
                      .text = evidence.text,
                      .who = names.of(evidence.added_by)};
    line.day = day_for_people(doors, visit, evidence.said_on);
    line.added = moment_of(doors, visit, evidence.added_at);
    line.has_picture = evidence.has_picture;
    line.copy = casework::name_of(evidence.copy.state);
    line.why_not = why_not(visit.language, evidence.copy);
    line.sha256 = evidence.copy.sha256;
    if (line.title.empty()) line.title = evidence.copy.title;
    if (evidence.copy.fetched_at)
      line.copied_on =
          time_for_people(*evidence.copy.fetched_at, doors.settings.zone, visit.language);
    view.evidence.push_back(std::move(line));
  }
}

/// Groups the claim's desk may ask, and those for whom the actor may say that they passed it on.
void offer_groups(const Doors& doors, const Visit& visit, const tabayun::Claim& claim,
                  CaseView& view) {
  const people::Actor& actor = *visit.actor();
  groups::GroupFilter filter;
  filter.area =
      claim.area.level() < places::Level::regency ? doors.settings.regency : claim.area.regency();
  filter.limit = most_groups;
  for (const groups::Group& group : doors.groups.list(filter).groups) {
    view.groups.push_back({group.id.text(), group.name(), false});
    if (actor.is_office(group.village()) || actor.is_member_of(group.id))
      view.relayers.push_back({group.id.text(), group.name(), false});
  }
}

void show_relays(const Doors& doors, const Visit& visit, const tabayun::Claim& claim,
                 CaseView& view) {
  const relay::Coverage coverage = doors.relay.coverage(claim.id);
  view.coverage = {.groups = coverage.groups,
                   .relayed = coverage.relayed,
                   .late = coverage.late,
                   .cannot = coverage.cannot};
  view.channels = channel_choices(visit.language);
  const auto relays = doors.relay.relays_of(*visit.actor(), claim.id);
  if (!relays.ok()) return;
  std::vector<Id<groups::Group>> ids;
  for (const relay::Relay& each : *relays) ids.push_back(each.group);
  const auto names = doors.groups.names_of(ids);
  for (const relay::Relay& each : *relays) {
    RelayLine line{.group = {},
                   .channel = std::string(relay::name_of(each.spread.channel)),
                   .place = each.spread.place,
                   .reach = each.spread.reach,
                   .day = day_for_people(doors, visit, each.relayed_on)};
    for (const groups::GroupName& name : names) {
      if (name.id == each.group) line.group = name.name;
    }
    view.relays.push_back(std::move(line));
  }
}

std::vector<Id<people::Account>> everybody_in(const casework::Case& opened) {
  std::vector<Id<people::Account>> accounts;
  for (const auto& evidence : opened.evidence) accounts.push_back(evidence.added_by);
  for (const auto& note : opened.notes) accounts.push_back(note.author);
  for (const auto& person : opened.people) accounts.push_back(person.account);
  for (const auto& line : opened.timeline) accounts.push_back(line.actor);
  return accounts;
}

CaseView view_of(const Doors& doors, const Visit& visit, const casework::Case& opened) {
  const tabayun::Claim& claim = opened.claim;
  CaseView view{.id = claim.id.text(),
                .title = title_or_picture(visit.language, claim, 200),
                .message = claim.finding.claim,
                .state = std::string(tabayun::name_of(claim.state))};
  view.checks = opened.standing.checks;
  view.on_case = opened.standing.on_case;
  view.may_let_in = casework::standing_of(*visit.actor(), claim, casework::Added::no).on_case;
  view.takes_pictures = doors.media != nullptr;
  view.form_key = doors.random.token(12);
  const Zone zone = doors.settings.zone;
  view.today = iso(day_of(visit.now, zone));
  view.first_due = iso(day_of(visit.now + std::chrono::hours(24), zone));
  const Names names(doors, visit.language, everybody_in(opened));
  show_evidence(doors, visit, opened, names, view);
  for (const casework::Request& request : opened.requests)
    view.requests.push_back(line_of(doors, visit, request));
  for (const casework::Note& note : opened.notes)
    view.notes.push_back({names.of(note.author), moment_of(doors, visit, note.at), note.text});
  for (const casework::Thread& thread : opened.threads)
    view.threads.push_back({thread.id.text(), thread.title, thread.posts});
  for (const casework::CasePerson& person : opened.people)
    view.people.push_back(names.of(person.account));
  for (const casework::TimelineLine& line : opened.timeline) {
    view.timeline.push_back(
        {moment_of(doors, visit, line.at), line.message, names.of(line.actor), line.note});
  }
  show_variants(doors, visit, opened.variants, view);
  offer_groups(doors, visit, claim, view);
  show_relays(doors, visit, claim, view);
  return view;
}

}  // namespace

net::Response pages::desk_case_show(const Doors& doors, const Visit& visit) {
  const auto id = Id<tabayun::Claim>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto opened = doors.casework.open(*visit.actor(), *id);
  if (!opened.ok()) return refuse(doors, visit, opened.error());
  const CaseView view = view_of(doors, visit, *opened);
  const Chrome around =
      chrome(doors, visit, Menu::desk, say(visit.language, "site.case.file") + ": " + view.title);
  return render(visit, 200, [&](html::Page& page) { pages::desk_case(page, around, view); });
}

}  // namespace kentongan::site
