// Makes the sample district: groups, people, items in every state, fact checks, questions,
// subscriptions. Running it again adds what is missing and leaves the rest alone.
#pragma once

#include "app/application.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace kentongan::app {

/// For trying things on one's own machine; `make run` prints it.
inline constexpr const char* demo_password = "kentongan-desa-kita";

struct DemoAccount {
  std::string login = {};
  std::string what = {};  ///< name and role
};
[[nodiscard]] std::vector<DemoAccount> demo_accounts();

struct DemoReport {
  std::int64_t groups = 0;
  std::int64_t items = 0;
  std::int64_t factchecks = 0;
};

/// Errors: conflict `app.demo.no_areas` when the areas were not imported; what the rooms refuse.
[[nodiscard]] Result<DemoReport> make_demo(
    Application& application, const std::function<void(std::int64_t, std::int64_t)>& progress);

}  // namespace kentongan::app
