-- What is spelled as words stands for an enumeration of evidence.hpp and request.hpp; a person, group or
-- request that is 0 is none. `form_key` makes a form that is sent twice act once. `regency` is the one whose
-- desk has the claim, '00' for none. What was removed keeps its row and loses its words.
CREATE TABLE evidence (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  rung BIGINT NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  position TEXT NOT NULL,
  said_on TEXT NOT NULL,
  url TEXT NOT NULL,
  request_id BIGINT NOT NULL,
  form_key TEXT UNIQUE,
  added_by BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  changed_by BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  copy_state TEXT NOT NULL,
  copy_reason TEXT NOT NULL,
  copy_status BIGINT NOT NULL,
  copy_attempts BIGINT NOT NULL,
  copy_due_at BIGINT NOT NULL,
  copy_leased_until BIGINT NOT NULL,
  copy_fetched_at BIGINT,
  copy_bytes BIGINT NOT NULL,
  copy_sha256 TEXT NOT NULL,
  copy_mime TEXT NOT NULL,
  copy_url TEXT NOT NULL,
  copy_title TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX evidence_by_claim ON evidence (claim_id, rung, id);
CREATE INDEX evidence_by_copy ON evidence (copy_state, copy_due_at);

-- The words of a page as they were when it was fetched.
CREATE TABLE evidence_copies (
  evidence_id BIGINT PRIMARY KEY REFERENCES evidence (id),
  text TEXT NOT NULL
);

-- A photo, drawn anew.
CREATE TABLE evidence_pictures (
  evidence_id BIGINT PRIMARY KEY REFERENCES evidence (id),
  mime TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  bytes BYTEA NOT NULL
);

CREATE TABLE case_notes (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL,
  author BIGINT NOT NULL,
  at BIGINT NOT NULL,
  form_key TEXT UNIQUE,
  text TEXT NOT NULL
);
CREATE INDEX case_notes_by_claim ON case_notes (claim_id, id);

-- To an agency (its name) or to a group (its id). `area` is the claim's.
CREATE TABLE evidence_requests (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL,
  regency TEXT NOT NULL,
  area TEXT NOT NULL,
  state TEXT NOT NULL,
  agency TEXT NOT NULL,
  group_id BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  asked_by BIGINT NOT NULL,
  asked_at BIGINT NOT NULL,
  closed_by BIGINT NOT NULL,
  closed_at BIGINT,
  form_key TEXT UNIQUE,
  answer_key TEXT,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  answer TEXT NOT NULL
);
CREATE INDEX evidence_requests_by_claim ON evidence_requests (claim_id, id);
CREATE INDEX evidence_requests_by_regency ON evidence_requests (state, regency, due_at);
CREATE INDEX evidence_requests_by_group ON evidence_requests (group_id, state, due_at);

CREATE TABLE case_threads (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL,
  opened_by BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  form_key TEXT UNIQUE,
  title TEXT NOT NULL
);
CREATE INDEX case_threads_by_claim ON case_threads (claim_id, id);

CREATE TABLE case_posts (
  id BIGINT PRIMARY KEY,
  thread_id BIGINT NOT NULL REFERENCES case_threads (id),
  author BIGINT NOT NULL,
  at BIGINT NOT NULL,
  form_key TEXT UNIQUE,
  text TEXT NOT NULL
);
CREATE INDEX case_posts_by_thread ON case_posts (thread_id, id);

-- Whom the office or the checker let into the discussion.
CREATE TABLE case_people (
  claim_id BIGINT NOT NULL,
  account BIGINT NOT NULL,
  added_by BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (claim_id, account)
);
