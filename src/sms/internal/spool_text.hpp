// Texts as smsd keeps them in files. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kentongan::sms {

/// UTF-16, big end first, with its byte order mark: read alike under every locale of smsd.
[[nodiscard]] std::string to_spool_text(std::string_view utf8);
/// UTF-16 by its mark, else UTF-8, else Latin-1. Lone surrogates and malformed bytes: U+FFFD.
[[nodiscard]] std::string from_spool_text(std::string_view bytes);

}  // namespace kentongan::sms
