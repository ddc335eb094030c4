// Two tables: our own (`verdict`, `claim`, `\n` for a new line) and the archive's (`label`,
// `narrative`).
#include "tabayun/factcheck_file.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace kentongan::tabayun {

namespace {

using Cells = std::vector<std::string_view>;

/// `\n`, `\t` and `\\` as the characters they stand for.
std::string unescape(std::string_view cell) {
  if (cell.find('\\') == std::string_view::npos) return std::string(cell);
  std::string text;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    const char next = cell[at] == '\\' && at + 1 < cell.size() ? cell[at + 1] : '\0';
    if (next == 'n' || next == 't' || next == '\\') {
      text += next == 'n' ? '\n' : next == 't' ? '\t' : '\\';
      ++at;
    } else {
      text += cell[at];
    }
  }
  return text;
}

/// A table whose first line names the columns.
class Table {
 public:
  static Result<Table> open(std::string_view text, std::initializer_list<std::string_view> needed) {
    Table table(text);
    table.header_ = split(table.next_line(), '\t');
    for (std::string_view& name : table.header_) name = trim(name);
    for (const std::string_view name : needed) {
      if (!table.has(name)) return Error(Refusal::invalid, "tabayun.import.no_header");
    }
    return table;
  }

  [[nodiscard]] bool has(std::string_view column) const {
    return std::find(header_.begin(), header_.end(), column) != header_.end();
  }

  /// Hands every row to `take`; what it refuses, and rows with too few or too many cells, go to
  /// `refused`. Returns how many rows there were.
  std::int64_t each(
      std::vector<RefusedRecord>& refused,
      const std::function<Result<>(const Table&, const Cells&, std::int64_t line)>& take) {
    std::int64_t seen = 0;
    while (!rest_.empty()) {
      const std::string_view line = next_line();
      if (trim(line).empty()) continue;
      ++seen;
      const Cells cells = split(line, '\t');
      if (cells.size() != header_.size()) {
        refused.push_back({line_, cells.size() < header_.size() ? "tabayun.import.cells_missing"
                                                                : "tabayun.import.cells_extra"});
        continue;
      }
      if (const auto taken = take(*this, cells, line_); !taken.ok())
        refused.push_back({line_, taken.error().message()});
    }
    return seen;
  }

  [[nodiscard]] std::string_view cell(const Cells& cells, std::string_view column) const {
    const auto found = std::find(header_.begin(), header_.end(), column);
    return found == header_.end() ? std::string_view()
                                  : cells[static_cast<std::size_t>(found - header_.begin())];
  }

 private:
  explicit Table(std::string_view text) : rest_(text) {}

  std::string_view next_line() {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_ = rest_.substr(std::min(end + 1, rest_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++line_;
    return line;
  }

  std::string_view rest_;
  Cells header_;
  std::int64_t line_ = 0;
};

/// A word of an enumeration, or none when the cell is empty. Errors: invalid `tabayun.import.word`.
template <typename Value>
Result<std::optional<Value>> optional_word(std::string_view cell,
                                           std::optional<Value> (*find)(std::string_view)) {
  const std::string_view name = trim(cell);
  if (name.empty()) return std::optional<Value>();
  const auto value = find(name);
  if (!value) return Error(Refusal::invalid, "tabayun.import.word");
  return value;
}

Result<Verdict> verdict_of_label(std::string_view label) {
  if (label == "hoax") return Verdict::false_;
  if (label == "valid") return Verdict::true_;
  if (label == "unknown" || label.empty()) return Verdict::unproven;
  return Error(Refusal::invalid, "tabayun.import.word");
}

/// A row of the archive.
Result<FactcheckRecord> archive_record(const Table& table, const Cells& cells) {
  FactcheckRecord record;
  const TaggedTitle tagged = read_title(table.cell(cells, "title"));
  const Verdict by_label = TRY(verdict_of_label(trim(table.cell(cells, "label"))));
  record.finding.title = tagged.title;
  record.finding.verdict = tagged.verdict.value_or(by_label);
  record.finding.kind = tagged.kind;
  record.finding.claim = table.cell(cells, "narrative");
  const std::string_view category = trim(table.cell(cells, "category"));
  if (category == "others") {
    record.finding.topic = Topic::other;
  } else {
    record.finding.topic = find_topic(category);
  }
  const bool is_scam = category == "scam" && by_label == Verdict::false_;
  if (is_scam && !record.finding.kind) record.finding.kind = Kind::scam;
  return record;
}

/// A row of our own table.
Result<FactcheckRecord> own_record(const Table& table, const Cells& cells) {
  FactcheckRecord record;
  Finding& finding = record.finding;
  const auto verdict = find_verdict(trim(table.cell(cells, "verdict")));
  if (!verdict) return Error(Refusal::invalid, "tabayun.import.word");
  finding.verdict = *verdict;
  finding.kind = TRY(optional_word<Kind>(table.cell(cells, "kind"), find_kind));
  finding.type = TRY(optional_word<Type>(table.cell(cells, "type"), find_type));
  finding.topic = TRY(optional_word<Topic>(table.cell(cells, "topic"), find_topic));
  finding.title = unescape(table.cell(cells, "title"));
  finding.claim = unescape(table.cell(cells, "claim"));
  return record;
}

}  // namespace

Result<FactcheckFile> read_factcheck_tsv(std::string_view text) {
  Table table = TRY(Table::open(text, {"id", "title"}));
  const bool is_archive = table.has("label");
  if (!is_archive && !table.has("verdict"))
    return Error(Refusal::invalid, "tabayun.import.no_header");
  FactcheckFile file{.source = "arsip", .records = {}, .refused = {}};
  file.seen = table.each(file.refused,
                         [&](const Table& of, const Cells& cells, std::int64_t line) -> Result<> {
                           FactcheckRecord record =
                               TRY(is_archive ? archive_record(of, cells) : own_record(of, cells));
                           record.line = line;
                           record.external_id = of.cell(cells, "id");
                           record.checked_on = of.cell(cells, "date");
                           record.author = of.cell(cells, "author");
                           record.finding.explanation = unescape(of.cell(cells, "explanation"));
                           record.finding.conclusion = unescape(of.cell(cells, "conclusion"));
                           record.finding.sources = unescape(of.cell(cells, "sources"));
                           record.finding.url = of.cell(cells, "url");
                           // Archives shorten long addresses with an ellipsis; such an address
                           // leads nowhere.
                           if (is_archive && record.finding.url.find("…") != std::string::npos)
                             record.finding.url.clear();
                           file.records.push_back(TRY(check_record(std::move(record))));
                           return {};
                         });
  if (file.seen == 0) return Error(Refusal::invalid, "tabayun.import.nothing");
  return file;
}

Result<WordingFile> read_wordings(std::string_view bytes) {
  const std::string text = TRY(as_utf8(bytes));
  Table table = TRY(Table::open(text, {"factcheck_id", "message"}));
  WordingFile file;
  file.seen = table.each(
      file.refused, [&](const Table& of, const Cells& cells, std::int64_t line) -> Result<> {
        WordingRecord record{line, std::string(trim(of.cell(cells, "factcheck_id"))),
                             unescape(of.cell(cells, "message"))};
        if (record.external_id.empty()) return Error(Refusal::invalid, "tabayun.import.no_id");
        file.records.push_back(std::move(record));
        return {};
      });
  if (file.seen == 0) return Error(Refusal::invalid, "tabayun.import.nothing");
  return file;
}

}  // namespace kentongan::tabayun
