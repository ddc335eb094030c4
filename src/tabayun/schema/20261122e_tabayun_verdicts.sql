-- A verdict in three lengths: `short_text` and `summary` may be '', then they are taken from the rest.
-- `reason_code` stands for an enumeration of claim.hpp ('' none), `missing_piece` is what an asker would
-- have to send. `told_at` orders what feeds tell: when the public last heard something new of a claim.
ALTER TABLE claims ADD COLUMN short_text TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN reason_code TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN missing_piece TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN withdrawn_at BIGINT;
ALTER TABLE claims ADD COLUMN withdrawal_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE claims ADD COLUMN told_at BIGINT NOT NULL DEFAULT 0;
UPDATE claims SET told_at = CASE WHEN updated_at > shown_at THEN updated_at ELSE shown_at END;
CREATE INDEX claims_by_telling ON claims (told_at, id);
ALTER TABLE verdict_proposals ADD COLUMN short_text TEXT NOT NULL DEFAULT '';
ALTER TABLE verdict_proposals ADD COLUMN summary TEXT NOT NULL DEFAULT '';
