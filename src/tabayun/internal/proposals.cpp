#include "tabayun/internal/proposals.hpp"

namespace kentongan::tabayun::proposals {

namespace {

template <typename Value>
std::string word_of(const std::optional<Value>& value) {
  return value ? std::string(name_of(*value)) : std::string();
}

ProposalState state_of(const std::string& name) {
  for (const auto state :
       {ProposalState::pending, ProposalState::confirmed, ProposalState::returned}) {
    if (name_of(state) == name) return state;
  }
  throw Bug("verdict_proposals.state");
}

Proposal read_proposal(const db::Row& row) {
  Proposal proposal;
  proposal.id = row.id<Proposal>(0);
  proposal.claim = row.id<Claim>(1);
  proposal.state = state_of(row.text(2));
  Finding& finding = proposal.finding;
  finding.verdict = find_verdict(row.text(3)).value_or(Verdict::unproven);
  finding.kind = find_kind(row.text(4));
  finding.type = find_type(row.text(5));
  finding.topic = find_topic(row.text(6));
  finding.url = row.text(7);
  finding.title = row.text(8);
  finding.claim = row.text(9);
  finding.conclusion = row.text(10);
  finding.sources = row.text(11);
  finding.explanation = row.text(12);
  proposal.proposer = row.id<people::Account>(13);
  proposal.proposer_group = row.id<groups::Group>(14);
  proposal.proposed_at = row.instant(15);
  proposal.reader = row.id<people::Account>(16);
  proposal.reader_group = row.id<groups::Group>(17);
  proposal.read_at = row.maybe_instant(18);
  proposal.note = row.text(19);
  finding.short_text = row.text(20);
  finding.summary = row.text(21);
  return proposal;
}

}  // namespace

void insert(db::Tx& tx, const Proposal& proposal) {
  const Finding& finding = proposal.finding;
  tx.run(
      "INSERT INTO verdict_proposals (id, claim_id, state, verdict, kind, type, topic, url, title, "
      "claim,"
      " conclusion, sources, explanation, proposer, proposer_group, proposed_at, reader, "
      "reader_group, note, short_text, summary, read_at)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
      "?19, ?20, ?21, CAST(?22 AS BIGINT))",
      proposal.id, proposal.claim, name_of(proposal.state), name_of(finding.verdict),
      word_of(finding.kind), word_of(finding.type), word_of(finding.topic), finding.url,
      finding.title, finding.claim, finding.conclusion, finding.sources, finding.explanation,
      proposal.proposer, proposal.proposer_group, proposal.proposed_at, proposal.reader,
      proposal.reader_group, proposal.note, finding.short_text, finding.summary, proposal.read_at);
}

void save_reading(db::Tx& tx, const Proposal& proposal) {
  tx.run(
      "UPDATE verdict_proposals SET state = ?2, reader = ?3, reader_group = ?4, read_at = CAST(?5 "
      "AS BIGINT),"
      " note = ?6 WHERE id = ?1",
      proposal.id, name_of(proposal.state), proposal.reader, proposal.reader_group,
      proposal.read_at, proposal.note);
}

std::optional<Proposal> find(db::Tx& tx, Id<Proposal> id) {
  const auto row = tx.row(
      "SELECT id, claim_id, state, verdict, kind, type, topic, url, title, claim, conclusion, "
      "sources, explanation,"
      " proposer, proposer_group, proposed_at, reader, reader_group, read_at, note, short_text, "
      "summary FROM "
      "verdict_proposals"
      " WHERE id = ?1",
      id);
  if (!row) return std::nullopt;
  return read_proposal(*row);
}

std::vector<Proposal> list(db::Tx& tx, Id<Claim> claim, std::int64_t limit) {
  std::vector<Proposal> found;
  tx.each(
      "SELECT id, claim_id, state, verdict, kind, type, topic, url, title, claim, conclusion, "
      "sources, explanation,"
      " proposer, proposer_group, proposed_at, reader, reader_group, read_at, note, short_text, "
      "summary FROM "
      "verdict_proposals"
      " WHERE claim_id = ?1 ORDER BY id DESC LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_proposal(row)); }, claim, limit);
  return found;
}

std::vector<Proposal> list_confirmed(db::Tx& tx, Id<Claim> claim, std::int64_t limit) {
  std::vector<Proposal> found;
  tx.each(
      "SELECT id, claim_id, state, verdict, kind, type, topic, url, title, claim, conclusion, "
      "sources, explanation,"
      " proposer, proposer_group, proposed_at, reader, reader_group, read_at, note, short_text, "
      "summary FROM "
      "verdict_proposals"
      " WHERE claim_id = ?1 AND state = 'confirmed' ORDER BY read_at, id LIMIT ?2",
      [&found](const db::Row& row) { found.push_back(read_proposal(row)); }, claim, limit);
  return found;
}

Authors authors(db::Tx& tx, Id<Claim> claim) {
  Authors all;
  tx.each(
      "SELECT DISTINCT proposer FROM verdict_proposals WHERE claim_id = ?1 AND proposer <> 0",
      [&all](const db::Row& row) { all.accounts.push_back(row.id<people::Account>(0)); }, claim);
  tx.each(
      "SELECT DISTINCT proposer_group FROM verdict_proposals WHERE claim_id = ?1 AND "
      "proposer_group <> 0 AND id > (SELECT COALESCE(MAX(id), 0) FROM "
      "verdict_proposals WHERE claim_id = ?1 AND state = 'confirmed')",
      [&all](const db::Row& row) { all.groups.push_back(row.id<groups::Group>(0)); }, claim);
  return all;
}

}  // namespace kentongan::tabayun::proposals
