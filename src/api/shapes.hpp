// How things look in JSON. One writer for each thing, so that it looks the same wherever it is
// shown; openapi.json has a schema of the same name for each. A writer writes members of an open
// object.
#pragma once

#include "api/call.hpp"
#include "html/json.hpp"
#include "people/actor.hpp"
#include "places/area.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kentongan::groups {
struct Group;
struct Named;
}  // namespace kentongan::groups
namespace kentongan::newsroom {
struct Content;
struct Item;
}  // namespace kentongan::newsroom
namespace kentongan::people {
struct Account;
}
namespace kentongan::tabayun {
struct Claim;
struct Finding;
struct Match;
struct Question;
}  // namespace kentongan::tabayun

namespace kentongan::api {

using html::JsonWriter;

/// The names of what an answer mentions, each asked once. One thread; of one call.
class Labels {
 public:
  explicit Labels(const Call& call) : call_(call) {}

  /// `{code, name, label}`; an area that is not there any more has its code for a name.
  void area(JsonWriter& json, const char* name, const places::AreaCode& code);
  void areas(JsonWriter& json, const char* name, const std::vector<places::AreaCode>& codes);
  /// `{id, slug, name}`, or null for none: the office.
  void group(JsonWriter& json, const char* name, Id<groups::Group> group);
  /// `{id, name}`, or null for none: the program.
  void person(JsonWriter& json, const char* name, Id<people::Account> account);
  void persons(JsonWriter& json, const char* name,
               const std::vector<Id<people::Account>>& accounts);
  /// `{slug, name}` from the registry's catalogues.
  void partner_kind(JsonWriter& json, const char* name, const std::string& slug);
  void fields(JsonWriter& json, const char* name, const std::vector<std::string>& slugs);

 private:
  struct GroupName {
    std::string slug;
    std::string name;
  };
  void write_area(JsonWriter& json, const places::AreaCode& code);
  void write_person(JsonWriter& json, Id<people::Account> account);

  const Call& call_;
  std::map<places::AreaCode, places::Area> areas_;
  std::map<Id<groups::Group>, GroupName> groups_;
  std::map<Id<people::Account>, std::string> persons_;
  std::optional<std::map<std::string, std::string>> partner_kinds_;
  std::optional<std::map<std::string, std::string>> fields_;
};

/// An RFC 3339 text, or nothing.
[[nodiscard]] std::optional<std::string> time_text(const std::optional<Instant>& instant);
/// The text, or null when empty.
[[nodiscard]] std::optional<std::string> or_null(const std::string& text);
/// An id's text, or null when none.
template <typename Thing>
[[nodiscard]] std::optional<std::string> id_or_null(Id<Thing> id) {
  return id.is_none() ? std::optional<std::string>() : std::optional<std::string>(id.text());
}
void write_texts(JsonWriter& json, const char* name, const std::vector<std::string>& texts);

enum class Detail { brief, whole };

void write_area(JsonWriter& json, const places::Area& area);

/// `brief` for lists; `whole` adds everything that is public.
void write_group(JsonWriter& json, const Call& call, Labels& labels, const groups::Group& group,
                 Detail detail);

void write_content(JsonWriter& json, Labels& labels, const newsroom::Content& content,
                   Detail detail);
/// As everybody sees it.
void write_item(JsonWriter& json, const Call& call, Labels& labels, const newsroom::Item& item,
                Detail detail);
/// As its keepers see it.
void write_desk_item(JsonWriter& json, const Call& call, Labels& labels, const newsroom::Item& item,
                     Detail detail);

/// As everybody sees it, once published.
void write_factcheck(JsonWriter& json, const Call& call, Labels& labels,
                     const tabayun::Claim& claim, Detail detail);
void write_finding(JsonWriter& json, const Call& call, const tabayun::Finding& finding,
                   Detail detail);
void write_match(JsonWriter& json, const Call& call, Labels& labels, const tabayun::Match& match);
/// As checkers see it.
void write_desk_claim(JsonWriter& json, const Call& call, Labels& labels,
                      const tabayun::Claim& claim, Detail detail);

void write_role(JsonWriter& json, Labels& labels, const people::Held& held);
void write_account(JsonWriter& json, Labels& labels, const people::Account& account);

}  // namespace kentongan::api
