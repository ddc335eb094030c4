// The words in a picture, read by tesseract. The languages are read from disk before the child
// locks itself in; everything else happens afterwards.
#pragma once

#include "media/luminance.hpp"
#include "media/picture.hpp"

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace kentongan::media {

/// The files tesseract would open, by language.
class Languages {
 public:
  /// Those of `names` (joined by `+`) that lie in `folder`; the others are left out.
  [[nodiscard]] static Languages load(const std::string& folder, const std::string& names);

  [[nodiscard]] bool empty() const { return files_.empty(); }
  [[nodiscard]] const std::string& names() const { return names_; }  ///< those that were found
  [[nodiscard]] const std::map<std::string, std::vector<char>>& files() const { return files_; }

 private:
  std::string names_;
  std::map<std::string, std::vector<char>> files_;
};

struct ReadWords {
  std::string text;
  TextState state = TextState::cut;
};

/// A picture as tesseract reads it best: every pixel by how much it differs from what surrounds it,
/// dark on white, so that dark mode, green bubbles and coloured posters all become print; letters
/// brought near to 30 pixels. Pure. Cost: about 30 ms for 1080 × 2340.
[[nodiscard]] Luminance as_print(const Luminance& picture);

/// Reads until `until`; what was read by then is `cut`.
/// Cost: about 0.15 s to start, then 0.5 … 1 s for a screenshot.
[[nodiscard]] ReadWords read_words(const Luminance& picture, const Languages& languages,
                                   std::chrono::steady_clock::time_point until);

}  // namespace kentongan::media
