#include "site/pages/desk_seal.hpp"

#include "base/text.hpp"
#include "quarantine/forms.hpp"
#include "quarantine/quarantine.hpp"
#include "site/answer.hpp"
#include "site/pages_desk.hpp"
#include "site/views/desk_quarantine_view.hpp"

#include <algorithm>

namespace kentongan::site {
namespace {

template <std::size_t size>
std::vector<Choice> choices(Language language, const std::array<std::string_view, size>& names,
                            std::string_view prefix, const std::vector<std::string>& chosen) {
  std::vector<Choice> made;
  for (const std::string_view name : names) {
    const bool is_chosen = std::find(chosen.begin(), chosen.end(), name) != chosen.end();
    made.push_back(
        {std::string(name), say(language, std::string(prefix) + std::string(name)), is_chosen});
  }
  return made;
}

net::Response show(const Doors& doors, const Visit& visit, int status, SealView view) {
  const Language language = visit.language;
  view.forms = choices(language, quarantine::forms, "quarantine.form.", visit.fields("form"));
  view.aspects =
      choices(language, quarantine::aspects, "quarantine.aspect.", visit.fields("aspect"));
  view.media = choices(language, quarantine::media, "quarantine.medium.", visit.fields("medium"));
  const Chrome around =
      chrome(doors, visit, Menu::desk, say(language, "site.quarantine.seal_title"));
  return render(visit, status, [&](html::Page& page) { pages::desk_seal(page, around, view); });
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(std::string_view(text), '\n')) {
    if (!trim(line).empty()) lines.emplace_back(trim(line));
  }
  return lines;
}

Result<quarantine::SealClaim> command_of(const Visit& visit) {
  const Id<tabayun::Claim> claim = TRY(Id<tabayun::Claim>::parse(visit.captured[0]));
  const std::int64_t seen = TRY(parse_integer(visit.field("seen_revision")));
  return quarantine::SealClaim{
      .on = {.actor = *visit.actor(), .claim = claim, .seen_revision = seen},
      .reason = visit.field("reason"),
      .sorting = {visit.fields("form"), visit.fields("aspect"), visit.fields("medium")},
      .summary = visit.field("summary"),
      .targets = lines_of(visit.field("targets"))};
}

}  // namespace

namespace pages {

net::Response desk_seal_form(const Doors& doors, const Visit& visit) {
  const auto id = Id<tabayun::Claim>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto file = doors.tabayun.open_file(*visit.actor(), *id);
  if (!file.ok()) return refuse(doors, visit, file.error());
  return show(doors, visit, 200,
              {.claim = id->text(), .revision = std::to_string(file->claim.revision)});
}

net::Response desk_seal_do(const Doors& doors, const Visit& visit) {
  const auto id = Id<tabayun::Claim>::parse(visit.captured[0]);
  if (!id.ok()) return not_found(doors, visit);
  const auto seen = doors.tabayun.open_file(*visit.actor(), *id);
  if (!seen.ok()) return refuse(doors, visit, seen.error());
  const auto command = command_of(visit);
  if (!command.ok()) return refuse(doors, visit, command.error());
  const auto sealed = doors.quarantine.seal(*command);
  if (sealed.ok())
    return redirect_with_notice("/meja/karantina/" + sealed->id.text(), "site.desk.done");
  if (sealed.error().refusal() != Refusal::invalid) return refuse(doors, visit, sealed.error());
  return show(doors, visit, status_of(sealed.error().refusal()),
              {.claim = command->on.claim.text(),
               .revision = visit.field("seen_revision"),
               .problem = say(visit.language, sealed.error().message()),
               .reason = visit.field("reason"),
               .summary = visit.field("summary"),
               .targets = visit.field("targets")});
}

}  // namespace pages
}  // namespace kentongan::site
