// R-823 What the server says by itself: short texts, and problem+json for programs.
#include "http/edge_refusal.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/wire.h"

namespace recours::http {
namespace {

constexpr int kStatuses[] = {400, 408, 413, 414, 417, 431, 500, 501, 503, 507};

Request to(std::string path, std::string languages = {}) {
  Request request;
  request.path = std::move(path);
  if (!languages.empty()) request.headers.emplace_back("accept-language", std::move(languages));
  return request;
}

boost::json::object problem_of(const Response& response) { return boost::json::parse(response.body).as_object(); }

TEST(EdgeRefusal, SaysWhatToDo) {
  for (const int status : kStatuses) {
    const auto page = edge_refusal(status, to("/claims"));
    EXPECT_EQ(page.status, status);
    EXPECT_EQ(page.header("Content-Type"), "text/plain; charset=utf-8");
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_GT(page.body.size(), 20u);
    EXPECT_NE(reason_of(status), "Answer");
  }
  EXPECT_EQ(edge_refusal(503, {}).header("Retry-After"), "1");
  EXPECT_EQ(edge_refusal(413, {}).header("Retry-After"), "");
}

TEST(EdgeRefusal, IsAProblemUnderTheApi) {
  for (const int status : kStatuses) {
    const auto response = edge_refusal(status, to("/api/v1/attachments"));
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
    const auto problem = problem_of(response);
    EXPECT_EQ(problem.at("status"), status);
    EXPECT_EQ(problem.at("type"), "about:blank");
    EXPECT_TRUE(problem.at("errors").as_array().empty());
    EXPECT_FALSE(problem.at("detail").as_string().empty());
  }
}

TEST(EdgeRefusal, HasStableCodes) {
  const std::pair<int, std::string_view> cases[] = {
      {400, "malformed"},           {408, "too_slow"},         {413, "payload_too_large"}, {414, "address_too_long"},
      {417, "unknown_expectation"}, {431, "header_too_large"}, {500, "internal_error"},    {501, "not_implemented"},
      {503, "overloaded"},          {507, "storage_full"},     {599, "internal_error"},
  };
  for (const auto& [status, code] : cases) {
    EXPECT_EQ(problem_of(edge_refusal(status, to("/api/v1/me"))).at("code").as_string(), code);
  }
}

TEST(EdgeRefusal, SpeaksFrenchUnlessAskedForEnglish) {
  const std::pair<std::string, bool> cases[] = {
      {"", false},          {"fr", false}, {"en", true},        {"en-GB,en;q=0.9,fr;q=0.5", true},
      {"fr-FR, en", false}, {"de", false}, {"de, EN-us", true}, {"*", false},
  };
  for (const auto& [languages, english] : cases) {
    const auto problem = problem_of(edge_refusal(413, to("/api/v1/me", languages)));
    EXPECT_EQ(problem.at("detail").as_string().starts_with("What you sent"), english) << languages;
  }
}

}  // namespace
}  // namespace recours::http
