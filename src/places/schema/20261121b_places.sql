-- Administrative areas by Kemendagri code. `parent` is the code one level up ('' = the nation).
CREATE TABLE areas (
  code TEXT PRIMARY KEY,
  parent TEXT NOT NULL,
  level TEXT NOT NULL,
  name TEXT NOT NULL
);
CREATE INDEX areas_by_parent ON areas (parent);

-- Counts up whenever areas or level names change, so that every node knows when its index is old.
CREATE TABLE area_versions (
  name TEXT PRIMARY KEY,
  version BIGINT NOT NULL
);
INSERT INTO area_versions (name, version) VALUES ('areas', 1);

-- Rings to draw, packed as outline.hpp says.
CREATE TABLE area_outlines (
  code TEXT PRIMARY KEY REFERENCES areas (code),
  parent TEXT NOT NULL,
  level TEXT NOT NULL,
  rings BYTEA NOT NULL
);
CREATE INDEX area_outlines_by_parent ON area_outlines (parent);

-- What an area of a kind is called within a scope; the narrowest scope wins. '' = the nation.
CREATE TABLE level_names (
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (scope, kind)
);
INSERT INTO level_names (scope, kind, name) VALUES
  ('', 'nation', 'Negara'),
  ('', 'province', 'Provinsi'),
  ('', 'kabupaten', 'Kabupaten'),
  ('', 'kota', 'Kota'),
  ('', 'district', 'Kecamatan'),
  ('', 'desa', 'Desa'),
  ('', 'kelurahan', 'Kelurahan'),
  ('11', 'desa', 'Gampong'),
  ('13', 'desa', 'Nagari'),
  ('31', 'kabupaten', 'Kabupaten Administrasi'),
  ('31', 'kota', 'Kota Administrasi'),
  ('34', 'district', 'Kapanewon'),
  ('34.71', 'district', 'Kemantren'),
  ('34', 'desa', 'Kalurahan'),
  ('91', 'district', 'Distrik'), ('91', 'desa', 'Kampung'),
  ('92', 'district', 'Distrik'), ('92', 'desa', 'Kampung'),
  ('93', 'district', 'Distrik'), ('93', 'desa', 'Kampung'),
  ('94', 'district', 'Distrik'), ('94', 'desa', 'Kampung'),
  ('95', 'district', 'Distrik'), ('95', 'desa', 'Kampung'),
  ('96', 'district', 'Distrik'), ('96', 'desa', 'Kampung');
