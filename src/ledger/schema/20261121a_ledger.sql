-- The spine. position, previous_hash and hash are NULL until the sealer has come by.
CREATE TABLE ledger(
  id BIGINT PRIMARY KEY,
  regency TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject BIGINT NOT NULL,
  actor BIGINT NOT NULL,
  detail TEXT NOT NULL,
  at BIGINT NOT NULL,
  xid BIGINT NOT NULL,
  position BIGINT UNIQUE,
  previous_hash BYTEA,
  hash BYTEA
);
CREATE INDEX ledger_unsealed ON ledger(xid, id) WHERE position IS NULL;
CREATE INDEX ledger_by_subject ON ledger(subject, position);

-- The last link of each regency's chain.
CREATE TABLE ledger_chains(
  regency TEXT PRIMARY KEY,
  last_position BIGINT NOT NULL,
  last_hash BYTEA NOT NULL
);

CREATE TABLE ledger_cursors(
  reader TEXT PRIMARY KEY,
  position BIGINT NOT NULL
);
