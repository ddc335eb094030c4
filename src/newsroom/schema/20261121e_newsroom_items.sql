-- Items as they are now. What is spelled as words stands for an enumeration of item.hpp; a person or a
-- group that is 0 is none. `areas`, `topics` and `writers` are lists parted by blanks, read with the row;
-- item_places and item_topics are the same lists for looking things up. listed_at is published_at while
-- the item stands in public lists, else NULL; it is the order of every public list.
CREATE TABLE items (
  id BIGINT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL,
  home TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  source TEXT NOT NULL,
  provenance TEXT NOT NULL,
  adinda TEXT NOT NULL,
  group_id BIGINT NOT NULL,
  areas TEXT NOT NULL,
  topics TEXT NOT NULL,
  author BIGINT NOT NULL,
  writers TEXT NOT NULL,
  reviewer BIGINT NOT NULL,
  approver BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  text_revision BIGINT NOT NULL,
  pending_correction BIGINT NOT NULL,
  corrector BIGINT NOT NULL,
  return_note TEXT NOT NULL,
  correction_note TEXT NOT NULL,
  withdrawal_reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  scheduled_at BIGINT,
  published_at BIGINT,
  corrected_at BIGINT,
  withdrawn_at BIGINT,
  listed_at BIGINT,
  form_key TEXT,
  folded TEXT NOT NULL,
  UNIQUE (author, form_key)
);
CREATE INDEX items_listed ON items (listed_at, id);
CREATE INDEX items_by_change ON items (changed_at, id);
CREATE INDEX items_by_state ON items (state, changed_at);
CREATE INDEX items_by_group ON items (group_id, listed_at, id);
CREATE INDEX items_by_schedule ON items (state, scheduled_at);
-- Every saved text, whole. standing: kept, pending, refused. became_public_at: when readers first saw it.
CREATE TABLE item_revisions (
  item_id BIGINT NOT NULL REFERENCES items (id),
  number BIGINT NOT NULL,
  based_on BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  standing TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  source TEXT NOT NULL,
  provenance TEXT NOT NULL,
  adinda TEXT NOT NULL,
  group_id BIGINT NOT NULL,
  areas TEXT NOT NULL,
  topics TEXT NOT NULL,
  writer BIGINT NOT NULL,
  note TEXT NOT NULL,
  settled_by BIGINT NOT NULL,
  settled_at BIGINT,
  saved_at BIGINT NOT NULL,
  became_public_at BIGINT,
  PRIMARY KEY (item_id, number)
);
-- relation: 'for' an area of the audience, 'around' every area that one lies in (without the nation).
CREATE TABLE item_places (
  item_id BIGINT NOT NULL REFERENCES items (id),
  relation TEXT NOT NULL,
  code TEXT NOT NULL,
  listed_at BIGINT,
  PRIMARY KEY (item_id, relation, code)
);
CREATE INDEX item_places_listed ON item_places (relation, code, listed_at, item_id);
CREATE TABLE item_topics (
  item_id BIGINT NOT NULL REFERENCES items (id),
  topic TEXT NOT NULL,
  listed_at BIGINT,
  PRIMARY KEY (item_id, topic)
);
CREATE INDEX item_topics_listed ON item_topics (topic, listed_at, item_id);
-- What was done with an item, by whom, with which words: the moves of workflow.hpp.
CREATE TABLE reviews (
  id BIGINT PRIMARY KEY,
  item_id BIGINT NOT NULL REFERENCES items (id),
  revision BIGINT NOT NULL,
  move TEXT NOT NULL,
  actor BIGINT NOT NULL,
  note TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX reviews_by_item ON reviews (item_id, id);
