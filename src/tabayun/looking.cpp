#include "tabayun/looking.hpp"

namespace kentongan::tabayun {

void Looking::looks(const people::Actor& actor, Id<Claim> claim, Instant now) {
  looks_.locked([&](Looks& looks) {
    std::erase_if(looks, [now](const auto& entry) { return now - entry.second.at > good_for; });
    looks[{claim, actor.account}] = {actor.name, now};
  });
}

std::vector<std::string> Looking::others(Id<people::Account> than, Id<Claim> claim,
                                         Instant now) const {
  return looks_.locked([&](const Looks& looks) {
    std::vector<std::string> names;
    for (auto at = looks.lower_bound({claim, Id<people::Account>()});
         at != looks.end() && at->first.first == claim; ++at) {
      if (at->first.second != than && now - at->second.at <= good_for)
        names.push_back(at->second.name);
    }
    return names;
  });
}

}  // namespace kentongan::tabayun
