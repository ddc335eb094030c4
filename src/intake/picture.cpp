#include "intake/picture.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace kentongan::intake {

Result<PictureRead> read_picture(const media::Media* media, std::string_view bytes,
                                 std::chrono::milliseconds deadline) {
  if (media == nullptr) return Error(Refusal::invalid, "media.unavailable");
  if (bytes.size() > largest_picture) return Error(Refusal::invalid, "site.ask.picture_large");
  media::ReadPicture seen = TRY(media->read(bytes, deadline));
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

tabayun::AskQuestion with_pictures(tabayun::AskQuestion question, std::vector<PictureRead> read) {
  if (read.empty()) return question;
  auto kept = std::ranges::find_if(
      read, [](const PictureRead& each) { return each.picture.looks.can_be_told(); });
  if (kept == read.end()) kept = read.begin();
  question.picture = std::move(kept->picture);
  std::string words;
  for (const PictureRead& each : read) {
    if (each.words.empty()) continue;
    words += (words.empty() ? "" : "\n\n") + each.words;
  }
  if (words.empty()) return question;
  question.text = trim(question.text).empty() ? words : question.text + "\n\n" + words;
  question.read_from = match::Path::picture;
  return question;
}

}  // namespace kentongan::intake
