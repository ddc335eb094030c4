#include "site/pages/item.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "html/json.hpp"
#include "html/markdown.hpp"
#include "net/url.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/pages/item_before.hpp"
#include "site/pages_public.hpp"
#include "site/views/area_choice.hpp"

namespace kentongan::site {
namespace {

constexpr std::size_t most_related = 3;

/// What people paste into a WhatsApp group: title, summary, source, address.
std::string share_text_of(const Doors& doors, const Visit& visit, const newsroom::Item& item) {
  std::string text = "*" + item.content.title + "*\n";
  if (!item.content.summary.empty()) text += item.content.summary + "\n";
  text += say(visit.language, "site.item.share_source", {{"source", item.content.source}}) + "\n";
  return text + doors.settings.base_url + "/kabar/" + item.slug;
}

/// Source: schema.org 30.0, NewsArticle.
html::SafeJson linked_data(const Doors& doors, const newsroom::Item& item,
                           const std::string& publisher) {
  html::JsonWriter json;
  json.object([&] {
    const std::string address = doors.settings.base_url + "/kabar/" + item.slug;
    json.member("@context", "https://schema.org");
    json.member("@type", "NewsArticle");
    json.member("headline", shorten_utf8(item.content.title, 110));
    if (!item.content.summary.empty()) json.member("description", item.content.summary);
    json.member("url", address);
    json.member("mainEntityOfPage", address);
    json.member("inLanguage", "id");
    json.member("datePublished", rfc3339(item.published_at.value_or(item.created_at)));
    json.member("dateModified", rfc3339(item.updated_at()));
    const auto organization = [&json](std::string_view role, const std::string& name) {
      json.object(role, [&] {
        json.member("@type", "Organization");
        json.member("name", name);
      });
    };
    organization("author", publisher);
    organization("publisher", doors.settings.office_name);
    if (!item.correction_note.empty()) json.member("correction", item.correction_note);
  });
  return std::move(json).take_safe();
}

void place_item(const Doors& doors, const newsroom::Item& item, ItemView& view) {
  for (const places::AreaCode& area : item.content.areas) {
    view.areas.push_back({"/kabar?wilayah=" + area.text(), short_place(doors, area)});
  }
  if (!view.areas.empty()) view.crumbs.push_back(view.areas.front());
  for (const std::string& topic : item.content.topics) {
    view.topics.push_back({"/kabar?topik=" + net::percent_encode(topic), topic});
  }
  if (item.content.group.is_none()) return;
  if (const auto group = doors.groups.find(item.content.group); group.ok()) {
    view.group_name = group->name();
    view.group_slug = group->slug();
  }
}

void relate(const Doors& doors, const Visit& visit, const newsroom::Item& item, ItemView& view) {
  if (item.content.topics.empty()) return;
  const auto page =
      doors.newsroom.list_public({.topic = item.content.topics.front(), .limit = most_related + 1});
  for (const newsroom::Item& other : page.items) {
    if (other.id != item.id && view.related.size() < most_related) {
      view.related.push_back(line_of(doors, visit, other));
    }
  }
}

ItemView view_of(const Doors& doors, const Visit& visit, const newsroom::Item& item) {
  ItemView view;
  view.slug = item.slug;
  view.title = item.content.title;
  view.provenance = newsroom::name_of(item.content.provenance);
  view.kind = newsroom::name_of(item.content.kind);
  view.published = moment_of(doors, visit, item.published_at.value_or(item.created_at));
  view.is_withdrawn = item.state == newsroom::State::withdrawn;
  view.withdrawal_reason = item.withdrawal_reason;
  if (item.withdrawn_at) view.withdrawn = moment_of(doors, visit, *item.withdrawn_at);
  place_item(doors, item, view);
  if (view.is_withdrawn) return view;
  for (const newsroom::Correction& correction : doors.newsroom.corrections(item.id)) {
    view.corrections.push_back({moment_of(doors, visit, correction.at), correction.note,
                                format("/kabar/{}/sebelum/{}", item.slug, correction.from)});
  }
  view.body = html::render_markdown(item.content.body);
  view.source = item.content.source;
  view.share_text = share_text_of(doors, visit, item);
  view.whatsapp_url = "https://wa.me/?text=" + net::percent_encode(view.share_text);
  view.telegram_url = "https://t.me/share/url?url=" +
                      net::percent_encode(doors.settings.base_url + "/kabar/" + item.slug) +
                      "&text=" + net::percent_encode(item.content.title);
  relate(doors, visit, item, view);
  return view;
}

}  // namespace

namespace pages {

net::Response item_show(const Doors& doors, const Visit& visit) {
  const Result<newsroom::Item> found = doors.newsroom.find_public(visit.captured[0]);
  if (!found.ok()) return refuse(doors, visit, found.error());
  const ItemView view = view_of(doors, visit, *found);
  Chrome around = chrome(doors, visit, Menu::news, view.title);
  around.description = found->content.summary;
  around.og_type = "article";
  around.published = rfc3339(found->published_at.value_or(found->created_at));
  around.index = !view.is_withdrawn;
  if (!view.is_withdrawn) {
    around.linked_data = linked_data(
        doors, *found, view.group_name.empty() ? doors.settings.office_name : view.group_name);
  }
  return render(visit, view.is_withdrawn ? 410 : 200,
                [&](html::Page& page) { item(page, around, view); });
}

net::Response item_before(const Doors& doors, const Visit& visit) {
  const Result<newsroom::Item> found = doors.newsroom.find_public(visit.captured[0]);
  if (!found.ok()) return refuse(doors, visit, found.error());
  const Result<std::int64_t> number = parse_integer(visit.captured[1]);
  if (!number.ok() || found->state == newsroom::State::withdrawn) return not_found(doors, visit);
  const Result<newsroom::PublicText> text = doors.newsroom.find_public_text(found->id, *number);
  if (!text.ok()) return refuse(doors, visit, text.error());
  Chrome around =
      chrome(doors, visit, Menu::news,
             say(visit.language, "site.item.before_title", {{"title", text->content.title}}));
  around.index = false;
  const html::SafeHtml body = html::render_markdown(text->content.body);
  const std::string now_at = "/kabar/" + found->slug;
  const Moment from = moment_of(doors, visit, text->public_from);
  return render(visit, 200, [&](html::Page& page) {
    pages::item_before_page(page, around, now_at, from, body);
  });
}

}  // namespace pages
}  // namespace kentongan::site
