// Where a phone would have to go, and whether it can.
#include <array>

#include <arpa/inet.h>

#include "attachments/files_view.h"
#include "base/text.h"

namespace recours::attachments {
namespace {

// "https://host:port/path" or "[::1]:8080" → "host".
std::string host_of(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('/'));
  if (url.starts_with('[')) return std::string(url.substr(1, url.find(']') - 1));
  std::string host = fold(url.substr(0, url.find(':')));
  while (host.ends_with('.')) host.pop_back();
  return host;
}

Reach reach_of_v4(std::uint32_t address) {
  const auto within = [&](std::uint32_t network, int bits) { return address >> (32 - bits) == network >> (32 - bits); };
  if (within(0x7F000000, 8) || address == 0) return Reach::ThisMachineOnly;
  const bool is_private = within(0x0A000000, 8) || within(0xAC100000, 12) || within(0xC0A80000, 16) ||
                          within(0xA9FE0000, 16) || within(0x64400000, 10);
  return is_private ? Reach::SameNetwork : Reach::Everywhere;
}

Reach reach_of_v6(const std::array<unsigned char, 16>& address) {
  bool is_mapped = true;
  for (int at = 0; at < 10; ++at) is_mapped = is_mapped && address[at] == 0;
  if (is_mapped && address[10] == 0xFF && address[11] == 0xFF) {
    return reach_of_v4(std::uint32_t{address[12]} << 24 | std::uint32_t{address[13]} << 16 |
                       std::uint32_t{address[14]} << 8 | address[15]);
  }
  std::array<unsigned char, 16> loopback{};
  const bool is_unspecified = address == loopback;
  loopback[15] = 1;
  if (is_unspecified || address == loopback) return Reach::ThisMachineOnly;
  const bool is_link_local = address[0] == 0xFE && (address[1] & 0xC0) == 0x80;
  const bool is_unique_local = (address[0] & 0xFE) == 0xFC;
  return is_link_local || is_unique_local ? Reach::SameNetwork : Reach::Everywhere;
}

Reach reach_of_name(const std::string& host) {
  if (host.find('.') == host.npos || host.ends_with(".localhost")) return Reach::ThisMachineOnly;
  for (const std::string_view ending : {".local", ".lan", ".home", ".internal", ".home.arpa"}) {
    if (host.ends_with(ending)) return Reach::SameNetwork;
  }
  return Reach::Everywhere;
}

}  // namespace

//
Reach phone_reach(std::string_view public_url) {
  const std::string host = host_of(public_url);
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return reach_of_v4(ntohl(v4.s_addr));
  std::array<unsigned char, 16> v6{};
  if (inet_pton(AF_INET6, host.c_str(), v6.data()) == 1) return reach_of_v6(v6);
  return reach_of_name(host);
}

std::string site_address(const http::Request& request, const std::string& public_url) {
  if (!public_url.empty()) return public_url;
  return (request.secure ? "https://" : "http://") + std::string(request.header("host"));
}

std::string time_of_day(Instant at) {
  const std::string text = paris_time(at);  // DD/MM/YYYY HH:MM
  return text.substr(text.size() - 5);
}

}  // namespace recours::attachments
