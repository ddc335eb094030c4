#include "places/places.hpp"

#include "db/schema.hpp"
#include "places/folded_name.hpp"
#include "places/internal/area_index.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace kentongan::places {
namespace {

AreaCode code(std::string_view text) { return AreaCode::parse(text).value(); }

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder of area files that goes away with the test.
class AreaFolder {
 public:
  AreaFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "kentongan-areas-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
    write("provinces.csv", "code,name\n32,Jawa Barat\n62,Kalimantan Tengah\n13,Sumatera Barat\n");
    write("regencies.csv",
          "code,province_code,name\n32.10,32,Kabupaten Majalengka\n32.73,32,Kota Bandung\n"
          "62.10,62,Kabupaten Gunung Mas\n13.06,13,Kabupaten Agam\n");
    write("districts.csv",
          "code,regency_code,name\n32.10.11,32.10,Majalengka\n32.10.17,32.10,Kadipaten\n"
          "32.10.04,32.10,Cikijing\n62.10.01,62.10,Sepang\n13.06.01,13.06,Tanjung Mutiara\n");
    write("villages.csv",
          "code,district_code,name\n32.10.04.2001,32.10.04,Sukamulya\n32.10.17.2001,32.10.17,"
          "Kadipaten\n"
          "32.10.11.1001,32.10.11,Majalengka Kulon\n32.10.17.2002,32.10.17,Babakan Jawa\n"
          "32.10.17.2003,32.10.17,Babakan\n62.10.01.2002,62.10.01,\"Soka\"\"an\"\n"
          "13.06.01.2001,13.06.01,Tiku Selatan\n");
  }
  ~AreaFolder() { std::filesystem::remove_all(path_); }
  AreaFolder(const AreaFolder&) = delete;
  AreaFolder& operator=(const AreaFolder&) = delete;
  void write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ + "/" + name, std::ios::binary) << text;
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Country {
  Country() {
    EXPECT_TRUE(db->migrate(db::whole_schema(), Instant()).ok());
    EXPECT_TRUE(places.import_areas({.folder = folder.path()}, report).ok());
  }
  [[nodiscard]] std::string first(std::string_view text, std::string_view within = "") const {
    const auto found = places.search(text, code(within), 10);
    return found.empty() ? "" : found.front().area.label();
  }

  AreaFolder folder;
  std::unique_ptr<db::Db> db = db::open_in_memory();
  Places places{*db};
  AreaImportReport report;
};

// ---- codes
// ----------------------------------------------------------------------------------------

TEST(AreaCode, KnowsItsLevelAndItsAncestors) {
  const AreaCode village = code("32.10.01.2001");

  EXPECT_EQ(village.level(), Level::village);
  EXPECT_EQ(village.parent(), code("32.10.01"));
  EXPECT_EQ(village.regency(), code("32.10"));
  EXPECT_EQ(code("32").parent(), AreaCode());
  EXPECT_EQ(AreaCode().parent(), AreaCode());
  EXPECT_EQ(code("32").at(Level::village), code("32"));
  EXPECT_TRUE(code("32.10").contains(village));
  EXPECT_TRUE(AreaCode().contains(village));
  EXPECT_FALSE(village.contains(code("32.10")));
}

TEST(AreaCode, RefusesEverythingElse) {
  for (const char* text :
       {"3", "3210", "32.1", "32.10.", "32.10.01.201", "32.10.01.20011", "ab", "32,10", " 32"}) {
    EXPECT_STREQ(AreaCode::parse(text).error().message(), "area.code.malformed") << text;
  }
  EXPECT_FALSE(AreaCode::parse(std::string_view("3\0", 2)).ok());
}

TEST(Area, ACodeSaysWhetherItIsKotaOrKelurahan) {
  EXPECT_EQ(kind_of(code("32.10")), AreaKind::kabupaten);
  EXPECT_EQ(kind_of(code("32.73")), AreaKind::kota);
  EXPECT_EQ(kind_of(code("32.10.11.1001")), AreaKind::kelurahan);
  EXPECT_EQ(kind_of(code("32.10.11.2001")), AreaKind::desa);
  for (const AreaKind kind : {AreaKind::kota, AreaKind::desa})
    EXPECT_EQ(find_area_kind(name_of(kind)), kind);
}

