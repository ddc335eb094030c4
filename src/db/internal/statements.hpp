// Just enough of SQL's shape to cut a schema step into statements and to rename parameters: knows
// 'strings', "names", -- comments and /* comments */, nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kentongan::db {

/// The statements of a script, without their `;`, blank ones left out.
[[nodiscard]] std::vector<std::string> split_statements(std::string_view script);

struct PostgresText {
  std::string text;
  std::size_t parameters = 0;  ///< the highest number
};
/// `?1` becomes `$1` where it is a parameter. Errors: throws `Bug` for a `?` without a number.
[[nodiscard]] PostgresText with_postgres_parameters(std::string_view sql);

}  // namespace kentongan::db
