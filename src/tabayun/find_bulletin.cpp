// The queries behind the weekly bulletin and the list of scams.
#include "tabayun/internal/bulletins.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>

namespace kentongan::tabayun {
namespace {

std::vector<Claim> whole(db::Tx& tx, const std::vector<Id<Claim>>& ids) {
  std::vector<Claim> claims;
  for (const Id<Claim> id : ids) {
    if (auto claim = claims::find(tx, id)) claims.push_back(std::move(*claim));
  }
  return claims;
}

}  // namespace

std::int64_t Bulletin::published_count() const {
  std::int64_t sum = 0;
  for (const auto& [verdict, count] : verdicts) sum += count;
  return sum;
}

Bulletin Tabayun::bulletin(const Period& period) const {
  return outside_.db.read([&](db::Tx& tx) {
    Bulletin bulletin;
    bulletin.published = whole(tx, bulletins::list_published(tx, period, most_in_bulletin));
    bulletin.verdicts = bulletins::count_verdicts(tx, period);
    bulletin.corrected = whole(tx, bulletins::list_corrected(tx, period, most_in_bulletin));
    for (const auto& [id, askers] :
         bulletins::list_most_asked(tx, period, most_asked_in_bulletin)) {
      if (auto claim = claims::find(tx, id))
        bulletin.most_asked.push_back({std::move(*claim), askers});
    }
    bulletin.questions = bulletins::count_questions(tx, period);
    return bulletin;
  });
}

std::map<std::int64_t, std::int64_t> Tabayun::count_published(Instant from, Span span) const {
  KENTONGAN_BUG_IF(span.count() <= 0);
  return outside_.db.read([&](db::Tx& tx) { return bulletins::count_by_span(tx, from, span); });
}

std::vector<SeenTrace> Tabayun::list_scam_traces(const std::vector<std::string>& own_hosts) const {
  const std::vector<Claim> scams = outside_.db.read(
      [](db::Tx& tx) { return whole(tx, bulletins::list_scams(tx, most_scams_read)); });
  return gather_traces(scams, own_hosts);
}

}  // namespace kentongan::tabayun
