// The published claims in memory, kept up with the ledger. Inside the room only.
#pragma once

#include "match/matcher.hpp"
#include "match/near_duplicates.hpp"
#include "tabayun/tabayun.hpp"
#include "tabayun/variants.hpp"

#include "base/guarded.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace kentongan::tabayun {

/// Whose statements contradict each other: a claim that is false, misleading or out of its context
/// is not so; that is what the asker must know, whichever word was chosen.
[[nodiscard]] std::int32_t stance_of(Verdict verdict);

/// Title and claim as a search reads them: plain words, one space apart.
[[nodiscard]] std::string folded_text(const Finding& finding);

struct Tabayun::Archive {
  match::Matcher matcher;
  Variants variants;  ///< of what waits in the queue

  /// Puts a new archive in place of the whole.
  /// Cost: reads every text twice, on two threads; 0.3 s for 11,841 fact checks on two cores.
  void adopt(const std::vector<match::Document>& documents);
  void publish(const match::Document& document);
  void withdraw(std::int64_t document);
  /// The confirmed wordings, to be compared letter by letter.
  [[nodiscard]] std::shared_ptr<match::NearDuplicates> copies() const;

  std::mutex following;        ///< one follower at a time
  std::int64_t position = -1;  ///< of the ledger, guarded by `following`; -1: not loaded

  std::once_flag key_asked;
  std::string receipt_key;

 private:
  Guarded<std::shared_ptr<match::NearDuplicates>> copies_{
      std::make_shared<match::NearDuplicates>()};
};

/// A published claim with its confirmed wordings, ready for the index; nothing when it is not
/// public.
[[nodiscard]] std::optional<match::Document> document_of(db::Tx& tx, Id<Claim> claim);

}  // namespace kentongan::tabayun
