// R-824 Forms that carry files: what browsers and programs send, and what only attackers do.
#include "http/multipart.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace recours::http {
namespace {

using namespace std::string_literals;

constexpr std::string_view kType = "multipart/form-data; boundary=b";

std::string part(const std::string& disposition, const std::string& content, const std::string& more = {}) {
  return "--b\r\nContent-Disposition: " + disposition + "\r\n" + more + "\r\n" + content + "\r\n";
}

std::string body_of(const std::string& parts) { return parts + "--b--\r\n"; }

Multipart parse(const std::string& body) { return parse_multipart(kType, body); }

TEST(Multipart, ReadsFieldsAndFilesInOrder) {
  const std::string bytes = "\x89PNG\r\n\x1a\n\0--b\r\r\n-"s;
  const std::string body =
      body_of(part("form-data; name=\"csrf\"", "t0k") + part("form-data; name=\"comment\"", "Écran\r\nfêlé") +
              part("form-data; name=\"files\"; filename=\"a.png\"", bytes, "Content-Type: image/png\r\n") +
              part("form-data; name=\"files\"; filename=\"b.pdf\"", "") + part("form-data; name=\"csrf\"", "2"));
  const auto form = parse(body);
  ASSERT_EQ(form.fields.items().size(), 3u);
  EXPECT_EQ(form.fields.text("csrf"), "t0k");
  EXPECT_EQ(form.fields.text("comment"), "Écran\r\nfêlé");
  EXPECT_EQ(form.fields.all("csrf"), (std::vector<std::string>{"t0k", "2"}));
  ASSERT_EQ(form.files.size(), 2u);
  EXPECT_EQ(form.files[0].field, "files");
  EXPECT_EQ(form.files[0].name, "a.png");
  EXPECT_EQ(form.files[0].content, bytes);
  EXPECT_GE(form.files[0].content.data(), body.data());
  EXPECT_LE(form.files[0].content.data() + bytes.size(), body.data() + body.size());
  EXPECT_EQ(form.files[1].name, "b.pdf");
  EXPECT_EQ(form.files[1].content, "");
}

TEST(Multipart, LeavesOutFileInputsLeftEmpty) {
  const std::string body =
      body_of(part("form-data; name=\"files\"; filename=\"\"", "", "Content-Type: application/octet-stream\r\n") +
              part("form-data; name=\"files\"; filename=\"\"", "content"));
  const auto form = parse(body);
  EXPECT_TRUE(form.fields.items().empty());
  ASSERT_EQ(form.files.size(), 1u);
  EXPECT_EQ(form.files[0].name, "");
  EXPECT_EQ(form.files[0].content, "content");
}

TEST(Multipart, ReadsNamesAsTheyAreSent) {
  const std::pair<std::string, std::string> cases[] = {
      {R"(filename="photo 1.jpg")", "photo 1.jpg"},
      {R"(filename=photo.jpg)", "photo.jpg"},
      {R"(filename=café.jpg)", "café.jpg"},
      {R"(FileName="été ☂.jpg")", "été ☂.jpg"},
      {R"(filename="a;b=c.jpg")", "a;b=c.jpg"},
      {R"(filename="say %22hi%22.jpg")", "say \"hi\".jpg"},
      {R"(filename="say \"hi\".jpg")", "say \"hi\".jpg"},
      {R"(filename="100%25.jpg")", "100%25.jpg"},
      {R"(filename="C:\Users\Alice\photo.jpg")", "photo.jpg"},
      {R"(filename="C:\\Users\\photo.jpg")", "photo.jpg"},
      {R"(filename="../../etc/passwd")", "passwd"},
      {R"(filename="..\/..\secret.pdf")", "secret.pdf"},
      {R"(filename="..")", ""},
      {R"(filename="/")", ""},
      {R"(filename*=UTF-8''caf%C3%A9.pdf)", "café.pdf"},
      {R"(filename="cafe.pdf"; filename*=utf-8'fr'caf%c3%a9.pdf)", "café.pdf"},
      {R"(filename*=UTF-8''%2e%2e%2fpasswd; filename="x")", "passwd"},
  };
  for (const auto& [parameter, name] : cases) {
    const std::string body = body_of(part("form-data; name=f; " + parameter, "x"));
    const auto form = parse(body);
    ASSERT_EQ(form.files.size(), 1u) << parameter;
    EXPECT_EQ(form.files[0].name, name) << parameter;
  }
}

