// SQL over `questions` for who counts them.
#pragma once

#include "db/db.hpp"
#include "tabayun/asked.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kentongan::tabayun::asked {

/// Askings after `after`, not older than `since`, in the order of their ids.
[[nodiscard]] std::vector<AskedFact> list(db::Tx& tx, Id<Question> after, Instant since,
                                          std::int64_t limit);
[[nodiscard]] std::optional<AskedFact> find(db::Tx& tx, Id<Question> question);

}  // namespace kentongan::tabayun::asked
