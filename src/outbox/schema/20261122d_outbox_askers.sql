-- Who asked what, for as long as they want to hear: the address is a row of `subscriptions` in state
-- 'asker' (one for each address) and goes with it. `code`: their ticket, to name it to them.
CREATE TABLE asked_questions (
  question BIGINT PRIMARY KEY,
  subscription_id BIGINT NOT NULL REFERENCES subscriptions (id),
  code TEXT NOT NULL,
  asked_at BIGINT NOT NULL
);
CREATE INDEX asked_questions_by_subscription ON asked_questions (subscription_id, question);
CREATE UNIQUE INDEX subscriptions_askers ON subscriptions (way, address_key) WHERE state = 'asker';

-- A claim whose askers are told before the subscribers are looked at (0: none, or all are), how far
-- that is, and whether subscribers are told at all.
ALTER TABLE fan_outs ADD COLUMN askers_of BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fan_outs ADD COLUMN after_question BIGINT NOT NULL DEFAULT 0;
ALTER TABLE fan_outs ADD COLUMN subscribers TEXT NOT NULL DEFAULT 'yes';
