// Builds the program in order: reading application.cpp tells what it is made of. Everything here
// lives as long as the application.
#pragma once

#include "app/config.hpp"
#include "base/clock.hpp"
#include "base/id.hpp"
#include "base/log.hpp"
#include "base/random.hpp"
#include "casework/casework.hpp"
#include "db/db.hpp"
#include "groups/groups.hpp"
#include "ledger/ledger.hpp"
#include "media/media.hpp"
#include "newsroom/newsroom.hpp"
#include "outbox/outbox.hpp"
#include "people/people.hpp"
#include "places/places.hpp"
#include "relay/relay.hpp"
#include "search/search.hpp"
#include "site/visit.hpp"
#include "tabayun/tabayun.hpp"

#include <memory>
#include <string>

namespace kentongan::app {

/// Where the application lives: its data folder (empty with PostgreSQL) and its configuration.
struct Premises {
  std::string data;
  Config config;
};

/// The open database with the rooms on top; no server, no threads but the database's own.
class Application {
 public:
  /// Opens and migrates. Errors: those of `db::open` and `Db::migrate`; conflict `db.folder.in_use`
  /// while a server holds the folder.
  [[nodiscard]] static Result<std::unique_ptr<Application>> open(const Premises& premises);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  [[nodiscard]] const Premises& premises() const { return premises_; }
  [[nodiscard]] const Config& config() const { return premises_.config; }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] const Random& random() const { return random_; }
  [[nodiscard]] const Log& log() const { return log_; }
  [[nodiscard]] const IdSource& ids() const { return ids_; }
  [[nodiscard]] db::Db& database() { return *database_; }
  [[nodiscard]] const ledger::Ledger& ledger() const { return ledger_; }
  [[nodiscard]] places::Places& places() { return places_; }
  [[nodiscard]] people::People& people() { return people_; }
  [[nodiscard]] groups::Groups& groups() { return groups_; }
  [[nodiscard]] newsroom::Newsroom& newsroom() { return newsroom_; }
  [[nodiscard]] tabayun::Tabayun& tabayun() { return tabayun_; }
  [[nodiscard]] casework::Casework& casework() { return casework_; }
  [[nodiscard]] relay::RelayDesk& relay() { return relay_; }
  [[nodiscard]] search::Search& search() { return search_; }
  [[nodiscard]] outbox::Outbox& outbox() { return outbox_; }
  /// What reads uploaded pictures; none when the operator switched it off or its program is not
  /// beside ours.
  [[nodiscard]] const media::Media* media() const { return media_.get(); }

  /// What pages and the API get to see of all this.
  [[nodiscard]] site::Doors doors();

 private:
  Application(Premises premises, std::unique_ptr<db::Db> database);
  [[nodiscard]] people::Surroundings surroundings();

  // set at construction, in this order
  Premises premises_;
  SystemClock clock_;
  SystemRandom random_;
  Log log_;
  IdSource ids_;
  std::unique_ptr<db::Db> database_;
  ledger::Ledger ledger_;
  places::Places places_;
  people::People people_;
  groups::Groups groups_;
  newsroom::Newsroom newsroom_;
  tabayun::Tabayun tabayun_;
  casework::Casework casework_;
  relay::RelayDesk relay_;
  search::Search search_;
  outbox::Outbox outbox_;
  std::unique_ptr<const media::Media> media_;
};

}  // namespace kentongan::app
