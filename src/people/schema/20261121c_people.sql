CREATE TABLE accounts (
  id BIGINT PRIMARY KEY,
  login TEXT NOT NULL,
  folded_login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  password_state TEXT NOT NULL,
  password_set_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);

-- Held within an area (group_id = 0) or in a group (area = the group's village).
CREATE TABLE roles (
  account BIGINT NOT NULL REFERENCES accounts (id),
  role TEXT NOT NULL,
  area TEXT NOT NULL,
  group_id BIGINT NOT NULL,
  granted_by BIGINT NOT NULL,
  granted_at BIGINT NOT NULL,
  PRIMARY KEY (account, role, area, group_id)
);
CREATE INDEX roles_by_group ON roles (group_id);

-- Of the token only its SHA-256 is kept.
CREATE TABLE sessions (
  token_hash BYTEA PRIMARY KEY,
  account BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account);

-- Failures per bucket; a bucket is a keyed hash of a login, of a network, or of both.
CREATE TABLE sign_in_marks (
  bucket BYTEA PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_failed_at BIGINT NOT NULL,
  trusted_at BIGINT NOT NULL
);

CREATE TABLE installation_keys (
  name TEXT PRIMARY KEY,
  bytes BYTEA NOT NULL,
  created_at BIGINT NOT NULL
);
