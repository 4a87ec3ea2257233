// What arrives on the wire and is not a request: each is refused, none reaches the application.
#include <gtest/gtest.h>

#include <atomic>

#include "http/client.h"

namespace recours::http {
namespace {

using testing_client::Client;
using testing_client::Running;
using namespace std::string_literals;

ServerOptions small_limits() {
  ServerOptions options;
  options.port = 0;
  options.limits.header_bytes = 12 * 1024;
  options.limits.body_bytes = 1000;
  options.limits.workers = 1;
  return options;
}

struct Case {
  std::string name;
  std::string bytes;
  int status;
};

class Framing : public testing::TestWithParam<Case> {};

TEST_P(Framing, IsRefusedAndTheConnectionEnds) {
  std::atomic<int> calls = 0;
  Running server(small_limits(), [&](Request) {
    ++calls;
    return Response::text("reached");
  });
  Client client(server.port());
  client.send(GetParam().bytes);
  const auto reply = client.read_reply();
  EXPECT_EQ(reply.status, GetParam().status);
  EXPECT_EQ(reply.headers.at("connection"), "close");
  EXPECT_FALSE(reply.body.empty());
  EXPECT_EQ(client.read_to_end(), "");
  EXPECT_EQ(calls, 0);
}

std::string post(const std::string& headers, const std::string& body) {
  return "POST /x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

const std::string kSmuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

const Case kCases[] = {
    {"TwoLengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "abcdef"), 400},
    {"SameLengthTwice", post("Content-Length: 5\r\nContent-Length: 5\r\n", "abcde"), 400},
    {"LengthList", post("Content-Length: 5, 5\r\n", "abcde"), 400},
    {"LengthPlus", post("Content-Length: +5\r\n", "abcde"), 400},
    {"LengthMinus", post("Content-Length: -1\r\n", ""), 400},
    {"LengthHexadecimal", post("Content-Length: 0x5\r\n", "abcde"), 400},
    {"LengthOctalLooking", post("Content-Length: 0o5\r\n", "abcde"), 400},
    {"LengthFraction", post("Content-Length: 5.0\r\n", "abcde"), 400},
    {"LengthInnerTab", post("Content-Length: 5\t5\r\n", "abcde"), 400},
    {"LengthBeyond63Bits", post("Content-Length: 9223372036854775808\r\n", ""), 400},
    {"LengthBeyond64Bits", post("Content-Length: 18446744073709551616\r\n", ""), 400},
    {"LengthUnicodeDigits", post("Content-Length: \xd9\xa5\r\n", "abcde"), 400},
    {"LengthFolded", post("Content-Length: 5\r\n 5\r\n", "abcde"), 400},
    {"LengthEmpty", post("Content-Length:\r\n", ""), 400},
    {"LengthWithBlank", post("Content-Length: 5 5\r\n", "abcde"), 400},
    {"LengthBeyondNumbers", post("Content-Length: 99999999999999999999999\r\n", ""), 400},
    {"LengthThenChunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + kSmuggled), 400},
    {"ChunkedThenLength", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n" + kSmuggled), 400},
    {"UnknownCodingWithLength", post("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", "abcde"), 501},
    {"UnknownCoding", post("Transfer-Encoding: gzip\r\n", ""), 501},
    {"CodingList", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501},
    {"ChunkedTwice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
    {"ChunkedThenIdentity", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400},
    {"ChunkedInVersion10", "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"ChunkSizeNotANumber", post("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizeNegative", post("Transfer-Encoding: chunked\r\n", "-1\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizeBeyondNumbers", post("Transfer-Encoding: chunked\r\n", "fffffffffffffffffff\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizePlus", post("Transfer-Encoding: chunked\r\n", "+3\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizePrefixed", post("Transfer-Encoding: chunked\r\n", "0x3\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizeAfterBlank", post("Transfer-Encoding: chunked\r\n", " 3\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkSizeEmpty", post("Transfer-Encoding: chunked\r\n", "\r\nabc\r\n0\r\n\r\n"), 400},
    {"ChunkEndsInLineFeed", post("Transfer-Encoding: chunked\r\n", "3\nabc\n0\n\n\r\n\r\n"), 400},
    {"ChunkWithoutEnd", post("Transfer-Encoding: chunked\r\n", "3\r\nabcXX0\r\n\r\n"), 400},
    {"EndlessChunkExtension", post("Transfer-Encoding: chunked\r\n", "3;" + std::string(200'000, 'x')), 400},
    {"NulInChunkExtension", post("Transfer-Encoding: chunked\r\n", "3;a=\0b\r\nabc\r\n0\r\n\r\n"s), 400},
    {"ChunkLongerThanSaid", post("Transfer-Encoding: chunked\r\n", "3\r\nabcdef\r\n0\r\n\r\n"), 400},
    {"ChunkedOverTheLimit", post("Transfer-Encoding: chunked\r\n", "3e9\r\n" + std::string(1001, 'x') + "\r\n0\r\n\r\n"), 413},
    {"ManyChunksOverTheLimit",
     post("Transfer-Encoding: chunked\r\n", "1f4\r\n" + std::string(500, 'x') + "\r\n1f5\r\n" + std::string(501, 'x') + "\r\n0\r\n\r\n"), 413},
    {"LengthOverTheLimit", post("Content-Length: 1001\r\n", ""), 413},
    {"HugeLength", post("Content-Length: 999999999999999\r\n", ""), 413},
    {"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
    {"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
    {"SameHostTwice", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
    {"HostList", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
    {"HostWithBadPort", "GET / HTTP/1.1\r\nHost: a:99999999\r\n\r\n", 400},
    {"StrangeHost", "GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n", 400},
    {"OnlyLineFeeds", "GET / HTTP/1.1\nHost: a\n\n\r\n\r\n", 400},
    {"BlankBeforeColon", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nabcde", 400},
    {"BlankBeforeFirstHeader", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
    {"NoColon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n", 400},
    {"NulInHeader", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s, 400},
    {"NulInTarget", "GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n"s, 400},
    {"NulInHeaderName", "GET / HTTP/1.1\r\nHost: a\r\nX\0: a\r\n\r\n"s, 400},
    {"LineFeedInHeader", "GET / HTTP/1.1\r\nHost: a\r\nX: a\nY: b\r\n\r\n", 400},
    {"CarriageReturnInHeader", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400},
    {"NoVersion", "GET /\r\n\r\n\r\n", 400},
    {"OtherProtocol", "GET / FTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"Version2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
    {"Version12", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 400},
    {"Garbage", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 garbage\r\n\r\n"s, 400},
    {"BlankInTarget", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"BadEscape", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"NulInPath", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"NotUtf8", "GET /%FF HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"DotSegments", "GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"BadQuery", "GET /?x=%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"Authority", "CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"Asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"LongTarget", "GET /" + std::string(9000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
    {"EndlessTarget", "GET /" + std::string(45'000, 'x'), 414},
    {"LongHeader", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(13'000, 'x') + "\r\n\r\n", 431},
    {"EndlessHeaders", "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(100'000, 'x'), 431},
    {"ManyHeaders", [] {
       std::string all = "GET / HTTP/1.1\r\nHost: a\r\n";
       for (int i = 0; i < 3000; ++i) all += "X" + std::to_string(i) + ": y\r\n";
       return all + "\r\n";
     }(), 431},
    {"UnknownExpectation", post("Expect: miracles\r\nContent-Length: 5\r\n", "abcde"), 417},
};

INSTANTIATE_TEST_SUITE_P(Attacks, Framing, testing::ValuesIn(kCases), [](const auto& each) { return each.param.name; });

TEST(FramingOfHead, RefusalOfHeadHasNoBody) {
  Running server(small_limits(), [](Request) { return Response::text("reached"); });
  Client client(server.port());
  client.send("HEAD / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n");
  EXPECT_EQ(client.read_reply(testing_client::Body::Left).status, 417);
  EXPECT_EQ(client.read_to_end(), "");
}

}  // namespace
}  // namespace recours::http
