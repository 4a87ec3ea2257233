// The API of files in process: works, stranger 404, read-only token 403, no token 401, bad id 404, wrong method 405.
#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "accounts/user_actions.h"
#include "attachments/attachment_pages.h"
#include "base/text.h"
#include "file_world.h"
#include "support/site.h"

namespace recours::attachments {
namespace {

namespace json = boost::json;
using http::Method;
using testing_support::ApiClient;
using testing_support::header_of;
using testing_support::json_of;
using testing_support::png;

const std::string kPath = "/api/v1/attachments";
const std::string kBoundary = "----frontiere";

struct Part {
  std::string name, filename, content;
};

std::string body_of(const std::vector<Part>& parts) {
  std::string body;
  for (const auto& part : parts) {
    body += "--" + kBoundary + "\r\nContent-Disposition: form-data; name=\"" + part.name + "\"";
    if (!part.filename.empty()) body += "; filename=\"" + part.filename + "\"\r\nContent-Type: image/png";
    body += "\r\n\r\n" + part.content + "\r\n";
  }
  return body + "--" + kBoundary + "--\r\n";
}

std::string content_of(const http::Response& response) {
  if (!response.file) return response.body;
  const MappedFile file(*response.file->file);
  return std::string(file.bytes().substr(response.file->offset, response.file->length));
}

class AttachmentsApi : public testing_support::FileWorld {
 protected:
  void SetUp() override {
    FileWorld::SetUp();
    site = std::make_unique<accounts::Site>(database(), clock, accounts::SiteOptions{});
    register_attachments_api(*site, *depot);
  }
  ApiClient as(const accounts::Viewer& viewer) { return ApiClient(*site, database(), viewer, now); }
  ApiClient reading(const accounts::Viewer& viewer) {
    return ApiClient(*site,
                     *accounts::create_token(database(), viewer.actor(),
                                             {viewer.id, "read", accounts::TokenScope::Read, std::nullopt}, now));
  }
  http::Response post(ApiClient client, const std::vector<Part>& parts, testing_support::HeaderFields headers = {}) {
    headers.emplace_back("content-type", "multipart/form-data; boundary=" + kBoundary);
    return client.send(Method::Post, kPath, body_of(parts), std::move(headers));
  }
  http::Response post_png(const accounts::Viewer& viewer, int number, const std::string& owner = "") {
    return post(as(viewer), {{"for", "", owner}, {"file", "photo.png", png(number)}});
  }
  std::string path(const json::value& created) { return kPath + "/" + std::to_string(created.at("id").as_int64()); }
  std::string first_error(const http::Response& response) {
    const auto error = json_of(response).at("errors").at(0);
    return std::string(error.at("field").as_string()) + " " + std::string(error.at("code").as_string());
  }

