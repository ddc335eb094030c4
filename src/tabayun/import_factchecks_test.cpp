#include "tabayun/desk_for_tests.hpp"
#include "tabayun/factcheck_file.hpp"
#include "tabayun/tabayun.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kentongan::tabayun {
namespace {

constexpr const char* own_header =
    "id\tdate\tverdict\tkind\ttype\ttopic\ttitle\tclaim\texplanation\tconclusion\turl\tsources\n";
const std::string own_row =
    "kt1\t2026-01-12\tfalse\tmisinformation\tfabricated_content\thealth\tDaun kelor menyembuhkan "
    "kencing manis\t"
    "Minum air rebusan daun kelor tujuh hari, kencing manis sembuh total tanpa obat\tBelum ada "
    "bukti.\\nTanya bidan.\t"
    "Salah.\thttps://contoh.example/kt1\tDinas (rekaan)\n";

class ImportFactchecks : public OnBothEngines {};

template <typename Outcome>
std::string refusal_of(const Outcome& outcome) {
  return outcome.ok() ? "" : outcome.error().message();
}

struct Imported {
  FactcheckReport report;
  std::string refusal;
};
Imported import_into(Desk& desk, const std::string& bytes,
                     OnRefusal on_refusal = OnRefusal::keep_nothing) {
  const TempFile file(bytes);
  Imported imported;
  imported.refusal = refusal_of(desk.room->import_factchecks(
      {.file = file.name(), .on_refusal = on_refusal}, imported.report));
  return imported;
}

FactcheckRecord only_record(const std::string& bytes) {
  const auto file = read_factchecks(bytes);
  EXPECT_TRUE(file.ok() && file->records.size() == 1) << refusal_of(file);
  for (const RefusedRecord& refused : file->refused)
    ADD_FAILURE() << refused.line << " " << refused.message;
  return file->records.at(0);
}

std::string only_refusal(const std::string& bytes) {
  const auto file = read_factchecks(bytes);
  if (!file.ok()) return file.error().message();
  return file->refused.empty() ? "" : file->refused.front().message;
}

// ---- reading
// -------------------------------------------------------------------------------------

TEST(ReadFactchecks, our_own_table) {
  const FactcheckRecord record = only_record(own_header + own_row);

  EXPECT_EQ(record.line, 2);
  EXPECT_EQ(record.external_id, "kt1");
  EXPECT_EQ(record.checked_on, "2026-01-12");
  EXPECT_EQ(record.finding.verdict, Verdict::false_);
  EXPECT_EQ(record.finding.type, Type::fabricated_content);
  EXPECT_EQ(record.finding.explanation, "Belum ada bukti.\nTanya bidan.");
}

TEST(ReadFactchecks, byte_order_mark_windows_line_ends_and_windows_letters) {
  std::string row = own_row;
  row.replace(row.find("Belum"), 5, "Bel\xFCm \x93tegas\x94");
  row.insert(row.size() - 1, "\r");
  std::string header = own_header;
  header.insert(header.size() - 1, "\r");

  const FactcheckRecord record = only_record("\xEF\xBB\xBF" + header + row);

  EXPECT_EQ(record.finding.explanation, "Belüm “tegas” ada bukti.\nTanya bidan.");
  EXPECT_EQ(record.finding.sources, "Dinas (rekaan)");
}

TEST(ReadFactchecks, an_archives_table_with_its_tags) {
  const std::string header =
      "id\tdate\tlabel\ttitle\tnarrative\texplanation\tconclusion\turl\tsources\tcategory\timage\n";
  const auto file = read_factchecks(
      header +
      "a1\t\thoax\t[SALAH] Air laut naik\tair laut naik malam ini\t\t\t\tx\tothers\t\n"
      "a2\t2019-05-02\tvalid\t(BENAR): Jembatan ditutup\tjembatan\t\t\t\tx\t\t\n"
      "a3\t\tunknown\tAkun palsu bupati [TANYA]\t\t\t\t\tx\tpolitics\t\n"
      "a4\t\thoax\tUndian bank\tundian\t\t\thttps://a.example/…/b\tx\tscam\t\n");

  ASSERT_TRUE(file.ok());
  ASSERT_EQ(file->records.size(), 4U);
  EXPECT_EQ(file->records[0].finding.title, "Air laut naik");
  EXPECT_EQ(file->records[0].finding.verdict, Verdict::false_);
  EXPECT_EQ(file->records[0].finding.topic, Topic::other);
  EXPECT_EQ(file->records[1].finding.title, "Jembatan ditutup");
  EXPECT_EQ(file->records[1].finding.verdict, Verdict::true_);
  EXPECT_EQ(file->records[2].finding.title, "Akun palsu bupati [TANYA]");
  EXPECT_EQ(file->records[2].finding.verdict, Verdict::unproven);
  EXPECT_EQ(file->records[3].finding.kind, Kind::scam);
  EXPECT_EQ(file->records[3].finding.url, "");
}

TEST(ReadFactchecks, mafindos_news) {
  const auto file = read_factchecks(R"([
    {"id":"981","authors":"12","status":"2","classification":"False Context","title":"[SALAH] Foto banjir &quot;kemarin&quot;",
     "content":"<p>Banjir besar <b>kemarin</b></p><p>Sebarkan!</p>","fact":"Foto lama &amp; bukan di sini","references":"https://a.example",
     "source_link":"https://hoaks.example","tanggal":"2020-03-01","conclusion":"Salah konteks"},
    {"id":982,"status":"1","classification":"","title":"[BENAR] Jalan ditutup","content":"jalan","tanggal":"0000-00-00 00:00:00"}
  ])");

