// The answers the server gives by itself, for what never reached the application: malformed, too large, too slow, too
// busy. Pure; no sockets.
#pragma once

#include "http/message.h"

namespace recours::http {

// R-823 Under /api/ a problem+json (RFC 9457) with a stable code, in French, or English for who asks for it; elsewhere
// a short text in French. `about` is as much of the request as could be read.
Response edge_refusal(int status, const Request& about);

}  // namespace recours::http
