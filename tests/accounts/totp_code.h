// The authenticator application of the tests.
#pragma once

#include <cstdlib>
#include <string>

#include <liboath/oath.h>

#include "base/date.h"

namespace recours::testing_support {

inline std::string totp_code(const std::string& secret, Instant at) {
  char* key = nullptr;
  std::size_t length = 0;
  if (oath_base32_decode(secret.data(), secret.size(), &key, &length) != OATH_OK) return "";
  char code[7] = {};
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at.time()).time_since_epoch().count();
  oath_totp_generate(key, length, seconds, 30, 0, 6, code);
  std::free(key);
  return code;
}

}  // namespace recours::testing_support
