#include "net/server.hpp"

#include "base/text.hpp"
#include "net/wire_for_tests.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace kentongan::net {
namespace {

constexpr std::string_view get_root = "GET / HTTP/1.1\r\nHost: desa.id\r\n\r\n";

TEST(Server, answers_a_request) {
  TestServer site(echo);

  const std::string answer =
      site.exchange("GET /kabar/apa%20ini?x=1&y=a+b HTTP/1.1\r\nHost: desa.id\r\n\r\n");

  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(body_of(answer), "GET /kabar/apa ini x=1 y=a b []");
}

TEST(Server, keeps_the_connection_and_answers_pipelined_requests_in_order) {
  TestServer site(echo);
  Wire wire = site.connect();
  std::string many;
  for (int i = 0; i < 100; ++i) {
    many += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
    many += "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc";
  }
  wire.say(many);

  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(body_of(wire.next_response()), "GET /" + std::to_string(i) + " []");
    ASSERT_EQ(body_of(wire.next_response()), "POST /p [abc]");
  }
}

TEST(Server, reads_a_chunked_body_sent_byte_by_byte) {
  TestServer site(echo);
  Wire wire = site.connect();
  const std::string_view request =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n "
      "world\r\n0\r\n\r\n";
  for (const char c : request) wire.say({&c, 1});

  EXPECT_EQ(body_of(wire.next_response()), "POST / [hello world]");
  wire.say(get_root);
  EXPECT_EQ(body_of(wire.next_response()), "GET / []");
}

TEST(Server, answers_head_with_the_length_but_no_body) {
  TestServer site(echo);

  const std::string answer = site.exchange("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");

  EXPECT_NE(answer.find("Content-Length: 9\r\n"), std::string::npos);
  EXPECT_EQ(body_of(answer), "");
}

