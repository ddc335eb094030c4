// What can be asked of the newsroom, and what it answers.
#pragma once

#include "newsroom/item.hpp"
#include "newsroom/workflow.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::newsroom {

/// Where a page of a list ends: pass it as `after` to get the next. Its text goes into addresses.
struct Place {
  Instant at;
  Id<Item> id;
  [[nodiscard]] std::string text() const;
  /// Errors: invalid `newsroom.page.malformed`.
  [[nodiscard]] static Result<Place> parse(std::string_view text);
};

/// Whom a list is for. `reaching`: what is meant for the people of `area` (for it or for an area it
/// lies in). `touching`: that, and what is meant for any part of it.
enum class Scope { anywhere, reaching, touching };

enum class Bodies { left_out, included };

/// Items that everybody may read, newest publication first. Absent fields do not narrow.
struct PublicQuery {
  Scope scope = Scope::anywhere;
  places::AreaCode area = {};
  std::optional<std::string> topic = {};
  std::optional<Id<groups::Group>> group = {};
  std::optional<Kind> kind = {};
  std::string words = {};  ///< every one must occur; at most six are looked at
  Bodies bodies = Bodies::left_out;
  std::optional<Place> after = {};
  std::int64_t limit = 20;  ///< 1…100
};

/// Items on somebody's desk, last changed first. One of `own`, `group`, `area` must be given; a
/// group's desk is open to its members, an area's to its office.
struct DeskQuery {
  enum class Whose { everybody, own };
  people::Actor actor;
  Whose whose = Whose::everybody;
  std::optional<Id<groups::Group>> group = {};
  std::optional<places::AreaCode> area = {};
  std::optional<State> state = {};
  std::string words = {};
  std::optional<Place> after = {};
  std::int64_t limit = 50;  ///< 1…100
};

struct ItemPage {
  std::vector<Item> items;  ///< without bodies unless asked for
  std::optional<Place> next;
};

/// How many items a desk holds in each state; states without items are absent.
using StateCounts = std::map<State, std::int64_t>;

/// Something done with an item: a move, by whom, with which note or reason.
struct Review {
  Move move = Move::edit;
  std::int64_t revision = 0;  ///< of the item after it
  Id<people::Account> actor;  ///< none: the program
  std::string note;
  Instant at;
};

/// One change of the public text. `from` and `to` are numbers of revisions: each page links the
/// other.
struct Correction {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::string note;
  Instant at;
};

/// A text that readers have seen, and the one that took its place (0: it stands).
struct PublicText {
  Content content;
  std::int64_t number = 0;
  std::int64_t replaced_by = 0;
  Instant public_from;
};

}  // namespace kentongan::newsroom