TEST(Multipart, ReadsOddButAllowedForms) {
  struct Case {
    std::string what, type, body;
    std::size_t fields;
  };
  const std::string one = part("form-data; name=x", "1");
  const std::string longest(70, '-');
  const Case cases[] = {
      {"nothing in it", "multipart/form-data; boundary=b", "--b--\r\n", 0},
      {"no line end after the last boundary", "multipart/form-data; boundary=b", one + "--b--", 1},
      {"preamble and epilogue", "multipart/form-data; boundary=b",
       "ignored\r\n\r\n" + one + "--b--\r\nalso ignored --b", 1},
      {"blanks after a boundary", "multipart/form-data; boundary=b",
       "--b \t\r\nContent-Disposition: form-data; name=x\r\n\r\n1\r\n--b-- \t", 1},
      {"quoted boundary", "Multipart/Form-Data; charset=utf-8; Boundary=\"b\"", body_of(one), 1},
      {"marks", "multipart/form-data; boundary=\"'()+_,-./:=? b\"", "--'()+_,-./:=? b--", 0},
      {"longest boundary", "multipart/form-data; boundary=" + longest, "--" + longest + "--", 0},
      {"other case", "multipart/form-data; boundary=b",
       "--b\r\ncontent-disposition:FORM-DATA;NAME=x;\r\n\r\n1\r\n--b--", 1},
      {"a plain encoding", "multipart/form-data; boundary=b",
       body_of(part("form-data; name=x", "1", "Content-Transfer-Encoding: binary\r\n")), 1},
      {"bare line ends in text", "multipart/form-data; boundary=b",
       body_of(part("form-data; name=x", "\n--b\r--b\n\r")), 1},
      {"another boundary inside", "multipart/form-data; boundary=b", body_of(part("form-data; name=x", "\r\n--c\r\n")),
       1},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.what);
    EXPECT_EQ(parse_multipart(each.type, each.body).fields.items().size(), each.fields);
  }
}

TEST(Multipart, RefusesBoundariesNobodySends) {
  for (const std::string& type :
       {"multipart/form-data"s, "multipart/form-data; boundary="s, "multipart/form-data; boundary=\"\""s,
        "multipart/form-data; boundary=\"b"s, "multipart/form-data; boundary=b; boundary=c"s,
        "multipart/form-data; boundary=\"b \""s, "multipart/form-data; boundary=\"b\"c"s,
        "multipart/form-data; boundary=b\xC3\xA9"s, "multipart/form-data; boundary=b*c"s,
        "multipart/form-data; boundary=" + std::string(71, 'b'), "multipart/mixed; boundary=b"s,
        "text/plain; boundary=b"s, ""s}) {
    EXPECT_THROW(parse_multipart(type, "--b--\r\n"), Malformed) << type;
  }
}

TEST(Multipart, RefusesBrokenBodies) {
  const std::string good = part("form-data; name=x", "1");
  const std::pair<std::string_view, std::string> cases[] = {
      {"empty", ""},
      {"no boundary", "x=1"},
      {"no last boundary", good},
      {"cut in the boundary", good + "--"},
      {"cut after the boundary", good + "--b"},
      {"cut after one dash", good + "--b-"},
      {"cut in the headers", "--b\r\nContent-Disposition: form-data; name=x\r\n"},
      {"cut before the content", "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n"},
      {"line feeds only", "--b\nContent-Disposition: form-data; name=x\n\n1\n--b--\n"},
      {"a boundary that goes on", body_of(part("form-data; name=x", "1\r\n--bc"))},
      {"text after the last boundary", good + "--b--x"},
      {"boundary in the middle of a line", "x--b--\r\n"},
      {"no headers", body_of("--b\r\n\r\n1\r\n")},
      {"no blank line", body_of("--b\r\nContent-Disposition: form-data; name=x\r\n")},
      {"no disposition", body_of("--b\r\nContent-Type: text/plain\r\n\r\n1\r\n")},
      {"two dispositions", body_of(part("form-data; name=x", "1", "Content-Disposition: form-data; name=y\r\n"))},
      {"header without a colon", body_of(part("form-data; name=x", "1", "nonsense\r\n"))},
      {"blank before the colon", body_of(part("form-data; name=x", "1", "Content-Type : text/plain\r\n"))},
      {"folded header", body_of(part("form-data; name=x", "1", "X: a\r\n b\r\n"))},
      {"carriage return in a header", body_of(part("form-data; name=x", "1", "X: a\rb\r\n"))},
      {"NUL in a header", body_of(part("form-data; name=x", "1", "X: a\0b\r\n"s))},
      {"encoded content", body_of(part("form-data; name=x", "MQ==", "Content-Transfer-Encoding: base64\r\n"))},
      {"text that is not UTF-8", body_of(part("form-data; name=x", "\xFF"))},
      {"NUL in text", body_of(part("form-data; name=x", "a\0b"s))},
  };
  for (const auto& [what, body] : cases) {
    EXPECT_THROW(parse(body), Malformed) << what;
  }
}

