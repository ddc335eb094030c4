-- A claim in quarantine. `sealed` is the evidence, locked (docs/formats/quarantine-evidence.md);
-- `evidence_hash` is SHA-256 of what is inside, `sealed_hash` of these bytes, both hexadecimal and both in the
-- ledger. `open_claim` is the claim as long as the case is not released: one case a claim. Lists of names of
-- forms, aspects and media have a comma between them. A person who is 0 is none.
CREATE TABLE quarantine_cases (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL,
  open_claim BIGINT UNIQUE,
  state TEXT NOT NULL,
  area TEXT NOT NULL,
  forms TEXT NOT NULL,
  aspects TEXT NOT NULL,
  media TEXT NOT NULL,
  messages BIGINT NOT NULL,
  pictures BIGINT NOT NULL,
  evidence_hash TEXT NOT NULL,
  sealed_hash TEXT NOT NULL,
  sealed_by BIGINT NOT NULL,
  sealed_at BIGINT NOT NULL,
  handed_to TEXT NOT NULL,
  handed_number TEXT NOT NULL,
  handed_on TEXT NOT NULL,
  revision BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  closing_note TEXT NOT NULL,
  summary TEXT NOT NULL,
  masked_text TEXT NOT NULL,
  sealed BYTEA NOT NULL
);
CREATE INDEX quarantine_cases_by_sealing ON quarantine_cases (sealed_at, id);

-- Who did what with a case, and why; every opening is here before the evidence is read.
CREATE TABLE quarantine_accesses (
  id BIGINT PRIMARY KEY,
  case_id BIGINT NOT NULL REFERENCES quarantine_cases (id),
  what TEXT NOT NULL,
  actor BIGINT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX quarantine_accesses_by_case ON quarantine_accesses (case_id, id);
