// The four imports: each says how much was kept, and which lines were refused and why.
#include "base/text.hpp"
#include "cli/verbs.hpp"

namespace kentongan::cli {
namespace {

constexpr std::size_t shown_refusals = 20;

places::OnRefusal on_refusal(const Call& call) {
  return call.arguments.partial ? places::OnRefusal::keep_the_rest
                                : places::OnRefusal::keep_nothing;
}

std::function<void(std::int64_t, std::int64_t)> progress(const Call& call) {
  return [&output = call.output](std::int64_t finished, std::int64_t total) {
    output.progress(finished, total);
  };
}

/// Prints the first refused rows; `describe` gives {place, message key}.
template <typename Rows, typename Describe>
void print_refused(const Call& call, const Rows& rows, std::size_t count,
                   const Describe& describe) {
  std::size_t shown = 0;
  for (const auto& row : rows) {
    if (shown++ == shown_refusals) break;
    const auto [line, message] = describe(row);
    call.output.problem(
        call.text("cli.refused_row", {{"line", line}, {"reason", call.text(message)}}));
  }
  if (count > shown_refusals) {
    call.output.problem(
        call.text("cli.refused_more", {{"count", std::to_string(count - shown_refusals)}}));
  }
}

std::string number(std::int64_t count) { return thousands(count); }

}  // namespace

int run_import_areas(const Call& call) {
  places::AreaImportReport report;
  const Result<> outcome = call.application.places().import_areas(
      {.folder = call.arguments.file, .on_refusal = on_refusal(call), .progress = progress(call)},
      report);
  print_refused(call, report.refused, static_cast<std::size_t>(report.refused_count),
                [](const auto& row) {
                  return std::pair(row.file + ":" + std::to_string(row.line), row.message);
                });
  if (!outcome.ok()) return explain(call.output, call.language, outcome.error());
  call.output.line(call.text("cli.import.areas_done", {{"provinces", number(report.provinces)},
                                                       {"regencies", number(report.regencies)},
                                                       {"districts", number(report.districts)},
                                                       {"villages", number(report.villages)},
                                                       {"refused", number(report.refused_count)}}));
  return done;
}

int run_import_groups(const Call& call) {
  const Result<std::string> csv = read_file(call.arguments.file);
  if (!csv.ok()) return explain(call.output, call.language, csv.error());
  groups::GroupImportReport report;
  const Result<> outcome =
      call.application.groups().import_csv({.actor = people::the_installation(),
                                            .csv = *csv,
                                            .on_duplicate = groups::OnDuplicate::update,
                                            .on_refusal = on_refusal(call),
                                            .progress = progress(call)},
                                           report);
  print_refused(call, report.refused, report.refused.size(), [](const auto& row) {
    return std::pair(std::to_string(row.line) + (row.column.empty() ? "" : " (" + row.column + ")"),
                     row.message);
  });
  if (!outcome.ok()) return explain(call.output, call.language, outcome.error());
  call.output.line(
      call.text("cli.import.groups_done",
                {{"added", number(report.added)},
                 {"changed", number(report.updated)},
                 {"refused", number(static_cast<std::int64_t>(report.refused.size()))}}));
  return done;
}

int run_import_factchecks(const Call& call) {
  tabayun::FactcheckReport report;
  const Result<> outcome = call.application.tabayun().import_factchecks(
      {.file = call.arguments.file,
       .on_refusal = call.arguments.partial ? tabayun::OnRefusal::keep_the_rest
                                            : tabayun::OnRefusal::keep_nothing,
       .progress = progress(call)},
      report);
  print_refused(call, report.refused, static_cast<std::size_t>(report.refused_count),
                [](const auto& row) { return std::pair(std::to_string(row.line), row.message); });
  if (!outcome.ok()) return explain(call.output, call.language, outcome.error());
  call.output.line(
      call.text("cli.import.factchecks_done", {{"added", number(report.added)},
                                               {"changed", number(report.changed)},
                                               {"refused", number(report.refused_count)}}));
  return done;
}

int run_import_boundaries(const Call& call) {
  const Result<std::string> geojson = read_file(call.arguments.file);
  if (!geojson.ok()) return explain(call.output, call.language, geojson.error());
  const Result<places::BoundaryImportReport> report =
      call.application.places().import_boundaries(*geojson);
  if (!report.ok()) return explain(call.output, call.language, report.error());
  print_refused(call, report->refused, report->refused.size(),
                [](const auto& row) { return std::pair(std::to_string(row.line), row.message); });
  call.output.line(
      call.text("cli.import.boundaries_done",
                {{"kept", number(report->outlines)},
                 {"refused", number(static_cast<std::int64_t>(report->refused.size()))}}));
  return done;
}

}  // namespace kentongan::cli
