// Any bytes as the body of an API request: an object and what the API reads from it, a refusal, or Malformed.
#include <boost/json.hpp>

#include "accounts/site.h"
#include "base/errors.h"
#include "claims/declaration_json.h"
#include "claims/instruction_json.h"
#include "fuzz/fuzzing.h"

namespace {

using namespace recours;

void check(std::string_view sent) {
  http::Request request;
  request.body = sent;
  const auto body = accounts::json_body(request);
  accounts::Viewer viewer{};
  static_cast<void>(claims::declaration_from(body, viewer));
  static_cast<void>(claims::overlaid(claims::Declaration{}, body));
  static_cast<void>(claims::instruction_from(body));
  static_cast<void>(claims::reference_from(body));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return fuzzing::accept_or_refuse<Malformed>(data, size, check);
}
