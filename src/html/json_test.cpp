#include "html/json.hpp"

#include "base/bug.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace kentongan::html {
namespace {

TEST(JsonWriter, WritesWhatItIsToldInOrder) {
  JsonWriter json;
  json.object([&] {
    json.member("title", "Air bersih");
    json.member("readers", 12);
    json.member("share", 0.25);
    json.member("open", true);
    json.member("until", std::optional<std::string>());
    json.member_if("note", std::optional<std::string>());
    json.array("tags", [&] {
      json.value("a");
      json.object([&] { json.member("b", nullptr); });
      json.array([&] {});
    });
    json.object("empty", [&] {});
  });

  EXPECT_EQ(std::move(json).take(),
            R"({"title":"Air bersih","readers":12,"share":0.25,"open":true,"until":null,)"
            R"("tags":["a",{"b":null},[]],"empty":{}})");
}

TEST(JsonWriter, TextCannotEndAScript) {
  EXPECT_EQ(json_string("</script><!--"), "\"\\u003c/script>\\u003c!--\"");
  EXPECT_EQ(json_string("a\xE2\x80\xA8z\xE2\x80\xA9"), "\"a\\u2028z\\u2029\"");
}

TEST(JsonWriter, AnyBytesBecomeValidJson) {
  EXPECT_EQ(json_string(std::string_view("\0\x1f\"\\\n\x7f", 6)), R"("\u0000\u001f\"\\\n\u007f")");
  EXPECT_EQ(json_string("a\xffz\xc3"), "\"a\xEF\xBF\xBDz\xEF\xBF\xBD\"");
  EXPECT_EQ(json_string("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"")
      << "a surrogate";
  EXPECT_EQ(json_string("\xC0\xBC"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"") << "an overlong <";
}

TEST(JsonWriter, NumbersThatJsonHasNotBecomeNull) {
  JsonWriter json;
  json.array([&] {
    json.value(std::numeric_limits<double>::quiet_NaN());
    json.value(std::numeric_limits<std::int64_t>::min());
    json.value(std::numeric_limits<std::uint64_t>::max());
  });

  EXPECT_EQ(std::move(json).take(), "[null,-9223372036854775808,18446744073709551615]");
}

TEST(JsonWriter, AMemberOutsideAnObjectIsABug) {
  JsonWriter json;
  EXPECT_THROW(json.member("a", 1), Bug);
  json.value(1);
  EXPECT_THROW(json.value(2), Bug);
}

}  // namespace
}  // namespace kentongan::html
