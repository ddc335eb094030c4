// The published claims in memory, kept up with the ledger. Inside the room only.
#pragma once

#include "match/image_index.hpp"
#include "match/matcher.hpp"
#include "match/near_duplicates.hpp"
#include "tabayun/directions.hpp"
#include "tabayun/looking.hpp"
#include "tabayun/queue.hpp"
#include "tabayun/tabayun.hpp"
#include "tabayun/variants.hpp"

#include "base/guarded.hpp"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::tabayun {

/// Whose statements contradict each other: a claim that is false, misleading or out of its context
/// is not so; that is what the asker must know, whichever word was chosen.
[[nodiscard]] std::int32_t stance_of(Verdict verdict);

/// Title and claim as a search reads them: plain words, one space apart.
[[nodiscard]] std::string folded_text(const Finding& finding);

/// A published claim as the archive knows it.
struct KnownClaim {
  match::Document document;                    ///< with its confirmed wordings
  std::vector<match::ImageRow> pictures = {};  ///< of its confirmed pictures, by its id
};

struct Tabayun::Archive {
  match::Matcher matcher;
  Variants variants;                       ///< of what waits in the queue
  std::unique_ptr<Directions> directions;  ///< none without an operator's model

  /// Puts a new archive in place of the whole.
  /// Cost: reads every text twice, on two threads; 0.3 s for 11,841 fact checks on two cores.
  void adopt(const std::vector<match::Document>& documents,
             const std::vector<match::ImageRow>& pictures);
  void publish(const KnownClaim& claim);
  void withdraw(std::int64_t claim);
  /// The confirmed wordings, to be compared letter by letter.
  [[nodiscard]] std::shared_ptr<match::NearDuplicates> copies() const;
  /// The confirmed pictures, each told as its claim's.
  [[nodiscard]] std::shared_ptr<match::ImageIndex> images() const;

  Looking looking;  ///< who has what open
  Guarded<std::vector<PathPrecision>> precision;
  std::array<std::atomic<bool>, answer_paths.size()> falls_back{};  ///< to asking, by path

  std::mutex following;        ///< one follower at a time
  std::int64_t position = -1;  ///< of the ledger, guarded by `following`; -1: not loaded

  std::once_flag key_asked;
  std::string receipt_key;

 private:
  Guarded<std::shared_ptr<match::NearDuplicates>> copies_{
      std::make_shared<match::NearDuplicates>()};
  Guarded<std::shared_ptr<match::ImageIndex>> images_{std::make_shared<match::ImageIndex>()};
};

/// A claim that is in the queue, with wordings that are known to be its own: what is asked alike
/// joins it.
void wait_in_queue(Variants& variants, const Claim& claim, const std::vector<Waiting>& wordings);

/// Ready for the archive; nothing when it is not public.
[[nodiscard]] std::optional<KnownClaim> known_claim(db::Tx& tx, Id<Claim> claim);

}  // namespace kentongan::tabayun
