-- "Yes, this one", said by an asker: it answers their own question at once, and waits for a person of
-- the desk before it teaches the archive anything. `state`: pending, accepted, declined.
CREATE TABLE question_picks (
  question_id BIGINT PRIMARY KEY REFERENCES questions (id),
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  state TEXT NOT NULL,
  picked_at BIGINT NOT NULL,
  read_by BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX question_picks_by_state ON question_picks (state, picked_at, question_id);

-- Where a question's words came from: typed or forwarded ('text'), or read off a picture ('picture').
-- What a machine read is trusted less when it is looked up again.
ALTER TABLE questions ADD COLUMN read_from TEXT NOT NULL DEFAULT 'text';
