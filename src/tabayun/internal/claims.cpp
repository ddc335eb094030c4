#include "tabayun/internal/claims.hpp"

#include <algorithm>

namespace kentongan::tabayun::claims {

namespace {

template <typename Value>
std::string word_of(const std::optional<Value>& value) {
  return value ? std::string(name_of(*value)) : std::string();
}

/// The columns of every SELECT here, in this order; claim, conclusion, sources and explanation are
/// long and may be left out as ''.
Claim read_claim(const db::Row& row) {
  Claim claim;
  claim.id = row.id<Claim>(0);
  const auto state = find_claim_state(row.text(1));
  KENTONGAN_BUG_IF(!state);
  claim.state = *state;
  const auto area = places::AreaCode::parse(row.text(2));
  KENTONGAN_BUG_IF(!area.ok());
  claim.area = *area;
  claim.finding.verdict = find_verdict(row.text(3)).value_or(Verdict::unproven);
  claim.finding.kind = find_kind(row.text(4));
  claim.finding.type = find_type(row.text(5));
  claim.finding.topic = find_topic(row.text(6));
  claim.source = row.text(7);
  claim.external_id = row.maybe_text(8).value_or("");
  claim.author = row.text(9);
  claim.checked_on = row.text(10);
  claim.finding.url = row.text(11);
  claim.reason = row.text(12);
  claim.merged_into = row.id<Claim>(13);
  claim.checker = row.id<people::Account>(14);
  claim.checker_group = row.id<groups::Group>(15);
  claim.pending = row.id<Proposal>(16);
  claim.askers = row.integer(17);
  claim.revision = row.integer(18);
  claim.created_at = row.instant(19);
  claim.changed_at = row.instant(20);
  claim.published_at = row.maybe_instant(21);
  claim.updated_at = row.maybe_instant(22);
  claim.finding.title = row.text(23);
  claim.finding.claim = row.text(24);
  claim.finding.conclusion = row.text(25);
  claim.finding.sources = row.text(26);
  claim.finding.explanation = row.text(27);
  claim.finding.short_text = row.text(28);
  claim.finding.summary = row.text(29);
  claim.reason_code = find_reason_code(row.text(30));
  claim.missing_piece = row.text(31);
  claim.withdrawn_at = row.maybe_instant(32);
  claim.withdrawal_reason = row.text(33);
  claim.crowd = {.people = row.integer(34),
                 .last_hour = row.integer(35),
                 .last_day = row.integer(36),
                 .day_before = row.integer(37)};
  claim.harm = find_harm(row.text(38)).value_or(Harm::normal);
  claim.is_harm_set = row.integer(39) != 0;
  claim.guessed_topic = find_topic(row.text(40));
  claim.urgency = row.integer(41);
  return claim;
}

/// `%word%`, with what LIKE would read as a pattern taken literally (ESCAPE '!').
std::string pattern(const std::string& word) {
  std::string escaped = "%";
  for (const char c : word) {
    if (c == '%' || c == '_' || c == '!') escaped += '!';
    escaped += c;
  }
  return escaped + '%';
}

}  // namespace

std::int64_t shown_at(const Claim& claim) {
  if (!claim.checked_on.empty()) {
    const auto day = parse_rfc3339(claim.checked_on);
    if (day.ok()) return day->micros();
  }
  const bool is_imported = !claim.external_id.empty();
  return claim.published_at && !is_imported ? claim.published_at->micros() : 0;
}

std::int64_t told_at(const Claim& claim) {
  std::int64_t told = shown_at(claim);
  if (claim.updated_at) told = std::max(told, claim.updated_at->micros());
  if (claim.withdrawn_at) told = std::max(told, claim.withdrawn_at->micros());
  return told;
}

std::optional<Claim> find(db::Tx& tx, Id<Claim> id) {
  const auto row = tx.row(
      "SELECT id, state, area, verdict, kind, type, topic, source, external_id, author, "
      "checked_on, url, reason,"
      " merged_into, checker, checker_group, pending, askers, revision, created_at, changed_at, "
      "published_at,"
      " updated_at, title, claim, conclusion, sources, explanation, short_text, summary, "
      "reason_code, missing_piece, withdrawn_at, withdrawal_reason, "
      "people, asked_hour, asked_day, asked_before, harm, harm_by, guessed_topic, urgency FROM "
      "claims WHERE id = ?1",
      id);
  if (!row) return std::nullopt;
  return read_claim(*row);
}

Result<Claim> must_find(db::Tx& tx, Id<Claim> id) {
  auto claim = find(tx, id);
  if (!claim) return Error(Refusal::not_found, "tabayun.claim.not_found");
  return std::move(*claim);
}

std::optional<Claim> find_open(db::Tx& tx, const std::string& open_key) {
  const auto row = tx.row("SELECT id FROM claims WHERE open_key = ?1", open_key);
  if (!row) return std::nullopt;
  return find(tx, row->id<Claim>(0));
}

bool insert(db::Tx& tx, const Claim& claim, const Extra& extra) {
  const Finding& finding = claim.finding;
  const std::optional<std::string> external_id =
      claim.external_id.empty() ? std::nullopt : std::optional(claim.external_id);
  return tx.run(
             "INSERT INTO claims (id, state, area, verdict, kind, type, topic, source, "
             "external_id, author,"
             " checked_on, url, reason, merged_into, checker, checker_group, pending, askers, "
             "revision, shown_at,"
             " created_at, changed_at, published_at, updated_at, open_key, digest, title, folded, "
             "claim,"
             " conclusion, sources, explanation, short_text, summary, told_at)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, CAST(?9 AS TEXT), ?10, ?11, ?12, ?13, ?14, "
             "?15, ?16, ?17,"
             " ?18, ?19, ?20, ?21, ?22, CAST(?23 AS BIGINT), CAST(?24 AS BIGINT), CAST(?25 AS "
             "TEXT), ?26, ?27,"
             " ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35) ON CONFLICT (open_key) DO NOTHING",
             claim.id, name_of(claim.state), claim.area.text(), name_of(finding.verdict),
             word_of(finding.kind), word_of(finding.type), word_of(finding.topic), claim.source,
             external_id, claim.author, claim.checked_on, finding.url, claim.reason,
             claim.merged_into, claim.checker, claim.checker_group, claim.pending, claim.askers,
             claim.revision, shown_at(claim), claim.created_at, claim.changed_at,
             claim.published_at, claim.updated_at, extra.open_key, extra.digest, finding.title,
             extra.folded, finding.claim, finding.conclusion, finding.sources, finding.explanation,
             finding.short_text, finding.summary, told_at(claim)) == 1;
}

Result<> save(db::Tx& tx, const Claim& claim, const std::string& folded,
              std::int64_t seen_revision) {
  const Finding& finding = claim.finding;
  const char* keep_open_key = claim.is_open() ? "yes" : "no";
  const std::int64_t changed = tx.run(
      "UPDATE claims SET state = ?3, verdict = ?4, kind = ?5, type = ?6, topic = ?7, url = ?8, "
      "reason = ?9,"
      " merged_into = ?10, checker = ?11, checker_group = ?12, pending = ?13, askers = ?14, "
      "revision = ?15,"
      " shown_at = ?16, changed_at = ?17, published_at = CAST(?18 AS BIGINT), updated_at = "
      "CAST(?19 AS BIGINT),"
      " open_key = CASE WHEN CAST(?20 AS TEXT) = 'yes' THEN open_key ELSE NULL END, title = ?21, "
      "folded = ?22,"
      " claim = ?23, conclusion = ?24, sources = ?25, explanation = ?26, short_text = ?27, summary "
      "= ?28,"
      " reason_code = ?29, missing_piece = ?30, withdrawn_at = CAST(?31 AS BIGINT), "
      "withdrawal_reason = ?32, told_at = ?33 WHERE id = ?1 AND revision = ?2",
      claim.id, seen_revision, name_of(claim.state), name_of(finding.verdict),
      word_of(finding.kind), word_of(finding.type), word_of(finding.topic), finding.url,
      claim.reason, claim.merged_into, claim.checker, claim.checker_group, claim.pending,
      claim.askers, claim.revision, shown_at(claim), claim.changed_at, claim.published_at,
      claim.updated_at, keep_open_key, finding.title, folded, finding.claim, finding.conclusion,
      finding.sources, finding.explanation, finding.short_text, finding.summary,
      word_of(claim.reason_code), claim.missing_piece, claim.withdrawn_at, claim.withdrawal_reason,
      told_at(claim));
  if (changed == 0) return Error(Refusal::conflict, "tabayun.changed_meanwhile");
  return {};
}

void save_imported(db::Tx& tx, const Claim& claim, const Extra& extra) {
  const Finding& finding = claim.finding;
  tx.run(
      "UPDATE claims SET verdict = ?2, kind = ?3, type = ?4, topic = ?5, author = ?6, checked_on = "
      "?7, url = ?8,"
      " revision = revision + 1, shown_at = ?9, changed_at = ?10, digest = ?11, title = ?12, "
      "folded = ?13,"
      " claim = ?14, conclusion = ?15, sources = ?16, explanation = ?17, short_text = ?18, summary "
      "= "
      "?19, told_at = ?20 WHERE id = ?1",
      claim.id, name_of(finding.verdict), word_of(finding.kind), word_of(finding.type),
      word_of(finding.topic), claim.author, claim.checked_on, finding.url, shown_at(claim),
      claim.changed_at, extra.digest, finding.title, extra.folded, finding.claim,
      finding.conclusion, finding.sources, finding.explanation, finding.short_text, finding.summary,
      told_at(claim));
}

void add_askers(db::Tx& tx, Id<Claim> claim, std::int64_t more) {
  tx.run("UPDATE claims SET askers = askers + ?2 WHERE id = ?1 AND askers + ?2 >= 0", claim, more);
}

std::int64_t position(db::Tx& tx, Id<Claim> claim) {
  const auto row = tx.row(
      "SELECT COUNT(*) FROM claims me, claims c WHERE me.id = ?1 AND c.state IN ('new', "
      "'under_check', 'waiting', 'proposed')"
      " AND (c.urgency > me.urgency OR (c.urgency = me.urgency AND (c.created_at < me.created_at "
      "OR "
      "(c.created_at = me.created_at AND c.id < me.id))))",
      claim);
  return row->integer(0) + 1;
}

std::vector<Span> list_waits(db::Tx& tx, std::int64_t limit) {
  std::vector<Span> found;
  tx.each(
      "SELECT published_at - created_at FROM claims WHERE state = 'published' AND source = ''"
      " AND published_at IS NOT NULL ORDER BY id DESC LIMIT ?1",
      [&found](const db::Row& row) { found.emplace_back(row.integer(0)); }, limit);
  return found;
}

std::vector<Claim> list_published(db::Tx& tx, const PublishedQuery& query,
                                  const std::vector<std::string>& words) {
  const auto word = [&words](std::size_t at) {
    return at < words.size() ? pattern(words[at]) : std::string("%");
  };
  const Place after = query.after.value_or(
      Place{.first = INT64_MAX, .second = 0, .id = Id<Claim>::from_raw(INT64_MAX)});
  std::vector<Claim> found;
  // A search reads the folded column of the whole archive: 12,000 fact checks take a few
  // milliseconds.
  tx.each(
      "SELECT id, state, area, verdict, kind, type, topic, source, external_id, author, "
      "checked_on, url, reason,"
      " merged_into, checker, checker_group, pending, askers, revision, created_at, changed_at, "
      "published_at,"
      " updated_at, title, claim, '', '', '', short_text, summary, reason_code, missing_piece, "
      "withdrawn_at, withdrawal_reason, "
      "people, asked_hour, asked_day, asked_before, harm, harm_by, guessed_topic, urgency FROM "
      "claims WHERE state = 'published'"
      " AND (shown_at < ?1 OR (shown_at = ?1 AND id < ?2))"
      " AND (CAST(?3 AS TEXT) = '' OR verdict = ?3) AND (CAST(?4 AS TEXT) = '' OR topic = ?4)"
      " AND folded LIKE ?5 ESCAPE '!' AND folded LIKE ?6 ESCAPE '!' AND folded LIKE ?7 ESCAPE '!'"
      " AND folded LIKE ?8 ESCAPE '!' AND folded LIKE ?9 ESCAPE '!' AND folded LIKE ?10 ESCAPE '!'"
      " ORDER BY shown_at DESC, id DESC LIMIT ?11",
      [&found](const db::Row& row) { found.push_back(read_claim(row)); }, after.first, after.id,
      word_of(query.verdict), word_of(query.topic), word(0), word(1), word(2), word(3), word(4),
      word(5), std::clamp<std::int64_t>(query.limit, 1, 100) + 1);
  return found;
}

std::vector<Claim> list_queue(db::Tx& tx, const QueueQuery& query) {
  const Place after =
      query.after.value_or(Place{.first = INT64_MAX, .second = -1, .id = Id<Claim>()});
  const std::string area = query.area ? query.area->text() : "";
  const std::string asked_in = query.asked_in ? query.asked_in->text() : "";
  std::vector<Claim> found;
  tx.each(
      "SELECT id, state, area, verdict, kind, type, topic, source, external_id, author, "
      "checked_on, url, reason,"
      " merged_into, checker, checker_group, pending, askers, revision, created_at, changed_at, "
      "published_at,"
      " updated_at, title, claim, '', '', '', short_text, summary, reason_code, missing_piece, "
      "withdrawn_at, withdrawal_reason, "
      "people, asked_hour, asked_day, asked_before, harm, harm_by, guessed_topic, urgency FROM "
      "claims"
      " WHERE (state IN ('new', 'under_check', 'waiting', 'proposed') OR (state = 'published' AND "
      "pending <> 0))"
      " AND (urgency < ?1 OR (urgency = ?1 AND (created_at > ?2 OR (created_at = ?2 AND id > ?3))))"
      " AND (CAST(?4 AS TEXT) = '' OR area = '' OR area = ?4 OR area LIKE ?5)"
      " AND (CAST(?6 AS TEXT) = '' OR state = ?6) AND (CAST(?7 AS BIGINT) = 0 OR checker = ?7)"
      " AND (CAST(?9 AS TEXT) = '' OR topic = ?9 OR (topic = '' AND guessed_topic = ?9))"
      " AND ((CAST(?10 AS TEXT) = '' AND CAST(?12 AS TEXT) = '') OR EXISTS (SELECT 1 FROM "
      "questions "
      "q WHERE q.claim_id = claims.id AND (CAST(?10 AS TEXT) = '' OR q.area = ?10 OR q.area LIKE "
      "?11) AND (CAST(?12 AS TEXT) = '' OR q.way = ?12)))"
      " ORDER BY urgency DESC, created_at, id LIMIT ?8",
      [&found](const db::Row& row) { found.push_back(read_claim(row)); }, after.first, after.second,
      after.id, area, area + ".%", word_of(query.state),
      query.checker.value_or(Id<people::Account>()),
      std::clamp<std::int64_t>(query.limit, 1, 100) + 1, word_of(query.topic), asked_in,
      asked_in + ".%", word_of(query.mouth));
  return found;
}

StateCounts count_queue(db::Tx& tx, const QueueQuery& query) {
  const std::string area = query.area ? query.area->text() : "";
  const std::string asked_in = query.asked_in ? query.asked_in->text() : "";
  StateCounts counts;
  tx.each(
      "SELECT state, COUNT(*) FROM claims WHERE state IN ('new', 'under_check', 'waiting', "
      "'proposed')"
      " AND (CAST(?1 AS TEXT) = '' OR area = '' OR area = ?1 OR area LIKE ?2)"
      " AND (CAST(?3 AS BIGINT) = 0 OR checker = ?3)"
      " AND (CAST(?4 AS TEXT) = '' OR topic = ?4 OR (topic = '' AND guessed_topic = ?4))"
      " AND ((CAST(?5 AS TEXT) = '' AND CAST(?7 AS TEXT) = '') OR EXISTS (SELECT 1 FROM questions "
      "q WHERE q.claim_id = claims.id AND (CAST(?5 AS TEXT) = '' OR q.area = ?5 OR q.area LIKE ?6) "
      "AND (CAST(?7 AS TEXT) = '' OR q.way = ?7))) GROUP BY state",
      [&counts](const db::Row& row) {
        if (const auto state = find_claim_state(row.text(0))) counts[*state] = row.integer(1);
      },
      area, area + ".%", query.checker.value_or(Id<people::Account>()), word_of(query.topic),
      asked_in, asked_in + ".%", word_of(query.mouth));
  return counts;
}

std::int64_t count_published(db::Tx& tx) {
  return tx.row("SELECT COUNT(*) FROM claims WHERE state = 'published'")->integer(0);
}

std::vector<Indexed> list_indexed(db::Tx& tx, Id<Claim> after, std::int64_t limit) {
  std::vector<Indexed> found;
  tx.each(
      "SELECT id, verdict, title, claim FROM claims WHERE state = 'published' AND id > ?1 ORDER BY "
      "id LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back({row.id<Claim>(0), find_verdict(row.text(1)).value_or(Verdict::unproven),
                         row.text(2), row.text(3)});
      },
      after, limit);
  return found;
}

