#pragma once

#include "base/instant.hpp"
#include "net/http_message.hpp"

#include <string>

namespace kentongan::site {

/// Who asks, as far as the web can tell on this day: the network address, of IPv6 the half that
/// stays the same (RFC 4291 section 2.5.4), and the kind of browser. Only a keyed hash of it is
/// kept, another one each day: enough that one visitor who asks fifty times is not fifty people,
/// too little to follow anybody. Behind one address of a mobile network people with the same phone
/// count as one: too few rather than too many.
[[nodiscard]] std::string asker_of(const net::Request& request, Instant now);

}  // namespace kentongan::site
