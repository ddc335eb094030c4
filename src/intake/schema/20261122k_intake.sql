-- What a mouth handed over. state: waiting, leased (somebody works on it), done, failed. `body` and
-- files are empty once it is done; the row stays a while, so that the same message handed over again
-- is known. `sender` is a keyed hash. `together`: of an album; its parts are worked off as one.
CREATE TABLE intake_messages (
  id BIGINT PRIMARY KEY,
  way TEXT NOT NULL,
  external_id TEXT NOT NULL,
  sender TEXT NOT NULL,
  together TEXT NOT NULL,
  state TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  leased_until BIGINT,
  attempts BIGINT NOT NULL,
  reason TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  done_at BIGINT,
  body TEXT NOT NULL,
  UNIQUE (way, external_id)
);
CREATE INDEX intake_messages_due ON intake_messages (due_at, id) WHERE state = 'waiting';
CREATE INDEX intake_messages_leased ON intake_messages (leased_until) WHERE state = 'leased';
CREATE INDEX intake_messages_by_sender ON intake_messages (sender, received_at);
CREATE INDEX intake_messages_done ON intake_messages (done_at) WHERE state IN ('done', 'failed');

CREATE TABLE intake_files (
  message_id BIGINT NOT NULL REFERENCES intake_messages (id),
  number BIGINT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (message_id, number)
);

-- Where we spoke up in a group without being asked, and about what: once a week for each claim.
CREATE TABLE intake_spoken (
  chat TEXT NOT NULL,
  claim BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (chat, claim)
);

-- A recording that waits for a human ear. The address and the sound are gone once it was heard.
CREATE TABLE voices (
  id BIGINT PRIMARY KEY,
  state TEXT NOT NULL,
  way TEXT NOT NULL,
  address TEXT NOT NULL,
  asker TEXT NOT NULL,
  area TEXT NOT NULL,
  mime TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  heard_by BIGINT NOT NULL,
  heard_at BIGINT,
  sound BYTEA NOT NULL
);
CREATE INDEX voices_waiting ON voices (id) WHERE state = 'waiting';
