// One line per event, on standard error: time, level, event name, then ids and numbers.
//   2026-11-21T08:00:00.123Z info delivery_sent delivery=0c4k3v0q2m8ad attempt=1
// There is no way to log a text that came from a person: values are numbers, ids, spans, names of
// enumerators and literals.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace kentongan {

class Error;

/// One named value of a log line. Only what cannot hold a person's words converts.
class LogField {
 public:
  template <typename Integer>
    requires std::is_integral_v<Integer>
  LogField(const char* name, Integer value) : name_(name), value_(std::to_string(value)) {}
  LogField(const char* name, double value);
  template <typename Thing>
  LogField(const char* name, Id<Thing> id) : name_(name), value_(id.text()) {}
  LogField(const char* name, Span span);
  /// A literal (an event, a state's name). The compiler refuses text made at run time.
  template <std::size_t Size>
  LogField(const char* name, const char (&literal)[Size])
      : name_(name), value_(literal, Size - 1) {}

  /// For what our own program or the operator named: a route, a file, a library's error text.
  [[nodiscard]] static LogField operator_text(const char* name, std::string_view text);

  [[nodiscard]] const char* name() const { return name_; }
  [[nodiscard]] const std::string& value() const { return value_; }

 private:
  LogField(const char* name, std::string value) : name_(name), value_(std::move(value)) {}
  const char* name_;
  std::string value_;
};

enum class LogLevel { debug, info, warning, error };

/// Thread: may be called from anywhere; one write(2) a line.
class Log {
 public:
  explicit Log(const Clock& clock, LogLevel least = LogLevel::info, int descriptor = 2)
      : clock_(clock), least_(least), descriptor_(descriptor) {}

  void debug(const char* event, std::initializer_list<LogField> fields = {}) const;
  void info(const char* event, std::initializer_list<LogField> fields = {}) const;
  void warning(const char* event, std::initializer_list<LogField> fields = {}) const;
  void error(const char* event, std::initializer_list<LogField> fields = {}) const;

 private:
  void write(LogLevel level, const char* event, std::initializer_list<LogField> fields) const;
  const Clock& clock_;
  LogLevel least_;
  int descriptor_;
};

}  // namespace kentongan