TEST(FoldedName, IsBlindToCaseAccentsAndApostrophes) {
  EXPECT_EQ(folded_name("  KADIPATEN  Wétan "), "kadipaten wetan");
  EXPECT_EQ(folded_name("Ja\"an"), folded_name("Ja’an"));
  EXPECT_EQ(folded_name("Lubuk Pakam I,II"), "lubuk pakam i ii");
  EXPECT_EQ(folded_name("\xFF\xC3"), "ya");  // broken UTF-8 is read as Latin-1 and does no harm
}

// ---- import and look-up
// ---------------------------------------------------------------------------

TEST(Places, ImportCountsWhatItTookAndRunsTwiceWithoutDoubling) {
  Country country;
  EXPECT_EQ(country.report.provinces, 3);
  EXPECT_EQ(country.report.villages, 7);

  country.folder.write("provinces.csv",
                       "\xEF\xBB\xBF"
                       "code;name\r\n32;Jabar\r\n62;Kalteng\r\n13;Sumbar\r\n");
  ASSERT_TRUE(country.places.import_areas({.folder = country.folder.path()}, country.report).ok());

  EXPECT_EQ(country.places.find(code("32"))->name, "Jabar");
  EXPECT_EQ(country.places.counts(AreaCode()).villages, 7);
  EXPECT_EQ(country.places.counts(AreaCode()).provinces, 3);
}

TEST(Places, ARefusedLineRefusesTheWholeImportAndIsNamed) {
  Country country;
  country.folder.write("villages.csv",
                       "code,district_code,name\n32.10.04.2002,32.10.04,Baru\n32.99.04.2001,x,Y\n"
                       "32.10.04.2003,32.10.04,\n32.10.04,z,Z\n32.10.04.2002,q,Lagi\n32.10\n");

  const auto refused =
      country.places.import_areas({.folder = country.folder.path()}, country.report);

  EXPECT_STREQ(refused.error().message(), "places.import.refused");
  ASSERT_EQ(country.report.refused.size(), 5u);
  EXPECT_EQ(country.report.refused[0].line, 3);
  EXPECT_STREQ(country.report.refused[0].message, "places.import.parent_missing");
  EXPECT_STREQ(country.report.refused[1].message, "places.import.name_empty");
  EXPECT_STREQ(country.report.refused[2].message, "places.import.wrong_level");
  EXPECT_STREQ(country.report.refused[3].message, "places.import.code_twice");
  EXPECT_STREQ(country.report.refused[4].message, "places.import.cells_missing");
  EXPECT_FALSE(country.places.find(code("32.10.04.2002")).ok());

  ASSERT_TRUE(
      country.places.import_areas({country.folder.path(), OnRefusal::keep_the_rest}, country.report)
          .ok());
  EXPECT_EQ(country.places.find(code("32.10.04.2002"))->name, "Baru");
}

TEST(Places, SaysWhichFileIsMissing) {
  Country country;
  const auto refused = country.places.import_areas({.folder = "/nowhere"}, country.report);
  EXPECT_EQ(refused.error().refusal(), Refusal::not_found);
  EXPECT_STREQ(refused.error().message(), "places.import.no_file");
}

TEST(Places, TakesOneNewAreaBelowOneItKnows) {
  Country country;
  ASSERT_TRUE(country.places.set_area(code("32.10.04.2010"), " Desa\tBaru ").ok());
  EXPECT_EQ(country.first("desa baru cikijing"), "Desa Desa Baru");
  EXPECT_EQ(country.places.set_area(code("33.10"), "X").error().refusal(), Refusal::not_found);
  EXPECT_EQ(country.places.set_area(code("32.11"), "'").error().refusal(), Refusal::invalid);
  EXPECT_EQ(country.places.set_area(AreaCode(), "X").error().refusal(), Refusal::invalid);
  EXPECT_EQ(country.places.villages_by_district(code("32.10")).at(code("32.10.04")), 2);
}

