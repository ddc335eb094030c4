#include "channels/feeds.hpp"

#include "base/text.hpp"
#include "channels/internal/links.hpp"
#include "channels/internal/words.hpp"
#include "html/json.hpp"
#include "html/xml.hpp"

#include <algorithm>
#include <set>

namespace kentongan::channels {
namespace {

using html::JsonWriter;
using html::XmlWriter;

/// RFC 3339 with a numeric zone, which every reader we know understands.
std::string numeric_time(Instant instant) {
  std::string text = rfc3339(instant);
  text.pop_back();
  return text + "+00:00";
}

/// A title that no reader takes for markup: RSS does not say whether titles are, so `<b>` becomes
/// `‹b›`.
std::string plain_title(std::string_view title) {
  const std::string line = one_line(title);
  std::string out;
  bool open = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char next = at + 1 < line.size() ? line[at + 1] : ' ';
    const bool tag = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' ||
                     next == '!' || next == '?';
    if (line[at] == '<' && tag) {
      out += "‹";
      open = true;
    } else if (line[at] == '>' && open) {
      out += "›";
      open = false;
    } else {
      out += line[at];
    }
  }
  return out.empty() ? "–" : out;
}

/// An entry as all three formats say it: cleaned, absolute.
struct Prepared {
  std::string id, url, title, summary, markup, author;
  std::vector<std::string> topics;
  Instant published, updated;
};

Prepared prepare(const Feed& feed, const FeedEntry& entry) {
  Prepared ready;
  ready.id = uri_escaped(entry.id);
  ready.url = absolute_url(feed.base_url, entry.url);
  ready.title = plain_title(entry.title);
  ready.summary = clean_words(entry.summary);
  ready.markup = clean_words(with_absolute_links(entry.body.markup(), {feed.base_url, ready.url}));
  ready.author = one_line(entry.author);
  if (ready.author.empty()) ready.author = one_line(feed.author);
  if (ready.author.empty()) ready.author = plain_title(feed.title);
  std::set<std::string> seen;
  for (const std::string& topic : entry.topics) {
    std::string word = one_line(topic);
    if (!word.empty() && seen.insert(word).second) ready.topics.push_back(std::move(word));
  }
  std::string label = one_line(entry.label);
  if (!label.empty() && seen.insert(label).second) ready.topics.push_back(std::move(label));
  ready.published = entry.published;
  ready.updated = std::max(entry.updated, entry.published);
  return ready;
}

/// The newest entries, each id once: a reader that meets an id twice drops either.
std::vector<Prepared> prepare_all(const Feed& feed) {
  std::vector<Prepared> entries;
  std::set<std::string> ids;
  for (const FeedEntry& entry : feed.entries) {
    if (entries.size() == most_feed_entries) break;
    if (ids.insert(entry.id).second) entries.push_back(prepare(feed, entry));
  }
  return entries;
}

Instant newest_of(const Feed& feed, const std::vector<Prepared>& entries) {
  if (entries.empty()) return feed.updated;
  return std::ranges::max(entries, {}, &Prepared::updated).updated;
}

std::string self_of(const Feed& feed) { return absolute_url(feed.base_url, feed.path); }
std::string home_of(const Feed& feed) { return absolute_url(feed.base_url, feed.home); }

std::string description_of(const Feed& feed) {
  const std::string description = one_line(feed.description);
  return description.empty() ? plain_title(feed.title) : description;
}

void write_atom_entry(XmlWriter& xml, const Prepared& entry) {
  xml.element("entry", [&] {
    xml.element("id", entry.id);
    xml.element("title", entry.title);
    xml.element("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", entry.url}});
    xml.element("published", numeric_time(entry.published));
    xml.element("updated", numeric_time(entry.updated));
    xml.element("author", [&] { xml.element("name", entry.author); });
    for (const std::string& topic : entry.topics) xml.element("category", {{"term", topic}});
    if (!entry.summary.empty() || entry.markup.empty()) xml.element("summary", entry.summary);
    if (!entry.markup.empty()) xml.element("content", {{"type", "html"}}, entry.markup);
  });
}

std::string write_atom(const Feed& feed) {
  const auto entries = prepare_all(feed);
  XmlWriter xml(4096 * (entries.size() + 1));
  xml.element("feed", {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xml:lang", feed.language}}, [&] {
    xml.element("id", uri_escaped(feed.id));
    xml.element("title", plain_title(feed.title));
    xml.element("subtitle", description_of(feed));
    xml.element("updated", numeric_time(newest_of(feed, entries)));
    xml.element("link",
                {{"rel", "self"}, {"type", "application/atom+xml"}, {"href", self_of(feed)}});
    xml.element("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", home_of(feed)}});
    if (feed.icon) xml.element("icon", absolute_url(feed.base_url, *feed.icon));
    xml.element("generator", "Kentongan");
    for (const Prepared& entry : entries) write_atom_entry(xml, entry);
  });
  return std::move(xml).take();
}

