-- Where fact checks of others are fetched from, and how that went. What is set up (address, interval, key)
-- stands in the configuration; `shown`, `home` and `licence` are kept here so that what came from a source
-- still says so when it is no longer set up. `cursor` is where the next request goes on, '' from the front.
-- Who holds `holder` until `leased_until` asks; nobody else does meanwhile.
CREATE TABLE exchange_sources (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  shown TEXT NOT NULL,
  home TEXT NOT NULL,
  licence TEXT NOT NULL,
  cursor TEXT NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  asked_at BIGINT,
  succeeded_at BIGINT,
  failures BIGINT NOT NULL,
  problem TEXT NOT NULL,
  taken BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  last_added BIGINT NOT NULL,
  last_changed BIGINT NOT NULL,
  last_refused BIGINT NOT NULL,
  holder TEXT NOT NULL,
  leased_until BIGINT NOT NULL
);

-- Which source a claim was fetched from, and when it last said something new of it.
CREATE TABLE exchange_origins (
  claim_id BIGINT PRIMARY KEY,
  source TEXT NOT NULL,
  fetched_at BIGINT NOT NULL
);

-- Two published fact checks of one message. The one that was here first is `first_id`. Those that
-- contradict each other are for the desk, until somebody has seen to it.
CREATE TABLE also_checked (
  claim_id BIGINT NOT NULL,
  first_id BIGINT NOT NULL,
  contradicts BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  settled_by BIGINT NOT NULL,
  settled_at BIGINT,
  PRIMARY KEY (claim_id, first_id)
);
CREATE INDEX also_checked_by_first ON also_checked (first_id, claim_id);
CREATE INDEX also_checked_open ON also_checked (contradicts, settled_at, found_at);
