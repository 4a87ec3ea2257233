#include "http/forwarded.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>

#include "base/text.h"

namespace recours::http {

namespace {

// Every value of a header that may be repeated, in the order of the wire.
std::vector<std::string> list_of(const Request& request, std::string_view name) {
  std::vector<std::string> items;
  for (const auto& [key, value] : request.headers) {
    if (key != name) continue;
    for (const auto& item : split(value, ',')) items.emplace_back(trim(item));
  }
  return items;
}

}  // namespace

std::string canonical_address(std::string_view text) {
  const std::string address(text);
  std::array<unsigned char, 16> bytes{};
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) {
    return inet_ntop(AF_INET, bytes.data(), out.data(), out.size());
  }
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return {};
  static constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin())) {
    return inet_ntop(AF_INET, bytes.data() + kMapped.size(), out.data(), out.size());
  }
  return inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
}

bool is_request_name(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  constexpr std::string_view kMarks = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !text.empty() && text.size() <= kLongest && text.find_first_not_of(kMarks) == std::string_view::npos;
}

Client client_behind(std::string_view peer, const Request& request, std::span<const std::string> trusted) {
  const auto is_trusted = [&](const std::string& address) {
    return std::find(trusted.begin(), trusted.end(), address) != trusted.end();
  };
  Client client{canonical_address(peer), false};
  if (!is_trusted(client.address)) return client;
  const auto protocols = list_of(request, "x-forwarded-proto");
  client.secure = !protocols.empty() && same_word(protocols.back(), "https");
  const auto hops = list_of(request, "x-forwarded-for");
  for (auto hop = hops.rbegin(); hop != hops.rend() && is_trusted(client.address); ++hop) {
    const auto address = canonical_address(*hop);
    if (address.empty()) break;
    client.address = address;
  }
  return client;
}

}  // namespace recours::http
