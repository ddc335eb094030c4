// The door of the room: answers every request under /api/v1.
#pragma once

#include "net/http_message.hpp"
#include "site/visit.hpp"

#include <string_view>

namespace kentongan::api {

/// Thread: everything may be called from anywhere.
class Api {
 public:
  explicit Api(site::Doors doors) : doors_(std::move(doors)) {}
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  /// Errors: none are thrown for a lost database (503); what else is thrown is a bug.
  [[nodiscard]] net::Response answer(const net::Request& request) const;
  /// The problem of a failure before or beyond any resource of ours (413, 500, 503 …), for the
  /// server.
  [[nodiscard]] net::Response error_page(int status, std::string_view reference,
                                         const net::Request& request) const;

 private:
  // set at construction
  site::Doors doors_;
};

}  // namespace kentongan::api
