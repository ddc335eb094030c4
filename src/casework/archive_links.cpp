// Fetching links: leased in one transaction, fetched outside of any, kept in another.
#include "base/digest.hpp"
#include "base/text.hpp"
#include "casework/casework.hpp"
#include "casework/internal/evidence_rows.hpp"
#include "casework/page_text.hpp"

#include <array>
#include <string_view>

namespace kentongan::casework {

namespace {

constexpr std::size_t most_bytes = 1024 * 1024;
constexpr std::chrono::seconds copy_time{5};
/// Longer than a fetch can take: who holds a link longer is dead.
constexpr Span lease = std::chrono::seconds(60);
/// After the first, second and third attempt that may have been bad luck.
constexpr std::array<Span, 3> pauses{std::chrono::minutes(1), std::chrono::minutes(10),
                                     std::chrono::minutes(50)};

struct Why {
  const char* message;
  CopyReason reason;
};
constexpr std::array reasons{Why{"net.call.url", CopyReason::address},
                             Why{"net.call.private_address", CopyReason::private_address},
                             Why{"net.call.port", CopyReason::port},
                             Why{"net.call.redirect", CopyReason::redirect},
                             Why{"net.call.too_large", CopyReason::too_large},
                             Why{"net.call.too_slow", CopyReason::too_slow},
                             Why{"net.call.unreachable", CopyReason::unreachable},
                             Why{"net.call.cut", CopyReason::cut}};

CopyReason reason_of(const Error& error) {
  for (const Why& why : reasons) {
    if (std::string_view(why.message) == error.message()) return why.reason;
  }
  return CopyReason::unreachable;
}

bool is_content(int status) { return status >= 200 && status < 300; }
/// The other side may mean "not now".
bool may_pass(int status) { return status == 408 || status == 429 || status >= 500; }

/// What came of a call: a copy with its words, or why there is none.
struct Fetched {
  Copy copy;
  std::string text = {};
  bool try_again = false;
};

Fetched fetch(const net::HttpClient& client, const std::string& url, Instant now) {
  net::HttpCall call;
  call.url = url;
  call.headers.add("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1");
  call.most_bytes = most_bytes;
  call.most_time = copy_time;
  const Result<net::HttpAnswer> answer = client.send(call);
  Fetched fetched;
  fetched.copy.state = CopyState::failed;
  if (!answer.ok()) {
    fetched.copy.reason = reason_of(answer.error());
    fetched.try_again = answer.error().refusal() == Refusal::unavailable;
    return fetched;
  }
  fetched.copy.status = answer->status;
  if (!is_content(answer->status)) {
    fetched.copy.reason = CopyReason::status;
    fetched.try_again = may_pass(answer->status);
    return fetched;
  }
  const std::string mime = mime_of(answer->headers.find("Content-Type").value_or(""));
  PageText page = read_page(mime, answer->body);
  fetched.copy = {.state = CopyState::archived,
                  .reason = CopyReason::none,
                  .status = answer->status,
                  .fetched_at = now,
                  .bytes = static_cast<std::int64_t>(answer->body.size()),
                  .sha256 = hex(sha256(answer->body)),
                  .mime = mime,
                  .url = clean_utf8(answer->url),
                  .title = std::move(page.title)};
  fetched.text = std::move(page.text);
  return fetched;
}

}  // namespace

bool Casework::archive_next(const net::HttpClient& client) {
  const Instant started = with_.outside.clock.now();
  const auto leased =
      with_.outside.db.write([&](db::Tx& tx) -> Result<std::optional<evidence_rows::Errand>> {
        return evidence_rows::lease_next(tx, started, started + lease);
      });
  if (!leased->has_value()) return false;
  const evidence_rows::Errand& errand = **leased;
  Fetched fetched = fetch(client, errand.url, with_.outside.clock.now());
  const auto pause = static_cast<std::size_t>(errand.attempt - 1);
  Instant due_at = with_.outside.clock.now();
  if (fetched.try_again && pause < pauses.size()) {
    fetched.copy.state = CopyState::pending;
    due_at = due_at + pauses[pause];
  }
  const auto saved = with_.outside.db.write([&](db::Tx& tx) -> Result<bool> {
    return fetched.copy.state == CopyState::archived
               ? evidence_rows::save_copy(tx, errand, fetched.copy, fetched.text)
               : evidence_rows::save_failure(tx, errand, fetched.copy, due_at);
  });
  if (*saved) with_.outside.db.announce();
  return true;
}

}  // namespace kentongan::casework
