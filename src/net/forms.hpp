// What a form sends: urlencoded or multipart/form-data. The body is in memory already, within the
// route's limit; these limits bound what is made of it.
#pragma once

#include "base/result.hpp"
#include "net/http_message.hpp"

#include <cstddef>
#include <string_view>

namespace kentongan::net {

/// What a route for uploads allows as a whole body; give it in `ServerLimits::body_bytes_for`.
inline constexpr std::size_t upload_body_bytes = 32 * 1024 * 1024;

struct FormLimits {
  std::size_t parts = 100;  ///< of a multipart body
  std::size_t part_header_bytes = 4096;
  std::size_t name_bytes = 256;  ///< of a field or a file
};

/// Reads the form of a POST by its Content-Type. Texts come out as UTF-8 without NUL; files as they
/// are. A file input left empty is no file. Line ends inside texts stay as sent (`\r\n`). Errors:
/// invalid `net.form.unsupported` (other or no Content-Type, although there is a body),
/// `net.form.malformed`, `net.form.too_many`, `net.form.too_large` (name or part header).
[[nodiscard]] Result<Form> parse_form(const Request& request, const FormLimits& limits = {});

/// Errors: as `parse_form`. Source: RFC 7578 and RFC 2046 section 5.1, read strictly: no preamble,
/// no white space behind a boundary, CRLF only.
[[nodiscard]] Result<Form> parse_multipart(std::string_view body, std::string_view boundary,
                                           const FormLimits& limits);

}  // namespace kentongan::net
