#include "casework/request.hpp"

namespace kentongan::casework {

std::string_view name_of(RequestState state) {
  switch (state) {
    case RequestState::open: return "open";
    case RequestState::answered: return "answered";
    case RequestState::cancelled: return "cancelled";
  }
  __builtin_unreachable();
}

std::optional<RequestState> find_request_state(std::string_view name) {
  for (const auto state : {RequestState::open, RequestState::answered, RequestState::cancelled}) {
    if (name_of(state) == name) return state;
  }
  return std::nullopt;
}

}  // namespace kentongan::casework
