#include "match/embedding.hpp"

#include "match/embedding_tensor.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include <unistd.h>

namespace kentongan::match {
namespace {

std::string numbers(const std::vector<float>& values) {
  std::string bytes(values.size() * sizeof(float), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

std::string tensors(std::string_view header, std::string_view data) {
  const std::uint64_t size = header.size();
  std::string file(sizeof size, '\0');
  std::memcpy(file.data(), &size, sizeof size);
  return file.append(header).append(data);
}

Result<Matrix> matrix_of(const std::string& file) {
  return find_matrix(std::as_bytes(std::span(file.data(), file.size())));
}

constexpr std::string_view four_rows =
    R"({"__metadata__":{"made":"here"},"embeddings":{"dtype":"F32","shape":[4,2],"data_offsets":[0,32]}})";

/// A model of four pieces in two dimensions: east, north, a word in two pieces.
class Model {
 public:
  explicit Model(const std::string& file = tensors(four_rows, numbers({1, 0, 0, 1, 2, 0, 0, -2})),
                 const std::string& words = "banjir\ngempa\nber\n##air\n")
      : folder_(std::filesystem::temp_directory_path() /
                ("kentongan-embedding-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "model", std::ios::binary) << file;
    std::ofstream(folder_ / "words", std::ios::binary) << words;
  }
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;
  ~Model() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] Result<std::unique_ptr<const Embedder>> open() const {
    return open_static_embedding(folder_ / "model", folder_ / "words");
  }

 private:
  std::filesystem::path folder_;
};

std::vector<float> direction_of(const Embedder& embedder, std::string_view message) {
  std::vector<float> direction(embedder.dimension(), 7);
  embedder.embed(message, direction);
  return direction;
}

TEST(Embedding, a_message_points_where_the_mean_of_its_words_points) {
  const Model model;

  const auto opened = model.open();

  ASSERT_TRUE(opened.ok());
  const Embedder& embedder = *opened.value();
  EXPECT_EQ(direction_of(embedder, "BANJIR!"), (std::vector<float>{1, 0}));
  const auto both = direction_of(embedder, "banjir dan gempa");
  EXPECT_NEAR(both[0], std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(both[1], std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(likeness(both, direction_of(embedder, "gempa")), std::sqrt(0.5), 1e-6);
}

TEST(Embedding, a_word_is_read_in_the_longest_pieces_the_model_knows) {
  const Model model;

  const auto opened = model.open();

  ASSERT_TRUE(opened.ok());
  const auto direction = direction_of(*opened.value(), "berair");
  EXPECT_NEAR(direction[0], std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(direction[1], -std::sqrt(0.5), 1e-6);
}

TEST(Embedding, a_message_of_unknown_words_points_nowhere) {
  const Model model;

  const auto opened = model.open();

  ASSERT_TRUE(opened.ok());
  for (const std::string_view message : {"", "bersih", "\xFF\xFE", "🚨🚨", "0812-3456"})
    EXPECT_EQ(direction_of(*opened.value(), message), (std::vector<float>{0, 0})) << message;
}

TEST(Embedding, half_numbers_are_read) {
  const std::string halves("\x00\x3C\x00\xC0\x01\x00\xFF\x7B", 8);  // 1, -2, the least, the most
  const std::string file =
      tensors(R"({"embedding.weight":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]}})", halves);

  const auto matrix = matrix_of(file);

  ASSERT_TRUE(matrix.ok());
  std::vector<float> sum{0, 0};
  matrix.value().add_row(0, sum);
  EXPECT_EQ(sum, (std::vector<float>{1, -2}));
  sum = {0, 0};
  matrix.value().add_row(1, sum);
  EXPECT_EQ(sum, (std::vector<float>{std::ldexp(1.0F, -24), 65504}));
}

TEST(Embedding, a_file_that_does_not_hold_what_it_says_is_refused) {
  const std::string good = tensors(four_rows, numbers({1, 0, 0, 1, 2, 0, 0, -2}));
  ASSERT_TRUE(matrix_of(good).ok());
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(matrix_of(good.substr(0, size)).ok()) << size;
  const std::string data = numbers({1, 0, 0, 1, 2, 0, 0, -2});
  for (
      const std::string_view header : {
          R"({})",
          R"([])",
          R"({"embeddings":7})",
          R"({"embeddings":{"dtype":"I64","shape":[4,2],"data_offsets":[0,32]}})",
          R"({"embeddings":{"dtype":"F32","shape":[4],"data_offsets":[0,32]}})",
          R"({"embeddings":{"dtype":"F32","shape":[4,3],"data_offsets":[0,32]}})",
          R"({"embeddings":{"dtype":"F32","shape":[-4,2],"data_offsets":[0,32]}})",
          R"({"embeddings":{"dtype":"F32","shape":[0,2],"data_offsets":[0,0]}})",
          R"({"embeddings":{"dtype":"F32","shape":[4,2],"data_offsets":[32,0]}})",
          R"({"embeddings":{"dtype":"F32","shape":[4,2],"data_offsets":[1,33]}})",
          R"({"embeddings":{"dtype":"F32","shape":[9223372036854775807,2],"data_offsets":[0,32]}})",
          R"({"embeddings":{"dtype":"F32","shape":[4611686018427387908,2],"data_offsets":[0,32]}})",
          R"({"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"F32","shape":[2,2],"data_offsets":[16,32]}})",
      }) {
    EXPECT_FALSE(matrix_of(tensors(header, data)).ok()) << header;
  }
  EXPECT_FALSE(matrix_of(tensors(std::string(100'000, '['), data)).ok());
}

TEST(Embedding, a_number_that_is_none_is_refused) {
  for (const float bad :
       {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()})
    EXPECT_FALSE(matrix_of(tensors(four_rows, numbers({1, 0, 0, 1, 2, bad, 0, -2}))).ok());
}

TEST(Embedding, numbers_too_large_to_add_point_nowhere) {
  const float most = std::numeric_limits<float>::max();
  const Model model(tensors(four_rows, numbers({most, most, most, -most, 2, 0, 0, -2})));

  const auto opened = model.open();

  ASSERT_TRUE(opened.ok());
  for (const float number : direction_of(*opened.value(), "banjir banjir gempa gempa"))
    EXPECT_TRUE(std::isfinite(number));
}

TEST(Embedding, a_vocabulary_of_another_size_is_refused) {
  const Model model(tensors(four_rows, numbers({1, 0, 0, 1, 2, 0, 0, -2})), "satu\ndua\n");

  const auto opened = model.open();

  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().refusal(), Refusal::invalid);
}

TEST(Embedding, a_model_that_is_not_there_is_not_found) {
  const auto opened = open_static_embedding("/nowhere/model", "/nowhere/words");

  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().refusal(), Refusal::not_found);
}

}  // namespace
}  // namespace kentongan::match
