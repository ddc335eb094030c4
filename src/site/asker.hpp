#pragma once

#include "net/http_message.hpp"

#include <string>

namespace kentongan::site {

/// Who asks, as far as the web can tell: the network address, of IPv6 the half that stays the same
/// (RFC 4291 section 2.5.4). Only a keyed hash of it is kept, so that one visitor who asks fifty
/// times is not fifty people. Behind one address of a mobile network many people count as one: too
/// few rather than too many.
[[nodiscard]] std::string asker_of(const net::Request& request);

}  // namespace kentongan::site
