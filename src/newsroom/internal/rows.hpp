// How values of item.hpp are spelled in columns.
#pragma once

#include "db/db.hpp"
#include "newsroom/item.hpp"

#include <string>
#include <vector>

namespace kentongan::newsroom::rows {

/// Lists as words parted by blanks. The nation's code, which is empty, is spelled `-`.
[[nodiscard]] std::string spell_areas(const std::vector<places::AreaCode>& areas);
[[nodiscard]] std::vector<places::AreaCode> read_areas(const std::string& text);
[[nodiscard]] std::string spell_topics(const std::vector<std::string>& topics);
[[nodiscard]] std::vector<std::string> read_topics(const std::string& text);
[[nodiscard]] std::string spell_accounts(const std::vector<Id<people::Account>>& accounts);
[[nodiscard]] std::vector<Id<people::Account>> read_accounts(const std::string& text);

/// Content from ten columns that begin at `first`: kind, title, summary, body, source, provenance,
/// adinda, group_id, areas, topics.
inline constexpr std::size_t content_columns = 10;
[[nodiscard]] Content read_content(const db::Row& row, std::size_t first);

/// The value of an enumerator that our own program wrote. Errors: throws `Bug` for any other word.
template <typename Value>
[[nodiscard]] Value known(const std::optional<Value>& found) {
  KENTONGAN_BUG_IF(!found.has_value());
  return *found;
}

}  // namespace kentongan::newsroom::rows
