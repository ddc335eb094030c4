// Promises about an operator's own model: it may add to what is asked about, and that is all.
#include "tabayun/directions.hpp"
#include "tabayun/desk_for_tests.hpp"
#include "tabayun/tabayun.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace kentongan::tabayun {
namespace {

/// A safetensors file with a row of two numbers for each of five words.
std::string tiny_model() {
  const std::string header =
      R"({"embeddings":{"dtype":"F32","shape":[5,2],"data_offsets":[0,40]}})";
  const std::vector<float> rows{1, 0, 1, 0, 1, 0.1F, 0, 1, 0, 1};
  const std::uint64_t size = header.size();
  std::string file(sizeof size + header.size() + rows.size() * sizeof(float), ' ');
  std::memcpy(file.data(), &size, sizeof size);
  std::memcpy(file.data() + sizeof size, header.data(), header.size());
  std::memcpy(file.data() + sizeof size + header.size(), rows.data(), rows.size() * sizeof(float));
  return file;
}

/// Flood, inundation and dam point one way, earthquake and tremor another.
std::shared_ptr<const match::Embedder> model() {
  const TempFile tensors(tiny_model());
  const TempFile words("banjir\ngenangan\nbendungan\ngempa\nlindu\n");
  auto opened = match::open_static_embedding(tensors.name(), words.name());
  EXPECT_TRUE(opened.ok());
  return std::move(opened).value();
}

const std::string other_words = "Genangan setinggi dada merendam perumahan timur";

struct Pair {
  Desk desk;
  Claim flood = desk.has_published(finding("Video banjir bandang di pasar lama"));
  Claim quake = desk.has_published(finding("Kabar gempa susulan nanti malam"));
};

TEST(Directions, add_a_fact_check_in_other_words_to_what_is_asked_about) {
  Pair pair;
  ASSERT_EQ(pair.desk.room->look_up(other_words)->outcome, match::Outcome::queue);
  Tabayun with(
      pair.desk.surroundings(), [] { return std::string(32, 'k'); }, model());
  with.load();

  const LookedUp found = with.look_up(other_words).value();

  EXPECT_EQ(found.outcome, match::Outcome::ask);
  ASSERT_EQ(found.matches.size(), 1U);
  EXPECT_EQ(found.matches.front().claim.id, pair.flood.id);
}

TEST(Directions, never_answer_and_never_change_an_answer) {
  Pair pair;
  Tabayun with(
      pair.desk.surroundings(), [] { return std::string(32, 'k'); }, model());
  with.load();

  EXPECT_EQ(with.look_up("banjir banjir banjir")->outcome, match::Outcome::ask);
  EXPECT_EQ(with.look_up("kambing terbang di lapangan bola")->outcome, match::Outcome::queue);
  const std::string known = "Kabar baik! Rebus sepuluh lembar daun sirsak, kanker lenyap seminggu";
  const Claim leaf = pair.desk.has_published(finding("Daun sirsak menyembuhkan kanker", known));
  pair.desk.seal();
  with.follow();
  const LookedUp answered = with.look_up(known).value();
  EXPECT_EQ(answered.outcome, match::Outcome::answer);
  ASSERT_EQ(answered.matches.size(), 1U);
  EXPECT_EQ(answered.matches.front().claim.id, leaf.id);
}

TEST(Directions, follow_what_is_published_and_withdrawn) {
  Directions directions(model());
  directions.publish({.id = 1, .title = "banjir"});
  directions.publish({.id = 2, .title = "gempa", .messages = {"lindu", "genangan"}});

  const auto near = directions.find("bendungan", 5);
  ASSERT_EQ(near.size(), 2U);
  EXPECT_GE(near.front().likeness, near.back().likeness);
  directions.publish({.id = 2, .title = "gempa"});
  EXPECT_EQ(directions.find("bendungan", 5).size(), 1U);
  directions.withdraw(1);
  EXPECT_TRUE(directions.find("bendungan", 5).empty());
  EXPECT_TRUE(directions.find("kata yang tidak dikenal", 5).empty());
}

}  // namespace
}  // namespace kentongan::tabayun
