// For who counts: askings without their words, and what stands at the head of a claim.
#include "tabayun/internal/asked.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::tabayun {

std::vector<AskedFact> Tabayun::list_asked(Id<Question> after, Instant since,
                                           std::int64_t limit) const {
  return outside_.db.read([&](db::Tx& tx) { return asked::list(tx, after, since, limit); });
}

std::vector<AskedFact> Tabayun::find_asked(const std::vector<Id<Question>>& questions) const {
  return outside_.db.read([&questions](db::Tx& tx) {
    std::vector<AskedFact> found;
    for (const Id<Question> question : questions) {
      if (auto fact = asked::find(tx, question)) found.push_back(std::move(*fact));
    }
    return found;
  });
}

std::vector<Claim> Tabayun::find_headlines(const std::vector<Id<Claim>>& claims) const {
  return outside_.db.read([&claims](db::Tx& tx) {
    std::vector<Claim> found;
    for (const Id<Claim> claim : claims) {
      if (auto one = claims::find(tx, claim)) found.push_back(std::move(*one));
    }
    return found;
  });
}

}  // namespace kentongan::tabayun
