// The columns of a registry file, as import reads and export writes them. Pure.
//
//   name,slug,national_number,partner_kind,fields,village_code,…,state,note
//   fields and equipment: slugs parted by `;`    channels: `kind:value` parted by `;`
//   days: 2026-11-21 (read also: 21/11/2026, 21-11-2026, 21 November 2026, Excel's 46347)
//   state: a State's name; `closed:disbanded` with its reason
#pragma once

#include "base/result.hpp"
#include "groups/commands.hpp"
#include "groups/group.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::groups {

/// One row of a file, before the database is asked.
struct GroupRow {
  GroupDetails details;
  std::optional<double> latitude;
  std::optional<double> longitude;
  State state = State::registered;  ///< what an empty cell means
  std::optional<ClosedReason> closed_reason;
};

/// What names in cells stand for.
struct Names {
  std::vector<Named> kinds;
  std::vector<Named> fields;
};

/// Position in the file of each column, in the order of the table; nothing where it is missing.
struct Header {
  std::vector<std::optional<std::size_t>> positions;
  std::vector<std::string> unknown;
};

[[nodiscard]] std::vector<std::string> column_names();
/// Knows the names above and what people in offices call them (`Nama Kelompok`, `Kode Desa`, `No.
/// SK`). Errors: invalid `groups.import.no_header` when name or village is missing;
/// `groups.import.column_twice`.
[[nodiscard]] Result<Header> read_header(const std::vector<std::string>& cells);
/// Errors: invalid with the column's name as detail.
[[nodiscard]] Result<GroupRow> read_row(const Header& header, const std::vector<std::string>& cells,
                                        const Names& names);
[[nodiscard]] std::vector<std::string> write_row(const Group& group);

/// A day as people and spreadsheets write it. Errors: invalid `groups.day.malformed`.
[[nodiscard]] Result<Day> parse_any_day(std::string_view text);

}  // namespace kentongan::groups
