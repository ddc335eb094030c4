// Keys, form tokens, and sweeping.
#include "people/people.hpp"

#include "base/digest.hpp"
#include "base/guarded.hpp"
#include "base/text.hpp"
#include "people/internal/sessions.hpp"
#include "people/internal/sign_in_marks.hpp"

#include <array>
#include <utility>

namespace kentongan::people {
namespace {

// Longer than any Throttle::memory; a stranger's guesses do not fill the table for months.
constexpr Span failures_last = std::chrono::hours(48);
constexpr Span trust_lasts = std::chrono::hours(24 * 90);

}  // namespace

/// The installation's key, read once: it never changes.
struct People::Keys {
  Guarded<std::string> master;
};

People::People(const Surroundings& surroundings, const PeopleSettings& settings)
    : outside_(surroundings),
      settings_(settings),
      hasher_(std::make_unique<PasswordHasher>(
          PasswordHasher::Cost{settings.hash_memory_bytes, settings.hash_passes,
                               settings.hashes_at_once, settings.hashes_waiting})),
      keys_(std::make_unique<Keys>()) {}
People::~People() = default;

std::string People::master_key() const {
  const std::string known = keys_->master.locked([](const std::string& key) { return key; });
  if (!known.empty()) return known;
  const auto find = [](db::Tx& tx) -> std::optional<std::string> {
    const auto row = tx.row("SELECT bytes FROM installation_keys WHERE name = 'master'");
    if (!row) return std::nullopt;
    return row->blob(0);
  };
  std::optional<std::string> key = outside_.db.read(find);
  if (!key) {
    std::array<std::uint8_t, 32> fresh{};
    outside_.random.fill(fresh);
    const std::string bytes(fresh.begin(), fresh.end());
    key = outside_.db
              .write([&](db::Tx& tx) -> Result<std::string> {
                // Another node may have been first: its key is the one that holds.
                tx.run(
                    "INSERT INTO installation_keys (name, bytes, created_at) VALUES ('master', ?1, "
                    "?2)"
                    " ON CONFLICT (name) DO NOTHING",
                    db::Blob{bytes}, outside_.clock.now());
                return find(tx).value();
              })
              .value();
  }
  keys_->master.locked([&](std::string& held) { held = *key; });
  return *key;
}

std::string People::key_for(std::string_view purpose) const {
  return hmac_sha256(master_key(), "kentongan key for " + std::string(purpose));
}

std::string People::form_token(std::string_view session_token) const {
  return base64_url(hmac_sha256(key_for("form"), "session " + sha256(session_token)));
}

bool People::check_form_token(std::string_view session_token, std::string_view given) const {
  return !session_token.empty() && equal_in_constant_time(form_token(session_token), given);
}

namespace {

std::string anonymous_token(const std::string& key, std::int64_t day) {
  return base64_url(hmac_sha256(key, "anonymous " + std::to_string(day)));
}
std::int64_t day_number(Instant now) { return now.seconds() / 86'400; }

}  // namespace

std::string People::anonymous_form_token() const {
  return anonymous_token(key_for("form"), day_number(outside_.clock.now()));
}

bool People::check_anonymous_form_token(std::string_view given) const {
  const std::string key = key_for("form");
  const std::int64_t today = day_number(outside_.clock.now());
  const bool of_today = equal_in_constant_time(anonymous_token(key, today), given);
  const bool of_yesterday = equal_in_constant_time(anonymous_token(key, today - 1), given);
  return of_today || of_yesterday;
}

void People::sweep() {
  const Instant now = outside_.clock.now();
  outside_.db
      .write([&](db::Tx& tx) -> Result<> {
        Sessions::remove_over(tx, now, now - settings_.session_idle);
        SignInMarks::remove_old(tx, now - failures_last, now - trust_lasts);
        return {};
      })
      .value();
}

}  // namespace kentongan::people