TEST(Server, says_go_on_only_when_the_body_is_wanted) {
  ServerSettings settings = TestServer::quick();
  settings.limits.body_bytes = 10;
  TestServer site(echo, settings);
  Wire wanted = site.connect();
  wanted.say("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  wanted.hear_until("100 Continue\r\n\r\n");
  wanted.say("abc");
  EXPECT_EQ(body_of(wanted.hear_until("abc]")).find("HTTP/1.1 200 OK"), 0U);

  const std::string refused = site.exchange(
      "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
  EXPECT_EQ(status_of(refused), 413);
  EXPECT_EQ(count_of(refused, "HTTP/1.1 "), 1U);
}

TEST(Server, closes_when_asked_and_for_old_clients_unless_they_ask_to_stay) {
  TestServer site(echo);
  Wire closing = site.connect();
  closing.say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_NE(closing.hear_all().find("Connection: close\r\n"), std::string::npos);
  EXPECT_TRUE(closing.ended());

  Wire old = site.connect();
  old.say("GET / HTTP/1.0\r\n\r\n");
  EXPECT_EQ(status_of(old.hear_all()), 200);
  EXPECT_TRUE(old.ended());

  Wire staying = site.connect();
  staying.say("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
  EXPECT_NE(staying.next_response().find("Connection: keep-alive\r\n"), std::string::npos);
  staying.say("GET /2 HTTP/1.0\r\n\r\n");
  EXPECT_EQ(body_of(staying.next_response()), "GET /2 []");
}

TEST(Server, limits_the_body_by_route) {
  ServerSettings settings = TestServer::quick();
  settings.limits.body_bytes_for = [](Method, std::string_view path) {
    return path == "/unggah" ? std::size_t{1000} : std::size_t{10};
  };
  TestServer site(echo, settings);
  const std::string body(500, 'x');
  const std::string fields = " HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n" + body;

  EXPECT_EQ(status_of(site.exchange("POST /unggah" + fields)), 200);
  EXPECT_EQ(status_of(site.exchange("POST /lain" + fields)), 413);
  EXPECT_EQ(
      status_of(site.exchange("POST /lain HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "1f4\r\n" +
                              body + "\r\n0\r\n\r\n")),
      413);
}

TEST(Server, an_upload_too_large_hears_why_although_it_is_still_being_sent) {
  TestServer site(echo);
  Wire wire = site.connect();
  wire.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n");
  const std::string piece(100000, 'x');
  for (int i = 0; i < 80 && wire.say(piece); ++i) {
  }
  EXPECT_EQ(status_of(wire.hear_all()), 413);
}

TEST(Server, all_bodies_together_are_bounded) {
  ServerSettings settings = TestServer::quick();
  settings.limits.body_bytes_together = 50'000;
  TestServer site(echo, settings);
  std::vector<Wire> wires;
  for (int i = 0; i < 4; ++i) wires.push_back(site.connect());
  for (Wire& wire : wires) {
    wire.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n" +
             std::string(20000, 'x'));
  }
  EXPECT_TRUE(eventually([&] { return site.server.counts().overloaded >= 2; }));
}

TEST(Server, refuses_heads_too_long_or_with_too_many_fields) {
  TestServer site(echo);
  EXPECT_EQ(status_of(site.exchange("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17000, 'x') +
                                    "\r\n\r\n")),
            431);
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 101; ++i) many += "X: y\r\n";
  EXPECT_EQ(status_of(site.exchange(many + "\r\n")), 431);
}

TEST(Server, a_full_queue_is_503_with_retry_after_and_loses_nobody) {
  Gate gate;
  ServerSettings settings = TestServer::quick();
  settings.workers = 1;
  settings.queue_limit = 1;
  TestServer site(
      [&](const Request& request) {
        gate.wait();
        return echo(request);
      },
      settings);
  Wire working = site.connect();
  working.say(get_root);
  ASSERT_TRUE(gate.wait_for_waiting(1));
  Wire queued = site.connect();
  queued.say(get_root);
  ASSERT_TRUE(eventually([&] { return site.server.counts().requests == 2; }));

  Wire refused = site.connect();
  refused.say(get_root);
  const std::string answer = refused.next_response();
  EXPECT_EQ(status_of(answer), 503);
  EXPECT_NE(answer.find("Retry-After: "), std::string::npos);

  gate.open();
  EXPECT_EQ(status_of(working.next_response()), 200);
  EXPECT_EQ(status_of(queued.next_response()), 200);
  refused.say(get_root);
  EXPECT_EQ(status_of(refused.next_response()), 200);
}

TEST(Server, an_exception_becomes_500_with_a_reference_on_a_page_of_the_sites_own) {
  SystemClock clock;
  SeededRandom random(1);
  Log log(clock, LogLevel::error, 1);
  Server server(TestServer::quick(), clock, random, log);
  server.use_error_page([](int status, std::string_view reference, const Request* request) {
    Response page;
    page.body = "maaf " + std::to_string(status) + " " + std::string(reference) + " " +
                (request != nullptr ? request->path : "-");
    return page;
  });
  testing::internal::CaptureStdout();
  server.start([](const Request&) -> Response { throw std::runtime_error("broken"); }).value();
  Wire wire(server.port());
  wire.say("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string answer = wire.next_response();
  wire.say("nonsense\r\n");
  const std::string refused = wire.next_response();
  server.stop(1s);
  const std::string logged = testing::internal::GetCapturedStdout();

  EXPECT_EQ(status_of(answer), 500);
  const std::string body = body_of(answer);
  ASSERT_EQ(body.size(), std::string("maaf 500 12345678 /x").size()) << body;
  EXPECT_NE(logged.find(body.substr(9, 8)), std::string::npos) << logged;
  EXPECT_EQ(body_of(refused), "maaf 400  -");
}

TEST(Server, every_answer_carries_the_security_headers) {
  TestServer site([](const Request& request) -> Response {
    if (request.path == "/gagal") throw std::runtime_error("x");
    Response response = echo(request);
    if (request.path == "/lapor") response.headers.add("Referrer-Policy", "no-referrer");
    return response;
  });
  for (const char* request :
       {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET /gagal HTTP/1.1\r\nHost: a\r\n\r\n",
        "bad\r\n\r\n", "GET / HTTP/3.0\r\n\r\n", "GET /lapor HTTP/1.1\r\nHost: a\r\n\r\n"}) {
    const std::string answer = site.exchange(request);
    for (const Header& header : secure_headers()) {
      EXPECT_EQ(count_of(answer, "\r\n" + header.name + ": "), 1U) << request << header.name;
    }
    EXPECT_EQ(count_of(answer, "\r\nDate: "), 1U);
  }
  EXPECT_NE(site.exchange("GET /lapor HTTP/1.1\r\nHost: a\r\n\r\n").find("no-referrer"),
            std::string::npos);
}

TEST(Server, a_header_with_a_line_break_is_a_bug_not_an_injection) {
  TestServer site([](const Request& request) {
    Response response;
    response.headers.add("X-Echo", request.query.text("x"));
    return response;
  });
  EXPECT_EQ(status_of(site.exchange("GET /?x=a HTTP/1.1\r\nHost: a\r\n\r\n")), 200);
  const std::string answer =
      site.exchange("GET /?x=a%0d%0aSet-Cookie:%20b=c HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(status_of(answer), 500);
  EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
}

TEST(Server, a_taken_port_is_refused_by_name) {
  TestServer first(echo);
  ServerSettings settings = TestServer::quick();
  settings.port = first.server.port();
  Server second(settings, first.clock, first.random, first.log);

  const Result<> started = second.start(echo);

  ASSERT_FALSE(started.ok());
  EXPECT_EQ(started.error().refusal(), Refusal::conflict);
  EXPECT_STREQ(started.error().message(), "net.port.taken");
  EXPECT_EQ(started.error().detail(), std::to_string(first.server.port()));
}

TEST(Server, an_unusable_host_is_refused) {
  TestServer first(echo);
  ServerSettings settings = TestServer::quick();
  settings.host = "192.0.2.1";
  Server second(settings, first.clock, first.random, first.log);
  EXPECT_STREQ(second.start(echo).error().message(), "net.host.unusable");
}

TEST(Server, a_graceful_stop_answers_what_was_received_and_takes_no_more) {
  Gate gate;
  TestServer site([&](const Request& request) {
    gate.wait();
    return echo(request);
  });
  const std::uint16_t port = site.server.port();
  Wire handling = site.connect();
  handling.say(get_root);
  Wire sending = site.connect();
  sending.say("POST /kirim HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345");
  Wire idle = site.connect();
  ASSERT_TRUE(gate.wait_for_waiting(1));
  ASSERT_TRUE(eventually([&] { return site.server.counts().requests == 2; }));

  std::thread stopper([&] { site.server.stop(8s); });
  EXPECT_TRUE(idle.hears_the_end());
  EXPECT_THROW(Wire{port}, std::runtime_error);
  gate.open();
  sending.say("67890");

  const std::string answer = handling.hear_all();
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_NE(answer.find("Connection: close"), std::string::npos);
  EXPECT_EQ(body_of(sending.hear_all()), "POST /kirim [1234567890]");
  stopper.join();
  EXPECT_EQ(site.server.counts().connections_open, 0U);
}

TEST(Server, nothing_acknowledged_is_lost_when_stopped_under_load) {
  std::atomic<int> done = 0;
  TestServer site([&](const Request& request) {
    ++done;
    return echo(request);
  });
  std::atomic<int> acknowledged = 0;
  std::atomic<bool> broken = false;
  std::vector<std::jthread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      Wire wire = site.connect();
      while (wire.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nok")) {
        const std::string answer = wire.next_response();
        if (answer.empty()) break;
        if (status_of(answer) != 200 || body_of(answer) != "POST / [ok]") broken = true;
        ++acknowledged;
      }
    });
  }
  ASSERT_TRUE(eventually([&] { return acknowledged > 500; }));
  site.server.stop(8s);
  clients.clear();

  EXPECT_FALSE(broken);
  EXPECT_EQ(done, acknowledged) << "a request was carried out and its answer not delivered";
}

