#include "people/internal/attempts.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"
#include "people/internal/sign_in_marks.hpp"

#include <algorithm>

namespace kentongan::people {
namespace {

constexpr Span trust_lasts = std::chrono::hours(24 * 90);

std::string bucket(std::string_view key, std::string_view kind, std::string_view what) {
  // 128 bits of a keyed hash tell buckets apart and tell nobody what they are of.
  return hmac_sha256(key, std::string(kind) + '\n' + std::string(what)).substr(0, 16);
}

bool is_trusted(const Mark& mark, Instant now) {
  return mark.trusted_at.micros() != 0 && now - mark.trusted_at < trust_lasts;
}

}  // namespace

std::string network_of(std::string_view peer) {
  if (peer.starts_with("::ffff:") && peer.find('.') != std::string_view::npos)
    peer.remove_prefix(7);
  if (peer.find(':') == std::string_view::npos) {
    const std::size_t last = peer.rfind('.');
    return std::string(peer.substr(0, last));
  }
  // The first three groups; `::` earlier ends them.
  std::size_t end = 0;
  for (int group = 0; group < 3; ++group) {
    const std::size_t colon = peer.find(':', end);
    if (colon == std::string_view::npos || peer.substr(end).starts_with(':')) break;
    end = colon + 1;
  }
  return std::string(peer.substr(0, end));
}

Attempt::Attempt(std::string_view key, std::string_view login, std::string_view peer) {
  const std::string folded = lower_ascii(trim(login.substr(0, 200)));
  const std::string network = network_of(peer);
  login_ = bucket(key, "login", folded);
  network_ = bucket(key, "network", network);
  both_ = bucket(key, "both", folded + '\n' + network);
}

Result<> Attempt::charge(db::Tx& tx, const PeopleSettings& settings, Instant now) const {
  // In one order everywhere, so that two transactions never wait for each other in a circle.
  const Mark network = SignInMarks::hold(tx, network_);
  const Mark login = SignInMarks::hold(tx, login_);
  const Mark both = SignInMarks::hold(tx, both_);
  Span wait = std::max(wait_left(settings.per_network, network, now),
                       wait_left(settings.per_login_and_network, both, now));
  if (!is_trusted(both, now)) wait = std::max(wait, wait_left(settings.per_login, login, now));
  if (wait > Span(0)) {
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return Error(Refusal::throttled, "people.sign_in.throttled", std::to_string(seconds));
  }
  SignInMarks::save(tx, network_, charged(settings.per_network, network, now));
  SignInMarks::save(tx, login_, charged(settings.per_login, login, now));
  SignInMarks::save(tx, both_, charged(settings.per_login_and_network, both, now));
  return {};
}

void Attempt::refund(db::Tx& tx, Instant now) const {
  Mark network = SignInMarks::hold(tx, network_);
  (void)SignInMarks::hold(tx, login_);
  (void)SignInMarks::hold(tx, both_);
  network.failures = std::max<std::int64_t>(network.failures - 1, 0);
  SignInMarks::save(tx, network_, network);
  SignInMarks::save(tx, login_, {0, now, Instant()});
  SignInMarks::save(tx, both_, {0, now, now});
}

}  // namespace kentongan::people
