// Comma-separated files as people really send them, and as we write them.
//
// Reads RFC 4180 strictly about quotes and gently about the rest: a byte-order mark, any line end,
// `;` or tab instead of `,` (Excel in Indonesian), a first line `sep=;`, rows of unequal length.
// Writes `,`, CRLF, quotes only where needed, and defuses what a spreadsheet would run as a
// formula:
//   =HYPERLINK(...)  is written  '=HYPERLINK(...)   and read back as it was.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan {

struct CsvRow {
  std::int64_t line = 0;  ///< where it begins, from 1
  std::vector<std::string> cells;
  const char* problem = nullptr;  ///< key of the catalogue when the row cannot be read
};

/// Reads row by row. A row that cannot be read is handed out with its problem; reading goes on
/// after it. Lifetime: the text must outlive the reader. Thread: one at a time.
class CsvReader {
 public:
  /// Errors: invalid `csv.empty`, `csv.not_utf8` (also UTF-16), `csv.has_nul`.
  [[nodiscard]] static Result<CsvReader> open(std::string_view text);

  /// The next row that is not blank; false at the end. Problems: `csv.quote_misplaced`,
  /// `csv.quote_unclosed`, `csv.too_many_cells` (over 1,000).
  [[nodiscard]] bool next(CsvRow& row);
  [[nodiscard]] char separator() const { return separator_; }

 private:
  CsvReader(std::string_view text, char separator, std::int64_t line)
      : text_(text), separator_(separator), line_(line) {}
  const char* read_quoted(std::string& cell);
  void skip_line();
  bool take_line_end();

  std::string_view text_;
  std::size_t at_ = 0;
  char separator_;
  std::int64_t line_;
};

/// One line with its CRLF.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

/// Puts `'` before what a spreadsheet would take for a formula; `fused` takes it away again.
[[nodiscard]] std::string defused(std::string_view cell);
[[nodiscard]] std::string fused(std::string_view cell);

}  // namespace kentongan
