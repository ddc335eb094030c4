// A small table for this room's own tests.
#pragma once

#include "db/db.hpp"

#include <gtest/gtest.h>

namespace kentongan::db {

/// Opens `folder` with the table `notes`, whose rows come in pairs (`notes`, `echoes`).
[[nodiscard]] inline std::unique_ptr<Db> open_notes(const std::string& folder) {
  auto opened = open({.where = folder});
  if (!opened.ok())
    throw std::runtime_error(opened.error().message() + (" " + opened.error().detail()));
  std::unique_ptr<Db> db = std::move(opened).value();
  const Result<> migrated =
      db->migrate({{"20261121a_notes",
                    "CREATE TABLE notes(id BIGINT PRIMARY KEY, words TEXT NOT NULL);\n"
                    "CREATE TABLE echoes(note BIGINT PRIMARY KEY REFERENCES notes(id));\n"}},
                  Instant());
  if (!migrated.ok()) throw std::runtime_error(migrated.error().message());
  return db;
}

inline void add_note(Db& db, std::int64_t id, const std::string& words = "kabar") {
  const auto added = db.write([&](Tx& tx) -> Result<std::int64_t> {
    tx.run("INSERT INTO notes(id, words) VALUES(?1, ?2)", id, words);
    return tx.run("INSERT INTO echoes(note) VALUES(?1)", id);
  });
  if (!added.ok()) throw std::runtime_error(added.error().message());
}

[[nodiscard]] inline std::vector<std::int64_t> notes_in(Db& db) {
  return db.read([](Tx& tx) {
    std::vector<std::int64_t> ids;
    tx.each("SELECT n.id FROM notes n JOIN echoes e ON e.note = n.id ORDER BY n.id",
            [&](const Row& row) { ids.push_back(row.integer(0)); });
    return ids;
  });
}

}  // namespace kentongan::db
