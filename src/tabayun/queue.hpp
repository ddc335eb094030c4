// What the room's commands share. Inside the room only.
#pragma once

#include "db/db.hpp"
#include "people/people.hpp"
#include "tabayun/claim.hpp"
#include "tabayun/question.hpp"
#include "tabayun/workflow.hpp"

#include <string>

namespace kentongan::tabayun {

/// A message on its way into the queue.
struct QueuedMessage {
  const PreparedQuestion& prepared;
  places::AreaCode area;
  std::string folded;
};
/// The claim that stands for the message in the queue; made when there is none. Nobody asks for it
/// yet.
[[nodiscard]] Result<Claim> find_or_open(db::Tx& tx, const people::Surroundings& outside,
                                         const QueuedMessage& message, Id<people::Account> by);

/// A finding that holds a message nobody has checked: its beginning is the title.
[[nodiscard]] Finding first_finding(const std::string& text);

/// The regency whose chain an area's entries belong to; `00` for the nation and for provinces.
[[nodiscard]] std::string regency_of(const places::AreaCode& area);

/// `{"claim":"0c4k3v0q2m8ad"}`
template <typename Thing>
[[nodiscard]] std::string id_detail(const char* name, Id<Thing> id) {
  return std::string("{\"") + name + "\":\"" + id.text() + "\"}";
}

/// Writes a line of the claim's history.
void add_event(db::Tx& tx, const people::Surroundings& outside, const Claim& claim,
               const Event& event);

}  // namespace kentongan::tabayun