  ASSERT_TRUE(file.ok());
  ASSERT_EQ(file->records.size(), 2U);
  EXPECT_EQ(file->source, "mafindo");
  const Finding& flood = file->records[0].finding;
  EXPECT_EQ(flood.title, "Foto banjir \"kemarin\"");
  EXPECT_EQ(flood.claim, "Banjir besar kemarin\nSebarkan!");
  EXPECT_EQ(flood.verdict, Verdict::false_context);
  EXPECT_EQ(flood.type, Type::false_context);
  EXPECT_EQ(flood.explanation, "Foto lama & bukan di sini");
  EXPECT_EQ(file->records[0].checked_on, "2020-03-01");
  EXPECT_EQ(file->records[1].external_id, "982");
  EXPECT_EQ(file->records[1].finding.verdict, Verdict::true_);
  EXPECT_EQ(file->records[1].checked_on, "");
}

TEST(ReadFactchecks, claim_reviews_alone_in_a_list_and_in_a_graph) {
  const std::string review =
      R"({"@context":"https://schema.org","@type":"ClaimReview","url":"https://cek.example/1",
    "claimReviewed":"Bawang putih menyembuhkan flu","headline":"[SALAH] Bawang putih","datePublished":"2021-04-05T08:00:00+07:00",
    "author":{"@type":"Organization","name":"Cek Contoh"},
    "reviewRating":{"@type":"Rating","ratingValue":1,"bestRating":5,"worstRating":1,"alternateName":"Menyesatkan"}})";

  for (const std::string& bytes :
       {review, "[" + review + "]", R"({"@graph":[{"@type":"WebPage"},)" + review + "]}",
        R"({"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","item":)" + review +
            "}]}",
        R"({"@type":"DataFeed","dataFeedElement":[{"@type":"DataFeedItem","item":[)" + review +
            "]}]}",
        R"({"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":)" + review + "}]}"}) {
    const FactcheckRecord record = only_record(bytes);
    EXPECT_EQ(record.finding.verdict, Verdict::misleading);
    EXPECT_EQ(record.finding.claim, "Bawang putih menyembuhkan flu");
    EXPECT_EQ(record.author, "Cek Contoh");
    EXPECT_EQ(record.checked_on, "2021-04-05");
    EXPECT_EQ(record.finding.url, "https://cek.example/1");
  }
}

