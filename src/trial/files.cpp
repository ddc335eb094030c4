#include "trial/files.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace kentongan::trial {

namespace {

using Row = std::vector<std::string_view>;

Error malformed(std::size_t line) {
  return Error(Refusal::invalid, "trial.file_malformed", "line " + std::to_string(line));
}

/// Lines of columns, some of them named.
struct Table {
  std::vector<Row> rows;
  std::size_t first_line = 1;

  /// The column, or nothing when the header does not name it.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - header.begin());
  }
  Row header;
};

std::string cell(const Row& row, std::optional<std::size_t> column) {
  if (!column || *column >= row.size()) return {};
  return std::string(row[*column]);
}

/// `named`: the column whose name in the first line says that it is a header.
Table table_of(std::string_view tsv, std::string_view named, const Row& unnamed) {
  Table table;
  for (std::string_view line : split(tsv, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    table.rows.push_back(split(line, '\t'));
  }
  if (!table.rows.empty()) {
    const Row& first = table.rows.front();
    if (std::find(first.begin(), first.end(), named) != first.end() ||
        std::find(first.begin(), first.end(), "tweet_content") != first.end()) {
      table.header = first;
      for (std::string_view& column : table.header) {
        // As CheckThat! names them; its first column has no name.
        if (column.empty()) column = named == "title" ? "id" : "qid";
        if (column == "vclaim") column = "narrative";
        if (column == "tweet_content") column = "text";
      }
      table.rows.erase(table.rows.begin());
      table.first_line = 2;
      return table;
    }
  }
  table.header = unnamed;
  return table;
}

bool is_empty(const Row& row) { return row.size() == 1 && row[0].empty(); }

std::vector<std::string> ids_in(std::string_view cell) {
  std::vector<std::string> ids;
  for (const std::string_view id : split(cell, ',')) {
    if (!trim(id).empty()) ids.emplace_back(trim(id));
  }
  return ids;
}

/// Any number that differs between verdicts; the engine only asks whether two are the same.
std::int32_t verdict_of(std::string_view label) {
  std::uint32_t hash = 2166136261U;
  for (const char c : label) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return static_cast<std::int32_t>(hash >> 1U);
}

}  // namespace

Result<std::vector<Claim>> read_claims(std::string_view tsv) {
  const Table table = table_of(tsv, "title", {"id", "title"});
  const auto id = table.column("id");
  const auto title = table.column("title");
  if (!id || !title) return malformed(1);
  std::vector<Claim> claims;
  std::unordered_set<std::string> seen;
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    const Row& row = table.rows[at];
    if (is_empty(row)) continue;
    if (row.size() < 2) return malformed(table.first_line + at);
    Claim claim{.id = cell(row, id), .title = cell(row, title)};
    claim.message = cell(row, table.column("narrative"));
    claim.article = cell(row, table.column("explanation"));
    const std::string conclusion = cell(row, table.column("conclusion"));
    if (!conclusion.empty()) claim.article += "\n" + conclusion;
    claim.date = cell(row, table.column("date"));
    claim.verdict = verdict_of(cell(row, table.column("label")));
    if (claim.id.empty() || !seen.insert(claim.id).second) return malformed(table.first_line + at);
    claims.push_back(std::move(claim));
  }
  return claims;
}

Result<std::vector<Asked>> read_messages(std::string_view tsv) {
  const Table table = table_of(tsv, "qid", {"docid", "text"});
  const auto text = table.column("text");
  if (!text) return malformed(1);
  const auto id = table.column("qid");
  auto kind = table.column("bucket");
  if (!kind) kind = table.column("level");
  std::vector<Asked> messages;
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    const Row& row = table.rows[at];
    if (is_empty(row)) continue;
    if (row.size() < 2) return malformed(table.first_line + at);
    messages.push_back({.id = id ? cell(row, id) : std::to_string(table.first_line + at),
                        .text = cell(row, text),
                        .split = cell(row, table.column("split")),
                        .kind = cell(row, kind),
                        .right = ids_in(cell(row, table.column("docid")))});
  }
  return messages;
}

Result<Twins> read_twins(std::string_view tsv) {
  Twins twins;
  const Table table = table_of(tsv, "docid", {});
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    const Row& row = table.rows[at];
    if (is_empty(row)) continue;
    if (row.size() < 2) return malformed(table.first_line + at);
    twins[std::string(row[0])].emplace_back(row[1]);
    twins[std::string(row[1])].emplace_back(row[0]);
  }
  return twins;
}

Result<std::vector<Asked>> read_recurring(std::string_view messages, std::string_view relevant,
                                          Links links) {
  std::vector<Asked> asked = TRY(read_messages(messages));
  const Table own = table_of(messages, "qid", {});
  const auto id = own.column("qid");
  const auto self = own.column("self_docid");
  if (!id || !self) return malformed(1);
  std::map<std::string, Asked*, std::less<>> by_id;
  for (Asked& one : asked) by_id[one.id] = &one;
  for (const Row& row : own.rows) {
    const auto known = by_id.find(cell(row, id));
    if (known != by_id.end()) known->second->kind = cell(row, self);
  }
  const Table pairs = table_of(relevant, "qid", {});
  for (const Row& row : pairs.rows) {
    if (row.size() < 4 || row[2] != "2" || (links == Links::by_hand && row[3] != "ref")) continue;
    const auto known = by_id.find(row[0]);
    if (known != by_id.end()) known->second->right.emplace_back(row[1]);
  }
  return asked;
}

void add_relevant(std::vector<Asked>& messages, std::string_view relevant) {
  std::map<std::string, Asked*, std::less<>> by_id;
  for (Asked& one : messages) by_id[one.id] = &one;
  for (std::string_view line : split(relevant, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const Row row = split(line, '\t');
    if (row.size() < 4 || row[3] == "0") continue;
    const auto known = by_id.find(row[0]);
    if (known != by_id.end()) known->second->right.emplace_back(row[2]);
  }
}

void add_twins(std::vector<Asked>& messages, const Twins& twins) {
  for (Asked& message : messages) {
    for (std::size_t at = 0, count = message.right.size(); at < count; ++at) {
      const auto same = twins.find(message.right[at]);
      if (same == twins.end()) continue;
      for (const std::string& twin : same->second) message.right.push_back(twin);
    }
    std::sort(message.right.begin(), message.right.end());
    message.right.erase(std::unique(message.right.begin(), message.right.end()),
                        message.right.end());
  }
}

}  // namespace kentongan::trial
