#include "media/media.hpp"

#include "media/pictures_for_tests.hpp"
#include "media/reply.hpp"
#include "media/worker/decode.hpp"
#include "media/worker/encode.hpp"
#include "testing/test_files.hpp"

#include "base/clock.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

namespace kentongan::media {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
constexpr auto plenty = 60s;  // sanitisers and a busy machine

/// A room with the real child, or with a shell script in its place.
struct Room {
  SystemClock clock;
  Log log{clock, LogLevel::error, -1};
  std::filesystem::path folder = testing::temporary_folder("media");
  ~Room() { std::filesystem::remove_all(folder); }

  [[nodiscard]] MediaSettings real() const { return {.worker = KENTONGAN_MEDIA_WORKER}; }
  [[nodiscard]] MediaSettings played_by(const std::string& script) const {
    const auto path = folder / "child";
    std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
    ::chmod(path.c_str(), 0700);
    return {.worker = path.string()};
  }
  [[nodiscard]] Result<ReadPicture> read(MediaSettings settings, std::string_view bytes,
                                         std::chrono::milliseconds deadline = plenty,
                                         Words words = Words::unread) const {
    return Media(std::move(settings), log).read(bytes, deadline, words);
  }
};

std::string jpeg() { return encode_jpeg(coloured(landscape(400, 300)), 90); }

TEST(Media, APictureIsReadInAChildOfItsOwn) {
  const Room room;

  const auto picture = room.read(room.real(), jpeg());

  ASSERT_TRUE(picture.ok()) << picture.error().detail();
  EXPECT_EQ(picture->width, 400);
  EXPECT_EQ(picture->height, 300);
  EXPECT_EQ(picture->format, Format::jpeg);
  EXPECT_EQ(picture->text_state, TextState::not_wanted);
  const Fingerprints here = fingerprints_of(luminance_of(*decode(jpeg())));
  EXPECT_EQ(picture->fingerprints.whole, here.whole);
  EXPECT_EQ(picture->fingerprints.parts, here.parts);
  EXPECT_GE(picture->fingerprints.quality, 50);
}

TEST(Media, WhatLeavesHasNeitherPlaceNorAuthorNorAnythingAppended) {
  const Room room;
  const std::string secret = "GPS -6.8365, 108.2279 by Somebody";
  std::string jpeg_with = jpeg();
  const std::string segment = "Exif\0\0"s + secret;
  jpeg_with.insert(2, "\xff\xe1\0"s + static_cast<char>(segment.size() + 2) + segment);
  jpeg_with += "<script>" + secret + "</script>";
  std::string png_with = encode(coloured(landscape(90, 90)), Format::png).bytes;
  png_with += "PK\x03\x04" + secret;

  for (const std::string& bytes : {jpeg_with, png_with}) {
    const auto picture = room.read(room.real(), bytes);
    ASSERT_TRUE(picture.ok()) << picture.error().detail();
    EXPECT_EQ(picture->clean.find("Somebody"), std::string::npos);
    EXPECT_EQ(picture->clean.find("script"), std::string::npos);
    EXPECT_EQ(picture->clean.find("Exif"), std::string::npos);
    EXPECT_TRUE(decode(picture->clean).ok());
  }
}

TEST(Media, WhatIsNoPictureIsRefusedWithoutStartingAnything) {
  const Room room;
  const MediaSettings nobody{.worker = "/nonexistent"};

  EXPECT_STREQ(room.read(nobody, "").error().message(), "media.empty");
  EXPECT_STREQ(room.read(nobody, "not a picture").error().message(), "media.not_a_picture");
  EXPECT_STREQ(room.read(nobody, std::string(50UL << 20U, 'x')).error().message(),
               "media.too_large");
  EXPECT_STREQ(room.read(nobody, jpeg()).error().message(), "media.unavailable");
}

TEST(Media, ADamagedPictureIsRefusedByTheChild) {
  const Room room;

  const auto cut_short = room.read(room.real(), jpeg().substr(0, 4000));

  EXPECT_EQ(cut_short.error().refusal(), Refusal::invalid);
  EXPECT_STREQ(cut_short.error().message(), "media.broken");
}

TEST(Media, AChildThatHangsIsEndedAtTheDeadline) {
  const Room room;
  const auto start = std::chrono::steady_clock::now();

  const auto hanging = room.read(room.played_by("exec sleep 600"), jpeg(), 300ms);

  EXPECT_STREQ(hanging.error().message(), "media.too_slow");
  EXPECT_LT(std::chrono::steady_clock::now() - start, 30s);
}

TEST(Media, AChildThatEndsItsReplyButNotItselfIsEndedToo) {
  const Room room;
  EXPECT_STREQ(
      room.read(room.played_by("exec >&-; exec sleep 600"), jpeg(), 300ms).error().message(),
      "media.too_slow");
}

TEST(Media, AChildThatFloodsIsEnded) {
  const Room room;
  const auto flooding = room.read(room.played_by("exec cat /dev/zero"), jpeg(), plenty);
  EXPECT_EQ(flooding.error().refusal(), Refusal::unavailable);
}

TEST(Media, AChildThatDiesOrTalksNonsenseIsARefusalAndNothingElse) {
  const Room room;

  EXPECT_STREQ(room.read(room.played_by("kill -SEGV $$"), jpeg()).error().message(),
               "media.broken");
  EXPECT_STREQ(room.read(room.played_by("echo hello"), jpeg()).error().message(),
               "media.unavailable");
  EXPECT_STREQ(room.read(room.played_by("exit 3"), jpeg()).error().message(), "media.unavailable");
}

TEST(Media, ATextThatTakesTooLongNeverCostsThePicture) {
  const Room room;
  ReadPicture said;
  said.width = 10;
  said.height = 10;
  said.format = Format::png;
  said.fingerprints.whole.resize(1);
  said.clean = "\x89PNG\r\n\x1a\n";
  std::ofstream(room.folder / "reply", std::ios::binary) << write_picture(said);

  const auto picture = room.read(
      room.played_by("cat " + (room.folder / "reply").string() + "; exec sleep 600"), jpeg(), 2s);

  ASSERT_TRUE(picture.ok());
  EXPECT_EQ(picture->text_state, TextState::cut);
}

TEST(Media, TheChildIsGivenThePictureAndNothingOfOurs) {
  const Room room;
  ::setenv("KENTONGAN_SECRET", "secret", 1);  // NOLINT(concurrency-mt-unsafe): one thread yet
  const std::string out = (room.folder / "seen").string();

  static_cast<void>(room.read(room.played_by("cat > " + out + ".in; env > " + out +
                                             ".env; ls /proc/$$/fd > " + out + ".fd"),
                              jpeg()));

  std::ifstream in(out + ".in", std::ios::binary);
  std::ifstream env(out + ".env");
  std::ifstream fd(out + ".fd");
  const std::string environment((std::istreambuf_iterator<char>(env)), {});
  EXPECT_EQ(std::string((std::istreambuf_iterator<char>(in)), {}), jpeg());
  EXPECT_EQ(environment.find("secret"), std::string::npos);
  int descriptor = 0;
  while (fd >> descriptor) {
    EXPECT_TRUE(descriptor <= 2 || descriptor >= 10) << descriptor;  // the shell's own is 10
  }
}

TEST(Media, AtMostSoManyChildrenRunAndTheNextWaitsOrIsTold) {
  const Room room;
  const Media media(room.played_by("exec sleep 600"), room.log);
  std::atomic<bool> first_is_done = false;
  std::jthread first([&] {
    static_cast<void>(media.read(jpeg(), 3s));
    first_is_done = true;
  });

  std::string told;
  while (!first_is_done && told != "media.busy") {
    told = media.read(jpeg(), 50ms).error().message();
  }

  EXPECT_EQ(told, "media.busy");
}

TEST(Media, WhoComesWhenEnoughWaitIsToldAtOnce) {
  const Room room;
  MediaSettings settings = room.played_by("exec sleep 600");
  settings.waiting = 0;
  const Media media(settings, room.log);
  std::atomic<bool> first_is_done = false;
  std::jthread first([&] {
    while (std::string(media.read(jpeg(), 3s).error().message()) == "media.busy") {
    }
    first_is_done = true;
  });

  std::string told;
  while (!first_is_done && told != "media.busy") {
    told = media.read(jpeg(), 10ms).error().message();
  }
  // Now the first has the place, and keeps it for three seconds.
  EXPECT_STREQ(media.read(jpeg(), 4s).error().message(), "media.busy");
  EXPECT_FALSE(first_is_done) << "it was told only when the place was free";
}

TEST(Media, WordsOfAScreenshotAreReadInTheChild) {
  const Room room;
  MediaSettings settings = room.real();
  if (!std::filesystem::exists(settings.languages_folder + "/eng.traineddata")) {
    GTEST_SKIP() << "no tesseract languages here";
  }

  const auto picture = room.read(settings, jpeg(), plenty, Words::read);

  ASSERT_TRUE(picture.ok()) << picture.error().detail();
  EXPECT_EQ(picture->text_state, TextState::whole);
}

}  // namespace
}  // namespace kentongan::media