void write_rss_item(XmlWriter& xml, const Prepared& entry) {
  xml.element("item", [&] {
    xml.element("title", entry.title);
    xml.element("link", entry.url);
    xml.element("guid", {{"isPermaLink", "false"}}, entry.id);
    xml.element("pubDate", mail_date(entry.published));
    xml.element("dc:creator", entry.author);
    for (const std::string& topic : entry.topics) xml.element("category", topic);
    // Descriptions are markup to readers, so plain words are escaped into it.
    xml.element("description", escaped(entry.summary));
    if (!entry.markup.empty()) xml.element("content:encoded", entry.markup);
  });
}

std::string write_rss(const Feed& feed) {
  const auto entries = prepare_all(feed);
  XmlWriter xml(4096 * (entries.size() + 1));
  xml.element("rss",
              {{"version", "2.0"},
               {"xmlns:atom", "http://www.w3.org/2005/Atom"},
               {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
               {"xmlns:content", "http://purl.org/rss/1.0/modules/content/"}},
              [&] {
                xml.element("channel", [&] {
                  xml.element("title", plain_title(feed.title));
                  xml.element("link", home_of(feed));
                  xml.element("description", description_of(feed));
                  xml.element("language", feed.language);
                  xml.element("lastBuildDate", mail_date(newest_of(feed, entries)));
                  xml.element("generator", "Kentongan");
                  xml.element(
                      "atom:link",
                      {{"rel", "self"}, {"type", "application/rss+xml"}, {"href", self_of(feed)}});
                  for (const Prepared& entry : entries) write_rss_item(xml, entry);
                });
              });
  return std::move(xml).take();
}

void write_json_item(JsonWriter& json, const Prepared& entry) {
  json.object([&] {
    json.member("id", entry.id);
    json.member("url", entry.url);
    json.member("title", entry.title);
    if (!entry.summary.empty()) json.member("summary", entry.summary);
    if (entry.markup.empty()) {
      json.member("content_text", entry.summary);
    } else {
      json.member("content_html", entry.markup);
    }
    json.member("date_published", numeric_time(entry.published));
    json.member("date_modified", numeric_time(entry.updated));
    json.array("authors", [&] { json.object([&] { json.member("name", entry.author); }); });
    if (!entry.topics.empty()) {
      json.array("tags", [&] {
        for (const std::string& topic : entry.topics) json.value(topic);
      });
    }
  });
}

std::string write_json(const Feed& feed) {
  const auto entries = prepare_all(feed);
  JsonWriter json(4096 * (entries.size() + 1));
  json.object([&] {
    json.member("version", "https://jsonfeed.org/version/1.1");
    json.member("title", plain_title(feed.title));
    json.member("home_page_url", home_of(feed));
    json.member("feed_url", self_of(feed));
    json.member("description", description_of(feed));
    if (feed.icon) json.member("icon", absolute_url(feed.base_url, *feed.icon));
    json.member("language", feed.language);
    const std::string author = one_line(feed.author);
    if (!author.empty()) {
      json.array("authors", [&] { json.object([&] { json.member("name", author); }); });
    }
    json.array("items", [&] {
      for (const Prepared& entry : entries) write_json_item(json, entry);
    });
  });
  return std::move(json).take();
}

}  // namespace

std::string_view content_type_of(FeedFormat format) {
  switch (format) {
    case FeedFormat::atom: return "application/atom+xml; charset=utf-8";
    case FeedFormat::rss: return "application/rss+xml; charset=utf-8";
    case FeedFormat::json: return "application/feed+json; charset=utf-8";
  }
  __builtin_unreachable();
}

std::string tag_uri(const TagParts& parts) {
  const auto year = rfc3339(parts.made).substr(0, 4);
  return format("tag:{},{}:{}/{}", host_of(parts.base_url), year, uri_escaped(parts.kind),
                uri_escaped(parts.name));
}

std::string write_feed(FeedFormat format, const Feed& feed) {
  switch (format) {
    case FeedFormat::atom: return write_atom(feed);
    case FeedFormat::rss: return write_rss(feed);
    case FeedFormat::json: return write_json(feed);
  }
  __builtin_unreachable();
}

}  // namespace kentongan::channels
