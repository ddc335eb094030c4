#include "match/model.hpp"

#include <gtest/gtest.h>

#include <string>

namespace kentongan::match {
namespace {

/// The built-in model's text with the first `from` replaced.
std::string with(const std::string& from, const std::string& to) {
  std::string text = print_model(built_in_model());
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string why(const std::string& text) {
  const Result<Model> model = parse_model(text);
  return model.ok() ? "accepted" : model.error().detail();
}

std::string line_of(const std::string& start) {
  const std::string text = print_model(built_in_model());
  const std::size_t at = text.find(start);
  return text.substr(at, text.find('\n', at) - at + 1);
}

TEST(Model, what_is_printed_reads_back_to_the_same_bytes) {
  const std::string text = print_model(built_in_model());

  EXPECT_EQ(print_model(parse_model(text).value()), text);
}

TEST(Model, a_missing_feature_is_refused_by_name) {
  EXPECT_EQ(why(with(line_of("rank title.share "), "")), "missing: rank title.share");
  EXPECT_EQ(why(with(line_of("sure gap "), "")), "missing: sure gap");
  EXPECT_EQ(why(with(line_of("sure intercept "), "")), "missing: sure intercept");
  EXPECT_EQ(why(with(line_of("threshold picture "), "")), "missing: threshold picture");
}

TEST(Model, an_unknown_or_doubled_feature_is_refused) {
  EXPECT_EQ(why(with("rank title.share ", "rank title.sheen ")), "unknown: rank title.sheen");
  EXPECT_EQ(why(with("rank title.share ", "rank title.exact_share ")),
            "twice: rank title.exact_share");
  EXPECT_EQ(why(with("sure gap", "luck gap")).substr(0, 13), "unknown line:");
}

TEST(Model, what_is_no_number_is_refused) {
  for (const std::string bad : {"nan", "inf", "-inf", "1e999", "0x1", "1,5", "one"}) {
    EXPECT_EQ(why(with(line_of("rank title.share "), "rank title.share " + bad + " 0\n")),
              "not a number: title.share")
        << bad;
  }
}

TEST(Model, another_version_or_an_empty_file_is_refused) {
  EXPECT_EQ(why(with("kentongan-model 1", "kentongan-model 2")),
            "not a model, or of another version");
  EXPECT_EQ(why(""), "not a model, or of another version");
}

TEST(Model, probability_rises_with_certainty_and_stays_within_its_knots) {
  const Model& model = built_in_model();
  double before = 0;
  for (double certainty = -20; certainty < 20; certainty += 0.25) {
    const double probability = model.probability(certainty);
    EXPECT_GE(probability, before);
    EXPECT_LE(probability, 1);
    before = probability;
  }
}

TEST(Model, every_path_answers_only_when_surer_than_it_asks) {
  for (const Thresholds& thresholds : built_in_model().thresholds) {
    EXPECT_GT(thresholds.answer, thresholds.ask);
    EXPECT_GT(thresholds.ask, 0);
  }
}

}  // namespace
}  // namespace kentongan::match
