#include "net/client.hpp"

#include "net/listener_for_tests.hpp"
#include "net/url.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace kentongan::net {
namespace {

HttpClientSettings local() {
  HttpClientSettings settings;
  settings.allowed_networks = {Network::parse("127.0.0.0/8").value()};
  return settings;
}

/// A site with the ways a remote one may behave.
Response behave(const Request& request) {
  Response response;
  if (request.path == "/to") {
    response.status =
        static_cast<int>(std::strtol(request.query.text("status").c_str(), nullptr, 10));
    response.headers.add("Location", request.query.text("u"));
  } else if (request.path == "/large") {
    response.body.resize(std::strtoul(request.query.text("n").c_str(), nullptr, 10), 'x');
  } else if (request.path == "/headers") {
    for (int i = 0; i < 100; ++i) response.headers.add("X-Long", std::string(1000, 'x'));
  } else {
    response = echo(request);
    for (const Header& header : request.headers.all()) {
      response.body += "\n" + header.name + ": " + header.value;
    }
  }
  return response;
}

struct Remote {
  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(site.server.port()) + path;
  }
  [[nodiscard]] Result<HttpAnswer> get(const std::string& path) const {
    return client.send({.url = url(path)});
  }
  TestServer site{behave};
  GuardedHttpClient client{local()};
};

const char* message_of(const Result<HttpAnswer>& answer) {
  return answer.ok() ? "ok" : answer.error().message();
}

TEST(HttpClient, sends_and_reads_what_was_meant) {
  Remote remote;
  HttpCall call{.method = Method::post,
                .url = remote.url("/bot/sendMessage?x=1#hidden"),
                .body = "{\"a\":1}"};
  call.headers.add("Content-Type", "application/json");
  call.headers.add("Authorization", "Bearer x");

  const HttpAnswer answer = remote.client.send(call).value();

  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.find("content-type"), "text/plain; charset=utf-8");
  EXPECT_TRUE(answer.body.starts_with("POST /bot/sendMessage x=1 [{\"a\":1}]")) << answer.body;
  EXPECT_NE(answer.body.find("Authorization: Bearer x"), std::string::npos);
  EXPECT_NE(answer.body.find("User-Agent: Kentongan/"), std::string::npos);
  EXPECT_EQ(answer.body.find("Expect"), std::string::npos);
  for (const Method method : {Method::put, Method::patch, Method::del, Method::get}) {
    EXPECT_TRUE(remote.client.send({.method = method, .url = remote.url("/m")})
                    .value()
                    .body.starts_with(std::string(name_of(method)) + " /m"));
  }
  EXPECT_EQ(remote.client.send({.method = Method::head, .url = remote.url("/m")}).value().body, "");
}

TEST(HttpClient, keeps_connections_for_the_next_call) {
  Remote remote;
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(remote.get("/").ok());
  EXPECT_EQ(remote.site.server.counts().connections_accepted, 1U);
}

TEST(HttpClient, a_post_is_never_said_twice_when_a_kept_connection_breaks) {
  std::atomic<int> posts = 0;
  Listener forgetful([&posts](int client) {
    for (int i = 0; i < 2; ++i) {
      if (Listener::hear(client, "end").empty()) return;
      ++posts;
      if (i == 0) Listener::say(client, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }  // the second is taken, and nobody ever answers
  });
  GuardedHttpClient client(local());
  HttpCall call{.method = Method::post,
                .url = "http://127.0.0.1:" + std::to_string(forgetful.port()),
                .body = "end"};
  ASSERT_TRUE(client.send(call).ok());

  EXPECT_STREQ(message_of(client.send(call)), "net.call.cut");
  EXPECT_EQ(posts, 2);
}

TEST(HttpClient, serves_many_threads_at_once) {
  Remote remote;
  std::atomic<int> good = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 20; ++n) {
        const std::string path = "/" + std::to_string(i) + "/" + std::to_string(n);
        if (remote.get(path).value().body.starts_with("GET " + path + " []")) ++good;
      }
    });
  }
  threads.clear();
  EXPECT_EQ(good, 160);
}

TEST(HttpClient, bounds_the_body_and_the_header) {
  Remote remote;
  EXPECT_EQ(remote.get("/large?n=1048576").value().body.size(), 1048576U);
  EXPECT_STREQ(message_of(remote.get("/large?n=1048577")), "net.call.too_large");
  EXPECT_STREQ(message_of(remote.client.send({.url = remote.url("/large?n=11"), .most_bytes = 10})),
               "net.call.too_large");
  EXPECT_STREQ(message_of(remote.get("/headers")), "net.call.too_large");
}

TEST(HttpClient, a_body_without_end_or_declared_length_is_bounded_too) {
  Listener endless([](int client) {
    Listener::hear(client, "\r\n\r\n");
    Listener::say(client, "HTTP/1.1 200 OK\r\n\r\n");
    const std::string piece(65536, 'x');
    while (Listener::say(client, piece)) {
    }
  });
  GuardedHttpClient client(local());
  EXPECT_STREQ(
      message_of(client.send({.url = "http://127.0.0.1:" + std::to_string(endless.port())})),
      "net.call.too_large");
}

