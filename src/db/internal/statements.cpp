#include "db/internal/statements.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace kentongan::db {

namespace {

std::size_t after(std::string_view sql, std::string_view end, std::size_t from) {
  const std::size_t found = sql.find(end, from);
  return found == std::string_view::npos ? sql.size() : found + end.size();
}

/// The length of the string, name or comment that begins at `at`; 0 when none does. A doubled quote
/// inside a string reads as two strings side by side, which comes to the same.
std::size_t opaque_length(std::string_view sql, std::size_t at) {
  const std::string_view rest = sql.substr(at);
  if (rest.starts_with('\'')) return after(sql, "'", at + 1) - at;
  if (rest.starts_with('"')) return after(sql, "\"", at + 1) - at;
  if (rest.starts_with("--")) return after(sql, "\n", at + 2) - at;
  if (rest.starts_with("/*")) return after(sql, "*/", at + 2) - at;
  return 0;
}

bool is_comment(std::string_view piece) {
  return piece.starts_with("--") || piece.starts_with("/*");
}

}  // namespace

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> statements;
  std::string statement;
  const auto finish = [&] {
    const std::string_view text = trim(statement);
    if (!text.empty()) statements.emplace_back(text);
    statement.clear();
  };
  for (std::size_t at = 0; at < script.size();) {
    if (const std::size_t length = opaque_length(script, at); length > 0) {
      const std::string_view piece = script.substr(at, length);
      statement += is_comment(piece) ? std::string_view("\n") : piece;
      at += length;
      continue;
    }
    if (script[at] == ';') {
      finish();
    } else {
      statement += script[at];
    }
    ++at;
  }
  finish();
  return statements;
}

PostgresText with_postgres_parameters(std::string_view sql) {
  PostgresText made;
  made.text.reserve(sql.size());
  for (std::size_t at = 0; at < sql.size();) {
    if (const std::size_t length = opaque_length(sql, at); length > 0) {
      made.text += sql.substr(at, length);
      at += length;
      continue;
    }
    if (sql[at] != '?') {
      made.text += sql[at++];
      continue;
    }
    std::size_t number = 0;
    const auto [end, problem] =
        std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    KENTONGAN_BUG_IF(problem != std::errc() || number == 0);
    made.text += '$' + std::to_string(number);
    made.parameters = std::max(made.parameters, number);
    at = static_cast<std::size_t>(end - sql.data());
  }
  return made;
}

}  // namespace kentongan::db
