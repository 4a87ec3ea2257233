// How an answer looks on the wire, and the answers the server gives by itself. Pure; no sockets.
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

// A short text in French for what never reached the application: malformed, too large, too slow, too busy.
Response refusal_page(int status);

}  // namespace recours::http
