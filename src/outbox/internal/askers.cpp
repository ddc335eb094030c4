#include "outbox/internal/askers.hpp"

namespace kentongan::outbox::askers {
namespace {

/// What an asker is told where subscribers are told this.
DeliveryKind for_askers(DeliveryKind kind) {
  switch (kind) {
    case DeliveryKind::verdict: return DeliveryKind::answer;
    case DeliveryKind::verdict_changed: return DeliveryKind::answer_changed;
    case DeliveryKind::verdict_withdrawn: return DeliveryKind::answer_withdrawn;
    default: return kind;
  }
}

}  // namespace

void keep(db::Tx& tx, const Asker& asker, Id<Subscription> subscription, Instant now) {
  tx.run(
      "INSERT INTO asked_questions (question, subscription_id, code, asked_at)"
      " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (question) DO NOTHING",
      asker.question, subscription, asker.code, now);
}

std::string code_of(db::Tx& tx, std::int64_t question) {
  const auto row = tx.row("SELECT code FROM asked_questions WHERE question = ?1", question);
  return row ? row->text(0) : std::string();
}

std::optional<Last> last_of(db::Tx& tx, Id<Subscription> subscription) {
  const auto row = tx.row(
      "SELECT question, code FROM asked_questions WHERE subscription_id = ?1"
      " ORDER BY question DESC LIMIT 1",
      subscription);
  if (!row) return std::nullopt;
  return Last{row->integer(0), row->text(1)};
}

std::int64_t asked_since(db::Tx& tx, Id<Subscription> subscription, Instant since) {
  return tx
      .row("SELECT COUNT(*) FROM asked_questions WHERE subscription_id = ?1 AND asked_at > ?2",
           subscription, since)
      ->integer(0);
}

void forget(db::Tx& tx, Id<Subscription> subscription) {
  tx.run("DELETE FROM asked_questions WHERE subscription_id = ?1", subscription);
}

std::optional<Id<Subscription>> who_asked(db::Tx& tx, std::int64_t question) {
  const auto row = tx.row(
      "SELECT s.id FROM asked_questions a JOIN subscriptions s ON s.id = a.subscription_id"
      " WHERE a.question = ?1 AND s.state = 'asker'",
      question);
  if (!row) return std::nullopt;
  return row->id<Subscription>(0);
}

std::int64_t spread(db::Tx& tx, const fan_outs::FanOut& fan_out, const fan_outs::Step& step,
                    std::span<const std::int64_t> questions) {
  const DeliveryKind kind = for_askers(fan_out.kind);
  const bool takes_back = kind == DeliveryKind::answer_withdrawn;
  std::int64_t made = 0;
  for (const std::int64_t question : questions) {
    made += tx.run(
        "INSERT INTO deliveries (id, entry_id, subscription_id, way, kind, subject, state, due_at,"
        " order_at, leased_by, attempts, last_reason, possible_duplicate, created_at)"
        " SELECT CAST(?1 AS BIGINT), CAST(?2 AS BIGINT), s.id, s.way, CAST(?3 AS TEXT),"
        "  CAST(?4 AS BIGINT), 'due', CAST(?5 AS BIGINT), CAST(?6 AS BIGINT), '', 0, '', 'no',"
        "  CAST(?5 AS BIGINT)"
        " FROM asked_questions a JOIN subscriptions s ON s.id = a.subscription_id"
        // Ids grow with time: who asked after it happened was told at once.
        " WHERE a.question = ?7 AND a.question < ?2 AND s.state = 'asker'"
        " AND (CAST(?8 AS BIGINT) = 0 OR NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.subject = "
        "?4"
        "  AND d.subscription_id = s.id AND d.state = 'given_up' AND d.last_reason = "
        "'outbox.withdrawn')"
        "  OR EXISTS (SELECT 1 FROM deliveries d WHERE d.subject = ?4 AND d.subscription_id = s.id"
        "  AND (d.state IN ('sent', 'leased') OR d.possible_duplicate = 'yes')))"
        " ON CONFLICT (entry_id, subscription_id) DO NOTHING",
        step.first_id + 1 + made, fan_out.entry, name_of(kind), fan_out.subject, step.now,
        step.order_from + step.spacing * made, question,
        static_cast<std::int64_t>(takes_back ? 1 : 0));
  }
  return made;
}

void add_coverage(db::Tx& tx, std::int64_t claim, std::span<const std::int64_t> questions,
                  AskerCoverage& coverage) {
  for (const std::int64_t question : questions) {
    const auto row = tx.row(
        "SELECT (SELECT d.state FROM deliveries d WHERE d.subscription_id = s.id"
        "  AND ((d.subject = ?2 AND d.kind IN ('answer', 'answer_changed', 'answer_withdrawn',"
        "   'not_clarifiable')) OR (d.subject = ?1 AND d.kind = 'reply'))"
        "  ORDER BY d.id DESC LIMIT 1)"
        " FROM asked_questions a JOIN subscriptions s ON s.id = a.subscription_id"
        " WHERE a.question = ?1 AND s.state = 'asker'",
        question, claim);
    if (!row) continue;
    ++coverage.with_channel;
    if (row->is_null(0)) continue;
    switch (find_delivery_state(row->text(0)).value()) {
      case DeliveryState::sent: ++coverage.reached; break;
      case DeliveryState::given_up: ++coverage.given_up; break;
      case DeliveryState::due:
      case DeliveryState::leased:
      case DeliveryState::waiting: ++coverage.under_way; break;
    }
  }
}

}  // namespace kentongan::outbox::askers
