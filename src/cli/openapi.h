// R-145 GET /api/v1/openapi.json: the API described for programs. The description lies in api/openapi/*.json, one file for each
// resource; here they become one document. tests/cli/openapi_test.cpp holds it against the routes that are served,
// tests/program/openapi_test.mjs against real answers.
#pragma once

#include <string>

#include "accounts/site.h"

namespace recours::cli {

// OpenAPI 3.1, the same for everybody.
const std::string& openapi_document();
void register_openapi(accounts::Site& site);

}  // namespace recours::cli
