#include "http/assets.h"

#include <gtest/gtest.h>

#include <array>
#include <stdexcept>

#include "http/encoding.h"

namespace recours::http {
namespace {

constexpr std::array<embedded::File, 7> kFiles{{
    {"app-3f2a9c01.css", "plain css"},
    {"app-3f2a9c01.css.br", "brotli css"},
    {"app-3f2a9c01.css.gz", "gzip css"},
    {"favicon.svg", "<svg/>"},
    {"fonts/text-11aa22bb.woff2", "font"},
    {"robots.txt", "User-agent: *"},
    {"manifest.json", R"({"app.css":"app-3f2a9c01.css","fonts/text.woff2":"fonts/text-11aa22bb.woff2","robots.txt":"robots.txt"})"},
}};

Request get(std::string path, std::string accept_encoding = "", std::string if_none_match = "") {
  Request request;
  request.path = path;
  request.target = std::move(path);
  if (!accept_encoding.empty()) request.headers.emplace_back("accept-encoding", std::move(accept_encoding));
  if (!if_none_match.empty()) request.headers.emplace_back("if-none-match", std::move(if_none_match));
  return request;
}

TEST(AcceptsCoding, FollowsNamesAndQuality) {
  struct Case {
    std::string_view header;
    bool gzip;
    bool brotli;
  };
  const Case cases[] = {
      {"", false, false},
      {"gzip", true, false},
      {"GZIP", true, false},
      {"gzip, deflate, br", true, true},
      {"gzip;q=0, br;q=0.5", false, true},
      {"gzip; q=0.000 , *", false, true},
      {"*", true, true},
      {"*;q=0", false, false},
      {"br;q=1.0, *;q=0", false, true},
      {"gzip;q=0.001", true, false},
      {"identity", false, false},
      {"gzippy", false, false},
      {",, ;q=0,", false, false},
      {"gzip;level=9;q=0", false, false},
  };
  for (const auto& each : cases) {
    EXPECT_EQ(accepts_coding(each.header, "gzip"), each.gzip) << each.header;
    EXPECT_EQ(accepts_coding(each.header, "br"), each.brotli) << each.header;
  }
}

TEST(AssetPath, CarriesTheHash) {
  const Assets assets(kFiles);
  EXPECT_EQ(assets.path("app.css"), "/assets/app-3f2a9c01.css");
  EXPECT_EQ(assets.path("fonts/text.woff2"), "/assets/fonts/text-11aa22bb.woff2");
  EXPECT_EQ(assets.path("favicon.svg"), "/favicon.svg");
  EXPECT_EQ(assets.path("robots.txt"), "/robots.txt");
  EXPECT_THROW(assets.path("missing.css"), std::logic_error);
  EXPECT_THROW(assets.path("app-3f2a9c01.css"), std::logic_error);
}

TEST(AssetPath, RefusesAManifestThatNamesNothing) {
  const std::array<embedded::File, 1> files{{{"manifest.json", R"({"a.css":"a-1.css"})"}}};
  EXPECT_THROW(Assets{files}, std::logic_error);
}

TEST(ServeAsset, NegotiatesTheCoding) {
  struct Case {
    std::string_view accept;
    std::string_view coding;
    std::string_view body;
  };
  const Case cases[] = {
      {"", "", "plain css"},
      {"gzip, deflate, br", "br", "brotli css"},
      {"gzip", "gzip", "gzip css"},
      {"br;q=0, gzip", "gzip", "gzip css"},
      {"br;q=0, gzip;q=0", "", "plain css"},
      {"identity", "", "plain css"},
  };
  const Assets assets(kFiles);
  for (const auto& each : cases) {
    const auto response = assets.serve(get("/assets/app-3f2a9c01.css", std::string(each.accept)));
    ASSERT_TRUE(response) << each.accept;
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, each.body) << each.accept;
    EXPECT_EQ(response->header("Content-Encoding"), each.coding) << each.accept;
    EXPECT_EQ(response->header("Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(response->header("Vary"), "Accept-Encoding");
    EXPECT_EQ(response->header("Cache-Control"), "public, max-age=31536000, immutable");
  }
}

TEST(ServeAsset, SendsPlainNamesWithoutForEver) {
  const Assets assets(kFiles);
  const auto response = assets.serve(get("/favicon.svg", "br, gzip"));
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "<svg/>");
  EXPECT_EQ(response->header("Content-Type"), "image/svg+xml");
  EXPECT_EQ(response->header("Vary"), "");
  EXPECT_EQ(response->header("Cache-Control").find("immutable"), std::string_view::npos);
  EXPECT_FALSE(response->header("ETag").empty());
}

TEST(ServeAsset, Answers304ToWhoHasItInThisCoding) {
  const Assets assets(kFiles);
  const std::string path = "/assets/app-3f2a9c01.css";
  const std::string brotli(assets.serve(get(path, "br"))->header("ETag"));
  const std::string plain(assets.serve(get(path))->header("ETag"));
  EXPECT_NE(brotli, plain);
  for (const auto& known : {brotli, "W/" + brotli, "\"other\", " + brotli, std::string("*")}) {
    const auto response = assets.serve(get(path, "br", known));
    ASSERT_TRUE(response);
    EXPECT_EQ(response->status, 304) << known;
    EXPECT_TRUE(response->body.empty());
    EXPECT_EQ(response->header("ETag"), brotli);
  }
  EXPECT_EQ(assets.serve(get(path, "br", plain))->status, 200);
  EXPECT_EQ(assets.serve(get(path, "br", "\"other\""))->status, 200);
}

TEST(ServeAsset, LeavesEverythingElseToTheRouter) {
  const Assets assets(kFiles);
  for (const auto path : {"/", "/assets/", "/assets/app.css", "/app-3f2a9c01.css", "/assets/manifest.json", "/manifest.json",
                          "/assets/../favicon.svg", "/assets/app-3f2a9c01.css/", "assets", ""}) {
    EXPECT_FALSE(assets.serve(get(path))) << path;
  }
  Request post = get("/favicon.svg");
  post.method = Method::Post;
  EXPECT_FALSE(assets.serve(post));
  post.method = Method::Head;
  EXPECT_TRUE(assets.serve(post));
}

TEST(BuiltInAssets, AreThere) {
  const auto& path = asset_path("app.css");
  const auto response = serve_asset(get(path));
  ASSERT_TRUE(response);
  EXPECT_FALSE(response->body.empty());
}

}  // namespace
}  // namespace recours::http
