#include "site/handover_sheet.hpp"

#include "base/text.hpp"
#include "quarantine/forms.hpp"
#include "site/moment.hpp"

#include <map>

namespace kentongan::site {
namespace {

std::string names(Language language, std::string_view prefix,
                  const std::vector<std::string>& chosen) {
  std::vector<std::string> said;
  for (const std::string& name : chosen) said.push_back(say(language, std::string(prefix) + name));
  return said.empty() ? say(language, "site.quarantine.none") : join(said, ", ");
}

std::string time_of(const Doors& doors, const Visit& visit, Instant at) {
  return moment_of(doors, visit, at).people + " (" + rfc3339(at) + ")";
}

}  // namespace

paper::Document handover_sheet(const Doors& doors, const Visit& visit,
                               const quarantine::CaseFile& file) {
  const quarantine::Case& of = file.of;
  const Language language = visit.language;
  const auto told = [language](const char* key) { return say(language, key); };
  std::vector<Id<people::Account>> accounts{of.sealed_by};
  for (const quarantine::Access& access : file.accesses) accounts.push_back(access.actor);
  std::map<std::int64_t, std::string> people;
  for (const auto& [account, name] : doors.people.names_of(accounts)) people[account.raw()] = name;

  paper::Document sheet{.title = told("site.sheet.title"),
                        .subtitle = of.summary,
                        .office = doors.settings.office_name,
                        .foot = told("site.sheet.case") + " " + of.id.text(),
                        .mark = told("site.sheet.mark"),
                        .made_at = visit.now,
                        .language = language};
  sheet.blocks.push_back(
      paper::Paragraph{.text = told("site.sheet.lead"), .manner = paper::Manner::lead});
  paper::KeyValues facts;
  facts.rows = {
      {told("site.sheet.case"), of.id.text()},
      {told("site.sheet.claim"), of.claim.text()},
      {told("site.sheet.state"),
       say(language, "quarantine.state." + std::string(quarantine::name_of(of.state)))},
      {told("site.sheet.sealed"),
       time_of(doors, visit, of.sealed_at) + ", " +
           say(language, "site.sheet.by", {{"who", people[of.sealed_by.raw()]}})},
      {told("site.sheet.reason"), of.reason},
      {told("site.quarantine.forms"), names(language, "quarantine.form.", of.sorting.forms)},
      {told("site.quarantine.aspects"), names(language, "quarantine.aspect.", of.sorting.aspects)},
      {told("site.quarantine.media"), names(language, "quarantine.medium.", of.sorting.media)},
      {told("site.quarantine.texts"), std::to_string(of.messages)},
      {told("site.quarantine.pictures"), std::to_string(of.pictures)}};
  if (!of.handed.to.empty()) {
    facts.rows.push_back({told("site.sheet.handed_to"), of.handed.to});
    facts.rows.push_back({told("site.sheet.handed_number"), of.handed.number});
    facts.rows.push_back({told("site.sheet.handed_on"), of.handed.on});
  }
  sheet.blocks.push_back(std::move(facts));
  sheet.blocks.push_back(
      paper::Paragraph{.text = say(language, "site.quarantine.circular",
                                   {{"source", std::string(quarantine::circular)}}),
                       .manner = paper::Manner::quiet});

  sheet.blocks.push_back(paper::Heading{told("site.sheet.hashes"), 1});
  sheet.blocks.push_back(
      paper::KeyValues{{{told("site.quarantine.evidence_hash"), of.evidence_hash},
                        {told("site.quarantine.sealed_hash"), of.sealed_hash}}});
  sheet.blocks.push_back(paper::Notice{
      .title =
          told(file.check.holds() ? "site.quarantine.seal_holds" : "site.quarantine.seal_broken"),
      .text = told("site.sheet.how_to_check")});

  sheet.blocks.push_back(paper::Heading{told("site.sheet.masked"), 1});
  sheet.blocks.push_back(paper::Paragraph{
      .text = of.masked_text.empty() ? told("site.quarantine.masked_picture") : of.masked_text,
      .manner = paper::Manner::quote});

  sheet.blocks.push_back(paper::Heading{told("site.quarantine.accesses"), 1});
  paper::Table table;
  table.columns = {{told("site.quarantine.when"), 1.3},
                   {told("site.sheet.what"), 1},
                   {told("site.sheet.who"), 1.2},
                   {told("site.quarantine.why"), 2}};
  for (const quarantine::Access& access : file.accesses) {
    table.rows.push_back({moment_of(doors, visit, access.at).people,
                          say(language, "quarantine.access." + access.what),
                          people[access.actor.raw()], access.reason});
  }
  sheet.blocks.push_back(std::move(table));
  sheet.blocks.push_back(
      paper::Signatures{{{.role = told("site.sheet.giver")}, {.role = told("site.sheet.taker")}}});
  return sheet;
}

}  // namespace kentongan::site
