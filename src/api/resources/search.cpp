#include "search/search.hpp"

#include "api/query.hpp"
#include "api/resources.hpp"
#include "api/shapes.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace kentongan::api::resources {
namespace {

std::optional<search::Kind> find_kind(std::string_view name) {
  if (name == "item") return search::Kind::item;
  if (name == "group") return search::Kind::group;
  if (name == "factcheck") return search::Kind::factcheck;
  return std::nullopt;
}

/// A page's `next` is how many hits of each kind came before it.
Result<std::int64_t> parse_skip(std::string_view text) {
  const std::int64_t skip = TRY(parse_integer(text));
  if (skip < 0 || skip > static_cast<std::int64_t>(search::deepest))
    return Error(Refusal::invalid, "number.malformed");
  return skip;
}

void write_marked(JsonWriter& json, const char* name, const search::Marked& marked) {
  json.array(name, [&] {
    for (const search::Piece& piece : marked) {
      json.object([&] {
        json.member("text", piece.text);
        json.member("found", piece.is_found);
      });
    }
  });
}

template <typename Thing, typename Write>
void write_hits(JsonWriter& json, const char* name, const char* one,
                const search::Hits<Thing>& hits, const Write& write) {
  json.object(name, [&] {
    json.member("all", hits.all);
    json.member("with_all_words", hits.with_all_words);
    json.array("results", [&] {
      for (const search::Hit<Thing>& hit : hits.best) {
        json.object([&] {
          json.object(one, [&] { write(hit.thing); });
          json.member("has_all_words", hit.has_all_words);
          write_marked(json, "title", hit.title);
          write_marked(json, "passage", hit.passage);
        });
      }
    });
  });
}

}  // namespace

Answer search(const Call& call) {
  Query query(call);
  search::Query asked{.words = query.text("q"),
                      .only = query.word("what", find_kind),
                      .item_kind = query.word("kind", newsroom::find_kind)};
  asked.area = query.area("area").value_or(places::AreaCode());
  asked.skip = query.parsed("next", parse_skip).value_or(0);
  asked.limit = query.limit(20);
  if (const auto& problem = query.problem()) return *problem;

  const search::Found found = TRY(call.doors.search.find(asked));
  Labels labels(call);
  const bool has_more = found.items.has_more || found.groups.has_more || found.factchecks.has_more;
  return json_object(200, [&](JsonWriter& json) {
    json.member("meant", or_null(found.meant));
    write_texts(json, "nowhere", found.nowhere);
    write_hits(json, "items", "item", found.items, [&](const newsroom::Item& item) {
      write_item(json, call, labels, item, Detail::brief);
    });
    write_hits(json, "groups", "group", found.groups, [&](const groups::Group& group) {
      write_group(json, call, labels, group, Detail::brief);
    });
    write_hits(json, "factchecks", "factcheck", found.factchecks, [&](const tabayun::Claim& claim) {
      write_factcheck(json, call, labels, claim, Detail::brief);
    });
    json.member("next", or_null(has_more ? std::to_string(asked.skip + asked.limit) : ""));
  });
}

}  // namespace kentongan::api::resources
