// One request as a page sees it, and everything a page may ask.
#pragma once

#include "base/calendar.hpp"
#include "base/clock.hpp"
#include "base/log.hpp"
#include "base/messages.hpp"
#include "net/forms.hpp"
#include "net/http_message.hpp"
#include "people/people.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kentongan::casework {
class Casework;
}
namespace kentongan::db {
class Db;
}
namespace kentongan::groups {
class Groups;
}
namespace kentongan::ledger {
class Ledger;
}
namespace kentongan::media {
class Media;
}
namespace kentongan::newsroom {
class Newsroom;
}
namespace kentongan::outbox {
class Outbox;
}
namespace kentongan::places {
class Places;
}
namespace kentongan::relay {
class RelayDesk;
}
namespace kentongan::search {
class Search;
}
namespace kentongan::tabayun {
class Tabayun;
}

namespace kentongan::site {

/// What an installation says about itself.
struct SiteSettings {
  std::string base_url = {};     ///< `https://kabar.example`, no slash at the end
  std::string office_name = {};  ///< `Dinas Komunikasi dan Informatika Kabupaten Majalengka`
  std::string contact_email = {};
  places::AreaCode regency = {};  ///< whose pages are shown first
  Zone zone = Zone::wib;
};

/// The rooms behind the pages. All outlive the site.
struct Doors {
  SiteSettings settings = {};
  const Clock& clock;
  const Random& random;
  const Log& log;
  db::Db& db;
  const ledger::Ledger& ledger;
  places::Places& places;
  people::People& people;
  groups::Groups& groups;
  newsroom::Newsroom& newsroom;
  tabayun::Tabayun& tabayun;
  casework::Casework& casework;
  relay::RelayDesk& relay;
  const search::Search& search;
  outbox::Outbox& outbox;
  const media::Media* media = nullptr;  ///< none: this installation reads no pictures
};

/// One request.
struct Visit {
  const net::Request& request;
  std::vector<std::string> captured = {};  ///< what the route's `:names` took
  net::Form form = {};                     ///< decoded body of a POST; empty otherwise
  Language language = {};
  Instant now = {};
  std::optional<people::Session> session = {};
  std::string session_token = {};  ///< empty for those who are not signed in

  [[nodiscard]] const people::Actor* actor() const { return session ? &session->actor : nullptr; }
  [[nodiscard]] bool is_post() const { return request.method == net::Method::post; }
  /// The first value of a form field, control characters dropped, UTF-8 repaired, ends trimmed.
  [[nodiscard]] std::string field(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> fields(std::string_view name) const;
  /// The same for the query.
  [[nodiscard]] std::string query(std::string_view name) const;
};

/// A page: one file in `pages/`, one function.
using PageFunction = net::Response (*)(const Doors& doors, const Visit& visit);

}  // namespace kentongan::site
