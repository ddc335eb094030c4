// Which claims a stretch of time is about, as ids and counts; what they say is read by claims.hpp.
#pragma once

#include "db/db.hpp"
#include "tabayun/bulletin.hpp"

#include <map>
#include <utility>
#include <vector>

namespace kentongan::tabayun::bulletins {

[[nodiscard]] std::vector<Id<Claim>> list_published(db::Tx& tx, const Period& period,
                                                    std::int64_t limit);
[[nodiscard]] std::map<Verdict, std::int64_t> count_verdicts(db::Tx& tx, const Period& period);
/// Changed within the period, published before it.
[[nodiscard]] std::vector<Id<Claim>> list_corrected(db::Tx& tx, const Period& period,
                                                    std::int64_t limit);
[[nodiscard]] std::vector<std::pair<Id<Claim>, std::int64_t>> list_most_asked(db::Tx& tx,
                                                                              const Period& period,
                                                                              std::int64_t limit);
[[nodiscard]] std::int64_t count_questions(db::Tx& tx, const Period& period);
/// How many were published in each `span` after `from`: 0 is the first.
[[nodiscard]] std::map<std::int64_t, std::int64_t> count_by_span(db::Tx& tx, Instant from,
                                                                 Span span);
/// Published scams that are false or misleading, newest first.
[[nodiscard]] std::vector<Id<Claim>> list_scams(db::Tx& tx, std::int64_t limit);

}  // namespace kentongan::tabayun::bulletins
