// One request as a resource sees it.
#pragma once

#include "base/id.hpp"
#include "net/http_message.hpp"
#include "site/visit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::api {

/// Lifetime: of one request.
struct Call {
  const site::Doors& doors;
  const net::Request& request;
  std::vector<std::string> captured = {};  ///< what the route's `:names` took
  Language language = {};  ///< by Accept-Language; Indonesian when it names none of ours
  Instant now = {};
  std::optional<people::Session> session = {};
  std::string token = {};  ///< the Bearer token of `session`

  /// Who acts. Errors: throws `Bug` where the route lets in people without a token and none came.
  [[nodiscard]] const people::Actor& actor() const;
  /// The id in the path. Errors: not_found `api.not_found`, also for what is no id at all.
  template <typename Thing>
  [[nodiscard]] Result<Id<Thing>> id(std::size_t position = 0) const {
    const Result<Id<Thing>> parsed = Id<Thing>::parse(captured.at(position));
    if (!parsed.ok()) return Error(Refusal::not_found, "api.not_found");
    return *parsed;
  }
  /// The area code in the path. Errors: not_found `places.area.not_found`, also for what is no
  /// code.
  [[nodiscard]] Result<places::AreaCode> area(std::size_t position = 0) const;
  /// An absolute address of ours; `path` starts with `/`.
  [[nodiscard]] std::string address(std::string_view path) const {
    return doors.settings.base_url + std::string(path);
  }
  /// The same below `/api/v1`.
  [[nodiscard]] std::string resource(std::string_view path) const;
  /// Whether the client would rather have `media_type` than JSON.
  [[nodiscard]] bool prefers(std::string_view media_type) const;
};

/// Where everything of ours is.
inline constexpr std::string_view base_path = "/api/v1";

/// The language of ours that an Accept-Language field likes best. Source: RFC 9110 section 12.5.4.
[[nodiscard]] Language choose_language(std::string_view accept_language);

}  // namespace kentongan::api
