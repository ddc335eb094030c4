// The JSON object a call carries, read strictly: a member nobody asked for, or of another type, is
// refused by name.
//
//   Body body(call);
//   body.need("text", command.text);       // refused when absent
//   body.take("area", command.area);       // stays as it is when absent, is emptied by null
//   if (const auto problem = body.problem()) return *problem;
//
// `take` makes one reader of a resource good for POST (starts from nothing) and PATCH (starts from
// what is there). Source: RFC 7396, JSON Merge Patch; lists are replaced whole.
#pragma once

#include "api/answer.hpp"
#include "api/call.hpp"
#include "base/calendar.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "places/area_code.hpp"

#include <boost/json/fwd.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::api {

/// Reads on after the first problem; ask for `problem` before using what was read. One thread.
class Body {
 public:
  explicit Body(const Call& call);
  ~Body();
  Body(const Body&) = delete;
  Body& operator=(const Body&) = delete;

  /// Whether the member is there, null or not.
  [[nodiscard]] bool has(const char* name) const;

  /// Texts come out as UTF-8 without controls but tab and newline.
  void take(const char* name, std::string& into);
  void take(const char* name, std::int64_t& into);
  void take(const char* name, double& into);
  void take(const char* name, std::vector<std::string>& into);
  void take(const char* name, places::AreaCode& into);
  void take(const char* name, std::vector<places::AreaCode>& into);
  void take(const char* name, std::optional<Instant>& into);  ///< RFC 3339
  void take(const char* name, std::optional<Day>& into);      ///< `2026-11-21`
  void take(const char* name, std::optional<std::int64_t>& into);
  template <typename Thing>
  void take(const char* name, Id<Thing>& into) {
    take_parsed(name, into, "api.type.id",
                [](std::string_view given) { return Id<Thing>::parse(given); });
  }
  /// Passwords: as they came, nothing cleaned.
  void take_raw(const char* name, std::string& into);
  /// A word of an enumeration, by its `find_…`. Null is refused unless `into` is optional.
  template <typename Word, typename Find>
  void take_word(const char* name, Word& into, const Find& find) {
    std::string given;
    if (read_text(name, given) != Found::value) return;
    if (const auto found = find(given)) {
      into = *found;
    } else {
      refuse(name, "api.body.unknown_word");
    }
  }
  template <typename Word, typename Find>
  void take_word(const char* name, std::optional<Word>& into, const Find& find) {
    std::string given;
    const Found was = read_text(name, given);
    if (was == Found::null) into.reset();
    if (was != Found::value) return;
    into = find(given);
    if (!into) refuse(name, "api.body.unknown_word");
  }
  /// Whatever `parse` makes a `Result` of; `type_key` names in the catalogue what it should have
  /// been.
  template <typename T, typename Parse>
  void take_parsed(const char* name, T& into, const char* type_key, const Parse& parse) {
    std::string given;
    const Found was = read_text(name, given);
    if (was == Found::null) into = T{};
    if (was != Found::value) return;
    auto result = parse(given);
    if (result.ok()) {
      into = *result;
    } else {
      refuse_type(name, type_key);
    }
  }

  /// As `take`, and refused when absent or null.
  template <typename T>
  void need(const char* name, T& into) {
    if (check_there(name)) take(name, into);
  }
  template <typename Word, typename Find>
  void need_word(const char* name, Word& into, const Find& find) {
    if (check_there(name)) take_word(name, into, find);
  }
  void need_raw(const char* name, std::string& into) {
    if (check_there(name)) take_raw(name, into);
  }

  /// An object inside. `when_null` empties what `read` would fill.
  void take_object(const char* name, const std::function<void(Body&)>& read,
                   const std::function<void()>& when_null);
  /// A list of objects; `before` is called once when the list is there, to empty what it replaces.
  void take_objects(const char* name, const std::function<void()>& before,
                    const std::function<void(Body&)>& read);

  /// Refuses a member for a reason that only the caller knows: 422 with the error's message.
  void refuse(const char* name, const Error& error);

  /// The first problem; members that nobody took count as one.
  [[nodiscard]] std::optional<Problem> problem();

 private:
  struct Root;
  enum class Found { absent, null, value };
  Body(Root& root, const boost::json::object& members, std::string path);

  [[nodiscard]] const boost::json::value* find(const char* name);
  Found read_text(const char* name, std::string& into);
  bool check_there(const char* name);
  void refuse(const char* name, const char* key);
  void refuse_type(const char* name, const char* type_key);
  void check_unknown();

  std::unique_ptr<Root> own_;  ///< of the outermost object
  Root& root_;
  const boost::json::object* members_;  ///< null: there is none to read
  std::string path_;
  std::vector<std::string_view> known_;
};

}  // namespace kentongan::api
