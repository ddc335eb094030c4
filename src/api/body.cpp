#include "api/body.hpp"

#include "base/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace kentongan::api {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 16;
constexpr double largest_whole =
    9'007'199'254'740'992.0;  // 2^53: beyond it a double skips integers

bool is_json_type(std::string_view content_type) {
  const std::string type = lower_ascii(trim(content_type.substr(0, content_type.find(';'))));
  return type == "application/json" || type == "application/merge-patch+json";
}

std::optional<std::int64_t> whole_of(const json::value& value) {
  if (value.is_int64()) return value.get_int64();
  if (!value.is_double()) return std::nullopt;
  const double number = value.get_double();
  if (std::floor(number) != number || std::abs(number) > largest_whole) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

/// A name inside a JSON Pointer. Source: RFC 6901 section 3.
std::string pointer_part(std::string_view name) {
  return replace_all(replace_all(clean_utf8(name), "~", "~0"), "/", "~1");
}

}  // namespace

struct Body::Root {
  json::value document;
  std::optional<Problem> problem;
};

Body::Body(const Call& call) : own_(std::make_unique<Root>()), root_(*own_), members_(nullptr) {
  if (trim(call.request.body).empty()) {
    root_.problem.emplace(400, "api.body.empty");
    return;
  }
  if (!is_json_type(call.request.headers.find("Content-Type").value_or(""))) {
    root_.problem.emplace(415, "api.body.not_json");
    return;
  }
  json::parse_options options;
  options.max_depth = deepest;
  boost::system::error_code failed;
  root_.document = json::parse(call.request.body, failed, {}, options);
  if (failed) {
    root_.problem.emplace(400, "api.body.malformed");
  } else if (!root_.document.is_object()) {
    root_.problem.emplace(400, "api.body.no_object");
  } else {
    members_ = &root_.document.get_object();
  }
}

Body::Body(Root& root, const json::object& members, std::string path)
    : root_(root), members_(&members), path_(std::move(path)) {}

Body::~Body() = default;

bool Body::has(const char* name) const { return members_ != nullptr && members_->contains(name); }

const json::value* Body::find(const char* name) {
  known_.emplace_back(name);
  return members_ == nullptr ? nullptr : members_->if_contains(name);
}

Body::Found Body::read_text(const char* name, std::string& into) {
  const json::value* value = find(name);
  if (value == nullptr) return Found::absent;
  if (value->is_null()) return Found::null;
  if (!value->is_string()) {
    refuse_type(name, "api.type.text");
    return Found::absent;
  }
  into = clean_utf8(std::string_view(value->get_string()));
  return Found::value;
}

void Body::take(const char* name, std::string& into) {
  std::string given;
  if (read_text(name, given) != Found::absent) into = std::move(given);
}

void Body::take_raw(const char* name, std::string& into) {
  const json::value* value = find(name);
  if (value == nullptr) return;
  if (!value->is_string()) return refuse_type(name, "api.type.text");
  into = std::string(std::string_view(value->get_string()));
}

void Body::take(const char* name, std::int64_t& into) {
  std::optional<std::int64_t> given = into;
  take(name, given);
  into = given.value_or(0);
}

void Body::take(const char* name, std::optional<std::int64_t>& into) {
  const json::value* value = find(name);
  if (value == nullptr) return;
  const std::optional<std::int64_t> whole = whole_of(*value);
  if (!whole && !value->is_null()) return refuse_type(name, "api.type.integer");
  into = whole;
}

void Body::take(const char* name, double& into) {
  const json::value* value = find(name);
  if (value == nullptr) return;
  if (!value->is_number()) return refuse_type(name, "api.type.number");
  into = value->to_number<double>();
}

void Body::take(const char* name, std::vector<std::string>& into) {
  const json::value* value = find(name);
  if (value == nullptr) return;
  if (!value->is_array() && !value->is_null()) return refuse_type(name, "api.type.texts");
  into.clear();
  if (value->is_null()) return;
  for (const json::value& each : value->get_array()) {
    if (!each.is_string()) return refuse_type(name, "api.type.texts");
    into.push_back(clean_utf8(std::string_view(each.get_string())));
  }
}

void Body::take(const char* name, places::AreaCode& into) {
  take_parsed(name, into, "api.type.area",
              [](std::string_view given) { return places::AreaCode::parse(given); });
}

void Body::take(const char* name, std::vector<places::AreaCode>& into) {
  if (!has(name)) return;
  std::vector<std::string> codes;
  take(name, codes);
  into.clear();
  for (const std::string& code : codes) {
    const Result<places::AreaCode> parsed = places::AreaCode::parse(code);
    if (!parsed.ok()) return refuse_type(name, "api.type.area");
    into.push_back(*parsed);
  }
}

void Body::take(const char* name, std::optional<Instant>& into) {
  take_parsed(name, into, "api.type.time",
              [](std::string_view given) { return parse_rfc3339(given); });
}

void Body::take(const char* name, std::optional<Day>& into) {
  take_parsed(name, into, "api.type.day", [](std::string_view given) { return parse_day(given); });
}

void Body::take_object(const char* name, const std::function<void(Body&)>& read,
                       const std::function<void()>& when_null) {
  const json::value* value = find(name);
  if (value == nullptr) return;
  if (value->is_null()) return when_null();
  if (!value->is_object()) return refuse_type(name, "api.type.object");
  Body inner(root_, value->get_object(), path_ + "/" + name);
  read(inner);
  inner.check_unknown();
}

void Body::take_objects(const char* name, const std::function<void()>& before,
                        const std::function<void(Body&)>& read) {
  const json::value* value = find(name);
  if (value == nullptr) return;
  if (!value->is_array() && !value->is_null()) return refuse_type(name, "api.type.objects");
  before();
  if (value->is_null()) return;
  std::size_t index = 0;
  for (const json::value& each : value->get_array()) {
    if (!each.is_object()) return refuse_type(name, "api.type.objects");
    Body inner(root_, each.get_object(), path_ + "/" + name + "/" + std::to_string(index++));
    read(inner);
    inner.check_unknown();
  }
}

bool Body::check_there(const char* name) {
  const json::value* value = find(name);
  if (value != nullptr && !value->is_null()) return true;
  if (members_ != nullptr) refuse(name, "api.body.missing_member");
  return false;
}

void Body::refuse(const char* name, const char* key) {
  if (root_.problem) return;
  root_.problem.emplace(400, key);
  root_.problem->pointer = path_ + "/" + name;
}

void Body::refuse_type(const char* name, const char* type_key) {
  if (root_.problem) return;
  refuse(name, "api.body.wrong_type");
  root_.problem->value_key = type_key;
}

void Body::refuse(const char* name, const Error& error) {
  if (root_.problem) return;
  root_.problem.emplace(422, error.message());
  root_.problem->pointer = path_ + "/" + name;
}

void Body::check_unknown() {
  if (members_ == nullptr || root_.problem) return;
  for (const json::key_value_pair& member : *members_) {
    const std::string_view name(member.key());
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    root_.problem.emplace(400, "api.body.unknown_member");
    root_.problem->pointer = path_ + "/" + pointer_part(shorten_utf8(clean_utf8(name), 60));
    return;
  }
}

std::optional<Problem> Body::problem() {
  check_unknown();
  return root_.problem;
}

}  // namespace kentongan::api
