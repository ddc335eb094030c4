// Numbers here are invented; 0812-0000-… is nobody's.
#include "tabayun/scam_traces.hpp"

#include <gtest/gtest.h>

namespace kentongan::tabayun {
namespace {

std::vector<std::string> texts_of(const Finding& finding) {
  std::vector<std::string> texts;
  for (const Trace& trace : traces_of(finding, {"kabar.example.id"})) texts.push_back(trace.text);
  return texts;
}
Finding scam(std::string claim, std::string explanation = "") {
  Finding finding;
  finding.verdict = Verdict::false_;
  finding.kind = Kind::scam;
  finding.title = "Penipuan contoh";
  finding.claim = std::move(claim);
  finding.explanation = std::move(explanation);
  return finding;
}
using Texts = std::vector<std::string>;

TEST(ScamTraces, AreTheNumbersAndLinksOfTheMessageInOneFormEach) {
  EXPECT_EQ(
      texts_of(scam("Hubungi +62 812-0000-1111 atau 081200001111, buka https://bit.ly/AbC9.")),
      (Texts{"081200001111", "bit.ly/AbC9"}));
  EXPECT_EQ(texts_of(scam("klik hadiah-bank [dot] com sekarang")), (Texts{"hadiah-bank.com"}));
  EXPECT_EQ(texts_of(scam("Chat https://wa.me/6281200002222?text=halo")), (Texts{"081200002222"}));
}

TEST(ScamTraces, AmountsYearsAndLandlinesAreNoScammersNumbers) {
  EXPECT_EQ(texts_of(scam("Hadiah Rp812.000.111 tahun 2026, kode 0812, kantor (0233) 281234")),
            Texts{});
}

TEST(ScamTraces, HostsOfTheStateOurOwnAndCommonPlatformsAreNotBlamed) {
  EXPECT_EQ(texts_of(scam("cekbansos.kemensos.go.id www.facebook.com/bansos kabar.example.id/tanya "
                          "https://youtu.be/abc archive.org/x")),
            Texts{});
  EXPECT_EQ(texts_of(scam("Isi https://docs.google.com/forms/d/e/XyZ dan notfacebook.com")),
            (Texts{"docs.google.com/forms/d/e/XyZ", "notfacebook.com"}));
}

TEST(ScamTraces, OfTheExplanationOnlyWhatASentenceBlames) {
  const std::string claim = "Anda menang undian.";
  EXPECT_EQ(texts_of(scam(claim, "Nomor penipu itu 0812 0000 3333. Hubungi bank di 081200004444.")),
            (Texts{"081200003333"}));
  EXPECT_EQ(texts_of(scam(claim, "Situs palsu.com itu palsu; situs resmi bank ialah bank.com.")),
            Texts{});
  EXPECT_EQ(texts_of(scam(claim, "Alamat hadiah-undian.com bukan situs resmi bank.")),
            (Texts{"hadiah-undian.com"}));
  EXPECT_EQ(texts_of(scam(claim, "Bukan hadiah-undian.com; situs resmi ialah bank.com.")), Texts{});
  EXPECT_EQ(texts_of(scam(claim, "Bukan situs resmi: hadiah-undian.com.")),
            (Texts{"hadiah-undian.com"}));
  EXPECT_EQ(texts_of(scam(claim, "Sumber: https://berita.com/hoaks")), Texts{});
}

TEST(ScamTraces, EachIsListedOnceWithEveryFactCheckItWasSeenIn) {
  Claim first;
  first.finding = scam("Buka penipu.com atau 081200001111");
  Claim second;
  second.finding = scam("Awas penipu.com");

  const auto seen = gather_traces({first, second}, {});

  ASSERT_EQ(seen.size(), 2U);
  EXPECT_EQ(seen[0].trace, (Trace{TraceKind::link, "penipu.com"}));
  EXPECT_EQ(seen[0].claims.size(), 2U);
  EXPECT_EQ(seen[1].claims.size(), 1U);
}

TEST(ScamTraces, ADefangedLinkCanBeReadButNotPressed) {
  EXPECT_EQ(defanged("bit.ly/AbC"), "bit[.]ly/AbC");
  EXPECT_EQ(defanged(Trace{TraceKind::link, "nama.tak.dikenal/x.html"}),
            "nama[.]tak[.]dikenal/x.html");
  EXPECT_EQ(defanged(Trace{TraceKind::phone, "081200001111"}), "081200001111");
  EXPECT_EQ(defanged("Buka https://Hadiah.bank.com/klaim?a=1 hari ini. Segera"),
            "Buka Hadiah[.]bank[.]com/klaim?a=1 hari ini. Segera");
  EXPECT_EQ(defanged("Tanpa tautan, Rp1.500.000. Titik."), "Tanpa tautan, Rp1.500.000. Titik.");
}

}  // namespace
}  // namespace kentongan::tabayun
