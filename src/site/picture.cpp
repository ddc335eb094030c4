#include "site/picture.hpp"

#include "base/text.hpp"
#include "media/media.hpp"

#include <chrono>

namespace kentongan::site {

namespace {

/// A person waits in front of the page. A screenshot takes about a second; a small machine with
/// much to do may need the rest.
constexpr std::chrono::seconds deadline{20};

}  // namespace

Result<std::string> words_of_picture(const Doors& doors, std::string_view bytes) {
  if (doors.media == nullptr) return Error(Refusal::invalid, "media.unavailable");
  if (bytes.size() > largest_picture) return Error(Refusal::invalid, "site.ask.picture_large");
  const media::ReadPicture picture = TRY(doors.media->read(bytes, deadline));
  return std::string(trim(picture.text));
}

Result<std::string> words_of_picture(const Doors& doors, const net::Form& form) {
  for (const net::UploadedFile& file : form.files) {
    if (file.field == "picture" && !file.bytes.empty()) return words_of_picture(doors, file.bytes);
  }
  return std::string();
}

tabayun::AskQuestion with_words_read(tabayun::AskQuestion question, const std::string& read) {
  if (read.empty()) return question;
  question.text = trim(question.text).empty() ? read : question.text + "\n\n" + read;
  question.read_from = match::Path::picture;
  return question;
}

}  // namespace kentongan::site
