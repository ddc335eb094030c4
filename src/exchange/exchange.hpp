// The door of the room: fact checks of others.
#pragma once

#include "base/log.hpp"
#include "exchange/source.hpp"
#include "net/client.hpp"
#include "people/people.hpp"
#include "tabayun/tabayun.hpp"

#include <cstdint>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace kentongan::exchange {

/// A source as the desk sees it.
struct SourceReport {
  std::string name;
  std::string shown;
  SourceKind kind = SourceKind::claim_review;
  std::string home;
  bool is_set_up = false;  ///< still in the configuration
  bool has_key = true;     ///< MAFINDO wants one
  SourceState state;
};

/// Where a fact check comes from.
struct Provenance {
  std::string shown;    ///< how people call the source
  std::string home;     ///< where it is found; may be empty
  std::string licence;  ///< the operator's line; empty: none, or the kind's own
  SourceKind kind = SourceKind::claim_review;
  std::optional<Instant> fetched_at = {};  ///< none: imported from a file
};

struct Contradiction {
  tabayun::Claim claim;  ///< came later
  tabayun::Claim first;
  Instant found_at;
};
struct SettleContradiction {
  people::Actor actor;
  Id<tabayun::Claim> claim;
  Id<tabayun::Claim> first;
};

/// Thread: everything may be called from anywhere; nothing here inside a database closure.
class Exchange {
 public:
  /// The client is the guarded one: a source's redirect must not lead to this machine.
  Exchange(const people::Surroundings& surroundings, tabayun::Tabayun& tabayun,
           const net::HttpClient& client, const Log& log, std::vector<Source> sources);
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // ---- fetching
  // ------------------------------------------------------------------------------------
  /// Makes one request of each source whose turn it is, one page a request, and takes in what came.
  /// Of several machines one asks. Returns how many requests were made. Blocks for as long as the
  /// sources take (at most 20 s each); asked to stop, it begins no other.
  std::int64_t run_due(const std::stop_token& stop = {});
  /// The desk does not want to wait. May: any office. Errors: forbidden `exchange.not_office`;
  /// not_found `exchange.source.not_found`; throttled `exchange.source.just_asked`,
  /// `exchange.source.told_to_wait`.
  [[nodiscard]] Result<> fetch_soon(const people::Actor& actor, const std::string& name);

  // ---- for pages
  // -----------------------------------------------------------------------------------
  /// May: any office. Errors: forbidden `exchange.not_office`.
  [[nodiscard]] Result<std::vector<SourceReport>> list_sources(const people::Actor& actor) const;
  /// Nothing for our own.
  [[nodiscard]] std::optional<Provenance> provenance_of(const tabayun::Claim& claim) const;
  /// Published fact checks of other sources that say the same of the same message; at most 10.
  [[nodiscard]] std::vector<tabayun::Claim> also_checked(Id<tabayun::Claim> claim) const;
  /// Those of `shown` that only say again what an earlier one among them says.
  [[nodiscard]] std::vector<Id<tabayun::Claim>> repeated(
      const std::vector<Id<tabayun::Claim>>& shown) const;
  /// Published fact checks that contradict each other, oldest first, at most 100. May: any office.
  /// Errors: forbidden `exchange.not_office`.
  [[nodiscard]] Result<std::vector<Contradiction>> list_contradictions(
      const people::Actor& actor) const;
  /// Somebody has looked at both and done what there is to do. Errors: forbidden
  /// `exchange.not_office`; not_found `exchange.contradiction.gone`.
  [[nodiscard]] Result<> settle(const SettleContradiction& command);

  // ---- joining
  // -------------------------------------------------------------------------------------
  /// Looks for who else checked the same, and writes it down. Called for what was imported.
  void link(const std::vector<Id<tabayun::Claim>>& claims);

 private:
  [[nodiscard]] bool fetch(const Source& source);
  [[nodiscard]] Outcome ask(const Source& source, const SourceState& state);
  [[nodiscard]] Outcome take(const Source& source, const SourceState& state,
                             const net::HttpAnswer& answer);
  [[nodiscard]] const Source* set_up(std::string_view name) const;
  void settle_sources();

  // set at construction
  people::Surroundings outside_;
  tabayun::Tabayun& tabayun_;
  const net::HttpClient& client_;
  const Log& log_;
  std::vector<Source> sources_;
  std::string holder_;
  // guarded
  std::mutex running_;
  bool settled_ = false;  ///< rows of the sources are there; guarded by `running_`
};

}  // namespace kentongan::exchange
