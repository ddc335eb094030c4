#include "base/digest.hpp"
#include "people/internal/accounts.hpp"
#include "people/internal/sessions.hpp"
#include "people/people.hpp"

namespace kentongan::people {
namespace {

/// One write a minute is enough to know who has left.
constexpr Span touch_every = std::chrono::minutes(1);
constexpr std::size_t longest_token = 200;

}  // namespace

std::optional<Session> People::find_session(std::string_view token) const {
  if (token.empty() || token.size() > longest_token) return std::nullopt;
  const std::string hash = sha256(token);
  const Instant now = outside_.clock.now();
  struct Found {
    StoredSession session;
    Account account;
  };
  const auto found = outside_.db.read([&](db::Tx& tx) -> std::optional<Found> {
    auto session = Sessions::find(tx, hash);
    if (!session) return std::nullopt;
    auto stored = Accounts::find(tx, session->account);
    if (!stored || stored->account.state == AccountState::disabled) return std::nullopt;
    stored->account.roles = Accounts::roles(tx, session->account);
    return Found{std::move(*session), std::move(stored->account)};
  });
  if (!found) return std::nullopt;
  const StoredSession& session = found->session;
  if (now >= session.expires_at || now - session.last_seen_at >= settings_.session_idle)
    return std::nullopt;
  if (now - session.last_seen_at >= touch_every) touch(hash, now);

  Session live;
  live.actor.account = found->account.id;
  live.actor.name = found->account.name;
  if (found->account.password_state == PasswordState::own) live.actor.roles = found->account.roles;
  live.login = found->account.login;
  live.password_state = found->account.password_state;
  live.created_at = session.created_at;
  live.expires_at = session.expires_at;
  return live;
}

/// A full disk must not keep people from reading: the mark is a convenience, not a fact.
void People::touch(const std::string& token_hash, Instant now) const {
  try {
    outside_.db
        .write([&](db::Tx& tx) -> Result<> {
          Sessions::touch(tx, token_hash, now);
          return {};
        })
        .value();
  } catch (const db::DbFailure&) {
  }
}

void People::sign_out(std::string_view token) {
  if (token.empty() || token.size() > longest_token) return;
  outside_.db
      .write([&](db::Tx& tx) -> Result<> {
        Sessions::remove(tx, sha256(token));
        return {};
      })
      .value();
}

}  // namespace kentongan::people
