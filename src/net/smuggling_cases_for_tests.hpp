// For tests: ways to smuggle a request past a proxy, and what must become of them.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace kentongan::net::smuggling {

struct Case {
  const char* name;
  std::string bytes;
  int status;              ///< of the first answer
  const char* understood;  ///< what the handler saw, all requests joined; empty: it was never asked
};

inline const std::string host = "Host: desa.id\r\n";

inline std::string post(const std::string& fields, const std::string& body) {
  return "POST /a HTTP/1.1\r\n" + host + fields + "\r\n" + body;
}
inline std::string get(const std::string& fields) {
  return "GET /a HTTP/1.1\r\n" + host + fields + "\r\n";
}
inline std::string line(const std::string& request_line) {
  return request_line + "\r\n" + host + "\r\n";
}
inline std::string chunked(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}
inline std::string with_nul(std::string text) {
  std::replace(text.begin(), text.end(), '@', '\0');
  return text;
}

inline const std::string inner = "GET /inner HTTP/1.1\r\nHost: desa.id\r\n\r\n";

inline std::vector<Case> cases() {
  return {
      // ---- CL.TE and TE.CL
      {"content-length then chunked",
       post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nG"), 400, ""},
      {"chunked then content-length",
       post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "5c\r\n" + inner + "0\r\n\r\n"),
       400, ""},
      {"content-length zero with chunked",
       post("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"two lengths and chunked",
       post("Content-Length: 1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n",
            "0\r\n\r\n"),
       400, ""},
      {"length and unknown coding",
       post("Content-Length: 3\r\nTransfer-Encoding: xchunked\r\n", "abc"), 400, ""},
      // ---- TE.TE
      {"two chunked fields",
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"chunked and identity fields",
       post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400, ""},
      {"identity and chunked fields",
       post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"chunked twice in one field", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"),
       501, ""},
      {"gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501, ""},
      {"chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 501, ""},
      {"xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501, ""},
      {"identity", post("Transfer-Encoding: identity\r\n", ""), 501, ""},
      {"quoted chunked", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 400, ""},
      {"empty transfer-encoding", post("Transfer-Encoding:\r\n", "0\r\n\r\n"), 400, ""},
      {"comma before chunked", post("Transfer-Encoding: ,chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"comma after chunked", post("Transfer-Encoding: chunked,\r\n", "0\r\n\r\n"), 501, ""},
      {"chunked with a parameter", post("Transfer-Encoding: chunked;a=b\r\n", "0\r\n\r\n"), 501,
       ""},
      {"chunked in capitals is chunked", post("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"), 200,
       "POST /a []"},
      {"tab before chunked is white space",
       post("Transfer-Encoding:\tchunked\r\n", "1\r\nx\r\n0\r\n\r\n"), 200, "POST /a [x]"},
      {"vertical tab before chunked",
       post("Transfer-Encoding: \x0b"
            "chunked\r\n",
            "0\r\n\r\n"),
       400, ""},
      {"space before the colon of transfer-encoding",
       post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"tab before the colon", post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"space before the name", post(" Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"underscore is another field", post("Transfer_Encoding: chunked\r\n", ""), 200,
       "POST /a []"},
      {"transfer-encoding hidden behind a folded field",
       post("X: y\r\n Transfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"folded transfer-encoding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 400,
       ""},
      {"transfer-encoding after a bare line feed",
       post("X: y\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"transfer-encoding after a bare carriage return",
       post("X: y\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400, ""},
      {"nul in the name", with_nul(post("Transfer-Encoding@: chunked\r\n", "0\r\n\r\n")), 400, ""},
      {"nul in the value", with_nul(post("Transfer-Encoding: chunked@\r\n", "0\r\n\r\n")), 400, ""},
      {"latin letter in the name",
       post("Transfer-Encod\xef"
            "ng: chunked\r\n",
            "0\r\n\r\n"),
       400, ""},
      {"transfer-encoding in 1.0",
       "POST /a HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, ""},
      // ---- Content-Length
      {"two equal lengths", post("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400, ""},
      {"two lengths", post("Content-Length: 3\r\nContent-Length: 0\r\n", "abc"), 400, ""},
      {"list of equal lengths", post("Content-Length: 3, 3\r\n", "abc"), 400, ""},
      {"list of lengths", post("Content-Length: 0, 3\r\n", "abc"), 400, ""},
      {"plus sign", post("Content-Length: +3\r\n", "abc"), 400, ""},
      {"minus sign", post("Content-Length: -3\r\n", "abc"), 400, ""},
      {"hexadecimal", post("Content-Length: 0x3\r\n", "abc"), 400, ""},
      {"hexadecimal digits", post("Content-Length: 1f\r\n", "abc"), 400, ""},
      {"leading zero", post("Content-Length: 03\r\n", "abc"), 400, ""},
      {"space inside", post("Content-Length: 1 2\r\n", "abc"), 400, ""},
      {"decimal point", post("Content-Length: 3.0\r\n", "abc"), 400, ""},
      {"exponent", post("Content-Length: 3e0\r\n", "abc"), 400, ""},
      {"empty length", post("Content-Length:\r\n", "abc"), 400, ""},
      {"quoted length", post("Content-Length: \"3\"\r\n", "abc"), 400, ""},
      {"length beyond 64 bits", post("Content-Length: 18446744073709551619\r\n", "abc"), 400, ""},
      {"length that wraps to three", post("Content-Length: 36893488147419103235\r\n", "abc"), 400,
       ""},
      {"enormous length", post("Content-Length: 999999999999999999\r\n", "abc"), 413, ""},
      {"arabic digit", post("Content-Length: \xd9\xa3\r\n", "abc"), 400, ""},
      {"space before the colon of content-length", post("Content-Length : 3\r\n", "abc"), 400, ""},
      {"folded length", post("Content-Length:\r\n 3\r\n", "abc"), 400, ""},
      {"white space around the length", post("Content-Length: \t 3 \t\r\n", "abc"), 200,
       "POST /a [abc]"},
      {"body of a GET is read, not answered",
       "GET /a HTTP/1.1\r\n" + host + "Content-Length: " + std::to_string(inner.size()) +
           "\r\n\r\n" + inner,
       200, "GET /a [GET /inner HTTP/1.1\r\nHost: desa.id\r\n\r\n]"},
      {"chunked body of a GET",
       "GET /a HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
       200, "GET /a [abc]"},
      {"a request inside a body stays inside",
       post("Content-Length: " + std::to_string(inner.size()) + "\r\n", inner), 200,
       "POST /a [GET /inner HTTP/1.1\r\nHost: desa.id\r\n\r\n]"},
      // ---- chunks
      {"chunk-size with 0x", chunked("0x3\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"chunk-size with a sign", chunked("+3\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"negative chunk-size", chunked("-3\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"chunk-size with a space before", chunked(" 3\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"chunk-size with a space after", chunked("3 \r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"empty chunk-size", chunked("\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"chunk-size beyond 64 bits", chunked("10000000000000003\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"largest chunk-size", chunked("ffffffffffffffff\r\nabc\r\n0\r\n\r\n"), 413, ""},
      {"chunk-size of a thousand zeros", chunked(std::string(1000, '0') + "3\r\nabc\r\n0\r\n\r\n"),
       400, ""},
      {"chunk-size in capitals", chunked("A\r\n0123456789\r\n0\r\n\r\n"), 200,
       "POST /a [0123456789]"},
      {"chunk extension", chunked("3;a=b\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"chunk extension with a line feed", chunked("3;\nxx\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"chunk extension quoting a line end", chunked("3;a=\"\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"bare semicolon", chunked("3;\r\nabc\r\n0\r\n\r\n"), 400, ""},
      {"extension of the last chunk", chunked("3\r\nabc\r\n0;x\r\n\r\n"), 400, ""},
      {"chunk-size ended by a line feed", chunked("3\nabc\r\n0\r\n\r\n"), 400, ""},
      {"chunk-size ended by a carriage return", chunked("3\rabc\r\n0\r\n\r\n"), 400, ""},
      {"chunk ended by a line feed", chunked("3\r\nabc\n0\r\n\r\n"), 400, ""},
      {"chunk longer than its size", chunked("3\r\nabcd\r\n0\r\n\r\n"), 400, ""},
      {"chunk ended by two other bytes", chunked("3\r\nabcXX0\r\n\r\n"), 400, ""},
      {"trailer", chunked("3\r\nabc\r\n0\r\nX: y\r\n\r\n"), 400, ""},
      {"trailer with a length", chunked("0\r\nContent-Length: 5\r\n\r\n"), 400, ""},
      {"end ended by line feeds", chunked("0\n\n"), 400, ""},
      {"a request inside a chunk stays inside", chunked("26\r\n" + inner + "\r\n0\r\n\r\n"), 200,
       "POST /a [GET /inner HTTP/1.1\r\nHost: desa.id\r\n\r\n]"},
      // ---- Host and target
      {"no host", "GET /a HTTP/1.1\r\n\r\n", 400, ""},
      {"two hosts", get(host), 400, ""},
      {"two different hosts", get("Host: lain.id\r\n"), 400, ""},
      {"empty host", "GET /a HTTP/1.1\r\nHost:\r\n\r\n", 400, ""},
      {"host with a path", "GET /a HTTP/1.1\r\nHost: desa.id/b\r\n\r\n", 400, ""},
      {"host with userinfo", "GET /a HTTP/1.1\r\nHost: x@desa.id\r\n\r\n", 400, ""},
      {"host with a comma", "GET /a HTTP/1.1\r\nHost: desa.id, lain.id\r\n\r\n", 400, ""},
      {"host with a space", "GET /a HTTP/1.1\r\nHost: desa.id lain.id\r\n\r\n", 400, ""},
      {"host with a space before the colon", "GET /a HTTP/1.1\r\nHost : desa.id\r\n\r\n", 400, ""},
      {"folded host", "GET /a HTTP/1.1\r\nHost: desa.id\r\n lain.id\r\n\r\n", 400, ""},
      {"two hosts in 1.0", "GET /a HTTP/1.0\r\n" + host + host + "\r\n", 400, ""},
      {"absolute form", line("GET http://desa.id/a?x=1 HTTP/1.1"), 200, "GET /a x=1 []"},
      {"absolute form without a path", line("GET http://DESA.id HTTP/1.1"), 200, "GET / []"},
      {"absolute form of another host", line("GET http://lain.id/a HTTP/1.1"), 400, ""},
      {"absolute form with userinfo", line("GET http://x@desa.id/a HTTP/1.1"), 400, ""},
      {"absolute form of another scheme", line("GET ftp://desa.id/a HTTP/1.1"), 400, ""},
      {"authority form", line("GET desa.id:80 HTTP/1.1"), 400, ""},
      {"connect", line("CONNECT desa.id:443 HTTP/1.1"), 501, ""},
      {"asterisk of a GET", line("GET * HTTP/1.1"), 400, ""},
      {"asterisk of OPTIONS", line("OPTIONS * HTTP/1.1"), 200, "OPTIONS * []"},
      {"fragment in the target", line("GET /a#b HTTP/1.1"), 400, ""},
      {"relative target", line("GET a HTTP/1.1"), 400, ""},
      // ---- request line and versions
      {"0.9", "GET /a\r\n\r\n", 400, ""},
      {"0.9 by number", line("GET /a HTTP/0.9"), 505, ""},
      {"1.2", line("GET /a HTTP/1.2"), 505, ""},
      {"2.0", line("GET /a HTTP/2.0"), 505, ""},
      {"preface of 2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, ""},
      {"lower-case version", line("GET /a http/1.1"), 400, ""},
      {"1.10", line("GET /a HTTP/1.10"), 400, ""},
      {"space after the version", line("GET /a HTTP/1.1 "), 400, ""},
      {"two spaces", line("GET  /a HTTP/1.1"), 400, ""},
      {"tabs for spaces", line("GET\t/a\tHTTP/1.1"), 400, ""},
      {"space in the target", line("GET /a b HTTP/1.1"), 400, ""},
      {"leading empty line", "\r\n" + get(""), 400, ""},
      {"leading space", " " + get(""), 400, ""},
      {"lower-case method", line("get /a HTTP/1.1"), 501, ""},
      {"unknown method", line("BREW /a HTTP/1.1"), 501, ""},
      {"trace", line("TRACE /a HTTP/1.1"), 501, ""},
      {"request line ended by a line feed", "GET /a HTTP/1.1\nHost: desa.id\n\n", 400, ""},
      {"request line with a carriage return", line("GET /a\r HTTP/1.1"), 400, ""},
      {"nul in the target", with_nul(line("GET /a@ HTTP/1.1")), 400, ""},
      {"bytes of a TLS greeting", with_nul("\x16\x03\x01@\xa5\x01@@\xa1\r\n\r\n"), 400, ""},
      // ---- fields
      {"field without a colon", get("Nonsense\r\n"), 400, ""},
      {"field without a name", get(": x\r\n"), 400, ""},
      {"space in the name", get("X Y: z\r\n"), 400, ""},
      {"bracket in the name", get("X[]: z\r\n"), 400, ""},
      {"folding with a tab", get("X: y\r\n\tz\r\n"), 400, ""},
      {"first field folded", "GET /a HTTP/1.1\r\n X: y\r\n" + host + "\r\n", 400, ""},
      {"delete character", get("X: \x7f\r\n"), 400, ""},
      {"escape character", get("X: \x1b[2J\r\n"), 400, ""},
      {"latin bytes in a value are only bytes", get("X: Siti N\xfcr\r\n"), 200, "GET /a []"},
      {"two content-types",
       post("Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 0\r\n", ""), 400, ""},
      {"expect of something else", post("Expect: 200-ok\r\nContent-Length: 1\r\n", "x"), 417, ""},
      {"two expects",
       post("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 1\r\n", "x"), 400, ""},
      {"upgrade to h2c is not taken",
       get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"),
       200, "GET /a []"},
      {"connection naming content-length",
       post("Connection: Content-Length\r\nContent-Length: 3\r\n", "abc"), 200, "POST /a [abc]"},
      // ---- paths
      {"dot segments", line("GET /a/../b HTTP/1.1"), 400, ""},
      {"encoded dot segments", line("GET /a/%2e%2E/b HTTP/1.1"), 400, ""},
      {"single dot", line("GET /./a HTTP/1.1"), 400, ""},
      {"encoded slash", line("GET /a%2fb HTTP/1.1"), 400, ""},
      {"encoded nul", line("GET /a%00 HTTP/1.1"), 400, ""},
      {"encoded line end", line("GET /a%0d%0aX:y HTTP/1.1"), 400, ""},
      {"percent without digits", line("GET /a% HTTP/1.1"), 400, ""},
      {"percent with one digit", line("GET /a%4 HTTP/1.1"), 400, ""},
      {"percent with letters", line("GET /a%zz HTTP/1.1"), 400, ""},
      {"overlong slash", line("GET /a%c0%af HTTP/1.1"), 400, ""},
      {"half a character", line("GET /a%c3 HTTP/1.1"), 400, ""},
      {"surrogate", line("GET /a%ed%a0%80 HTTP/1.1"), 400, ""},
      {"nul in the query", line("GET /a?x=%00 HTTP/1.1"), 400, ""},
      {"bad percent in the query", line("GET /a?x=% HTTP/1.1"), 400, ""},
      {"letters beyond ASCII, encoded", line("GET /ka%C3%A9 HTTP/1.1"), 200, "GET /ka\xc3\xa9 []"},
      {"dots that are no segment", line("GET /a..b/...c HTTP/1.1"), 200, "GET /a..b/...c []"},
  };
}

}  // namespace kentongan::net::smuggling