TEST(HttpClient, a_dripping_peer_is_cut_when_the_time_is_over) {
  Listener dripping([](int client) {
    Listener::hear(client, "\r\n\r\n");
    Listener::say(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    while (Listener::say(client, "x")) ::poll(nullptr, 0, 10);
  });
  Listener silent([](int client) { Listener::hear(client, "never"); });
  GuardedHttpClient client(local());
  for (const Listener* listener : {&dripping, &silent}) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_STREQ(
        message_of(client.send(
            {.url = "http://127.0.0.1:" + std::to_string(listener->port()), .most_time = 300ms})),
        "net.call.too_slow");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
  }
}

TEST(HttpClient, redirects_share_one_time_and_are_at_most_three) {
  Remote remote;
  std::string chain = "/end";
  for (int hop = 0; hop < 3; ++hop) chain = "/to?status=302&u=" + percent_encode(chain);
  EXPECT_EQ(remote.get(chain).value().url, remote.url("/end"));
  EXPECT_STREQ(message_of(remote.get("/to?status=302&u=" + percent_encode(chain))),
               "net.call.redirect");
  // A page that redirects to itself.
  Listener loop([](int client) {
    while (!Listener::hear(client, "\r\n\r\n").empty()) {
      Listener::say(client, "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
    }
  });
  GuardedHttpClient client(local());
  EXPECT_STREQ(message_of(client.send({.url = "http://127.0.0.1:" + std::to_string(loop.port())})),
               "net.call.redirect");
  EXPECT_EQ(
      client.send({.url = "http://127.0.0.1:" + std::to_string(loop.port()), .most_redirects = 0})
          .value()
          .status,
      302);
}

TEST(HttpClient, a_redirected_post_becomes_a_get_except_where_it_must_not) {
  Remote remote;
  HttpCall call{.method = Method::post, .body = "secret"};
  call.url = remote.url("/to?status=303&u=/end");
  EXPECT_TRUE(remote.client.send(call).value().body.starts_with("GET /end []"));
  call.url = remote.url("/to?status=307&u=/end");
  EXPECT_TRUE(remote.client.send(call).value().body.starts_with("POST /end [secret]"));
}

TEST(HttpClient, credentials_stay_with_the_site_they_were_for) {
  Remote here;
  Remote there;
  HttpCall call{.url = here.url("/to?status=302&u=" + there.url("/end"))};
  call.headers.add("Authorization", "Bearer x");
  call.headers.add("Cookie", "a=b");
  call.headers.add("X-Other", "y");

  const std::string body = here.client.send(call).value().body;

  EXPECT_EQ(body.find("Bearer"), std::string::npos);
  EXPECT_EQ(body.find("Cookie"), std::string::npos);
  EXPECT_NE(body.find("X-Other: y"), std::string::npos);
}

TEST(HttpClient, sets_no_cookies_and_obeys_no_proxy_of_the_environment) {
  Listener proxy;
  const std::string address = "http://127.0.0.1:" + std::to_string(proxy.port());
  ::setenv("http_proxy", address.c_str(), 1);
  ::setenv("all_proxy", address.c_str(), 1);
  Listener baker([](int client) {
    for (int i = 0; i < 2; ++i) {
      const std::string request = Listener::hear(client, "\r\n\r\n");
      const std::string body = request.find("Cookie") == std::string::npos ? "none" : "some";
      Listener::say(
          client, "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nContent-Length: 4\r\n\r\n" + body);
    }
  });
  GuardedHttpClient client(local());
  const HttpCall call{.url = "http://127.0.0.1:" + std::to_string(baker.port())};
  EXPECT_EQ(client.send(call).value().body, "none");
  EXPECT_EQ(client.send(call).value().body, "none");
  ::unsetenv("http_proxy");
  ::unsetenv("all_proxy");
  EXPECT_EQ(proxy.visits(), 0);
}

TEST(HttpClient, a_peer_that_does_not_speak_http_is_unreachable_not_believed) {
  for (const char* nonsense :
       {"", "hello\r\n", "HTTP/0.9 200\r\n\r\n", "220 mail ready\r\n", "HTTP/1.1\r\n\r\n"}) {
    Listener strange([nonsense](int client) {
      Listener::hear(client, "\r\n\r\n");
      Listener::say(client, nonsense);
    });
    GuardedHttpClient client(local());
    const auto answer =
        client.send({.url = "http://127.0.0.1:" + std::to_string(strange.port()), .most_time = 2s});
    const char* expected = *nonsense == '\0' ? "net.call.cut" : "net.call.unreachable";
    EXPECT_STREQ(message_of(answer), expected) << nonsense;
  }
}

TEST(HttpClient, a_name_that_leads_nowhere_and_a_closed_port_are_unreachable) {
  GuardedHttpClient client(local());
  std::uint16_t closed = 0;
  { closed = Listener().port(); }
  EXPECT_STREQ(message_of(client.send({.url = "http://127.0.0.1:" + std::to_string(closed)})),
               "net.call.unreachable");
  const auto nowhere = client.send({.url = "http://tidak-ada.invalid/", .most_time = 2s});
  ASSERT_FALSE(nowhere.ok());
  EXPECT_EQ(nowhere.error().refusal(), Refusal::unavailable);
}

}  // namespace
}  // namespace kentongan::net
