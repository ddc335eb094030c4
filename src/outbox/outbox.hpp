// The door of the room: subscriptions, the way from ledger entries to deliveries, and what became
// of them. Sending itself is dispatcher.hpp.
#pragma once

#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/random.hpp"
#include "db/db.hpp"
#include "ledger/ledger.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/asker.hpp"
#include "outbox/compose.hpp"
#include "outbox/delivery.hpp"
#include "outbox/subscription.hpp"
#include "outbox/tokens.hpp"
#include "people/actor.hpp"
#include "places/places.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::outbox {

/// What the room needs from outside; all of it outlives the room.
struct Surroundings {
  db::Db& db;
  const ledger::Ledger& ledger;
  const places::Places& places;
  const newsroom::Newsroom& newsroom;
  const Clock& clock;
  const IdSource& ids;
  const Random& random;
  /// A group's name for the byline, and a claim's verdict as news. Either may be empty: then the
  /// office speaks, and verdicts are not sent.
  std::function<std::string(db::Tx&, Id<groups::Group>)> group_name = {};
  std::function<std::optional<VerdictNews>(db::Tx&, std::int64_t claim)> verdict = {};
  /// Questions about a claim in the order of their ids, those that came to it by a merger included.
  /// Empty: nobody who asked is told.
  std::function<std::vector<std::int64_t>(db::Tx&, std::int64_t claim, std::int64_t after,
                                          std::int64_t limit)>
      questions_about = {};
  /// A question as its asker may see it now; called outside of any transaction.
  std::function<std::optional<ReplyNews>(std::int64_t question)> reply = {};
};

struct OutboxSettings {
  std::string secret;  ///< at least 32 bytes; the tokens in mails are made from it
  Voice voice;         ///< as whom we write, and where our pages are
  /// Places in the queue that one publication leaves between its recipients, so that the first
  /// deliveries of a newer one go out before the tail of an older one. Longer than one delivery
  /// takes.
  Span spacing = std::chrono::milliseconds(50);
  Span lease = std::chrono::seconds(60);
  std::int64_t stretch = 1'000;  ///< subscriptions looked at in one transaction of a fan-out
  std::int64_t most_requests_in_an_hour = 500;  ///< confirmation mails of the whole installation
};

// ---- commands -----------------------------------------------------------------------------------

/// Somebody asks to get mail. Nothing is sent but one question whether they meant it.
struct Subscribe {
  std::string email;
  Interest interest;
  Language language = indonesian;
};

/// An officer adds a Telegram chat or channel; the installation itself may add addresses of any
/// way.
struct AddSubscription {
  people::Actor actor;
  channels::Way way = channels::Way::telegram;
  std::string address;
  Interest interest;
  Language language = indonesian;
};

struct OnSubscription {
  people::Actor actor;
  Id<Subscription> subscription;
};

/// Sends again what was given up. None: everything that was given up for `reason`.
struct RetryDelivery {
  people::Actor actor;
  std::optional<Id<Leased>> delivery = {};
  std::string reason = {};
};

/// A word to somebody who sent us something that is no question.
struct Notify {
  channels::Address address;
  Notice notice = Notice::welcome;
  std::int64_t occasion = 0;  ///< what it answers: told once for each
  Language language = indonesian;
};

/// Whether we say that we stop before we do: not to somebody who has shut the door already.
enum class Farewell { said, silent };

// ---- answers ------------------------------------------------------------------------------------

struct LastAsked {
  std::int64_t question = 0;
  std::string code;
};

struct DeliveryCounts {
  std::int64_t due = 0;
  std::int64_t leased = 0;
  std::int64_t waiting = 0;
  std::int64_t sent = 0;
  std::int64_t given_up = 0;
};
/// What became of everything sent about one item or claim.
struct DeliveryStats {
  std::map<channels::Way, DeliveryCounts> by_way;
  std::optional<Instant> first_sent_at;
  std::optional<Instant> last_sent_at;
};

/// A delivery that was given up.
struct DeadLetter {
  Id<Leased> id;
  DeliveryKind kind = DeliveryKind::item;
  std::int64_t subject = 0;
  channels::Way way = channels::Way::email;
  std::string reason;
  std::int64_t attempts = 0;
  Instant at;
};

struct SubscriptionCounts {
  std::int64_t pending = 0;
  std::int64_t confirmed = 0;
};

/// Thread: everything may be called from anywhere; nothing here inside a database closure.
class Outbox {
 public:
  Outbox(const Surroundings& with, OutboxSettings settings);
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  // ---- subscriptions ----------------------------------------------------------------------------
  /// Succeeds the same whether the address is new, known, or was asked often enough already.
  /// Errors: invalid `channels.email.malformed`, `outbox.areas.*`, `outbox.topics.too_many`;
  /// throttled `outbox.subscribe.busy`.
  [[nodiscard]] Result<> subscribe(const Subscribe& command);
  /// The subscription a link in a mail speaks of, for the page that asks once more.
  /// Errors: not_found `outbox.token.unknown`.
  [[nodiscard]] Result<Subscription> find_by_token(TokenMint::Purpose purpose,
                                                   std::string_view token) const;
  /// A POST on that page. What the address had before is replaced. Doing it twice is no error.
  /// Errors: not_found `outbox.token.unknown`; conflict `outbox.token.too_old`.
  [[nodiscard]] Result<Subscription> confirm(std::string_view token);
  /// One click (RFC 8058). Doing it twice is no error. Errors: not_found `outbox.token.unknown`.
  [[nodiscard]] Result<> unsubscribe(std::string_view token);

