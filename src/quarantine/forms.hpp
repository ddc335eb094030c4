// What hate speech is sorted by. Source: Surat Edaran Kepala Kepolisian Negara Republik Indonesia
// SE/6/X/2015 of 8 October 2015, "Penanganan Ujaran Kebencian (Hate Speech)", number 2, letters f,
// g and h. The order is the circular's; the words for people are `quarantine.form.*`,
// `quarantine.aspect.*` and `quarantine.medium.*` of the catalogue.
#pragma once

#include "base/result.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kentongan::quarantine {

inline constexpr std::string_view circular = "SE Kapolri SE/6/X/2015";

/// Letter f: the forms it takes.
inline constexpr std::array<std::string_view, 7> forms{
    "penghinaan",                    // insult
    "pencemaran_nama_baik",          // defamation
    "penistaan",                     // blasphemy, vilification
    "perbuatan_tidak_menyenangkan",  // unpleasant act
    "memprovokasi",                  // provoking
    "menghasut",                     // inciting
    "penyebaran_berita_bohong",      // spreading false news
};

/// Letter g: what tells those apart whom it is against.
inline constexpr std::array<std::string_view, 11> aspects{
    "suku",   "agama",         "aliran_keagamaan",  "keyakinan_kepercayaan",
    "ras",    "antargolongan", "warna_kulit",       "etnis",
    "gender", "kaum_difabel",  "orientasi_seksual",
};

/// Letter h: by what it is spread.
inline constexpr std::array<std::string_view, 7> media{
    "kampanye",      // speeches of a campaign
    "spanduk",       // banners
    "media_sosial",  // social networks
    "demonstrasi",   // demonstrations
    "ceramah",       // religious sermons
    "media_massa",   // press and broadcasting
    "pamflet",       // pamphlets
};

/// `chosen` in the order of `known`, each once. Errors: invalid `quarantine.form.unknown`.
template <std::size_t size>
[[nodiscard]] Result<std::vector<std::string>> check_names(
    const std::array<std::string_view, size>& known, const std::vector<std::string>& chosen) {
  std::size_t found = 0;
  std::vector<std::string> names;
  for (const std::string_view name : known) {
    std::size_t times = 0;
    for (const std::string& one : chosen) times += one == name ? 1U : 0U;
    found += times;
    if (times > 0) names.emplace_back(name);
  }
  if (found != chosen.size()) return Error(Refusal::invalid, "quarantine.form.unknown");
  return names;
}

}  // namespace kentongan::quarantine
