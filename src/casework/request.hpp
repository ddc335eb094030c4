// A request for evidence: to an agency, which answers on paper or by phone and is written down by
// the desk, or to a group, which answers here. Values.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "groups/group.hpp"
#include "people/actor.hpp"
#include "tabayun/claim.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kentongan::casework {

enum class RequestState { open, answered, cancelled };
[[nodiscard]] std::string_view name_of(RequestState state);
[[nodiscard]] std::optional<RequestState> find_request_state(std::string_view name);

struct Request {
  Id<Request> id;
  Id<tabayun::Claim> claim;
  places::AreaCode area;  ///< the claim's
  std::string claim_title = {};
  RequestState state = RequestState::open;
  std::string agency = {};  ///< whom it asks, when it is no group
  Id<groups::Group> group;
  std::string text = {};
  std::string answer = {};
  Instant due_at;
  Id<people::Account> asked_by;
  Instant asked_at;
  Id<people::Account> closed_by;  ///< who answered or cancelled it
  std::optional<Instant> closed_at = {};

  [[nodiscard]] bool is_overdue(Instant now) const {
    return state == RequestState::open && due_at < now;
  }
};

/// To an agency by its name, or to a group.
struct AskForEvidence {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  std::string agency = {};
  Id<groups::Group> group = {};
  std::string text;
  Instant due_at;
  std::string form_key = {};
};
struct AnswerRequest {
  people::Actor actor;
  Id<Request> request;
  std::string text;
  std::string form_key = {};
};
struct OnRequest {
  people::Actor actor;
  Id<Request> request;
};

}  // namespace kentongan::casework
