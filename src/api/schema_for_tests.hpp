// Whether a JSON value is what a schema says: the part of JSON Schema 2020-12 that openapi.json
// uses. An unknown keyword is a mistake of the schema, so that nothing is passed over in silence.
#pragma once

#include <boost/json.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace kentongan::api {

class SchemaCheck {
 public:
  explicit SchemaCheck(const boost::json::value& document) : document_(document) {}

  /// Empty when `value` is valid, else the first thing that is wrong, with its place.
  [[nodiscard]] std::string problem(const boost::json::value& schema,
                                    const boost::json::value& value,
                                    const std::string& place = "") const {
    const boost::json::object& rules = schema.as_object();
    for (const auto& rule : rules) {
      const std::string wrong = check(rule.key(), rule.value(), rules, value, place);
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  /// What a `#/…` reference points at; throws when there is nothing.
  [[nodiscard]] const boost::json::value& resolve(std::string_view reference) const {
    return document_.at_pointer(reference.substr(1));
  }
  /// The value itself, or what its `$ref` points at.
  [[nodiscard]] const boost::json::value& follow(const boost::json::value& value) const {
    const auto* reference = value.as_object().if_contains("$ref");
    return reference == nullptr ? value : resolve(reference->as_string());
  }

 private:
  using Value = boost::json::value;
  using Object = boost::json::object;

  [[nodiscard]] static bool has_type(std::string_view type, const Value& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_bool();
    return type == "null" && value.is_null();
  }
  [[nodiscard]] static bool has_any_type(const Value& types, const Value& value) {
    if (types.is_string()) return has_type(types.as_string(), value);
    return std::ranges::any_of(
        types.as_array(), [&](const Value& type) { return has_type(type.as_string(), value); });
  }

  [[nodiscard]] std::string check(std::string_view rule, const Value& says, const Object& rules,
                                  const Value& value, const std::string& place) const {
    static const std::set<std::string_view> notes{"description", "format", "examples", "pattern"};
    const auto wrong = [&](const std::string& what) {
      return (place.empty() ? "/" : place) + ": " + what;
    };
    if (notes.contains(rule)) return "";
    if (rule == "$ref") return problem(resolve(says.as_string()), value, place);
    if (rule == "type")
      return has_any_type(says, value) ? ""
                                       : wrong("is not of type " + boost::json::serialize(says));
    if (rule == "const")
      return says == value ? "" : wrong("is not " + boost::json::serialize(says));
    if (rule == "enum") {
      const auto& all = says.as_array();
      return std::ranges::find(all, value) != all.end() ? "" : wrong("is not in the enumeration");
    }
    if (rule == "anyOf") {
      const bool any = std::ranges::any_of(
          says.as_array(), [&](const Value& one) { return problem(one, value).empty(); });
      return any ? ""
                 : wrong("is none of anyOf: " + problem(says.as_array().front(), value, place));
    }
    if (rule == "allOf") {
      for (const Value& one : says.as_array()) {
        if (std::string inner = problem(one, value, place); !inner.empty()) return inner;
      }
      return "";
    }
    if (rule == "required" || rule == "properties" || rule == "additionalProperties") {
      return value.is_object() ? check_members(rule, says, rules, value.get_object(), place) : "";
    }
    return check_size(rule, says, value, place);
  }

  [[nodiscard]] std::string check_members(std::string_view rule, const Value& says,
                                          const Object& rules, const Object& value,
                                          const std::string& place) const {
    if (rule == "required") {
      for (const Value& name : says.as_array()) {
        if (!value.contains(name.as_string()))
          return place + "/" + std::string(name.as_string()) + ": is missing";
      }
      return "";
    }
    for (const auto& member : value) {
      const std::string inner = place + "/" + std::string(member.key());
      const Value* known = nullptr;
      if (const auto* properties = rules.if_contains("properties"))
        known = properties->as_object().if_contains(member.key());
      std::string wrong;
      if (rule == "properties" && known != nullptr) wrong = problem(*known, member.value(), inner);
      if (rule == "additionalProperties" && known == nullptr) {
        if (says.is_object()) wrong = problem(says, member.value(), inner);
        if (says.is_bool() && !says.get_bool()) wrong = inner + ": is not in the schema";
      }
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  [[nodiscard]] std::string check_size(std::string_view rule, const Value& says, const Value& value,
                                       const std::string& place) const {
    const auto bound = [&](bool holds) {
      return holds ? std::string() : place + ": breaks " + std::string(rule);
    };
    if (rule == "items") {
      if (!value.is_array()) return "";
      std::size_t index = 0;
      for (const Value& each : value.get_array()) {
        if (std::string wrong = problem(says, each, place + "/" + std::to_string(index++));
            !wrong.empty())
          return wrong;
      }
      return "";
    }
    const auto number = [](const Value& any) { return any.to_number<double>(); };
    if (rule == "minimum") return bound(!value.is_number() || number(value) >= number(says));
    if (rule == "maximum") return bound(!value.is_number() || number(value) <= number(says));
    if (rule == "minItems")
      return bound(!value.is_array() ||
                   static_cast<double>(value.get_array().size()) >= number(says));
    if (rule == "maxItems")
      return bound(!value.is_array() ||
                   static_cast<double>(value.get_array().size()) <= number(says));
    if (rule == "minLength")
      return bound(!value.is_string() ||
                   static_cast<double>(value.get_string().size()) >= number(says));
    if (rule == "maxLength")
      return bound(!value.is_string() ||
                   static_cast<double>(value.get_string().size()) <= number(says) * 4);
    return place + ": the schema has the unknown keyword " + std::string(rule);
  }

  const Value& document_;
};

}  // namespace kentongan::api
