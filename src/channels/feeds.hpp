// Feeds of what was published: Atom, RSS 2.0 and JSON Feed from one list of values. Pure.
//
//   Atom       RFC 4287, application/atom+xml
//   RSS        2.0.11 of the RSS Advisory Board with atom:link rel=self, dc:creator,
//   content:encoded JSON Feed  1.1, application/feed+json
#pragma once

#include "base/instant.hpp"
#include "html/safe.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::channels {

/// Beyond this many entries (the newest stay) a feed is cut. Weak signals pay for every one.
inline constexpr std::size_t most_feed_entries = 50;

enum class FeedFormat { atom, rss, json };
[[nodiscard]] std::string_view content_type_of(FeedFormat format);

/// Texts are plain UTF-8 of any origin; what XML cannot hold is taken out.
struct FeedEntry {
  /// Stable for ever, never shown: `tag:kabar.majalengkakab.go.id,2026:item/0c4k3v0q2m8ad` (see
  /// `tag_uri`).
  std::string id;
  std::string url;  ///< absolute, or a path of the site (`/kabar/…`)
  std::string title;
  std::string summary;  ///< plain text, or empty
  html::SafeHtml body;  ///< or empty; its own paths become absolute
  std::string author;   ///< who speaks; empty: the feed's author
  std::vector<std::string> topics;
  std::string label;  ///< provenance or verdict in people's words; becomes a category too
  Instant published;
  Instant updated;  ///< when the public text last really changed; >= published
};

struct Feed {
  std::string base_url;  ///< of the site, as configured: `https://kabar.majalengkakab.go.id`
  std::string path;  ///< of this feed in this format: `/umpan.atom`; with base_url it is rel=self
  std::string home;  ///< path of the page it mirrors: `/`
  std::string id;    ///< stable: see `tag_uri`; the same for all formats of one feed
  std::string title;
  std::string description;
  std::string author;               ///< the office or group behind it
  std::string language = "id";      ///< BCP 47
  std::optional<std::string> icon;  ///< path or absolute address
  /// When an empty feed was last changed; with entries the newest of them counts.
  Instant updated;
  std::vector<FeedEntry> entries;  ///< newest first
};

/// `tag:HOST,YEAR:KIND/NAME`, where HOST is that of `base_url` and YEAR when the thing was made:
/// stays true when the site moves. Source: RFC 4151.
struct TagParts {
  std::string_view base_url;
  Instant made;
  std::string_view kind;  ///< `item`, `claim`, `feed`
  std::string_view name;  ///< an id's text
};
[[nodiscard]] std::string tag_uri(const TagParts& parts);

/// Cost: about 20 µs an entry.
[[nodiscard]] std::string write_feed(FeedFormat format, const Feed& feed);

}  // namespace kentongan::channels
