#include "api/shapes.hpp"

#include "html/markdown.hpp"
#include "newsroom/newsroom.hpp"

namespace kentongan::api {

using newsroom::Item;

void write_content(JsonWriter& json, Labels& labels, const newsroom::Content& content,
                   Detail detail) {
  json.member("kind", newsroom::name_of(content.kind));
  json.member("title", content.title);
  json.member("summary", content.summary);
  if (detail == Detail::whole) json.member("body", content.body);
  json.member("source", content.source);
  json.member("provenance", newsroom::name_of(content.provenance));
  json.member("adinda", newsroom::name_of(content.adinda));
  labels.group(json, "group", content.group);
  labels.areas(json, "areas", content.areas);
  write_texts(json, "topics", content.topics);
}

void write_item(JsonWriter& json, const Call& call, Labels& labels, const Item& item,
                Detail detail) {
  json.member("id", item.id.text());
  json.member("slug", item.slug);
  json.member("url", call.address("/kabar/" + item.slug));
  write_content(json, labels, item.content, detail);
  json.member("state", newsroom::name_of(item.state));
  json.member("published_at", rfc3339(item.published_at.value_or(item.created_at)));
  json.member("updated_at", rfc3339(item.updated_at()));
  json.member("correction_note", or_null(item.correction_note));
  if (detail == Detail::brief) return;
  json.member("body_html", html::render_markdown(item.content.body).markup());
  json.array("corrections", [&] {
    for (const newsroom::Correction& correction : call.doors.newsroom.corrections(item.id)) {
      json.object([&] {
        json.member("at", rfc3339(correction.at));
        json.member("note", correction.note);
        json.member("from", correction.from);
        json.member("to", correction.to);
      });
    }
  });
}

void write_desk_item(JsonWriter& json, const Call& call, Labels& labels, const Item& item,
                     Detail detail) {
  json.member("id", item.id.text());
  json.member("slug", item.slug);
  json.member("url",
              item.is_public() ? std::optional(call.address("/kabar/" + item.slug)) : std::nullopt);
  write_content(json, labels, item.content, detail);
  json.member("state", newsroom::name_of(item.state));
  json.member("revision", item.revision);
  json.member("text_revision", item.text_revision);
  json.member("pending_correction",
              item.pending_correction == 0 ? std::nullopt : std::optional(item.pending_correction));
  labels.area(json, "home", item.home);
  labels.person(json, "author", item.author);
  labels.persons(json, "writers", item.writers);
  labels.person(json, "reviewer", item.reviewer);
  labels.person(json, "approver", item.approver);
  labels.person(json, "corrector", item.corrector);
  json.member("return_note", or_null(item.return_note));
  json.member("correction_note", or_null(item.correction_note));
  json.member("withdrawal_reason", or_null(item.withdrawal_reason));
  json.member("created_at", rfc3339(item.created_at));
  json.member("changed_at", rfc3339(item.changed_at));
  json.member("scheduled_at", time_text(item.scheduled_at));
  json.member("published_at", time_text(item.published_at));
  json.member("corrected_at", time_text(item.corrected_at));
  json.member("withdrawn_at", time_text(item.withdrawn_at));
  json.array("moves", [&] {
    for (const newsroom::Move move : newsroom::open_moves(call.actor(), item))
      json.value(newsroom::name_of(move));
  });
}

}  // namespace kentongan::api
