#include "media/reply.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <optional>

namespace kentongan::media {
namespace {

constexpr std::string_view magic = "KTM1";
constexpr std::size_t most_whole = 2;
constexpr std::size_t most_parts = 8;
constexpr std::size_t most_probes = 32;

struct Wording {
  Trouble trouble;
  const char* message;
};
constexpr std::array wordings{
    Wording{Trouble::not_a_picture, "media.not_a_picture"},
    Wording{Trouble::broken, "media.broken"},
    Wording{Trouble::too_many_pixels, "media.too_many_pixels"},
    Wording{Trouble::too_much_memory, "media.too_much_memory"},
};

void put(std::string& bytes, std::uint64_t number, int size) {
  for (int at = 0; at < size; ++at) {
    bytes.push_back(static_cast<char>(static_cast<unsigned char>(number >> (8 * at))));
  }
}

void put(std::string& bytes, const std::vector<Fingerprint>& list) {
  put(bytes, list.size(), 1);
  for (const Fingerprint& fingerprint : list) {
    for (const std::uint64_t word : fingerprint.bits) put(bytes, word, 8);
  }
}

/// Takes values off the front; once something is missing, everything is.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number(std::size_t size) {
    const std::string_view taken = text(size);
    std::uint64_t made = 0;
    for (std::size_t at = taken.size(); at > 0; --at) {
      made = made << 8 | static_cast<unsigned char>(taken[at - 1]);
    }
    return made;
  }
  std::string_view text(std::uint64_t size) {
    if (size > rest_.size()) {
      short_ = true;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::vector<Fingerprint> fingerprints(std::size_t most) {
    const std::uint64_t count = number(1);
    std::vector<Fingerprint> list;
    if (count > most) short_ = true;
    for (std::uint64_t index = 0; index < count && !short_; ++index) {
      Fingerprint fingerprint;
      for (std::uint64_t& word : fingerprint.bits) word = number(8);
      list.push_back(fingerprint);
    }
    return list;
  }
  [[nodiscard]] bool is_short() const { return short_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  bool short_ = false;
};

std::optional<Format> format_of(std::uint64_t number) {
  switch (number) {
    case 1: return Format::jpeg;
    case 2: return Format::png;
    case 3: return Format::webp;
    default: return std::nullopt;  // a clean copy is never a GIF
  }
}

bool is_sound(const ReadPicture& picture) {
  const std::int64_t pixels = std::int64_t{picture.width} * picture.height;
  if (picture.width <= 0 || picture.height <= 0 || pixels > most_drawn_pixels) return false;
  if (picture.fingerprints.quality > 100 || picture.fingerprints.whole.empty()) return false;
  if (picture.clean.size() > largest_clean) return false;
  const auto sniffed = sniff(std::string_view(picture.clean).substr(0, 32));
  return sniffed.ok() && *sniffed == picture.format;
}

void read_text(std::string_view rest, ReadPicture& picture) {
  Reader reader(rest);
  const std::uint64_t state = reader.number(1);
  const std::uint64_t size = reader.number(4);
  const std::string_view text = reader.text(size);
  picture.text_state = TextState::cut;
  if (reader.is_short() || !reader.rest().empty() || size > longest_text) return;
  if (state == static_cast<std::uint64_t>(TextState::not_wanted)) {
    picture.text_state = TextState::not_wanted;
    return;
  }
  if (state == static_cast<std::uint64_t>(TextState::whole)) picture.text_state = TextState::whole;
  picture.text = clean_utf8(text);
}

}  // namespace

Error error_of(Trouble trouble, const char* file, int line) {
  for (const Wording& wording : wordings) {
    if (wording.trouble == trouble) return Error(Refusal::invalid, wording.message, {}, file, line);
  }
  return Error(Refusal::unavailable, "media.unavailable", "trouble", file, line);
}

Trouble trouble_of(const Error& error) {
  for (const Wording& wording : wordings) {
    if (std::string_view(wording.message) == error.message()) return wording.trouble;
  }
  return Trouble::broken;
}

std::string write_picture(const ReadPicture& picture) {
  std::string bytes(magic);
  bytes.reserve(picture.clean.size() + 2048);
  put(bytes, 0, 1);
  put(bytes, static_cast<std::uint64_t>(picture.width), 4);
  put(bytes, static_cast<std::uint64_t>(picture.height), 4);
  put(bytes, static_cast<std::uint64_t>(picture.format), 1);
  put(bytes, static_cast<std::uint64_t>(picture.fingerprints.quality), 1);
  put(bytes, picture.fingerprints.whole);
  put(bytes, picture.fingerprints.parts);
  put(bytes, picture.fingerprints.probes);
  put(bytes, picture.clean.size(), 4);
  bytes += picture.clean;
  return bytes;
}

std::string write_text(std::string_view text, TextState state) {
  std::string bytes;
  put(bytes, static_cast<std::uint64_t>(state), 1);
  put(bytes, text.size(), 4);
  bytes += text;
  return bytes;
}

std::string write_trouble(Trouble trouble) {
  std::string bytes(magic);
  put(bytes, static_cast<std::uint64_t>(trouble), 1);
  return bytes;
}

Result<ReadPicture> parse_reply(std::string_view bytes) {
  const auto nonsense = [](const char* what) {
    return Error(Refusal::unavailable, "media.unavailable", what);
  };
  if (!bytes.starts_with(magic)) return nonsense("no reply");
  Reader reader(bytes.substr(magic.size()));
  const std::uint64_t trouble = reader.number(1);
  if (reader.is_short()) return nonsense("short reply");
  if (trouble != 0) {
    if (!reader.rest().empty() || trouble > wordings.size()) return nonsense("odd trouble");
    return error_of(static_cast<Trouble>(trouble));
  }
  ReadPicture picture;
  picture.width = static_cast<int>(std::min<std::uint64_t>(reader.number(4), 1U << 30U));
  picture.height = static_cast<int>(std::min<std::uint64_t>(reader.number(4), 1U << 30U));
  const auto format = format_of(reader.number(1));
  if (!format) return nonsense("odd format");
  picture.format = *format;
  picture.fingerprints.quality = static_cast<int>(reader.number(1));
  picture.fingerprints.whole = reader.fingerprints(most_whole);
  picture.fingerprints.parts = reader.fingerprints(most_parts);
  picture.fingerprints.probes = reader.fingerprints(most_probes);
  picture.clean = reader.text(reader.number(4));
  if (reader.is_short()) return nonsense("short picture");
  if (!is_sound(picture)) return nonsense("unsound picture");
  read_text(reader.rest(), picture);
  return picture;
}

}  // namespace kentongan::media