TEST(ReadFactchecks, a_rating_without_a_known_word_is_read_on_its_scale) {
  const auto verdict = [](const std::string& rating) {
    return only_record(
               R"({"@type":"ClaimReview","url":"https://a.example","claimReviewed":"Sebuah kabar","reviewRating":)" +
               rating + "}")
        .finding.verdict;
  };

  EXPECT_EQ(verdict(R"({"ratingValue":"1"})"), Verdict::false_);
  EXPECT_EQ(verdict(R"({"ratingValue":2})"), Verdict::misleading);
  EXPECT_EQ(verdict(R"({"ratingValue":3})"), Verdict::partly_true);
  EXPECT_EQ(verdict(R"({"ratingValue":5})"), Verdict::true_);
  EXPECT_EQ(verdict(R"({"ratingValue":100,"bestRating":100,"worstRating":0})"), Verdict::true_);
  EXPECT_EQ(verdict(R"({"ratingValue":-1})"), Verdict::unproven);
  EXPECT_EQ(verdict(R"({"ratingValue":1,"bestRating":1,"worstRating":5})"), Verdict::unproven);
  EXPECT_EQ(verdict(R"({"alternateName":"Entahlah"})"), Verdict::unproven);
}

TEST(ReadFactchecks, bad_files_are_refused_whole) {
  const auto refusal = [](const std::string& bytes) { return refusal_of(read_factchecks(bytes)); };

  EXPECT_EQ(refusal(""), "tabayun.import.nothing");
  EXPECT_EQ(refusal(own_header), "tabayun.import.nothing");
  EXPECT_EQ(refusal("nama;umur\nx;1\n"), "tabayun.import.no_header");
  EXPECT_EQ(refusal("id\ttitle\nx\ty\n"), "tabayun.import.no_header");
  EXPECT_EQ(refusal(std::string("\xFF\xFEi\0d\0", 6)), "tabayun.import.not_text");
  EXPECT_EQ(refusal(std::string("id\0title", 8)), "tabayun.import.not_text");
  EXPECT_EQ(refusal("{\"data\": [}"), "tabayun.import.malformed_json");
  EXPECT_EQ(refusal("[]"), "tabayun.import.nothing");
  EXPECT_EQ(refusal(std::string(200'000, '[')), "tabayun.import.malformed_json");
}

TEST(ReadFactchecks, bad_records_are_refused_one_by_one_with_their_reason) {
  const auto changed = [](const std::string& from, const std::string& to) {
    std::string row = own_row;
    row.replace(row.find(from), from.size(), to);
    return only_refusal(own_header + row);
  };

  EXPECT_EQ(changed("kt1\t", "\t"), "tabayun.import.no_id");
  EXPECT_EQ(changed("2026-01-12", "12/01/2026"), "tabayun.import.date");
  EXPECT_EQ(changed("2026-01-12", "2026-02-30"), "tabayun.import.date");
  EXPECT_EQ(changed("\tfalse", "\tmungkin"), "tabayun.import.word");
  EXPECT_EQ(changed("\thealth", "\tkesehatan"), "tabayun.import.word");
  EXPECT_EQ(changed("https://contoh", "javascript:contoh"), "tabayun.import.url");
  EXPECT_EQ(changed("\tDinas (rekaan)", ""), "tabayun.import.cells_missing");
  EXPECT_EQ(changed("\tDinas (rekaan)", "\tDinas\trekaan"), "tabayun.import.cells_extra");
  EXPECT_EQ(changed("Belum", std::string(60'001, 'x')), "tabayun.import.too_long");
  EXPECT_EQ(only_refusal(own_header + own_row + own_row), "tabayun.import.id_twice");
  EXPECT_EQ(only_refusal("[7]"), "tabayun.import.not_an_object");
  EXPECT_EQ(only_refusal(R"([{"title":"tanpa nomor"}])"), "tabayun.import.no_id");
  EXPECT_EQ(only_refusal(R"([{"@type":"ClaimReview","url":"https://a.example"}])"),
            "tabayun.import.no_claim");
  EXPECT_EQ(only_refusal(R"([{"@type":"ClaimReview","claimReviewed":"x"}])"),
            "tabayun.import.no_rating");
}

// ---- importing
// -----------------------------------------------------------------------------------

TEST_P(ImportFactchecks, what_was_imported_answers_questions) {
  Desk desk(GetParam());

  const Imported imported = import_into(desk, own_header + own_row);

  EXPECT_EQ(imported.refusal, "");
  EXPECT_EQ(imported.report.added, 1);
  const Asked asked =
      desk.asks("minum air rebusan daun kelor TUJUH hari, kencing manis sembuh total tanpa obat!!");
  ASSERT_EQ(asked.looked_up.outcome, match::Outcome::answer);
  EXPECT_EQ(asked.looked_up.matches[0].claim.external_id, "kt1");
  EXPECT_EQ(asked.looked_up.matches[0].claim.checked_on, "2026-01-12");
}

TEST_P(ImportFactchecks, twice_changes_nothing_and_a_newer_file_changes_what_differs) {
  Desk desk(GetParam());
  import_into(desk, own_header + own_row);

  const Imported again = import_into(desk, own_header + own_row);
  EXPECT_EQ(again.report.added, 0);
  EXPECT_EQ(again.report.unchanged, 1);

  std::string newer = own_row;
  newer.replace(newer.find("\tfalse"), 6, "\tmisleading");
  const Imported changed = import_into(desk, own_header + newer);
  EXPECT_EQ(changed.report.changed, 1);
  EXPECT_EQ(desk.room->list_published({}).claims.at(0).finding.verdict, Verdict::misleading);
  EXPECT_EQ(desk.room->numbers().published, 1);
}

TEST_P(ImportFactchecks, bytes_are_taken_as_a_file_is_and_another_node_follows) {
  Desk desk(GetParam());
  Tabayun other_node(desk.surroundings(), [] { return std::string(32, 'k'); });
  other_node.load();
  FactcheckReport report;

  ASSERT_TRUE(
      desk.room->take_factchecks({.bytes = own_header + own_row, .source = "dinas"}, report).ok());

  ASSERT_EQ(report.touched.size(), 1U);
  EXPECT_EQ(desk.room->find_published(report.touched[0])->source, "dinas");
  desk.seal();
  other_node.follow();
  const std::string words =
      "minum air rebusan daun kelor TUJUH hari, kencing manis sembuh total tanpa obat!!";
  EXPECT_EQ(desk.room->look_up(words)->outcome, match::Outcome::answer);
  EXPECT_EQ(other_node.look_up(words)->outcome, match::Outcome::answer);
}

TEST_P(ImportFactchecks, the_same_message_checked_by_others_is_found_with_what_they_say_of_it) {
  Desk desk(GetParam());
  import_into(desk, own_header + own_row);
  std::string agreeing = own_row;
  agreeing.replace(agreeing.find("\tfalse"), 6, "\tmisleading");
  std::string contradicting = own_row;
  contradicting.replace(contradicting.find("\tfalse"), 6, "\ttrue");
  FactcheckReport report;
  const auto same_as_first = [&](const std::string& row, const char* source) {
    EXPECT_TRUE(
        desk.room->take_factchecks({.bytes = own_header + row, .source = source}, report).ok());
    return desk.room->find_same(desk.room->find_published(report.touched.at(0)).value(), 10);
  };

  const auto agree = same_as_first(agreeing, "satu");
  ASSERT_EQ(agree.size(), 1U);
  EXPECT_FALSE(agree[0].contradicts) << "false and misleading both mean: it is not so";
  const auto against = same_as_first(contradicting, "dua");
  ASSERT_EQ(against.size(), 2U);
  EXPECT_TRUE(against[0].contradicts && against[1].contradicts);
}

TEST_P(ImportFactchecks, what_people_here_corrected_is_not_undone) {
  Desk desk(GetParam());
  import_into(desk, own_header + own_row);
  const Claim imported = desk.room->list_published({}).claims.at(0);
  const Finding better = finding("Judul yang diperbaiki di sini");
  const Claim proposed =
      desk.room->propose_verdict({{checker_of_group_one(), imported.id, imported.revision}, better})
          .value();
  ASSERT_TRUE(
      desk.room->confirm_verdict({officer(), proposed.id, proposed.revision}).ok() ||
      desk.room->confirm_verdict({checker_of_group_two(), proposed.id, proposed.revision}).ok());

  std::string newer = own_row;
  newer.replace(newer.find("\tfalse"), 6, "\ttrue");
  const Imported again = import_into(desk, own_header + newer);

  EXPECT_EQ(again.report.unchanged, 1);
  EXPECT_EQ(desk.room->find_published(imported.id)->finding.title, "Judul yang diperbaiki di sini");
}

TEST_P(ImportFactchecks, one_bad_line_refuses_all_unless_told_otherwise) {
  Desk desk(GetParam());
  std::string bad = own_row;
  bad.replace(0, 3, "kt2");
  bad.replace(bad.find("2026-01-12"), 10, "kemarin");

  const Imported refused = import_into(desk, own_header + own_row + bad);
  EXPECT_EQ(refused.refusal, "tabayun.import.refused");
  EXPECT_EQ(refused.report.refused_count, 1);
  ASSERT_EQ(refused.report.refused.size(), 1U);
  EXPECT_EQ(refused.report.refused[0].line, 3);
  EXPECT_EQ(refused.report.refused[0].message, "tabayun.import.date");
  EXPECT_EQ(desk.room->numbers().published, 0);

  const Imported partial = import_into(desk, own_header + own_row + bad, OnRefusal::keep_the_rest);
  EXPECT_EQ(partial.refusal, "");
  EXPECT_EQ(partial.report.added, 1);
  EXPECT_EQ(partial.report.refused_count, 1);
}

TEST_P(ImportFactchecks, a_missing_file_is_told) {
  Desk desk(GetParam());
  FactcheckReport report;
  EXPECT_EQ(refusal_of(desk.room->import_factchecks({.file = "/tidak/ada"}, report)),
            "tabayun.import.no_file");
}

TEST_P(ImportFactchecks, wordings_are_added_to_known_fact_checks) {
  Desk desk(GetParam());
  import_into(desk, own_header + own_row);
  const std::string wording =
      "katanya daun kelor campur garam bisa menyembuhkan sakit gula seminggu saja";
  const TempFile good("factcheck_id\tmessage\nkt1\t" + wording + "\n");
  const TempFile bad("factcheck_id\tmessage\nkt1\t" + wording + "\nkt9\tlain\n");
  FactcheckReport report;

  EXPECT_EQ(refusal_of(desk.room->import_messages({.file = bad.name()}, report)),
            "tabayun.import.refused");
  EXPECT_EQ(report.refused.at(0).message, "tabayun.import.unknown_factcheck");
  EXPECT_TRUE(desk.room->import_messages({.file = good.name()}, report).ok());
  EXPECT_EQ(report.added, 1);
  EXPECT_EQ(desk.room->look_up(wording)->outcome, match::Outcome::answer);
  EXPECT_TRUE(desk.room->import_messages({.file = good.name()}, report).ok());
  EXPECT_EQ(report.unchanged, 1);
}

TEST_P(ImportFactchecks, the_sample_of_the_project_is_taken_whole) {
  Desk desk(GetParam());
  FactcheckReport report;
  const std::string sample = std::string(KENTONGAN_SOURCE_DIR) + "/sample";

  EXPECT_EQ(refusal_of(desk.room->import_factchecks({.file = sample + "/factchecks.tsv"}, report)),
            "");
  EXPECT_EQ(report.added, 30);
  EXPECT_EQ(refusal_of(desk.room->import_messages({.file = sample + "/variants.tsv"}, report)), "");
  EXPECT_EQ(report.refused_count, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, ImportFactchecks,
                         ::testing::Values(db::Engine::sqlite, db::Engine::postgres), engine_name);

}  // namespace
}  // namespace kentongan::tabayun
