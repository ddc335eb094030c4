#include "site/live_queue.hpp"

#include "html/json.hpp"
#include "site/answer.hpp"
#include "tabayun/tabayun.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kentongan::site {

namespace {

constexpr const char* event_name = "antrean";

std::string text_of(const tabayun::Pulse& pulse) {
  html::JsonWriter json;
  json.object([&] {
    json.object("counts", [&] {
      for (const auto& [state, count] : pulse.counts) json.member(tabayun::name_of(state), count);
    });
    json.array("rows", [&] {
      for (const tabayun::Pulse::Row& row : pulse.top) {
        json.object([&] {
          json.member("id", row.id.text());
          json.member("state", tabayun::name_of(row.state));
          json.member("people", row.people);
        });
      }
    });
  });
  return std::move(json).take();
}

/// With the ledger's position: it differs with every entry, so what was told is compared without.
std::string event_of(const std::string& text, std::int64_t revision) {
  return "{\"revision\":" + std::to_string(revision) + "," + text.substr(1);
}

}  // namespace

/// The way from the server to one reader; what it was opened with is told first.
class LiveQueue::Stream final : public net::EventStream {
 public:
  Stream(std::shared_ptr<Guarded<Readers>> readers, std::shared_ptr<Reader> reader,
         std::string first)
      : readers_(std::move(readers)), reader_(std::move(reader)), first_(std::move(first)) {}
  void open(Send send) override {
    if (!send(event_name, first_)) return;
    reader_->send = std::move(send);
    readers_->locked([this](Readers& readers) { readers.push_back(reader_); });
  }

 private:
  std::shared_ptr<Guarded<Readers>> readers_;
  std::shared_ptr<Reader> reader_;
  std::string first_;
};

net::Response LiveQueue::open(const Doors& doors, const Visit& visit) {
  if (readers() >= most_readers)
    return refuse(doors, visit, Error(Refusal::unavailable, "refusal.unavailable"));
  const auto pulse = doors.tabayun.pulse(*visit.actor());
  if (!pulse.ok()) return refuse(doors, visit, pulse.error());
  auto reader = std::make_shared<Reader>();
  reader->session = visit.session_token;
  reader->told = text_of(*pulse);
  const std::string first = event_of(reader->told, pulse->revision);
  net::Response response;
  response.events = std::make_shared<Stream>(readers_, std::move(reader), first);
  return response;
}

void LiveQueue::tell(const Doors& doors) {
  struct News {
    std::string text;
    std::string event;
  };
  std::map<std::string, News> by_desk;
  const Readers now = readers_->locked([](const Readers& readers) { return readers; });
  std::vector<std::shared_ptr<Reader>> gone;
  for (const auto& reader : now) {
    const auto session = doors.people.find_session(reader->session);
    const auto desk = session ? doors.tabayun.desk_of(session->actor)
                              : Result<std::string>(Error(Refusal::forbidden, "site.form_expired"));
    if (!desk.ok()) {
      gone.push_back(reader);
      continue;
    }
    auto news = by_desk.find(*desk);
    if (news == by_desk.end()) {
      const auto pulse = doors.tabayun.pulse(session->actor);
      if (!pulse.ok()) continue;
      const std::string text = text_of(*pulse);
      news = by_desk.emplace(*desk, News{text, event_of(text, pulse->revision)}).first;
    }
    if (news->second.text == reader->told) continue;
    reader->told = news->second.text;
    if (!reader->send(event_name, news->second.event)) gone.push_back(reader);
  }
  if (gone.empty()) return;
  readers_->locked([&gone](Readers& readers) {
    std::erase_if(readers, [&gone](const auto& reader) {
      return std::find(gone.begin(), gone.end(), reader) != gone.end();
    });
  });
}

std::size_t LiveQueue::readers() const {
  return readers_->locked([](const Readers& readers) { return readers.size(); });
}

}  // namespace kentongan::site
