#include "net/internal/response_text.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace kentongan::net {
namespace {

bool same_name(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_with_ignoring_case(left, right);
}

bool frames_a_message(std::string_view name) {
  constexpr std::array framing{"content-length", "transfer-encoding", "connection",
                               "date",           "keep-alive",        "trailer"};
  return std::any_of(framing.begin(), framing.end(),
                     [&](const char* one) { return same_name(name, one); });
}

void write_field(std::string& text, const Header& header) {
  const bool name_is_token =
      !header.name.empty() && std::all_of(header.name.begin(), header.name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               c == '-' || c == '_';
      });
  const bool value_is_one_line = std::all_of(header.value.begin(), header.value.end(), [](char c) {
    return static_cast<unsigned char>(c) >= ' ' ? c != '\x7f' : c == '\t';
  });
  KENTONGAN_BUG_IF(!name_is_token);
  KENTONGAN_BUG_IF(!value_is_one_line);
  text += header.name;
  text += ": ";
  text += header.value;
  text += "\r\n";
}

}  // namespace

std::string field_lines(const Headers& headers, const std::vector<Header>& defaults) {
  std::string text;
  text.reserve(1024);
  for (const Header& header : headers.all()) {
    if (!frames_a_message(header.name)) write_field(text, header);
  }
  for (const Header& header : defaults) {
    if (!headers.find(header.name)) write_field(text, header);
  }
  return text;
}

bool is_bodiless(int status) { return status < 200 || status == 204 || status == 304; }

bool etag_matches(std::string_view if_none_match, std::string_view etag) {
  const auto strong = [](std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
  };
  std::string_view rest = if_none_match;
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    const std::string_view one = trim(rest.substr(0, comma));
    if (one == "*" || strong(one) == strong(etag)) return true;
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  return false;
}

std::string prefix_text(int status, std::string_view date, std::string_view connection) {
  std::string text = "HTTP/1.1 " + std::to_string(status) + " ";
  text += reason_of(status);
  text += "\r\nDate: ";
  text += date;
  text += "\r\n";
  if (!connection.empty()) {
    text += "Connection: ";
    text += connection;
    text += "\r\n";
  }
  return text;
}

}  // namespace kentongan::net
