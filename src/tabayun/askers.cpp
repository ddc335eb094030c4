// What those who answer askers on other ways need to know.
#include "tabayun/archive.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>

namespace kentongan::tabayun {

std::vector<Id<Question>> Tabayun::questions_about(db::Tx& tx, Id<Claim> claim, Id<Question> after,
                                                   std::int64_t limit) const {
  return questions::list_about(tx, claim, after, limit);
}

Result<Claim> Tabayun::find_any(db::Tx& tx, Id<Claim> claim) const {
  return claims::must_find(tx, claim);
}

std::optional<Span> Tabayun::usual_wait() const {
  constexpr std::int64_t most = 50;
  constexpr std::size_t fewest = 5;
  std::vector<Span> waits =
      outside_.db.read([](db::Tx& tx) { return claims::list_waits(tx, most); });
  if (waits.size() < fewest) return std::nullopt;
  const auto middle = waits.begin() + static_cast<std::ptrdiff_t>(waits.size() / 2);
  std::nth_element(waits.begin(), middle, waits.end());
  return *middle;
}

}  // namespace kentongan::tabayun
