#include "site/bulletin.hpp"

#include "base/text.hpp"
#include "net/url.hpp"
#include "paper/paper.hpp"
#include "site/fact_card.hpp"
#include "site/short_answer.hpp"
#include "tabayun/scam_traces.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

// Apps cut longer addresses; the text itself can still be copied.
constexpr std::size_t longest_share_address = 6'000;

std::string verdict_key(tabayun::Verdict verdict) {
  return "verdict." + std::string(tabayun::name_of(verdict));
}

ToldClaim told(const Doors& doors, Language language, const tabayun::Claim& claim,
               std::int64_t askers) {
  const auto day = parse_day(claim.checked_on);
  const Instant at = day.ok() ? start_of(*day, doors.settings.zone)
                              : claim.published_at.value_or(claim.created_at);
  return {.line = {.slug = claim.address(),
                   .title = tabayun::defanged(claim.finding.title),
                   .verdict = std::string(tabayun::name_of(claim.finding.verdict)),
                   .asked = claim.askers,
                   .at = {rfc3339(at), date_for_people(at, doors.settings.zone, language)}},
          .answer = short_answer(claim.finding),
          .url = short_url(doors, claim),
          .askers = askers};
}

/// Day and month without the year, when the year follows later.
std::string day_and_month(Day day, Language language) {
  return format("{} {}", day.day, say(language, format("calendar.month.{}", day.month)));
}

/// What WhatsApp would read as bold, slanted, struck or code.
std::string without_marks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != '*' && c != '_' && c != '~' && c != '`') out += c;
  return out;
}

std::string stamped(Language language, const ToldClaim& claim) {
  const auto verdict = tabayun::find_verdict(claim.line.verdict);
  return stamp_of(language, verdict.value_or(tabayun::Verdict::unproven)).word;
}

}  // namespace

tabayun::Period period_of(Week week, Zone zone) {
  return {start_of(first_day_of(week), zone), start_of(first_day_of(week_after(week, 1)), zone)};
}

std::string period_for_people(Week week, Language language) {
  const Day first = first_day_of(week);
  const Day last = day_after(first, 6);
  const std::string end = format("{} {}", day_and_month(last, language), last.year);
  if (first.month == last.month) return format("{}–{}", first.day, end);
  if (first.year == last.year) return format("{} – {}", day_and_month(first, language), end);
  return format("{} {} – {}", day_and_month(first, language), first.year, end);
}

BulletinView bulletin_view(const Doors& doors, Language language, Instant now, Week week) {
  const Zone zone = doors.settings.zone;
  const Week today = week_of(day_of(now, zone));
  const tabayun::Bulletin bulletin = doors.tabayun.bulletin(period_of(week, zone));
  BulletinView view{.week = iso(week),
                    .number = week.number,
                    .period = period_for_people(week, language),
                    .is_running = week >= today,
                    .published_count = bulletin.published_count(),
                    .questions = bulletin.questions,
                    .before = iso(week_after(week, -1)),
                    .after = week < today ? iso(week_after(week, 1)) : "",
                    .has_sheet = doors.paper != nullptr};
  for (const tabayun::Verdict verdict : tabayun::verdicts()) {
    const auto count = bulletin.verdicts.find(verdict);
    if (count != bulletin.verdicts.end())
      view.verdicts.push_back({std::string(tabayun::name_of(verdict)), count->second});
  }
  std::ranges::stable_sort(view.verdicts, std::ranges::greater(), &VerdictCount::count);
  for (const tabayun::AskedClaim& asked : bulletin.most_asked)
    view.most_asked.push_back(told(doors, language, asked.claim, asked.askers));
  for (const tabayun::Claim& claim : bulletin.published)
    view.published.push_back(told(doors, language, claim, 0));
  for (const tabayun::Claim& claim : bulletin.corrected)
    view.corrected.push_back(told(doors, language, claim, 0));
  view.forward_text = forward_text(doors, language, view);
  std::string address = "https://wa.me/?text=" + net::percent_encode(view.forward_text);
  if (address.size() <= longest_share_address) view.whatsapp_url = std::move(address);
  return view;
}

