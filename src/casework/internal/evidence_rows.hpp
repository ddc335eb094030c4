// The only SQL that touches `evidence`, `evidence_pictures` and `evidence_copies`.
#pragma once

#include "casework/evidence.hpp"
#include "db/db.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::casework::evidence_rows {

/// False when the same form was sent before (nothing is inserted then).
[[nodiscard]] bool insert(db::Tx& tx, const Evidence& evidence,
                          const std::optional<std::string>& form_key);
void keep_picture(db::Tx& tx, Id<Evidence> evidence, const tabayun::SafePicture& picture);
[[nodiscard]] std::optional<Evidence> find(db::Tx& tx, Id<Evidence> evidence);
[[nodiscard]] std::optional<Evidence> find_by_form(db::Tx& tx, const std::string& form_key);
/// In the order of the ladder; what was removed is there without its words.
[[nodiscard]] std::vector<Evidence> list(db::Tx& tx, Id<tabayun::Claim> claim);
[[nodiscard]] std::int64_t count(db::Tx& tx, Id<tabayun::Claim> claim);
[[nodiscard]] std::int64_t count_waiting(db::Tx& tx, Id<tabayun::Claim> claim);
/// Whether the case has this address already.
[[nodiscard]] bool has_address(db::Tx& tx, Id<tabayun::Claim> claim, const std::string& url);
/// Its state, and who changed it when.
void save_state(db::Tx& tx, const Evidence& evidence);
/// Takes words, copy and photo away.
void empty(db::Tx& tx, Id<Evidence> evidence);
[[nodiscard]] std::optional<std::string> find_copy(db::Tx& tx, Id<Evidence> evidence);
[[nodiscard]] std::optional<tabayun::SafePicture> find_picture(db::Tx& tx, Id<Evidence> evidence);

/// A link somebody is fetching right now.
struct Errand {
  Id<Evidence> evidence;
  std::string url;
  int attempt = 0;  ///< from 1
};
/// Takes the link that has waited longest, until `until`; whoever dies with it strands nobody.
[[nodiscard]] std::optional<Errand> lease_next(db::Tx& tx, Instant now, Instant until);
void wait_again(db::Tx& tx, Id<Evidence> evidence, Instant due_at);
/// Keeps what came of an errand, unless another attempt or a removal came between. False then.
[[nodiscard]] bool save_copy(db::Tx& tx, const Errand& errand, const Copy& copy,
                             const std::string& text);
/// It did not come; tried again at `due_at` while `copy.state` is pending. False as above.
[[nodiscard]] bool save_failure(db::Tx& tx, const Errand& errand, const Copy& copy, Instant due_at);

}  // namespace kentongan::casework::evidence_rows
