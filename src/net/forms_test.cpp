#include "net/forms.hpp"

#include "net/cookies.hpp"
#include "net/url.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace kentongan::net {
namespace {

Request posted(std::string content_type, std::string body) {
  Request request;
  request.method = Method::post;
  request.headers.add("Content-Type", std::move(content_type));
  request.body = std::move(body);
  return request;
}
Request multipart(std::string body) {
  return posted("multipart/form-data; boundary=XX", std::move(body));
}
std::string part(const std::string& head, const std::string& bytes) {
  return "--XX\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + bytes + "\r\n";
}
const char* message_of(const Request& request, const FormLimits& limits = {}) {
  const auto form = parse_form(request, limits);
  return form.ok() ? "ok" : form.error().message();
}

TEST(Form, reads_what_a_browser_sends_urlencoded) {
  const auto form =
      parse_form(posted("application/x-www-form-urlencoded; charset=UTF-8",
                        "judul=Banjir+%26+longsor&isi=baris%0D%0Adua&kosong=&tanpa&judul=dua&&"));
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(form->fields.text("judul"), "Banjir & longsor");
  EXPECT_EQ(form->fields.all("judul").size(), 2U);
  EXPECT_EQ(form->fields.text("isi"), "baris\r\ndua");
  EXPECT_TRUE(form->fields.has("kosong"));
  EXPECT_TRUE(form->fields.has("tanpa"));
  EXPECT_FALSE(form->fields.has("lain"));
}

TEST(Form, refuses_what_no_browser_sends_urlencoded) {
  const std::string type = "application/x-www-form-urlencoded";
  EXPECT_STREQ(message_of(posted(type, "a=%")), "net.form.malformed");
  EXPECT_STREQ(message_of(posted(type, "a=%f")), "net.form.malformed");
  EXPECT_STREQ(message_of(posted(type, "a=%00")), "net.form.malformed");
  EXPECT_STREQ(message_of(posted(type, "a=%ff")), "net.form.malformed");
  EXPECT_STREQ(message_of(posted(type, "%c0%af=1")), "net.form.malformed");
  EXPECT_STREQ(message_of(posted(type, std::string(300, 'a') + "=1")), "net.form.too_large");
  std::string many;
  for (int i = 0; i < 1001; ++i) many += "a=1&";
  EXPECT_STREQ(message_of(posted(type, many)), "net.form.too_many");
  EXPECT_STREQ(message_of(posted("text/plain", "a=1")), "net.form.unsupported");
  EXPECT_STREQ(message_of(posted("", "a=1")), "net.form.unsupported");
}

TEST(Form, a_post_without_body_and_type_is_an_empty_form) {
  const auto form = parse_form(Request());
  ASSERT_TRUE(form.ok());
  EXPECT_TRUE(form->fields.pairs().empty());
}

TEST(Form, reads_fields_and_files_of_multipart) {
  const std::string bytes("\x89PNG\r\n--X\r\n\0\xff", 14);
  const auto form =
      parse_form(multipart(part("name=\"judul\"", "Panen raya\r\ndi Kadipaten") +
                           "--XX\r\ncontent-disposition: FORM-DATA; name=\"foto\"; "
                           "filename=\"C:\\foto \\\"1\\\".png\"\r\n"
                           "Content-Type: image/png\r\n\r\n" +
                           bytes + "\r\n" + part("name=tanpa_kutip", "") +
                           part("name=\"kosong\"; filename=\"\"", "") + "--XX--\r\n"));
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(form->fields.text("judul"), "Panen raya\r\ndi Kadipaten");
  EXPECT_TRUE(form->fields.has("tanpa_kutip"));
  EXPECT_FALSE(form->fields.has("kosong"));
  ASSERT_EQ(form->files.size(), 1U);
  EXPECT_EQ(form->files[0].field, "foto");
  EXPECT_EQ(form->files[0].name, "C:\\foto \"1\".png");
  EXPECT_EQ(form->files[0].content_type, "image/png");
  EXPECT_EQ(form->files[0].bytes, bytes);
}

TEST(Form, an_empty_multipart_is_an_empty_form) {
  EXPECT_STREQ(message_of(multipart("--XX--\r\n")), "ok");
  EXPECT_STREQ(message_of(multipart("--XX--")), "ok");
}

TEST(Form, refuses_multipart_that_can_be_read_in_two_ways) {
  const std::string good = part("name=\"a\"", "1");
  for (const std::string& body :
       {std::string(),
        std::string("--XX"),
        std::string("--XX\r\n"),
        good,
        good + "--XX",
        good + "--XX-",
        "preamble\r\n" + good + "--XX--",
        good + "--XX--epilogue",
        std::string("--XX\n") + good,
        std::string("--XX \r\n") + good + "--XX--",
        std::string("--XX\r\n\r\nno head\r\n--XX--"),
        std::string("--XX\r\nX: y\r\n\r\n1\r\n--XX--"),
        part("filename=\"a\"", "1") + "--XX--",
        part("name=\"a", "1") + "--XX--",
        part("name=\"a\" x", "1") + "--XX--",
        part("name=\"a\"; name=\"b\"", "1") + "--XX--",
        part("name=\"a\"; filename=\"b\"; filename=\"c\"", "1") + "--XX--",
        part("name=\"a\xff\"", "1") + "--XX--",
        part("name=\"a\"", "\xff") + "--XX--",
        part("name=\"a\"", std::string(1, '\0')) + "--XX--",
        part("name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"", "1") + "--XX--",
        part("name=\"a\rb\"", "1") + "--XX--",
        std::string("--XX\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--XX--")}) {
    EXPECT_STREQ(message_of(multipart(body)), "net.form.malformed") << body;
  }
  EXPECT_STREQ(message_of(posted("multipart/form-data", "--XX--")), "net.form.malformed");
  EXPECT_STREQ(message_of(posted("multipart/form-data; boundary=", "----")), "net.form.malformed");
  EXPECT_STREQ(
      message_of(posted("multipart/form-data; boundary=" + std::string(71, 'x'), "--XX--")),
      "net.form.malformed");
}

TEST(Form, bounds_parts_heads_and_names) {
  std::string many;
  for (int i = 0; i < 101; ++i) many += part("name=\"a\"", "1");
  EXPECT_STREQ(message_of(multipart(many + "--XX--")), "net.form.too_many");
  EXPECT_STREQ(
      message_of(multipart(part("name=\"a\"\r\nX: " + std::string(5000, 'x'), "1") + "--XX--")),
      "net.form.too_large");
  EXPECT_STREQ(
      message_of(multipart(part("name=\"" + std::string(257, 'n') + "\"", "1") + "--XX--")),
      "net.form.too_large");
}

TEST(Form, a_boundary_that_almost_comes_costs_no_more_than_any_byte) {
  std::string body =
      "--" + std::string(60, 'x') + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
  for (int i = 0; i < 100'000; ++i) body += "\r\n--" + std::string(59, 'x');
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_FALSE(parse_multipart(body, std::string(60, 'x'), {}).ok());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(Cookies, are_found_by_their_whole_name) {
  Request request;
  request.headers.add("Cookie", "a=1; sesi=\"x y\";b = 2 ;; novalue; sesi=second");
  request.headers.add("cookie", "c=3");
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("sesi"), "x y");
  EXPECT_EQ(request.cookie("b"), "2");
  EXPECT_EQ(request.cookie("c"), "3");
  EXPECT_EQ(request.cookie("novalue"), std::nullopt);
  EXPECT_EQ(request.cookie("ses"), std::nullopt);
}

TEST(Cookies, are_set_for_this_site_only_and_never_broken_out_of) {
  EXPECT_EQ(
      set_cookie_text({.name = "__Host-sesi", .value = "abc", .max_age = std::chrono::hours(1)}),
      "__Host-sesi=abc; Path=/; Max-Age=3600; SameSite=Lax; HttpOnly; Secure");
  EXPECT_THROW(static_cast<void>(set_cookie_text({.name = "a", .value = "b; Domain=x"})), Bug);
  EXPECT_THROW(static_cast<void>(set_cookie_text({.name = "a\r\nb", .value = "c"})), Bug);
}

TEST(Url, is_read_and_written_again) {
  const Url url =
      parse_url("HTTPS://Kominfo.Majalengka.go.id:8443/a%20b/?x=1&y=%C3%A9#atas").value();
  EXPECT_EQ(url.host, "kominfo.majalengka.go.id");
  EXPECT_EQ(url.port, 8443);
  EXPECT_EQ(url.path, "/a%20b/");
  EXPECT_EQ(url.query, "x=1&y=%C3%A9");
  EXPECT_EQ(url.fragment, "atas");
  EXPECT_EQ(url.text(), "https://kominfo.majalengka.go.id:8443/a%20b/?x=1&y=%C3%A9");
  EXPECT_EQ(parse_url("http://[2001:DB8::1]:80?q").value().text(), "http://[2001:db8::1]/?q");
  EXPECT_EQ(parse_url("http://a").value().target(), "/");
  EXPECT_EQ(parse_url("http://kominfo.go.id#@127.0.0.1/").value().host, "kominfo.go.id");
}

TEST(Url, refuses_what_programs_read_differently) {
  for (const char* bad : {"",
                          "http",
                          "http:",
                          "http://",
                          "http:///a",
                          "//a",
                          "/a",
                          "a",
                          "ftp://a/",
                          "file:///etc/passwd",
                          "javascript:alert(1)",
                          "http:/a",
                          "http:\\\\a",
                          "http://a\\b",
                          "http://a b/",
                          "http://a\n/",
                          "http://u@a/",
                          "http://u:p@a/",
                          "http://a:b@c/",
                          "http://a:",
                          "http://a:0",
                          "http://a:65536",
                          "http://a:80x",
                          "http://a:-1",
                          "http://a:+80",
                          "http://0x7f.1/",
                          "http://0x7f000001/",
                          "http://2130706433/",
                          "http://017700000001/",
                          "http://127.1/",
                          "http://127.0.1/",
                          "http://0177.0.0.1/",
                          "http://127.0.0.01/",
                          "http://1.2.3.4.5/",
                          "http://1.2.3.256/",
                          "http://1.2.3.4./",
                          "http://a.0x1/",
                          "http://[::1",
                          "http://[::1]x/",
                          "http://[127.0.0.1]/",
                          "http://[fe80::1%25eth0]/",
                          "http://[::g]/",
                          "http://\xef\xbc\x91\x32\x37/",
                          "http://a%2eb/",
                          "http://a..b/",
                          "http://.a/",
                          "http://-a/",
                          "http://a?%",
                          "http://a/%4",
                          "http://a/%zz"}) {
    EXPECT_FALSE(parse_url(bad).ok()) << bad;
  }
  EXPECT_FALSE(parse_url("http://a/" + std::string(5000, 'x')).ok());
}

TEST(Url, resolves_what_a_location_says) {
  const Url base = parse_url("https://a.id/b/c?d").value();
  EXPECT_EQ(resolve_url(base, "/x?y").value().text(), "https://a.id/x?y");
  EXPECT_EQ(resolve_url(base, "x").value().text(), "https://a.id/b/x");
  EXPECT_EQ(resolve_url(base, "?x").value().text(), "https://a.id/b/c?x");
  EXPECT_EQ(resolve_url(base, "//e.id/x").value().text(), "https://e.id/x");
  EXPECT_EQ(resolve_url(base, "HTTP://e.id").value().text(), "http://e.id/");
  EXPECT_FALSE(resolve_url(base, "javascript:alert(1)").ok());
  EXPECT_FALSE(resolve_url(base, "file:///etc/passwd").ok());
  EXPECT_FALSE(resolve_url(base, "gopher://e.id/").ok());
  EXPECT_FALSE(resolve_url(base, "/a\r\nb").ok());
}

TEST(Url, what_is_encoded_can_be_decoded) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(percent_decode(percent_encode(all)).value(), all);
  EXPECT_EQ(percent_encode("a b/ç"), "a%20b%2F%C3%A7");
  Fields fields;
  fields.add("cari", "banjir & longsor");
  fields.add("hal", "2");
  EXPECT_EQ(query_text(fields), "cari=banjir%20%26%20longsor&hal=2");
  EXPECT_EQ(parse_query(query_text(fields)).value().text("cari"), "banjir & longsor");
}

TEST(LocalPath, leads_only_to_this_site) {
  for (const char* good : {"/", "/masuk?lanjut=%2Fmeja", "/a//b", "/kabar#atas"}) {
    EXPECT_TRUE(local_path(good).ok()) << good;
  }
  for (const char* bad : {"", "a", "//e.id", "///e.id", "/\\e.id", "\\/e.id", "https://e.id",
                          "javascript:x", "/\t/e.id", "/a\r\nSet-Cookie: x", "/a b", "/%", " /a"}) {
    EXPECT_FALSE(local_path(bad).ok()) << bad;
  }
  EXPECT_EQ(see_other("/meja").headers.find("Location"), "/meja");
  EXPECT_THROW(static_cast<void>(see_other("//e.id")), Bug);
}

}  // namespace
}  // namespace kentongan::net
