#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::api::resources {
namespace {

using newsroom::Item;

/// The address of something that was withdrawn goes on saying so, and why.
net::Response show_withdrawn(const Call& call, const Item& item) {
  Problem problem(410, "api.item.withdrawn");
  problem.value = item.withdrawal_reason;
  return show_problem(call, problem, [&](JsonWriter& json) {
    json.member("reason", item.withdrawal_reason);
    json.member("withdrawn_at", time_text(item.withdrawn_at));
  });
}

}  // namespace

Answer list_items(const Call& call) {
  Query query(call);
  newsroom::PublicQuery asked;
  if (const auto area = query.area("area")) {
    asked.area = *area;
    asked.scope = area->level() == places::Level::village ? newsroom::Scope::reaching
                                                          : newsroom::Scope::touching;
  }
  if (const std::string topic = query.text("topic"); !topic.empty()) asked.topic = topic;
  asked.kind = query.word("kind", newsroom::find_kind);
  asked.words = query.text("q");
  asked.after = query.parsed("next", newsroom::Place::parse);
  asked.limit = query.limit(20);
  const std::string group = query.text("group");
  if (const auto& problem = query.problem()) return *problem;
  if (!group.empty()) asked.group = TRY(call.doors.groups.find_by_slug(group)).id;

  const newsroom::ItemPage page = call.doors.newsroom.list_public(asked);
  Labels labels(call);
  return list_page(page.next ? page.next->text() : "", [&](JsonWriter& json) {
    for (const Item& item : page.items) {
      json.object([&] { write_item(json, call, labels, item, Detail::brief); });
    }
  });
}

Answer show_item(const Call& call) {
  const Item item = TRY(call.doors.newsroom.find_public(call.captured.at(0)));
  if (!item.is_public()) return show_withdrawn(call, item);
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_item(json, call, labels, item, Detail::whole); });
}

}  // namespace kentongan::api::resources
