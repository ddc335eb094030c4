// Ways to answer a visit. A page either renders, redirects or refuses.
#pragma once

#include "html/page.hpp"
#include "site/chrome.hpp"
#include "site/visit.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace kentongan::site {

/// A page: `write` calls a template. `text/html; charset=utf-8`.
template <typename Write>
[[nodiscard]] net::Response render(const Visit& visit, int status, Write&& write) {
  html::Page page(visit.language);
  write(page);
  net::Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  response.headers.add("Content-Language", std::string(visit.language.tag()));
  response.body = std::move(page).take();
  return response;
}

/// 303 to a path of ours. Errors: throws `Bug` for anything but a local path.
[[nodiscard]] net::Response redirect(std::string_view local_path);
/// The same with a short notice shown once on the next page: a key of the catalogue.
[[nodiscard]] net::Response redirect_with_notice(std::string_view local_path, const char* notice);

/// The page that explains a refusal, with its HTTP status.
[[nodiscard]] net::Response refuse(const Doors& doors, const Visit& visit, const Error& error);
[[nodiscard]] net::Response not_found(const Doors& doors, const Visit& visit);

/// The HTTP status of a refusal.
[[nodiscard]] int status_of(Refusal refusal);

/// Where to go back to after signing in: `given` when it is a local path, else `otherwise`.
[[nodiscard]] std::string local_path_or(std::string_view given, std::string_view otherwise);

}  // namespace kentongan::site
