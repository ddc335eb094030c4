// A registered group (KIM and its kin) and its members, as values and pure rules.
#pragma once

#include "base/calendar.hpp"
#include "base/id.hpp"
#include "base/instant.hpp"
#include "places/area_code.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::people {
struct Account;
}

namespace kentongan::groups {

/// Source: DOMAIN.md, States. `closed` keeps a reason.
enum class State {
  proposed,
  deliberated,
  decreed,
  registered,
  inaugurated,
  active,
  less_active,
  dormant,
  closed
};
[[nodiscard]] std::string_view name_of(State state);  ///< `less_active`
[[nodiscard]] std::optional<State> find_state(std::string_view name);
[[nodiscard]] const std::vector<State>& all_states();

enum class ClosedReason { decree_expired, suspended, disbanded };
[[nodiscard]] std::string_view name_of(ClosedReason reason);
[[nodiscard]] std::optional<ClosedReason> find_closed_reason(std::string_view name);

/// A way to reach the group or its village: `whatsapp: Warga Sukamaju (250)`.
struct Channel {
  std::string kind =
      {};  ///< slug: site, facebook, instagram, youtube, tiktok, whatsapp, radio, mading, masjid …
  std::string value = {};
  friend bool operator==(const Channel&, const Channel&) = default;
};

struct Coordinates {
  double latitude = 0;   ///< degrees, WGS 84, -90 … 90
  double longitude = 0;  ///< degrees, WGS 84, -180 … 180
  friend bool operator==(const Coordinates&, const Coordinates&) = default;
};

/// SK. All fields may be empty while it is awaited.
struct Decree {
  std::string number = {};
  std::optional<Day> day = {};
  std::string issuer = {};  ///< `Kepala Desa Sukamaju`
  std::string level = {};   ///< slug: desa, kecamatan, dinas, kabupaten
  std::optional<Day> valid_until = {};
  friend bool operator==(const Decree&, const Decree&) = default;
};

/// What people fill in. Free text never holds a NIK.
struct GroupDetails {
  std::string name = {};
  std::string slug = {};                 ///< address of its page; made from the name when empty
  std::string national_number = {};      ///< the ministry's KIM number
  std::string partner_kind = {};         ///< slug of a row of group_kinds
  std::vector<std::string> fields = {};  ///< slugs of rows of group_fields
  places::AreaCode village = {};
  std::string address = {};
  std::optional<Coordinates> coordinates = {};
  std::optional<Day> founded_on = {};
  std::string minutes_number = {};
  std::optional<Day> minutes_day = {};
  Decree decree = {};
  std::optional<Day> inaugurated_on = {};
  std::string vision = {};
  std::string mission = {};
  std::string work_programme = {};
  std::string secretariat = {};
  std::vector<std::string> equipment =
      {};  ///< slugs: komputer, printer, pengeras-suara, izin-radio, internet …
  std::vector<Channel> channels = {};
  std::string funds = {};
  std::string partners = {};
  std::string local_potential = {};
  std::string officer_in_charge = {};  ///< at the office
  std::string note = {};               ///< for the office; not public
  friend bool operator==(const GroupDetails&, const GroupDetails&) = default;
};

struct Group {
  Id<Group> id = {};
  GroupDetails details = {};
  State state = State::proposed;
  std::optional<ClosedReason> closed_reason = {};
  Instant created_at = {};
  Instant changed_at = {};
  std::int64_t revision = 1;

  [[nodiscard]] const std::string& name() const { return details.name; }
  [[nodiscard]] const std::string& slug() const { return details.slug; }
  [[nodiscard]] const places::AreaCode& village() const { return details.village; }
  [[nodiscard]] places::AreaCode regency() const { return details.village.regency(); }
};

/// Counts as a group at work: active or less active.
[[nodiscard]] bool is_at_work(State state);
/// Shown on public pages: from `registered` on.
[[nodiscard]] bool is_public(State state);

enum class Gender { unstated, female, male };
[[nodiscard]] std::string_view name_of(Gender gender);
[[nodiscard]] std::optional<Gender> find_gender(std::string_view name);

/// Whether the public page may name them. They decide; the default is no.
enum class Naming { withheld, public_name };
[[nodiscard]] std::string_view name_of(Naming naming);
[[nodiscard]] std::optional<Naming> find_naming(std::string_view name);

struct MemberDetails {
  std::string name = {};
  std::string position = {};  ///< `Ketua`, `Sekretaris`, `Anggota`
  std::optional<Day> since = {};
  std::optional<Day> until = {};
  Gender gender = Gender::unstated;
  std::optional<std::int64_t> birth_year = {};
  std::string phone = {};  ///< private: only the group's officers and the office see it
  std::string occupation = {};
  std::vector<std::string> skills = {};  ///< slugs: menulis, video, desain, bicara, radio, bahasa …
  std::string training = {};             ///< training and certificates
  Naming naming = Naming::withheld;
  friend bool operator==(const MemberDetails&, const MemberDetails&) = default;
};

struct Member {
  Id<Member> id = {};
  Id<Group> group = {};
  MemberDetails details = {};
  std::int64_t revision = 1;
};

/// One thing a registry entry lacks: the key of the catalogue that names it.
struct Lack {
  const char* message;
};
/// How complete an entry is.
struct Completeness {
  int filled = 0;
  int all = 0;
  std::vector<Lack> lacks = {};
  [[nodiscard]] int percent() const { return all == 0 ? 0 : filled * 100 / all; }
};
[[nodiscard]] Completeness completeness_of(const Group& group, std::int64_t members);

}  // namespace kentongan::groups
