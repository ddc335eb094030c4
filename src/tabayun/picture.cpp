#include "tabayun/picture.hpp"

#include "base/digest.hpp"
#include "base/text.hpp"

namespace kentongan::tabayun {

std::vector<match::ImageView> views_of(const Looks& looks) {
  std::vector<match::ImageView> views;
  if (!looks.can_be_told()) return views;
  for (const Fingerprint& whole : looks.whole) views.push_back({.fingerprint = whole});
  for (const auto* list : {&looks.parts, &looks.probes}) {
    for (const Fingerprint& part : *list)
      views.push_back({.fingerprint = part, .shows = match::Shows::part});
  }
  return views;
}

std::vector<match::ImageRow> rows_of(const Looks& looks, std::int64_t picture) {
  std::vector<match::ImageRow> rows;
  if (!looks.can_be_told()) return rows;
  for (const Fingerprint& whole : looks.whole)
    rows.push_back({.picture = picture, .fingerprint = whole});
  for (const Fingerprint& part : looks.parts)
    rows.push_back({.picture = picture, .fingerprint = part, .shows = match::Shows::part});
  return rows;
}

std::string text_of(std::span<const Fingerprint> fingerprints) {
  std::string text;
  for (const Fingerprint& fingerprint : fingerprints) {
    if (!text.empty()) text += ' ';
    text += hex(fingerprint);
  }
  return text;
}

Result<std::vector<Fingerprint>> parse_fingerprints(std::string_view text) {
  std::vector<Fingerprint> found;
  if (text.empty()) return found;
  for (const std::string_view word : split(text, ' '))
    found.push_back(TRY(parse_fingerprint(word)));
  return found;
}

std::string key_of(const SafePicture& picture) { return hex(sha256(picture.bytes)); }

}  // namespace kentongan::tabayun
