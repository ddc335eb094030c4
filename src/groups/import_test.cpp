#include "base/text.hpp"
#include "groups/columns.hpp"
#include "groups/details.hpp"
#include "groups/district_for_test.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kentongan::groups {
namespace {

Result<> import(District& district, const std::string& csv, GroupImportReport& report,
                OnDuplicate on_duplicate = OnDuplicate::refuse) {
  return district.groups->import_csv({district.office, csv, on_duplicate}, report);
}

// ---- days and numbers
// -----------------------------------------------------------------------------

TEST(AnyDay, ReadsWhatPeopleAndSpreadsheetsWrite) {
  const Day day{2026, 11, 21};
  for (const char* text :
       {"2026-11-21", "21/11/2026", "21-11-2026", "21.11.2026", "21 November 2026", "21 nov 2026",
        " 2026-11-21 00:00:00", "2026-11-21T00:00:00", "46347"}) {
    ASSERT_TRUE(parse_any_day(text).ok()) << text;
    EXPECT_EQ(*parse_any_day(text), day) << text;
  }
  EXPECT_EQ(*parse_any_day("5/1/2024"), (Day{2024, 1, 5}));
  EXPECT_EQ(*parse_any_day("17 Agustus 1945"), (Day{1945, 8, 17}));
  EXPECT_EQ(*parse_any_day("43831"), (Day{2020, 1, 1}));
}

TEST(AnyDay, RefusesTheRest) {
  for (const char* text :
       {"", "21/11/26", "31/02/2026", "2026-02-30", "11/21/2026", "kemarin", "0", "999999", "-5",
        "21//2026", "a/b/cccc", "2026-11", "21 Brumaire 2026", "2026-11-21x"}) {
    EXPECT_FALSE(parse_any_day(text).ok()) << text;
  }
  EXPECT_FALSE(parse_any_day(std::string(10'000'000, '1')).ok());
}

TEST(Nik, IsFoundAndOtherNumbersAreLeftAlone) {
  for (const char* text : {"3210041201900001", "NIK:3210041201900001.", "3210 0412 0190 0001",
                           "32.10.04.120190.0001", "3210-0452-0190-0001", "x3210041201900001y"}) {
    EXPECT_TRUE(holds_nik(text)) << text;
  }
  for (const char* text :
       {"", "321004120190000", "32100412019000011", "0812-3456-7890", "01-01-2024 31-12-2027",
        "141.1/05-KPTS/2026", "3210041201 / 900001", "-6.8364 108.2276"}) {
    EXPECT_FALSE(holds_nik(text)) << text;
  }
}

TEST(Header, KnowsWhatOfficesCallTheColumns) {
  const auto header =
      read_header({"No", "Nama KIM", "KODE DESA", "Jenis Mitra", "Tgl. SK", "Bidang", ""});
  ASSERT_TRUE(header.ok());
  EXPECT_EQ(header->unknown, (std::vector<std::string>{"No"}));
  EXPECT_STREQ(read_header({"nama", "alamat"}).error().message(), "groups.import.no_header");
  EXPECT_STREQ(read_header({"nama", "name", "kode desa"}).error().message(),
               "groups.import.column_twice");
  EXPECT_EQ(column_names().size(), 30u);
}

// ---- import
// ---------------------------------------------------------------------------------------

TEST(ImportGroups, ReadsAFileAsExcelInIndonesiaSavesIt) {
  District district;
  GroupImportReport report;
  const std::string csv =
      "\xEF\xBB\xBF"
      "No;Nama Kelompok;Kode Desa;Jenis Mitra;Bidang;Tanggal SK;Nomor "
      "SK;Status;Lintang;Bujur;Kanal\r\n"
      "1;KIM Sukamulya;3210042001;KIM;\"Informasi; UMKM\";45000;141/2023;Aktif;-6,8364;108,2276;"
      "\"Radio: Radika FM 105,8;https://kim.example\"\r\n"
      "2;Sanggar Sukasari;32.10.04.2002;Pertunjukan Rakyat;Seni;02/01/2024;;Kurang Aktif;;;\r\n";

  ASSERT_TRUE(import(district, csv, report).ok());

  EXPECT_EQ(report.added, 2);
  EXPECT_EQ(report.unknown_columns, (std::vector<std::string>{"No"}));
  const Group kim = district.groups->find_by_slug("kim-sukamulya").value();
  EXPECT_EQ(kim.village(), area("32.10.04.2001"));
  EXPECT_EQ(kim.details.fields, (std::vector<std::string>{"informasi", "umkm"}));
  EXPECT_EQ(kim.details.decree.day, (Day{2023, 3, 15}));
  EXPECT_EQ(kim.details.coordinates, (Coordinates{-6.8364, 108.2276}));
  EXPECT_EQ(kim.details.channels,
            (std::vector<Channel>{{"radio", "Radika FM 105,8"}, {"site", "https://kim.example"}}));
  EXPECT_EQ(kim.state, State::active);
  const Group troupe = district.groups->find_by_slug("sanggar-sukasari").value();
  EXPECT_EQ(troupe.details.partner_kind, "pertunjukan-rakyat");
  EXPECT_EQ(troupe.state, State::less_active);
  EXPECT_EQ(district.noted().size(), 2u);
}

TEST(ImportGroups, NamesEveryRefusedRowAndKeepsNothing) {
  District district;
  district.has("KIM Lama");
  GroupImportReport report;
  const std::string csv =
      "name,village_code,state,founded_on,latitude,longitude,partner_kind,fields,note\n"
      "KIM Baik,32.10.04.2001,,,,,,,\n"                   // 2
      ",32.10.04.2001,,,,,,,\n"                           // 3
      "KIM A,32.10.04.9999,,,,,,,\n"                      // 4
      "KIM B,desa,,,,,,,\n"                               // 5
      "KIM C,32.10.04.2001,tidur,,,,,,\n"                 // 6
      "KIM D,32.10.04.2001,,kemarin,,,,,\n"               // 7
      "KIM E,32.10.04.2001,,,-6.8,,,,\n"                  // 8
      "KIM F,62.10.01.2001,,,,,,,\n"                      // 9
      "KIM LAMA,32.10.04.2001,,,,,,,\n"                   // 10
      "KIM G,32.10.04.2001,,,,,arisan,,\n"                // 11
      "KIM H,32.10.04.2001,,,,,,,NIK 3210041201900001\n"  // 12
      "KIM \"I,32.10.04.2001,,,,,,,\n"                    // 13
      "kim baik,32.10.04.2001,,,,,,,\n"                   // 14
      "KIM J,32.10.04.2001,closed,,,,,,\n";               // 15

  const auto refused = import(district, csv, report);

  EXPECT_STREQ(refused.error().message(), "groups.import.refused");
  const std::vector<std::pair<std::int64_t, std::string>> expected{
      {3, "groups.name.empty"},          {4, "places.area.not_found"},
      {5, "area.code.malformed"},        {6, "groups.state.unknown"},
      {7, "groups.day.malformed"},       {8, "groups.coordinates.malformed"},
      {9, "groups.register.not_office"}, {10, "groups.name.taken"},
      {11, "groups.kind.unknown"},       {12, "groups.text.nik"},
      {13, "csv.quote_misplaced"},       {14, "groups.import.twice"},
      {15, "groups.state.unknown"}};
  ASSERT_EQ(report.refused.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(report.refused[i].line, expected[i].first);
    EXPECT_EQ(report.refused[i].message, expected[i].second) << report.refused[i].line;
  }
  EXPECT_EQ(report.refused[5].column, "latitude");
  EXPECT_EQ(report.added, 0);
  EXPECT_FALSE(district.groups->find_by_slug("kim-baik").ok());
  EXPECT_EQ(district.noted().size(), 1u);

  ASSERT_TRUE(
      district.groups
          ->import_csv(
              {district.office, csv, OnDuplicate::refuse, places::OnRefusal::keep_the_rest}, report)
          .ok());
  EXPECT_EQ(report.added, 1);
  EXPECT_TRUE(district.groups->find_by_slug("kim-baik").ok());
}

TEST(ImportGroups, UpdatesDuplicatesWhenToldAndLeavesWhatIsTheSameAlone) {
  District district;
  const Group old = district.has("KIM Lama");
  GroupImportReport report;
  const std::string csv =
      "name,village_code,state,fields,vision\nKIM Lama,32.10.04.2001,dormant,informasi,Baru\n";

  ASSERT_TRUE(import(district, csv, report, OnDuplicate::update).ok());
  EXPECT_EQ(report.updated, 1);
  const Group now = district.groups->find(old.id).value();
  EXPECT_EQ(now.details.vision, "Baru");
  EXPECT_EQ(now.state, State::dormant);
  EXPECT_EQ(now.slug(), old.slug());
  EXPECT_EQ(district.noted().size(), 3u);  // registered, edited, state changed

  ASSERT_TRUE(import(district, csv, report, OnDuplicate::update).ok());
  EXPECT_EQ(report.unchanged, 1);
  EXPECT_EQ(district.noted().size(), 3u);
}

TEST(ImportGroups, TwoRowsForOneGroupAreForPeopleToDecide) {
  District district;
  GroupImportReport report;
  const std::string csv =
      "name,village_code,vision\nKIM Satu,32.10.04.2001,Pertama\nKIM SATU,32.10.04.2001,Kedua\n";

  EXPECT_FALSE(import(district, csv, report, OnDuplicate::update).ok());
  ASSERT_EQ(report.refused.size(), 1u);
  EXPECT_EQ(report.refused.front().line, 3);
  EXPECT_STREQ(report.refused.front().message, "groups.import.twice");
  EXPECT_FALSE(district.groups->find_by_slug("kim-satu").ok());
}

TEST(ImportGroups, RefusesFilesThatAreNoRegistry) {
  District district;
  GroupImportReport report;
  EXPECT_STREQ(import(district, "", report).error().message(), "csv.empty");
  EXPECT_STREQ(import(district, std::string("PK\x03\x04\0\0", 6), report).error().message(),
               "csv.has_nul");
  EXPECT_STREQ(import(district, "nama,alamat\nx,y\n", report).error().message(),
               "groups.import.no_header");
  EXPECT_STREQ(import(district, std::string(33 * 1024 * 1024, 'x'), report).error().message(),
               "groups.import.too_large");
  ASSERT_TRUE(import(district, "nama,kode desa\n", report).ok());
  EXPECT_EQ(report.added, 0);
}

TEST(ImportGroups, MayNotChangeAGroupOfAnotherOfficeThroughItsSlug) {
  District district;
  const auto far = district.groups->register_group(
      {district.holder(people::Role::petugas_ikp, "62.10"),
       district.details("KIM Jauh", "62.10.01.2001"), State::active});
  ASSERT_TRUE(far.ok());
  GroupImportReport report;
  const auto stolen = import(district, "name,slug,village_code\nKIM Curi,kim-jauh,32.10.04.2001\n",
                             report, OnDuplicate::update);
  EXPECT_FALSE(stolen.ok());
  EXPECT_EQ(district.groups->find(far->id)->name(), "KIM Jauh");
}

// ---- round trip
// -----------------------------------------------------------------------------------

TEST(ExportGroups, RoundTripsByteForByte) {
  District district;
  GroupDetails full = district.details("=KIM \"Petik\", titik; koma");
  full.national_number = "+62-001";
  full.fields = {"umkm", "seni"};
  full.address = "Jl. Raya No. 1, RT 02";
  full.coordinates = Coordinates{-6.836412345678901, 108.1};
  full.founded_on = Day{2019, 2, 28};
  full.minutes_number = "-BA/1";
  full.minutes_day = Day{2023, 12, 1};
  full.decree = {"141/2024", Day{2024, 1, 2}, "Kepala Desa", "desa", Day{2027, 1, 1}};
  full.inaugurated_on = Day{2024, 2, 29};
  full.vision = "Baris satu\nbaris dua \"kutip\"";
  full.mission = "@semua";
  full.work_programme = "'=bukan rumus";
  full.secretariat = "Balai desa; lantai 2";
  full.equipment = {"komputer", "pengeras-suara"};
  full.channels = {{"radio", "Radika FM 105,8"},
                   {"site", "https://kim.example/a:b"},
                   {"whatsapp", "Warga (250)"}};
  full.funds = "Swadaya";
  full.partners = "Karang Taruna, PKK";
  full.local_potential = "Mangga gedong gincu — terbaik";
  full.officer_in_charge = "Petugas Contoh";
  full.note = "半 \xF0\x9F\x98\x80 emoji";
  ASSERT_TRUE(district.groups->register_group({district.office, full, State::inaugurated}).ok());
  district.has("KIM Bubar", "32.10.17.2001", State::closed);
  district.has("KIM Kosong", "32.10.04.2002");

  const std::string first = district.groups->export_csv(district.office, area("32.10")).value();
  District elsewhere;
  GroupImportReport report;
  ASSERT_TRUE(import(elsewhere, first, report).ok());
  EXPECT_EQ(report.added, 3);
  EXPECT_EQ(elsewhere.groups->export_csv(elsewhere.office, area("32.10")).value(), first);

  ASSERT_TRUE(import(district, first, report, OnDuplicate::update).ok());
  EXPECT_EQ(report.unchanged, 3);

  // As Excel would save it again: other line ends, semicolons and a mark.
  EXPECT_TRUE(first.starts_with("name,slug,national_number,partner_kind,fields,village_code,"));
  EXPECT_NE(first.find("'=KIM"), std::string::npos) << "no formula leaves";
  EXPECT_EQ(first.find(",=KIM"), std::string::npos);
}

TEST(ExportGroups, IsForTheOffice) {
  District district;
  EXPECT_EQ(district.groups->export_csv(people::Actor(), area("32.10")).error().refusal(),
            Refusal::forbidden);
  EXPECT_EQ(district.groups->export_csv(district.office, area("32")).error().refusal(),
            Refusal::forbidden);
}

}  // namespace
}  // namespace kentongan::groups
