#include "site/pages/desk_queue.hpp"

#include "base/text.hpp"
#include "db/db.hpp"
#include "screening/screen.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/flag_views.hpp"
#include "site/live_queue.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_claim_view.hpp"

#include <algorithm>
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
                 .people = claim.crowd.people,
                 .last_hour = claim.crowd.last_hour,
                 .harm = std::string(tabayun::name_of(claim.harm)),
                 .is_harm_guessed = !claim.is_harm_set,
                 .looking = join(doors.tabayun.who_else_looks(*visit.actor(), claim.id), ", "),
                 .since = moment_of(doors, visit, claim.created_at),
                 .flags = flag_lines(claim.finding.claim),
                 .may_take = claim.state == ClaimState::fresh &&
                             tabayun::may_check(*visit.actor(), claim.area)};
  if (claim.guessed_topic)
    line.guessed_topic =
        say(visit.language, "tabayun.topic." + std::string(tabayun::name_of(*claim.guessed_topic)));
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

template <typename Enumerator>
std::vector<Choice> choices(Language language, const std::vector<Enumerator>& all,
                            std::string_view prefix, std::string_view chosen) {
  std::vector<Choice> made;
  for (const Enumerator each : all) {
    const std::string name(tabayun::name_of(each));
    made.push_back({name, say(language, std::string(prefix) + name), name == chosen});
  }
  return made;
}

/// What was chosen in the form above the list; what cannot be read does not narrow.
void narrow(const Doors& doors, const Visit& visit, tabayun::QueueQuery& query, QueueView& view) {
  const std::string area = visit.query("kecamatan");
  if (const auto code = places::AreaCode::parse(area); !area.empty() && code.ok())
    query.asked_in = *code;
  query.topic = tabayun::find_topic(visit.query("topik"));
  query.mouth = tabayun::find_mouth(visit.query("jalan"));
  view.is_filtered = query.asked_in || query.topic || query.mouth;
  view.districts = district_choices(doors, doors.settings.regency, area);
  view.topics = choices(visit.language, tabayun::topics(), "tabayun.topic.", visit.query("topik"));
  view.mouths = choices(visit.language, tabayun::mouths(), "tabayun.mouth.", visit.query("jalan"));
}

/// `3,3 %`
std::string share_of(std::int64_t part, std::int64_t whole) {
  const std::int64_t tenths = whole == 0 ? 0 : (part * 1'000 + whole / 2) / whole;
  return format("{},{} %", tenths / 10, tenths % 10);
}

std::vector<PrecisionLine> precision_lines(const Doors& doors, const Visit& visit) {
  std::vector<PrecisionLine> lines;
  const people::Actor& actor = *visit.actor();
  const bool is_office = std::ranges::any_of(actor.roles, [&actor](const people::Held& held) {
    return held.group.is_none() && actor.is_office(held.area);
  });
  for (const tabayun::PathPrecision& precision : doors.tabayun.precision()) {
    if (precision.answers == 0) continue;
    const std::string path(tabayun::name_of(precision.path));
    PrecisionLine line{.path = path,
                       .may_lift = is_office && precision.falls_back(),
                       .falls_back = precision.falls_back()};
    line.words = say(visit.language,
                     line.falls_back ? "site.queue.precision_asks" : "site.queue.precision_fine",
                     {{"path", say(visit.language, "site.queue.path." + path)},
                      {"answers", thousands(precision.answers)},
                      {"refused", thousands(precision.refused)},
                      {"rate", share_of(precision.refused, precision.answers)}});
    lines.push_back(std::move(line));
  }
  return lines;
}

net::Response show_queue(const Doors& doors, const Visit& visit, tabayun::QueueQuery query,
                         QueueView view, const std::string& path) {
  narrow(doors, visit, query, view);
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
    view.chips.push_back({path + query_of({{"keadaan", name},
                                           {"kecamatan", visit.query("kecamatan")},
                                           {"topik", visit.query("topik")},
                                           {"jalan", visit.query("jalan")}}),
                          name, count, query.state == state});
  }
  view.path = path;
  view.state = visit.query("keadaan");
  view.is_whole = !view.is_filtered && !query.state && !query.after;
  view.sees_one_node = doors.db.engine() == db::Engine::postgres;
  view.precision = precision_lines(doors, visit);
  std::vector<Id<people::Account>> checkers;
  for (const tabayun::Claim& claim : found->claims) checkers.push_back(claim.checker);
  const auto names = doors.people.names_of(checkers);
  for (const tabayun::Claim& claim : found->claims)
    view.claims.push_back(line_of_queue(doors, visit, claim, names));
  if (found->next)
    view.next = path + query_of({{"keadaan", visit.query("keadaan")},
                                 {"kecamatan", visit.query("kecamatan")},
                                 {"topik", visit.query("topik")},
                                 {"jalan", visit.query("jalan")},
                                 {"sesudah", found->next->text()}});
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

net::Response desk_queue_live(const Doors& doors, const Visit& visit) {
  if (doors.live_queue == nullptr) return not_found(doors, visit);
  return doors.live_queue->open(doors, visit);
}

net::Response desk_path_lift(const Doors& doors, const Visit& visit) {
  const auto path = tabayun::find_answer_path(visit.captured[0]);
  if (!path) return not_found(doors, visit);
  const auto lifted = doors.tabayun.lift_path({.actor = *visit.actor(), .path = *path});
  if (!lifted.ok()) return refuse(doors, visit, lifted.error());
  return redirect_with_notice("/meja/pertanyaan", "site.desk.saved");
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
