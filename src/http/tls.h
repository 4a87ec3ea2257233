// Certificate and key of an https server: where they lie, what may be wrong with them, until when they are good. PEM
// in, answers out; OpenSSL stays in tls.cpp and server_tls.cpp.
#pragma once

#include <ctime>
#include <optional>
#include <string>

namespace recours::http {

struct TlsFiles {
  std::string certificate;  // PEM: the server's own first, then those that lead to the authority
  std::string key;          // PEM, without password
};

enum class TlsFault {
  BadCertificate,  // no PEM certificate, or one that is too weak
  BadKey,
  KeyNeedsPassword,
  KeyOfAnother,  // both are fine, but do not belong together
};

// R-161 Of the contents of the two files; none when a server may use them.
std::optional<TlsFault> tls_fault(const std::string& certificate, const std::string& key);

// The last moment of the server's own certificate; none when it cannot be read.
std::optional<std::time_t> certificate_end(const std::string& certificate);

}  // namespace recours::http
