#include "api/call.hpp"

#include "base/text.hpp"

namespace kentongan::api {
namespace {

/// One member of an Accept or Accept-Language field: `en-GB;q=0.8`.
struct Liking {
  std::string what;  ///< lower case
  double weight = 1;
};

std::vector<Liking> read_likings(std::string_view field) {
  std::vector<Liking> likings;
  for (const std::string_view part : split(field, ',')) {
    const std::size_t semicolon = part.find(';');
    Liking liking{.what = lower_ascii(trim(part.substr(0, semicolon)))};
    if (semicolon != std::string_view::npos) {
      for (const std::string_view parameter : split(part.substr(semicolon + 1), ';')) {
        const std::string_view clean = trim(parameter);
        if (!starts_with_ignoring_case(clean, "q=")) continue;
        const Result<double> weight = parse_decimal(clean.substr(2));
        liking.weight = weight.ok() ? *weight : 0;
      }
    }
    if (!liking.what.empty() && liking.weight > 0) likings.push_back(liking);
  }
  return likings;
}

}  // namespace

const people::Actor& Call::actor() const {
  KENTONGAN_BUG_IF(!session.has_value());
  return session->actor;
}

Result<places::AreaCode> Call::area(std::size_t position) const {
  const Result<places::AreaCode> parsed = places::AreaCode::parse(captured.at(position));
  if (!parsed.ok()) return Error(Refusal::not_found, "places.area.not_found");
  return *parsed;
}

std::string Call::resource(std::string_view path) const {
  return address(std::string(base_path) + std::string(path));
}

bool Call::prefers(std::string_view media_type) const {
  double wanted = 0;
  double json = 0;
  for (const Liking& liking : read_likings(request.headers.find("Accept").value_or(""))) {
    if (liking.what == media_type) wanted = liking.weight;
    if (liking.what == "application/json" || liking.what == "application/*" ||
        liking.what == "*/*") {
      json = std::max(json, liking.weight);
    }
  }
  // Named outright beats a wildcard of the same weight.
  return wanted > 0 && wanted >= json;
}

Language choose_language(std::string_view accept_language) {
  Language best = indonesian;
  double weight = 0;
  for (const Liking& liking : read_likings(accept_language)) {
    const std::string_view primary = std::string_view(liking.what).substr(0, liking.what.find('-'));
    const std::optional<Language> language = find_language(primary);
    if (!language || liking.weight <= weight) continue;
    best = *language;
    weight = liking.weight;
  }
  return best;
}

}  // namespace kentongan::api
