#include "net/forms.hpp"

#include "base/text.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kentongan::net {
namespace {

Error malformed() { return Error(Refusal::invalid, "net.form.malformed"); }
Error too_large() { return Error(Refusal::invalid, "net.form.too_large"); }

bool is_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && is_utf8(text);
}

bool same_word(std::string_view left, std::string_view right) {
  return left.size() == right.size() && starts_with_ignoring_case(left, right);
}

/// The media type before the parameters, lower-cased.
std::string media_type(std::string_view content_type) {
  return lower_ascii(trim(content_type.substr(0, content_type.find(';'))));
}

/// The next `; name=value` or `; name="value"`, cut off `rest`. Nothing at the end, error when odd.
Result<std::optional<std::pair<std::string, std::string>>> take_parameter(std::string_view& rest) {
  using Parameter = std::optional<std::pair<std::string, std::string>>;
  rest = trim(rest);
  if (rest.empty()) return Parameter();
  if (rest[0] != ';') return malformed();
  rest = trim(rest.substr(1));
  const std::size_t equals = rest.find('=');
  if (equals == std::string_view::npos) return malformed();
  std::string name = lower_ascii(trim(rest.substr(0, equals)));
  rest = rest.substr(equals + 1);
  std::string value;
  if (!rest.starts_with('"')) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    value = trim(rest.substr(0, end));
    rest = rest.substr(end);
    return Parameter(std::in_place, std::move(name), std::move(value));
  }
  std::size_t at = 1;
  for (; at < rest.size() && rest[at] != '"'; ++at) {
    // Browsers do not escape backslashes (Windows paths had them); only `\"` is an escape.
    if (rest[at] == '\\' && at + 1 < rest.size() && rest[at + 1] == '"') ++at;
    value += rest[at];
  }
  if (at == rest.size()) return malformed();
  rest = rest.substr(at + 1);
  return Parameter(std::in_place, std::move(name), std::move(value));
}

struct Disposition {
  std::string name;
  std::optional<std::string> filename;
};

Result<Disposition> read_disposition(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  if (semicolon == std::string_view::npos) return malformed();
  if (!same_word(trim(value.substr(0, semicolon)), "form-data")) return malformed();
  std::string_view rest = value.substr(semicolon);
  std::optional<std::string> name;
  Disposition disposition;
  while (auto parameter = TRY(take_parameter(rest))) {
    auto& [key, text] = *parameter;
    if (key == "name") {
      if (name) return malformed();
      name = std::move(text);
    } else if (key == "filename") {
      if (disposition.filename) return malformed();
      disposition.filename = std::move(text);
    }
  }
  if (!name) return malformed();
  disposition.name = std::move(*name);
  return disposition;
}

struct PartHead {
  Disposition disposition;
  std::string content_type = "text/plain";
};

Result<PartHead> read_part_head(std::string_view text) {
  PartHead head;
  bool disposed = false;
  while (!text.empty()) {
    const std::size_t end = text.find("\r\n");
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || !is_text(line)) return malformed();
    const std::string_view value = trim(line.substr(colon + 1));
    if (std::any_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n'; })) {
      return malformed();
    }
    if (same_word(line.substr(0, colon), "content-disposition")) {
      if (std::exchange(disposed, true)) return malformed();
      head.disposition = TRY(read_disposition(value));
    } else if (same_word(line.substr(0, colon), "content-type")) {
      head.content_type = value;
    }
  }
  if (!disposed) return malformed();
  return head;
}

Result<> add_part(Form& form, PartHead head, std::string_view bytes) {
  std::string& name = head.disposition.name;
  auto& filename = head.disposition.filename;
  if (!filename) {
    if (!is_text(bytes)) return malformed();
    form.fields.add(std::move(name), std::string(bytes));
    return {};
  }
  if (filename->empty() && bytes.empty()) return {};  // an input nobody used
  form.files.push_back(
      {std::move(name), std::move(*filename), std::move(head.content_type), std::string(bytes)});
  return {};
}

/// Cuts the next part off `rest`, which starts behind the boundary of that part and its CRLF.
Result<std::string_view> take_part(std::string_view& rest, const std::string& delimiter) {
  const std::size_t end = rest.find(delimiter);
  if (end == std::string_view::npos) return malformed();
  const std::string_view part = rest.substr(0, end);
  rest = rest.substr(end + delimiter.size());
  return part;
}

std::optional<std::string> find_boundary(std::string_view content_type) {
  std::string_view rest = content_type;
  rest.remove_prefix(std::min(rest.find(';'), rest.size()));
  while (true) {
    const auto parameter = take_parameter(rest);
    if (!parameter.ok() || !*parameter) return std::nullopt;
    if ((*parameter)->first == "boundary") return (*parameter)->second;
  }
}

bool is_boundary(std::string_view text) {
  return !text.empty() && text.size() <= 70 && std::all_of(text.begin(), text.end(), [](char c) {
    return c > ' ' && c <= '~' && c != '"' && c != ';';
  });
}

}  // namespace

Result<Form> parse_multipart(std::string_view body, std::string_view boundary,
                             const FormLimits& limits) {
  if (!is_boundary(boundary)) return malformed();
  const std::string delimiter = "\r\n--" + std::string(boundary);
  if (!body.starts_with(std::string_view(delimiter).substr(2))) return malformed();
  std::string_view rest = body.substr(delimiter.size() - 2);
  Form form;
  for (std::size_t parts = 0;; ++parts) {
    if (rest.starts_with("--")) {
      rest = rest.substr(2);
      if (!rest.empty() && rest != "\r\n") return malformed();
      return form;
    }
    if (!rest.starts_with("\r\n")) return malformed();
    if (parts == limits.parts) return Error(Refusal::invalid, "net.form.too_many");
    rest = rest.substr(2);
    const std::string_view part = TRY(take_part(rest, delimiter));
    const std::size_t head_end = part.find("\r\n\r\n");
    if (head_end == std::string_view::npos) return malformed();
    if (head_end > limits.part_header_bytes) return too_large();
    PartHead head = TRY(read_part_head(part.substr(0, head_end)));
    const Disposition& named = head.disposition;
    if (named.name.size() > limits.name_bytes ||
        named.filename.value_or("").size() > limits.name_bytes) {
      return too_large();
    }
    TRY(add_part(form, std::move(head), part.substr(head_end + 4)));
  }
}

Result<Form> parse_form(const Request& request, const FormLimits& limits) {
  const auto content_type = request.headers.find("Content-Type");
  if (!content_type && request.body.empty()) return Form();
  const std::string type = media_type(content_type.value_or(""));
  if (type == "application/x-www-form-urlencoded") {
    Form form;
    form.fields = TRY(parse_query(request.body));
    for (const auto& [name, value] : form.fields.pairs()) {
      if (name.size() > limits.name_bytes) return too_large();
    }
    return form;
  }
  if (type == "multipart/form-data") {
    const auto boundary = find_boundary(*content_type);
    if (!boundary) return malformed();
    return parse_multipart(request.body, *boundary, limits);
  }
  return Error(Refusal::invalid, "net.form.unsupported");
}

}  // namespace kentongan::net
