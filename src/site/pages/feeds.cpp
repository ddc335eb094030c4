// Feeds of news and fact checks: one list of values, three formats.
#include "channels/feeds.hpp"

#include "base/text.hpp"
#include "groups/groups.hpp"
#include "html/markdown.hpp"
#include "html/xml.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "site/answer.hpp"
#include "site/claim_views.hpp"
#include "site/pages_public.hpp"

namespace kentongan::site {
namespace {

using channels::Feed;
using channels::FeedEntry;
using channels::FeedFormat;

constexpr std::int64_t claims_in_feed = 50;

/// `atom`, `rss`, `json`: the ending of a feed's address.
std::optional<FeedFormat> format_of(std::string_view path) {
  if (path.ends_with(".atom")) return FeedFormat::atom;
  if (path.ends_with(".rss")) return FeedFormat::rss;
  if (path.ends_with(".json")) return FeedFormat::json;
  return std::nullopt;
}

std::string tag(const Doors& doors, const char* kind, const std::string& name, Instant made) {
  return channels::tag_uri(
      {.base_url = doors.settings.base_url, .made = made, .kind = kind, .name = name});
}

Feed begin_feed(const Doors& doors, const Visit& visit, std::string title, std::string home) {
  // A feed's own id must outlive changes of its title: it is named by its address.
  const std::string name = visit.request.path.substr(1, visit.request.path.rfind('.') - 1);
  Feed feed;
  feed.base_url = doors.settings.base_url;
  feed.path = visit.request.path;
  feed.home = std::move(home);
  feed.id = tag(doors, "feed", name,
                Instant::from_micros(1'767'225'600'000'000));  // 2026, when the first was made
  feed.title = std::move(title);
  feed.description =
      say(indonesian, "site.feed.description", {{"office", doors.settings.office_name}});
  feed.author = doors.settings.office_name;
  feed.updated = visit.now;
  return feed;
}

FeedEntry entry_of(const Doors& doors, const newsroom::Item& item) {
  FeedEntry entry;
  const Instant published = item.published_at.value_or(item.created_at);
  entry.id = tag(doors, "item", item.id.text(), published);
  entry.url = "/kabar/" + item.slug;
  entry.title = item.content.title;
  entry.summary = item.content.summary;
  entry.body = html::render_markdown(item.content.body);
  if (!item.content.group.is_none()) {
    const auto names = doors.groups.names_of({item.content.group});
    if (!names.empty()) entry.author = names.front().name;
  }
  entry.topics = item.content.topics;
  entry.label =
      say(indonesian, "provenance." + std::string(newsroom::name_of(item.content.provenance)));
  entry.published = published;
  entry.updated = std::max(item.updated_at(), published);
  return entry;
}

/// What was updated comes up again under the same id; so does what was withdrawn, which says so.
FeedEntry entry_of(const Doors& doors, const tabayun::Claim& claim) {
  const Instant published = claim.published_at.value_or(claim.created_at);
  FeedEntry entry;
  entry.id = tag(doors, "claim", claim.id.text(), published);
  entry.url = "/cek-fakta/" + claim.address();
  entry.author = claim.source;
  entry.published = published;
  entry.label =
      claim.is_public()
          ? say(indonesian, "verdict." + std::string(tabayun::name_of(claim.finding.verdict)))
          : say(indonesian, "site.claim.withdrawn");
  entry.title = entry.label + ": " + claim.finding.title;
  entry.summary = claim.is_public() ? tabayun::summary_of(claim.finding) : claim.withdrawal_reason;
  entry.updated = std::max(claim.updated_at.value_or(published), published);
  if (!claim.is_public()) entry.updated = std::max(entry.updated, *claim.withdrawn_at);
  return entry;
}

net::Response send_feed(const Visit& visit, const Feed& feed) {
  const std::optional<FeedFormat> format = format_of(visit.request.path);
  KENTONGAN_BUG_IF(!format);
  net::Response response;
  response.headers.add("Content-Type", std::string(channels::content_type_of(*format)));
  response.body = channels::write_feed(*format, feed);
  return response;
}

net::Response send_items(const Doors& doors, const Visit& visit, newsroom::PublicQuery query,
                         Feed feed) {
  query.bodies = newsroom::Bodies::included;
  query.limit = static_cast<std::int64_t>(channels::most_feed_entries);
  for (const newsroom::Item& item : doors.newsroom.list_public(query).items)
    feed.entries.push_back(entry_of(doors, item));
  return send_feed(visit, feed);
}

}  // namespace

namespace pages {

net::Response feed_all(const Doors& doors, const Visit& visit) {
  return send_items(doors, visit, {}, begin_feed(doors, visit, doors.settings.office_name, "/"));
}

net::Response feed_area(const Doors& doors, const Visit& visit) {
  const auto code = places::AreaCode::parse(visit.captured[0]);
  if (!code.ok()) return not_found(doors, visit);
  const auto area = doors.places.find(*code);
  if (!area.ok()) return not_found(doors, visit);
  const auto scope = code->level() == places::Level::village ? newsroom::Scope::reaching
                                                             : newsroom::Scope::touching;
  return send_items(doors, visit, {.scope = scope, .area = *code},
                    begin_feed(doors, visit, area->label(), "/kabar?wilayah=" + code->text()));
}

net::Response feed_topic(const Doors& doors, const Visit& visit) {
  const std::string topic = slug(visit.captured[0]);
  return send_items(doors, visit, {.topic = topic},
                    begin_feed(doors, visit, topic, "/kabar?topik=" + topic));
}

net::Response feed_group(const Doors& doors, const Visit& visit) {
  const auto group = doors.groups.find_by_slug(visit.captured[0]);
  if (!group.ok() || !groups::is_public(group->state)) return not_found(doors, visit);
  return send_items(doors, visit, {.group = group->id},
                    begin_feed(doors, visit, group->name(), "/kelompok/" + group->slug()));
}

net::Response feed_claims(const Doors& doors, const Visit& visit) {
  Feed feed = begin_feed(doors, visit, say(indonesian, "site.menu.factchecks"), "/cek-fakta");
  for (const tabayun::Claim& claim : doors.tabayun.list_told(claims_in_feed))
    feed.entries.push_back(entry_of(doors, claim));
  return send_feed(visit, feed);
}

net::Response sitemap(const Doors& doors, const Visit&) {
  html::XmlWriter xml;
  std::vector<std::string> paths{"/",        "/kabar", "/cek-fakta", "/kelompok",
                                 "/cakupan", "/tanya", "/langganan", "/tentang"};
  for (const newsroom::Item& item : doors.newsroom.list_public({.limit = 100}).items)
    paths.push_back("/kabar/" + item.slug);
  for (const tabayun::Claim& claim : doors.tabayun.list_published({.limit = 100}).claims)
    paths.push_back("/cek-fakta/" + claim.address());
  groups::GroupFilter filter;
  filter.limit = 200;
  for (const groups::Group& group : doors.groups.list(filter).groups)
    paths.push_back("/kelompok/" + group.slug());
  xml.element("urlset", {{"xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"}}, [&] {
    for (const std::string& path : paths) {
      xml.element("url", [&] { xml.element("loc", doors.settings.base_url + path); });
    }
  });
  net::Response response;
  response.headers.add("Content-Type", "application/xml; charset=utf-8");
  response.body = std::move(xml).take();
  return response;
}

net::Response robots(const Doors& doors, const Visit&) {
  net::Response response;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body =
      "User-agent: *\nDisallow: /meja\nDisallow: /tiket\nDisallow: /akun\nDisallow: "
      "/cari\nSitemap: " +
      doors.settings.base_url + "/sitemap.xml\n";
  return response;
}

net::Response health(const Doors& doors, const Visit&) {
  // One read: a server without its database is not well, and the exception becomes a 500.
  const std::int64_t position =
      doors.db.read([&doors](db::Tx& tx) { return doors.ledger.last_position(tx); });
  net::Response response;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body = format("sehat\n{}\n", position);
  return response;
}

}  // namespace pages
}  // namespace kentongan::site