TEST(Server, a_second_server_can_start_where_one_stopped) {
  TestServer first(echo);
  ServerSettings settings = TestServer::quick();
  settings.port = first.server.port();
  static_cast<void>(first.exchange(get_root));
  first.server.stop(1s);

  TestServer second(echo, settings);
  EXPECT_EQ(status_of(second.exchange(get_root)), 200);
}

TEST(Server, slow_heads_are_told_so_and_cut) {
  ServerSettings settings = TestServer::quick();
  settings.limits.header_deadline = 100ms;
  TestServer site(echo, settings);
  Wire silent = site.connect();
  Wire half = site.connect();
  half.say("GET / HTTP/1.1\r\nHost: ");

  EXPECT_EQ(status_of(half.hear_all()), 408);
  EXPECT_TRUE(half.ended());
  EXPECT_EQ(silent.hear_all(), "");
  EXPECT_TRUE(silent.ended());
}

TEST(Server, dripping_a_head_does_not_extend_its_deadline) {
  ServerSettings settings = TestServer::quick();
  settings.limits.header_deadline = 150ms;
  TestServer site(echo, settings);
  Wire wire = site.connect();
  wire.say("GET / HTTP/1.1\r\n");
  const auto begin = std::chrono::steady_clock::now();
  while (wire.say("X: y\r\n") && !wire.ended() && std::chrono::steady_clock::now() - begin < 8s) {
    static_cast<void>(eventually([] { return false; }, 10ms));
    wire.hear([](const std::string& heard) { return heard.empty() || !heard.empty(); });
    if (site.server.counts().cut > 0) break;
  }
  EXPECT_EQ(status_of(wire.hear_all()), 408);
}

