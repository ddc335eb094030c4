#include "site/pages_public.hpp"
#include "site/route.hpp"

namespace kentongan::site {

using net::Method;

std::vector<Route> public_routes() {
  constexpr Access anyone = Access::anyone;
  constexpr Keep kept = Keep::until_change;
  return {
      {Method::get, "/", pages::home_show, anyone, kept},
      {Method::get, "/kabar", pages::items_list, anyone, kept},
      {Method::get, "/kabar/:slug", pages::item_show, anyone, kept},
      {Method::get, "/kabar/:slug/sebelum/:number", pages::item_before, anyone, kept},
      {Method::get, "/kelompok", pages::groups_list, anyone, kept},
      {Method::get, "/kelompok.csv", pages::groups_csv, anyone, kept},
      {Method::get, "/kelompok/:slug", pages::group_show, anyone, kept},
      {Method::get, "/cakupan", pages::coverage_show, anyone, kept},
      {Method::get, "/umpan.atom", pages::feed_all, anyone, kept},
      {Method::get, "/wilayah/:code/umpan.atom", pages::feed_area, anyone, kept},
      {Method::get, "/topik/:topic/umpan.atom", pages::feed_topic, anyone, kept},
      {Method::get, "/kelompok/:slug/umpan.atom", pages::feed_group, anyone, kept},
      {Method::get, "/cek-fakta/umpan.atom", pages::feed_claims, anyone, kept},
      {Method::get, "/umpan.rss", pages::feed_all, anyone, kept},
      {Method::get, "/wilayah/:code/umpan.rss", pages::feed_area, anyone, kept},
      {Method::get, "/topik/:topic/umpan.rss", pages::feed_topic, anyone, kept},
      {Method::get, "/kelompok/:slug/umpan.rss", pages::feed_group, anyone, kept},
      {Method::get, "/cek-fakta/umpan.rss", pages::feed_claims, anyone, kept},
      {Method::get, "/umpan.json", pages::feed_all, anyone, kept},
      {Method::get, "/wilayah/:code/umpan.json", pages::feed_area, anyone, kept},
      {Method::get, "/topik/:topic/umpan.json", pages::feed_topic, anyone, kept},
      {Method::get, "/kelompok/:slug/umpan.json", pages::feed_group, anyone, kept},
      {Method::get, "/cek-fakta/umpan.json", pages::feed_claims, anyone, kept},
      {Method::get, "/sitemap.xml", pages::sitemap, anyone, kept},
      {Method::get, "/robots.txt", pages::robots, anyone, kept},
      {Method::get, "/sehat", pages::health},
      {Method::get, "/cari", pages::search_show},
      {Method::get, "/cek-fakta", pages::claims_list, anyone, kept},
      {Method::get, "/cek-fakta/buletin", pages::bulletins_list, anyone, kept},
      {Method::get, "/cek-fakta/buletin/:week", pages::bulletin_show, anyone, kept},
      {Method::get, "/cek-fakta/penipu", pages::scams_list, anyone, kept},
      {Method::get, "/cek-fakta/penipu.json", pages::scams_json, anyone, kept},
      {Method::get, "/cek-fakta/claimreview.json", pages::claim_review_feed, anyone, kept},
      {Method::get, "/cek-fakta/:address", pages::claim_show, anyone, kept},
      {Method::get, "/cek-fakta/:address/kartu.png", pages::claim_card, anyone, kept},
      {Method::get, "/cek-fakta/:address/sebelum/:number", pages::claim_before, anyone, kept},
      {Method::get, "/tanya", pages::ask_form},
      {Method::post, "/tanya", pages::ask_do},
      {Method::get, "/tiket", pages::ticket_form},
      {Method::get, "/c/:id", pages::claim_short},
      {Method::get, "/t/:code", pages::ticket_short},
      {Method::post, "/tiket", pages::ticket_open},
      {Method::get, "/tiket/:code", pages::ticket_show},
      {Method::post, "/tiket/:code/bukan-ini", pages::ticket_reject},
      {Method::post, "/tiket/:code/pilih", pages::ticket_pick},
      {Method::post, "/tiket/:code/membantu", pages::ticket_helped},
      {Method::post, "/tiket/:code/hapus-gambar", pages::ticket_forget_picture},
  };
}

}  // namespace kentongan::site
