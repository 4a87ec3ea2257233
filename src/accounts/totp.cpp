#include "accounts/totp.h"

#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <liboath/oath.h>
#include <sodium.h>

#include "http/message.h"

namespace recours::accounts {
namespace {

constexpr std::size_t kSecretBytes = 20;
constexpr std::size_t kNeighbours = 1;
constexpr std::size_t kDigits = 6;

struct Freed {
  void operator()(char* text) const { std::free(text); }
};
using OathText = std::unique_ptr<char, Freed>;

void require_oath() {
  static const int ready = oath_init();
  if (ready != OATH_OK) throw std::runtime_error("liboath cannot start");
}

std::string encode(const std::array<char, kSecretBytes>& bytes) {
  char* text = nullptr;
  std::size_t length = 0;
  if (oath_base32_encode(bytes.data(), bytes.size(), &text, &length) != OATH_OK) throw std::bad_alloc();
  const OathText owned(text);
  return {text, length};
}

std::string decode(const std::string& secret) {
  char* bytes = nullptr;
  std::size_t length = 0;
  if (oath_base32_decode(secret.data(), secret.size(), &bytes, &length) != OATH_OK) {
    throw std::runtime_error("a second factor is not Base32");
  }
  const OathText owned(bytes);
  return {bytes, length};
}

// liboath takes as many digits as it is given: one would be enough.
bool is_code(const std::string& text) {
  return text.size() == kDigits && text.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

std::string new_totp_secret() {
  require_oath();
  std::array<char, kSecretBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return encode(bytes);
}

std::optional<std::int64_t> matching_step(const std::string& secret, const std::string& code, Instant now) {
  if (!is_code(code)) return std::nullopt;
  require_oath();
  const std::string key = decode(secret);
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now.time()).time_since_epoch().count();
  std::uint64_t step = 0;
  const int found = oath_totp_validate3(key.data(), key.size(), seconds, OATH_TOTP_DEFAULT_TIME_STEP_SIZE,
                                        OATH_TOTP_DEFAULT_START_TIME, kNeighbours, nullptr, &step, code.c_str());
  return found < 0 ? std::nullopt : std::optional(static_cast<std::int64_t>(step));
}

std::string totp_address(const std::string& issuer, const std::string& account, const std::string& secret) {
  const std::string name = http::urlencode(issuer);
  return "otpauth://totp/" + name + ":" + http::urlencode(account) + "?secret=" + secret + "&issuer=" + name +
         "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace recours::accounts
