// A form that is sent twice acts once. Inside the room only.
#pragma once

#include "base/digest.hpp"
#include "base/text.hpp"
#include "people/actor.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kentongan::relay {

/// What a form is known by: nobody meets another person's form, or another kind of form, by its
/// key. None for an empty key, which is always new.
[[nodiscard]] inline std::optional<std::string> form_key(const people::Actor& actor,
                                                         std::string_view form,
                                                         std::string_view key) {
  if (key.empty()) return std::nullopt;
  return hex(sha256(actor.account.text() + "\n" + std::string(form) + "\n" + std::string(key)));
}

}  // namespace kentongan::relay
