// Who has a claim open just now, so that two do not start the same work. In memory of this node:
// who uses another one is not seen here. Inside the room only.
#pragma once

#include "base/guarded.hpp"
#include "base/instant.hpp"
#include "people/actor.hpp"
#include "tabayun/claim.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::tabayun {

/// Thread: everything may be called from anywhere. Cost: by how many look within two minutes.
class Looking {
 public:
  void looks(const people::Actor& actor, Id<Claim> claim, Instant now);
  /// Names of the others who looked at it within `good_for`, each once.
  [[nodiscard]] std::vector<std::string> others(Id<people::Account> than, Id<Claim> claim,
                                                Instant now) const;

  static constexpr Span good_for = std::chrono::minutes(2);

 private:
  struct Look {
    std::string name;
    Instant at;
  };
  using Looks = std::map<std::pair<Id<Claim>, Id<people::Account>>, Look>;
  Guarded<Looks> looks_;
};

}  // namespace kentongan::tabayun
