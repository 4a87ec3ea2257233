#include "http/tls.h"

#include <openssl/pem.h>
#include <openssl/ssl.h>

#include "http/server_tls_keys.h"

namespace recours::http {
namespace {

BioPointer reading(const std::string& text) {
  return BioPointer(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

X509Pointer next_certificate(BIO* bio) { return X509Pointer(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr)); }

// A key with a password would make a server wait for somebody to type it.
int refuse_password(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

// The server's own certificate and those above it.
bool use_certificates(SSL_CTX* context, const std::string& text) {
  const auto bio = reading(text);
  const auto own = next_certificate(bio.get());
  if (!own || SSL_CTX_use_certificate(context, own.get()) != 1) return false;
  while (const auto above = next_certificate(bio.get())) {
    if (SSL_CTX_add1_chain_cert(context, above.get()) != 1) return false;
  }
  return true;
}

}  // namespace

std::optional<TlsFault> use_keys(SSL_CTX* context, const std::string& certificate, const std::string& key) {
  if (!use_certificates(context, certificate)) return TlsFault::BadCertificate;
  bool asked = false;
  const KeyPointer own(PEM_read_bio_PrivateKey(reading(key).get(), nullptr, refuse_password, &asked));
  if (!own) return asked ? TlsFault::KeyNeedsPassword : TlsFault::BadKey;
  if (X509_check_private_key(SSL_CTX_get0_certificate(context), own.get()) != 1) return TlsFault::KeyOfAnother;
  if (SSL_CTX_use_PrivateKey(context, own.get()) != 1) return TlsFault::BadKey;
  return std::nullopt;
}

std::optional<TlsFault> tls_fault(const std::string& certificate, const std::string& key) {
  const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  return use_keys(context.get(), certificate, key);
}

std::optional<std::time_t> certificate_end(const std::string& certificate) {
  const auto own = next_certificate(reading(certificate).get());
  std::tm end{};
  if (!own || ASN1_TIME_to_tm(X509_get0_notAfter(own.get()), &end) != 1) return std::nullopt;
  return timegm(&end);
}

}  // namespace recours::http
