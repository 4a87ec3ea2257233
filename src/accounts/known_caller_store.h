// Whether a request comes from somebody we know, before anything else of it is looked at: the server asks before it
// keeps what is sent. Says nothing about rights, which the site judges with the whole request.
#pragma once

#include "base/date.h"
#include "db/database.h"
#include "http/message.h"

namespace recours::accounts {

// R-163 A living session sent by our own pages, or a valid API token.
bool is_known_caller(db::Reader& reader, const http::Request& request, std::string_view public_url, Instant now);

}  // namespace recours::accounts
