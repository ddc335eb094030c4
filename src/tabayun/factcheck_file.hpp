// Fact checks as files bring them: four formats read into one shape (docs/formats/factchecks.md).
// Pure.
#pragma once

#include "base/result.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/commands.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::tabayun {

struct FactcheckRecord {
  std::int64_t line = 0;  ///< in TSV; the number of the record, from 1, in JSON
  std::string external_id;
  std::string author = {};
  std::string checked_on = {};
  Finding finding;
};

struct FactcheckFile {
  std::string source;  ///< what the format says who checked: `mafindo`, `claimreview`, `arsip`
  std::vector<FactcheckRecord> records;
  std::vector<RefusedRecord> refused;
  std::int64_t seen = 0;  ///< records, refused ones included
};

/// Reads a whole file. A record that cannot be taken is refused alone, with its reason.
/// Errors: invalid `tabayun.import.not_text`, `.no_header`, `.malformed_json`, `.nothing`.
[[nodiscard]] Result<FactcheckFile> read_factchecks(std::string_view bytes);

struct WordingRecord {
  std::int64_t line = 0;
  std::string external_id;
  std::string text;
};
struct WordingFile {
  std::vector<WordingRecord> records;
  std::vector<RefusedRecord> refused;
  std::int64_t seen = 0;
};
/// Reads TSV with the columns `factcheck_id` and `message`. Errors: as above.
[[nodiscard]] Result<WordingFile> read_wordings(std::string_view bytes);

// ---- the parts
// -----------------------------------------------------------------------------------

/// The bytes of a text file as UTF-8: byte-order mark dropped, bytes that are not UTF-8 read as
/// Windows-1252 (what Excel writes). Errors: invalid `tabayun.import.not_text` for UTF-16 and for
/// files with NUL bytes.
[[nodiscard]] Result<std::string> as_utf8(std::string_view bytes);

/// What fact-checkers put before a title: `[SALAH]`, `(HOAKS)`, `[KLARIFIKASI]`.
struct TaggedTitle {
  std::string title;  ///< without the tag
  std::optional<Verdict> verdict = {};
  std::optional<Kind> kind = {};
};
[[nodiscard]] TaggedTitle read_title(std::string_view title);

/// The verdict a rating's word means (`Salah`, `Mostly False`, `Hoaks`), if it is known.
[[nodiscard]] std::optional<Verdict> verdict_of_word(std::string_view word);

/// Checks what every format must bring and cleans it.
/// Errors: invalid `tabayun.import.no_id`, `.no_title`, `.date`, `.too_long`, `.url`.
[[nodiscard]] Result<FactcheckRecord> check_record(FactcheckRecord record);

[[nodiscard]] Result<FactcheckFile> read_factcheck_tsv(std::string_view text);
[[nodiscard]] Result<FactcheckFile> read_factcheck_json(std::string_view text);

}  // namespace kentongan::tabayun
