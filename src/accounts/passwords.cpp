#include "accounts/passwords.h"

#include <algorithm>
#include <array>
#include <new>
#include <semaphore>
#include <set>
#include <stdexcept>

#include <sodium.h>

#include "accounts/user_store.h"
#include "base/text.h"

namespace recours::accounts {
namespace {

// OWASP's first choice of parameters for Argon2id: 19 MiB, two passes.
constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19 * 1024 * 1024;
constexpr int kAtOnce = 2;

constexpr std::size_t kShortest = 12;
constexpr std::size_t kLongest = 128;

// A permit to hash, waited for: without it a burst of sign-ins would take 19 MiB each.
class Permit {
 public:
  Permit() { permits().acquire(); }
  ~Permit() { permits().release(); }
  Permit(const Permit&) = delete;
  Permit& operator=(const Permit&) = delete;

 private:
  static std::counting_semaphore<kAtOnce>& permits() {
    static std::counting_semaphore<kAtOnce> semaphore(kAtOnce);
    return semaphore;
  }
};

void require_sodium() {
  static const int ready = sodium_init();
  if (ready < 0) throw std::runtime_error("libsodium cannot start");
}

// What most of the frequent passwords of 12 characters or more are made of, here and elsewhere.
constexpr std::string_view kFrequentWords[] = {
    "administrateur", "administrator", "abcdefghijklmnopqrstuvwxyz", "azertyuiopqsdfghjklm", "azertyuiop", "qsdfghjklm",
    "qwertyuiopasdfghjkl", "qwertyuiop", "asdfghjkl", "qwertzuiop", "motdepasse", "bienvenue", "changeme", "changezmoi",
    "iloveyou", "jetaime", "password", "passwort", "passw0rd", "p@ssw0rd", "welcome", "bonjour", "princess", "football",
    "letmein", "sunshine", "dragon", "soleil", "doudou", "loulou", "chouchou", "azerty", "qwerty", "admin", "monkey"};

// R-124 Whether nothing is left once frequent words, digits and signs are taken away, or hardly any character differs.
bool is_frequent(std::string_view password) {
  const std::set<char> different(password.begin(), password.end());
  if (different.size() < 5) return true;
  std::string rest;
  for (const char c : fold(password)) {
    if (c != ' ' && c != '-' && c != '_') rest += c;
  }
  for (const auto word : kFrequentWords) {
    for (auto at = rest.find(word); at != std::string::npos; at = rest.find(word)) rest.replace(at, word.size(), "0");
  }
  return std::none_of(rest.begin(), rest.end(), [](unsigned char c) { return (c >= 'a' && c <= 'z') || c >= 0x80; });
}

}  // namespace

std::optional<FieldRefusal> password_refusal(std::string_view password, std::string_view email) {
  if (length(password) < kShortest) {
    return FieldRefusal{"password", "too_short",
                        msg("Choose a longer password: at least {1} characters", static_cast<std::int64_t>(kShortest))};
  }
  if (length(password) > kLongest) {
    return FieldRefusal{"password", "too_long",
                        msg("Choose a shorter password: at most {1} characters", static_cast<std::int64_t>(kLongest))};
  }
  if (email_key(password) == email_key(email)) {
    return FieldRefusal{"password", "same_as_email", msg("Choose a password that is not the e-mail address")};
  }
  if (is_frequent(password)) {
    return FieldRefusal{"password", "frequent", msg("Choose a password that others would not choose too: a sentence, for example")};
  }
  return std::nullopt;
}

std::string hash_password(const std::string& password) {
  require_sodium();
  const Permit permit;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return hash.data();
}

bool verify_password(const std::optional<std::string>& hash, const std::string& password) {
  static const std::string nobody = hash_password("the password of nobody");
  const Permit permit;
  const std::string& compared = hash ? *hash : nobody;
  const bool same = crypto_pwhash_str_verify(compared.c_str(), password.data(), password.size()) == 0;
  return same && hash.has_value();
}

}  // namespace recours::accounts
