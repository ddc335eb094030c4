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
      {Method::post, "/meja/pilihan/:question", pages::desk_pick_read, staff},
      {Method::get, "/meja/gambar/:question", pages::desk_picture_show, staff},
      {Method::post, "/meja/gambar/:question/buang", pages::desk_picture_remove, staff},
      {Method::get, "/meja/cek-fakta", pages::desk_checks, staff},
      {Method::get, "/meja/pertanyaan/:id", pages::desk_claim_show, staff},
      {Method::post, "/meja/pertanyaan/:id/langkah/:move", pages::desk_claim_move, staff},
      {Method::post, "/meja/pertanyaan/:id/putusan", pages::desk_claim_propose, staff},
      {Method::get, "/meja/pertanyaan/:id/karantina", pages::desk_seal_form, staff},
      {Method::post, "/meja/pertanyaan/:id/karantina", pages::desk_seal_do, staff},
      {Method::get, "/meja/karantina", pages::desk_quarantine_list, staff},
      {Method::get, "/meja/karantina/:id", pages::desk_case_show, staff},
      {Method::post, "/meja/karantina/:id/langkah/:move", pages::desk_case_move, staff},
      {Method::post, "/meja/karantina/:id/buka", pages::desk_case_open, staff},
      {Method::get, "/meja/karantina/:id/lembar.pdf", pages::desk_case_sheet, staff},
      {Method::get, "/meja/kiriman", pages::desk_deliveries_show, staff},
      {Method::post, "/meja/kiriman/kanal", pages::desk_chat_add, staff},
      {Method::post, "/meja/kiriman/kanal/:id/akhiri", pages::desk_chat_end, staff},
      {Method::post, "/meja/kiriman/:id/ulang", pages::desk_delivery_retry, staff},
      {Method::get, "/meja/orang", pages::desk_people_show, staff},
      {Method::post, "/meja/orang", pages::desk_person_add, staff},
      {Method::post, "/meja/orang/:id/peran", pages::desk_person_role, staff},
      {Method::post, "/meja/orang/:id/sandi", pages::desk_person_reset, staff},
      {Method::post, "/meja/orang/:id/tutup", pages::desk_person_disable, staff},
      {Method::post, "/meja/orang/:id/buka", pages::desk_person_enable, staff},
      {Method::get, "/meja/kelompok", pages::desk_groups_list, staff},
      {Method::post, "/meja/kelompok", pages::desk_group_create, staff},
      {Method::get, "/meja/kelompok.csv", pages::desk_groups_export, staff},
      {Method::get, "/meja/kelompok/baru", pages::desk_group_new, staff},
      {Method::get, "/meja/kelompok/impor", pages::desk_import_form, staff},
      {Method::post, "/meja/kelompok/impor", pages::desk_import_do, staff},
      {Method::get, "/meja/kelompok/:id", pages::desk_group_show, staff},
      {Method::post, "/meja/kelompok/:id", pages::desk_group_save, staff},
      {Method::post, "/meja/kelompok/:id/keadaan", pages::desk_group_move, staff},
      {Method::post, "/meja/kelompok/:id/anggota", pages::desk_member_add, staff},
  };
}

}  // namespace kentongan::site
