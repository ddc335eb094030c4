#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "base/text.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::api::resources {
namespace {

using newsroom::Item;
using newsroom::Revision;

void write_revision(JsonWriter& json, Labels& labels, const Revision& revision) {
  json.member("number", revision.number);
  json.member("based_on", revision.based_on);
  json.member("purpose", newsroom::name_of(revision.purpose));
  json.member("standing", newsroom::name_of(revision.standing));
  labels.person(json, "writer", revision.writer);
  json.member("note", revision.note);
  labels.person(json, "settled_by", revision.settled_by);
  json.member("settled_at", time_text(revision.settled_at));
  json.member("saved_at", rfc3339(revision.saved_at));
}

}  // namespace

Answer show_item_history(const Call& call) {
  const Id<Item> id = TRY(call.id<Item>());
  const std::vector<Revision> revisions = TRY(call.doors.newsroom.history(call.actor(), id));
  const std::vector<newsroom::Review> reviews = TRY(call.doors.newsroom.reviews(call.actor(), id));
  Labels labels(call);
  return json_object(200, [&](JsonWriter& json) {
    json.array("revisions", [&] {
      for (const Revision& revision : revisions)
        json.object([&] { write_revision(json, labels, revision); });
    });
    json.array("moves", [&] {
      for (const newsroom::Review& review : reviews) {
        json.object([&] {
          json.member("move", newsroom::name_of(review.move));
          json.member("revision", review.revision);
          labels.person(json, "actor", review.actor);
          json.member("note", review.note);
          json.member("at", rfc3339(review.at));
        });
      }
    });
  });
}

Answer show_item_revision(const Call& call) {
  const Id<Item> id = TRY(call.id<Item>());
  const Result<std::int64_t> number = parse_integer(call.captured.at(1));
  if (!number.ok()) return Problem(404, "newsroom.revision.not_found");
  const Revision revision = TRY(call.doors.newsroom.find_revision(call.actor(), id, *number));
  Labels labels(call);
  return json_object(200, [&](JsonWriter& json) {
    write_revision(json, labels, revision);
    json.object("content", [&] { write_content(json, labels, revision.content, Detail::whole); });
  });
}

}  // namespace kentongan::api::resources
