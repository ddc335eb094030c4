// Case files, requests for evidence, corrections.
#include "site/pages_case.hpp"
#include "site/route.hpp"

namespace kentongan::site {

using net::Method;

std::vector<Route> case_routes() {
  constexpr Access staff = Access::staff;
  return {
      {Method::get, "/meja/pertanyaan/:id/berkas", pages::desk_case_show, staff},
      {Method::post, "/meja/pertanyaan/:id/berkas/bukti", pages::desk_case_evidence, staff},
      {Method::post, "/meja/pertanyaan/:id/berkas/tautan", pages::desk_case_links, staff},
      {Method::post, "/meja/pertanyaan/:id/berkas/catatan", pages::desk_case_note, staff},
      {Method::post, "/meja/pertanyaan/:id/berkas/permintaan", pages::desk_case_request, staff},
      {Method::post, "/meja/pertanyaan/:id/berkas/diskusi", pages::desk_case_thread, staff},
      {Method::post, "/meja/pertanyaan/:id/berkas/orang", pages::desk_case_person, staff},
      {Method::post, "/meja/pertanyaan/:id/berkas/sebaran", pages::desk_case_relay, staff},
      {Method::get, "/meja/bukti/:id/salinan", pages::desk_evidence_copy, staff},
      {Method::get, "/meja/bukti/:id/gambar", pages::desk_evidence_picture, staff},
      {Method::post, "/meja/bukti/:id/langkah/:move", pages::desk_evidence_move, staff},
      {Method::get, "/meja/diskusi/:id", pages::desk_thread_show, staff},
      {Method::post, "/meja/diskusi/:id", pages::desk_thread_post, staff},
      {Method::get, "/meja/permintaan", pages::desk_requests_show, staff},
      {Method::post, "/meja/permintaan/:id/jawab", pages::desk_request_answer, staff},
      {Method::post, "/meja/permintaan/:id/batal", pages::desk_request_cancel, staff},
      {Method::get, "/meja/ralat", pages::desk_corrections_show, staff},
      {Method::get, "/meja/ralat/:id", pages::desk_correction_show, staff},
      {Method::post, "/meja/ralat/:id/:move", pages::desk_correction_do, staff},
  };
}

}  // namespace kentongan::site
