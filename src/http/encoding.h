// Content coding: what the client accepts, and gzip for answers made at run time. Static files are compressed at build
// time instead (http/assets.h).
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace recours::http {

// Whether Accept-Encoding admits this coding: named with q > 0, or covered by "*". An absent header admits none.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

std::string gzip(std::string_view bytes);

// Compresses a page or JSON answer worth it, if the client accepts gzip; says Vary either way.
void compress(std::string_view accept_encoding, Response& response);

// Adds a name to Vary, once.
void vary_on(Response& response, std::string_view header_name);

}  // namespace recours::http
