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
  const std::string key = doors.people.key_for("sign in");
  TRY(people::charge(doors.db, doors.clock, {.key = key, .kind = "picture", .peer = peer}));
  return intake::read_picture(doors.media, bytes, deadline);
}

Result<std::vector<PictureRead>> read_pictures(const Doors& doors, const Visit& visit) {
  std::vector<PictureRead> read;
  for (const net::UploadedFile& file : visit.form.files) {
    if (file.field != "picture" || file.bytes.empty()) continue;
    if (read.size() == intake::most_pictures) break;
    read.push_back(TRY(read_picture(doors, file.bytes, visit.request.peer)));
  }
  return read;
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