  /// May: the office of every area. Adding a chat again changes what it hears.
  /// Errors: forbidden `outbox.chat.not_allowed`; invalid as for `subscribe`,
  /// `channels.telegram.*`.
  [[nodiscard]] Result<Subscription> add(const AddSubscription& command);
  /// Errors: forbidden `outbox.chat.not_allowed`; not_found `outbox.subscription.not_found`.
  [[nodiscard]] Result<> end(const OnSubscription& command);
  /// Telegram chats that touch `area`, at most 200. Errors: forbidden `outbox.chat.not_allowed`.
  [[nodiscard]] Result<std::vector<Subscription>> list_chats(const people::Actor& actor,
                                                             const places::AreaCode& area) const;
  [[nodiscard]] std::map<channels::Way, SubscriptionCounts> count_subscriptions() const;

  // ---- who asked (inside the caller's transaction) ----------------------------------------------
  /// Remembers where a question's answer goes, and sends what is known of it now: once for each
  /// `occasion` (the question, or the message that brought it).
  void keep_asker(db::Tx& tx, const Asker& asker, std::int64_t occasion);
  /// Once for each occasion.
  void notify(db::Tx& tx, const Notify& command);
  /// Tells the asker again how their question stands; nothing when they do not want to hear.
  void reply_again(db::Tx& tx, std::int64_t question, std::int64_t occasion);
  /// Whether one more question of today may name this address on a form that anybody can fill in:
  /// five a day, so that nobody can use us to fill a mailbox.
  [[nodiscard]] bool may_tell(db::Tx& tx, const channels::Address& address) const;
  /// What an address asked last.
  [[nodiscard]] std::optional<LastAsked> last_asked(db::Tx& tx,
                                                    const channels::Address& address) const;
  /// Nothing more goes to this address, answers that wait included; their questions stay and count.
  void stop_writing(db::Tx& tx, const channels::Address& address, Farewell farewell,
                    std::int64_t occasion);
  /// Cost: a few index lookups for each question about the claim.
  [[nodiscard]] AskerCoverage asker_coverage(db::Tx& tx, std::int64_t claim) const;

  // ---- what became of deliveries ----------------------------------------------------------------
  [[nodiscard]] DeliveryStats stats(std::int64_t subject) const;
  [[nodiscard]] std::map<channels::Way, DeliveryCounts> queue() const;  ///< without sent
  /// Newest first; `before` pages on (an id of the last answer). Without what was withdrawn or
  /// ended before it left. May: the office. Errors: forbidden `outbox.dead_letters.not_allowed`.
  [[nodiscard]] Result<std::vector<DeadLetter>> dead_letters(
      const people::Actor& actor, std::optional<DeadLetter> before) const;
  /// Returns how many are due again. Errors: forbidden `outbox.dead_letters.not_allowed`.
  [[nodiscard]] Result<std::int64_t> retry(const RetryDelivery& command);

  // ---- for the dispatcher -----------------------------------------------------------------------
  /// Turns new ledger entries into deliveries, a stretch at a time. Returns whether there is more
  /// to do at once.
  bool fan_out();
  /// Makes due what waited long enough, takes back leases that ran out, forgets requests that were
  /// never confirmed. Returns how many are due because of it.
  std::int64_t tend();
  /// After a start, when no other program can be sending (SQLite): takes back every lease at once.
  std::int64_t take_back_leases();

  [[nodiscard]] bool has_due(channels::Way way) const;
  /// At most `limit` deliveries in order of their places in the queue, for `holder` alone.
  [[nodiscard]] std::vector<Leased> lease(channels::Way way, const std::string& holder,
                                          std::int64_t limit);
  /// Gives `holder` the whole time again. False: the lease is lost, do not send.
  [[nodiscard]] bool renew(Leased& leased, const std::string& holder);
  /// Gives back, unsent, everything that `holder` still has.
  void release(const std::string& holder);
  /// What to send; nothing when it should not be sent any more (then it is given up with a reason).
  [[nodiscard]] std::optional<channels::Addressed> address(const Leased& leased,
                                                           const std::string& holder,
                                                           Composed& composed);
  /// Durable when it returns. False: the lease was lost meanwhile.
  bool settle(const Leased& leased, const std::string& holder, const Settlement& settlement,
              const std::optional<channels::Address>& moved_to);

  [[nodiscard]] const OutboxSettings& settings() const { return settings_; }

 private:
  struct Personally {
    std::int64_t occasion = 0;
    std::int64_t subject = 0;
    DeliveryKind kind = DeliveryKind::reply;
    Id<Subscription> to;
    channels::Way way = channels::Way::email;
  };
  void write_to(db::Tx& tx, const Personally& what);
  [[nodiscard]] Id<Subscription> asker_at(db::Tx& tx, const channels::Address& address,
                                          Language language);
  void begin_fan_out(db::Tx& tx, const ledger::Entry& entry, Instant now);
  [[nodiscard]] std::shared_ptr<const channels::Message> compose(db::Tx& tx, const Leased& leased,
                                                                 Instant now) const;
  [[nodiscard]] std::shared_ptr<const channels::Message> compose_reply_to(
      const Leased& leased) const;
  void ask_to_confirm(db::Tx& tx, const Subscription& subscription, Instant now);
  [[nodiscard]] Result<> check_areas(db::Tx& tx, const Interest& interest) const;

  Surroundings with_;
  OutboxSettings settings_;
  TokenMint mint_;
};

}  // namespace kentongan::outbox
