#pragma once

#include "site/visit.hpp"

namespace kentongan::site::pages {

[[nodiscard]] net::Response desk_case_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_evidence(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_links(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_note(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_request(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_thread(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_person(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_case_relay(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_evidence_copy(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_evidence_picture(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_evidence_move(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_thread_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_thread_post(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_requests_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_request_answer(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_request_cancel(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_corrections_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_correction_show(const Doors& doors, const Visit& visit);
[[nodiscard]] net::Response desk_correction_do(const Doors& doors, const Visit& visit);

}  // namespace kentongan::site::pages
