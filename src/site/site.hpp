// The door of the room: answers every request of the web.
#pragma once

#include "net/http_message.hpp"
#include "site/visit.hpp"

#include <string_view>

namespace kentongan::site {

/// The cookie of a session: `__Host-` needs TLS, which a proxy in front of us has; without it (a
/// demonstration on one's own machine) the plain name is used.
[[nodiscard]] std::string_view session_cookie_name(const net::Request& request);

/// Thread: `answer` may be called from anywhere.
class Site {
 public:
  explicit Site(Doors doors) : doors_(std::move(doors)) {}
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  [[nodiscard]] net::Response answer(const net::Request& request) const;
  /// The page of a failure before or beyond any page of ours (parse error, 500, 503).
  [[nodiscard]] net::Response error_page(int status, std::string_view reference,
                                         const net::Request* request) const;
  /// Whether the answer to this anonymous request may be kept until something changes.
  [[nodiscard]] bool may_keep(const net::Request& request) const;

  [[nodiscard]] const Doors& doors() const { return doors_; }

 private:
  // set at construction
  Doors doors_;
};

}  // namespace kentongan::site
