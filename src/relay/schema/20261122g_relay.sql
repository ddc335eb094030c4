-- A group passed a claim on. What is spelled as words stands for an enumeration of relay_channel.hpp.
CREATE TABLE claim_relays (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  channel TEXT NOT NULL,
  place TEXT NOT NULL,
  reach BIGINT NOT NULL,
  relayed_on TEXT NOT NULL,
  recorded_by BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  form_key TEXT UNIQUE
);
CREATE INDEX claim_relays_by_claim ON claim_relays (claim_id, group_id);

-- One a group and change of the verdict. `caused_at` is the moment of the change: the ledger's reader and a
-- late record of the same change meet in it. `village` is the group's, for its office. A state that waits
-- (sent, received) and is past `due_at` is late.
CREATE TABLE correction_tasks (
  id BIGINT PRIMARY KEY,
  claim_id BIGINT NOT NULL,
  group_id BIGINT NOT NULL,
  village TEXT NOT NULL,
  cause TEXT NOT NULL,
  caused_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  received_by BIGINT NOT NULL,
  received_at BIGINT,
  done_by BIGINT NOT NULL,
  done_at BIGINT,
  channel TEXT NOT NULL,
  place TEXT NOT NULL,
  reach BIGINT NOT NULL,
  done_key TEXT NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (claim_id, group_id, caused_at)
);
CREATE INDEX correction_tasks_by_group ON correction_tasks (group_id, state, due_at);
CREATE INDEX correction_tasks_by_state ON correction_tasks (state, due_at);
