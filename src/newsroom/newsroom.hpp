// The door of the room: items from draft to public, their corrections and withdrawals.
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "db/db.hpp"
#include "ledger/ledger.hpp"
#include "newsroom/item.hpp"
#include "newsroom/queries.hpp"
#include "newsroom/workflow.hpp"
#include "places/places.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::newsroom {

/// What the room needs from outside; all of it outlives the room.
struct Surroundings {
  db::Db& db;
  const ledger::Ledger& ledger;
  const places::Places& places;
  const Clock& clock;
  const IdSource& ids;
};

// ---- commands ----------------------------------------------------------------------------------

struct CreateItem {
  people::Actor actor;
  Content content;
  /// Made by the form; sending the same form twice makes one draft. Empty: always a new one.
  std::string form_key = {};
};

/// Something done with an item as the actor saw it.
struct OnItem {
  people::Actor actor;
  Id<Item> item;
  std::int64_t seen_revision = 0;
};

struct EditItem {
  OnItem on;
  Content content;
  std::string note = {};  ///< what was changed, for the history
};

/// Return (note), withdrawal (reason), refusal of a correction (note).
struct NoteOnItem {
  OnItem on;
  std::string note;
};

struct ScheduleItem {
  OnItem on;
  Instant at;
};

struct ProposeCorrection {
  OnItem on;
  Content content;
  std::string note;  ///< what readers will be told
};

/// Thread: everything may be called from anywhere; nothing here inside a database closure, except
/// what takes a `Tx`. Every command refuses with not_found `newsroom.item.not_found` what the actor
/// may not see, and as its decision in workflow.hpp says; it returns the item as saved.
class Newsroom {
 public:
  explicit Newsroom(const Surroundings& with)
      : db_(with.db),
        ledger_(with.ledger),
        places_(with.places),
        clock_(with.clock),
        ids_(with.ids) {}
  Newsroom(const Newsroom&) = delete;
  Newsroom& operator=(const Newsroom&) = delete;

  [[nodiscard]] Result<Item> create(const CreateItem& command);
  /// On conflict `item.changed_meanwhile` show both texts: nothing of either is lost.
  [[nodiscard]] Result<Item> edit(const EditItem& command);
  [[nodiscard]] Result<Item> submit(const OnItem& command);
  [[nodiscard]] Result<Item> recall(const OnItem& command);
  [[nodiscard]] Result<Item> take(const OnItem& command);
  [[nodiscard]] Result<Item> hand_back(const NoteOnItem& command);
  [[nodiscard]] Result<Item> approve(const OnItem& command);
  [[nodiscard]] Result<Item> schedule(const ScheduleItem& command);
  [[nodiscard]] Result<Item> unschedule(const OnItem& command);
  [[nodiscard]] Result<Item> publish(const OnItem& command);
  [[nodiscard]] Result<Item> propose_correction(const ProposeCorrection& command);
  [[nodiscard]] Result<Item> approve_correction(const OnItem& command);
  [[nodiscard]] Result<Item> refuse_correction(const NoteOnItem& command);
  [[nodiscard]] Result<Item> withdraw(const NoteOnItem& command);
  [[nodiscard]] Result<Item> archive(const OnItem& command);
  [[nodiscard]] Result<Item> restore(const OnItem& command);

  /// Publishes what is due; for a background loop, about once a second. Any number of programs may
  /// call it at once. Returns how many it published.
  std::int64_t publish_due();

  // ---- questions -------------------------------------------------------------------------------

  /// An item as its keepers see it. Errors: not_found `newsroom.item.not_found`.
  [[nodiscard]] Result<Item> find(const people::Actor& actor, Id<Item> item) const;
  /// An item by its address, when everybody may know of it: public, or withdrawn (then without its
  /// text: show the reason). Errors: not_found `newsroom.item.not_found`.
  [[nodiscard]] Result<Item> find_public(std::string_view slug) const;
  /// The same by id, for those who follow the ledger.
  [[nodiscard]] Result<Item> find_public(db::Tx& tx, Id<Item> item) const;
  [[nodiscard]] ItemPage list_public(const PublicQuery& query) const;
  /// Errors: forbidden `newsroom.desk.not_allowed`.
  [[nodiscard]] Result<ItemPage> list_desk(const DeskQuery& query) const;
  [[nodiscard]] Result<StateCounts> count_desk(const DeskQuery& query) const;

  /// Every saved text, newest first, without bodies; at most 200. For keepers.
  [[nodiscard]] Result<std::vector<Revision>> history(const people::Actor& actor,
                                                      Id<Item> item) const;
  /// One saved text, whole. Errors: not_found `newsroom.revision.not_found`.
  [[nodiscard]] Result<Revision> find_revision(const people::Actor& actor, Id<Item> item,
                                               std::int64_t number) const;
  /// What was done with it, oldest first; at most 200. For keepers.
  [[nodiscard]] Result<std::vector<Review>> reviews(const people::Actor& actor,
                                                    Id<Item> item) const;

  /// The corrections readers are told of, newest first; at most 50. Empty unless the item is
  /// public.
  [[nodiscard]] std::vector<Correction> corrections(Id<Item> item) const;
  /// A text that readers have seen. Errors: not_found `newsroom.revision.not_found`.
  [[nodiscard]] Result<PublicText> find_public_text(Id<Item> item, std::int64_t number) const;

 private:
  using Decide = std::function<Result<Item>(const Item&, const Act&, db::Tx&)>;
  struct Change {
    Move move;
    std::string note = {};              ///< kept in the history
    const char* ledger_kind = nullptr;  ///< what the ledger is told
  };
  [[nodiscard]] Result<Item> change(const OnItem& command, const Change& change,
                                    const Decide& decide);
  [[nodiscard]] Result<Item> load(db::Tx& tx, const people::Actor& actor, Id<Item> item) const;
  /// Errors: invalid `newsroom.areas.unknown`.
  [[nodiscard]] Result<> check_areas(db::Tx& tx, const Content& content) const;
  void note_in_ledger(db::Tx& tx, const char* kind, const Item& item,
                      Id<people::Account> actor) const;

  db::Db& db_;
  const ledger::Ledger& ledger_;
  const places::Places& places_;
  const Clock& clock_;
  const IdSource& ids_;
};

}  // namespace kentongan::newsroom
