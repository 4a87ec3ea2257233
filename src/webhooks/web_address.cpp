#include "webhooks/web_address.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

namespace recours::webhooks {
namespace {

struct Cleanup {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
};

std::optional<std::string> part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return std::nullopt;
  const std::unique_ptr<char, Cleanup> owned(text);
  return std::string(text);
}

struct Net4 {
  std::uint32_t first;
  int bits;
};
// Special-purpose registry: this network, private, shared, loopback, link-local, protocol, documentation, benchmark,
// many.
constexpr std::array kNoOnes4{Net4{0x00000000, 8},  Net4{0x0A000000, 8},  Net4{0x64400000, 10}, Net4{0x7F000000, 8},
                              Net4{0xA9FE0000, 16}, Net4{0xAC100000, 12}, Net4{0xC0000000, 24}, Net4{0xC0000200, 24},
                              Net4{0xC0586300, 24}, Net4{0xC0A80000, 16}, Net4{0xC6120000, 15}, Net4{0xC6336400, 24},
                              Net4{0xCB007100, 24}, Net4{0xE0000000, 3}};

bool is_private4(std::uint32_t address) {
  return std::any_of(kNoOnes4.begin(), kNoOnes4.end(),
                     [&](const Net4& net) { return (address ^ net.first) >> (32 - net.bits) == 0; });
}

// Of IPv6 only global unicast, without what leads to another family or stands in documentation.
bool is_private6(const in6_addr& address) {
  const auto* byte = address.s6_addr;
  static constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::equal(mapped.begin(), mapped.end(), byte)) {
    std::uint32_t inner = 0;
    std::memcpy(&inner, byte + 12, sizeof inner);
    return is_private4(ntohl(inner));
  }
  const bool is_global = (byte[0] & 0xE0) == 0x20;
  const bool is_protocol = byte[0] == 0x20 && byte[1] == 0x01 && byte[2] < 0x02;  // 2001::/23, Teredo among them
  const bool is_documentation = (byte[0] == 0x20 && byte[1] == 0x01 && byte[2] == 0x0D && byte[3] == 0xB8) ||
                                (byte[0] == 0x3F && byte[1] == 0xFF && byte[2] < 0x10);  // 3fff::/20
  const bool is_6to4 = byte[0] == 0x20 && byte[1] == 0x02;
  return !is_global || is_protocol || is_documentation || is_6to4;
}

// A number as host, in brackets or not, or a name that always means this machine.
bool is_surely_private(std::string host) {
  if (host == "localhost" || host.ends_with(".localhost")) return true;
  if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return is_private4(ntohl(four.s_addr));
  in6_addr six{};
  return inet_pton(AF_INET6, host.c_str(), &six) == 1 && is_private6(six);
}

}  // namespace

std::optional<WebAddress> web_address(const std::string& url) {
  if (std::any_of(url.begin(), url.end(), [](char c) { return c <= ' ' || c >= 0x7F || c == '\\'; }))
    return std::nullopt;
  const std::unique_ptr<CURLU, Cleanup> read(curl_url());
  if (!read || curl_url_set(read.get(), CURLUPART_URL, url.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
    return std::nullopt;
  const auto scheme = part_of(read.get(), CURLUPART_SCHEME);
  const auto host = part_of(read.get(), CURLUPART_HOST);
  const bool is_web = scheme == "http" || scheme == "https";
  if (!is_web || !host || host->empty() || part_of(read.get(), CURLUPART_FRAGMENT)) return std::nullopt;
  return WebAddress{*scheme, *host, is_surely_private(*host)};
}

bool is_private(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return is_private4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family != AF_INET6) return true;
  sockaddr_in6 six{};
  std::memcpy(&six, &address, sizeof six);
  return is_private6(six.sin6_addr);
}

}  // namespace recours::webhooks
