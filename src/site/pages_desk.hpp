#pragma once

#include "site/visit.hpp"

namespace kentongan::site::pages {

[[nodiscard]] net::Response desk_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_intake_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_intake_type(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_voice_play(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_voice_hear(const Doors& doors, const Visit& visit);

[[nodiscard]] net::Response desk_items_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_new(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_create(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_edit(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_save(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_move(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_revision(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_questions(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_queue_live(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_harm(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_path_lift(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_picture_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_picture_remove(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_pick_read(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_checks(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_open(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_move(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_propose(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_seal_form(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_seal_do(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_quarantine_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_sealed_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_move(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_open(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_sheet(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_deliveries_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_delivery_retry(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_chat_add(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_chat_end(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_people_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_person_add(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_person_role(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_person_reset(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_person_disable(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_person_enable(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_groups_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_group_new(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_group_create(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_group_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_group_save(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_group_move(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_member_add(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_groups_export(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_import_form(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_import_do(const Doors& doors, const Visit& visit);

// radar and exchange
[[nodiscard]] net::Response desk_radar_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_explainers_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_explainer_open(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_explainer_move(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_exchange_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_exchange_fetch(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_exchange_settle(const Doors& doors, const Visit& visit);

}  // namespace kentongan::site::pages
