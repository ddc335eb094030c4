#include "base/log.hpp"

#include "base/text.hpp"

#include <unistd.h>

namespace kentongan {
namespace {

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return "debug";
    case LogLevel::info: return "info";
    case LogLevel::warning: return "warning";
    case LogLevel::error: return "error";
  }
  __builtin_unreachable();
}

bool is_plain(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text) {
    if (c <= ' ' || c == '"' || c == '\\' || c == '=' || c == 0x7f) return false;
  }
  return true;
}

/// A value that could break the line is quoted, with everything unprintable escaped.
void append_value(std::string& line, std::string_view value) {
  if (is_plain(value)) {
    line += value;
    return;
  }
  line += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      line += '\\';
      line += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      line += format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      line += c;
    }
  }
  line += '"';
}

}  // namespace

LogField::LogField(const char* name, double value) : name_(name), value_(format("{:.6g}", value)) {}
LogField::LogField(const char* name, Span span)
    : name_(name), value_(format("{:.3f}ms", double(span.count()) / 1000.0)) {}

LogField LogField::operator_text(const char* name, std::string_view text) {
  return LogField(name, std::string(text.substr(0, 500)));
}

void Log::write(LogLevel level, const char* event, std::initializer_list<LogField> fields) const {
  if (level < least_) return;
  std::string line = rfc3339(clock_.now());
  line += ' ';
  line += name_of(level);
  line += ' ';
  line += event;
  for (const LogField& field : fields) {
    line += ' ';
    line += field.name();
    line += '=';
    append_value(line, field.value());
  }
  line += '\n';
  // A log that cannot be written must not stop the server.
  [[maybe_unused]] const ssize_t written = ::write(descriptor_, line.data(), line.size());
}

void Log::debug(const char* event, std::initializer_list<LogField> fields) const {
  write(LogLevel::debug, event, fields);
}
void Log::info(const char* event, std::initializer_list<LogField> fields) const {
  write(LogLevel::info, event, fields);
}
void Log::warning(const char* event, std::initializer_list<LogField> fields) const {
  write(LogLevel::warning, event, fields);
}
void Log::error(const char* event, std::initializer_list<LogField> fields) const {
  write(LogLevel::error, event, fields);
}

}  // namespace kentongan
