#include "net/http_message.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace kentongan::net {
namespace {

constexpr std::array method_names{
    std::pair(Method::get, std::string_view("GET")),
    std::pair(Method::head, std::string_view("HEAD")),
    std::pair(Method::post, std::string_view("POST")),
    std::pair(Method::put, std::string_view("PUT")),
    std::pair(Method::patch, std::string_view("PATCH")),
    std::pair(Method::del, std::string_view("DELETE")),
    std::pair(Method::options, std::string_view("OPTIONS")),
};

constexpr std::array reasons{
    std::pair(100, std::string_view("Continue")),
    std::pair(200, std::string_view("OK")),
    std::pair(201, std::string_view("Created")),
    std::pair(202, std::string_view("Accepted")),
    std::pair(204, std::string_view("No Content")),
    std::pair(301, std::string_view("Moved Permanently")),
    std::pair(302, std::string_view("Found")),
    std::pair(303, std::string_view("See Other")),
    std::pair(304, std::string_view("Not Modified")),
    std::pair(307, std::string_view("Temporary Redirect")),
    std::pair(308, std::string_view("Permanent Redirect")),
    std::pair(400, std::string_view("Bad Request")),
    std::pair(401, std::string_view("Unauthorized")),
    std::pair(403, std::string_view("Forbidden")),
    std::pair(404, std::string_view("Not Found")),
    std::pair(405, std::string_view("Method Not Allowed")),
    std::pair(406, std::string_view("Not Acceptable")),
    std::pair(408, std::string_view("Request Timeout")),
    std::pair(409, std::string_view("Conflict")),
    std::pair(410, std::string_view("Gone")),
    std::pair(411, std::string_view("Length Required")),
    std::pair(412, std::string_view("Precondition Failed")),
    std::pair(413, std::string_view("Content Too Large")),
    std::pair(414, std::string_view("URI Too Long")),
    std::pair(415, std::string_view("Unsupported Media Type")),
    std::pair(417, std::string_view("Expectation Failed")),
    std::pair(422, std::string_view("Unprocessable Content")),
    std::pair(429, std::string_view("Too Many Requests")),
    std::pair(431, std::string_view("Request Header Fields Too Large")),
    std::pair(500, std::string_view("Internal Server Error")),
    std::pair(501, std::string_view("Not Implemented")),
    std::pair(502, std::string_view("Bad Gateway")),
    std::pair(503, std::string_view("Service Unavailable")),
    std::pair(505, std::string_view("HTTP Version Not Supported")),
    std::pair(507, std::string_view("Insufficient Storage")),
};

bool same_name(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_with_ignoring_case(left, right);
}

}  // namespace

std::string_view name_of(Method method) {
  for (const auto& [known, name] : method_names) {
    if (known == method) return name;
  }
  __builtin_unreachable();
}

std::optional<Method> find_method(std::string_view name) {
  for (const auto& [known, known_name] : method_names) {
    if (known_name == name) return known;
  }
  return std::nullopt;
}

std::string_view reason_of(int status) {
  for (const auto& [known, reason] : reasons) {
    if (known == status) return reason;
  }
  return "Unknown";
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (const Header& header : all_) {
    if (same_name(header.name, name)) return header.value;
  }
  return std::nullopt;
}

void Headers::set(std::string name, std::string value) {
  std::erase_if(all_, [&](const Header& header) { return same_name(header.name, name); });
  add(std::move(name), std::move(value));
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
  for (const auto& [field, value] : pairs_) {
    if (field == name) return value;
  }
  return std::nullopt;
}

std::string Fields::text(std::string_view name) const {
  return std::string(find(name).value_or(std::string_view()));
}

std::vector<std::string> Fields::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [field, value] : pairs_) {
    if (field == name) values.push_back(value);
  }
  return values;
}

}  // namespace kentongan::net
