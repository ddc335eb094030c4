// A registry file in: read and checked whole, then saved in one transaction.
#include "base/csv.hpp"
#include "groups/columns.hpp"
#include "groups/details.hpp"
#include "groups/events.hpp"
#include "groups/groups.hpp"
#include "groups/internal/registry.hpp"
#include "groups/saving.hpp"
#include "groups/workflow.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kentongan::groups {
namespace {

constexpr std::size_t most_rows = 20'000;
constexpr std::size_t largest_file = 32 * 1024 * 1024;

struct ReadRow {
  std::int64_t line = 0;
  GroupRow row;
};

RefusedRow refused_row(std::int64_t line, const Error& error) {
  return {line, error.message(), error.detail()};
}

/// Everything that needs no database.
Result<std::vector<ReadRow>> read_rows(const ImportGroups& command, const Names& names,
                                       GroupImportReport& report) {
  if (command.csv.size() > largest_file) return Error(Refusal::invalid, "groups.import.too_large");
  CsvReader reader = TRY(CsvReader::open(command.csv));
  CsvRow line;
  if (!reader.next(line)) return Error(Refusal::invalid, "csv.empty");
  if (line.problem != nullptr) return Error(Refusal::invalid, line.problem);
  Header header = TRY(read_header(line.cells));
  report.unknown_columns = header.unknown;
  std::vector<ReadRow> rows;
  while (reader.next(line)) {
    if (rows.size() + report.refused.size() >= most_rows)
      return Error(Refusal::invalid, "groups.import.too_large");
    if (line.problem != nullptr) {
      report.refused.push_back({line.line, line.problem});
      continue;
    }
    auto row = read_row(header, line.cells, names);
    if (row.ok()) {
      auto details = cleaned(row->details);
      if (details.ok()) {
        row->details = std::move(*details);
        rows.push_back({line.line, std::move(*row)});
        continue;
      }
      report.refused.push_back(refused_row(line.line, details.error()));
      continue;
    }
    report.refused.push_back(refused_row(line.line, row.error()));
  }
  return rows;
}

enum class Outcome { added, updated, unchanged };

/// What a row needs to be saved with.
struct Saving {
  const ImportGroups& command;
  const people::Surroundings& outside;
  const places::Places& places;
  Instant now;
  std::set<Id<Group>>& met;  ///< groups that a row of this file has meant already
};

/// The group that a row means: the one with its slug, else the one of its name in its village.
std::optional<Group> find_present(db::Tx& tx, const GroupDetails& details) {
  if (!details.slug.empty()) {
    if (auto present = Registry::find_by_slug(tx, details.slug)) return present;
  }
  return Registry::find_by_name(tx, details.village, details.name);
}

Result<Outcome> update(db::Tx& tx, const Group& before, const GroupRow& row, const Saving& saving) {
  if (saving.command.on_duplicate == OnDuplicate::refuse) {
    return Error(Refusal::conflict,
                 before.slug() == row.details.slug ? "groups.slug.taken" : "groups.name.taken");
  }
  TRY(decide_register(saving.command.actor, before.village()));
  Group after = before;
  after.details = row.details;
  if (after.details.slug.empty()) after.details.slug = before.slug();
  after.state = row.state;
  after.closed_reason = row.closed_reason;
  const bool edited = after.details != before.details;
  const bool moved = after.state != before.state || after.closed_reason != before.closed_reason;
  if (!edited && !moved) return Outcome::unchanged;
  after.changed_at = saving.now;
  after = TRY(fitted(tx, after, saving.places));
  if (!Registry::save(tx, after, before.revision))
    return Error(Refusal::conflict, "groups.changed_meanwhile");
  const people::Actor& actor = saving.command.actor;
  if (edited) saving.outside.ledger.append(tx, note_of("group_edited", after, actor), saving.now);
  if (moved) saving.outside.ledger.append(tx, state_note(after, before.state, actor), saving.now);
  return Outcome::updated;
}

Result<Outcome> save(db::Tx& tx, const GroupRow& row, const Saving& saving) {
  TRY(decide_register(saving.command.actor, row.details.village));
  if (const auto present = find_present(tx, row.details)) {
    // Two rows for one group: which of them is right, only people know.
    if (!saving.met.insert(present->id).second)
      return Error(Refusal::conflict, "groups.import.twice");
    return update(tx, *present, row, saving);
  }
  Group group;
  group.id = saving.outside.ids.next<Group>();
  group.details = row.details;
  group.state = row.state;
  group.closed_reason = row.closed_reason;
  group.created_at = group.changed_at = saving.now;
  const Group fit = TRY(fitted(tx, group, saving.places));
  Registry::add(tx, fit);
  saving.met.insert(fit.id);
  saving.outside.ledger.append(tx, note_of("group_registered", fit, saving.command.actor),
                               saving.now);
  return Outcome::added;
}

void count(GroupImportReport& report, Outcome outcome) {
  switch (outcome) {
    case Outcome::added: ++report.added; return;
    case Outcome::updated: ++report.updated; return;
    case Outcome::unchanged: ++report.unchanged; return;
  }
}

}  // namespace

Result<> Groups::import_csv(const ImportGroups& command, GroupImportReport& report) {
  report = {};
  const Names names = outside_.db.read([](db::Tx& tx) {
    return Names{Catalogues::kinds(tx), Catalogues::fields(tx)};
  });
  const std::vector<ReadRow> rows = TRY(read_rows(command, names, report));
  const GroupImportReport checked = report;
  std::set<Id<Group>> met;
  const Saving saving{command, outside_, places_, outside_.clock.now(), met};
  const auto saved = outside_.db.write([&](db::Tx& tx) -> Result<> {
    report = checked;  // the closure may run again
    met.clear();
    std::int64_t done = 0;
    for (const ReadRow& row : rows) {
      const auto outcome = save(tx, row.row, saving);
      if (outcome.ok()) {
        count(report, *outcome);
      } else {
        report.refused.push_back(refused_row(row.line, outcome.error()));
      }
      if (command.progress) command.progress(++done, static_cast<std::int64_t>(rows.size()));
    }
    std::sort(
        report.refused.begin(), report.refused.end(),
        [](const RefusedRow& left, const RefusedRow& right) { return left.line < right.line; });
    const bool refuse =
        !report.refused.empty() && command.on_refusal == places::OnRefusal::keep_nothing;
    if (refuse)
      return Error(Refusal::invalid, "groups.import.refused",
                   std::to_string(report.refused.size()));
    return {};
  });
  if (!saved.ok()) report.added = report.updated = report.unchanged = 0;
  if (saved.ok()) outside_.db.announce();
  return saved;
}

Result<std::string> Groups::export_csv(const people::Actor& actor,
                                       const places::AreaCode& area) const {
  if (!actor.is_office(area)) return Error(Refusal::forbidden, "groups.register.not_office");
  std::vector<Group> groups =
      outside_.db.read([&](db::Tx& tx) { return Registry::all_within(tx, area); });
  // Here and not in SQL: the same bytes whatever the database's collation.
  std::sort(groups.begin(), groups.end(), [](const Group& left, const Group& right) {
    return std::pair(left.village(), left.slug()) < std::pair(right.village(), right.slug());
  });
  std::string text = csv_line(column_names());
  for (const Group& group : groups) text += csv_line(write_row(group));
  return text;
}

}  // namespace kentongan::groups
