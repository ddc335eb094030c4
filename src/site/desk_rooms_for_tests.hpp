// The rooms that stand on tabayun, for tests that need every door.
#pragma once

#include "base/log.hpp"
#include "casework/casework.hpp"
#include "exchange/exchange.hpp"
#include "groups/groups.hpp"
#include "intake/intake.hpp"
#include "outbox/outbox.hpp"
#include "people/people.hpp"
#include "quarantine/quarantine.hpp"
#include "radar/radar.hpp"
#include "relay/relay.hpp"
#include "tabayun/tabayun.hpp"

#include <string>

namespace kentongan::site {

/// What they stand on; outlives them.
struct DeskGround {
  const people::Surroundings& around;
  people::People& people;
  groups::Groups& groups;
  tabayun::Tabayun& tabayun;
  outbox::Outbox& outbox;
  const Log& log;
};

struct DeskRooms {
  explicit DeskRooms(const DeskGround& on)
      : quarantine(on.around, on.tabayun, [] { return std::string(32, 'q'); }),
        casework({.outside = on.around,
                  .people = on.people,
                  .groups = on.groups,
                  .tabayun = on.tabayun}),
        relay({.outside = on.around, .groups = on.groups, .tabayun = on.tabayun}, {}),
        intake({.db = on.around.db,
                .tabayun = on.tabayun,
                .outbox = on.outbox,
                .clock = on.around.clock,
                .ids = on.around.ids,
                .log = on.log},
               {.key = std::string(32, 'i'), .regency = places::AreaCode::parse("32.10").value()}),
        radar(on.around, on.tabayun),
        client(net::HttpClientSettings()),
        exchange(on.around, on.tabayun, client, on.log, {}) {}

  quarantine::Quarantine quarantine;
  casework::Casework casework;
  relay::RelayDesk relay;
  intake::Intake intake;
  radar::Radar radar;
  net::GuardedHttpClient client;
  exchange::Exchange exchange;
};

}  // namespace kentongan::site