  testing_support::TestClock clock{testing_support::test_now()};
  std::unique_ptr<accounts::Site> site;
};

const std::string kAlices = std::string("account:") + testing_support::kAliceCustomerNo;

TEST_P(AttachmentsApi, TheWholeWay) {
  auto alice = as(cast.alice);
  const auto created = post(alice, {{"for", "", kAlices},
                                    {"name", "", "Façade"},
                                    {"kind", "", "damage"},
                                    {"comment", "", "Vue de face"},
                                    {"file", "photo.png", png(1)}});
  ASSERT_EQ(created.status, 201) << created.body;
  const auto file = json_of(created);
  EXPECT_EQ(file.at("name").as_string(), "Façade.png");
  EXPECT_EQ(file.at("kind").as_string(), "damage");
  EXPECT_EQ(file.at("comment").as_string(), "Vue de face");
  EXPECT_EQ(file.at("media_type").as_string(), "image/png");
  EXPECT_EQ(file.at("for").as_string(), kAlices.c_str());
  EXPECT_TRUE(file.at("converted_from").is_null());
  EXPECT_EQ(file.at("source").as_string(), "api");
  EXPECT_EQ(file.at("scan").as_string(), "not_configured");
  EXPECT_EQ(file.at("uploaded_by").as_string(), cast.alice.name.c_str());
  EXPECT_EQ(file.at("uploaded_at").as_string(), now.iso().c_str());
  EXPECT_EQ(file.at("version").as_int64(), 1);

  const auto bytes = alice.get(path(file));
  ASSERT_EQ(bytes.status, 200);
  EXPECT_EQ(static_cast<std::int64_t>(content_of(bytes).size()), file.at("size").as_int64());
  EXPECT_EQ(sha256_of(content_of(bytes)), std::string(file.at("sha256").as_string()));
  const auto shown = alice.send(Method::Get, path(file), "", {{"accept", "application/json"}});
  EXPECT_EQ(shown.body, created.body);
  const auto preview = alice.get(std::string(file.at("preview").as_string()));
  EXPECT_EQ(preview.status, 200);
  EXPECT_EQ(content_of(preview).substr(0, 2), "\xFF\xD8");

  const auto changed = alice.send(Method::Patch, path(file), R"({"comment":"De biais"})", {{"if-match", "\"1\""}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(json_of(changed).at("comment").as_string(), "De biais");
  EXPECT_EQ(json_of(changed).at("kind").as_string(), "damage");
  EXPECT_EQ(json_of(changed).at("version").as_int64(), 2);

  EXPECT_EQ(alice.send(Method::Delete, path(file), "", {{"if-match", "\"2\""}}).status, 204);
  EXPECT_EQ(alice.get(path(file)).status, 404);
  EXPECT_EQ(alice.get(path(file) + "/preview").status, 404);
  const auto back = alice.send(Method::Post, path(file) + "/restoration");
  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(json_of(back).at("version").as_int64(), 4);
  EXPECT_EQ(alice.get(path(file)).status, 200);
}

// R-804
TEST_P(AttachmentsApi, ADownloadIsSavedAndKeptByNobody) {
  auto alice = as(cast.alice);
  const auto file = json_of(post(alice, {{"name", "", "50 % d’été \"A\""}, {"file", "photo.png", png(1)}}));
  const auto sha256 = std::string(file.at("sha256").as_string());
  const auto whole = alice.get(path(file));
  EXPECT_EQ(header_of(whole, "Content-Type"), "image/png");
  EXPECT_EQ(header_of(whole, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_of(whole, "Cache-Control"), "private, no-store");
  EXPECT_EQ(header_of(whole, "Content-Security-Policy"), "default-src 'none'; frame-ancestors 'none'; sandbox");
  EXPECT_EQ(header_of(whole, "Vary"), "Accept");
  const auto name = std::string(file.at("name").as_string());
  const auto disposition = header_of(whole, "Content-Disposition").value();
  EXPECT_TRUE(disposition.starts_with("attachment; filename=\"50 _ d_")) << disposition;
  EXPECT_TRUE(disposition.ends_with("; filename*=UTF-8''" + http::urlencode(name))) << disposition;
  EXPECT_EQ(header_of(whole, "ETag"), "\"" + sha256 + "\"");
  const auto digest = header_of(whole, "Repr-Digest").value();
  EXPECT_TRUE(digest.starts_with("sha-256=:") && digest.ends_with("=:") && digest.size() == 54) << digest;

  const auto part = alice.send(Method::Get, path(file), "", {{"range", "bytes=1-3"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(content_of(part), "PNG");
  EXPECT_EQ(header_of(part, "Repr-Digest"), digest);
  EXPECT_EQ(alice.send(Method::Get, path(file), "", {{"range", "bytes=999999-"}}).status, 416);
  EXPECT_EQ(header_of(alice.get(path(file) + "/preview"), "Cache-Control"), "private, no-cache");
}

TEST_P(AttachmentsApi, LostBytesAreAFailureNotAFile) {
  auto alice = as(cast.alice);
  const auto file = json_of(post_png(cast.alice, 1));
  std::filesystem::remove_all(depot.files_folder());
  EXPECT_EQ(alice.get(path(file)).status, 500);
  EXPECT_EQ(alice.send(Method::Get, path(file), "", {{"accept", "application/json"}}).status, 200);
}

TEST_P(AttachmentsApi, WhomAFileIsFor) {
  const auto loose_file = json_of(post_png(cast.alice, 1));
  EXPECT_TRUE(loose_file.at("for").is_null());
  EXPECT_EQ(as(cast.alban).get(path(loose_file)).status, 404);
  EXPECT_EQ(as(cast.claire).get(path(loose_file)).status, 404);
  EXPECT_EQ(post_png(cast.bob, 2, kAlices).status, 404);
  EXPECT_EQ(post_png(cast.alice, 2, "account:999").status, 404);
  for (const char* owner : {"account", "nonsense:1", "form:1", "user:1", ":"}) {
    const auto refused = post_png(cast.alice, 2, owner);
    EXPECT_EQ(refused.status, 422) << owner;
    EXPECT_EQ(first_error(refused), "for unknown_owner") << owner;
  }
  EXPECT_EQ(post_png(cast.claire, 2, kAlices).status, 201);
}

// Who reads only, or has no part in what files are joined to, sends none, named for something or not.
TEST_P(AttachmentsApi, ReadingRolesSendNoFile) {
  EXPECT_EQ(post_png(cast.admin, 1).status, 403);
  EXPECT_EQ(post_png(cast.wanda, 1).status, 403);
  EXPECT_EQ(post_png(cast.odile, 1).status, 201);
  EXPECT_EQ(post_png(cast.alice, 1).status, 201);
}

TEST_P(AttachmentsApi, RefusalsHaveTheirStatus) {
  const auto status_of = [&](const std::string& content, const std::string& kind = "") {
    const auto response =
        post(as(cast.alice), {{"for", "", kAlices}, {"kind", "", kind}, {"file", "photo.png", content}});
    return std::to_string(response.status) + " " + first_error(response);
  };
  EXPECT_EQ(status_of(std::string(static_cast<std::size_t>(kMostFileBytes) + 1, 'x')), "413 file too_large");
  EXPECT_EQ(status_of("<html></html>"), "415 file unsupported_type");
  EXPECT_EQ(status_of(""), "422 file empty");
  EXPECT_EQ(status_of(png(1).substr(0, 60)), "422 file damaged");
  EXPECT_EQ(status_of(png(1), "portrait"), "422 kind unknown_kind");
  pretend(account, kMostTogetherBytes, 1);
  EXPECT_EQ(status_of(png(1)), "413 file too_large_together");
  EXPECT_EQ(count("blob"), 0);
}

TEST_P(AttachmentsApi, OnePartNamedFile) {
  auto alice = as(cast.alice);
  EXPECT_EQ(post(alice, {{"name", "", "x"}}).status, 400);
  EXPECT_EQ(post(alice, {{"photo", "photo.png", png(1)}}).status, 400);
  EXPECT_EQ(post(alice, {{"file", "a.png", png(1)}, {"file", "b.png", png(2)}}).status, 400);
  EXPECT_EQ(alice.post(kPath, json::object{{"file", "x"}}).status, 400);
  EXPECT_EQ(count("attachment"), 0);
}

TEST_P(AttachmentsApi, ARetryIsAnsweredTheSame) {
  auto alice = as(cast.alice);
  const std::vector<Part> parts{{"for", "", kAlices}, {"file", "photo.png", png(1)}};
  const auto first = post(alice, parts, {{"idempotency-key", "once"}});
  ASSERT_EQ(first.status, 201) << first.body;
  const auto again = post(alice, parts, {{"idempotency-key", "once"}});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(post(alice, {{"for", "", kAlices}, {"file", "photo.png", png(2)}}, {{"idempotency-key", "once"}}).status,
            422);
  EXPECT_EQ(count("attachment"), 1);
}

TEST_P(AttachmentsApi, ChangesNeedTheVersionThatWasRead) {
  auto alice = as(cast.alice);
  const auto file = path(json_of(post_png(cast.alice, 1, kAlices)));
  for (const auto method : {Method::Patch, Method::Delete}) {
    EXPECT_EQ(alice.send(method, file, "{}").status, 428);
    EXPECT_EQ(alice.send(method, file, "{}", {{"if-match", "\"x\""}}).status, 400);
    EXPECT_EQ(alice.send(method, file, R"({"name":"neu"})", {{"if-match", "\"2\""}}).status, 409);
  }
  const auto field = [&](const std::string& body) {
    return first_error(alice.send(Method::Patch, file, body, {{"if-match", "\"1\""}}));
  };
  EXPECT_EQ(field(R"({"name":""})"), "name required");
  EXPECT_EQ(field(R"({"name":null})"), "name not_a_text");
  EXPECT_EQ(field(R"({"comment":7})"), "comment not_a_text");
  EXPECT_EQ(field(R"({"kind":"portrait"})"), "kind unknown_kind");
  EXPECT_EQ(alice.send(Method::Patch, file, "[", {{"if-match", "\"1\""}}).status, 400);
}

TEST_P(AttachmentsApi, StrangersReadersAndNobody) {
  const auto file = path(json_of(post_png(cast.alice, 1, kAlices)));
  struct Route {
    Method method;
    std::string path;
  };
  const std::vector<Route> unsafe{{Method::Patch, file}, {Method::Delete, file}, {Method::Post, file + "/restoration"}};
  const std::vector<Route> safe{{Method::Get, file}, {Method::Get, file + "/preview"}};
  auto bob = as(cast.bob);
  auto reader = reading(cast.alice);
  ApiClient nobody(*site, "no-such-token");
  const auto status = [](ApiClient& client, const Route& route) {
    return client.send(route.method, route.path, "{}", {{"if-match", "\"1\""}}).status;
  };
  for (const auto& route : unsafe) {
    EXPECT_EQ(status(bob, route), 404) << route.path;
    EXPECT_EQ(status(reader, route), 403) << route.path;
    EXPECT_EQ(status(nobody, route), 401) << route.path;
  }
  for (const auto& route : safe) {
    EXPECT_EQ(status(bob, route), 404) << route.path;
    EXPECT_EQ(status(reader, route), 200) << route.path;
    EXPECT_EQ(status(nobody, route), 401) << route.path;
  }
  EXPECT_EQ(post(reading(cast.alice), {{"file", "photo.png", png(2)}}).status, 403);
  EXPECT_EQ(post(nobody, {{"file", "photo.png", png(2)}}).status, 401);
  EXPECT_EQ(as(cast.alban).get(file).status, 200);
  EXPECT_EQ(as(cast.odile).get(file).status, 404);
  disable(cast.alice);
  EXPECT_EQ(status(reader, safe.front()), 401);
}

TEST_P(AttachmentsApi, BadIdsAndMethods) {
  auto alice = as(cast.alice);
  for (const char* id : {"0", "-1", "abc", "99999999999999999999", "1x", "999"}) {
    for (const auto method : {Method::Get, Method::Patch, Method::Delete}) {
      EXPECT_EQ(alice.send(method, kPath + "/" + id, "{}", {{"if-match", "\"1\""}}).status, 404) << id;
    }
    EXPECT_EQ(alice.send(Method::Post, kPath + "/" + id + "/restoration").status, 404) << id;
    EXPECT_EQ(alice.get(kPath + "/" + id + "/preview").status, 404) << id;
  }
  EXPECT_EQ(alice.get(kPath).status, 405);
  EXPECT_EQ(alice.send(Method::Put, kPath + "/1").status, 405);
  EXPECT_EQ(alice.get(kPath + "/1/restoration").status, 405);
}

RECOURS_ON_BOTH_ENGINES(AttachmentsApi);

}  // namespace
}  // namespace recours::attachments