TEST(Server, slow_bodies_and_slow_readers_are_cut) {
  ServerSettings settings = TestServer::quick();
  settings.limits.patience = 150ms;
  settings.limits.least_rate = 100'000;
  TestServer site(
      [](const Request&) {
        Response response;
        response.shared_body = std::make_shared<const std::string>(std::size_t{32} << 20, 'x');
        return response;
      },
      settings);
  Wire sender = site.connect();
  sender.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc");
  Wire reader(site.server.port(), 4096);
  reader.say(get_root);

  EXPECT_EQ(status_of(sender.hear_all()), 408);
  EXPECT_TRUE(eventually([&] { return site.server.counts().cut == 2; }));
  EXPECT_TRUE(eventually([&] { return site.server.counts().connections_open <= 1; }));
}

TEST(Server, idle_connections_are_closed_after_a_while_and_cost_no_buffer_before) {
  ServerSettings settings = TestServer::quick();
  settings.limits.keep_alive = 1500ms;
  TestServer site(echo, settings);
  Wire wire = site.connect();
  wire.say(get_root);
  ASSERT_EQ(status_of(wire.next_response()), 200);
  static_cast<void>(eventually([] { return false; }, 60ms));  // past the tick that frees the buffer
  wire.say(get_root);
  ASSERT_EQ(status_of(wire.next_response()), 200);

  EXPECT_EQ(wire.hear_all(), "");
  EXPECT_TRUE(wire.ended());
}

TEST(Server, when_full_the_longest_idle_connection_makes_room) {
  ServerSettings settings = TestServer::quick();
  settings.limits.connections = 8;
  TestServer site(echo, settings);
  std::vector<Wire> idle;
  for (int i = 0; i < 8; ++i) idle.push_back(site.connect());
  ASSERT_TRUE(eventually([&] { return site.server.counts().connections_open == 8; }));

  Wire guest = site.connect();
  guest.say(get_root);

  EXPECT_EQ(status_of(guest.next_response()), 200);
}

TEST(Server, a_hundred_half_open_requests_do_not_keep_an_honest_one_waiting) {
  TestServer site(echo);
  std::vector<Wire> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(site.connect());
    slow.back().say(i % 2 == 0 ? "GET / HTTP/1.1\r\nHost:"
                               : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1");
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(status_of(site.exchange(get_root)), 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
}

TEST(Server, believes_a_trusted_proxy_about_the_client_and_nobody_else) {
  const auto tell = [](const Request& request) {
    Response response;
    response.body = request.peer + (request.over_tls ? " tls" : " plain");
    return response;
  };
  const std::string request =
      "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9, 203.0.113.7\r\n"
      "X-Forwarded-For: 10.0.0.2\r\nX-Forwarded-Proto: https\r\n\r\n";
  TestServer doubting(tell);
  EXPECT_EQ(body_of(doubting.exchange(request)), "127.0.0.1 plain");

  ServerSettings settings = TestServer::quick();
  settings.trusted_proxies = {Network::parse("127.0.0.0/8").value(),
                              Network::parse("10.0.0.0/8").value()};
  TestServer trusting(tell, settings);
  EXPECT_EQ(body_of(trusting.exchange(request)), "203.0.113.7 tls");
}

TEST(Server, a_known_etag_is_304_without_a_body) {
  TestServer site([](const Request& request) {
    Response response = echo(request);
    response.headers.add("ETag", "\"v1\"");
    return response;
  });
  const std::string answer =
      site.exchange("GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"v0\", W/\"v1\"\r\n\r\n");
  EXPECT_EQ(status_of(answer), 304);
  EXPECT_EQ(body_of(answer), "");
}

TEST(Server, sends_megabytes_to_a_client_that_reads_late) {
  TestServer site([](const Request&) {
    Response response;
    response.body.resize(std::size_t{5} << 20);
    for (std::size_t i = 0; i < response.body.size(); ++i)
      response.body[i] = static_cast<char>('a' + i % 23);
    return response;
  });
  Wire wire = site.connect();
  wire.say(std::string(get_root) + std::string(get_root));
  for (int i = 0; i < 2; ++i) {
    const std::string body = body_of(wire.next_response());
    ASSERT_EQ(body.size(), std::size_t{5} << 20);
    EXPECT_EQ(body.back(), static_cast<char>('a' + (body.size() - 1) % 23));
  }
}

}  // namespace
}  // namespace kentongan::net
