#include "groups/internal/registry.hpp"

#include "base/bug.hpp"
#include "base/text.hpp"
#include "groups/details.hpp"
#include "places/folded_name.hpp"

#include <chrono>

#define KENTONGAN_GROUP_COLUMNS                                                                    \
  "id, name, slug, national_number, partner_kind, fields, village, address, latitude, longitude, " \
  "founded_on,"                                                                                    \
  " minutes_number, minutes_day, decree_number, decree_day, decree_issuer, decree_level, "         \
  "decree_valid_until,"                                                                            \
  " inaugurated_on, vision, mission, work_programme, secretariat, equipment, channels, funds, "    \
  "partners,"                                                                                      \
  " local_potential, officer_in_charge, note, state, closed_reason, created_at, changed_at, "      \
  "revision"

// A code is of one level only, so a code that equals one of the four names an area that holds the
// group.
#define KENTONGAN_GROUP_WITHIN_1 \
  "(?1 = '' OR village = ?1 OR district = ?1 OR regency = ?1 OR province = ?1)"

namespace kentongan::groups {
namespace {

constexpr std::int64_t most_listed = 20'000;

std::optional<Day> maybe_day(const db::Row& row, std::size_t column) {
  const auto number = row.maybe_integer(column);
  if (!number) return std::nullopt;
  return day_from_number(*number);
}

std::optional<std::int64_t> maybe_number(const std::optional<Day>& day) {
  if (!day) return std::nullopt;
  return day_number(*day);
}

std::string kept_channels(const std::vector<Channel>& channels) {
  std::vector<std::string> pieces;
  for (const Channel& channel : channels) pieces.push_back(channel_text(channel));
  return kept_list(pieces);
}

GroupDetails details_of(const db::Row& row) {
  GroupDetails details;
  details.name = row.text(1);
  details.slug = row.text(2);
  details.national_number = row.text(3);
  details.partner_kind = row.text(4);
  details.fields = read_list(row.text(5));
  details.village = places::AreaCode::parse(row.text(6)).value();
  details.address = row.text(7);
  if (!row.is_null(8) && !row.is_null(9))
    details.coordinates = Coordinates{row.real(8), row.real(9)};
  details.founded_on = maybe_day(row, 10);
  details.minutes_number = row.text(11);
  details.minutes_day = maybe_day(row, 12);
  details.decree = {row.text(13), maybe_day(row, 14), row.text(15), row.text(16),
                    maybe_day(row, 17)};
  details.inaugurated_on = maybe_day(row, 18);
  details.vision = row.text(19);
  details.mission = row.text(20);
  details.work_programme = row.text(21);
  details.secretariat = row.text(22);
  details.equipment = read_list(row.text(23));
  for (const std::string& piece : read_list(row.text(24)))
    details.channels.push_back(read_channel(piece));
  details.funds = row.text(25);
  details.partners = row.text(26);
  details.local_potential = row.text(27);
  details.officer_in_charge = row.text(28);
  details.note = row.text(29);
  return details;
}

Group group_of(const db::Row& row) {
  Group group;
  group.id = row.id<Group>(0);
  group.details = details_of(row);
  const auto state = find_state(row.text(30));
  KENTONGAN_BUG_IF(!state);
  group.state = *state;
  if (const auto reason = row.maybe_text(31)) group.closed_reason = find_closed_reason(*reason);
  group.created_at = row.instant(32);
  group.changed_at = row.instant(33);
  group.revision = row.integer(34);
  return group;
}

std::optional<Group> maybe_group(const std::optional<db::Row>& row) {
  if (!row) return std::nullopt;
  return group_of(*row);
}

std::optional<std::string> reason_name(const Group& group) {
  if (!group.closed_reason) return std::nullopt;
  return std::string(name_of(*group.closed_reason));
}

std::optional<double> latitude(const GroupDetails& details) {
  if (!details.coordinates) return std::nullopt;
  return details.coordinates->latitude;
}
std::optional<double> longitude(const GroupDetails& details) {
  if (!details.coordinates) return std::nullopt;
  return details.coordinates->longitude;
}

}  // namespace

std::int64_t day_number(Day day) {
  const std::chrono::year_month_day date{std::chrono::year(day.year), std::chrono::month(day.month),
                                         std::chrono::day(day.day)};
  return std::chrono::sys_days(date).time_since_epoch().count();
}

Day day_from_number(std::int64_t number) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(number))};
  return {static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day())};
}

std::string list_key(const Group& group) {
  return places::folded_name(group.name()) + '\n' + std::to_string(group.id.raw());
}

