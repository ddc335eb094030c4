#include "channels/feeds.hpp"

#include "base/random.hpp"
#include "base/text.hpp"
#include "testing/test_files.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace kentongan::channels {
namespace {

using testing::matches_golden;
namespace fs = std::filesystem;

Instant at(std::string_view text) { return parse_rfc3339(text).value(); }

Feed majalengka() {
  Feed feed;
  feed.base_url = "https://kabar.majalengkakab.example";
  feed.path = "/umpan.atom";
  feed.home = "/";
  feed.title = "Kabar Majalengka";
  feed.description = "Informasi yang sudah diperiksa, dari kelompok informasi masyarakat.";
  feed.author = "Diskominfo Majalengka";
  feed.icon = "/lambang.png";
  feed.updated = at("2026-11-01T00:00:00Z");
  feed.id = tag_uri({feed.base_url, feed.updated, "feed", "semua"});
  return feed;
}

FeedEntry posyandu() {
  FeedEntry entry;
  entry.id = "tag:kabar.majalengkakab.example,2026:item/0c4k3v0q2m8ad";
  entry.url = "/kabar/jadwal-posyandu";
  entry.title = "Jadwal posyandu & imunisasi <susulan>";
  entry.summary = "Posyandu serentak tanggal 25.\nBawa buku KIA.";
  entry.body = html::Literal(
      "<p>Lihat <a href=\"/kabar/lain\">jadwal</a> dan <a href=\"#peta\">peta</a>, "
      "<a href=\"https://contoh.example/a?b=1&amp;c=2\">rujukan</a>.</p><p>]]&gt; "
      "\xF0\x9F\x91\xB6</p>");
  entry.author = "KIM Sukamaju";
  entry.topics = {"kesehatan", "anak", "kesehatan"};
  entry.label = "Pemerintah";
  entry.published = at("2026-11-21T01:00:00Z");
  entry.updated = at("2026-11-21T02:30:00.25Z");
  return entry;
}

TEST(Feeds, SayTheSameInThreeFormatsAsTheGoldenFilesShow) {
  Feed feed = majalengka();
  FeedEntry plain;
  plain.id = "tag:kabar.majalengkakab.example,2026:item/1";
  plain.url = "https://kabar.majalengkakab.example/kabar/satu";
  plain.title = "Satu";
  plain.published = plain.updated = at("2026-11-20T00:00:00Z");
  feed.entries = {posyandu(), plain};

  EXPECT_TRUE(matches_golden(KENTONGAN_SOURCE_DIR, "channels/feed.atom",
                             write_feed(FeedFormat::atom, feed)));
  feed.path = "/umpan.rss";
  EXPECT_TRUE(
      matches_golden(KENTONGAN_SOURCE_DIR, "channels/feed.rss", write_feed(FeedFormat::rss, feed)));
  feed.path = "/umpan.json";
  EXPECT_TRUE(matches_golden(KENTONGAN_SOURCE_DIR, "channels/feed.json",
                             write_feed(FeedFormat::json, feed)));
}

TEST(Feeds, KeepTheNewestFiftyAndEachIdOnce) {
  Feed feed = majalengka();
  for (int i = 0; i < 120; ++i) {
    FeedEntry entry = posyandu();
    entry.id += std::to_string(i / 2);
    feed.entries.push_back(entry);
  }

  const std::string atom = write_feed(FeedFormat::atom, feed);

  const std::string marked = replace_all(atom, "<entry>", "\x01");
  EXPECT_EQ(split(marked, '\x01').size() - 1, most_feed_entries);
  EXPECT_NE(atom.find("m8ad49</id>"), std::string::npos);
  EXPECT_EQ(atom.find("m8ad50</id>"), std::string::npos);
}

TEST(Feeds, NeverGoBackInTimeWhenAnEntryWasUpdatedBeforeItWasPublished) {
  Feed feed = majalengka();
  feed.entries = {posyandu()};
  feed.entries[0].updated = at("2020-01-01T00:00:00Z");

  EXPECT_EQ(write_feed(FeedFormat::json, feed).find("2020-"), std::string::npos);
}

TEST(Feeds, AnEmptyFeedTellsWhenItWasMade) {
  EXPECT_NE(write_feed(FeedFormat::atom, majalengka())
                .find("<updated>2026-11-01T00:00:00+00:00</updated>"),
            std::string::npos);
}

TEST(Feeds, AnIdSurvivesAMoveOfTheSite) {
  EXPECT_EQ(tag_uri({"https://Kabar.Example:8443/x", at("2026-11-21T00:00:00Z"), "item", "0c4k"}),
            "tag:kabar.example,2026:item/0c4k");
  EXPECT_EQ(tag_uri({"not a url", at("2026-11-21T00:00:00Z"), "item", "a b\n"}),
            "tag:localhost,2026:item/a%20b%0A");
}

// ---- against the schemas
// ---------------------------------------------------------------------------

constexpr std::array<std::string_view, 18> nasty{"👩‍👩‍👧‍👦 keluarga 🇮🇩",
                                                 "السلام عليكم ورحمة الله",
                                                 "ꦱꦸꦒꦼꦁꦫꦮꦸꦃ",
                                                 "]]>",
                                                 "<![CDATA[",
                                                 "&amp;&nbsp;&#0;",
                                                 "<b>tebal</b>",
                                                 std::string_view("nol\0nol", 7),
                                                 "\x01\x02\x0B\x0C\x1B\x7F",
                                                 "\xC2\x85\xC2\x9F",
                                                 "\xEF\xBF\xBE\xEF\xBF\xBF",
                                                 "\xFF\xFE rusak \xC0\x80",
                                                 "\"kutip\" 'tunggal'",
                                                 "</title></entry>",
                                                 "<!-- -- -->",
                                                 "\xE2\x80\xA8\xE2\x80\xA9",
                                                 "garis\r\nbaru\rlagi",
                                                 "\xF0\x9F\x92\xA9\xEF\xB7\x90"};

/// A feed of 50 entries made of nasty pieces; the same for the same seed.
Feed nasty_feed(std::uint64_t seed) {
  const SeededRandom random(seed);
  const auto words = [&] {
    std::string text = "kabar ";
    for (auto count = random.below(6); count > 0; --count) {
      text += nasty[random.below(nasty.size())];
      text += " ";
    }
    return text;
  };
  Feed feed = majalengka();
  feed.title = words();
  feed.description = words();
  for (int i = 0; i < 50; ++i) {
    FeedEntry entry = posyandu();
    entry.id = "tag:x.example,2026:item/" + std::to_string(seed) + "-" + std::to_string(i);
    entry.url = "/kabar/" + words();
    entry.title = words();
    entry.summary = random.below(3) == 0 ? "" : words();
    if (random.below(4) == 0) entry.body = {};
    entry.author = words();
    entry.topics = {words(), words()};
    entry.label = words();
    entry.published = entry.published + std::chrono::seconds(random.below(1'000'000));
    entry.updated = entry.published + Span(static_cast<std::int64_t>(random.below(5'000'000)));
    feed.entries.push_back(entry);
  }
  return feed;
}

fs::path standards() {
  const char* given = std::getenv("KENTONGAN_EVAL_DATA");  // NOLINT: read before threads
  for (const fs::path& folder : {fs::path(given == nullptr ? "" : given),
                                 fs::path(KENTONGAN_SOURCE_DIR) / "../shared/data"}) {
    if (!folder.empty() && fs::exists(folder / "standards/atom_rfc4287.rnc"))
      return folder / "standards";
  }
  return {};
}

constexpr int feeds_made = 24;  // of 50 entries: 1,200

/// Writes the feeds of one format into a folder of this test's own and gives their names, quoted.
std::string write_nasty_feeds(const fs::path& folder, FeedFormat format) {
  fs::create_directories(folder);
  std::string names;
  for (std::uint64_t seed = 1; seed <= feeds_made; ++seed) {
    const fs::path file = folder / std::to_string(seed);
    std::ofstream(file, std::ios::binary) << write_feed(format, nasty_feed(seed));
    names += " '" + file.string() + "'";
  }
  return names;
}

class FeedsAgainst : public ::testing::Test {
 protected:
  void SetUp() override {
    if (standards().empty())
      GTEST_SKIP() << "no standards: set KENTONGAN_EVAL_DATA to the folder that has them";
    folder_ = testing::temporary_folder("feeds");
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }
  static bool has(const std::string& tool) {
    return run("command -v " + tool + " >/dev/null 2>&1") == 0;
  }
  static int run(const std::string& command) { return std::system(command.c_str()); }  // NOLINT
  fs::path folder_;
};

TEST_F(FeedsAgainst, TheGrammarOfAtomHoldOverTwelveHundredNastyEntries) {
  if (!has("jing")) GTEST_SKIP() << "jing is not installed";
  const std::string files = write_nasty_feeds(folder_, FeedFormat::atom);
  EXPECT_EQ(run("jing -c '" + (standards() / "atom_rfc4287.rnc").string() + "'" + files), 0);
}

TEST_F(FeedsAgainst, TheSchemaOfRssHoldOverTwelveHundredNastyEntries) {
  if (!has("xmllint")) GTEST_SKIP() << "xmllint is not installed";
  const std::string files = write_nasty_feeds(folder_, FeedFormat::rss);
  EXPECT_EQ(run("xmllint --nonet --noout --schema '" + (standards() / "rss-2_0.xsd").string() +
                "'" + files + " 2>'" + (folder_ / "said").string() + "' || (tail -5 '" +
                (folder_ / "said").string() + "'; false)"),
            0);
}

TEST_F(FeedsAgainst, TheSchemaOfJsonFeedHoldOverTwelveHundredNastyEntries) {
  if (!has("/usr/bin/python3") || run("/usr/bin/python3 -c 'import jsonschema' 2>/dev/null") != 0) {
    GTEST_SKIP() << "python3-jsonschema is not installed";
  }
  const std::string files = write_nasty_feeds(folder_, FeedFormat::json);
  EXPECT_EQ(run(std::string("/usr/bin/python3 '") + KENTONGAN_SOURCE_DIR +
                "/tests/check_json_feed.py' '" + standards().string() + "'" + files),
            0);
}

}  // namespace
}  // namespace kentongan::channels
