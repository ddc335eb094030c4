// Reading what strangers' machines call JSON: absent is fine, of another type is not.
#pragma once

#include <boost/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kentongan::channels {

/// An object of a JSON text, or none. Asking for what is there in another shape, or for what must
/// be there and is not, makes the whole text unsound: looked at once, at the end. Lifetime: that of
/// the text and of the flag.
class JsonObject {
 public:
  JsonObject(const boost::json::value* value, bool& sound)
      : object_(value == nullptr ? nullptr : value->if_object()), sound_(&sound) {
    if (value != nullptr && object_ == nullptr) sound = false;
  }

  explicit operator bool() const { return object_ != nullptr; }
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  [[nodiscard]] JsonObject object(std::string_view name) const { return {find(name), *sound_}; }
  [[nodiscard]] JsonObject must_object(std::string_view name) const {
    return {must(find(name)), *sound_};
  }
  /// Nothing when absent.
  [[nodiscard]] const boost::json::array* array(std::string_view name) const;
  /// Empty when absent.
  [[nodiscard]] std::string_view text(std::string_view name) const;
  [[nodiscard]] std::string_view must_text(std::string_view name) const;
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view name) const;
  [[nodiscard]] std::int64_t must_integer(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  /// One that must be there, other than zero, of at most 52 bits (the Bot API's promise).
  [[nodiscard]] std::int64_t must_id(std::string_view name) const;
  void refuse() const { *sound_ = false; }
  [[nodiscard]] bool& soundness() const { return *sound_; }

 private:
  [[nodiscard]] const boost::json::value* find(std::string_view name) const;
  const boost::json::value* must(const boost::json::value* value) const;

  const boost::json::object* object_;
  bool* sound_;
};

/// Nothing when it is no JSON or nested deeper.
[[nodiscard]] std::optional<boost::json::value> parse_json(std::string_view text,
                                                           std::size_t most_depth);

}  // namespace kentongan::channels
