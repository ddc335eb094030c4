#include "newsroom/item.hpp"

#include <gtest/gtest.h>

namespace kentongan::newsroom {
namespace {

places::AreaCode area(const char* code) { return places::AreaCode::parse(code).value(); }

template <typename T>
std::string refusal(const Result<T>& result) {
  return result.ok() ? "" : result.error().message();
}

TEST(Content, is_cleaned_at_the_door) {
  Content raw;
  raw.title = "  Judul\r\n \xff dua\tbaris \x01 ";
  raw.body = std::string("satu\r\ndua\0tiga", 14);
  raw.topics = {"Kesehatan", " kesehatan ", "", "UMKM & Usaha"};
  raw.areas = {area("32.10.01.2001"), area("32.10.01"), area("32.10.01")};

  const Content clean = clean_content(raw).value();

  EXPECT_EQ(clean.title, "Judul \xEF\xBF\xBD dua baris");
  EXPECT_EQ(clean.body, "satu\nduatiga");
  EXPECT_EQ(clean.topics, (std::vector<std::string>{"kesehatan", "umkm-usaha"}));
  EXPECT_EQ(clean.areas, std::vector{area("32.10.01")});
}

TEST(Content, of_any_size_is_refused_kindly_when_too_long) {
  const auto refused_for = [](auto change) {
    Content raw;
    change(raw);
    return refusal(clean_content(raw));
  };
  EXPECT_EQ(refused_for([](Content& c) { c.title = std::string(201, 'a'); }),
            "newsroom.title.too_long");
  EXPECT_EQ(refused_for([](Content& c) { c.title = std::string(10'000'000, '\xff'); }),
            "newsroom.title.too_long");
  EXPECT_EQ(refused_for([](Content& c) { c.summary = std::string(501, 'a'); }),
            "newsroom.summary.too_long");
  EXPECT_EQ(refused_for([](Content& c) { c.body = std::string(10'000'000, 'a'); }),
            "newsroom.body.too_long");
  EXPECT_EQ(refused_for([](Content& c) { c.source = std::string(301, 'a'); }),
            "newsroom.source.too_long");
  EXPECT_EQ(refused_for([](Content& c) {
              for (int i = 0; i < 11; ++i) c.topics.push_back("topik-" + std::to_string(i));
            }),
            "newsroom.topics.too_many");
  EXPECT_EQ(refused_for([](Content& c) {
              for (int i = 1000; i < 1051; ++i)
                c.areas.push_back(area(("32.10.01." + std::to_string(i)).c_str()));
            }),
            "newsroom.areas.too_many");
  EXPECT_EQ(refused_for([](Content& c) { c.title = std::string(200, 'a'); }), "");
}

TEST(Content, is_folded_to_words_for_searching) {
  EXPECT_EQ(folded("Pasar-Murah, 50%!"), " pasar murah 50 ");
  EXPECT_EQ(folded(""), " ");
}

TEST(Content, has_an_address_made_of_its_title) {
  EXPECT_EQ(slug_of_title("Jadwal Posyandu: November!"), "jadwal-posyandu-november");
  EXPECT_LE(slug_of_title(std::string(200, 'a')).size(), 80U);
}

}  // namespace
}  // namespace kentongan::newsroom
