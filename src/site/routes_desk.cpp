#include "site/pages_desk.hpp"
#include "site/route.hpp"

namespace kentongan::site {

using net::Method;

std::vector<Route> desk_routes() {
  constexpr Access staff = Access::staff;
  return {
      {Method::get, "/meja", pages::desk_show, staff},
      {Method::get, "/meja/kabar", pages::desk_items_list, staff},
      {Method::post, "/meja/kabar", pages::desk_item_create, staff},
      {Method::get, "/meja/kabar/baru", pages::desk_item_new, staff},
      {Method::get, "/meja/kabar/:id", pages::desk_item_show, staff},
      {Method::get, "/meja/kabar/:id/ubah", pages::desk_item_edit, staff},
      {Method::post, "/meja/kabar/:id/ubah", pages::desk_item_save, staff},
      {Method::get, "/meja/kabar/:id/ralat", pages::desk_item_edit, staff},
      {Method::post, "/meja/kabar/:id/ralat", pages::desk_item_save, staff},
      {Method::post, "/meja/kabar/:id/langkah/:move", pages::desk_item_move, staff},
      {Method::get, "/meja/kabar/:id/revisi/:number", pages::desk_item_revision, staff},
      {Method::get, "/meja/pertanyaan", pages::desk_questions, staff},
      {Method::post, "/meja/pertanyaan", pages::desk_claim_open, staff},
      {Method::get, "/meja/cek-fakta", pages::desk_checks, staff},
      {Method::get, "/meja/pertanyaan/:id", pages::desk_claim_show, staff},
      {Method::post, "/meja/pertanyaan/:id/langkah/:move", pages::desk_claim_move, staff},
      {Method::post, "/meja/pertanyaan/:id/putusan", pages::desk_claim_propose, staff},
  };
}

}  // namespace kentongan::site
