// Every published fact check as data, a page at a time, for who reuses them.
#include "html/json.hpp"
#include "site/answer.hpp"
#include "site/claim_review.hpp"
#include "site/pages_public.hpp"
#include "tabayun/tabayun.hpp"

namespace kentongan::site::pages {

namespace {

constexpr std::int64_t page_size = 100;
constexpr const char* path = "/cek-fakta/claimreview.json";

std::string address_of_page(const Doors& doors, Id<tabayun::Claim> after) {
  const std::string start = doors.settings.base_url + path;
  return after.is_none() ? start : start + "?halaman=" + after.text();
}

void write_item(html::JsonWriter& json, const Doors& doors, const tabayun::Claim& claim) {
  json.member("@type", "DataFeedItem");
  const Instant made = claim.published_at.value_or(claim.created_at);
  json.member("dateCreated", rfc3339(made));
  json.member("dateModified", rfc3339(claim.updated_at.value_or(made)));
  json.object("item", [&] { write_claim_review(json, doors, indonesian, claim); });
}

}  // namespace

/// Drawn in docs/formats/factchecks.md.
net::Response claim_review_feed(const Doors& doors, const Visit& visit) {
  Id<tabayun::Claim> after;
  if (const std::string given = visit.query("halaman"); !given.empty()) {
    const auto parsed = Id<tabayun::Claim>::parse(given);
    if (!parsed.ok())
      return refuse(doors, visit, Error(Refusal::invalid, "tabayun.page.malformed"));
    after = *parsed;
  }
  std::vector<tabayun::Claim> found = doors.tabayun.list_whole(after, page_size + 1);
  std::string next;
  if (found.size() > static_cast<std::size_t>(page_size)) {
    found.resize(static_cast<std::size_t>(page_size));
    next = address_of_page(doors, found.back().id);
  }
  html::JsonWriter json;
  json.object([&] {
    json.array("@context", [&] {
      json.value("https://schema.org");
      json.object([&] {
        json.object("next", [&] {
          json.member("@id", "http://www.w3.org/ns/hydra/core#next");
          json.member("@type", "@id");
        });
      });
    });
    json.member("@type", "DataFeed");
    json.member("@id", address_of_page(doors, after));
    json.member("url", address_of_page(doors, Id<tabayun::Claim>()));
    json.member("name", say(indonesian, "site.menu.factchecks"));
    json.object("publisher", [&] {
      json.member("@type", "Organization");
      json.member("name", doors.settings.office_name);
    });
    if (!next.empty()) json.member("next", next);
    json.array("dataFeedElement", [&] {
      for (const tabayun::Claim& claim : found)
        json.object([&] { write_item(json, doors, claim); });
    });
  });
  net::Response response;
  response.headers.add("Content-Type", "application/ld+json");
  if (!next.empty()) response.headers.add("Link", "<" + next + ">; rel=\"next\"");
  response.body = std::move(json).take();
  return response;
}

}  // namespace kentongan::site::pages
