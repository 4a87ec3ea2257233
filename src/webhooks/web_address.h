// R-143 The address of an endpoint, read by the very library that will call it, so that nobody smuggles a second
// meaning in; and which network addresses belong to no one on the internet.
#pragma once

#include <optional>
#include <string>

struct sockaddr;

namespace recours::webhooks {

struct WebAddress {
  std::string scheme;  // http, https
  std::string host;
  bool is_private = false;  // a name or number that surely leads inside; other names are told when called
};
// None: not an absolute http(s) address, or one with user, password or fragment.
std::optional<WebAddress> web_address(const std::string& url);

// An address of this machine, of a private network, of no network, or of many: everything but the internet's own.
bool is_private(const sockaddr& address);

}  // namespace recours::webhooks
