#include "tabayun/internal/asked.hpp"

#include "base/bug.hpp"

#include <algorithm>
#include <charconv>

namespace kentongan::tabayun::asked {

namespace {

/// Ids begin with the milliseconds since 2024 (base/id.hpp).
constexpr std::int64_t first_id_millis = 1'704'067'200'000;
constexpr unsigned id_time_shift = 21;
/// Machines that share a database may not agree on the time by this much.
constexpr Span clocks_apart = std::chrono::hours(24);

/// No question asked since then has a smaller id, so that the years before are not read.
std::int64_t id_before(Instant since) {
  const std::int64_t millis = (since - clocks_apart).micros() / 1'000 - first_id_millis;
  return millis <= 0 ? 0 : millis << id_time_shift;
}

std::uint64_t asker_of(const std::string& hash) {
  std::uint64_t asker = 0;
  const char* end = hash.data() + std::min<std::size_t>(hash.size(), 16);
  std::from_chars(hash.data(), end, asker, 16);
  return asker;
}

AskedFact read_fact(const db::Row& row) {
  auto area = places::AreaCode::parse(row.text(2));
  KENTONGAN_BUG_IF(!area.ok());
  return {.question = row.id<Question>(0),
          .claim = row.id<Claim>(1),
          .area = std::move(*area),
          .at = row.instant(3),
          .asker = asker_of(row.text(4))};
}

}  // namespace

std::vector<AskedFact> list(db::Tx& tx, Id<Question> after, Instant since, std::int64_t limit) {
  std::vector<AskedFact> found;
  tx.each(
      "SELECT id, claim_id, area, asked_at, asker FROM questions WHERE id > ?1 AND asked_at >= ?2 "
      "ORDER BY id LIMIT ?3",
      [&found](const db::Row& row) { found.push_back(read_fact(row)); },
      std::max(after.raw(), id_before(since)), since, limit);
  return found;
}

std::optional<AskedFact> find(db::Tx& tx, Id<Question> question) {
  const auto row =
      tx.row("SELECT id, claim_id, area, asked_at, asker FROM questions WHERE id = ?1", question);
  if (!row) return std::nullopt;
  return read_fact(*row);
}

}  // namespace kentongan::tabayun::asked
