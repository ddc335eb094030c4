// The door of the room: what is public, found by its words.
//
//   Search search({...});
//   search.follow();                              // at start, then whenever there is news
//   search.find({.words = "jadwal posyandu"});
#pragma once

#include "base/clock.hpp"
#include "groups/groups.hpp"
#include "ledger/ledger.hpp"
#include "newsroom/newsroom.hpp"
#include "places/places.hpp"
#include "search/index.hpp"
#include "search/marked.hpp"
#include "search/rank.hpp"
#include "tabayun/tabayun.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace kentongan::search {

/// What the room needs from outside; all of it outlives the room.
struct Surroundings {
  db::Db& db;
  const ledger::Ledger& ledger;
  const Clock& clock;
  const places::Places& places;
  const groups::Groups& groups;
  const newsroom::Newsroom& newsroom;
  const tabayun::Tabayun& tabayun;
};

struct Query {
  std::string words;                             ///< as typed; `longest_search` bytes are looked at
  std::optional<Kind> only = {};                 ///< none: all kinds, each with its own hits
  std::optional<newsroom::Kind> item_kind = {};  ///< narrows items
  places::AreaCode area = {};  ///< what is meant for its people or a part of them; nation: all
  std::int64_t skip = 0;       ///< hits of each kind that were shown before
  std::int64_t limit = 10;     ///< of each kind; 1 … 100
};

/// A thing that was found, as its room shows it now, and where the words stand in it.
template <typename Thing>
struct Hit {
  Thing thing;
  bool has_all_words = false;  ///< of the search that occur anywhere
  Marked title = {};
  Marked passage = {};  ///< a stretch of the text with the words; empty when they stand only in the
                        ///< title
};

template <typename Thing>
struct Hits {
  std::vector<Hit<Thing>> best;
  std::int64_t all = 0;  ///< how many there are
  std::int64_t with_all_words = 0;
  bool has_more = false;  ///< behind those given
};

struct Found {
  Hits<newsroom::Item> items = {};
  Hits<groups::Group> groups = {};
  Hits<tabayun::Claim> factchecks = {};
  /// What was typed with the misspelt words put right; what was found was found with it. Empty when
  /// nothing had to be.
  std::string meant = {};
  std::vector<std::string> nowhere = {};  ///< words that occur nowhere, as typed
  enum class Asked { nothing, only_common_words, words } asked = Asked::nothing;
};

/// Thread: everything may be called from anywhere, nothing here inside a database closure.
class Search {
 public:
  explicit Search(const Surroundings& outside) : outside_(outside) {}
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  /// The first time builds the index from everything that is public; afterwards takes in what
  /// changed since, here or on another node. Call it when `Db::wait_for_news` returns. Returns how
  /// many entries of the ledger it read. Cost: the first time about 0.5 s for 12,000 fact checks.
  std::int64_t follow();

  /// Errors: unavailable `search.loading` until `follow` returned once.
  /// Cost:   1 to 3 ms over 100,000 things, and as much for the texts of the hits.
  [[nodiscard]] Result<Found> find(const Query& query) const;

  struct Size {
    std::size_t things = 0;
    std::size_t bytes = 0;
  };
  [[nodiscard]] Size size() const;

 private:
  void load();

  // set at construction
  Surroundings outside_;
  Index index_;
  std::mutex following_;       ///< one follower at a time
  std::int64_t position_ = 0;  ///< of the ledger, guarded by `following_`
};

}  // namespace kentongan::search
