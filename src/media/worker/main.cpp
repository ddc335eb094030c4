// The confined child: a picture comes in on standard input, a reply (reply.hpp) goes out on
// standard output. Started by internal/child.cpp, one run a picture; of no use by hand.
//
//   kentongan-media MILLISECONDS-FOR-WORDS LANGUAGES-FOLDER LANGUAGES SECONDS BYTES-OF-MEMORY
#include "media/reply.hpp"
#include "media/worker/confine.hpp"
#include "media/worker/decode.hpp"
#include "media/worker/encode.hpp"
#include "media/worker/words.hpp"

#include "base/text.hpp"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <new>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace kentongan;
using namespace kentongan::media;
using Clock = std::chrono::steady_clock;

// Why it left without a reply; the parent logs the number.
constexpr int wrong_usage = 2;
constexpr int not_confined = 3;
constexpr int no_input = 4;
constexpr int our_bug = 70;

std::optional<std::string> read_input() {
  std::string bytes;
  const off_t size = ::lseek(0, 0, SEEK_END);
  if (size < 0 || size > static_cast<off_t>(largest_file) || ::lseek(0, 0, SEEK_SET) != 0) {
    return std::nullopt;
  }
  bytes.resize(static_cast<std::size_t>(size));
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::read(0, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::nullopt;
    done += static_cast<std::size_t>(count);
  }
  return bytes;
}

void say(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(1, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) ::_exit(our_bug);  // nobody listens any more
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// The picture's part of the reply, and its brightness for the words.
Result<Luminance> read_picture(const std::string& bytes) {
  const Format format = TRY(sniff(bytes));
  Raster raster = TRY(decode(bytes));
  Luminance grey = luminance_of(raster);
  Drawn drawn = draw_anew(std::move(raster), format);
  ReadPicture picture;
  picture.width = drawn.width;
  picture.height = drawn.height;
  picture.format = drawn.encoded.format;
  picture.fingerprints = fingerprints_of(grey);
  picture.clean = std::move(drawn.encoded.bytes);
  say(write_picture(picture));
  return grey;
}

int run(const std::vector<std::string>& words) {
  const Clock::time_point start = Clock::now();
  if (words.size() != 6) return wrong_usage;
  const auto for_words = parse_integer(words[1]);
  const auto seconds = parse_integer(words[4]);
  const auto memory = parse_integer(words[5]);
  if (!for_words.ok() || !seconds.ok() || !memory.ok()) return wrong_usage;

  // What lies on disk is read before the door is shut, the picture after it.
  const bool wanted = *for_words > 0;
  const Languages languages = wanted ? Languages::load(words[2], words[3]) : Languages();
  if (!confine({.processor_time = std::chrono::seconds(*seconds),
                .memory = static_cast<std::size_t>(*memory)})) {
    return not_confined;
  }
  const auto bytes = read_input();
  if (!bytes) return no_input;

  std::optional<Luminance> grey;
  try {
    auto picture = read_picture(*bytes);
    if (!picture.ok()) {
      say(write_trouble(trouble_of(picture.error())));
      return 0;
    }
    grey = std::move(*picture);
  } catch (const std::bad_alloc&) {
    say(write_trouble(Trouble::too_much_memory));
    return 0;
  }
  if (!wanted) {
    say(write_text({}, TextState::not_wanted));
    return 0;
  }
  const ReadWords read =
      read_words(*grey, languages, start + std::chrono::milliseconds(*for_words));
  say(write_text(read.text, read.state));
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  int code = our_bug;
  try {
    code = run(std::vector<std::string>(arguments, arguments + count));
  } catch (...) {  // the wall of this program; the parent learns the number only
    code = our_bug;
  }
  ::_exit(code);  // no destructor of a library is worth the time, and none may call the kernel
}
