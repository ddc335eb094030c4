#include "places/internal/areas.hpp"

#include "base/bug.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kentongan::places {
namespace {

// 83,762 villages one INSERT each would be 83,762 round trips on PostgreSQL; 128 rows of 4
// parameters a statement are 655. The text is put together by the compiler, so it is a literal
// still.
constexpr std::size_t rows_at_once = 128;
constexpr std::string_view insert_head = "INSERT INTO areas (code, parent, level, name) VALUES ";
constexpr std::string_view insert_tail =
    " ON CONFLICT (code) DO UPDATE SET parent = excluded.parent, level = excluded.level, name = "
    "excluded.name";

template <std::size_t Size>
consteval std::array<char, Size> insert_text() {
  std::array<char, Size> text{};
  std::size_t at = 0;
  const auto put = [&](std::string_view piece) {
    for (const char c : piece) text[at++] = c;
  };
  const auto put_number = [&](std::size_t number) {
    std::array<char, 8> digits{};
    std::size_t count = 0;
    for (; number > 0; number /= 10) digits[count++] = static_cast<char>('0' + number % 10);
    while (count > 0) text[at++] = digits[--count];
  };
  put(insert_head);
  for (std::size_t row = 0; row < rows_at_once; ++row) {
    if (row > 0) put(", ");
    for (std::size_t column = 0; column < 4; ++column) {
      put(column == 0 ? "(?" : ", ?");
      put_number(row * 4 + column + 1);
    }
    put(")");
  }
  put(insert_tail);
  return text;
}
constexpr auto insert_many =
    insert_text<insert_head.size() + insert_tail.size() + rows_at_once * 28 + 1>();

template <std::size_t... I>
void run_many(db::Tx& tx, std::vector<db::Value>& values, std::index_sequence<I...>) {
  tx.run(db::Sql(insert_many.data()), std::move(values[I])...);
}

}  // namespace

std::optional<std::string> Areas::find(db::Tx& tx, const AreaCode& code) {
  const auto row = tx.row("SELECT name FROM areas WHERE code = ?1", code.text());
  if (!row) return std::nullopt;
  return row->text(0);
}

std::vector<AreaRow> Areas::children(db::Tx& tx, const AreaCode& parent) {
  std::vector<AreaRow> found;
  tx.each(
      "SELECT code, name FROM areas WHERE parent = ?1 ORDER BY code LIMIT 1000",
      [&](const db::Row& row) {
        found.push_back({AreaCode::parse(row.text(0)).value(), row.text(1)});
      },
      parent.text());
  return found;
}

std::map<AreaCode, std::int64_t> Areas::villages_by_district(db::Tx& tx, const AreaCode& regency) {
  std::map<AreaCode, std::int64_t> counts;
  tx.each(
      "SELECT d.code, COUNT(v.code) FROM areas d LEFT JOIN areas v ON v.parent = d.code"
      " WHERE d.parent = ?1 GROUP BY d.code LIMIT 1000",
      [&](const db::Row& row) { counts[AreaCode::parse(row.text(0)).value()] = row.integer(1); },
      regency.text());
  return counts;
}

Places::Counts Areas::counts(db::Tx& tx, const AreaCode& within) {
  Places::Counts counts;
  // By parents all the way down: an index serves it, and no collation can disturb it.
  const std::array<std::int64_t*, 4> fields{&counts.provinces, &counts.regencies, &counts.districts,
                                            &counts.villages};
  const auto below = static_cast<std::size_t>(within.level());
  if (within.level() == Level::nation) {
    tx.each("SELECT level, COUNT(*) FROM areas GROUP BY level LIMIT 10", [&](const db::Row& row) {
      for (std::size_t i = 0; i < fields.size(); ++i) {
        if (row.text(0) == name_of(static_cast<Level>(i + 1))) *fields[i] = row.integer(1);
      }
    });
    return counts;
  }
  for (std::size_t i = 0; i + below < fields.size(); ++i) {
    std::int64_t& field = *fields[below + i];
    const auto take = [&](const db::Row& row) { field = row.integer(0); };
    if (i == 0) tx.each("SELECT COUNT(*) FROM areas WHERE parent = ?1", take, within.text());
    if (i == 1) {
      tx.each("SELECT COUNT(*) FROM areas a JOIN areas b ON b.code = a.parent WHERE b.parent = ?1",
              take, within.text());
    }
    if (i == 2) {
      tx.each(
          "SELECT COUNT(*) FROM areas a JOIN areas b ON b.code = a.parent"
          " JOIN areas c ON c.code = b.parent WHERE c.parent = ?1",
          take, within.text());
    }
  }
  return counts;
}

void Areas::each(db::Tx& tx, const std::function<void(const AreaCode&, std::string_view)>& each) {
  tx.each("SELECT code, name FROM areas ORDER BY code LIMIT 500000",
          [&](const db::Row& row) { each(AreaCode::parse(row.text(0)).value(), row.text(1)); });
}

void Areas::save(db::Tx& tx, const std::vector<AreaRow>& rows,
                 const std::function<void(std::size_t)>& done) {
  const auto values_of = [](const AreaRow& row, std::vector<db::Value>& values) {
    values.emplace_back(row.code.text());
    values.emplace_back(row.code.parent().text());
    values.emplace_back(name_of(row.code.level()));
    values.emplace_back(row.name);
  };
  std::vector<db::Value> values;
  std::size_t at = 0;
  for (; at + rows_at_once <= rows.size(); at += rows_at_once) {
    values.clear();
    for (std::size_t i = 0; i < rows_at_once; ++i) values_of(rows[at + i], values);
    run_many(tx, values, std::make_index_sequence<rows_at_once * 4>());
    if (done && at / rows_at_once % 32 == 0) done(at);
  }
  for (; at < rows.size(); ++at) {
    tx.run(
        "INSERT INTO areas (code, parent, level, name) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (code) DO UPDATE"
        " SET parent = excluded.parent, level = excluded.level, name = excluded.name",
        rows[at].code.text(), rows[at].code.parent().text(), name_of(rows[at].code.level()),
        rows[at].name);
  }
  if (done) done(rows.size());
}

std::int64_t Areas::version(db::Tx& tx) {
  const auto row = tx.row("SELECT version FROM area_versions WHERE name = 'areas'");
  return row ? row->integer(0) : 0;
}

void Areas::count_version_up(db::Tx& tx) {
  tx.run("UPDATE area_versions SET version = version + 1 WHERE name = 'areas'");
}

}  // namespace kentongan::places
