#include "db/internal/postgres_values.hpp"

#include "base/bug.hpp"
#include "db/internal/storable_text.hpp"

#include <bit>
#include <charconv>
#include <limits>

namespace kentongan::db {

namespace {

// Source: PostgreSQL 15, src/include/catalog/pg_type.dat.
enum Type : unsigned {
  boolean_type = 16,
  bytes_type = 17,
  int8_type = 20,
  int2_type = 21,
  int4_type = 23,
  text_type = 25,
  oid_type = 26,
  float4_type = 700,
  float8_type = 701,
  numeric_type = 1700
};
constexpr int text_format = 0;
constexpr int binary_format = 1;

struct TypeOf {
  unsigned operator()(std::monostate) const { return 0; }
  unsigned operator()(std::int64_t) const { return int8_type; }
  unsigned operator()(double) const { return float8_type; }
  unsigned operator()(const std::string&) const { return text_type; }
  unsigned operator()(const Blob&) const { return bytes_type; }
};

template <typename Number>
Number parse_number(std::string_view text) {
  Number number{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) {
    throw Bug("db: an answer is not the number it should be: " + std::string(text));
  }
  return number;
}

double parse_real(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  if (text == "Infinity") return std::numeric_limits<double>::infinity();
  if (text == "-Infinity") return -std::numeric_limits<double>::infinity();
  return parse_number<double>(text);
}

int hex_digit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  KENTONGAN_BUG_IF(letter < 'a' || letter > 'f');
  return letter - 'a' + 10;
}

Blob parse_bytes(std::string_view text) {
  KENTONGAN_BUG_IF(!text.starts_with("\\x") || text.size() % 2 != 0);
  Blob blob;
  blob.bytes.reserve(text.size() / 2 - 1);
  for (std::size_t at = 2; at < text.size(); at += 2) {
    blob.bytes += static_cast<char>(hex_digit(text[at]) * 16 + hex_digit(text[at + 1]));
  }
  return blob;
}

// SUM over BIGINT is NUMERIC here and INTEGER on SQLite: whole numbers come out as integers on
// both.
Value parse_numeric(std::string_view text) {
  std::int64_t whole = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (problem == std::errc() && end == text.data() + text.size()) return Value(whole);
  return Value(parse_real(text));
}

}  // namespace

PostgresParameters::PostgresParameters(std::size_t count) {
  numbers_.reserve(count);
  values_.reserve(count);
  lengths_.reserve(count);
  formats_.reserve(count);
}

void PostgresParameters::add_bytes(const char* data, std::size_t size, int format) {
  if (size > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw ConstraintFailure("a value is larger than 2 GiB");
  }
  values_.push_back(data);
  lengths_.push_back(static_cast<int>(size));
  formats_.push_back(format);
}

const char* PostgresParameters::keep_number(std::uint64_t bits) {
  std::array<char, 8> bytes{};
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    bytes[at] = static_cast<char>((bits >> (56 - 8 * at)) & 0xff);
  }
  numbers_.push_back(bytes);
  return numbers_.back().data();
}

void PostgresParameters::add(const Value& value) {
  struct Add {
    PostgresParameters& to;
    void operator()(std::monostate) const { to.add_bytes(nullptr, 0, text_format); }
    void operator()(std::int64_t number) const {
      to.add_bytes(to.keep_number(static_cast<std::uint64_t>(number)), 8, binary_format);
    }
    void operator()(double number) const {
      to.add_bytes(to.keep_number(std::bit_cast<std::uint64_t>(number)), 8, binary_format);
    }
    void operator()(const std::string& text) const {
      refuse_unstorable(text);
      to.add_bytes(text.c_str(), text.size(), text_format);
    }
    void operator()(const Blob& blob) const {
      to.add_bytes(blob.bytes.data(), blob.bytes.size(), binary_format);
    }
  };
  std::visit(Add{*this}, value.held());
}

unsigned type_of(const Value& value) { return std::visit(TypeOf{}, value.held()); }

Value value_of(unsigned type, std::string_view text) {
  switch (type) {
    case int8_type:
    case int4_type:
    case int2_type:
    case oid_type: return Value(parse_number<std::int64_t>(text));
    case boolean_type: return Value(text == "t" ? 1 : 0);
    case float8_type:
    case float4_type: return Value(parse_real(text));
    case numeric_type: return parse_numeric(text);
    case bytes_type: return Value(parse_bytes(text));
    default: return Value(text);
  }
}

}  // namespace kentongan::db
