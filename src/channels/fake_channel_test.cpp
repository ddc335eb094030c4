#include "channels/fake_channel.hpp"

#include "channels/channel_contract.hpp"

namespace kentongan::channels {
namespace {

class FakeStage {
 public:
  FakeStage() {
    channel_.behave([](const Addressed& addressed) {
      const std::string& to = text_of(addressed.to);
      if (to.starts_with("penuh")) return SendOutcome::retry_after(Span{}, "fake.full");
      if (to.starts_with("tidakada")) return SendOutcome::given_up("fake.nobody");
      return SendOutcome::delivered();
    });
  }
  Channel& channel() { return channel_; }
  Addressed good(int i) {
    return to_email(posyandu_message(), "warga" + std::to_string(i) + "@contoh.example");
  }
  Addressed later() { return to_email(posyandu_message(), "penuh@contoh.example"); }
  Addressed never() { return to_email(posyandu_message(), "tidakada@contoh.example"); }
  Addressed foreign() { return to_telegram(posyandu_message()); }
  int arrived() { return static_cast<int>(channel_.delivered().size()); }
  std::string last() { return channel_.delivered().back().addressed.message->title; }
  bool last_is_marked() {
    return channel_.delivered().back().addressed.copy == Addressed::Copy::perhaps_second;
  }
  const char* missing() { return nullptr; }

 private:
  FakeChannel channel_{Way::email};
};
INSTANTIATE_TYPED_TEST_SUITE_P(Fake, ChannelContract, FakeStage);

}  // namespace
}  // namespace kentongan::channels
