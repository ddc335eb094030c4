#include "base/csv.hpp"

#include "base/random.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace kentongan {
namespace {

using Cells = std::vector<std::string>;

std::vector<CsvRow> all_rows(std::string_view text) {
  auto reader = CsvReader::open(text);
  EXPECT_TRUE(reader.ok());
  std::vector<CsvRow> rows;
  CsvRow row;
  while (reader->next(row)) rows.push_back(row);
  return rows;
}

TEST(Csv, ReadsQuotesDoubledQuotesAndLineEndsInsideQuotes) {
  const auto rows = all_rows("a,\"b,\"\"c\"\"\",\"two\r\nlines\"\r\nd,,e\r\n");

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].cells, (Cells{"a", "b,\"c\"", "two\r\nlines"}));
  EXPECT_EQ(rows[1].cells, (Cells{"d", "", "e"}));
  EXPECT_EQ(rows[1].line, 3);
}

TEST(Csv, TakesAByteOrderMarkSemicolonsTabsAndAnyLineEnd) {
  EXPECT_EQ(all_rows("\xEF\xBB\xBFname;slug\nKIM;\"a,b;c\"\r\n")[1].cells, (Cells{"KIM", "a,b;c"}));
  EXPECT_EQ(all_rows("name\tslug\rKIM\tx\r")[1].cells, (Cells{"KIM", "x"}));
  EXPECT_EQ(all_rows("sep=;\r\na;b,c\r\n")[0].cells, (Cells{"a", "b,c"}));
  EXPECT_EQ(all_rows("sep=;\r\na;b,c\r\n")[0].line, 2);
}

TEST(Csv, SkipsBlankLinesButCountsThem) {
  const auto rows = all_rows("\n\na,b\n\n\nc,d");

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].line, 3);
  EXPECT_EQ(rows[1].line, 6);
  EXPECT_EQ(rows[1].cells, (Cells{"c", "d"}));
}

TEST(Csv, NamesTheLineOfABadRowAndGoesOnBehindIt) {
  const auto rows =
      all_rows("a,b\n5\" pipe,x\n\"shut\"not,y\nfine,row\n\"never closed,z\nlast,one\n");

  ASSERT_EQ(rows.size(), 6u);
  EXPECT_STREQ(rows[1].problem, "csv.quote_misplaced");
  EXPECT_EQ(rows[1].line, 2);
  EXPECT_STREQ(rows[2].problem, "csv.quote_misplaced");
  EXPECT_EQ(rows[3].problem, nullptr);
  EXPECT_STREQ(rows[4].problem, "csv.quote_unclosed");
  EXPECT_EQ(rows[4].line, 5);
  EXPECT_EQ(rows[5].cells, (Cells{"last", "one"}));
}

TEST(Csv, RefusesWhatIsNoText) {
  EXPECT_STREQ(CsvReader::open("").error().message(), "csv.empty");
  EXPECT_STREQ(CsvReader::open("\xEF\xBB\xBF \r\n").error().message(), "csv.empty");
  EXPECT_STREQ(CsvReader::open("a,\xE9\n").error().message(), "csv.not_utf8");
  EXPECT_STREQ(CsvReader::open(std::string_view("\xFF\xFE"
                                                "a\0",
                                                4))
                   .error()
                   .message(),
               "csv.not_utf8");
  EXPECT_STREQ(CsvReader::open(std::string_view("a\0b", 3)).error().message(), "csv.has_nul");
}

TEST(Csv, RefusesARowOfTooManyCellsWithoutKeepingThem) {
  const auto rows = all_rows(std::string(2'000'000, ',') + "\na,b");

  ASSERT_EQ(rows.size(), 2u);
  EXPECT_STREQ(rows[0].problem, "csv.too_many_cells");
  EXPECT_EQ(rows[1].cells.size(), 2u);
}

TEST(Csv, DefusesFormulasAndGivesThemBack) {
  EXPECT_EQ(defused("=1+1"), "'=1+1");
  EXPECT_EQ(defused("+62812"), "'+62812");
  EXPECT_EQ(defused("@SUM(A1)"), "'@SUM(A1)");
  EXPECT_EQ(defused("-6.83"), "-6.83");
  EXPECT_EQ(defused("-6.83-cmd"), "'-6.83-cmd");
  EXPECT_EQ(defused("'kutip"), "'kutip");
  for (const char* cell :
       {"=1", "'=1", "''=1", "'", "''", "", "-", "-1", "'-1", "\tx", "Jum'at", "--"}) {
    EXPECT_EQ(fused(defused(cell)), cell);
  }
}

TEST(Csv, ReadsBackWhateverItWrites) {
  const SeededRandom random(7);
  const std::string_view letters = "a;,\"\r\n\t '=+-@.1é";
  for (int round = 0; round < 2'000; ++round) {
    Cells cells;
    for (std::uint64_t i = 0; i <= random.below(4); ++i) {
      std::string cell;
      for (std::uint64_t j = 0; j < random.below(6); ++j) {
        const std::size_t at = random.below(letters.size() - 2);  // never half of é
        cell += letters[at];
      }
      cells.push_back(cell);
    }
    // The header fixes the separator, as in a real file.
    std::string text = csv_line({"one", "two"});
    Cells sent;
    for (const std::string& cell : cells) sent.push_back(defused(cell));
    text += csv_line(sent);

    const auto rows = all_rows(text);

    ASSERT_EQ(rows.size(), 2u) << text;
    ASSERT_EQ(rows[1].problem, nullptr) << text;
    Cells back;
    for (const std::string& cell : rows[1].cells) back.push_back(fused(cell));
    ASSERT_EQ(back, cells) << text;
  }
}

}  // namespace
}  // namespace kentongan
