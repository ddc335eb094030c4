// The words of a mail. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kentongan::channels {

/// UTF-8 of bytes in the charset that a mail names; where that is unknown or wrong, as
/// Windows-1252, which reads any bytes.
[[nodiscard]] std::string from_charset(std::string_view bytes, const std::string& charset);

/// What the sender wrote: without the lines they quote (`> …`), the line that introduces them
/// (`Pada … menulis:`, `On … wrote:`), what Outlook puts below (`-----Original Message-----`), and
/// their signature (`-- `). What was forwarded stays.
[[nodiscard]] std::string without_history(std::string_view text);

}  // namespace kentongan::channels
