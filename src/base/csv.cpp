#include "base/csv.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace kentongan {
namespace {

constexpr std::size_t most_cells = 1'000;

/// A minus before a plain number is a number, not a formula.
bool is_negative_number(std::string_view cell) {
  if (!cell.starts_with('-') || cell.size() < 2) return false;
  std::size_t points = 0;
  for (const char c : cell.substr(1)) {
    if (c == '.') {
      ++points;
    } else if (c < '0' || c > '9') {
      return false;
    }
  }
  return points <= 1 && cell[1] != '.' && cell.back() != '.';
}

/// Source: OWASP, CSV Injection: cells that begin with these are run by spreadsheets.
bool is_formula(std::string_view cell) {
  if (cell.empty() || is_negative_number(cell)) return false;
  return std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos;
}

std::string_view behind_apostrophes(std::string_view cell) {
  const std::size_t at = cell.find_first_not_of('\'');
  return at == std::string_view::npos ? std::string_view() : cell.substr(at);
}

/// The separator that the first line has most of, outside quotes; `,` when it has none.
char guess_separator(std::string_view text) {
  std::size_t commas = 0;
  std::size_t semicolons = 0;
  std::size_t tabs = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    if (c == ',') ++commas;
    if (c == ';') ++semicolons;
    if (c == '\t') ++tabs;
  }
  const std::size_t most = std::max({commas, semicolons, tabs});
  if (most == 0 || commas == most) return ',';
  return semicolons == most ? ';' : '\t';
}

}  // namespace

Result<CsvReader> CsvReader::open(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    return Error(Refusal::invalid, "csv.not_utf8");
  }
  if (text.find('\0') != std::string_view::npos) return Error(Refusal::invalid, "csv.has_nul");
  if (!is_utf8(text)) return Error(Refusal::invalid, "csv.not_utf8");
  if (trim(text).empty()) return Error(Refusal::invalid, "csv.empty");
  if (text.size() > 5 && starts_with_ignoring_case(text, "sep=") &&
      (text[5] == '\r' || text[5] == '\n')) {
    const char separator = text[4];
    text.remove_prefix(text.substr(5).starts_with("\r\n") ? 7 : 6);
    return CsvReader(text, separator, 2);
  }
  return CsvReader(text, guess_separator(text), 1);
}

bool CsvReader::take_line_end() {
  if (at_ >= text_.size()) return false;
  if (text_[at_] == '\r') {
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
  } else if (text_[at_] == '\n') {
    ++at_;
  } else {
    return false;
  }
  ++line_;
  return true;
}

void CsvReader::skip_line() {
  at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
  take_line_end();
}

/// Stands on the opening quote; ends behind the closing one.
const char* CsvReader::read_quoted(std::string& cell) {
  const std::size_t opening = at_;
  const std::int64_t opening_line = line_;
  ++at_;
  for (;;) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) {
      // Everything behind would be swallowed: give up this line only.
      at_ = opening;
      line_ = opening_line;
      return "csv.quote_unclosed";
    }
    const std::string_view piece = text_.substr(at_, quote - at_);
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const bool pair = piece[i] == '\r' && i + 1 < piece.size() && piece[i + 1] == '\n';
      if (piece[i] == '\n' || (piece[i] == '\r' && !pair)) ++line_;
    }
    cell.append(piece);
    at_ = quote + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    cell += '"';
    ++at_;
  }
  const bool ends =
      at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\r' || text_[at_] == '\n';
  return ends ? nullptr : "csv.quote_misplaced";
}

bool CsvReader::next(CsvRow& row) {
  const char stops[] = {separator_, '\r', '\n', '"', '\0'};
  while (take_line_end()) {
  }
  row.cells.clear();
  row.problem = nullptr;
  row.line = line_;
  if (at_ >= text_.size()) return false;
  for (;;) {
    std::string cell;
    if (at_ < text_.size() && text_[at_] == '"') {
      row.problem = read_quoted(cell);
    } else {
      const std::size_t stop = std::min(text_.find_first_of(stops, at_), text_.size());
      cell = text_.substr(at_, stop - at_);
      at_ = stop;
      if (at_ < text_.size() && text_[at_] == '"') row.problem = "csv.quote_misplaced";
    }
    if (row.cells.size() == most_cells) row.problem = "csv.too_many_cells";
    if (row.problem != nullptr) {
      skip_line();
      return true;
    }
    row.cells.push_back(std::move(cell));
    if (at_ >= text_.size() || text_[at_] != separator_) break;
    ++at_;
  }
  take_line_end();
  return true;
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line += ',';
    const std::string& cell = cells[i];
    const bool quote = cell.find_first_of(",;\t\"\r\n") != std::string::npos ||
                       cell.starts_with(' ') || cell.ends_with(' ') ||
                       (cells.size() == 1 && cell.empty());
    if (quote) {
      line += '"' + replace_all(cell, "\"", "\"\"") + '"';
    } else {
      line += cell;
    }
  }
  return line + "\r\n";
}

std::string defused(std::string_view cell) {
  return is_formula(behind_apostrophes(cell)) ? "'" + std::string(cell) : std::string(cell);
}

std::string fused(std::string_view cell) {
  if (cell.starts_with('\'') && is_formula(behind_apostrophes(cell))) cell.remove_prefix(1);
  return std::string(cell);
}

}  // namespace kentongan
