#include "site/visit.hpp"

#include "base/text.hpp"

namespace kentongan::site {

std::string Visit::field(std::string_view name) const {
  return std::string(trim(clean_utf8(form.fields.text(name))));
}

std::vector<std::string> Visit::fields(std::string_view name) const {
  std::vector<std::string> values;
  for (const std::string& value : form.fields.all(name)) {
    const std::string cleaned = clean_utf8(value);
    if (!trim(cleaned).empty()) values.emplace_back(trim(cleaned));
  }
  return values;
}

std::string Visit::query(std::string_view name) const {
  return std::string(trim(clean_utf8(request.query.text(name))));
}

}  // namespace kentongan::site
