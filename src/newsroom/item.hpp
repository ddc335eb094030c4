// An item is one piece of information on its way to the public: news, an announcement, a programme
// notice, an explainer. Values and rules only; who may do what is workflow.hpp.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "people/actor.hpp"
#include "places/area_code.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::newsroom {

enum class Kind { news, announcement, programme, explainer };
[[nodiscard]] std::string_view name_of(Kind kind);
[[nodiscard]] std::optional<Kind> find_kind(std::string_view name);

/// Whose word it is: shown as a label on every page and in every message.
enum class Provenance { government, community, resident };
[[nodiscard]] std::string_view name_of(Provenance provenance);
[[nodiscard]] std::optional<Provenance> find_provenance(std::string_view name);

/// The six parts of a group's working method. Source: DOMAIN.md, "What a KIM is".
enum class Adinda { akses, diskusi, implementasi, networking, diseminasi, aspirasi };
[[nodiscard]] std::string_view name_of(Adinda adinda);
[[nodiscard]] std::optional<Adinda> find_adinda(std::string_view name);

enum class State {
  draft,
  submitted,
  in_review,
  returned,
  approved,
  scheduled,
  published,
  corrected,
  withdrawn,
  archived
};
[[nodiscard]] std::string_view name_of(State state);
[[nodiscard]] std::optional<State> find_state(std::string_view name);

inline constexpr std::size_t shortest_title = 3;      // characters
inline constexpr std::size_t longest_title = 200;     // characters
inline constexpr std::size_t longest_summary = 500;   // characters
inline constexpr std::size_t longest_source = 300;    // characters
inline constexpr std::size_t largest_body = 100'000;  // bytes
inline constexpr std::size_t longest_note = 1'000;    // characters; notes and reasons
inline constexpr std::size_t most_areas = 50;
inline constexpr std::size_t most_topics = 10;
inline constexpr std::size_t longest_topic = 40;  // characters

/// What a writer writes; saved whole with every revision.
struct Content {
  Kind kind = Kind::news;
  std::string title;
  std::string summary;
  std::string body;  ///< Markdown
  std::string
      source;  ///< where it comes from, as readers will see it; required before it is submitted
  Provenance provenance = Provenance::community;
  Adinda adinda = Adinda::diseminasi;
  Id<groups::Group> group;              ///< who speaks; none: the office
  std::vector<places::AreaCode> areas;  ///< whom it is for; required before it is submitted
  std::vector<std::string> topics;      ///< slugs: `kesehatan`
  friend bool operator==(const Content&, const Content&) = default;
};

/// The content as it may be saved: well-formed UTF-8, one-line title, summary and source, areas
/// without those another one contains, topics as slugs without repeats. Drafts may lack anything.
/// Errors: invalid `newsroom.title.too_long`, `newsroom.summary.too_long`,
/// `newsroom.body.too_long`, `newsroom.source.too_long`, `newsroom.areas.too_many`,
/// `newsroom.topics.too_many`.
[[nodiscard]] Result<Content> clean_content(Content raw);

/// Whether an item is complete enough to be read by somebody else.
/// Errors: invalid `newsroom.title.too_short`, `newsroom.body.empty`, `newsroom.source.missing`,
/// `newsroom.areas.missing`.
[[nodiscard]] Result<> check_complete(const Content& content);

/// A note or a reason, cleaned and cut to `longest_note`.
[[nodiscard]] std::string clean_note(std::string_view raw);

/// Lower-cased words parted by single blanks, with a blank at both ends: what searching looks
/// through.
[[nodiscard]] std::string folded(std::string_view text);

/// The address of an item's page, made once at publication: `jadwal-posyandu-november`.
[[nodiscard]] std::string slug_of_title(std::string_view title);

struct Item {
  Id<Item> id;
  std::string slug;  ///< the id's text until it is published; never changes after
  Content content;   ///< as the public sees it, once published; else the newest text
  State state = State::draft;
  places::AreaCode home;  ///< the regency that keeps it

  Id<people::Account> author;
  std::vector<Id<people::Account>> writers;  ///< everybody who wrote any revision
  Id<people::Account> reviewer;              ///< who took it for review
  Id<people::Account> approver;

  std::int64_t revision = 0;            ///< grows with every change of anything
  std::int64_t text_revision = 0;       ///< the revision at which `content` was saved
  std::int64_t pending_correction = 0;  ///< the revision of a proposed correction; 0 = none
  Id<people::Account> corrector;        ///< who proposed it

  std::string return_note;
  std::string correction_note;  ///< of the latest correction the public sees
  std::string withdrawal_reason;

  Instant created_at;
  Instant changed_at;
  std::optional<Instant> scheduled_at;
  std::optional<Instant> published_at;
  std::optional<Instant> corrected_at;
  std::optional<Instant> withdrawn_at;

  /// Readable by everybody, with its whole text.
  [[nodiscard]] bool is_public() const;
  /// When the public text last really changed (feeds' `updated`).
  [[nodiscard]] Instant updated_at() const;
  [[nodiscard]] bool was_written_by(Id<people::Account> account) const;
};

/// Why a revision was saved.
enum class Purpose { writing, masking, correction };
[[nodiscard]] std::string_view name_of(Purpose purpose);
[[nodiscard]] std::optional<Purpose> find_purpose(std::string_view name);

/// `kept`: it was the item's text at its time. `pending`, `refused`: a correction that is not, or
/// never was, the text.
enum class Standing { kept, pending, refused };
[[nodiscard]] std::string_view name_of(Standing standing);
[[nodiscard]] std::optional<Standing> find_standing(std::string_view name);

/// One saved text of an item, whole.
struct Revision {
  std::int64_t number = 0;    ///< the item's revision when it was saved
  std::int64_t based_on = 0;  ///< the number of the text it changes; 0 = the first
  Content content;
  Purpose purpose = Purpose::writing;
  Standing standing = Standing::kept;
  Id<people::Account> writer;      ///< none: the program (masking)
  std::string note;                ///< what was changed; of a correction: what readers are told
  Id<people::Account> settled_by;  ///< who approved or refused a correction
  std::optional<Instant> settled_at;
  Instant saved_at;
};

}  // namespace kentongan::newsroom