std::vector<Waiting> list_open(db::Tx& tx, std::int64_t after, std::int64_t limit) {
  std::vector<Waiting> found;
  tx.each(
      "SELECT id, claim FROM claims WHERE state IN ('new', 'under_check', 'waiting', 'proposed')"
      " AND id > ?1 ORDER BY id LIMIT ?2",
      [&found](const db::Row& row) {
        found.push_back({row.integer(0), row.id<Claim>(0), row.text(1)});
      },
      after, limit);
  return found;
}

std::vector<Claim> list_whole(db::Tx& tx, Id<Claim> after, std::int64_t limit) {
  std::vector<Claim> found;
  tx.each(
      "SELECT id, state, area, verdict, kind, type, topic, source, external_id, author, "
      "checked_on, url, reason,"
      " merged_into, checker, checker_group, pending, askers, revision, created_at, changed_at, "
      "published_at,"
      " updated_at, title, claim, conclusion, sources, explanation, short_text, summary, "
      "reason_code, missing_piece, withdrawn_at, withdrawal_reason, "
      "people, asked_hour, asked_day, asked_before, harm, harm_by, guessed_topic, urgency FROM "
      "claims"
      " WHERE state = 'published' AND id > ?1 ORDER BY id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_claim(row)); }, after, limit);
  return found;
}

std::vector<Claim> list_told(db::Tx& tx, std::int64_t limit) {
  std::vector<Claim> found;
  tx.each(
      "SELECT id, state, area, verdict, kind, type, topic, source, external_id, author, "
      "checked_on, url, reason,"
      " merged_into, checker, checker_group, pending, askers, revision, created_at, changed_at, "
      "published_at,"
      " updated_at, title, claim, conclusion, sources, explanation, short_text, summary, "
      "reason_code, missing_piece, withdrawn_at, withdrawal_reason, "
      "people, asked_hour, asked_day, asked_before, harm, harm_by, guessed_topic, urgency FROM "
      "claims"
      " WHERE told_at > 0 AND (state = 'published' OR withdrawn_at IS NOT NULL)"
      " ORDER BY told_at DESC, id DESC LIMIT ?1",
      [&found](const db::Row& row) { found.push_back(read_claim(row)); }, limit);
  return found;
}

std::vector<Imported> list_imported(db::Tx& tx, const std::string& source, const std::string& after,
                                    std::int64_t limit) {
  std::vector<Imported> found;
  tx.each(
      "SELECT id, external_id, digest, updated_at, pending FROM claims WHERE source = ?1 AND "
      "external_id > ?2"
      " ORDER BY external_id LIMIT ?3",
      [&found](const db::Row& row) {
        const bool changed_here = !row.is_null(3) || row.integer(4) != 0;
        found.push_back({row.id<Claim>(0), row.text(1), row.text(2), changed_here});
      },
      source, after, limit);
  return found;
}

}  // namespace kentongan::tabayun::claims
