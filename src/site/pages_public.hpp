#pragma once

#include "site/visit.hpp"

namespace kentongan::site::pages {

[[nodiscard]] net::Response home_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response items_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response item_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response item_before(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response groups_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response groups_csv(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response group_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response coverage_show(const Doors& doors, const Visit& visit);

[[nodiscard]] net::Response search_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ask_form(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ask_do(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response claim_short(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ticket_short(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ticket_form(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ticket_open(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ticket_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ticket_reject(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ticket_pick(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ticket_helped(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response ticket_forget_picture(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response claims_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response claim_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response claim_before(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response claim_review_feed(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response claim_card(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response bulletins_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response bulletin_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response scams_list(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response scams_json(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response feed_all(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response feed_area(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response feed_topic(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response feed_group(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response feed_claims(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response sitemap(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response robots(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response health(const Doors& doors, const Visit& visit);

}  // namespace kentongan::site::pages
