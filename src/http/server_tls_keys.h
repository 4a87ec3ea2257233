// OpenSSL's objects with an owner, and keys put into a context. Private to tls.cpp and server_tls.cpp.
#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <optional>
#include <string>

#include "http/tls.h"

namespace recours::http {

struct FreeWithOpenssl {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(ASN1_TIME* time) const { ASN1_TIME_free(time); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using BioPointer = std::unique_ptr<BIO, FreeWithOpenssl>;
using X509Pointer = std::unique_ptr<X509, FreeWithOpenssl>;
using TimePointer = std::unique_ptr<ASN1_TIME, FreeWithOpenssl>;
using KeyPointer = std::unique_ptr<EVP_PKEY, FreeWithOpenssl>;

// What is wrong with them, none when the context holds them now.
std::optional<TlsFault> use_keys(SSL_CTX* context, const std::string& certificate, const std::string& key);

}  // namespace recours::http
