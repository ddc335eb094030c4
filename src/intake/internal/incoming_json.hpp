// An Incoming as it waits in a row. Our own form, read by nobody else.
#pragma once

#include "channels/incoming.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kentongan::intake {

/// Without the bytes of attachments.
[[nodiscard]] std::string write_incoming(const channels::Incoming& message);
/// Nothing when it is not ours.
[[nodiscard]] std::optional<channels::Incoming> read_incoming(std::string_view json);

}  // namespace kentongan::intake
