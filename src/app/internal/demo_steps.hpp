// The steps of the sample, in their order. Each is safe to repeat.
#pragma once

#include "app/demo.hpp"
#include "app/sample.hpp"
#include "people/actor.hpp"

#include <map>
#include <string>

namespace kentongan::app {

/// The people of the sample by login, once they exist.
using DemoPeople = std::map<std::string, people::Actor, std::less<>>;

[[nodiscard]] Result<std::int64_t> make_demo_groups(Application& application);
[[nodiscard]] Result<DemoPeople> make_demo_people(Application& application);
[[nodiscard]] Result<std::int64_t> make_demo_items(Application& application,
                                                   const DemoPeople& people);
[[nodiscard]] Result<std::int64_t> make_demo_factchecks(Application& application,
                                                        const DemoPeople& people);
[[nodiscard]] Result<> make_demo_questions(Application& application);
[[nodiscard]] Result<> make_demo_subscriptions(Application& application, const DemoPeople& people);

}  // namespace kentongan::app