TEST(Multipart, RefusesBrokenDispositions) {
  for (const std::string& disposition : {"form-data"s,
                                         "form-data; name="s,
                                         "form-data; name=\"\""s,
                                         "attachment; name=x"s,
                                         "form-data name=x"s,
                                         "form-data; filename=x"s,
                                         "form-data; name=x; name=y"s,
                                         "form-data; name=x; filename=a; filename=b"s,
                                         "form-data; name=\"x"s,
                                         "form-data; name=\"x\" y"s,
                                         "form-data; name=\"x\"y"s,
                                         "form-data; =x"s,
                                         "form-data; name =x"s,
                                         "form-data; name=\"\xFF\""s,
                                         "form-data; name=\"a\tb\""s,
                                         "form-data; name=x; filename=\"a\x1b[2Jb\""s,
                                         "form-data; name=x; filename=\"a\tb\""s,
                                         "form-data; name=x; filename=\"a\xC2\x85\""s,
                                         "form-data; name=x; filename=\"\xFF.jpg\""s,
                                         "form-data; name=x; filename=\"a\\\""s,
                                         "form-data; name=x; filename*=a.jpg"s,
                                         "form-data; name=x; filename*=UTF-8'a.jpg"s,
                                         "form-data; name=x; filename*=ISO-8859-1''caf%E9.jpg"s,
                                         "form-data; name=x; filename*=UTF-8''%zz"s,
                                         "form-data; name=x; filename*=UTF-8''%00"s,
                                         "form-data; name=x; filename*=UTF-8''%FF"s,
                                         "form-data; name=x; filename*=UTF-8''a%0Ab"s}) {
    EXPECT_THROW(parse(body_of(part(disposition, "1"))), Malformed) << disposition;
  }
}

TEST(Multipart, HasAnEnd) {
  const auto fields = [](std::size_t count) {
    std::string parts;
    for (std::size_t i = 0; i < count; ++i) parts += part("form-data; name=x", "");
    return body_of(parts);
  };
  EXPECT_EQ(parse(fields(2000)).fields.items().size(), 2000u);
  EXPECT_THROW(parse(fields(2001)), Malformed);

  const auto headers = [](std::size_t count) {
    std::string more;
    for (std::size_t i = 1; i < count; ++i) more += "X: y\r\n";
    return body_of(part("form-data; name=x", "1", more));
  };
  EXPECT_NO_THROW(parse(headers(16)));
  EXPECT_THROW(parse(headers(17)), Malformed);

  const auto named = [](std::size_t bytes) {
    return body_of(part("form-data; name=x; filename=" + std::string(bytes, 'a'), "1"));
  };
  EXPECT_EQ(parse(named(8000)).files.size(), 1u);
  EXPECT_THROW(parse(named(8192)), Malformed);

  constexpr std::size_t kMebibyte = 1 << 20;
  EXPECT_NO_THROW(parse(body_of(part("form-data; name=x", std::string(kMebibyte, 'a')))));
  EXPECT_THROW(parse(body_of(part("form-data; name=x", std::string(kMebibyte + 1, 'a')))), Malformed);
  EXPECT_THROW(parse(body_of(part("form-data; name=x", std::string(kMebibyte, 'a')) + part("form-data; name=y", "a"))),
               Malformed);
  EXPECT_EQ(parse(body_of(part("form-data; name=x; filename=a", std::string(kMebibyte + 1, '\0')))).files.size(), 1u);
}

// Bytes that look like the beginning of a boundary again and again: a search that looked back would take hours.
TEST(Multipart, ReadsEveryByteOnce) {
  const std::string boundary(70, '-');
  std::string hostile;
  while (hostile.size() < (8u << 20)) hostile += "\r\n--" + boundary.substr(1) + "\r\r\n-";
  const std::string head = "--" + boundary + "\r\nContent-Disposition: form-data; name=x; filename=a\r\n\r\n";
  const std::string body = head + hostile + "\r\n--" + boundary + "--";
  const auto began = std::chrono::steady_clock::now();
  const auto form = parse_multipart("multipart/form-data; boundary=" + boundary, body);
  ASSERT_EQ(form.files.size(), 1u);
  EXPECT_EQ(form.files[0].content.size(), hostile.size());
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
}

TEST(MultipartRequest, IsReadFromMemory) {
  Request request;
  request.headers.emplace_back("content-type", kType);
  request.body = body_of(part("form-data; name=csrf", "t") + part("form-data; name=files; filename=a.jpg", "abc"));
  EXPECT_EQ(request.form().text("csrf"), "t");
  ASSERT_EQ(request.files().size(), 1u);
  EXPECT_EQ(request.files()[0].content, "abc");
  request.headers[0].second = "application/x-www-form-urlencoded";
  request.body = "csrf=u";
  EXPECT_EQ(request.form().text("csrf"), "u");
  EXPECT_TRUE(request.files().empty());
  request.headers[0].second = "text/plain";
  EXPECT_THROW(request.form(), Malformed);
  EXPECT_TRUE(request.files().empty());
}

TEST(MultipartRequest, IsReadFromDisk) {
  const Descriptor file = temporary_file(testing::TempDir().c_str());
  write_all(file, body_of(part("form-data; name=csrf", "t") + part("form-data; name=files; filename=a.jpg", "abc")));
  Request request;
  request.headers.emplace_back("content-type", kType);
  request.spooled = std::make_shared<const MappedFile>(file);
  EXPECT_EQ(request.form().text("csrf"), "t");
  const auto files = request.files();
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(files[0].content, "abc");
  EXPECT_GE(files[0].content.data(), request.content().data());
  EXPECT_LT(files[0].content.data(), request.content().data() + request.content().size());
}

}  // namespace
}  // namespace recours::http
