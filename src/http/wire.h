// How an answer looks on the wire. Pure; no sockets.
#pragma once

#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

#include "http/message.h"

namespace recours::http {

std::string_view reason_of(int status);

enum class After { KeepAlive, Close };

// Status line and headers of a response, the empty line included. Framing headers a handler set are not sent; the length
// is that of the body, which the caller leaves away for HEAD. Throws std::logic_error on a header that breaks the framing.
std::string head_of(const Response& response, After after, std::time_t now);
// 204 and 304 have no body, whatever the handler put there.
bool may_have_body(int status);
// Of the body, in memory or in a file.
std::uint64_t length_of(const Response& response);

}  // namespace recours::http
