-- A picture that came with a question: what it looks like, each fingerprint as 64 hexadecimal digits, one
-- blank between two. `key` is the hash of the clean picture: the same one sent twice is one row.
CREATE TABLE pictures (
  id BIGINT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  quality BIGINT NOT NULL,
  whole TEXT NOT NULL,
  parts TEXT NOT NULL,
  probes TEXT NOT NULL
);

-- The picture itself, drawn anew: only as long as a person of a desk may have to look at it.
CREATE TABLE kept_pictures (
  picture_id BIGINT PRIMARY KEY REFERENCES pictures (id),
  mime TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  bytes BYTEA NOT NULL
);

CREATE TABLE question_pictures (
  question_id BIGINT PRIMARY KEY REFERENCES questions (id),
  picture_id BIGINT NOT NULL REFERENCES pictures (id)
);
CREATE INDEX question_pictures_by_picture ON question_pictures (picture_id, question_id);

-- Pictures that circulate of a claim, each confirmed by a person.
CREATE TABLE claim_pictures (
  claim_id BIGINT NOT NULL REFERENCES claims (id),
  picture_id BIGINT NOT NULL REFERENCES pictures (id),
  added_by BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  PRIMARY KEY (claim_id, picture_id)
);
CREATE INDEX claim_pictures_by_picture ON claim_pictures (picture_id, claim_id);
