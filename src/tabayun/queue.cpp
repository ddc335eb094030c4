#include "tabayun/queue.hpp"

#include "base/text.hpp"
#include "tabayun/internal/claims.hpp"
#include "tabayun/internal/crowds.hpp"
#include "tabayun/internal/messages.hpp"
#include "tabayun/internal/questions.hpp"
#include "tabayun/internal/withheld.hpp"

#include <algorithm>

namespace kentongan::tabayun {

Finding first_finding(const std::string& text) {
  Finding finding;
  finding.title = shorten_utf8(trim(replace_all(text, "\n", " ")), 90);
  finding.claim = text;
  return finding;
}

std::string regency_of(const places::AreaCode& area) {
  switch (area.level()) {
    case places::Level::nation:
    case places::Level::province: return "00";
    case places::Level::regency:
    case places::Level::district:
    case places::Level::village: return area.regency().text();
  }
  __builtin_unreachable();
}

void add_event(db::Tx& tx, const people::Surroundings& outside, const Claim& claim,
               const Event& event) {
  messages::add_event(tx, outside.ids.next_raw(), claim.id, event);
}

namespace {

/// More variants than that were never merged by anybody: one more row does no harm.
constexpr std::size_t most_looked_at = 20;

std::optional<Claim> find_open_variant(db::Tx& tx, const std::vector<Id<Claim>>& variants) {
  for (std::size_t at = 0; at < std::min(variants.size(), most_looked_at); ++at) {
    auto claim = claims::find(tx, variants[at]);
    if (claim && claim->is_open()) return claim;
  }
  return std::nullopt;
}

}  // namespace

Result<PreparedQuestion> prepare_again(db::Db& db, const Question& question) {
  const std::string text = db.read([&question](db::Tx& tx) {
    return withheld::text_of(tx, question.id.raw(), "question", question.text);
  });
  if (!text.empty()) return prepare_question(text);
  PreparedQuestion prepared;
  prepared.key = db.read([&question](db::Tx& tx) { return questions::key_of(tx, question.id); });
  return prepared;
}

Result<Claim> find_or_open(db::Tx& tx, const people::Surroundings& outside,
                           const QueuedMessage& message, Id<people::Account> by) {
  if (auto open = claims::find_open(tx, message.prepared.key)) return std::move(*open);
  if (auto open = find_open_variant(tx, message.variants)) return std::move(*open);
  const Instant now = outside.clock.now();
  Claim claim;
  claim.id = outside.ids.next<Claim>();
  claim.area = message.area.regency();
  claim.finding = first_finding(message.prepared.text);
  claim.created_at = now;
  claim.changed_at = now;
  if (!claims::insert(tx, claim, {.folded = message.folded, .open_key = message.prepared.key})) {
    auto other = claims::find_open(tx, message.prepared.key);
    if (!other) return Error(Refusal::unavailable, "tabayun.question.just_sent");
    return std::move(*other);
  }
  add_event(tx, outside, claim,
            {.what = std::string(name_of(Move::open)), .actor = by, .note = {}, .at = now});
  return claim;
}

Result<> wait_again(db::Tx& tx, const people::Surroundings& outside, Question& question,
                    const QueuedMessage& message) {
  const Claim claim = TRY(find_or_open(tx, outside, message, {}));
  question.state = QuestionState::waiting;
  question.claim = claim.id;
  question.helped = Helped::no;
  question.answered_at.reset();
  questions::save(tx, question);
  claims::add_askers(tx, claim.id, 1);
  crowds::count_question(tx, claim.id, question.id, outside.clock.now());
  return {};
}

}  // namespace kentongan::tabayun
