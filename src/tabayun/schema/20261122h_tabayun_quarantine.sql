-- A claim in quarantine is withheld: `summary` stands in every place where its words stood, so that whoever
-- reads claims, proposals, wordings and questions finds nothing else. `targets`: names that are masked in
-- whatever is written about it, one a line.
CREATE TABLE withheld_claims (
  claim_id BIGINT PRIMARY KEY REFERENCES claims (id),
  summary TEXT NOT NULL,
  targets TEXT NOT NULL,
  withheld_at BIGINT NOT NULL
);

-- The words that were taken out, for recognising the same message when it is asked about again and for a
-- release. `subject` is the row they came from (a claim, a proposal, a wording, a question), `part` its
-- column. Read by the matcher's loading and by the release, by no page.
CREATE TABLE withheld_words (
  subject BIGINT NOT NULL,
  part TEXT NOT NULL,
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  text TEXT NOT NULL,
  PRIMARY KEY (subject, part)
);
CREATE INDEX withheld_words_by_claim ON withheld_words (claim_id, part, subject);
