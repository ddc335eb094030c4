-- The claim a question waited for before that one became the twin of another; 0: none.
ALTER TABLE questions ADD COLUMN waited_for BIGINT NOT NULL DEFAULT 0;
CREATE INDEX questions_about ON questions (claim_id, id);
CREATE INDEX questions_waited_for ON questions (waited_for, id) WHERE waited_for <> 0;
