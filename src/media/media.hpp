// The door of the room: bytes a stranger sent, in; a picture that is safe to keep and show, out.
#pragma once

#include "media/picture.hpp"

#include "base/log.hpp"
#include "base/result.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

namespace kentongan::media {

/// Whether the words in a picture are wanted; reading them takes most of the time.
enum class Words { unread, read };

struct MediaSettings {
  /// The child's program. Empty: `kentongan-media` beside the program that runs.
  std::string worker;
  /// Where tesseract's languages lie, as Debian installs them.
  std::string languages_folder = "/usr/share/tesseract-ocr/5/tessdata";
  /// Tesseract's languages, joined by `+`; one whose file is missing is left out.
  std::string languages = "ind+eng";
  /// How many children may run at the same time. One core less than there are is a good number.
  int children = 1;
  /// How many callers may wait for a child; who comes then is told at once that it is busy, so that
  /// pictures cannot hold up everything else that the server's threads do.
  int waiting = 2;
  /// Processor time a child may use, and address space, before the kernel ends it.
  std::chrono::seconds processor_time{20};
  std::size_t memory = 768UL * 1024 * 1024;
};

/// The child's program as it is installed: `kentongan-media` beside the program that runs; empty
/// when it is not there.
[[nodiscard]] std::string worker_beside_this_program();

/// Thread: `read` may be called from anywhere; whoever comes when all children are busy waits for
/// one, within its deadline.
class Media {
 public:
  Media(MediaSettings settings, const Log& log);
  Media(const Media&) = delete;
  Media& operator=(const Media&) = delete;

  /// Reads a picture in a child of its own.
  ///
  /// Errors: invalid `media.empty`, `media.too_large`, `media.heic`, `media.not_a_picture`,
  ///         `media.broken`, `media.too_many_pixels`, `media.too_much_memory`; throttled
  ///         `media.busy` when no child was free in time or too many wait already; unavailable
  ///         `media.too_slow` when the picture itself was not read in time, `media.unavailable`
  ///         when the child could not be started or said nonsense.
  /// Cost:   returns within `deadline` and some milliseconds. A child costs about 10 ms; a
  ///         screenshot of 1080 × 2340 about 0.3 s without its words and 1.2 s with them.
  [[nodiscard]] Result<ReadPicture> read(std::string_view bytes, std::chrono::milliseconds deadline,
                                         Words words = Words::read) const;

 private:
  using Moment = std::chrono::steady_clock::time_point;
  [[nodiscard]] bool take_place(Moment until) const;
  void leave_place() const;

  // set at construction
  const MediaSettings settings_;
  const Log& log_;

  // guarded by places_
  mutable std::mutex places_;
  mutable std::condition_variable place_free_;
  mutable int taken_ = 0;
  mutable int waiting_ = 0;
};

}  // namespace kentongan::media
