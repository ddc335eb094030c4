#include "channels/email_message.hpp"

#include "base/text.hpp"
#include "channels/internal/words.hpp"
#include "channels/mime.hpp"
#include "channels/samples_for_tests.hpp"
#include "html/json.hpp"
#include "testing/fake_peer.hpp"
#include "testing/test_files.hpp"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>

namespace kentongan::channels {
namespace {

using testing::matches_golden;

EmailMessage compose(const Addressed& addressed) {
  const EmailIdentity identity = sample_identity();
  const IdempotencyKey key = key_of(4711);
  return compose_email(addressed, {identity, key, parse_rfc3339("2026-11-21T01:00:05Z").value()});
}

/// The fields before the blank line, unfolded, in order; what is no field has an empty name.
std::vector<std::pair<std::string, std::string>> fields_of(const std::string& mail) {
  std::vector<std::pair<std::string, std::string>> fields;
  const std::string head = mail.substr(0, mail.find("\r\n\r\n"));
  const std::string lines = replace_all(replace_all(head, "\r\n ", " "), "\r\n", "\n");
  for (const std::string_view line : split(lines, '\n')) {
    const auto colon = line.find(':');
    fields.emplace_back(colon == std::string_view::npos ? "" : line.substr(0, colon),
                        trim(line.substr(colon == std::string_view::npos ? 0 : colon + 1)));
  }
  return fields;
}

std::string names_of(const std::string& mail) {
  std::string names;
  for (const auto& field : fields_of(mail)) names += field.first + " ";
  return names;
}

std::string field_of(const std::string& mail, std::string_view name) {
  for (const auto& field : fields_of(mail)) {
    if (field.first == name) return field.second;
  }
  return "(none)";
}

/// Bare CR or LF, a byte that is not ASCII, or a line longer than 998.
bool is_wire_clean(const std::string& mail) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < mail.size(); ++at) {
    const char c = mail[at];
    if ((c & 0x80) != 0 || c == '\0') return false;
    if (c == '\r' && (at + 1 == mail.size() || mail[at + 1] != '\n')) return false;
    if (c == '\n' && (at == 0 || mail[at - 1] != '\r')) return false;
    width = c == '\n' ? 0 : width + 1;
    if (width > 999) return false;
  }
  return mail.ends_with("\r\n");
}

/// How many parts a reader finds.
int parts_of(const std::string& mail) {
  const auto at = mail.find("boundary=\"") + 10;
  const std::string line = "\r\n--" + mail.substr(at, mail.find('"', at) - at) + "\r\n";
  int parts = 0;
  for (auto found = mail.find(line); found != std::string::npos; found = mail.find(line, found + 1))
    ++parts;
  return parts;
}

TEST(Email, OfEachKindReadsAsTheGoldenFilesShow) {
  struct Case {
    MessageKind kind;
    const char* file;
  };
  for (const Case& c : {Case{MessageKind::item, "channels/item.eml"},
                        Case{MessageKind::correction, "channels/correction.eml"},
                        Case{MessageKind::withdrawal, "channels/withdrawal.eml"},
                        Case{MessageKind::verdict, "channels/verdict.eml"},
                        Case{MessageKind::answer, "channels/answer.eml"}}) {
    Message message = posyandu_message();
    message.kind = c.kind;
    message.note = c.kind == MessageKind::item ? "" : "Tanggalnya 25, bukan 24.";
    if (c.kind == MessageKind::verdict || c.kind == MessageKind::answer) message.label = "SALAH";
    message.reference = c.kind == MessageKind::answer ? "T-7K2M" : "";
    EXPECT_TRUE(matches_golden(KENTONGAN_SOURCE_DIR, c.file, compose(to_email(message)).bytes));
  }
  Message confirmation;
  confirmation.kind = MessageKind::confirmation;
  confirmation.title = "Satu langkah lagi: pastikan langganan Anda";
  confirmation.text = "Seseorang meminta kabar Kecamatan Kadipaten dikirim ke alamat ini.";
  confirmation.url = "https://kabar.majalengkakab.example/langganan/pasti/a-b_c";
  Addressed addressed = to_email(confirmation);
  addressed.unsubscribe_url.clear();
  EXPECT_TRUE(
      matches_golden(KENTONGAN_SOURCE_DIR, "channels/confirmation.eml", compose(addressed).bytes));
}

