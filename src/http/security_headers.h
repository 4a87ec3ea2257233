// What every answer tells the browser about trust. The Site calls it once per answer, whatever made the answer.
#pragma once

#include "http/message.h"

namespace recours::http {

// `secure`: the request came over https, so the browser may be told to come back that way only.
// An answer that says nothing about caching is not stored: pages hold personal data.
void add_security_headers(Response& response, bool secure);

}  // namespace recours::http
