#include "match/embedding.hpp"

#include "match/embedding_tensor.hpp"

#include "language/text.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <string>
#include <unordered_map>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace kentongan::match {

namespace {

constexpr std::size_t largest_vocabulary = 64U << 20U;  ///< bytes
constexpr std::size_t longest_word = language::longest_token;

Error refused_by_disk() {
  if (errno == ENOENT) return {Refusal::not_found, "match.embedding.absent"};
  return {Refusal::unavailable, "match.embedding.disk", std::to_string(errno)};
}

/// A file mapped for reading.
class MappedFile {
 public:
  explicit MappedFile(std::span<const std::byte> bytes) : bytes_(bytes) {}
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&&) = delete;
  ~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
  }
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

 private:
  std::span<const std::byte> bytes_;
};

Result<MappedFile> map_file(const std::filesystem::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return refused_by_disk();
  struct stat status {};
  const bool is_file = ::fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = is_file ? static_cast<std::size_t>(status.st_size) : 0;
  void* const begin =
      size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (size == 0) return Error(Refusal::invalid, "match.embedding.unreadable", "empty");
  if (begin == MAP_FAILED) return refused_by_disk();
  return MappedFile({static_cast<const std::byte*>(begin), size});
}

/// The pieces of words that a model knows, by their rows.
class Vocabulary {
 public:
  explicit Vocabulary(std::string text) : text_(std::make_unique<std::string>(std::move(text))) {
    std::string_view left = *text_;
    while (!left.empty()) {
      const std::size_t end = std::min(left.find('\n'), left.size());
      std::string_view line = left.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      rows_.emplace(line, lines_++);
      left.remove_prefix(std::min(end + 1, left.size()));
    }
  }

  [[nodiscard]] std::size_t lines() const { return lines_; }

  /// Calls `take(row)` for each piece of the word; not at all when some of it is unknown.
  template <typename Take>
  void pieces_of(std::string_view word, const Take& take) const {
    if (word.size() > longest_word) return;
    std::array<std::uint32_t, longest_word> rows{};
    std::size_t count = 0;
    std::string piece;
    for (std::size_t begin = 0; begin < word.size();) {
      std::size_t size = word.size() - begin;
      for (; size > 0; --size) {
        piece.assign(begin == 0 ? "" : "##").append(word.substr(begin, size));
        if (const auto found = rows_.find(piece); found != rows_.end()) {
          rows[count++] = found->second;
          break;
        }
      }
      if (size == 0) return;
      begin += size;
    }
    for (std::size_t place = 0; place < count; ++place) take(rows[place]);
  }

 private:
  std::unique_ptr<const std::string> text_;  // does not move when this does; `rows_` views it
  std::unordered_map<std::string_view, std::uint32_t> rows_;
  std::uint32_t lines_ = 0;
};

class StaticEmbedding final : public Embedder {
 public:
  StaticEmbedding(MappedFile file, const Matrix& matrix, Vocabulary vocabulary)
      : file_(std::move(file)), matrix_(matrix), vocabulary_(std::move(vocabulary)) {}

  [[nodiscard]] std::size_t dimension() const override { return matrix_.columns; }

  void embed(std::string_view message, std::span<float> direction) const override {
    KENTONGAN_BUG_IF(direction.size() != dimension());
    std::fill(direction.begin(), direction.end(), 0.0F);
    const language::Text text = language::read(message);
    for (const language::Token& token : text.tokens) {
      if (token.kind == language::TokenKind::link) continue;
      vocabulary_.pieces_of(text.word(token),
                            [&](std::uint32_t row) { matrix_.add_row(row, direction); });
    }
    scale_to_one(direction);
  }

 private:
  static void scale_to_one(std::span<float> direction) {
    double squares = 0;
    for (const float number : direction) squares += double{number} * double{number};
    // Sums of huge numbers may overflow; such a direction says nothing.
    const double scale = std::isfinite(squares) && squares > 0 ? 1 / std::sqrt(squares) : 0;
    for (float& number : direction)
      number = scale == 0 ? 0.0F : static_cast<float>(double{number} * scale);
  }

  MappedFile file_;
  Matrix matrix_;
  Vocabulary vocabulary_;
};

Result<std::string> read_vocabulary(const std::filesystem::path& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return refused_by_disk();
  const auto size = static_cast<std::streamoff>(file.tellg());
  if (size <= 0 || static_cast<std::size_t>(size) > largest_vocabulary)
    return Error(Refusal::invalid, "match.embedding.unreadable", "vocabulary too large or empty");
  std::string text(static_cast<std::size_t>(size), '\0');
  file.seekg(0);
  if (!file.read(text.data(), size)) return refused_by_disk();
  return text;
}

}  // namespace

float likeness(std::span<const float> left, std::span<const float> right) {
  KENTONGAN_BUG_IF(left.size() != right.size());
  float sum = 0;
  for (std::size_t at = 0; at < left.size(); ++at) sum += left[at] * right[at];
  return std::clamp(sum, -1.0F, 1.0F);
}

Result<std::unique_ptr<const Embedder>> open_static_embedding(
    const std::filesystem::path& tensors, const std::filesystem::path& vocabulary) {
  MappedFile file = TRY(map_file(tensors));
  const Matrix matrix = TRY(find_matrix(file.bytes()));
  std::string text = TRY(read_vocabulary(vocabulary));
  Vocabulary words(std::move(text));
  if (words.lines() != matrix.rows)
    return Error(
        Refusal::invalid, "match.embedding.unreadable",
        std::to_string(words.lines()) + " lines for " + std::to_string(matrix.rows) + " rows");
  std::unique_ptr<const Embedder> embedder =
      std::make_unique<StaticEmbedding>(std::move(file), matrix, std::move(words));
  return embedder;
}

}  // namespace kentongan::match