std::optional<Group> Registry::find(db::Tx& tx, Id<Group> group) {
  return maybe_group(tx.row("SELECT " KENTONGAN_GROUP_COLUMNS " FROM groups WHERE id = ?1", group));
}

std::optional<Group> Registry::find_by_slug(db::Tx& tx, std::string_view slug) {
  return maybe_group(
      tx.row("SELECT " KENTONGAN_GROUP_COLUMNS " FROM groups WHERE slug = ?1", slug));
}

std::optional<Group> Registry::find_by_name(db::Tx& tx, const places::AreaCode& village,
                                            std::string_view name) {
  return maybe_group(tx.row("SELECT " KENTONGAN_GROUP_COLUMNS
                            " FROM groups WHERE village = ?1 AND folded_name = ?2",
                            village.text(), places::folded_name(name)));
}

void Registry::add(db::Tx& tx, const Group& group) {
  const GroupDetails& d = group.details;
  tx.run("INSERT INTO groups (" KENTONGAN_GROUP_COLUMNS
         ", folded_name, district, regency, province) VALUES"
         " (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "
         "?20, ?21, ?22,"
         " ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39)",
         group.id, d.name, d.slug, d.national_number, d.partner_kind, kept_list(d.fields),
         d.village.text(), d.address, latitude(d), longitude(d), maybe_number(d.founded_on),
         d.minutes_number, maybe_number(d.minutes_day), d.decree.number, maybe_number(d.decree.day),
         d.decree.issuer, d.decree.level, maybe_number(d.decree.valid_until),
         maybe_number(d.inaugurated_on), d.vision, d.mission, d.work_programme, d.secretariat,
         kept_list(d.equipment), kept_channels(d.channels), d.funds, d.partners, d.local_potential,
         d.officer_in_charge, d.note, name_of(group.state), reason_name(group), group.created_at,
         group.changed_at, group.revision, places::folded_name(d.name),
         d.village.at(places::Level::district).text(), d.village.regency().text(),
         d.village.at(places::Level::province).text());
}

bool Registry::save(db::Tx& tx, const Group& group, std::int64_t seen) {
  const GroupDetails& d = group.details;
  return tx.run(
             "UPDATE groups SET name = ?2, slug = ?3, national_number = ?4, partner_kind = ?5, "
             "fields = ?6,"
             " village = ?7, address = ?8, latitude = ?9, longitude = ?10, founded_on = ?11, "
             "minutes_number = ?12,"
             " minutes_day = ?13, decree_number = ?14, decree_day = ?15, decree_issuer = ?16, "
             "decree_level = ?17,"
             " decree_valid_until = ?18, inaugurated_on = ?19, vision = ?20, mission = ?21, "
             "work_programme = ?22,"
             " secretariat = ?23, equipment = ?24, channels = ?25, funds = ?26, partners = ?27,"
             " local_potential = ?28, officer_in_charge = ?29, note = ?30, state = ?31, "
             "closed_reason = ?32,"
             " changed_at = ?33, folded_name = ?34, district = ?35, regency = ?36, province = ?37,"
             " revision = revision + 1 WHERE id = ?1 AND revision = ?38",
             group.id, d.name, d.slug, d.national_number, d.partner_kind, kept_list(d.fields),
             d.village.text(), d.address, latitude(d), longitude(d), maybe_number(d.founded_on),
             d.minutes_number, maybe_number(d.minutes_day), d.decree.number,
             maybe_number(d.decree.day), d.decree.issuer, d.decree.level,
             maybe_number(d.decree.valid_until), maybe_number(d.inaugurated_on), d.vision,
             d.mission, d.work_programme, d.secretariat, kept_list(d.equipment),
             kept_channels(d.channels), d.funds, d.partners, d.local_potential, d.officer_in_charge,
             d.note, name_of(group.state), reason_name(group), group.changed_at,
             places::folded_name(d.name), d.village.at(places::Level::district).text(),
             d.village.regency().text(), d.village.at(places::Level::province).text(), seen) == 1;
}

