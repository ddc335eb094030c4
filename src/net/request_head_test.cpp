#include "net/request_head.hpp"

#include <gtest/gtest.h>

namespace kentongan::net {
namespace {

HeadParts parts_of(std::string_view target, std::span<const FieldView> fields) {
  return {.method = "GET", .target = target, .minor_version = 1, .fields = fields};
}

TEST(HeadScanner, finds_the_end_of_a_head_however_it_comes_in) {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  for (std::size_t first = 0; first <= head.size(); ++first) {
    HeadScanner scanner;
    const auto early = scanner.scan(std::string_view(head).substr(0, first));
    ASSERT_EQ(early == HeadScanner::State::whole, first == head.size()) << first;
    if (early == HeadScanner::State::more) {
      ASSERT_EQ(scanner.scan(head + "rest"), HeadScanner::State::whole) << first;
    }
    EXPECT_EQ(scanner.head_size(), head.size());
  }
}

TEST(HeadScanner, refuses_as_soon_as_the_bad_byte_is_there) {
  HeadScanner scanner;
  EXPECT_EQ(scanner.scan("GET / HTTP/1.1\nHost"), HeadScanner::State::refused);
  EXPECT_EQ(scanner.refusal().status, 400);
}

TEST(JudgeHead, takes_an_ordinary_head) {
  const std::vector<FieldView> fields{{"Host", "desa.id:8080"}, {"Cookie", "a=1; sesi=abc"}};
  RequestHead head;
  Framing framing;

  EXPECT_FALSE(judge_head(parts_of("/kabar?x=1", fields), head, framing));

  EXPECT_EQ(head.target, "/kabar?x=1");
  EXPECT_EQ(head.find("HOST"), "desa.id:8080");
  EXPECT_TRUE(head.has_cookie("sesi"));
  EXPECT_FALSE(head.has_cookie("ses"));
  EXPECT_EQ(framing.body, Framing::Body::none);
  EXPECT_EQ(framing.after, Framing::After::keep);
}

TEST(JudgeHead, a_connection_field_decides_by_its_words_not_its_letters) {
  RequestHead head;
  Framing framing;
  for (const char* closing : {"close", "Close", "x, close", "close,keep-alive"}) {
    const std::vector<FieldView> fields{{"Host", "a"}, {"Connection", closing}};
    ASSERT_FALSE(judge_head(parts_of("/", fields), head, framing));
    EXPECT_EQ(framing.after, Framing::After::close) << closing;
  }
  const std::vector<FieldView> fields{{"Host", "a"}, {"Connection", "closed, x-close"}};
  ASSERT_FALSE(judge_head(parts_of("/", fields), head, framing));
  EXPECT_EQ(framing.after, Framing::After::keep);
}

TEST(DecodePath, gives_what_was_meant_or_nothing) {
  EXPECT_EQ(*decode_path("/a%20b?x=%zz"), "/a b");
  EXPECT_EQ(*decode_path("/"), "/");
  EXPECT_EQ(*decode_path("//a"), "//a");
  for (const char* bad :
       {"", "a", "/..", "/a/..", "/%2e%2e/", "/a/.", "/%", "/%0a", "/%7f", "/%ff", "/a%2Fb"}) {
    EXPECT_FALSE(decode_path(bad).ok()) << bad;
  }
}

}  // namespace
}  // namespace kentongan::net
