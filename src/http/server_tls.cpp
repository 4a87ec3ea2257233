#include "http/server_tls.h"

#include <fmt/chrono.h>
#include <spdlog/spdlog.h>

#include <array>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "http/server_tls_keys.h"

namespace recours::http {
namespace {

constexpr std::chrono::seconds kLook{10};

// Of TLS 1.2: forward secrecy and authenticated encryption only. TLS 1.3 has no others.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

const char* words_of(TlsFault fault) {
  switch (fault) {
    case TlsFault::BadCertificate: return "not a usable certificate";
    case TlsFault::BadKey: return "not a usable key";
    case TlsFault::KeyNeedsPassword: return "the key has a password";
    case TlsFault::KeyOfAnother: return "the key is not that of the certificate";
  }
  return "";
}

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

int choose_http11(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                  unsigned int size, void*) {
  static constexpr std::array<unsigned char, 9> kOurs{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  const int result = SSL_select_next_proto(&found, length, kOurs.data(), kOurs.size(), offered, size);
  *chosen = found;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void set_rules(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);  // a thousand idle connections keep none
  if (SSL_CTX_set_cipher_list(context, kCiphers) != 1) throw std::runtime_error("TLS: no cipher of ours is known");
  SSL_CTX_set_alpn_select_cb(context, choose_http11, nullptr);
}

void tell_end(const std::string& path, std::time_t end) {
  const TimePointer last(ASN1_TIME_set(nullptr, end));
  if (X509_cmp_current_time(last.get()) < 0)
    spdlog::error("the TLS certificate {} is too old since {:%Y-%m-%d}: browsers refuse it", path, fmt::gmtime(end));
  else
    spdlog::info("the TLS certificate {} is good until {:%Y-%m-%d}", path, fmt::gmtime(end));
}

bool same(const timespec& a, const timespec& b) { return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec; }

}  // namespace

bool Certificate::Stamp::operator==(const Stamp& other) const {
  return same(certificate, other.certificate) && same(key, other.key) && certificate_file == other.certificate_file &&
         key_file == other.key_file;
}

Certificate::Certificate(TlsFiles files) : files_(std::move(files)), read_(stamp()), looked_(SteadyClock::now()) {
  context_ = load();
}

Certificate::Stamp Certificate::stamp() const {
  Stamp stamp;
  struct stat about {};
  if (::stat(files_.certificate.c_str(), &about) == 0) {
    stamp.certificate = about.st_mtim;
    stamp.certificate_file = about.st_ino;
  }
  if (::stat(files_.key.c_str(), &about) == 0) {
    stamp.key = about.st_mtim;
    stamp.key_file = about.st_ino;
  }
  return stamp;
}

Certificate::Context Certificate::load() {
  auto context = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  set_rules(context->native_handle());
  const auto certificate = content_of(files_.certificate);
  if (const auto fault = use_keys(context->native_handle(), certificate, content_of(files_.key)))
    throw std::runtime_error(files_.certificate + ", " + files_.key + ": " + words_of(*fault));
  ends_at_ = certificate_end(certificate).value_or(0);
  tell_end(files_.certificate, ends_at_);
  return context;
}

Certificate::Context Certificate::current() {
  const auto now = SteadyClock::now();
  {
    const std::lock_guard lock(mutex_);
    if (now - looked_ < kLook) return context_;
  }
  reload_if_changed();
  const std::lock_guard lock(mutex_);
  return context_;
}

void Certificate::reload_if_changed() {
  const std::lock_guard lock(mutex_);
  looked_ = SteadyClock::now();
  const Stamp found = stamp();
  if (found == read_) return;
  read_ = found;  // also when it fails: said once, and again when the files change again
  try {
    context_ = load();
    spdlog::info("the TLS certificate was read again");
  } catch (const std::exception& failure) {
    spdlog::error("the TLS certificate stays as it was: {}", failure.what());
  }
}

}  // namespace recours::http
