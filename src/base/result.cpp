#include "base/result.hpp"

namespace kentongan {

std::string_view name_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::invalid: return "invalid";
    case Refusal::unauthenticated: return "unauthenticated";
    case Refusal::forbidden: return "forbidden";
    case Refusal::not_found: return "not_found";
    case Refusal::conflict: return "conflict";
    case Refusal::throttled: return "throttled";
    case Refusal::unavailable: return "unavailable";
  }
  __builtin_unreachable();
}

}  // namespace kentongan
