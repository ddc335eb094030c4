// Every function of the table in routes.cpp, in the order of the files in resources/.
#pragma once

#include "api/answer.hpp"
#include "api/call.hpp"

namespace kentongan::api::resources {

// service.cpp
Answer show_contract(const Call& call);
Answer show_health(const Call& call);
Answer explain_error(const Call& call);

// search.cpp
Answer search(const Call& call);

// areas.cpp
Answer list_areas(const Call& call);
Answer show_area(const Call& call);
Answer list_children(const Call& call);

// groups.cpp
Answer list_partner_kinds(const Call& call);
Answer list_fields(const Call& call);
Answer list_groups(const Call& call);
Answer show_group(const Call& call);
Answer show_coverage(const Call& call);

// registry.cpp
Answer register_group(const Call& call);
Answer edit_group(const Call& call);
Answer move_group(const Call& call);

// items.cpp
Answer list_items(const Call& call);
Answer show_item(const Call& call);

// desk_items.cpp
Answer list_desk_items(const Call& call);
Answer create_item(const Call& call);
Answer show_desk_item(const Call& call);
Answer edit_item(const Call& call);
Answer propose_correction(const Call& call);

// item_moves.cpp
Answer move_item(const Call& call);

// item_history.cpp
Answer show_item_history(const Call& call);
Answer show_item_revision(const Call& call);

// factchecks.cpp
Answer list_factchecks(const Call& call);
Answer show_factcheck(const Call& call);

// questions.cpp
Answer ask_question(const Call& call);
Answer look_up_ticket(const Call& call);
Answer reject_answer(const Call& call);
Answer pick_answer(const Call& call);
Answer say_helped(const Call& call);

// desk_claims.cpp
Answer list_desk_claims(const Call& call);
Answer open_claim(const Call& call);
Answer show_desk_claim(const Call& call);
Answer propose_verdict(const Call& call);
Answer add_message(const Call& call);

// picks.cpp
Answer list_picks(const Call& call);
Answer read_pick(const Call& call);

// claim_moves.cpp
Answer move_claim(const Call& call);

// subscriptions.cpp
Answer subscribe(const Call& call);
Answer confirm_subscription(const Call& call);
Answer end_subscription(const Call& call);

// deliveries.cpp
Answer list_deliveries(const Call& call);
Answer retry_delivery(const Call& call);

// sessions.cpp
Answer sign_in(const Call& call);
Answer show_session(const Call& call);
Answer sign_out(const Call& call);
Answer change_password(const Call& call);

// people.cpp
Answer list_people(const Call& call);
Answer add_person(const Call& call);
Answer show_person(const Call& call);
Answer move_person(const Call& call);
Answer grant_role(const Call& call);
Answer revoke_role(const Call& call);

}  // namespace kentongan::api::resources
