#include "api/shapes.hpp"

#include "groups/groups.hpp"
#include "people/people.hpp"
#include "places/places.hpp"

namespace kentongan::api {

std::optional<std::string> time_text(const std::optional<Instant>& instant) {
  if (!instant) return std::nullopt;
  return rfc3339(*instant);
}

std::optional<std::string> or_null(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text;
}

void write_texts(JsonWriter& json, const char* name, const std::vector<std::string>& texts) {
  json.array(name, [&] {
    for (const std::string& text : texts) json.value(text);
  });
}

void Labels::write_area(JsonWriter& json, const places::AreaCode& code) {
  auto known = areas_.find(code);
  if (known == areas_.end()) {
    const Result<places::Area> found = call_.doors.places.find(code);
    const places::Area area =
        found.ok() ? *found : places::Area{.code = code, .name = code.text(), .level_name = {}};
    known = areas_.emplace(code, area).first;
  }
  json.member("code", code.text());
  json.member("name", known->second.name);
  json.member("label", known->second.label());
}

void Labels::area(JsonWriter& json, const char* name, const places::AreaCode& code) {
  json.object(name, [&] { write_area(json, code); });
}

void Labels::areas(JsonWriter& json, const char* name, const std::vector<places::AreaCode>& codes) {
  json.array(name, [&] {
    for (const places::AreaCode& code : codes) json.object([&] { write_area(json, code); });
  });
}

void Labels::group(JsonWriter& json, const char* name, Id<groups::Group> group) {
  if (group.is_none()) return json.member(name, nullptr);
  auto known = groups_.find(group);
  if (known == groups_.end()) {
    const std::vector<groups::GroupName> found = call_.doors.groups.names_of({group});
    GroupName label{.slug = group.text(), .name = group.text()};
    if (!found.empty()) label = {.slug = found.front().slug, .name = found.front().name};
    known = groups_.emplace(group, label).first;
  }
  json.object(name, [&] {
    json.member("id", group.text());
    json.member("slug", known->second.slug);
    json.member("name", known->second.name);
  });
}

void Labels::write_person(JsonWriter& json, Id<people::Account> account) {
  auto known = persons_.find(account);
  if (known == persons_.end()) {
    const auto found = call_.doors.people.names_of({account});
    known = persons_.emplace(account, found.empty() ? account.text() : found.front().second).first;
  }
  json.member("id", account.text());
  json.member("name", known->second);
}

void Labels::person(JsonWriter& json, const char* name, Id<people::Account> account) {
  if (account.is_none()) return json.member(name, nullptr);
  json.object(name, [&] { write_person(json, account); });
}

void Labels::persons(JsonWriter& json, const char* name,
                     const std::vector<Id<people::Account>>& accounts) {
  json.array(name, [&] {
    for (const Id<people::Account> account : accounts) {
      if (!account.is_none()) json.object([&] { write_person(json, account); });
    }
  });
}

namespace {

std::map<std::string, std::string> by_slug(const std::vector<groups::Named>& catalogue) {
  std::map<std::string, std::string> names;
  for (const groups::Named& named : catalogue) names.emplace(named.slug, named.name);
  return names;
}

void write_named(JsonWriter& json, const std::map<std::string, std::string>& names,
                 const std::string& slug) {
  const auto found = names.find(slug);
  json.member("slug", slug);
  json.member("name", found == names.end() ? slug : found->second);
}

}  // namespace

void Labels::partner_kind(JsonWriter& json, const char* name, const std::string& slug) {
  if (!partner_kinds_) partner_kinds_ = by_slug(call_.doors.groups.kinds());
  json.object(name, [&] { write_named(json, *partner_kinds_, slug); });
}

void Labels::fields(JsonWriter& json, const char* name, const std::vector<std::string>& slugs) {
  if (!fields_) fields_ = by_slug(call_.doors.groups.fields());
  json.array(name, [&] {
    for (const std::string& slug : slugs) json.object([&] { write_named(json, *fields_, slug); });
  });
}

void write_area(JsonWriter& json, const places::Area& area) {
  json.member("code", area.code.text());
  json.member("name", area.name);
  json.member("label", area.label());
  json.member("level", places::name_of(area.level()));
  json.member("kind", places::name_of(area.kind));
}

void write_role(JsonWriter& json, Labels& labels, const people::Held& held) {
  json.member("role", people::name_of(held.role));
  labels.area(json, "area", held.area);
  labels.group(json, "group", held.group);
}

void write_account(JsonWriter& json, Labels& labels, const people::Account& account) {
  json.member("id", account.id.text());
  json.member("login", account.login);
  json.member("name", account.name);
  json.member("state", people::name_of(account.state));
  json.member("password",
              account.password_state == people::PasswordState::own ? "own" : "one_time");
  json.member("created_at", rfc3339(account.created_at));
  json.array("roles", [&] {
    for (const people::Held& held : account.roles) {
      json.object([&] { write_role(json, labels, held); });
    }
  });
}

}  // namespace kentongan::api
