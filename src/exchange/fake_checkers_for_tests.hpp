// Fact checkers of the outside for a test: a server on this machine that is as strict as the real
// ones say they are, and remembers what it was asked.
#pragma once

#include "base/guarded.hpp"
#include "net/client.hpp"
#include "net/wire_for_tests.hpp"

#include <map>
#include <string>
#include <vector>

namespace kentongan::exchange {

/// A news item as MAFINDO's API v1 sends it; every value is a string.
inline std::string news(int id, const std::string& content, const char* status = "2") {
  return R"({"id":")" + std::to_string(id) + R"(","authors":"1","status":")" + status +
         R"(","classification":"","title":"[SALAH] Kabar nomor )" + std::to_string(id) +
         R"(","content":")" + content +
         R"(","fact":"Sudah diperiksa.","references":"","source_issue":null,"source_link":"",)" +
         R"("picture1":"","picture2":"","tanggal":"2026-02-03","tags":"","conclusion":null})";
}

inline std::string review(const std::string& url, const std::string& claim, const char* rating) {
  return R"({"@context":"https://schema.org","@type":"ClaimReview","url":")" + url +
         R"(","claimReviewed":")" + claim +
         R"(","author":{"@type":"Organization","name":"Cek Contoh"},"datePublished":"2026-02-04",)" +
         R"("reviewRating":{"@type":"Rating","alternateName":")" + rating + R"("}})";
}

class FakeCheckers {
 public:
  static constexpr const char* key = "kunci-rahasia-123";

  FakeCheckers() : server_([this](const net::Request& request) { return answer(request); }) {}

  /// What MAFINDO has, latest first.
  void mafindo_has(std::vector<std::string> all) {
    inside_.locked([&](Inside& inside) { inside.news = std::move(all); });
  }
  /// What stands at `/path` from now on, with an ETag that changes with it.
  void serve(const std::string& path, std::string body, net::Headers headers = {}) {
    inside_.locked([&](Inside& inside) {
      inside.pages[path] = {200, std::move(body), std::move(headers)};
    });
  }
  void fail(const std::string& path, int status, net::Headers headers = {}) {
    inside_.locked([&](Inside& inside) { inside.pages[path] = {status, "", std::move(headers)}; });
  }
  /// MAFINDO answers with this status whatever it is asked; 0: it works again.
  void mafindo_fails(int status) {
    inside_.locked([&](Inside& inside) { inside.mafindo_status = status; });
  }
  /// `200 /cek.json`, in order.
  [[nodiscard]] std::vector<std::string> asked() const {
    return inside_.locked([](const Inside& inside) { return inside.asked; });
  }
  void forget() {
    inside_.locked([](Inside& inside) { inside.asked.clear(); });
  }
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(server_.server.port()) + path;
  }

 private:
  struct Page {
    int status = 200;
    std::string body;
    net::Headers headers;
  };
  struct Inside {
    std::vector<std::string> news;
    std::map<std::string, Page> pages;
    std::vector<std::string> asked;
    int mafindo_status = 0;
  };

  net::Response answer(const net::Request& request) {
    return inside_.locked([&](Inside& inside) {
      net::Response response =
          request.path.starts_with("/Antihoax/") ? mafindo(inside, request) : page(inside, request);
      std::string path = request.path;
      if (const auto at = path.find(key); at != std::string::npos)
        path.replace(at, path.size(), "KEY");
      inside.asked.push_back(std::to_string(response.status) + " " + path);
      return response;
    });
  }

  static net::Response with_tag(const net::Request& request, std::string body) {
    net::Response response;
    const std::string tag = "\"" + std::to_string(std::hash<std::string>()(body)) + "\"";
    response.headers.add("ETag", tag);
    if (request.headers.find("If-None-Match") == tag) {
      response.status = 304;
      return response;
    }
    response.headers.add("Content-Type", "application/json");
    response.body = std::move(body);
    return response;
  }

  /// `GET /Antihoax/latest/LIMIT/API_KEY` and nothing else.
  static net::Response mafindo(const Inside& inside, const net::Request& request) {
    net::Response response;
    response.status = 404;
    const std::string prefix = "/Antihoax/latest/";
    if (request.method != net::Method::get || !request.path.starts_with(prefix)) return response;
    const std::string rest = request.path.substr(prefix.size());
    const auto slash = rest.find('/');
    if (slash == std::string::npos) return response;
    if (rest.substr(slash + 1) != key) {
      response.status = 403;
      return response;
    }
    if (inside.mafindo_status != 0) {
      response.status = inside.mafindo_status;
      return response;
    }
    const auto limit = static_cast<std::size_t>(std::stoul(rest.substr(0, slash)));
    std::string body = "[";
    for (std::size_t at = 0; at < inside.news.size() && at < limit; ++at)
      body += (at == 0 ? "" : ",") + inside.news[at];
    return with_tag(request, body + "]");
  }

  static net::Response page(const Inside& inside, const net::Request& request) {
    net::Response response;
    const auto found = inside.pages.find(request.path);
    if (found == inside.pages.end() || request.method != net::Method::get) {
      response.status = 404;
      return response;
    }
    if (found->second.status == 200)
      response = with_tag(request, found->second.body);
    else
      response.status = found->second.status;
    for (const net::Header& header : found->second.headers.all())
      response.headers.add(header.name, header.value);
    return response;
  }

  Guarded<Inside> inside_;
  net::TestServer server_;
};

}  // namespace kentongan::exchange
