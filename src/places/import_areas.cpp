// Reads the four files of idn-area-data. They are checked whole before the database is touched, so
// the one write closure only saves.
#include "places/import_areas.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"
#include "places/folded_name.hpp"
#include "places/internal/areas.hpp"
#include "places/places.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <unordered_set>
#include <utility>

namespace kentongan::places {
namespace {

constexpr std::size_t most_listed = 1'000;
constexpr std::size_t longest_name = 120;
constexpr std::size_t largest_file = 64 * 1024 * 1024;

struct AreaFile {
  const char* name;
  Level level;
  std::int64_t AreaImportReport::*count;
};
constexpr std::array area_files{
    AreaFile{"provinces.csv", Level::province, &AreaImportReport::provinces},
    AreaFile{"regencies.csv", Level::regency, &AreaImportReport::regencies},
    AreaFile{"districts.csv", Level::district, &AreaImportReport::districts},
    AreaFile{"villages.csv", Level::village, &AreaImportReport::villages},
};

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error(Refusal::not_found, "places.import.no_file", path);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (bytes.size() > largest_file) return Error(Refusal::invalid, "places.import.too_large", path);
  return bytes;
}

/// `Kabupaten Majalengka` → `Majalengka`: the word for the level is known from the code. The source
/// writes `Soka"an` for Soka'an.
std::string own_name(std::string_view written, Level level) {
  std::string_view name = trim(written);
  if (level == Level::regency) {
    for (const std::string_view word :
         {"Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "}) {
      if (!name.starts_with(word)) continue;
      name.remove_prefix(word.size());
      break;
    }
  }
  std::string own = replace_all(name, "\"", "'");
  for (char& c : own) {
    if (c == '\t' || c == '\n' || c == '\r') c = ' ';
  }
  return own;
}

const char* problem_of_name(const std::string& name) {
  if (folded_name(name).empty()) return "places.import.name_empty";
  return length_utf8(name) > longest_name ? "places.import.name_too_long" : nullptr;
}

/// Collects good rows and refusals of one import.
class Reading {
 public:
  explicit Reading(AreaImportReport& report) : report_(report) {}

  Result<> read(const AreaFile& file, std::string_view text) {
    CsvReader reader = TRY(CsvReader::open(text));
    CsvRow row;
    if (!reader.next(row)) return Error(Refusal::invalid, "csv.empty", file.name);
    const auto code_column = column(row, "code");
    const auto name_column = column(row, "name");
    if (!code_column || !name_column)
      return Error(Refusal::invalid, "places.import.no_header", file.name);
    while (reader.next(row)) {
      const char* problem = row.problem;
      if (problem == nullptr) problem = take(file, row, *code_column, *name_column);
      if (problem != nullptr) refuse({file.name, row.line, problem});
    }
    return {};
  }
  [[nodiscard]] const std::vector<AreaRow>& rows() const { return rows_; }

 private:
  static std::optional<std::size_t> column(const CsvRow& header, std::string_view name) {
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      if (lower_ascii(trim(header.cells[i])) == name) return i;
    }
    return std::nullopt;
  }

  const char* take(const AreaFile& file, const CsvRow& row, std::size_t code_at,
                   std::size_t name_at) {
    if (row.cells.size() <= std::max(code_at, name_at)) return "places.import.cells_missing";
    const auto code = AreaCode::parse(trim(row.cells[code_at]));
    if (!code.ok()) return code.error().message();
    if (code->level() != file.level) return "places.import.wrong_level";
    std::string name = own_name(row.cells[name_at], file.level);
    if (const char* problem = problem_of_name(name)) return problem;
    if (file.level != Level::province && !seen_.contains(code->parent().text())) {
      return "places.import.parent_missing";
    }
    if (!seen_.insert(code->text()).second) return "places.import.code_twice";
    rows_.push_back({*code, std::move(name)});
    ++(report_.*file.count);
    return nullptr;
  }

  void refuse(RefusedLine line) {
    ++report_.refused_count;
    if (report_.refused.size() < most_listed) report_.refused.push_back(std::move(line));
  }

  AreaImportReport& report_;
  std::unordered_set<std::string> seen_;
  std::vector<AreaRow> rows_;
};

}  // namespace

Result<> Places::import_areas(const ImportAreas& command, AreaImportReport& report) {
  report = {};
  Reading reading(report);
  for (const AreaFile& file : area_files) {
    const std::string text = TRY(read_file(command.folder + "/" + file.name));
    TRY(reading.read(file, text));
  }
  if (report.refused_count > 0 && command.on_refusal == OnRefusal::keep_nothing) {
    return Error(Refusal::invalid, "places.import.refused", std::to_string(report.refused_count));
  }
  std::vector<AreaRow> rows = reading.rows();
  // In order of code, the way the tables' trees grow: half the time of random order.
  std::sort(rows.begin(), rows.end(),
            [](const AreaRow& left, const AreaRow& right) { return left.code < right.code; });
  return db_.write([&](db::Tx& tx) -> Result<> {
    Areas::save(tx, rows, [&](std::size_t done) {
      if (command.progress) {
        command.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(rows.size()));
      }
    });
    Areas::count_version_up(tx);
    return {};
  });
}

Result<> Places::set_area(const AreaCode& code, std::string_view name) {
  if (code.level() == Level::nation) return Error(Refusal::invalid, "places.import.wrong_level");
  const std::string own = own_name(clean_utf8(name.substr(0, 1'000)), code.level());
  if (const char* problem = problem_of_name(own)) return Error(Refusal::invalid, problem);
  return db_.write([&](db::Tx& tx) -> Result<> {
    TRY(find(tx, code.parent()));
    Areas::save(tx, {{code, own}}, {});
    Areas::count_version_up(tx);
    return {};
  });
}

}  // namespace kentongan::places