std::string forward_text(const Doors& doors, Language language, const BulletinView& view) {
  const auto number = std::to_string(view.number);
  std::string text =
      "*" + say(language, "site.bulletin.forward_title", {{"number", number}}) + "*\n";
  text += view.period + "\n" + without_marks(doors.settings.office_name) + "\n";
  const auto add = [&](std::string_view key, const std::vector<ToldClaim>& claims) {
    if (claims.empty()) return;
    text += "\n*" + say(language, key) + "*\n";
    for (std::size_t i = 0; i < std::min(claims.size(), most_forwarded); ++i) {
      const ToldClaim& claim = claims[i];
      text +=
          format("{}. *{}*: {}", i + 1, stamped(language, claim), without_marks(claim.line.title));
      if (claim.askers > 0)
        text += " " + say(language, "site.bulletin.asked_by", {{"count", thousands(claim.askers)}});
      text += "\n" + claim.url + "\n";
    }
  };
  if (view.is_empty()) text += "\n" + say(language, "site.bulletin.nothing") + "\n";
  add("site.bulletin.most_asked", view.most_asked);
  add("site.bulletin.published", view.published);
  add("site.bulletin.corrected", view.corrected);
  text += "\n" + say(language, "site.bulletin.read_on",
                     {{"url", doors.settings.base_url + "/cek-fakta/buletin/" + view.week}});
  text += "\n" +
          say(language, "site.bulletin.in_doubt", {{"url", doors.settings.base_url + "/tanya"}}) +
          "\n";
  return text;
}

namespace {

void add_entries(std::vector<paper::Block>& blocks, Language language, const char* heading,
                 const std::vector<ToldClaim>& claims) {
  if (claims.empty()) return;
  blocks.push_back(paper::Heading{say(language, heading)});
  for (const ToldClaim& claim : claims) {
    const auto verdict = tabayun::find_verdict(claim.line.verdict);
    std::string note = claim.line.at.people;
    if (claim.askers > 0)
      note = say(language, "site.bulletin.asked_in_week", {{"count", thousands(claim.askers)}});
    blocks.push_back(
        paper::Entry{.stamp = stamp_of(language, verdict.value_or(tabayun::Verdict::unproven)),
                     .title = claim.line.title,
                     .text = claim.answer,
                     .note = std::move(note),
                     .link = claim.url});
  }
}

}  // namespace

paper::Document bulletin_sheet(const Doors& doors, Language language, const BulletinView& view) {
  const std::string page = doors.settings.base_url + "/cek-fakta/buletin/" + view.week;
  const auto week = parse_week(view.week);
  KENTONGAN_BUG_IF(!week.ok());
  paper::Document sheet{
      .title = say(language, "site.bulletin.title"),
      .subtitle = say(language, "site.bulletin.subtitle",
                      {{"number", std::to_string(view.number)}, {"period", view.period}}),
      .office = doors.settings.office_name,
      .foot = without_scheme(page),
      .made_at = period_of(*week, doors.settings.zone).to,
      .language = language};
  std::vector<paper::Block>& blocks = sheet.blocks;
  blocks.push_back(paper::Paragraph{
      .text = say(language, view.is_empty() ? "site.bulletin.nothing" : "site.bulletin.summary",
                  {{"published", thousands(view.published_count)},
                   {"corrected", thousands(static_cast<std::int64_t>(view.corrected.size()))},
                   {"questions", thousands(view.questions)}}),
      .manner = paper::Manner::lead});
  if (view.is_running)
    blocks.push_back(paper::Paragraph{.text = say(language, "site.bulletin.running"),
                                      .manner = paper::Manner::quiet});
  if (!view.verdicts.empty()) {
    paper::Table table{.columns = {{say(language, "site.claims.verdict"), 4},
                                   {say(language, "site.bulletin.count"), 1, paper::Align::right}},
                       .rows = {}};
    for (const VerdictCount& each : view.verdicts) {
      const auto verdict = tabayun::find_verdict(each.verdict);
      table.rows.push_back({say(language, verdict_key(*verdict)), thousands(each.count)});
    }
    blocks.push_back(std::move(table));
  }
  add_entries(blocks, language, "site.bulletin.most_asked", view.most_asked);
  add_entries(blocks, language, "site.bulletin.published", view.published);
  if (view.untold() > 0)
    blocks.push_back(paper::Paragraph{
        .text = say(language, "site.bulletin.more", {{"count", thousands(view.untold())}}),
        .manner = paper::Manner::quiet});
  add_entries(blocks, language, "site.bulletin.corrected", view.corrected);
  blocks.push_back(
      paper::Code{.content = page,
                  .title = say(language, "site.bulletin.on_phone"),
                  .caption = without_scheme(page) + "\n" +
                             say(language, "site.bulletin.in_doubt",
                                 {{"url", without_scheme(doors.settings.base_url) + "/tanya"}})});
  return sheet;
}

}  // namespace kentongan::site
