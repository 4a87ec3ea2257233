#include "webhooks/signature.h"

#include <stdexcept>

#include <sodium.h>

namespace recours::webhooks {
namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    kVariant);
  text.pop_back();  // its ending nought
  return text;
}

std::string key_of(std::string_view secret) {
  if (!secret.starts_with(kPrefix)) throw std::invalid_argument("not a secret of a webhook");
  secret.remove_prefix(kPrefix.size());
  std::string key(secret.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(key.data()), key.size(), secret.data(), secret.size(), nullptr,
                        &size, nullptr, kVariant) != 0) {
    throw std::invalid_argument("not a secret of a webhook");
  }
  key.resize(size);
  return key;
}

}  // namespace

std::string draw_secret() {
  std::string bytes(32, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return std::string(kPrefix) + base64(bytes);
}

std::string timestamp_of(Instant at) {
  return std::to_string(std::chrono::floor<std::chrono::seconds>(at.time()).time_since_epoch().count());
}

std::string signature_of(std::string_view secret, std::string_view id, std::string_view timestamp,
                         std::string_view body) {
  const auto key = key_of(secret);
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(key.data()), key.size());
  for (const std::string_view part : {id, std::string_view("."), timestamp, std::string_view("."), body}) {
    crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  }
  std::string digest(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(digest.data()));
  return "v1," + base64(digest);
}

}  // namespace recours::webhooks
