#include "outbox/internal/fan_outs.hpp"

#include "outbox/internal/area_columns.hpp"

namespace kentongan::outbox::fan_outs {

void begin(db::Tx& tx, const FanOut& fan_out, const std::vector<places::AreaCode>& areas,
           const std::vector<std::string>& topics) {
  const std::int64_t added = tx.run(
      "INSERT INTO fan_outs (entry_id, kind, subject, state, after_subscription, stretches, "
      "started_at, askers_of, after_question, subscribers)"
      " VALUES (?1, ?2, ?3, 'running', 0, 0, ?4, ?5, 0, ?6) ON CONFLICT (entry_id) DO NOTHING",
      fan_out.entry, name_of(fan_out.kind), fan_out.subject, fan_out.started_at, fan_out.askers_of,
      fan_out.subscribers == FanOut::Subscribers::yes ? "yes" : "no");
  if (added == 0) return;
  for (const places::AreaCode& code : areas) {
    const AreaColumns columns(code);
    tx.run(
        "INSERT INTO fan_out_areas (entry_id, area, province, regency, district)"
        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (entry_id, area) DO NOTHING",
        fan_out.entry, columns.area, columns.province, columns.regency, columns.district);
  }
  for (const std::string& topic : topics) {
    tx.run(
        "INSERT INTO fan_out_topics (entry_id, topic) VALUES (?1, ?2)"
        " ON CONFLICT (entry_id, topic) DO NOTHING",
        fan_out.entry, topic);
  }
}

std::optional<FanOut> next(db::Tx& tx) {
  const auto row = tx.row(
      "SELECT entry_id, kind, subject, after_subscription, stretches, started_at, askers_of,"
      " after_question, subscribers FROM fan_outs"
      " WHERE state = 'running' ORDER BY stretches, entry_id LIMIT 1");
  if (!row) return std::nullopt;
  FanOut fan_out;
  fan_out.entry = row->integer(0);
  fan_out.kind = find_delivery_kind(row->text(1)).value();
  fan_out.subject = row->integer(2);
  fan_out.after = row->id<Subscription>(3);
  fan_out.stretches = row->integer(4);
  fan_out.started_at = row->instant(5);
  fan_out.askers_of = row->integer(6);
  fan_out.after_question = row->integer(7);
  fan_out.subscribers = row->text(8) == "yes" ? FanOut::Subscribers::yes : FanOut::Subscribers::no;
  return fan_out;
}

std::optional<Id<Subscription>> stretch_end(db::Tx& tx, const FanOut& fan_out, std::int64_t count) {
  const auto row = tx.row(
      "SELECT MAX(id) FROM (SELECT id FROM subscriptions WHERE id > ?1"
      " ORDER BY id LIMIT ?2) AS stretch",
      fan_out.after, count);
  return row ? row->maybe_id<Subscription>(0) : std::nullopt;
}

// Looks at one stretch of subscriptions, whoever they are, so that a step costs the same however
// many of them are interested. Places count per way: a thousand mails before it do not push a chat
// back.
std::int64_t spread_to_interested(db::Tx& tx, const FanOut& fan_out, const Step& step) {
  return tx.run(
      "INSERT INTO deliveries (id, entry_id, subscription_id, way, kind, subject, state, due_at, "
      "order_at,"
      " leased_by, attempts, last_reason, possible_duplicate, created_at)"
      " SELECT CAST(?1 AS BIGINT) + ROW_NUMBER() OVER (ORDER BY s.id), CAST(?2 AS BIGINT), s.id, "
      "s.way,"
      "  CAST(?3 AS TEXT), CAST(?4 AS BIGINT), 'due', CAST(?5 AS BIGINT),"
      "  CAST(?6 AS BIGINT) + CAST(?7 AS BIGINT) * ROW_NUMBER() OVER (PARTITION BY s.way ORDER BY "
      "s.id),"
      "  '', 0, '', 'no', CAST(?5 AS BIGINT)"
      " FROM subscriptions s"
      " WHERE s.id > ?8 AND s.id <= ?9 AND s.state = 'confirmed'"
      " AND EXISTS (SELECT 1 FROM subscription_areas a JOIN fan_out_areas f ON f.entry_id = ?2"
      "  WHERE a.subscription_id = s.id"
      "  AND (f.area IN ('', a.area, a.district, a.regency, a.province)"
      "   OR a.area IN ('', f.area, f.district, f.regency, f.province)))"
      " AND (NOT EXISTS (SELECT 1 FROM subscription_topics t WHERE t.subscription_id = s.id)"
      "  OR EXISTS (SELECT 1 FROM subscription_topics t JOIN fan_out_topics g ON g.entry_id = ?2"
      "   AND g.topic = t.topic WHERE t.subscription_id = s.id))"
      // Who asked has been told at the same address already.
      " AND NOT EXISTS (SELECT 1 FROM subscriptions o JOIN deliveries d ON d.subscription_id = o.id"
      "  WHERE o.way = s.way AND o.address_key = s.address_key AND o.state = 'asker'"
      "  AND d.entry_id = ?2)"
      " ON CONFLICT (entry_id, subscription_id) DO NOTHING",
      step.first_id, fan_out.entry, name_of(fan_out.kind), fan_out.subject, step.now,
      step.order_from, step.spacing.count(), fan_out.after, step.upto);
}

std::int64_t spread_to_informed(db::Tx& tx, const FanOut& fan_out, const Step& step) {
  return tx.run(
      "INSERT INTO deliveries (id, entry_id, subscription_id, way, kind, subject, state, due_at, "
      "order_at,"
      " leased_by, attempts, last_reason, possible_duplicate, created_at)"
      " SELECT CAST(?1 AS BIGINT) + ROW_NUMBER() OVER (ORDER BY s.id), CAST(?2 AS BIGINT), s.id, "
      "s.way,"
      "  CAST(?3 AS TEXT), CAST(?4 AS BIGINT), 'due', CAST(?5 AS BIGINT),"
      "  CAST(?6 AS BIGINT) + CAST(?7 AS BIGINT) * ROW_NUMBER() OVER (PARTITION BY s.way ORDER BY "
      "s.id),"
      "  '', 0, '', 'no', CAST(?5 AS BIGINT)"
      " FROM subscriptions s"
      " WHERE s.id > ?8 AND s.id <= ?9 AND s.state = 'confirmed'"
      " AND EXISTS (SELECT 1 FROM deliveries d WHERE d.subject = ?4 AND d.subscription_id = s.id"
      "  AND (d.state IN ('sent', 'leased') OR d.possible_duplicate = 'yes'))"
      " ON CONFLICT (entry_id, subscription_id) DO NOTHING",
      step.first_id, fan_out.entry, name_of(fan_out.kind), fan_out.subject, step.now,
      step.order_from, step.spacing.count(), fan_out.after, step.upto);
}

void advance(db::Tx& tx, const FanOut& fan_out, Id<Subscription> upto) {
  tx.run(
      "UPDATE fan_outs SET after_subscription = ?2, stretches = stretches + 1 WHERE entry_id = ?1",
      fan_out.entry, upto);
}

void advance_askers(db::Tx& tx, const FanOut& fan_out, std::int64_t upto) {
  tx.run("UPDATE fan_outs SET after_question = ?2, stretches = stretches + 1 WHERE entry_id = ?1",
         fan_out.entry, upto);
}

void askers_done(db::Tx& tx, const FanOut& fan_out) {
  tx.run("UPDATE fan_outs SET askers_of = 0 WHERE entry_id = ?1", fan_out.entry);
}

void finish(db::Tx& tx, std::int64_t entry) {
  tx.run("UPDATE fan_outs SET state = 'done' WHERE entry_id = ?1", entry);
  tx.run("DELETE FROM fan_out_areas WHERE entry_id = ?1", entry);
  tx.run("DELETE FROM fan_out_topics WHERE entry_id = ?1", entry);
}

}  // namespace kentongan::outbox::fan_outs
