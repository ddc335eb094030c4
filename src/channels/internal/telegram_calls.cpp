#include "channels/internal/telegram_calls.hpp"

#include <utility>

namespace kentongan::channels {
namespace {

constexpr std::size_t most_answer_bytes = 64 * 1024;

std::string without_last_slash(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  return std::string(url);
}

}  // namespace

TelegramCalls::TelegramCalls(const TelegramToken& token, std::string_view api_url)
    : methods_(without_last_slash(api_url) + "/bot" + token.text_ + "/"),
      files_(without_last_slash(api_url) + "/file/bot" + token.text_ + "/") {}

net::HttpCall TelegramCalls::method(std::string_view name, std::string body,
                                    std::chrono::milliseconds patience) const {
  net::HttpCall call;
  call.method = net::Method::post;
  call.url = methods_ + std::string(name);
  call.headers.add("Content-Type", "application/json");
  call.body = std::move(body);
  call.most_bytes = most_answer_bytes;
  call.most_time = patience;
  call.most_redirects = 0;
  return call;
}

net::HttpCall TelegramCalls::file(std::string_view path, std::chrono::milliseconds patience) const {
  net::HttpCall call;
  call.url = files_ + std::string(path);
  call.most_bytes = most_answer_bytes;
  call.most_time = patience;
  call.most_redirects = 0;
  return call;
}

}  // namespace kentongan::channels
