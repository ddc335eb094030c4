// What the API says about itself.
#include "api/contract.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "base/text.hpp"
#include "db/db.hpp"

namespace kentongan::api::resources {

Answer show_contract(const Call& call) {
  net::Response response;
  response.headers.add("Content-Type", "application/json");
  response.body = replace_all(contract_text(), R"("url":"/api/v1")",
                              R"("url":)" + html::json_string(call.resource("")));
  return response;
}

Answer show_health(const Call& call) {
  try {
    call.doors.db.read([](db::Tx& tx) { static_cast<void>(tx.row("SELECT 1")); });
  } catch (const db::DbFailure&) {  // what is asked here is whether this would be thrown
    Problem problem(503, "api.database_lost");
    problem.retry_after = 5;
    return problem;
  }
  net::Response response = json_object(200, [](JsonWriter& json) { json.member("status", "ok"); });
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Answer explain_error(const Call& call) {
  const std::string& key = call.captured.at(0);
  if (!has_message(key)) return Problem(404, "api.not_found");
  return json_object(200, [&](JsonWriter& json) {
    json.member("key", key);
    json.object("messages", [&] {
      for (const Language language : languages()) json.member(language.tag(), say(language, key));
    });
  });
}

}  // namespace kentongan::api::resources
