-- What orders the queue (urgency.hpp), kept with the claim so that lists page by it: how many people ask
-- (each counted once where they are known), questions of the last hour, of the last day with that hour,
-- and of the day before it. `harm` is low, normal or high, set by `harm_by` (0: guessed from
-- `guessed_topic`, the topic of what is known that is most like it; '-' when nothing is).
ALTER TABLE claims ADD COLUMN people BIGINT NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN asked_hour BIGINT NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN asked_day BIGINT NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN asked_before BIGINT NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN harm TEXT NOT NULL DEFAULT 'normal';
ALTER TABLE claims ADD COLUMN harm_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN guessed_topic TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN urgency BIGINT NOT NULL DEFAULT 0;
CREATE INDEX claims_by_urgency ON claims (state, urgency, created_at);
CREATE INDEX questions_by_crowd ON questions (claim_id, asker, asked_at);

-- Answers that the machine gave by itself, and by what: `path` is a word of precision.hpp.
CREATE TABLE automatic_answers (
  question_id BIGINT PRIMARY KEY REFERENCES questions (id),
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  path TEXT NOT NULL,
  answered_at BIGINT NOT NULL
);
CREATE INDEX automatic_answers_by_time ON automatic_answers (answered_at, path);

-- From then on the answers of a path are counted anew.
CREATE TABLE answer_path_lifts (
  id BIGINT PRIMARY KEY,
  path TEXT NOT NULL,
  lifted_by BIGINT NOT NULL,
  lifted_at BIGINT NOT NULL
);
