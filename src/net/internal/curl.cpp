#include "net/internal/curl.hpp"

#include "base/bug.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace kentongan::net {
namespace {

struct Peer {
  Address address;
  std::uint16_t port = 0;
};

std::optional<Peer> peer_of(const curl_sockaddr& wanted) {
  if (wanted.family == AF_INET && wanted.addrlen >= sizeof(sockaddr_in)) {
    sockaddr_in v4{};
    std::memcpy(&v4, &wanted.addr, sizeof(v4));
    std::array<std::uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
    return Peer{Address::from_v4(bytes), ntohs(v4.sin_port)};
  }
  if (wanted.family == AF_INET6 && wanted.addrlen >= sizeof(sockaddr_in6)) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, static_cast<const void*>(&wanted.addr), sizeof(v6));
    std::array<std::uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
    return Peer{Address::from_v6(bytes), ntohs(v6.sin6_port)};
  }
  return std::nullopt;
}

}  // namespace

void need_curl() {
  // libcurl keeps one state for the whole process and asks to be started before threads use it.
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  KENTONGAN_BUG_IF(started != CURLE_OK);
}

CurlHandle make_curl_handle() {
  need_curl();
  CurlHandle handle(curl_easy_init());
  KENTONGAN_BUG_IF(handle == nullptr);
  return handle;
}

void CurlList::add(const std::string& line) {
  curl_slist* longer = curl_slist_append(list_.get(), line.c_str());
  KENTONGAN_BUG_IF(longer == nullptr);
  static_cast<void>(list_.release());
  list_.reset(longer);
}

SocketGuard::Verdict SocketGuard::judge(const Address& address, std::uint16_t port) const {
  const auto& allowed = rules_.allowed_networks;
  if (std::any_of(allowed.begin(), allowed.end(),
                  [&](const Network& network) { return network.contains(address); })) {
    return Verdict::open;
  }
  if (!is_public(address)) return Verdict::private_address;
  const auto& ports = rules_.ports;
  if (!ports.empty() && std::find(ports.begin(), ports.end(), port) == ports.end()) {
    return Verdict::port;
  }
  return Verdict::open;
}

void SocketGuard::watch(CURL* handle) {
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &SocketGuard::open_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, this);
}

curl_socket_t SocketGuard::open_socket(void* self, curlsocktype purpose, curl_sockaddr* wanted) {
  auto& guard = *static_cast<SocketGuard*>(self);
  const auto peer = peer_of(*wanted);
  if (purpose != CURLSOCKTYPE_IPCXN || !peer) {
    guard.last_refusal_ = Verdict::private_address;
    return CURL_SOCKET_BAD;
  }
  const Verdict verdict = guard.judge(peer->address, peer->port);
  if (verdict != Verdict::open) {
    guard.last_refusal_ = verdict;
    return CURL_SOCKET_BAD;
  }
  return ::socket(wanted->family, wanted->socktype | SOCK_CLOEXEC, wanted->protocol);
}

}  // namespace kentongan::net
