#include "site/picture.hpp"

#include "base/text.hpp"
#include "media/media.hpp"
#include "people/costly_use.hpp"

#include <chrono>
#include <utility>

namespace kentongan::site {

namespace {

/// A person waits in front of the page. A screenshot takes about a second; a small machine with
/// much to do may need the rest.
constexpr std::chrono::seconds deadline{20};

}  // namespace

Result<PictureRead> read_picture(const Doors& doors, std::string_view bytes,
                                 std::string_view peer) {
  if (doors.media == nullptr) return Error(Refusal::invalid, "media.unavailable");
  if (bytes.size() > largest_picture) return Error(Refusal::invalid, "site.ask.picture_large");
  const std::string key = doors.people.key_for("sign in");
  TRY(people::charge(doors.db, doors.clock, {.key = key, .kind = "picture", .peer = peer}));
  media::ReadPicture seen = TRY(doors.media->read(bytes, deadline));
  PictureRead read;
  read.words = trim(seen.text);
  read.picture.looks = {.quality = seen.fingerprints.quality,
                        .whole = std::move(seen.fingerprints.whole),
                        .parts = std::move(seen.fingerprints.parts),
                        .probes = std::move(seen.fingerprints.probes)};
  read.picture.safe = {.mime = std::string(media::mime_of(seen.format)),
                       .width = seen.width,
                       .height = seen.height,
                       .bytes = std::move(seen.clean)};
  return read;
}

Result<std::optional<PictureRead>> read_picture(const Doors& doors, const Visit& visit) {
  std::optional<PictureRead> read;
  for (const net::UploadedFile& file : visit.form.files) {
    if (file.field != "picture" || file.bytes.empty()) continue;
    read = TRY(read_picture(doors, file.bytes, visit.request.peer));
    break;
  }
  return read;
}

tabayun::AskQuestion with_picture(tabayun::AskQuestion question, std::optional<PictureRead> read) {
  if (!read) return question;
  question.picture = std::move(read->picture);
  if (read->words.empty()) return question;
  question.text = trim(question.text).empty() ? read->words : question.text + "\n\n" + read->words;
  question.read_from = match::Path::picture;
  return question;
}

net::Response send_picture(const tabayun::SafePicture& picture) {
  net::Response response;
  response.headers.set("Content-Type", picture.mime);
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.set("Referrer-Policy", "no-referrer");
  response.body = picture.bytes;
  return response;
}

}  // namespace kentongan::site
