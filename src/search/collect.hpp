// From what the rooms show in public to what search is given. Inside the room only.
#pragma once

#include "search/search.hpp"
#include "search/segment_builder.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace kentongan::search {

/// What a group is called by: slugs of the registry's catalogues and their names.
struct GroupWords {
  std::map<std::string, std::string> kinds;
  std::map<std::string, std::string> fields;
};
[[nodiscard]] GroupWords group_words(const groups::Groups& groups);

/// An item of the public lists: neither withdrawn nor put away.
[[nodiscard]] bool is_listed(const newsroom::Item& item);
[[nodiscard]] bool is_listed(const groups::Group& group);

[[nodiscard]] Document document_of(const newsroom::Item& item);
/// `place`: its village and what that lies in, as people say it.
[[nodiscard]] Document document_of(const groups::Group& group, const GroupWords& words,
                                   const std::string& place);
[[nodiscard]] Document document_of(const tabayun::Claim& claim);

/// The text behind the summary: of an item without its markup.
[[nodiscard]] std::string body_of(const newsroom::Item& item);
[[nodiscard]] std::string body_of(const tabayun::Claim& claim);

/// Everything that is public now.
[[nodiscard]] std::shared_ptr<const Segment> collect(const Surroundings& outside);

/// One thing as it is public now; nothing when it is not.
[[nodiscard]] std::optional<Document> collect(const Surroundings& outside, const Named& thing,
                                              const GroupWords& words);

}  // namespace kentongan::search
