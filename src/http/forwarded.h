// Who the client is when reverse proxies stand before the server. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace recours::http {

// An address in its one written form, IPv4 inside IPv6 as IPv4; empty when it is none.
std::string canonical_address(std::string_view text);

// A name of a request as proxies give them (X-Request-Id): short, and fit for a log.
bool is_request_name(std::string_view text);

struct Client {
  std::string address;
  bool secure = false;
};

// `peer` is the address of the socket, `trusted` the proxies in canonical form. X-Forwarded-For is read from the right
// as long as the one who added the entry is trusted; X-Forwarded-Proto only if the peer is.
Client client_behind(std::string_view peer, const Request& request, std::span<const std::string> trusted);

}  // namespace recours::http
