// The one shape of every way out.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"
#include "channels/message.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::channels {

/// Names one delivery through all its attempts: the same key is the same message to a receiver that
/// looks (Message-ID). Letters, digits, `-` and `.` only.
class IdempotencyKey {
 public:
  template <typename Thing>
  explicit IdempotencyKey(Id<Thing> delivery) : text_("d-" + delivery.text()) {}
  [[nodiscard]] const std::string& text() const { return text_; }
  friend bool operator==(const IdempotencyKey&, const IdempotencyKey&) = default;

 private:
  std::string text_;
};

/// How one attempt ended.
struct [[nodiscard]] SendOutcome {
  enum class Ended {
    delivered,       ///< the next station took it over
    retry_after,     ///< not now; try again after `wait`
    given_up,        ///< never; do not try this address with this message again
    channel_paused,  ///< nobody can be reached this way until an operator acts; leave it due, ask
                     ///< `readiness()` when to look again; not an attempt
  };
  /// Whether the outside world was asked. `no` (our own pace held it back) is not counted as an
  /// attempt.
  enum class Attempted { yes, no };
  /// `in_doubt`: it did not end as delivered and may have arrived all the same (the answer was
  /// lost): the next attempt is `Addressed::Copy::perhaps_second`.
  enum class Arrival { known, in_doubt };

  Ended ended = Ended::delivered;
  Attempted attempted = Attempted::yes;
  Arrival arrival = Arrival::known;
  Span wait{};  ///< of retry_after: at least this long; zero: the outbox's own backoff decides
  std::string
      reason;  ///< a code for rows and logs: `smtp.550`, `telegram.blocked`; never their words
  /// The recipient lives at another address now: save it. May come with any `ended`.
  std::optional<Address> moved_to;

  [[nodiscard]] static SendOutcome delivered();
  [[nodiscard]] static SendOutcome retry_after(Span wait, std::string reason);
  [[nodiscard]] static SendOutcome held_back(Span wait,
                                             std::string reason);  ///< retry, not attempted
  [[nodiscard]] static SendOutcome in_doubt(std::string reason);   ///< retry; it may have arrived
  [[nodiscard]] static SendOutcome given_up(std::string reason);
  [[nodiscard]] static SendOutcome paused(std::string reason);
};
[[nodiscard]] std::string_view name_of(SendOutcome::Ended ended);

/// How much a channel could send at this moment, so that no more is leased than can leave.
struct Readiness {
  int messages = 0;  ///< could leave now
  Span wait{};       ///< when none could: ask again after this
};

/// Thread: all members may be called from many threads at once; `send` blocks for the length of a
/// conversation with the outside (seconds at worst, bounded by its settings).
class Channel {
 public:
  virtual ~Channel() = default;

  [[nodiscard]] virtual Way way() const = 0;
  [[nodiscard]] virtual Readiness readiness() const = 0;

  /// One attempt. `about_to_leave` is called at most once, on this thread, right before the point
  /// of no return, and may block; until it has returned nothing of the message can reach its
  /// recipient. It is not called when the attempt ends before that point. When it throws, nothing
  /// leaves and the exception passes through. Errors: throws `Bug` for an address of another way.
  virtual SendOutcome send(const Addressed& addressed, const IdempotencyKey& key,
                           const std::function<void()>& about_to_leave) = 0;
};

}  // namespace kentongan::channels
