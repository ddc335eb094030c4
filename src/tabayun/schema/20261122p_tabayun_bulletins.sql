-- For the bulletin of a week: what was corrected then, and what was asked then.
CREATE INDEX claims_by_update ON claims (updated_at);
CREATE INDEX questions_by_asking ON questions (asked_at, claim_id);
