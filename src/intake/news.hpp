// What tabayun knows, as the outbox tells it.
#pragma once

#include "outbox/asker.hpp"
#include "tabayun/tabayun.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kentongan::intake {

/// A claim that may be spoken of: published, withdrawn or not clarifiable. Nothing for any other
/// state, and for what an import brought: the archive is no news.
[[nodiscard]] std::optional<outbox::VerdictNews> verdict_news(const tabayun::Tabayun& tabayun,
                                                              db::Tx& tx, std::int64_t claim);
/// A question as its asker may see it now. Asks the matching engine: not inside a transaction.
[[nodiscard]] std::optional<outbox::ReplyNews> reply_news(const tabayun::Tabayun& tabayun,
                                                          std::int64_t question);

/// A page of the questions about a claim, for the outbox.
struct QuestionsAbout {
  std::int64_t claim = 0;
  std::int64_t after = 0;
  std::int64_t limit = 0;
};
[[nodiscard]] std::vector<std::int64_t> questions_about(const tabayun::Tabayun& tabayun, db::Tx& tx,
                                                        const QuestionsAbout& which);

}  // namespace kentongan::intake
