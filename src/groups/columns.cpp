#include "groups/columns.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"
#include "groups/details.hpp"
#include "places/folded_name.hpp"

#include <algorithm>
#include <array>

namespace kentongan::groups {
namespace {

using places::folded_name;

// ---- cells
// ----------------------------------------------------------------------------------------

using Text = std::string GroupDetails::*;
using MaybeDay = std::optional<Day> GroupDetails::*;

template <Text field>
std::string write_text(const Group& group) {
  return group.details.*field;
}
template <Text field>
Result<> read_text(GroupRow& row, std::string_view cell, const Names&) {
  row.details.*field = cell;
  return {};
}

std::string write_maybe(const std::optional<Day>& day) { return day ? iso(*day) : std::string(); }
Result<std::optional<Day>> read_maybe(std::string_view cell) {
  if (cell.empty()) return std::optional<Day>();
  return std::optional<Day>(TRY(parse_any_day(cell)));
}
template <MaybeDay field>
std::string write_day(const Group& group) {
  return write_maybe(group.details.*field);
}
template <MaybeDay field>
Result<> read_day(GroupRow& row, std::string_view cell, const Names&) {
  row.details.*field = TRY(read_maybe(cell));
  return {};
}

template <std::string Decree::*field>
std::string write_decree(const Group& group) {
  return group.details.decree.*field;
}
template <std::string Decree::*field>
Result<> read_decree(GroupRow& row, std::string_view cell, const Names&) {
  row.details.decree.*field = cell;
  return {};
}
template <std::optional<Day> Decree::*field>
std::string write_decree_day(const Group& group) {
  return write_maybe(group.details.decree.*field);
}
template <std::optional<Day> Decree::*field>
Result<> read_decree_day(GroupRow& row, std::string_view cell, const Names&) {
  row.details.decree.*field = TRY(read_maybe(cell));
  return {};
}

/// The slug of a catalogue's row that is called so, or the text's own slug for the database to
/// refuse.
std::string slug_of(std::string_view text, const std::vector<Named>& catalogue) {
  const std::string folded = folded_name(text);
  for (const Named& one : catalogue) {
    if (folded == folded_name(one.slug) || folded == folded_name(one.name)) return one.slug;
  }
  return slug(text);
}

/// `;` parts a list; where there is none, `,` and `|` do.
std::vector<std::string> pieces_of(std::string_view cell) {
  const char separator = cell.find(';') != std::string_view::npos   ? ';'
                         : cell.find('|') != std::string_view::npos ? '|'
                                                                    : ',';
  std::vector<std::string> pieces;
  for (const std::string_view piece : split(cell, separator)) {
    if (!trim(piece).empty()) pieces.emplace_back(trim(piece));
  }
  return pieces;
}

std::string write_fields(const Group& group) { return join(group.details.fields, ";"); }
Result<> read_fields(GroupRow& row, std::string_view cell, const Names& names) {
  row.details.fields.clear();
  for (const std::string& piece : pieces_of(cell))
    row.details.fields.push_back(slug_of(piece, names.fields));
  return {};
}

Result<> read_kind(GroupRow& row, std::string_view cell, const Names& names) {
  row.details.partner_kind = cell.empty() ? "kim" : slug_of(cell, names.kinds);
  return {};
}

std::string write_equipment(const Group& group) { return join(group.details.equipment, ";"); }
Result<> read_equipment(GroupRow& row, std::string_view cell, const Names&) {
  row.details.equipment = pieces_of(cell);
  return {};
}

std::string write_channels(const Group& group) {
  std::vector<std::string> pieces;
  for (const Channel& channel : group.details.channels) pieces.push_back(channel_text(channel));
  return join(pieces, ";");
}
Result<> read_channels(GroupRow& row, std::string_view cell, const Names&) {
  row.details.channels.clear();
  // Values hold commas (`Radika FM 105,8`): only `;` parts channels.
  for (const std::string_view piece : split(cell, ';')) {
    if (!trim(piece).empty()) row.details.channels.push_back(read_channel(trim(piece)));
  }
  return {};
}

std::string write_village(const Group& group) { return group.village().text(); }
/// `32.10.01.2001`, or ten digits where a spreadsheet took the points for decoration.
Result<> read_village(GroupRow& row, std::string_view cell, const Names&) {
  std::string code(cell);
  if (code.size() == 10 && code.find('.') == std::string::npos) {
    code = code.substr(0, 2) + "." + code.substr(2, 2) + "." + code.substr(4, 2) + "." +
           code.substr(6);
  }
  row.details.village = TRY(places::AreaCode::parse(code));
  return {};
}

Result<std::optional<double>> read_degrees(std::string_view cell) {
  if (cell.empty()) return std::optional<double>();
  const std::string text =
      cell.find('.') == std::string_view::npos ? replace_all(cell, ",", ".") : std::string(cell);
  const auto number = parse_decimal(text);
  if (!number.ok()) return Error(Refusal::invalid, "groups.coordinates.malformed");
  return std::optional<double>(*number);
}
std::string write_latitude(const Group& group) {
  return group.details.coordinates ? format("{}", group.details.coordinates->latitude)
                                   : std::string();
}
Result<> read_latitude(GroupRow& row, std::string_view cell, const Names&) {
  row.latitude = TRY(read_degrees(cell));
  return {};
}
std::string write_longitude(const Group& group) {
  return group.details.coordinates ? format("{}", group.details.coordinates->longitude)
                                   : std::string();
}
Result<> read_longitude(GroupRow& row, std::string_view cell, const Names&) {
  row.longitude = TRY(read_degrees(cell));
  return {};
}

std::string write_state(const Group& group) {
  std::string text(name_of(group.state));
  if (group.closed_reason) text += ":" + std::string(name_of(*group.closed_reason));
  return text;
}

struct StateWord {
  std::string_view word;  // folded
  State state;
  std::optional<ClosedReason> reason = {};
};
constexpr std::array state_words{
    StateWord{"diusulkan", State::proposed},
    StateWord{"usulan", State::proposed},
    StateWord{"musyawarah", State::deliberated},
    StateWord{"ber sk", State::decreed},
    StateWord{"terdaftar", State::registered},
    StateWord{"dikukuhkan", State::inaugurated},
    StateWord{"aktif", State::active},
    StateWord{"kurang aktif", State::less_active},
    StateWord{"tidak aktif", State::dormant},
    StateWord{"pasif", State::dormant},
    StateWord{"vakum", State::dormant},
    StateWord{"bubar", State::closed, ClosedReason::disbanded},
    StateWord{"dibekukan", State::closed, ClosedReason::suspended},
    StateWord{"sk habis", State::closed, ClosedReason::decree_expired},
};

Result<> read_state(GroupRow& row, std::string_view cell, const Names&) {
  if (cell.empty()) return {};
  const std::string_view name = cell.substr(0, cell.find(':'));
  if (const auto state = find_state(lower_ascii(trim(name)))) {
    row.state = *state;
    if (name.size() < cell.size())
      row.closed_reason = find_closed_reason(trim(cell.substr(name.size() + 1)));
    if ((*state == State::closed) == row.closed_reason.has_value()) return {};
    return Error(Refusal::invalid, "groups.state.unknown");
  }
  const std::string folded = folded_name(cell);
  for (const StateWord& known : state_words) {
    if (known.word != folded) continue;
    row.state = known.state;
    row.closed_reason = known.reason;
    return {};
  }
  return Error(Refusal::invalid, "groups.state.unknown");
}

// ---- the table
// ------------------------------------------------------------------------------------

struct Column {
  const char* name;
  std::string (*write)(const Group&);
  Result<> (*read)(GroupRow&, std::string_view, const Names&);
  std::vector<std::string_view> also;  // folded
};

const std::vector<Column>& columns() {
  using G = GroupDetails;
  static const std::vector<Column> all{
      {"name",
       write_text<&G::name>,
       read_text<&G::name>,
       {"nama", "nama kelompok", "nama kim", "kelompok", "kim", "nama komunitas"}},
      {"slug", write_text<&G::slug>, read_text<&G::slug>, {"alamat halaman", "tautan"}},
      {"national_number",
       write_text<&G::national_number>,
       read_text<&G::national_number>,
       {"nomor nasional", "nomor kim", "no kim", "nomor induk kim", "nomor registrasi"}},
      {"partner_kind",
       write_text<&G::partner_kind>,
       read_kind,
       {"jenis mitra", "jenis", "jenis kelompok", "kategori", "mitra"}},
      {"fields", write_fields, read_fields, {"bidang", "bidang kegiatan", "fokus"}},
      {"village_code",
       write_village,
       read_village,
       {"kode desa", "kode desa kelurahan", "kode kelurahan", "kode wilayah", "desa",
        "kode kemendagri"}},
      {"address",
       write_text<&G::address>,
       read_text<&G::address>,
       {"alamat", "alamat sekretariat"}},
      {"latitude", write_latitude, read_latitude, {"lintang", "lat"}},
      {"longitude", write_longitude, read_longitude, {"bujur", "lng", "lon", "long"}},
      {"founded_on",
       write_day<&G::founded_on>,
       read_day<&G::founded_on>,
       {"tanggal berdiri", "tanggal dibentuk", "tanggal pembentukan", "berdiri"}},
      {"minutes_number",
       write_text<&G::minutes_number>,
       read_text<&G::minutes_number>,
       {"nomor berita acara", "no berita acara", "nomor ba", "no ba"}},
      {"minutes_date",
       write_day<&G::minutes_day>,
       read_day<&G::minutes_day>,
       {"tanggal berita acara", "tanggal ba", "tanggal musyawarah"}},
      {"decree_number",
       write_decree<&Decree::number>,
       read_decree<&Decree::number>,
       {"nomor sk", "no sk", "sk"}},
      {"decree_date",
       write_decree_day<&Decree::day>,
       read_decree_day<&Decree::day>,
       {"tanggal sk", "tgl sk"}},
      {"decree_issuer",
       write_decree<&Decree::issuer>,
       read_decree<&Decree::issuer>,
       {"penerbit sk", "sk oleh", "penetap sk", "yang menetapkan"}},
      {"decree_level", write_decree<&Decree::level>, read_decree<&Decree::level>, {"tingkat sk"}},
      {"decree_valid_until",
       write_decree_day<&Decree::valid_until>,
       read_decree_day<&Decree::valid_until>,
       {"sk berlaku sampai", "berlaku sampai", "masa bakti sampai", "masa berlaku sk"}},
      {"inaugurated_on",
       write_day<&G::inaugurated_on>,
       read_day<&G::inaugurated_on>,
       {"tanggal pengukuhan", "tanggal dikukuhkan", "pengukuhan"}},
      {"vision", write_text<&G::vision>, read_text<&G::vision>, {"visi"}},
      {"mission", write_text<&G::mission>, read_text<&G::mission>, {"misi"}},
      {"work_programme",
       write_text<&G::work_programme>,
       read_text<&G::work_programme>,
       {"program kerja"}},
      {"secretariat", write_text<&G::secretariat>, read_text<&G::secretariat>, {"sekretariat"}},
      {"equipment", write_equipment, read_equipment, {"peralatan", "sarana", "sarana prasarana"}},
      {"channels", write_channels, read_channels, {"kanal", "media", "media sosial", "saluran"}},
      {"funds", write_text<&G::funds>, read_text<&G::funds>, {"dana", "sumber dana", "pendanaan"}},
      {"partners",
       write_text<&G::partners>,
       read_text<&G::partners>,
       {"mitra kerja", "mitra kerja sama", "kerja sama"}},
      {"local_potential",
       write_text<&G::local_potential>,
       read_text<&G::local_potential>,
       {"potensi", "potensi lokal", "potensi desa"}},
      {"officer_in_charge",
       write_text<&G::officer_in_charge>,
       read_text<&G::officer_in_charge>,
       {"petugas pembina", "pembina", "petugas", "pendamping"}},
      {"state", write_state, read_state, {"status", "keadaan"}},
      {"note", write_text<&G::note>, read_text<&G::note>, {"catatan", "keterangan"}},
  };
  return all;
}

bool is_called(const Column& column, const std::string& folded) {
  if (folded == folded_name(column.name)) return true;
  return std::find(column.also.begin(), column.also.end(), folded) != column.also.end();
}

std::size_t index_of(std::string_view name) {
  std::size_t index = 0;
  while (columns()[index].name != name) ++index;
  return index;
}

Result<> join_coordinates(GroupRow& row) {
  if (row.latitude.has_value() != row.longitude.has_value()) {
    return Error(Refusal::invalid, "groups.coordinates.malformed", "latitude");
  }
  if (row.latitude) row.details.coordinates = Coordinates{*row.latitude, *row.longitude};
  return {};
}

}  // namespace

std::vector<std::string> column_names() {
  std::vector<std::string> names;
  for (const Column& column : columns()) names.emplace_back(column.name);
  return names;
}

Result<Header> read_header(const std::vector<std::string>& cells) {
  Header header;
  header.positions.resize(columns().size());
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const std::string folded = folded_name(cells[at]);
    bool known = folded.empty();
    for (std::size_t i = 0; i < columns().size() && !known; ++i) {
      if (!is_called(columns()[i], folded)) continue;
      if (header.positions[i])
        return Error(Refusal::invalid, "groups.import.column_twice", columns()[i].name);
      header.positions[i] = at;
      known = true;
    }
    if (!known) header.unknown.push_back(shorten_utf8(cells[at], 60));
  }
  const bool complete =
      header.positions[index_of("name")] && header.positions[index_of("village_code")];
  if (!complete) return Error(Refusal::invalid, "groups.import.no_header");
  return header;
}

Result<GroupRow> read_row(const Header& header, const std::vector<std::string>& cells,
                          const Names& names) {
  GroupRow row;
  row.details.partner_kind = "kim";
  for (std::size_t i = 0; i < columns().size(); ++i) {
    if (!header.positions[i]) continue;
    const std::size_t at = *header.positions[i];
    const std::string cell =
        fused(at < cells.size() ? std::string_view(trim(cells[at])) : std::string_view());
    const auto taken = columns()[i].read(row, cell, names);
    if (!taken.ok())
      return Error(taken.error().refusal(), taken.error().message(), columns()[i].name);
  }
  TRY(join_coordinates(row));
  return row;
}

std::vector<std::string> write_row(const Group& group) {
  std::vector<std::string> cells;
  for (const Column& column : columns()) cells.push_back(defused(column.write(group)));
  return cells;
}

}  // namespace kentongan::groups
