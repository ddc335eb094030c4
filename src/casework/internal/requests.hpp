// The only SQL that touches `evidence_requests`.
#pragma once

#include "casework/request.hpp"
#include "db/db.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::casework::requests {

/// What a row holds besides the request.
struct Extra {
  std::string regency;  ///< whose desk has the claim; `00` for none
  std::optional<std::string> form_key = {};
};
/// False when the same form was sent before (nothing is inserted then).
[[nodiscard]] bool insert(db::Tx& tx, const Request& request, const Extra& extra);
[[nodiscard]] std::optional<Request> find(db::Tx& tx, Id<Request> request);
[[nodiscard]] std::optional<Request> find_by_form(db::Tx& tx, const std::string& form_key);
/// State, answer, who closed it when; `answer_key` is the form it was closed by. False when
/// somebody else closed it first.
[[nodiscard]] bool close(db::Tx& tx, const Request& request, const std::string& answer_key);
/// The form a request was closed by; empty while it is open.
[[nodiscard]] std::string answer_key(db::Tx& tx, Id<Request> request);
/// Open ones first, the nearest due first.
[[nodiscard]] std::vector<Request> list(db::Tx& tx, Id<tabayun::Claim> claim);
[[nodiscard]] std::vector<Request> list_to_group(db::Tx& tx, Id<groups::Group> group,
                                                 std::int64_t limit);
/// Open ones of a desk, or of all of them (`regency` empty), the nearest due first.
[[nodiscard]] std::vector<Request> list_open(db::Tx& tx, const std::string& regency,
                                             std::int64_t limit);
[[nodiscard]] std::int64_t count(db::Tx& tx, Id<tabayun::Claim> claim);

}  // namespace kentongan::casework::requests
