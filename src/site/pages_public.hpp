#pragma once

#include "site/visit.hpp"

namespace kentongan::site::pages {

}  // namespace kentongan::site::pages
