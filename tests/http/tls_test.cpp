// The server over TLS, with an authority made for the test: versions, ciphers, what is refused, renewal, deadlines.
#include "http/tls.h"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <optional>
#include <vector>

#include "http/client.h"
#include "http/test_authority.h"

namespace recours::http {
namespace {

using std::chrono::milliseconds;
using testing_client::Client;
using testing_client::Running;
using testing_client::TestAuthority;
using testing_client::TlsClient;

class Tls : public testing::Test {
 protected:
  ServerOptions options(Limits limits = {}) {
    ServerOptions options;
    options.port = 0;
    options.limits = limits;
    options.tls = files_;
    return options;
  }
  static std::string get(const std::string& more = "Connection: close\r\n") {
    return "GET /x HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
  }
  static Response tell(Request request) {
    return Response::text((request.secure ? "secure " : "plain ") + request.path + " " + request.body);
  }

  TestAuthority authority_;
  TlsFiles files_ = authority_.issue("server");
};

//
TEST_F(Tls, AnswersAndSaysWhenItEnds) {
  Running server(options(), tell);
  TlsClient client(server.port(), TlsClient::Version::Any, authority_.path("ca.pem"));
  ASSERT_TRUE(client.is_connected());
  ASSERT_TRUE(client.send("POST /1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody" + get()));
  const auto all = client.read_to_end();
  EXPECT_NE(all.find("secure /1 body"), std::string::npos);
  EXPECT_NE(all.find("secure /x "), std::string::npos);
  EXPECT_TRUE(client.ended_properly());
}

TEST_F(Tls, SendsWhatIsLong) {
  Running server(options(), [](Request) { return Response::text(std::string(8u << 20, 'x')); });
  TlsClient client(server.port());
  client.send(get());
  EXPECT_GT(client.read_to_end().size(), 8u << 20);
  EXPECT_TRUE(client.ended_properly());
}

//
TEST_F(Tls, SpeaksVersions12And13AndNothingOlder) {
  Running server(options(), tell);
  TlsClient modern(server.port(), TlsClient::Version::AtLeast13);
  EXPECT_STREQ(SSL_get_version(modern.ssl()), "TLSv1.3");
  TlsClient elder(server.port(), TlsClient::Version::AtMost12);
  EXPECT_STREQ(SSL_get_version(elder.ssl()), "TLSv1.2");
  EXPECT_FALSE(TlsClient(server.port(), TlsClient::Version::AtMost11).is_connected());
}

//
TEST_F(Tls, DoesNotRenegotiate) {
  Running server(options(), tell);
  TlsClient client(server.port(), TlsClient::Version::AtMost12);
  ASSERT_TRUE(client.is_connected());
  SSL_renegotiate(client.ssl());
  EXPECT_NE(SSL_do_handshake(client.ssl()), 1);
}

TEST_F(Tls, GivesPlainHttpNothing) {
  Running server(options(), tell);
  Client plain(server.port());
  plain.send(get());
  EXPECT_EQ(plain.read_to_end().find("HTTP/"), std::string::npos);
  TlsClient client(server.port());
  client.send(get());
  EXPECT_NE(client.read_to_end().find("secure"), std::string::npos) << "others are served";
}

//
TEST_F(Tls, ClosesOnAHandshakeThatDoesNotCome) {
  Limits limits;
  limits.header_deadline = milliseconds(150);
  Running server(options(limits), tell);
  Client silent(server.port());
  Client dripping(server.port());
  dripping.send("\x16\x03\x01");
  EXPECT_EQ(silent.read_to_end(), "");
  EXPECT_EQ(dripping.read_to_end(), "");
}

TEST_F(Tls, AnswersWhoIsSlowInsideToo) {
  Limits limits;
  limits.header_deadline = milliseconds(300);
  Running server(options(limits), tell);
  TlsClient client(server.port());
  ASSERT_TRUE(client.send("GET /x HTTP/1.1\r\nHost: lo"));
  EXPECT_TRUE(client.read_to_end().starts_with("HTTP/1.1 408 "));
}

TEST_F(Tls, EndsWithTheServer) {
  auto server = std::make_unique<Running>(options(), tell);
  TlsClient idle(server->port());
  ASSERT_TRUE(idle.send(get("")));
  char first = 0;
  ASSERT_EQ(SSL_read(idle.ssl(), &first, 1), 1);
  server->stop();
  server->join();
}

//
TEST_F(Tls, ShowsTheRenewedCertificate) {
  ServerOptions listening = options();
  Server server(listening, tell);
  std::thread thread([&] { server.run(); });
  TlsClient before(server.port());
  EXPECT_EQ(before.server_name(), "localhost");
  authority_.issue("server", "renewed");
  server.reload_certificate();
  EXPECT_EQ(TlsClient(server.port()).server_name(), "renewed");
  before.send(get());
  EXPECT_NE(before.read_to_end().find("secure"), std::string::npos) << "who is connected stays";
  std::ofstream(files_.key) << "nonsense";
  server.reload_certificate();
  EXPECT_EQ(TlsClient(server.port()).server_name(), "renewed") << "what cannot be used is not used";
  EXPECT_GT(server.traffic().certificate_ends_at, std::time(nullptr));
  server.stop();
  thread.join();
}

TEST_F(Tls, DoesNotStartWithoutItsFiles) {
  ServerOptions listening = options();
  listening.tls->key = authority_.path("nowhere.key");
  EXPECT_THROW(Server(listening, tell), std::runtime_error);
}

//
TEST_F(Tls, NamesWhatIsWrong) {
  authority_.issue("other");
  authority_.openssl("pkey -in server.key -aes128 -passout pass:secret -out locked.key");
  authority_.openssl("req -x509 -newkey rsa:512 -nodes -days 2 -subj /CN=weak -keyout weak.key -out weak.pem");
  const auto fault = [&](const char* certificate, const char* key) {
    return tls_fault(authority_.content(certificate), authority_.content(key));
  };
  EXPECT_EQ(fault("server.pem", "server.key"), std::nullopt);
  EXPECT_EQ(fault("nothing.pem", "server.key"), TlsFault::BadCertificate);
  EXPECT_EQ(fault("server.key", "server.key"), TlsFault::BadCertificate);
  EXPECT_EQ(fault("weak.pem", "weak.key"), TlsFault::BadCertificate);
  EXPECT_EQ(fault("server.pem", "nothing.key"), TlsFault::BadKey);
  EXPECT_EQ(fault("server.pem", "server.pem"), TlsFault::BadKey);
  EXPECT_EQ(fault("server.pem", "locked.key"), TlsFault::KeyNeedsPassword);
  EXPECT_EQ(fault("server.pem", "other.key"), TlsFault::KeyOfAnother);
}

TEST_F(Tls, KnowsHowLongACertificateIsGood) {
  const auto end = certificate_end(authority_.content("server.pem"));
  ASSERT_TRUE(end);
  EXPECT_NEAR(static_cast<double>(*end - std::time(nullptr)), 86'400, 120);
  EXPECT_FALSE(certificate_end("nonsense"));
}

}  // namespace
}  // namespace recours::http
