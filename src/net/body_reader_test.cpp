#include "net/internal/body_reader.hpp"

#include <gtest/gtest.h>

namespace kentongan::net {
namespace {

using State = BodyReader::State;

/// Reads `bytes` in two packets.
std::pair<State, std::string> read_split(std::string_view bytes, std::size_t first,
                                         const Framing& framing) {
  BodyReader reader;
  reader.restart(framing, 100);
  std::string body;
  const auto early = reader.read(bytes.substr(0, first), body);
  if (early.state != State::more) return {early.state, body};
  return {reader.read(bytes.substr(first), body).state, body};
}

TEST(BodyReader, reads_chunks_alike_however_they_are_cut) {
  const Framing chunked{.body = Framing::Body::chunked};
  struct Case {
    std::string_view bytes;
    State state;
    std::string_view body;
  };
  for (const Case& one :
       {Case{"0\r\n\r\n", State::done, ""}, Case{"3\r\nabc\r\n0\r\n\r\n", State::done, "abc"},
        Case{"0003\r\nabc\r\n00\r\n\r\n", State::done, "abc"}, Case{"3\r\nab", State::more, "ab"},
        Case{"64\r\n", State::more, ""}, Case{"65\r\n", State::too_large, ""},
        Case{"ffffffffffffffff\r\n", State::too_large, ""},
        Case{"00000000000000003\r\n", State::malformed, ""}, Case{"\r\n", State::malformed, ""},
        Case{"3\r\nabcd", State::malformed, "abc"}, Case{"0\r\nX: y\r\n\r\n", State::malformed, ""},
        Case{"3;x\r\nabc", State::malformed, ""}}) {
    for (std::size_t first = 0; first <= one.bytes.size(); ++first) {
      const auto [state, body] = read_split(one.bytes, first, chunked);
      EXPECT_EQ(state, one.state) << one.bytes << " cut at " << first;
      EXPECT_EQ(body, one.body) << one.bytes << " cut at " << first;
    }
  }
}

TEST(BodyReader, takes_exactly_the_declared_length) {
  BodyReader reader;
  reader.restart({.body = Framing::Body::length, .length = 5}, 100);
  std::string body;
  EXPECT_EQ(reader.read("abc", body).state, State::more);
  const auto last = reader.read("deGET /", body);
  EXPECT_EQ(last.state, State::done);
  EXPECT_EQ(last.consumed, 2U);
  EXPECT_EQ(body, "abcde");
}

}  // namespace
}  // namespace kentongan::net
