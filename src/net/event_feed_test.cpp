#include "net/internal/event_feed.hpp"

#include "net/wire_for_tests.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

namespace kentongan::net {
namespace {

/// A hub such as a room would write: keeps the ways to its readers and tells them all.
class Hub {
 public:
  class Reader final : public EventStream {
   public:
    explicit Reader(Hub& hub) : hub_(hub) {}
    void open(Send send) override {
      hub_.readers_.locked([&](auto& readers) { readers.push_back(std::move(send)); });
    }

   private:
    Hub& hub_;
  };

  [[nodiscard]] Response answer() {
    Response response;
    response.events = std::make_shared<Reader>(*this);
    return response;
  }
  void tell(std::string_view event, std::string_view data) {
    readers_.locked([&](auto& readers) {
      std::erase_if(readers, [&](const EventStream::Send& send) { return !send(event, data); });
    });
  }
  std::size_t readers() {
    return readers_.locked([](auto& readers) { return readers.size(); });
  }

 private:
  Guarded<std::vector<EventStream::Send>> readers_;
};

constexpr std::string_view subscribe = "GET /events HTTP/1.1\r\nHost: a\r\n\r\n";

struct EventSite {
  explicit EventSite(ServerSettings settings = TestServer::quick())
      : site(
            [this](const Request& request) {
              return request.path == "/events" ? hub.answer() : echo(request);
            },
            std::move(settings)) {}
  Wire reader(int receive_buffer = 0) {
    const std::size_t before = hub.readers();
    Wire wire(site.server.port(), receive_buffer);
    wire.say(subscribe);
    EXPECT_TRUE(eventually([&] { return hub.readers() == before + 1; }));
    return wire;
  }
  Hub hub;
  TestServer site;
};

TEST(EventText, cannot_be_broken_out_of) {
  EXPECT_EQ(event_text("kabar", "a"), "event: kabar\ndata: a\n\n");
  EXPECT_EQ(event_text("", "a\nb\r\nc\rd"), "data: a\ndata: b\ndata: c\ndata: d\n\n");
  EXPECT_EQ(event_text("x\r\ndata: y", ""), "event: xdata: y\ndata: \n\n");
}

TEST(Events, reach_every_reader_in_order) {
  EventSite events;
  Wire first = events.reader();
  Wire second = events.reader();
  for (int i = 0; i < 100; ++i) events.hub.tell("angka", std::to_string(i));

  for (Wire* wire : {&first, &second}) {
    const std::string heard = wire->hear_until("data: 99\n\n");
    EXPECT_NE(heard.find("Content-Type: text/event-stream\r\n"), std::string::npos);
    EXPECT_EQ(heard.find("Content-Length"), std::string::npos);
    std::size_t at = 0;
    for (int i = 0; i < 100; ++i) {
      at = heard.find("event: angka\ndata: " + std::to_string(i) + "\n\n", at);
      ASSERT_NE(at, std::string::npos) << i;
    }
  }
  EXPECT_EQ(events.site.server.counts().event_streams_open, 2U);
}

TEST(Events, send_says_when_the_reader_is_gone) {
  EventSite events;
  {
    Wire wire = events.reader();
    events.hub.tell("a", "1");
    wire.hear_until("data: 1");
  }
  EXPECT_TRUE(eventually([&] {
    events.hub.tell("a", "2");
    return events.hub.readers() == 0;
  }));
  EXPECT_EQ(events.site.server.counts().event_streams_open, 0U);
}

TEST(Events, a_heart_beats_while_there_is_no_news) {
  ServerSettings settings = TestServer::quick();
  settings.limits.heartbeat = 30ms;
  EventSite events(settings);
  Wire wire = events.reader();
  EXPECT_NE(wire.hear_until(":\n\n:\n\n").find(":\n\n:\n\n"), std::string::npos);
}

TEST(Events, a_reader_too_slow_is_dropped_and_holds_up_nobody) {
  EventSite events;
  Wire slow = events.reader(2048);
  Wire quick = events.reader();
  const std::string data(2000, 'x');
  std::atomic<bool> stop = false;
  std::jthread listening([&] {
    while (!stop && !quick.ended())
      quick.hear(
          [size = quick.heard().size()](const std::string& heard) { return heard.size() > size; });
  });
  EXPECT_TRUE(eventually(
      [&] {
        events.hub.tell("a", data);
        return events.hub.readers() == 1;
      },
      20s));
  EXPECT_TRUE(eventually([&] { return events.site.server.counts().event_streams_open == 1; }));
  stop = true;
  events.hub.tell("a", "last");
}

TEST(Events, opening_a_feed_that_fails_is_an_ordinary_500) {
  class Broken final : public EventStream {
    void open(Send) override { throw std::runtime_error("no feed"); }
  };
  TestServer site([](const Request&) {
    Response response;
    response.events = std::make_shared<Broken>();
    return response;
  });
  EXPECT_EQ(status_of(site.exchange(subscribe)), 500);
}

TEST(Events, a_stop_ends_all_feeds_while_news_is_still_coming) {
  EventSite events;
  std::vector<Wire> wires;
  for (int i = 0; i < 20; ++i) wires.push_back(events.reader());
  std::atomic<bool> stop = false;
  std::jthread teller([&] {
    while (!stop) events.hub.tell("a", "b");
  });
  events.site.server.stop(2s);
  stop = true;
  teller.join();
  for (Wire& wire : wires) EXPECT_TRUE(wire.hears_the_end());
  events.hub.tell("a", "b");
  EXPECT_EQ(events.hub.readers(), 0U);
}

}  // namespace
}  // namespace kentongan::net
