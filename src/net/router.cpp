#include "net/router.hpp"

namespace kentongan::net {
namespace {

/// The text up to the next slash, which is taken away with it.
std::string_view next_segment(std::string_view& rest) {
  const std::size_t slash = rest.find('/');
  const std::string_view segment = rest.substr(0, slash);
  rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
  return segment;
}

}  // namespace

std::optional<std::vector<std::string>> match_pattern(std::string_view pattern,
                                                      std::string_view path) {
  std::vector<std::string> captured;
  if (pattern.ends_with('/') != path.ends_with('/')) return std::nullopt;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = next_segment(pattern);
    const std::string_view given = next_segment(path);
    const std::size_t colon = wanted.find(':');
    if (colon == std::string_view::npos) {
      if (wanted != given) return std::nullopt;
      continue;
    }
    // `umpan-:kind` and `:name` both take what follows their literal beginning.
    if (!given.starts_with(wanted.substr(0, colon)) || given.size() == colon) return std::nullopt;
    captured.emplace_back(given.substr(colon));
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return captured;
}

}  // namespace kentongan::net
