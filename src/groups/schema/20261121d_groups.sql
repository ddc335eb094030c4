-- Catalogues: partner kinds and fields are data. `place` orders them.
CREATE TABLE group_kinds (
  slug TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  place BIGINT NOT NULL
);
INSERT INTO group_kinds (slug, name, place) VALUES
  ('kim', 'KIM', 1),
  ('komunitas-strategis', 'Komunitas strategis', 2),
  ('konten-positif', 'Pembuat konten positif', 3),
  ('pertunjukan-rakyat', 'Pertunjukan rakyat', 4),
  ('kebudayaan', 'Kebudayaan', 5),
  ('sosial', 'Sosial', 6),
  ('keagamaan', 'Keagamaan', 7),
  ('lingkungan', 'Lingkungan', 8);

CREATE TABLE group_fields (
  slug TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  place BIGINT NOT NULL
);
INSERT INTO group_fields (slug, name, place) VALUES
  ('informasi', 'Informasi', 1),
  ('pertanian', 'Pertanian', 2),
  ('kesehatan', 'Kesehatan', 3),
  ('pendidikan', 'Pendidikan', 4),
  ('wisata', 'Wisata', 5),
  ('umkm', 'UMKM', 6),
  ('seni', 'Seni', 7),
  ('keagamaan', 'Keagamaan', 8),
  ('lingkungan', 'Lingkungan', 9),
  ('kebencanaan', 'Kebencanaan', 10),
  ('pemuda', 'Pemuda', 11),
  ('perempuan', 'Perempuan', 12);

-- Lists (fields, equipment, channels) are `;a;b;`. Days are days since 1970-01-01. Province, regency and
-- district repeat what the village's code says, so that areas are compared as wholes.
CREATE TABLE groups (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  folded_name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  national_number TEXT NOT NULL,
  partner_kind TEXT NOT NULL REFERENCES group_kinds (slug),
  fields TEXT NOT NULL,
  village TEXT NOT NULL REFERENCES areas (code),
  district TEXT NOT NULL,
  regency TEXT NOT NULL,
  province TEXT NOT NULL,
  address TEXT NOT NULL,
  latitude DOUBLE PRECISION,
  longitude DOUBLE PRECISION,
  founded_on BIGINT,
  minutes_number TEXT NOT NULL,
  minutes_day BIGINT,
  decree_number TEXT NOT NULL,
  decree_day BIGINT,
  decree_issuer TEXT NOT NULL,
  decree_level TEXT NOT NULL,
  decree_valid_until BIGINT,
  inaugurated_on BIGINT,
  vision TEXT NOT NULL,
  mission TEXT NOT NULL,
  work_programme TEXT NOT NULL,
  secretariat TEXT NOT NULL,
  equipment TEXT NOT NULL,
  channels TEXT NOT NULL,
  funds TEXT NOT NULL,
  partners TEXT NOT NULL,
  local_potential TEXT NOT NULL,
  officer_in_charge TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  closed_reason TEXT,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  UNIQUE (village, folded_name)
);
CREATE INDEX groups_by_regency ON groups (regency);
CREATE INDEX groups_by_name ON groups (folded_name, id);

CREATE TABLE group_members (
  id BIGINT PRIMARY KEY,
  group_id BIGINT NOT NULL REFERENCES groups (id),
  name TEXT NOT NULL,
  position TEXT NOT NULL,
  since BIGINT,
  until BIGINT,
  gender TEXT NOT NULL,
  birth_year BIGINT,
  phone TEXT NOT NULL,
  occupation TEXT NOT NULL,
  skills TEXT NOT NULL,
  training TEXT NOT NULL,
  naming TEXT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE INDEX group_members_by_group ON group_members (group_id);
