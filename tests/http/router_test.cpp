#include "http/router.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recours::http {
namespace {

using testing::UnorderedElementsAre;

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    router_.add(Method::Get, "/", "home");
    router_.add(Method::Get, "/claims", "list");
    router_.add(Method::Post, "/claims", "create");
    router_.add(Method::Get, "/claims/{number}", "show");
    router_.add(Method::Get, "/claims/new", "new");
    router_.add(Method::Post, "/claims/{number}/cancellation", "cancel");
    router_.add(Method::Get, "/claims/new/{step}", "step");
    router_.add(Method::Get, "/invoices/{number}/lines/{line}", "line");
    router_.add(Method::Get, "/invoices/{invoice}/pdf", "pdf");
    router_.add(Method::Head, "/probe", "probe head");
    router_.add(Method::Get, "/probe", "probe");
  }
  Router<std::string>::Match ask(Method method, std::string target) {
    request_ = Request{};
    request_.method = method;
    request_.target = std::move(target);
    return router_.match(request_);
  }
  std::string found(Method method, std::string target) {
    const auto match = ask(method, std::move(target));
    return match.handler ? *match.handler : "";
  }

  Router<std::string> router_;
  Request request_;
};

TEST_F(RouterTest, FindsLiteralsBeforeNames) {
  EXPECT_EQ(found(Method::Get, "/"), "home");
  EXPECT_EQ(found(Method::Get, "/?x=1"), "home");
  EXPECT_EQ(found(Method::Get, "/claims"), "list");
  EXPECT_EQ(found(Method::Post, "/claims"), "create");
  EXPECT_EQ(found(Method::Get, "/claims/new"), "new");
  EXPECT_TRUE(request_.path_values.empty());
  EXPECT_EQ(found(Method::Get, "/claims/newer"), "show");
  EXPECT_EQ(request_.path_value("number"), "newer");
  EXPECT_EQ(found(Method::Get, "/claims/new/2"), "step");
}

TEST_F(RouterTest, GoesBackFromALiteralThatLeadsNowhere) {
  EXPECT_EQ(found(Method::Post, "/claims/new/cancellation"), "");   // the literal /claims/new/{step} is there, with GET
  EXPECT_EQ(found(Method::Get, "/invoices/7/pdf"), "pdf");
  EXPECT_EQ(request_.path_value("invoice"), "7");
  EXPECT_FALSE(request_.path_values.contains("number"));
}

TEST_F(RouterTest, DecodesEachSegmentByItself) {
  EXPECT_EQ(found(Method::Get, "/invoices/FA%2F2026%2F17/lines/3?page=2/x"), "line");
  EXPECT_EQ(request_.path_value("number"), "FA/2026/17");
  EXPECT_EQ(request_.path_value("line"), "3");
  EXPECT_EQ(found(Method::Get, "/claims/caf%C3%A9+1"), "show");
  EXPECT_EQ(request_.path_value("number"), "café+1");
  EXPECT_EQ(found(Method::Get, "/cl%61ims"), "list");
  EXPECT_EQ(found(Method::Get, "/claims%2Fnew"), "");
}

TEST_F(RouterTest, FindsNothingForStrangePaths) {
  for (const auto target : {"/claims/", "//", "//claims", "/claims//", "/nothing", "/claims/7/cancellation/x", "/claims/%",
                            "/claims/%zz", "/claims/%00", "/claims/%FF", "claims", "*", "/Claims"}) {
    const auto match = ask(Method::Get, target);
    EXPECT_EQ(match.handler, nullptr) << target;
    EXPECT_TRUE(match.allowed.empty()) << target;
    EXPECT_TRUE(request_.path_values.empty()) << target;
  }
}

TEST_F(RouterTest, NamesTheMethodsOfAnExistingPath) {
  EXPECT_THAT(ask(Method::Delete, "/claims").allowed, UnorderedElementsAre(Method::Get, Method::Post, Method::Head));
  EXPECT_THAT(ask(Method::Get, "/claims/7/cancellation").allowed, UnorderedElementsAre(Method::Post));
  EXPECT_THAT(ask(Method::Other, "/probe").allowed, UnorderedElementsAre(Method::Get, Method::Head));
  EXPECT_TRUE(request_.path_values.empty());
  EXPECT_TRUE(ask(Method::Get, "/claims").allowed.empty());
}

TEST_F(RouterTest, ServesHeadByGetUnlessItHasItsOwn) {
  EXPECT_EQ(found(Method::Head, "/claims"), "list");
  EXPECT_EQ(found(Method::Head, "/probe"), "probe head");
  EXPECT_EQ(found(Method::Head, "/claims/7/cancellation"), "");
}

TEST_F(RouterTest, UsesThePathWhereThereIsNoTarget) {
  Request request;
  request.path = "/claims/7";
  EXPECT_EQ(*router_.match(request).handler, "show");
}

TEST_F(RouterTest, ListsItsRoutes) {
  std::vector<std::string> lines;
  for (const auto& route : router_.routes()) lines.push_back(std::string(name_of(route.method)) + " " + route.pattern + " " + *route.handler);
  EXPECT_EQ(lines.size(), 11u);
  EXPECT_THAT(lines, testing::IsSupersetOf({"GET / home", "POST /claims/{number}/cancellation cancel",
                                            "GET /invoices/{number}/lines/{line} line"}));
}

TEST_F(RouterTest, RefusesAPatternTwice) {
  EXPECT_THROW(router_.add(Method::Get, "/claims", "again"), std::logic_error);
  EXPECT_THROW(router_.add(Method::Get, "claims", "no slash"), std::logic_error);
}

}  // namespace
}  // namespace recours::http
