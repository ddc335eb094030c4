// The newsroom's desk: items are listed, written and changed. What is done with them:
// item_moves.cpp.
#include "api/body.hpp"
#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "groups/groups.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::api::resources {
namespace {

using newsroom::Content;
using newsroom::DeskQuery;
using newsroom::Item;

void take_content(Body& body, const Call& call, Content& content) {
  body.take_word("kind", content.kind, newsroom::find_kind);
  body.take("title", content.title);
  body.take("summary", content.summary);
  body.take("body", content.body);
  body.take("source", content.source);
  body.take_word("provenance", content.provenance, newsroom::find_provenance);
  body.take_word("adinda", content.adinda, newsroom::find_adinda);
  body.take("areas", content.areas);
  body.take("topics", content.topics);
  if (!body.has("group")) return;
  std::string slug;
  body.take("group", slug);
  content.group = {};
  if (slug.empty()) return;
  const Result<groups::Group> group = call.doors.groups.find_by_slug(slug);
  if (group.ok()) {
    content.group = group->id;
  } else {
    body.refuse("group", group.error());
  }
}

net::Response show(const Call& call, const Item& item) {
  Labels labels(call);
  return json_object(
      200, [&](JsonWriter& json) { write_desk_item(json, call, labels, item, Detail::whole); });
}

Result<Item> find_item(const Call& call) {
  return call.doors.newsroom.find(call.actor(), TRY(call.id<Item>()));
}

}  // namespace

Answer list_desk_items(const Call& call) {
  Query query(call);
  DeskQuery asked{.actor = call.actor()};
  asked.area = query.area("area");
  asked.state = query.word("state", newsroom::find_state);
  asked.words = query.text("q");
  asked.after = query.parsed("next", newsroom::Place::parse);
  asked.limit = query.limit(50);
  const std::string group = query.text("group");
  if (const auto& problem = query.problem()) return *problem;
  if (!group.empty()) asked.group = TRY(call.doors.groups.find_by_slug(group)).id;
  if (!asked.area && !asked.group) asked.whose = DeskQuery::Whose::own;

  const newsroom::ItemPage page = TRY(call.doors.newsroom.list_desk(asked));
  Labels labels(call);
  return list_page(page.next ? page.next->text() : "", [&](JsonWriter& json) {
    for (const Item& item : page.items) {
      json.object([&] { write_desk_item(json, call, labels, item, Detail::brief); });
    }
  });
}

Answer create_item(const Call& call) {
  newsroom::CreateItem command{.actor = call.actor(), .content = {}};
  Body body(call);
  take_content(body, call, command.content);
  body.take("form_key", command.form_key);
  if (const auto problem = body.problem()) return *problem;
  const Item item = TRY(call.doors.newsroom.create(command));
  Labels labels(call);
  return created(call, "/desk/items/" + item.id.text(), [&](JsonWriter& json) {
    write_desk_item(json, call, labels, item, Detail::whole);
  });
}

Answer show_desk_item(const Call& call) { return show(call, TRY(find_item(call))); }

Answer edit_item(const Call& call) {
  const Item item = TRY(find_item(call));
  newsroom::EditItem command{.on = {.actor = call.actor(), .item = item.id},
                             .content = item.content};
  Body body(call);
  body.need("seen_revision", command.on.seen_revision);
  body.take("note", command.note);
  take_content(body, call, command.content);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.newsroom.edit(command)));
}

Answer propose_correction(const Call& call) {
  const Item item = TRY(find_item(call));
  newsroom::ProposeCorrection command{
      .on = {.actor = call.actor(), .item = item.id}, .content = item.content, .note = {}};
  Body body(call);
  body.need("seen_revision", command.on.seen_revision);
  body.need("note", command.note);
  take_content(body, call, command.content);
  if (const auto problem = body.problem()) return *problem;
  return show(call, TRY(call.doors.newsroom.propose_correction(command)));
}

}  // namespace kentongan::api::resources
