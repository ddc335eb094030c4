-- "Publish an explainer." `state` is a word of explainer.hpp; a group, person or item that is 0 is none.
-- `open_claim` is the claim as long as the task is not over: a claim has one task at a time.
CREATE TABLE explainer_tasks (
  id BIGINT PRIMARY KEY,
  state TEXT NOT NULL,
  claim_id BIGINT NOT NULL,
  open_claim BIGINT UNIQUE,
  area TEXT NOT NULL,
  title TEXT NOT NULL,
  group_id BIGINT NOT NULL,
  person BIGINT NOT NULL,
  item_id BIGINT NOT NULL,
  reason TEXT NOT NULL,
  opened_by BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE INDEX explainer_tasks_by_change ON explainer_tasks (changed_at, id);
CREATE INDEX explainer_tasks_by_claim ON explainer_tasks (claim_id, id);
