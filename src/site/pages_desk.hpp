#pragma once

#include "site/visit.hpp"

namespace kentongan::site::pages {

[[nodiscard]] net::Response desk_show(const Doors& doors, const Visit& visit);

[[nodiscard]] net::Response desk_items_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_new(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_create(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_edit(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_save(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_move(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_item_revision(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_questions(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_checks(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_open(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_move(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_claim_propose(const Doors& doors, const Visit& visit);

}  // namespace kentongan::site::pages
