#include "people/costly_use.hpp"

#include "base/digest.hpp"
#include "people/internal/attempts.hpp"
#include "people/internal/sign_in_marks.hpp"
#include "people/throttle.hpp"

#include <chrono>
#include <string>

namespace kentongan::people {

Result<> charge(db::Db& db, const Clock& clock, const CostlyUse& use) {
  // As for attempts to sign in: half a keyed hash tells buckets apart and nobody what they are of.
  const std::string bucket =
      hmac_sha256(use.key, "use\n" + std::string(use.kind) + '\n' + network_of(use.peer))
          .substr(0, 16);
  return db.write([&](db::Tx& tx) -> Result<> {
    const Instant now = clock.now();
    const Mark mark = SignInMarks::hold(tx, bucket);
    const Span wait = wait_left(costly_uses, mark, now);
    if (wait > Span(0)) {
      const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
      return Error(Refusal::throttled, "people.use.throttled", std::to_string(seconds));
    }
    SignInMarks::save(tx, bucket, charged(costly_uses, mark, now));
    return {};
  });
}

}  // namespace kentongan::people
