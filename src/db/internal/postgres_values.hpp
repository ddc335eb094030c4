// How our values travel: numbers and bytes in PostgreSQL's binary form, texts as texts; answers
// come back as text.
#pragma once

#include "db/db.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::db {

/// Parameters in the shape libpq wants. Lifetime: borrows from the values given to `add`.
class PostgresParameters {
 public:
  explicit PostgresParameters(std::size_t count);
  void add(const Value& value);

  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  void add_bytes(const char* data, std::size_t size, int format);
  const char* keep_number(std::uint64_t bits);

  std::vector<std::array<char, 8>> numbers_;  // reserved: its elements do not move
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

/// The type of a parameter. Source: pg_type.dat. 0 lets the server infer it (NULL).
[[nodiscard]] unsigned type_of(const Value& value);

/// Reads a column of an answer in text form.
[[nodiscard]] Value value_of(unsigned type, std::string_view text);

}  // namespace kentongan::db
