// A refusal is a value. `Result<T>` is either a T or an `Error`; `TRY` takes the T or returns the
// error to the caller. What nobody can repair is an exception instead (bug.hpp, db::DbFailure).
#pragma once

#include "base/bug.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kentongan {

/// Why a request was not carried out, in terms a caller can act on. Seven, on purpose: a new one
/// makes the compiler list every switch that must learn it.
enum class Refusal {
  invalid,
  unauthenticated,
  forbidden,
  not_found,
  conflict,
  throttled,
  unavailable
};

[[nodiscard]] std::string_view name_of(Refusal refusal);

/// A refusal, the key of the message that explains it to a person, and a detail that only the
/// operator's log sees (ids and numbers, never a citizen's words).
class [[nodiscard]] Error {
 public:
  /// `message` must be a key of the catalogue (checked by tests) with static lifetime.
  Error(Refusal refusal, const char* message, std::string detail = {},
        const char* file = __builtin_FILE(), int line = __builtin_LINE())
      : refusal_(refusal),
        message_(message),
        detail_(std::move(detail)),
        file_(file),
        line_(line) {}

  [[nodiscard]] Refusal refusal() const { return refusal_; }
  [[nodiscard]] const char* message() const { return message_; }
  [[nodiscard]] const std::string& detail() const { return detail_; }
  [[nodiscard]] const char* file() const { return file_; }
  [[nodiscard]] int line() const { return line_; }

 private:
  Refusal refusal_;
  const char* message_;
  std::string detail_;
  const char* file_;
  int line_;
};

/// Either a value or an error. Must be looked at: forgetting one does not compile.
template <typename T = void>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit on purpose
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// Errors: throws `Bug` when this holds an error.
  [[nodiscard]] T& value() & {
    KENTONGAN_BUG_IF(!ok());
    return std::get<0>(state_);
  }
  [[nodiscard]] const T& value() const& {
    KENTONGAN_BUG_IF(!ok());
    return std::get<0>(state_);
  }
  [[nodiscard]] T&& value() && {
    KENTONGAN_BUG_IF(!ok());
    return std::get<0>(std::move(state_));
  }
  [[nodiscard]] const Error& error() const {
    KENTONGAN_BUG_IF(ok());
    return std::get<1>(state_);
  }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT

  [[nodiscard]] bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  void value() const { KENTONGAN_BUG_IF(!ok()); }
  [[nodiscard]] const Error& error() const {
    KENTONGAN_BUG_IF(ok());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace kentongan

#define KENTONGAN_JOIN_INNER(left, right) left##right
#define KENTONGAN_JOIN(left, right) KENTONGAN_JOIN_INNER(left, right)
#define KENTONGAN_TRY(name, expression)  \
  __extension__({                        \
    auto name = (expression);            \
    if (!name.ok()) return name.error(); \
    std::move(name).value();             \
  })

/// Takes the value of a `Result`, or returns its error from the enclosing function. The name is
/// counted up, so that one TRY may stand inside another.
#define TRY(expression) KENTONGAN_TRY(KENTONGAN_JOIN(kentongan_try_, __COUNTER__), expression)