TEST(Places, NamesAnAreaAsPeopleThereDo) {
  Country country;
  EXPECT_EQ(country.places.find(code("32.10"))->label(), "Kabupaten Majalengka");
  EXPECT_EQ(country.places.find(code("32.73"))->label(), "Kota Bandung");
  EXPECT_EQ(country.places.find(code("32"))->label(), "Jawa Barat");
  EXPECT_EQ(country.places.find(code("13.06.01.2001"))->label(), "Nagari Tiku Selatan");
  EXPECT_EQ(country.places.find(code("62.10.01.2002"))->label(), "Desa Soka'an");
  EXPECT_EQ(country.places.find(AreaCode())->label(), "Indonesia");
  EXPECT_EQ(country.places.find(code("99")).error().refusal(), Refusal::not_found);
}

TEST(Places, LevelNamesAreSettingsAndTheNarrowestWins) {
  Country country;
  ASSERT_TRUE(country.places.set_level_name(code("32.10"), AreaKind::district, "  Wilayah ").ok());

  EXPECT_EQ(country.places.level_name(AreaKind::district, code("32.10.01")), "Wilayah");
  EXPECT_EQ(country.places.level_name(AreaKind::district, code("32.73")), "Kecamatan");
  EXPECT_EQ(country.places.names_for(Level::village, code("13.06")),
            (std::vector<std::string>{"Nagari", "Kelurahan"}));
  EXPECT_EQ(country.first("kec kadipaten"), "Wilayah Kadipaten");
  EXPECT_FALSE(country.places.set_level_name(AreaCode(), AreaKind::desa, " ").ok());
  EXPECT_FALSE(
      country.places.set_level_name(AreaCode(), AreaKind::desa, std::string(41, 'x')).ok());
}

TEST(Places, WalksUpAndDown) {
  Country country;
  const auto children = country.places.children(code("32.10"));
  ASSERT_EQ(children.size(), 3u);
  EXPECT_EQ(children[0].name, "Cikijing");
  EXPECT_EQ(country.places.children(AreaCode()).size(), 3u);

  const auto path = country.places.path(code("32.10.04.2001"));
  ASSERT_EQ(path.size(), 4u);
  EXPECT_EQ(path.front().name, "Jawa Barat");
  EXPECT_EQ(path.back().name, "Sukamulya");
  EXPECT_TRUE(country.places.path(AreaCode()).empty());

  const auto several = country.places.find_all({code("32"), code("99"), AreaCode(), code("32")});
  EXPECT_EQ(several.size(), 2u);
  EXPECT_EQ(country.places.counts(code("32.10")).districts, 3);
  EXPECT_EQ(country.places.counts(code("32.10")).villages, 5);
  EXPECT_EQ(country.places.counts(code("32")).regencies, 2);
  EXPECT_EQ(country.places.counts(code("32.10.17")).villages, 3);
}

// ---- search
// ---------------------------------------------------------------------------------------

TEST(Search, UnderstandsWhatPeopleType) {
  Country country;
  EXPECT_EQ(country.first("majalengka"), "Kabupaten Majalengka");
  EXPECT_EQ(country.first("MAJALÉNGKA"), "Kabupaten Majalengka");
  EXPECT_EQ(country.first("kab. majalengka"), "Kabupaten Majalengka");
  EXPECT_EQ(country.first("kec majalengka"), "Kecamatan Majalengka");
  EXPECT_EQ(country.first("kec kadipaten"), "Kecamatan Kadipaten");
  EXPECT_EQ(country.first("desa kadipaten"), "Desa Kadipaten");
  EXPECT_EQ(country.first("ds. kadipaten, kec. kadipaten"), "Desa Kadipaten");
  EXPECT_EQ(country.first("desa sukamulya cikijing"), "Desa Sukamulya");
  EXPECT_EQ(country.first("sukamulya majalengka jawa barat"), "Desa Sukamulya");
  EXPECT_EQ(country.first("kel majalengka kulon"), "Kelurahan Majalengka Kulon");
  EXPECT_EQ(country.first("kota bandung"), "Kota Bandung");
  EXPECT_EQ(country.first("babakan jawa"), "Desa Babakan Jawa");
  EXPECT_EQ(country.first("nagari tiku"), "Nagari Tiku Selatan");
  EXPECT_EQ(country.first("kulon"), "Kelurahan Majalengka Kulon");
  EXPECT_EQ(country.first("suka"), "Desa Sukamulya");
  EXPECT_EQ(country.first("sokaan"), "Desa Soka'an");
}

