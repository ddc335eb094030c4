-- What is spelled as words stands for an enumeration of claim.hpp and question.hpp, '' for none; a
-- person, group, claim or proposal that is 0 is none. `folded` is what a search looks through. `open_key`
-- is the hash of the message a claim stands for as long as it is in the queue: copies of one message find
-- the same claim. `digest` tells an import whether anything is new. `shown_at` orders the archive.
-- Long texts come last, so that lists do not read them.
CREATE TABLE claims (
  id BIGINT PRIMARY KEY,
  state TEXT NOT NULL,
  area TEXT NOT NULL,
  verdict TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  topic TEXT NOT NULL,
  source TEXT NOT NULL,
  external_id TEXT,
  author TEXT NOT NULL,
  checked_on TEXT NOT NULL,
  url TEXT NOT NULL,
  reason TEXT NOT NULL,
  merged_into BIGINT NOT NULL,
  checker BIGINT NOT NULL,
  checker_group BIGINT NOT NULL,
  pending BIGINT NOT NULL,
  askers BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  shown_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  published_at BIGINT,
  updated_at BIGINT,
  open_key TEXT UNIQUE,
  digest TEXT NOT NULL,
  title TEXT NOT NULL,
  folded TEXT NOT NULL,
  claim TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  sources TEXT NOT NULL,
  explanation TEXT NOT NULL,
  UNIQUE (source, external_id)
);
CREATE INDEX claims_by_showing ON claims (state, shown_at, id);
CREATE INDEX claims_by_askers ON claims (state, askers, created_at);

-- Wordings that circulate of a claim, each confirmed by a person.
CREATE TABLE claim_messages (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  key TEXT NOT NULL,
  added_by BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (claim_id, key)
);

-- What a checker found, before and after somebody else read it.
CREATE TABLE verdict_proposals (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  state TEXT NOT NULL,
  verdict TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  topic TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  claim TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  sources TEXT NOT NULL,
  explanation TEXT NOT NULL,
  proposer BIGINT NOT NULL,
  proposer_group BIGINT NOT NULL,
  proposed_at BIGINT NOT NULL,
  reader BIGINT NOT NULL,
  reader_group BIGINT NOT NULL,
  read_at BIGINT,
  note TEXT NOT NULL
);
CREATE INDEX verdict_proposals_by_claim ON verdict_proposals (claim_id, id);

CREATE TABLE claim_events (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  what TEXT NOT NULL,
  actor BIGINT NOT NULL,
  note TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX claim_events_by_claim ON claim_events (claim_id, id);

-- One asking. The receipt and the form are keyed hashes: neither can be read back from here.
CREATE TABLE questions (
  id BIGINT PRIMARY KEY,
  state TEXT NOT NULL,
  area TEXT NOT NULL,
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  key TEXT NOT NULL,
  receipt_hash TEXT NOT NULL UNIQUE,
  form_hash TEXT UNIQUE,
  helped TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  answered_at BIGINT,
  text TEXT NOT NULL
);
CREATE INDEX questions_by_claim ON questions (claim_id, state, id);

-- "Not this one."
CREATE TABLE question_rejections (
  question_id BIGINT NOT NULL REFERENCES questions (id),
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (question_id, claim_id)
);
