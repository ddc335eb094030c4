// Who is asked for fact checks, and when next. Values and rules, pure.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::exchange {

enum class SourceKind {
  mafindo,      ///< API v1: BASE/latest/COUNT/KEY
  claim_review  ///< JSON-LD: a list, a DataFeed, an ItemList, or a page that holds some
};
[[nodiscard]] std::string_view name_of(SourceKind kind);

/// As the operator set it up.
struct Source {
  std::string name;   ///< the `source` of its claims; for MAFINDO `mafindo`, as files have it
  std::string shown;  ///< how people call it
  SourceKind kind = SourceKind::claim_review;
  std::string url;       ///< without the key
  std::string key = {};  ///< a secret: goes into the call and nowhere else
  /// The operator's line of attribution, shown with everything that came from it; MAFINDO's is in
  /// the catalogue.
  std::string licence = {};
  std::string home = {};  ///< where people find it; may be empty
  Span interval = std::chrono::hours(1);
};

/// `Nama | https://cek.example/klaim.json | CC BY-SA 4.0` (the licence may be left out).
/// Errors: invalid `exchange.source.malformed`.
[[nodiscard]] Result<Source> parse_feed(std::string_view text, Span interval);
/// MAFINDO's API v1. Errors: invalid `exchange.source.malformed`.
[[nodiscard]] Result<Source> mafindo_source(std::string_view base_url, std::string key,
                                            Span interval);

/// How it went, kept in the database.
struct SourceState {
  std::string name;
  std::string cursor = {};  ///< where the next request goes on; empty: from the front
  std::string etag = {};    ///< of the front, as it was sent
  std::string last_modified = {};
  Instant due_at;
  std::optional<Instant> asked_at = {};
  std::optional<Instant> succeeded_at = {};
  std::int64_t failures = 0;    ///< in a row
  std::string problem = {};     ///< key of the catalogue; empty: none
  std::int64_t taken = 0;       ///< fact checks added, ever
  std::int64_t last_seen = 0;   ///< records in the last answer that held any
  std::int64_t last_added = 0;  ///< … new ones
  std::int64_t last_changed = 0;
  std::int64_t last_refused = 0;  ///< … that could not be read
};

/// What became of one request.
struct Outcome {
  enum class Kind { taken, unchanged, failed };
  Kind kind = Kind::failed;
  std::string problem = {};              ///< failed: key of the catalogue
  std::optional<Span> retry_after = {};  ///< failed: what the other side asked for
  std::string next = {};                 ///< taken: the next page; empty: none
  std::string etag = {};                 ///< taken
  std::string last_modified = {};
  std::int64_t seen = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t refused = 0;
};

/// Between two pages of one source.
inline constexpr Span between_pages = std::chrono::seconds(10);
/// However it went, a source that works again is noticed within a day.
inline constexpr Span longest_wait = std::chrono::hours(24);
/// "Fetch now" does not ask more often than this.
inline constexpr Span least_wait = std::chrono::minutes(2);

/// The state after a request. Failures wait the source's interval, doubled each time, and at least
/// as long as the other side asked for; never longer than `longest_wait` (that wish: a week).
[[nodiscard]] SourceState after(const SourceState& before, const Outcome& outcome,
                                const Source& source, Instant now);
/// Whether it is its turn. A turn that lies further ahead than any of ours can is the work of a
/// clock that was wrong: it is due.
[[nodiscard]] bool is_due(const SourceState& state, Instant now);

/// How long `Retry-After` asks for: seconds or a date. Source: RFC 9110 section 10.2.3.
[[nodiscard]] std::optional<Span> parse_retry_after(std::string_view value, Instant now);
/// The address behind `rel="next"`. Source: RFC 8288 section 3.
[[nodiscard]] std::string next_link(std::string_view link_field);
/// The JSON-LD blocks of an HTML page as one JSON array; JSON as it is.
[[nodiscard]] std::string linked_data_of(std::string_view body);

}  // namespace kentongan::exchange