TEST(Search, UnderstandsCodesWithAndWithoutPoints) {
  Country country;
  EXPECT_EQ(country.first("32.10.17"), "Kecamatan Kadipaten");
  EXPECT_EQ(country.first("3210172001"), "Desa Kadipaten");
  EXPECT_EQ(country.places.search("32.10", AreaCode(), 100).size(), 9u);
  EXPECT_EQ(country.first("32.1"), "Kabupaten Majalengka");
}

TEST(Search, ForgivesASlipOfTheFinger) {
  Country country;
  EXPECT_EQ(country.first("majalenka"), "Kabupaten Majalengka");
  EXPECT_EQ(country.first("kec cikijng"), "Kecamatan Cikijing");
  EXPECT_EQ(country.first("xyzzy"), "");
}

TEST(Search, OffersBothPlacesWhenOneIsNotInTheOther) {
  Country country;
  const auto found = country.places.search("desa babakan cikijing", AreaCode(), 10);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].area.label(), "Kecamatan Cikijing");
  EXPECT_EQ(found[1].area.label(), "Desa Babakan");
}

TEST(Search, StaysWithinAnAreaAndALimit) {
  Country country;
  EXPECT_EQ(country.first("se", "62.10"), "Kecamatan Sepang");
  EXPECT_EQ(country.first("majalengka", "62.10"), "");
  EXPECT_EQ(country.first("majalengka", "32.10.11"), "Kecamatan Majalengka");
  EXPECT_EQ(country.places.search("32", AreaCode(), 2).size(), 2u);
  EXPECT_TRUE(country.places.search("32", AreaCode(), 0).empty());
}

TEST(Search, SaysWhereAPlaceLies) {
  Country country;
  EXPECT_EQ(country.places.search("sukamulya", AreaCode(), 1)[0].where,
            "Kecamatan Cikijing, Kabupaten Majalengka, Jawa Barat");
}

TEST(Search, SurvivesAnythingTyped) {
  Country country;
  for (const std::string& text :
       {std::string(), std::string("   "), std::string("desa"), std::string("kec. kab."),
        std::string("%_'\";--"), std::string("\0\xFF\xC3(", 4), std::string(10'000'000, 'a'),
        std::string("q w x f g h z j"), std::string("99999999999999999999"), std::string("..")}) {
    EXPECT_TRUE(country.places.search(text, AreaCode(), 10).empty()) << text.substr(0, 20);
  }
}

TEST(Search, SeesAnImportMadeByAnotherNode) {
  Country country;
  EXPECT_EQ(country.first("mekarsari"), "");

  Places other(*country.db);
  country.folder.write("villages.csv",
                       "code,district_code,name\n32.10.04.2009,32.10.04,Mekarsari\n");
  AreaImportReport report;
  ASSERT_TRUE(other.import_areas({.folder = country.folder.path()}, report).ok());

  EXPECT_EQ(country.first("mekarsari"), "Desa Mekarsari");
}

// ---- outlines
// -------------------------------------------------------------------------------------

TEST(Outline, ComesBackFromItsBytes) {
  const std::vector<Ring> rings{
      {{10819558, -704648}, {10819612, -704790}, {-18'000'000, 9'000'000}}, {}, {{0, 0}}};
  EXPECT_EQ(unpack(pack(rings)).value(), rings);
}

