#include "media/reply.hpp"

#include <gtest/gtest.h>

namespace kentongan::media {
namespace {

ReadPicture small_picture() {
  ReadPicture picture;
  picture.width = 640;
  picture.height = 480;
  picture.format = Format::jpeg;
  picture.fingerprints.quality = 88;
  picture.fingerprints.whole = {{.bits = {1, 2, 3, 4}}};
  picture.fingerprints.parts = {{.bits = {5, 6, 7, 8}}, {.bits = {9, 0, 0, 9}}};
  picture.fingerprints.probes = {{.bits = {~0ULL, 0, ~0ULL, 0}}};
  picture.clean = "\xff\xd8\xff\xe0 drawn anew";
  return picture;
}

TEST(Reply, SaysEverythingThatWasRead) {
  const ReadPicture sent = small_picture();

  const auto got =
      parse_reply(write_picture(sent) + write_text("Bantuan cair\n", TextState::whole));

  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->width, 640);
  EXPECT_EQ(got->height, 480);
  EXPECT_EQ(got->format, Format::jpeg);
  EXPECT_EQ(got->fingerprints.quality, 88);
  EXPECT_EQ(got->fingerprints.whole, sent.fingerprints.whole);
  EXPECT_EQ(got->fingerprints.parts, sent.fingerprints.parts);
  EXPECT_EQ(got->fingerprints.probes, sent.fingerprints.probes);
  EXPECT_EQ(got->clean, sent.clean);
  EXPECT_EQ(got->text, "Bantuan cair\n");
  EXPECT_EQ(got->text_state, TextState::whole);
}

TEST(Reply, APictureWhoseTextNeverCameIsAPictureAllTheSame) {
  const std::string picture = write_picture(small_picture());
  const std::string text = write_text("Bantuan cair", TextState::whole);

  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto got = parse_reply(picture + text.substr(0, size));
    ASSERT_TRUE(got.ok()) << size;
    EXPECT_EQ(got->text_state, TextState::cut);
    EXPECT_EQ(got->text, "");
  }
}

TEST(Reply, APictureThatIsNotWholeIsRefusedWhereverItEnds) {
  const std::string picture = write_picture(small_picture());

  for (std::size_t size = 0; size < picture.size(); ++size) {
    const auto got = parse_reply(picture.substr(0, size));
    ASSERT_FALSE(got.ok()) << size;
    EXPECT_STREQ(got.error().message(), "media.unavailable");
  }
}

TEST(Reply, ATroubleIsTheRefusalAPersonReads) {
  EXPECT_STREQ(parse_reply(write_trouble(Trouble::not_a_picture)).error().message(),
               "media.not_a_picture");
  EXPECT_STREQ(parse_reply(write_trouble(Trouble::broken)).error().message(), "media.broken");
  EXPECT_STREQ(parse_reply(write_trouble(Trouble::too_many_pixels)).error().message(),
               "media.too_many_pixels");
  EXPECT_STREQ(parse_reply(write_trouble(Trouble::too_much_memory)).error().message(),
               "media.too_much_memory");
  for (const Trouble trouble : {Trouble::not_a_picture, Trouble::broken, Trouble::too_many_pixels,
                                Trouble::too_much_memory}) {
    EXPECT_EQ(trouble_of(error_of(trouble)), trouble);
  }
}

TEST(Reply, AChildThatWasTakenOverIsNotBelieved) {
  const auto refused = [](const ReadPicture& picture) {
    return !parse_reply(write_picture(picture) + write_text("", TextState::whole)).ok();
  };
  ReadPicture huge = small_picture();
  huge.width = huge.height = 1 << 20;
  ReadPicture nothing = small_picture();
  nothing.width = 0;
  ReadPicture page = small_picture();
  page.clean = "<html><script>";
  ReadPicture another = small_picture();
  another.format = Format::png;  // the bytes begin as a JPEG
  ReadPicture moving = small_picture();
  moving.format = Format::gif;
  moving.clean = "GIF89a";
  ReadPicture faceless = small_picture();
  faceless.fingerprints.whole.clear();
  ReadPicture crowded = small_picture();
  crowded.fingerprints.probes.resize(33);

  EXPECT_FALSE(refused(small_picture()));
  EXPECT_TRUE(refused(huge));
  EXPECT_TRUE(refused(nothing));
  EXPECT_TRUE(refused(page));
  EXPECT_TRUE(refused(another));
  EXPECT_TRUE(refused(moving));
  EXPECT_TRUE(refused(faceless));
  EXPECT_TRUE(refused(crowded));
  EXPECT_FALSE(parse_reply("KTM1\x09").ok());
  EXPECT_FALSE(parse_reply(write_trouble(Trouble::broken) + "and more").ok());
}

TEST(Reply, TextIsRepairedAndNeverEndless) {
  const std::string picture = write_picture(small_picture());

  const auto repaired = parse_reply(picture + write_text("a\x01\xff b", TextState::whole));
  const auto endless =
      parse_reply(picture + write_text(std::string(longest_text + 1, 'a'), TextState::whole));

  EXPECT_EQ(repaired->text, "a\xef\xbf\xbd b");
  EXPECT_EQ(endless->text, "");
  EXPECT_EQ(endless->text_state, TextState::cut);
}

TEST(Sniff, BelievesFirstBytesOnly) {
  using namespace std::string_literals;

  EXPECT_EQ(sniff("\xff\xd8\xff\xdb").value(), Format::jpeg);
  EXPECT_EQ(sniff("\x89PNG\r\n\x1a\n....").value(), Format::png);
  EXPECT_EQ(sniff("GIF89a").value(), Format::gif);
  EXPECT_EQ(sniff("RIFF\1\2\3\4WEBPVP8 ").value(), Format::webp);
  EXPECT_STREQ(sniff("").error().message(), "media.empty");
  EXPECT_STREQ(sniff("\0\0\0\x18"s + "ftypheic\0\0\0\0"s).error().message(), "media.heic");
  EXPECT_STREQ(sniff("%PDF-1.7").error().message(), "media.not_a_picture");
  EXPECT_STREQ(sniff("<svg xmlns='http://www.w3.org/2000/svg'/>").error().message(),
               "media.not_a_picture");
  EXPECT_STREQ(sniff("RIFF\1\2\3\4WAVE").error().message(), "media.not_a_picture");
  EXPECT_STREQ(sniff(std::string(50UL * 1024 * 1024, '\xff')).error().message(), "media.too_large");
}

}  // namespace
}  // namespace kentongan::media
