#include "accounts/random_key.h"

#include <array>

#include <sodium.h>

#include "base/text.h"

namespace recours::accounts {

std::string random_key() {
  std::array<char, 16> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return hex({bytes.data(), bytes.size()});
}

}  // namespace recours::accounts