TEST(Outline, RefusesBrokenBytes) {
  const std::string good = pack({{{10819558, -704648}, {10819612, -704790}}});
  for (std::size_t length = 1; length < good.size(); ++length) {
    EXPECT_FALSE(unpack(good.substr(0, length)).ok());
  }
  EXPECT_FALSE(unpack(std::string(20, '\xFF')).ok());
  EXPECT_FALSE(unpack(std::string("\x02\xFE\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 10)).ok());
}

TEST(Outline, SimplifiesWithinItsTolerance) {
  Ring ring;
  for (int i = 0; i <= 1'000; ++i) ring.push_back({i * 10, (i % 2) * 3});
  ring.push_back({5'000, 9'000});
  ring.push_back(ring.front());

  const Ring fewer = simplified(ring, 10);

  EXPECT_LT(fewer.size(), 6u);
  EXPECT_EQ(fewer.front(), ring.front());
  EXPECT_EQ(simplified(ring, 0), ring);
}

TEST(Outline, DrawsAnSvgPathThatFitsItsBox) {
  const Outline square{code("32"),
                       {{{0, 0}, {100'000, 0}, {100'000, 100'000}, {0, 100'000}, {0, 0}}}};
  const Frame frame = frame_of({square});

  EXPECT_EQ(svg_path(square, frame, 100), "M0 100l100 0l0 -100l-100 0l0 100z");
  EXPECT_EQ(svg_height(frame, 100), 101);  // half a degree north, east-west is a little shorter
  EXPECT_EQ(svg_path({}, Frame(), 100), "");
}

TEST(Boundaries, AreTakenForKnownAreasAndRefusedOtherwise) {
  Country country;
  const auto report = country.places.import_boundaries(
      R"({"type":"FeatureCollection","features":[
        {"properties":{"kode":"32.10.04"},"geometry":{"type":"Polygon",
          "coordinates":[[[108.1,-7],[108.2,-7],[108.2,-6.9],[108.1,-7]]]}},
        {"properties":{"kode":"32.10.99"},"geometry":{"type":"Polygon",
          "coordinates":[[[108.1,-7],[108.2,-7],[108.2,-6.9],[108.1,-7]]]}},
        {"properties":{"nama":"x"},"geometry":null},
        {"properties":{"kode":"32.10.17"},"geometry":{"type":"Point","coordinates":[1,2]}},
        {"properties":{"kode":"32.10.11"},"geometry":{"type":"Polygon","coordinates":[[[999,0],[1,1],[2,2]]]}},
        7]})");

  ASSERT_TRUE(report.ok());
  EXPECT_EQ(report->outlines, 1);
  EXPECT_EQ(report->points, 4);
  EXPECT_EQ(report->refused.size(), 5u);
  ASSERT_EQ(country.places.outlines_within(code("32.10")).size(), 1u);
  EXPECT_EQ(country.places.outline(code("32.10.04"))[0].rings[0][0], (Point{10'810'000, -700'000}));
}

TEST(Boundaries, RefuseWhatIsNoGeoJson) {
  Country country;
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{\"features\":{}}"),
        std::string(100'000, '['), std::string("\x00\xFF", 2)}) {
    EXPECT_STREQ(country.places.import_boundaries(text).error().message(),
                 "places.boundaries.malformed");
  }
}

// ---- the real nation
// ------------------------------------------------------------------------------

/// The npm package, where it is installed.
std::string nation_folder() {
  return std::string(KENTONGAN_SOURCE_DIR) + "/node_modules/idn-area-data/data";
}

TEST(Nation, IsImportedWholeAndSearchedQuickly) {
  if (!std::filesystem::exists(nation_folder())) GTEST_SKIP() << "idn-area-data is not installed";
  const auto db = db::open_in_memory();
  ASSERT_TRUE(db->migrate(db::whole_schema(), Instant()).ok());
  Places places(*db);
  AreaImportReport report;
  // Time of the processor, not of the wall: the machine has other things to do.
  const auto clock = [] { return std::clock(); };
  const auto since = [&](std::clock_t start) {
    return 1'000.0 * double(clock() - start) / CLOCKS_PER_SEC;
  };

  auto start = clock();
  ASSERT_TRUE(places.import_areas({.folder = nation_folder()}, report).ok());
  RecordProperty("import_ms", std::to_string(since(start)));
  std::printf("import %.0f ms\n", since(start));
  EXPECT_EQ(report.provinces, 38);
  EXPECT_EQ(report.regencies, 514);
  EXPECT_EQ(report.districts, 7'285);
  EXPECT_EQ(report.villages, 83'762);

  start = clock();
  places.warm();
  std::printf("warm %.0f ms\n", since(start));

  const auto first = [&](std::string_view text) {
    const auto begin = clock();
    const auto found = places.search(text, AreaCode(), 10);
    std::printf("%7.2f ms  %s\n", since(begin), std::string(text).c_str());
    return found.empty() ? std::string() : found[0].area.label() + ", " + found[0].where;
  };
  EXPECT_EQ(first("majalengka"), "Kabupaten Majalengka, Jawa Barat");
  EXPECT_EQ(first("kec kadipaten majalengka"),
            "Kecamatan Kadipaten, Kabupaten Majalengka, Jawa Barat");
  EXPECT_EQ(first("desa sukamukti cikijing"),
            "Desa Sukamukti, Kecamatan Cikijing, Kabupaten Majalengka, Jawa Barat");
  EXPECT_EQ(first("desa sukamulya cikijing"),
            "Kecamatan Cikijing, Kabupaten Majalengka, Jawa Barat");
  EXPECT_EQ(first("kab gunung mas"), "Kabupaten Gunung Mas, Kalimantan Tengah");
  EXPECT_EQ(first("32.10.01"), "Kecamatan Lemahsugih, Kabupaten Majalengka, Jawa Barat");
  EXPECT_EQ(first("jakarta pusat"),
            "Kota Administrasi Jakarta Pusat, Daerah Khusus Ibukota Jakarta");
  EXPECT_EQ(first("kota agung"), "Kecamatan Kota Agung, Kabupaten Lahat, Sumatera Selatan");
  EXPECT_NE(first("s"), "");
  EXPECT_NE(first("a a a a a a a a"), "");
  EXPECT_EQ(first("majalenka"), "Kabupaten Majalengka, Jawa Barat");
  EXPECT_NE(first("suka jaya desa maju"), "x");
}

TEST(Nation, TheOutlinesOfTwoRegenciesFit) {
  const char* elsewhere = std::getenv("KENTONGAN_EVAL_DATA");
  const std::string folder =
      (elsewhere != nullptr ? elsewhere : std::string(KENTONGAN_SOURCE_DIR) + "/../shared/data") +
      "/boundaries";
  if (!std::filesystem::exists(folder) || !std::filesystem::exists(nation_folder())) {
    GTEST_SKIP() << "no boundaries or areas here";
  }
  const auto db = db::open_in_memory();
  ASSERT_TRUE(db->migrate(db::whole_schema(), Instant()).ok());
  Places places(*db);
  AreaImportReport areas;
  ASSERT_TRUE(places.import_areas({.folder = nation_folder()}, areas).ok());
  for (const char* regency : {"32.10", "62.10"}) {
    for (const char* level : {"kab", "kec", "desa"}) {
      const auto report =
          places.import_boundaries(read(folder + "/" + regency + "_" + level + ".geojson"));
      ASSERT_TRUE(report.ok());
      std::printf("%s %s: %ld outlines, %ld points, %zu refused\n", regency, level,
                  long(report->outlines), long(report->points), report->refused.size());
      EXPECT_TRUE(report->refused.empty());
    }
    EXPECT_EQ(std::int64_t(places.outlines_within(code(regency)).size()),
              places.counts(code(regency)).districts);
    const auto villages = places.outlines_within(code(regency), Level::village);
    EXPECT_EQ(std::int64_t(villages.size()), places.counts(code(regency)).villages);
    const Frame frame = frame_of(villages);
    std::size_t bytes = 0;
    std::size_t stored = 0;
    for (const Outline& village : villages) {
      stored += pack(village.rings).size();
      bytes += svg_path(simplified(village, 200), frame, 1'000).size();
    }
    std::printf("%s: villages stored in %zu bytes, drawn in %zu\n", regency, stored, bytes);
  }
}

}  // namespace
}  // namespace kentongan::places
