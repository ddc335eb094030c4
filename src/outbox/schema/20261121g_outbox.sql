-- Who wants to hear of what. An ended subscription keeps no address.
-- state: pending (asked for, not confirmed), confirmed, ended. address_key: the address without case.
CREATE TABLE subscriptions (
  id BIGINT PRIMARY KEY,
  way TEXT NOT NULL,
  address TEXT NOT NULL,
  address_key TEXT NOT NULL,
  state TEXT NOT NULL,
  language TEXT NOT NULL,
  areas TEXT NOT NULL,
  topics TEXT NOT NULL,
  failures BIGINT NOT NULL,
  end_reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  asked_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  ended_at BIGINT
);
CREATE UNIQUE INDEX subscriptions_confirmed ON subscriptions (way, address_key) WHERE state = 'confirmed';
CREATE INDEX subscriptions_by_address ON subscriptions (way, address_key, asked_at);
CREATE INDEX subscriptions_by_state ON subscriptions (state, asked_at);
-- Each area with the areas it lies in; '-' where it has none at that level.
CREATE TABLE subscription_areas (
  subscription_id BIGINT NOT NULL REFERENCES subscriptions (id),
  area TEXT NOT NULL,
  province TEXT NOT NULL,
  regency TEXT NOT NULL,
  district TEXT NOT NULL,
  PRIMARY KEY (subscription_id, area)
);
CREATE TABLE subscription_topics (
  subscription_id BIGINT NOT NULL REFERENCES subscriptions (id),
  topic TEXT NOT NULL,
  PRIMARY KEY (subscription_id, topic)
);
-- A ledger entry on its way to becoming deliveries, a stretch of subscriptions at a time.
CREATE TABLE fan_outs (
  entry_id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject BIGINT NOT NULL,
  state TEXT NOT NULL,
  after_subscription BIGINT NOT NULL,
  stretches BIGINT NOT NULL,
  started_at BIGINT NOT NULL
);
CREATE INDEX fan_outs_running ON fan_outs (stretches, entry_id) WHERE state = 'running';
CREATE TABLE fan_out_areas (
  entry_id BIGINT NOT NULL REFERENCES fan_outs (entry_id),
  area TEXT NOT NULL,
  province TEXT NOT NULL,
  regency TEXT NOT NULL,
  district TEXT NOT NULL,
  PRIMARY KEY (entry_id, area)
);
CREATE TABLE fan_out_topics (
  entry_id BIGINT NOT NULL REFERENCES fan_outs (entry_id),
  topic TEXT NOT NULL,
  PRIMARY KEY (entry_id, topic)
);
-- One message for one recipient. state: due (may leave now), leased (somebody is sending it), waiting
-- (tried, again at due_at), sent, given_up. entry_id is a ledger entry's, or an id of its own for what is
-- written to one person (kind confirmation). order_at is the place in the queue, not a time to wait for.
CREATE TABLE deliveries (
  id BIGINT PRIMARY KEY,
  entry_id BIGINT NOT NULL,
  subscription_id BIGINT NOT NULL REFERENCES subscriptions (id),
  way TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject BIGINT NOT NULL,
  state TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  order_at BIGINT NOT NULL,
  leased_until BIGINT,
  leased_by TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  last_reason TEXT NOT NULL,
  possible_duplicate TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  ended_at BIGINT,
  UNIQUE (entry_id, subscription_id)
);
CREATE INDEX deliveries_due ON deliveries (way, order_at, id) WHERE state = 'due';
CREATE INDEX deliveries_waiting ON deliveries (due_at) WHERE state = 'waiting';
CREATE INDEX deliveries_leased ON deliveries (leased_until) WHERE state = 'leased';
CREATE INDEX deliveries_given_up ON deliveries (ended_at, id) WHERE state = 'given_up';
CREATE INDEX deliveries_by_subject ON deliveries (subject, subscription_id);
CREATE INDEX deliveries_by_subscription ON deliveries (subscription_id);