TEST(Email, CarriesWhatOneClickUnsubscribingNeeds) {
  const std::string mail = compose(to_email(posyandu_message())).bytes;

  EXPECT_EQ(field_of(mail, "List-Unsubscribe"),
            "<https://kabar.majalengkakab.example/berhenti/3fGk-_9x>");
  EXPECT_EQ(field_of(mail, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
  EXPECT_EQ(field_of(mail, "List-Id"),
            "Kabar Kecamatan Kadipaten <kabar-32-10-13.kabar.majalengkakab.example>");
  EXPECT_EQ(field_of(mail, "Auto-Submitted"), "auto-generated");
}

TEST(Email, ThatIsNoSubscriptionOffersNoUnsubscribing) {
  Addressed addressed = to_email(posyandu_message());
  addressed.unsubscribe_url.clear();

  EXPECT_EQ(names_of(compose(addressed).bytes).find("List-"), std::string::npos);
}

TEST(Email, HasTheSameMessageIdForEveryAttemptAndAnotherForEveryDelivery) {
  const EmailIdentity identity = sample_identity();
  const Addressed addressed = to_email(posyandu_message());
  const auto id = [&](std::int64_t delivery, std::int64_t micros) {
    const IdempotencyKey key = key_of(delivery);
    return compose_email(addressed, {identity, key, Instant::from_micros(micros)}).message_id;
  };

  EXPECT_EQ(id(1, 10), id(1, 99'000'000));
  EXPECT_NE(id(1, 10), id(2, 10));
  EXPECT_TRUE(id(1, 10).ends_with("@kabar.majalengkakab.example>")) << id(1, 10);
}

TEST(Email, SaysWhenItMayBeASecondCopy) {
  Addressed addressed = to_email(posyandu_message());
  EXPECT_EQ(field_of(compose(addressed).bytes, "Kentongan-Possible-Duplicate"), "(none)");
  addressed.copy = Addressed::Copy::perhaps_second;
  EXPECT_EQ(field_of(compose(addressed).bytes, "Kentongan-Possible-Duplicate"), "yes");
}

TEST(Email, OfAWithdrawalDoesNotTellTheWithdrawnAgain) {
  Message message = posyandu_message();
  message.kind = MessageKind::withdrawal;
  const std::string mail = compose(to_email(message)).bytes;

  EXPECT_EQ(mail.find("KIA"), std::string::npos);
  EXPECT_EQ(mail.find("serentak"), std::string::npos);
}

TEST(Email, FoldsLongSubjectsAndKeepsEncodedWordsWhole) {
  Message message = posyandu_message();
  for (int i = 0; i < 40; ++i) message.title += " \xF0\x9F\x91\xB6 posyandu";
  const std::string mail = replace_all(compose(to_email(message)).bytes, "\r\n", "\n");

  for (const std::string_view line : split(mail, '\n')) EXPECT_LE(line.size(), 76U) << line;
}

// ---- injection
// -------------------------------------------------------------------------------------

const std::vector<std::string>& injections() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> made;
    for (const std::string end : {"\r\n", "\n", "\r", "\n\r", "\r\n ", "\r\n\t", "\xE2\x80\xA8",
                                  "\xC2\x85", "\x0B", "\x0C"}) {
      made.push_back("Kabar" + end + "Bcc: korban@contoh.example");
      made.push_back("Kabar" + end + end + "<script>alert(1)</script>");
    }
    for (const std::string odd :
         {"%0d%0aBcc: x@y.example", "=?UTF-8?Q?a=0D=0ABcc:_x@y.example?=", "a\"\r\nBcc: x",
          "\\\r\nBcc: x", "<a@b>\r\nBcc: x", "a, b@c.example", "\"", "\\", "=?",
          "?=", "\r\n.\r\nMAIL FROM:<x@y.example>", "--=_0\r\nContent-Type: text/html\r\n\r\n",
          "嘊\xE5\x98\x8A\xE5\x98\x8D"
          "Bcc: x"}) {
      made.push_back(odd);
    }
    made.push_back(std::string("nol\0Bcc: x", 10));
    made.push_back("\xFF\xFE\r\nBcc: x");
    made.push_back(std::string(20'000, 'a') + "\r\nBcc: x");
    made.push_back(std::string(5'000, '\r'));
    return made;
  }();
  return all;
}

TEST(EmailInjection, OfAnyVectorInAnyTextAddsNoFieldAndNoLine) {
  ASSERT_GE(injections().size(), 30U);
  const std::string expected = names_of(compose(to_email(posyandu_message())).bytes);
  ASSERT_EQ(expected.find("Bcc"), std::string::npos);
  EmailIdentity identity = sample_identity();
  const IdempotencyKey key = key_of(1);

  for (const std::string& vector : injections()) {
    Message message = posyandu_message();
    message.title = message.label = message.byline = message.summary = message.text = vector;
    message.note = message.reference = vector;
    message.list = {vector, vector};
    message.url = vector;
    identity.name = vector;
    for (const MessageKind kind :
         {MessageKind::item, MessageKind::correction, MessageKind::verdict, MessageKind::answer}) {
      message.kind = kind;
      Addressed addressed = to_email(message);
      addressed.unsubscribe_url = "https://kabar.example/berhenti/" + vector.substr(0, 300);
      const std::string mail = compose_email(addressed, {identity, key, Instant{}}).bytes;
      EXPECT_EQ(names_of(mail), expected) << vector.substr(0, 60);
      EXPECT_TRUE(is_wire_clean(mail)) << vector.substr(0, 60);
      EXPECT_EQ(parts_of(mail), 2) << vector.substr(0, 60);
    }
  }
}

TEST(EmailInjection, OfAnyVectorIsNoAddress) {
  for (const std::string& vector : injections()) {
    EXPECT_FALSE(EmailAddress::parse(vector).ok()) << vector.substr(0, 60);
    const auto followed =
        EmailAddress::parse("warga@contoh.example" + vector);  // blanks around are trimmed
    EXPECT_TRUE(!followed.ok() || followed->text() == "warga@contoh.example")
        << vector.substr(0, 60);
    const auto address =
        EmailAddress::parse(vector + "@contoh.example");  // `%0d%0a` is a lawful local part
    EXPECT_TRUE(!address.ok() || address->text().find_first_of(std::string(
                                     "\r\n\t <>()[],;:\\\"\0", 15)) == std::string::npos)
        << vector.substr(0, 60);
  }
}

TEST(EmailAddresses, AreTakenOrRefusedAsTheTableSays) {
  struct Case {
    const char* text;
    const char* expected;  // empty: refused
  };
  for (const Case& c : {Case{"warga@contoh.id", "warga@contoh.id"},
                        Case{" Warga+kabar@Contoh.ID ", "Warga+kabar@contoh.id"},
                        Case{"a@localhost", "a@localhost"},
                        Case{"o'brien@xn--80ak6aa92e.example", "o'brien@xn--80ak6aa92e.example"},
                        Case{"", ""},
                        Case{"@", ""},
                        Case{"a@", ""},
                        Case{"@b.id", ""},
                        Case{"a@b", ""},
                        Case{"a b@c.id", ""},
                        Case{"a@b@c.id", ""},
                        Case{".a@b.id", ""},
                        Case{"a.@b.id", ""},
                        Case{"a..b@c.id", ""},
                        Case{"a@-b.id", ""},
                        Case{"a@b-.id", ""},
                        Case{"a@b..id", ""},
                        Case{"a@1.2.3.4", ""},
                        Case{"a@[1.2.3.4]", ""},
                        Case{"\"a b\"@c.id", ""},
                        Case{"a(x)@b.id", ""},
                        Case{"<a@b.id>", ""},
                        Case{"a@b.id,c@d.id", ""},
                        Case{"wárga@contoh.id", ""},
                        Case{"warga@cöntoh.id", ""}}) {
    const auto address = EmailAddress::parse(c.text);
    EXPECT_EQ(address.ok() ? address->text() : "", c.expected) << c.text;
  }
  EXPECT_FALSE(EmailAddress::parse(std::string(65, 'a') + "@b.id").ok());
  EXPECT_FALSE(EmailAddress::parse("a@" + std::string(64, 'b') + ".id").ok());
  EXPECT_FALSE(EmailAddress::parse(std::string(10'000'000, 'a')).ok());
}

// ---- read back by somebody else's reader
// -----------------------------------------------------------

TEST(Email, IsReadBackByMailparserAsItWasMeantAHundredTimes) {
  if (!testing::has_node()) GTEST_SKIP() << "node is not installed";
  const auto folder = testing::temporary_folder("mails");
  const std::array<std::string, 8> words{"posyandu",
                                         "👶🏽 imunisasi",
                                         "ꦱꦸꦒꦼꦁ ꦫꦮꦸꦃ",
                                         "السلام عليكم",
                                         "50% = setengah",
                                         "sangat-sangat-panjang-" + std::string(90, 'x'),
                                         "From here\n.\n..titik",
                                         "akhir spasi  \n\tdan tab"};
  html::JsonWriter expected;
  expected.array([&] {
    for (std::size_t i = 0; i < 100; ++i) {
      Message message = posyandu_message();
      message.kind = static_cast<MessageKind>(i % 5);
      message.title = "Kabar " + std::to_string(i) + " " + words[i % words.size()] + " " +
                      words[i / words.size() % words.size()];
      message.text =
          "Isi " + words[i % words.size()] + "\n\n" + words[(i + 3) % words.size()] + " selesai";
      message.body = {};
      message.list.name = words[i % words.size()];
      const std::string to = "warga" + std::to_string(i) + "@contoh.example";
      const EmailMessage mail = compose(to_email(message, to));
      std::ofstream(folder / std::to_string(i), std::ios::binary) << mail.bytes;
      expected.object([&] {
        expected.member("file", (folder / std::to_string(i)).string());
        expected.member("subject_ends", message.kind == MessageKind::item
                                            ? message.title
                                            : one_line(message.title));
        expected.member("to", to);
        expected.member("text",
                        message.kind == MessageKind::withdrawal ? "" : clean_words(message.text));
        expected.member("id", mail.message_id);
      });
    }
  });
  std::ofstream(folder / "expected.json") << std::move(expected).take();

  EXPECT_EQ(std::system((std::string("node '") + KENTONGAN_SOURCE_DIR +
                         "/tests/read_mails.mjs' '" +  // NOLINT
                         (folder / "expected.json").string() + "'")
                            .c_str()),
            0);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace kentongan::channels
