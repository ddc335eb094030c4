// The door of the room: answers every request under /api/v1.
#pragma once

#include "net/http_message.hpp"
#include "site/visit.hpp"

namespace kentongan::api {

/// Thread: `answer` may be called from anywhere.
class Api {
 public:
  explicit Api(site::Doors doors) : doors_(std::move(doors)) {}
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  [[nodiscard]] net::Response answer(const net::Request& request) const;

 private:
  // set at construction
  site::Doors doors_;
};

}  // namespace kentongan::api
