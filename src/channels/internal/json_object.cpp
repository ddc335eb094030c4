#include "channels/internal/json_object.hpp"

namespace kentongan::channels {
namespace {

constexpr std::int64_t largest_id = (std::int64_t{1} << 52) - 1;

std::string_view view(const boost::json::string& text) { return {text.data(), text.size()}; }

}  // namespace

const boost::json::value* JsonObject::find(std::string_view name) const {
  const boost::json::value* value = object_ == nullptr ? nullptr : object_->if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

const boost::json::value* JsonObject::must(const boost::json::value* value) const {
  if (value == nullptr) refuse();
  return value;
}

const boost::json::array* JsonObject::array(std::string_view name) const {
  const boost::json::value* value = find(name);
  if (value != nullptr && !value->is_array()) refuse();
  return value == nullptr ? nullptr : value->if_array();
}

std::string_view JsonObject::text(std::string_view name) const {
  const boost::json::value* value = find(name);
  if (value == nullptr) return {};
  if (const boost::json::string* text = value->if_string()) return view(*text);
  refuse();
  return {};
}

std::string_view JsonObject::must_text(std::string_view name) const {
  must(find(name));
  return text(name);
}

std::optional<std::int64_t> JsonObject::integer(std::string_view name) const {
  const boost::json::value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const std::int64_t* number = value->if_int64()) return *number;
  refuse();
  return std::nullopt;
}

std::int64_t JsonObject::must_integer(std::string_view name) const {
  must(find(name));
  return integer(name).value_or(0);
}

bool JsonObject::flag(std::string_view name) const {
  const boost::json::value* value = find(name);
  if (value == nullptr) return false;
  if (const bool* flag = value->if_bool()) return *flag;
  refuse();
  return false;
}

std::int64_t JsonObject::must_id(std::string_view name) const {
  const std::int64_t id = must_integer(name);
  if (id == 0 || id > largest_id || id < -largest_id) refuse();
  return id;
}

std::optional<boost::json::value> parse_json(std::string_view text, std::size_t most_depth) {
  boost::json::parse_options options;
  options.max_depth = most_depth;
  boost::json::error_code failed;
  boost::json::value value = boost::json::parse(text, failed, {}, options);
  if (failed) return std::nullopt;
  return value;
}

}  // namespace kentongan::channels
