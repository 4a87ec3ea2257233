// An authority and certificates for the time of a test, made by the openssl program, and a TLS client over OpenSSL.
#pragma once

#include <openssl/ssl.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include "http/tls.h"
#include "support/loopback.h"

namespace recours::http::testing_client {

class TestAuthority {
 public:
  TestAuthority() : folder_(testing::TempDir() + "/recours-tls-XXXXXX") {
    if (::mkdtemp(folder_.data()) == nullptr) ADD_FAILURE() << "no folder for certificates";
    openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=Autorite-essai -keyout ca.key "
        "-out ca.pem");
  }
  ~TestAuthority() { std::filesystem::remove_all(folder_); }
  TestAuthority(const TestAuthority&) = delete;
  TestAuthority& operator=(const TestAuthority&) = delete;

  // Certificate and key under these names; the older file of the name is replaced as renewal programs do, by a rename.
  TlsFiles issue(const std::string& name, const std::string& subject = "localhost") {
    std::ofstream(folder_ + "/new.ext") << "subjectAltName=DNS:localhost,IP:127.0.0.1\n";
    openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + subject +
            " -keyout new.key -out new.csr");
    openssl("x509 -req -in new.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -extfile new.ext -out new.pem");
    std::filesystem::rename(folder_ + "/new.key", path(name + ".key"));
    std::filesystem::rename(folder_ + "/new.pem", path(name + ".pem"));
    return {path(name + ".pem"), path(name + ".key")};
  }
  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string content(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void openssl(const std::string& arguments) const {
    const auto line = "cd '" + folder_ + "' && openssl " + arguments + " 2>openssl.log";
    EXPECT_EQ(std::system(line.c_str()), 0) << arguments << "\n" << content("openssl.log");
  }

 private:
  std::string folder_;
};

class TlsClient {
 public:
  enum class Version { Any, AtMost11, AtMost12, AtLeast13 };

  explicit TlsClient(std::uint16_t port, Version version = Version::Any, const std::string& authority = {})
      : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), socket_(testing_support::connected_socket(port)) {
    set(version);
    if (!authority.empty()) {
      EXPECT_EQ(SSL_CTX_load_verify_locations(context_.get(), authority.c_str(), nullptr), 1);
      SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    }
    ssl_.reset(SSL_new(context_.get()));
    if (!authority.empty()) SSL_set1_host(ssl_.get(), "localhost");
    SSL_set_fd(ssl_.get(), socket_.get());
    is_connected_ = SSL_connect(ssl_.get()) == 1;
  }
  ~TlsClient() = default;
  TlsClient(const TlsClient&) = delete;
  TlsClient& operator=(const TlsClient&) = delete;

  bool is_connected() const { return is_connected_; }
  SSL* ssl() { return ssl_.get(); }
  bool send(std::string_view bytes) {
    return SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())) == static_cast<int>(bytes.size());
  }
  // Everything until the server takes its leave.
  std::string read_to_end() {
    std::string all;
    char bytes[16 * 1024];
    while (true) {
      const int count = SSL_read(ssl_.get(), bytes, sizeof bytes);
      if (count > 0) {
        all.append(bytes, static_cast<std::size_t>(count));
        continue;
      }
      ended_properly_ = SSL_get_error(ssl_.get(), count) == SSL_ERROR_ZERO_RETURN;
      return all;
    }
  }
  // Whether the end was said inside TLS: nobody cut the connection.
  bool ended_properly() const { return ended_properly_; }
  std::string server_name() {
    const std::unique_ptr<X509, decltype(&X509_free)> shown(SSL_get1_peer_certificate(ssl_.get()), X509_free);
    char name[256] = "";
    if (shown) X509_NAME_get_text_by_NID(X509_get_subject_name(shown.get()), NID_commonName, name, sizeof name);
    return name;
  }

 private:
  void set(Version version) {
    SSL_CTX_set_security_level(context_.get(), version == Version::AtMost11 ? 0 : 1);
    if (version == Version::AtMost11) SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    if (version == Version::AtMost11) SSL_CTX_set_max_proto_version(context_.get(), TLS1_1_VERSION);
    if (version == Version::AtMost12) SSL_CTX_set_max_proto_version(context_.get(), TLS1_2_VERSION);
    if (version == Version::AtLeast13) SSL_CTX_set_min_proto_version(context_.get(), TLS1_3_VERSION);
  }

  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, SSL_free};
  Descriptor socket_;
  bool is_connected_ = false;
  bool ended_properly_ = false;
};

}  // namespace recours::http::testing_client
