#include "site/flag_views.hpp"

#include "screening/screen.hpp"
#include "site/claim_views.hpp"

namespace kentongan::site {

namespace {

std::vector<FlagLine> lines_of(const std::vector<screening::Flag>& flags) {
  std::vector<FlagLine> lines;
  for (const screening::Flag& flag : flags) {
    lines.push_back({std::string(screening::name_of(flag.kind)),
                     std::string(screening::name_of(flag.suspicion))});
  }
  return lines;
}

}  // namespace

std::vector<FlagLine> flag_lines(std::string_view message) {
  return lines_of(screening::screen(message));
}

FlagsView flags_of(std::string_view message) {
  const std::vector<screening::Flag> flags = screening::screen(message);
  FlagsView view{.flags = lines_of(flags)};
  if (flags.empty()) return view;
  std::vector<match::Span> spans;
  for (const screening::Span& span : screening::spans_of(flags)) {
    spans.push_back({static_cast<std::uint32_t>(span.begin), static_cast<std::uint32_t>(span.end)});
  }
  view.message = pieces_of(message, spans);
  return view;
}

}  // namespace kentongan::site
