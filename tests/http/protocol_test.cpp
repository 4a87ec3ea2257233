// The pure parts around the server: targets, framing rules, proxies, the head of an answer, compression, the access log.
#include <gtest/gtest.h>
#include <zlib.h>

#include <stdexcept>

#include "http/access_log.h"
#include "http/encoding.h"
#include "http/forwarded.h"
#include "http/request_rules.h"
#include "http/security_headers.h"
#include "http/target.h"
#include "http/wire.h"

namespace recours::http {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

Request with(Headers headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

TEST(ParseTarget, ReadsPathsAndAbsoluteAddresses) {
  struct Case {
    std::string_view raw, text, authority, path;
  };
  const Case cases[] = {
      {"/", "/", "", "/"},
      {"/claims?x=1&y=%26", "/claims?x=1&y=%26", "", "/claims"},
      {"/caf%C3%A9/", "/caf%C3%A9/", "", "/café/"},
      {"/a%2Fb", "/a%2Fb", "", "/a/b"},
      {"//x", "//x", "", "//x"},
      {"http://host:8080/claims?x=1", "/claims?x=1", "host:8080", "/claims"},
      {"HTTPS://[::1]", "/", "[::1]", "/"},
      {"http://host?x=1", "/?x=1", "host", "/"},
  };
  for (const auto& each : cases) {
    const auto target = parse_target(each.raw);
    EXPECT_EQ(target.text, each.text);
    EXPECT_EQ(target.authority, each.authority) << each.raw;
    EXPECT_EQ(target.path, each.path) << each.raw;
  }
  EXPECT_EQ(parse_target("/claims?x=1&y=%26").query.text("y"), "&");
}

TEST(ParseTarget, RefusesTheRest) {
  for (const auto raw : {"", "*", "claims", "host:80", "ftp://host/", "http://", "http:///x", "http://user@host/", "/%", "/%4", "/%zz",
                         "/%00", "/%FF", "/../etc/passwd", "/a/./b", "/a/%2e%2E/b", "/a/..%2Fb", "/a/b%2f.%2Fc", "/a/b%2F%2E%2e", "/a#b", "/?x=%", "/?x=%00", "/?%FF"}) {
    EXPECT_THROW(parse_target(raw), Malformed) << raw;
  }
}

TEST(ReadablePath, GoesAsFarAsItHolds) {
  const std::pair<const char*, const char*> cases[] = {
      {"/api/v1/claims?cursor=%00", "/api/v1/claims"}, {"/api/v1/claims?x=%zz#b", "/api/v1/claims"},
      {"/api/v1/%00", "/api/v1/"},                     {"/api/v1/%FF/lines", "/api/v1/"},
      {"/caf%C3%A9/%zz", "/café/"},                    {"/a/../etc/passwd", "/a/"},
      {"/%00", "/"},                                   {"/", "/"},
      {"*", ""},                                       {"", ""},
      {"host:80", ""},
  };
  for (const auto& [target, expected] : cases) EXPECT_EQ(readable_path(target), expected) << target;
}

TEST(IsHost, KnowsNamesAndAddresses) {
  for (const auto host : {"localhost", "recours.example:8080", "127.0.0.1", "[::1]:80", "a_b-c", "x:"}) EXPECT_TRUE(is_host(host)) << host;
  for (const auto host : {"", ":80", "a b", "a/b", "a@b", "a:b", "a:123456", "[::1", "[]", "[x]", "[::1]x", "é", "a,b", "a\"b"}) {
    EXPECT_FALSE(is_host(host)) << host;
  }
}

TEST(ObjectionTo, LeavesOneReadingOfARequest) {
  struct Case {
    Headers headers;
    int status;
  };
  const Case cases[] = {
      {{{"host", "a"}}, 0},
      {{{"host", ""}}, 0},
      {{}, 400},
      {{{"host", "a"}, {"host", "a"}}, 400},
      {{{"host", "a b"}}, 400},
      {{{"host", "a"}, {"content-length", "0"}}, 0},
      {{{"host", "a"}, {"content-length", "5"}, {"content-length", "5"}}, 400},
      {{{"host", "a"}, {"content-length", "5, 5"}}, 400},
      {{{"host", "a"}, {"content-length", "+5"}}, 400},
      {{{"host", "a"}, {"content-length", ""}}, 400},
      {{{"host", "a"}, {"content-length", "9999999999999999999"}}, 400},
      {{{"host", "a"}, {"transfer-encoding", "Chunked"}}, 0},
      {{{"host", "a"}, {"transfer-encoding", "gzip, chunked"}}, 501},
      {{{"host", "a"}, {"transfer-encoding", "identity"}}, 501},
      {{{"host", "a"}, {"transfer-encoding", "chunked"}, {"transfer-encoding", "chunked"}}, 400},
      {{{"host", "a"}, {"transfer-encoding", "chunked"}, {"content-length", "5"}}, 400},
      {{{"host", "a"}, {"content-length", "5"}, {"transfer-encoding", "chunked"}}, 400},
      {{{"host", "a"}, {"expect", "100-Continue"}}, 0},
      {{{"host", "a"}, {"expect", "miracles"}}, 417},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(objection_to(with(each.headers), Version::Http11), each.status)
        << (each.headers.empty() ? "" : each.headers.back().first + ": " + each.headers.back().second);
  }
  EXPECT_EQ(objection_to(with({}), Version::Http10), 0);
  EXPECT_EQ(objection_to(with({{"transfer-encoding", "chunked"}}), Version::Http10), 400);
}

TEST(ObjectionTo, EndsTargetsAtEightKibibytes) {
  Request request = with({{"host", "a"}});
  request.target = "/" + std::string(8191, 'x');
  EXPECT_EQ(objection_to(request, Version::Http11), 0);
  request.target += 'x';
  EXPECT_EQ(objection_to(request, Version::Http11), 414);
}

TEST(CanonicalAddress, HasOneFormForEach) {
  EXPECT_EQ(canonical_address("127.0.0.1"), "127.0.0.1");
  EXPECT_EQ(canonical_address("::ffff:10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(canonical_address("2001:DB8:0:0::1"), "2001:db8::1");
  for (const auto text : {"", "localhost", "10.0.0", "10.0.0.1:80", "[::1]", "unknown"}) EXPECT_EQ(canonical_address(text), "") << text;
}

TEST(ClientBehind, BelievesOnlyListedProxies) {
  struct Case {
    std::string_view peer;
    Headers headers;
    std::string_view address;
    bool secure;
  };
  const Case cases[] = {
      {"203.0.113.9", {}, "203.0.113.9", false},
      {"203.0.113.9", {{"x-forwarded-for", "198.51.100.1"}, {"x-forwarded-proto", "https"}}, "203.0.113.9", false},
      {"10.0.0.1", {}, "10.0.0.1", false},
      {"10.0.0.1", {{"x-forwarded-for", "198.51.100.1"}, {"x-forwarded-proto", "HTTPS"}}, "198.51.100.1", true},
      {"::ffff:10.0.0.1", {{"x-forwarded-for", "198.51.100.1"}}, "198.51.100.1", false},
      {"10.0.0.1", {{"x-forwarded-for", "6.6.6.6, 198.51.100.1"}, {"x-forwarded-proto", "http"}}, "198.51.100.1", false},
      {"10.0.0.1", {{"x-forwarded-for", "6.6.6.6, 198.51.100.1 , 10.0.0.2"}}, "198.51.100.1", false},
      {"10.0.0.1", {{"x-forwarded-for", "6.6.6.6"}, {"x-forwarded-for", "198.51.100.1"}}, "198.51.100.1", false},
      {"10.0.0.1", {{"x-forwarded-for", "10.0.0.2, 10.0.0.1"}}, "10.0.0.2", false},
      {"10.0.0.1", {{"x-forwarded-for", "198.51.100.1, nonsense"}}, "10.0.0.1", false},
      {"10.0.0.1", {{"x-forwarded-proto", "https, http"}}, "10.0.0.1", false},
  };
  const std::vector<std::string> trusted{"10.0.0.1", "10.0.0.2"};
  for (const auto& each : cases) {
    const auto client = client_behind(each.peer, with(each.headers), trusted);
    EXPECT_EQ(client.address, each.address);
    EXPECT_EQ(client.secure, each.secure);
  }
}

TEST(HeadOf, WritesWhatTheProtocolWants) {
  Response response = Response::text("bonjour");
  response.headers.emplace_back("Content-Length", "999");
  response.headers.emplace_back("Transfer-Encoding", "chunked");
  EXPECT_EQ(head_of(response, After::KeepAlive, 1'000'000'000),
            "HTTP/1.1 200 OK\r\nDate: Sun, 09 Sep 2001 01:46:40 GMT\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Content-Length: 7\r\nConnection: keep-alive\r\n\r\n");
  const Response nothing{304, {}, "dropped"};
  EXPECT_EQ(head_of(nothing, After::Close, 0),
            "HTTP/1.1 304 Not Modified\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nConnection: close\r\n\r\n");
}

TEST(HeadOf, TellsTheLengthOfAFile) {
  Response response;
  response.file = FileBody{nullptr, 5, 20'971'520};
  EXPECT_NE(head_of(response, After::Close, 0).find("\r\nContent-Length: 20971520\r\n"), std::string::npos);
}

TEST(HeadOf, ThrowsOnWhatWouldBreakTheFraming) {
  Response response;
  response.headers.emplace_back("X", "a\r\nSet-Cookie: b");
  EXPECT_THROW(head_of(response, After::Close, 0), std::logic_error);
  EXPECT_THROW(head_of(Response{100, {}, ""}, After::Close, 0), std::logic_error);
}

std::string gunzip(const std::string& bytes) {
  std::string out(1 << 20, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Compress, MakesLongPagesShort) {
  const std::string page(20'000, 'a');
  Response response = Response::html(page);
  response.set("Vary", "Cookie");
  compress("gzip", response);
  EXPECT_EQ(response.header("Content-Encoding"), "gzip");
  EXPECT_EQ(response.header("Vary"), "Cookie, Accept-Encoding");
  EXPECT_LT(response.body.size(), 200u);
  EXPECT_EQ(gunzip(response.body), page);
}

TEST(Compress, LeavesTheRestAlone) {
  const std::string page(20'000, 'a');
  Response refused = Response::json(page);
  compress("gzip;q=0", refused);
  EXPECT_EQ(refused.body, page);
  EXPECT_EQ(refused.header("Vary"), "Accept-Encoding");

  Response tiny = Response::html(std::string(1024, 'a'));
  compress("gzip", tiny);
  EXPECT_EQ(tiny.header("Content-Encoding"), "");

  Response image = Response::html(page);
  image.set("Content-Type", "image/png");
  compress("gzip", image);
  EXPECT_EQ(image.body, page);

  Response done = Response::html(page);
  done.set("Content-Encoding", "br");
  compress("gzip", done);
  EXPECT_EQ(done.body, page);
}

TEST(SecurityHeaders, AreOnEveryAnswer) {
  Response page = Response::html("x");
  add_security_headers(page, false);
  EXPECT_NE(page.header("Content-Security-Policy").find("default-src 'none'"), std::string_view::npos);
  EXPECT_EQ(page.header("Content-Security-Policy").find("unsafe"), std::string_view::npos);
  EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(page.header("Cache-Control"), "no-store");
  EXPECT_EQ(page.header("Strict-Transport-Security"), "");

  Response asset;
  asset.set("Cache-Control", "public");
  add_security_headers(asset, true);
  EXPECT_EQ(asset.header("Cache-Control"), "public");
  EXPECT_NE(asset.header("Strict-Transport-Security"), "");
}

TEST(AccessLine, IsOneJsonObject) {
  AccessEntry entry{.at = 0, .method = "GET", .path = "/a\"b\n", .status = 200, .bytes = 12, .client = "127.0.0.1"};
  entry.took = std::chrono::microseconds(1234);
  EXPECT_EQ(access_line(entry),
            R"({"at":"1970-01-01T00:00:00Z","method":"GET","path":"/a\"b\n","status":200,"bytes":12,"ms":1.2,"client":"127.0.0.1"})");
}

}  // namespace
}  // namespace recours::http
