// Framing and protocol rules the parsing library leaves open or reads more kindly than a server behind proxies may:
// two readings of one request are how requests are smuggled. Pure; the server asks before it reads a body.
#pragma once

#include "http/message.h"

namespace recours::http {

enum class Version { Http10, Http11 };

// The status to refuse these headers with, or 0 when they are in order.
int objection_to(const Request& request, Version version);

}  // namespace recours::http