std::vector<Group> Registry::list(db::Tx& tx, const GroupFilter& filter) {
  // `after` is list_key: the folded name, a line end, the id.
  const std::size_t cut = filter.after.find('\n');
  const std::string after_name = filter.after.substr(0, cut);
  const auto after_id = parse_integer(
      cut == std::string::npos ? "0" : std::string_view(filter.after).substr(cut + 1));
  const std::string words = places::folded_name(filter.words);
  const std::string field = filter.field.empty() ? std::string() : ";" + filter.field + ";";
  std::vector<Group> found;
  // A folded word holds letters, digits and spaces only, and a slug neither: no wildcard can come
  // in.
  tx.each(
      "SELECT " KENTONGAN_GROUP_COLUMNS
      " FROM groups"
      " WHERE " KENTONGAN_GROUP_WITHIN_1
      " AND (?2 = '' OR partner_kind = ?2)"
      " AND (?3 = '' OR fields LIKE '%' || ?3 || '%')"
      " AND (?4 = '' OR state = ?4)"
      " AND (?5 = '' OR folded_name LIKE '%' || ?5 || '%')"
      " AND (?6 = 'all' OR state NOT IN ('proposed', 'deliberated', 'decreed', 'closed'))"
      " AND (folded_name > ?7 OR (folded_name = ?7 AND id > ?8))"
      " ORDER BY folded_name, id LIMIT ?9",
      [&](const db::Row& row) { found.push_back(group_of(row)); }, filter.area.text(),
      filter.partner_kind, field, filter.state ? name_of(*filter.state) : std::string_view(), words,
      filter.shown == GroupFilter::Shown::all ? "all" : "public", after_name,
      after_id.ok() ? *after_id : 0, filter.limit + 1);
  return found;
}

std::vector<Group> Registry::all_within(db::Tx& tx, const places::AreaCode& area) {
  std::vector<Group> found;
  tx.each(
      "SELECT " KENTONGAN_GROUP_COLUMNS " FROM groups WHERE " KENTONGAN_GROUP_WITHIN_1 " LIMIT ?2",
      [&](const db::Row& row) { found.push_back(group_of(row)); }, area.text(), most_listed);
  return found;
}

std::vector<Group> Registry::decrees_ending(db::Tx& tx, const places::AreaCode& area, Day last) {
  std::vector<Group> found;
  tx.each(
      "SELECT " KENTONGAN_GROUP_COLUMNS " FROM groups WHERE " KENTONGAN_GROUP_WITHIN_1
      " AND decree_valid_until <= ?2 AND state NOT IN ('proposed', 'deliberated', 'decreed', "
      "'closed')"
      " ORDER BY decree_valid_until, folded_name, id LIMIT 500",
      [&](const db::Row& row) { found.push_back(group_of(row)); }, area.text(), day_number(last));
  return found;
}

std::vector<Registry::Standing> Registry::standings(db::Tx& tx, const places::AreaCode& regency) {
  std::vector<Standing> found;
  tx.each(
      "SELECT village, state FROM groups WHERE regency = ?1 LIMIT ?2",
      [&](const db::Row& row) {
        const auto state = find_state(row.text(1));
        KENTONGAN_BUG_IF(!state);
        found.push_back({places::AreaCode::parse(row.text(0)).value(), *state});
      },
      regency.text(), most_listed);
  return found;
}

// ---- catalogues
// -----------------------------------------------------------------------------------

std::vector<Named> Catalogues::kinds(db::Tx& tx) {
  std::vector<Named> found;
  tx.each("SELECT slug, name FROM group_kinds ORDER BY place, slug LIMIT 200",
          [&](const db::Row& row) {
            found.push_back({row.text(0), row.text(1)});
          });
  return found;
}

std::vector<Named> Catalogues::fields(db::Tx& tx) {
  std::vector<Named> found;
  tx.each("SELECT slug, name FROM group_fields ORDER BY place, slug LIMIT 200",
          [&](const db::Row& row) {
            found.push_back({row.text(0), row.text(1)});
          });
  return found;
}

void Catalogues::save_kind(db::Tx& tx, const Named& kind) {
  tx.run(
      "INSERT INTO group_kinds (slug, name, place)"
      " SELECT CAST(?1 AS TEXT), CAST(?2 AS TEXT), COALESCE(MAX(place), 0) + 1 FROM group_kinds "
      "WHERE true"
      " ON CONFLICT (slug) DO UPDATE SET name = excluded.name",
      kind.slug, kind.name);
}

void Catalogues::save_field(db::Tx& tx, const Named& field) {
  tx.run(
      "INSERT INTO group_fields (slug, name, place)"
      " SELECT CAST(?1 AS TEXT), CAST(?2 AS TEXT), COALESCE(MAX(place), 0) + 1 FROM group_fields "
      "WHERE true"
      " ON CONFLICT (slug) DO UPDATE SET name = excluded.name",
      field.slug, field.name);
}

}  // namespace kentongan::groups
