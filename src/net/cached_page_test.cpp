#include "net/cached_page.hpp"

#include "net/page_cache.hpp"
#include "net/wire_for_tests.hpp"

#include <brotli/decode.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <thread>

namespace kentongan::net {
namespace {

std::string gunzip(const std::string& packed) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string bytes(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  const int state = inflate(&stream, Z_FINISH);
  bytes.resize(stream.total_out);
  inflateEnd(&stream);
  return state == Z_STREAM_END ? bytes : "not gzip";
}

std::string unbrotli(const std::string& packed) {
  std::string bytes(1 << 20, '\0');
  std::size_t size = bytes.size();
  const auto state =
      BrotliDecoderDecompress(packed.size(), reinterpret_cast<const std::uint8_t*>(packed.data()),
                              &size, reinterpret_cast<std::uint8_t*>(bytes.data()));
  bytes.resize(size);
  return state == BROTLI_DECODER_RESULT_SUCCESS ? bytes : "not brotli";
}

Response page_response() {
  Response response;
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  response.headers.add("Cache-Control", "no-cache");
  for (int i = 0; i < 200; ++i)
    response.body += "<p>Kabar desa nomor " + std::to_string(i) + "</p>\n";
  return response;
}

struct FastSite {
  FastSite() {
    server.use_fast_path([this](const RequestHead& head) {
      return head.has_cookie("sesi") ? nullptr : pages.find(head.target);
    });
    server
        .start([](const Request& request) {
          Response response = echo(request);
          response.body = "worker " + response.body;
          return response;
        })
        .value();
  }
  std::string ask(const std::string& fields, const std::string& method = "GET") const {
    Wire wire(server.port());
    wire.say(method + " / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields + "\r\n");
    return wire.hear_all();
  }
  PageCache pages;
  TestServer site{echo};
  Server server{TestServer::quick(), site.clock, site.random, site.log};
};

std::string field_of(const std::string& answer, const std::string& name) {
  const std::size_t at = answer.find("\r\n" + name + ": ");
  if (at == std::string::npos) return "";
  const std::size_t begin = at + name.size() + 4;
  return answer.substr(begin, answer.find("\r\n", begin) - begin);
}

TEST(CachedPage, is_sent_in_the_form_the_client_takes) {
  FastSite fast;
  const Response response = page_response();
  fast.pages.put(fast.pages.ticket(), {.key = "/", .page = CachedPage::make(response)});

  const std::string plain = fast.ask("");
  const std::string gzipped = fast.ask("Accept-Encoding: gzip, deflate\r\n");
  const std::string brotlied = fast.ask("Accept-Encoding: gzip, deflate, br\r\n");

  EXPECT_EQ(status_of(plain), 200);
  EXPECT_EQ(body_of(plain), response.body);
  EXPECT_EQ(field_of(plain, "Content-Encoding"), "");
  EXPECT_EQ(gunzip(body_of(gzipped)), response.body);
  EXPECT_EQ(field_of(gzipped, "Content-Encoding"), "gzip");
  EXPECT_EQ(unbrotli(body_of(brotlied)), response.body);
  EXPECT_EQ(field_of(brotlied, "Content-Encoding"), "br");
  for (const std::string& answer : {plain, gzipped, brotlied}) {
    EXPECT_EQ(field_of(answer, "Vary"), "Accept-Encoding");
    EXPECT_EQ(field_of(answer, "Content-Length"), std::to_string(body_of(answer).size()));
    EXPECT_EQ(count_of(answer, "\r\nDate: "), 1U);
    EXPECT_EQ(count_of(answer, "\r\nContent-Security-Policy: "), 1U);
    EXPECT_EQ(count_of(answer, "\r\nCache-Control: "), 1U);
  }
  EXPECT_EQ(fast.server.counts().from_fast_path, 3U);
}

TEST(CachedPage, is_304_for_who_has_that_form_already) {
  FastSite fast;
  fast.pages.put(fast.pages.ticket(), {.key = "/", .page = CachedPage::make(page_response())});
  const std::string plain_tag = field_of(fast.ask(""), "ETag");
  const std::string gzip_tag = field_of(fast.ask("Accept-Encoding: gzip\r\n"), "ETag");

  ASSERT_NE(plain_tag, gzip_tag);
  const std::string known = fast.ask("If-None-Match: " + plain_tag + "\r\n");
  EXPECT_EQ(status_of(known), 304);
  EXPECT_EQ(body_of(known), "");
  EXPECT_EQ(field_of(known, "ETag"), plain_tag);
  EXPECT_EQ(field_of(known, "Content-Length"), "");
  EXPECT_EQ(status_of(fast.ask("If-None-Match: " + gzip_tag + "\r\n")), 200);
  EXPECT_EQ(
      status_of(fast.ask("Accept-Encoding: gzip\r\nIf-None-Match: \"x\", W/" + gzip_tag + "\r\n")),
      304);
}

TEST(CachedPage, is_sent_without_body_for_head_and_not_at_all_with_a_session) {
  FastSite fast;
  fast.pages.put(fast.pages.ticket(), {.key = "/", .page = CachedPage::make(page_response())});

  const std::string head = fast.ask("", "HEAD");
  EXPECT_EQ(status_of(head), 200);
  EXPECT_EQ(body_of(head), "");
  EXPECT_EQ(field_of(head, "Content-Length"), std::to_string(page_response().body.size()));
  EXPECT_EQ(body_of(fast.ask("Cookie: a=b; sesi=x\r\n")), "worker GET / []");
  EXPECT_EQ(body_of(fast.ask("Content-Length: 0\r\n", "POST")), "worker POST / []");
}

TEST(CachedPage, pages_too_long_for_the_socket_arrive_whole_and_the_connection_lives_on) {
  FastSite fast;
  Response response;
  response.headers.add("Content-Type", "image/png");
  response.body.resize(std::size_t{6} << 20, 'p');
  fast.pages.put(fast.pages.ticket(), {.key = "/", .page = CachedPage::make(response)});
  Wire wire(fast.server.port());
  wire.say("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");

  EXPECT_EQ(body_of(wire.next_response()), response.body);
  EXPECT_EQ(body_of(wire.next_response()), "worker GET /2 []");
}

TEST(CachedPage, a_fast_path_that_throws_leaves_the_request_to_a_worker) {
  TestServer plain(echo);
  Server server(TestServer::quick(), plain.clock, plain.random, plain.log);
  server.use_fast_path([](const RequestHead&) -> std::shared_ptr<const CachedPage> {
    throw std::runtime_error("broken");
  });
  server.start(echo).value();
  Wire wire(server.port());
  wire.say("GET /a HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(body_of(wire.next_response()), "GET /a []");
}

TEST(CachedPage, a_personal_answer_cannot_be_cached) {
  Response response = page_response();
  response.headers.add("Set-Cookie", "sesi=x");
  EXPECT_THROW(static_cast<void>(CachedPage::make(response)), Bug);
}

TEST(PageCache, what_was_rendered_before_a_change_is_not_kept_after_it) {
  PageCache cache;
  const auto page = CachedPage::make(page_response());
  const auto ticket = cache.ticket();
  cache.clear();
  cache.put(ticket, {.key = "/", .page = page});
  EXPECT_EQ(cache.find("/"), nullptr);

  cache.put(cache.ticket(), {.key = "/", .page = page});
  EXPECT_EQ(cache.find("/"), page);
  cache.clear();
  EXPECT_EQ(cache.find("/"), nullptr);
  EXPECT_EQ(cache.bytes(), 0U);
}

TEST(PageCache, stays_within_its_bytes_and_drops_the_oldest_first) {
  const auto page = CachedPage::make(page_response());
  PageCache cache(10 * (page->bytes() + 300));
  for (int i = 0; i < 1000; ++i) {
    cache.put(cache.ticket(), {.key = "/" + std::to_string(i), .page = page});
    cache.put(cache.ticket(), {.key = "/" + std::to_string(i), .page = page});
    ASSERT_LE(cache.bytes(), 10 * (page->bytes() + 300));
  }
  EXPECT_EQ(cache.find("/1"), nullptr);
  EXPECT_EQ(cache.find("/999"), page);
  EXPECT_GE(cache.size(), 5U);
}

TEST(PageCache, a_page_with_a_term_is_gone_after_it) {
  PageCache cache;
  cache.put(cache.ticket(),
            {.key = "/", .page = CachedPage::make(page_response()), .good_for = 0s});
  EXPECT_EQ(cache.find("/"), nullptr);
}

TEST(Compress, chooses_what_the_client_likes_best) {
  struct Case {
    const char* accepts;
    Encoding chosen;
  };
  for (const Case& one :
       {Case{"gzip", Encoding::gzip}, Case{"br", Encoding::brotli},
        Case{"gzip, br", Encoding::brotli}, Case{"gzip;q=1, br;q=0.5", Encoding::gzip},
        Case{"gzip;q=0", Encoding::identity}, Case{"*", Encoding::brotli},
        Case{"*, br;q=0", Encoding::gzip}, Case{"GZIP ; q=0.001", Encoding::gzip},
        Case{"gzip;q=2", Encoding::identity}, Case{"gzip;q=0.0001", Encoding::identity},
        Case{"", Encoding::identity}, Case{",,;q=,", Encoding::identity},
        Case{"identity", Encoding::identity}, Case{"deflate, x-gzip", Encoding::gzip}}) {
    EXPECT_EQ(choose_encoding(one.accepts, {}), one.chosen) << one.accepts;
  }
  EXPECT_EQ(choose_encoding(std::nullopt, {}), Encoding::identity);
  EXPECT_EQ(choose_encoding("gzip, br", {.gzip = true, .brotli = false}), Encoding::gzip);
}

TEST(Compress, what_is_packed_can_be_unpacked) {
  for (const std::string& text : {std::string(), std::string("a"), std::string(100000, 'x')}) {
    EXPECT_EQ(gunzip(gzip(text)), text);
    EXPECT_EQ(unbrotli(brotli(text)), text);
  }
}

TEST(Compress, an_answer_for_one_request_is_packed_when_that_pays) {
  Request request;
  request.headers.add("Accept-Encoding", "gzip");
  Response page = page_response();
  page.headers.add("ETag", "\"v1\"");
  compress_for(request, page);
  EXPECT_EQ(page.headers.find("Content-Encoding"), "gzip");
  EXPECT_EQ(page.headers.find("Vary"), "Accept-Encoding");
  EXPECT_EQ(page.headers.find("ETag"), "\"v1-gzip\"");
  EXPECT_EQ(gunzip(page.body), page_response().body);

  Response image;
  image.headers.add("Content-Type", "image/jpeg");
  image.body.resize(5000, 'x');
  compress_for(request, image);
  EXPECT_EQ(image.headers.find("Content-Encoding"), std::nullopt);
}

}  // namespace
}  // namespace kentongan::net
