#include "groups/saving.hpp"

#include "base/text.hpp"
#include "groups/internal/registry.hpp"

#include <algorithm>

namespace kentongan::groups {
namespace {

bool holds(const std::vector<Named>& catalogue, const std::string& slug) {
  return std::any_of(catalogue.begin(), catalogue.end(),
                     [&](const Named& one) { return one.slug == slug; });
}

bool is_free(db::Tx& tx, const std::string& slug, Id<Group> own) {
  const auto other = Registry::find_by_slug(tx, slug);
  return !other || other->id == own;
}

std::string make_slug(db::Tx& tx, const Group& group, const std::string& village_name) {
  const std::string plain = slug(group.name());
  if (is_free(tx, plain, group.id)) return plain;
  const std::string with_village = slug(group.name() + " " + village_name);
  std::string candidate = with_village;
  for (int number = 2; !is_free(tx, candidate, group.id); ++number) {
    candidate = format("{}-{}", with_village.substr(0, 70), number);
  }
  return candidate;
}

}  // namespace

Result<Group> fitted(db::Tx& tx, const Group& group, const places::Places& places) {
  const places::Area village = TRY(places.find(tx, group.village()));
  if (!holds(Catalogues::kinds(tx), group.details.partner_kind)) {
    return Error(Refusal::invalid, "groups.kind.unknown", "partner_kind");
  }
  const std::vector<Named> fields = Catalogues::fields(tx);
  for (const std::string& field : group.details.fields) {
    if (!holds(fields, field)) return Error(Refusal::invalid, "groups.field.unknown", "fields");
  }
  const auto namesake = Registry::find_by_name(tx, group.village(), group.name());
  if (namesake && namesake->id != group.id)
    return Error(Refusal::conflict, "groups.name.taken", "name");
  Group fit = group;
  if (fit.details.slug.empty()) {
    fit.details.slug = make_slug(tx, group, village.name);
  } else if (!is_free(tx, fit.details.slug, group.id)) {
    return Error(Refusal::conflict, "groups.slug.taken", "slug");
  }
  return fit;
}

}  // namespace kentongan::groups
