// R-141 R-142 R-143 What is told, how it is signed, and whom it may go to: tables of cases, without a database.
#include "webhooks/event.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "support/clock.h"
#include "webhooks/endpoint.h"
#include "webhooks/signature.h"
#include "webhooks/web_address.h"

namespace recours::webhooks {
namespace {

std::string kind_of(const char* subject, const char* action, const char* content) {
  const auto event = event_of({1, 42, "2026-11-12T09:00:00.000Z", action, subject, "N", content});
  return event ? event->kind : "";
}

TEST(WebhookEvent, IsAChangeOfState) {
  const auto complaint = [](const char* action, const char* content) { return kind_of("complaint", action, content); };
  EXPECT_EQ(complaint("complaint.registered", R"({"to":"new"})"), "complaint.registered");
  EXPECT_EQ(complaint("complaint.edit", "{}"), "complaint.changed");
  EXPECT_EQ(complaint("complaint.record_writing", "{}"), "complaint.changed");
  EXPECT_EQ(complaint("complaint.acknowledge", R"({"from":"new","to":"new","via":"email"})"), "") << "not taken yet";
  EXPECT_EQ(complaint("complaint.acknowledge", R"({"from":"new","to":"acknowledged"})"), "complaint.acknowledged");
  EXPECT_EQ(complaint("complaint.acknowledge", R"({"from":"in_progress","to":"in_progress","via":"letter"})"),
            "complaint.acknowledged");
  EXPECT_EQ(complaint("complaint.acknowledge", R"({"from":"in_progress","to":"in_progress","via":"email"})"), "");
  EXPECT_EQ(
      complaint("complaint.acknowledge", R"({"from":"in_progress","to":"in_progress","counted_on":"2026-11-12"})"),
      "complaint.acknowledged");
  EXPECT_EQ(complaint("complaint.take_in_hand", R"({"from":"new","to":"in_progress"})"), "complaint.taken_in_hand");
  EXPECT_EQ(complaint("complaint.send_answer", R"({"from":"in_progress","to":"answered"})"), "complaint.answered");
  EXPECT_EQ(complaint("complaint.close", R"({"from":"answered","to":"closed"})"), "complaint.closed");
  EXPECT_EQ(complaint("complaint.transfer", R"({"from":"new","to":"closed"})"), "complaint.closed");
  EXPECT_EQ(complaint("complaint.resume", R"({"from":"answered","to":"in_progress"})"), "complaint.reopened");
  EXPECT_EQ(complaint("complaint.reopen", R"({"from":"closed","to":"in_progress"})"), "complaint.reopened");
  EXPECT_EQ(complaint("complaint.cancel", R"({"from":"new","to":"cancelled"})"), "complaint.cancelled");
  EXPECT_EQ(complaint("complaint.add_note", R"({"from":"new","to":"new","text":"secret"})"), "");
  EXPECT_EQ(complaint("complaint.close", "not JSON"), "");
  EXPECT_EQ(kind_of("complaint_draft", "complaint.draft_saved", "{}"), "");
  const auto claim = [](const char* action) { return kind_of("claim", action, R"({"state":"validated"})"); };
  EXPECT_EQ(claim("claim.confirmed"), "claim.confirmed");
  EXPECT_EQ(claim("claim.take"), "claim.taken");
  EXPECT_EQ(claim("claim.approve"), "claim.approved");
  EXPECT_EQ(claim("claim.refuse"), "claim.refused");
  EXPECT_EQ(claim("claim.message"), "claim.message");
  EXPECT_EQ(claim("claim.note"), "") << "R-651";
  EXPECT_EQ(claim("claim.cancel"), "claim.cancelled");
  EXPECT_EQ(claim("claim.item_added"), "");
  for (const auto& [action, event] : std::vector<std::pair<const char*, const char*>>{
           {"claim.ask", "claim.information_requested"},
           {"claim.answer", "claim.information_given"},
           {"claim.transfer", "claim.transferred"},
           {"claim.expire", "claim.expired"},
           {"claim.ship", "claim.shipped"},
           {"claim.receive", "claim.received"},
           {"claim.inspect", "claim.inspected"},
           {"claim.dispose", "claim.goods_settled"},
           {"claim.offer", "claim.offer_made"},
           {"claim.answer_offer", "claim.offer_answered"},
           {"claim.lapse", "claim.offer_lapsed"},
           {"claim.credit", "claim.credited"},
           {"claim.correct_invoice", "claim.invoice_corrected"},
           {"claim.charge", "claim.charged"},
           {"claim.waive", "claim.settled_without_money"},
           {"claim.reopen", "claim.reopened"},
           {"claim.redeliver", "claim.goods_settled"},
           {"claim.replace", "claim.goods_settled"},
           {"claim.let_keep", "claim.goods_settled"},
           {"claim.settle_without_money", "claim.settled_without_money"}}) {
    EXPECT_EQ(claim(action), event);
    EXPECT_TRUE(is_event(event)) << event;
  }
  EXPECT_EQ(kind_of("user", "user.added", "{}"), "");
}

TEST(WebhookEvent, TellsNumberAndStatesOnly) {
  const auto event = event_of({7, 42, "2026-11-12T09:00:00.000Z", "complaint.close", "complaint", "REC-2026-000017",
                               R"({"from":"answered","to":"closed","reason":"Marie Durand","actor_name":"Solène"})"});
  ASSERT_TRUE(event);
  EXPECT_EQ(boost::json::parse(body_of(*event)), (boost::json::value{{"id", "evt_42"},
                                                                     {"type", "complaint.closed"},
                                                                     {"occurred_at", "2026-11-12T09:00:00.000Z"},
                                                                     {"data",
                                                                      {{"subject", "complaint"},
                                                                       {"number", "REC-2026-000017"},
                                                                       {"state", "closed"},
                                                                       {"previous_state", "answered"}}}}));
}

// The published example of the Standard Webhooks.
TEST(WebhookSignature, IsTheStandardOne) {
  EXPECT_EQ(signature_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
                         R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  EXPECT_EQ(timestamp_of(testing_support::instant("2021-02-25T15:02:10.999Z")), "1614265330");
  EXPECT_NE(draw_secret(), draw_secret());
  EXPECT_NE(signature_of(draw_secret(), "a", "1", "{}"), signature_of(draw_secret(), "a", "1", "{}"));
  EXPECT_THROW(signature_of("secret", "a", "1", "{}"), std::invalid_argument);
}

std::string objection(const std::string& url, Reach reach = Reach::Public) {
  const auto refusals = objections_to({url, "", {}}, reach);
  return refusals.empty() ? "" : refusals.front().code;
}

TEST(WebhookAddress, LeadsOutsideUnlessConfigured) {
  EXPECT_EQ(objection("https://erp.example.com/recours?x=1"), "");
  EXPECT_EQ(objection("https://93.184.216.34:8443/"), "");
  EXPECT_EQ(objection(""), "required");
  EXPECT_EQ(objection("http://erp.example.com/"), "not_https");
  for (const char* bad : {"erp", "/recours", "ftp://erp.example.com/", "https://", "https://a b/",
                          "https://user:pw@erp.example.com/", "https://erp.example.com/#x",
                          "https://erp.example.com\\@127.0.0.1/", "javascript:alert(1)", "file:///etc/passwd"})
    EXPECT_EQ(objection(bad), "not_an_address") << bad;
  for (const char* inside :
       {"https://localhost/", "https://127.0.0.1/", "https://10.1.2.3/", "https://172.31.0.1/", "https://192.168.1.1/",
        "https://169.254.169.254/latest", "https://100.64.0.1/", "https://0.0.0.0/", "https://[::1]/",
        "https://[fd00::1]/", "https://[fe80::1]/", "https://[::ffff:10.0.0.1]/", "https://2130706433/",
        "https://0x7f.1/", "https://a.localhost/"})
    EXPECT_EQ(objection(inside), "private_address") << inside;
  EXPECT_EQ(objection("http://127.0.0.1:9000/", Reach::Any), "");
  EXPECT_EQ(objection("https://" + std::string(2'000, 'a')), "too_long");
  EXPECT_EQ(objections_to({"https://a.example/", "", {"complaint.eaten"}}, Reach::Public).front().code,
            "unknown_choice");
}

bool is_private_number(const char* number) {
  sockaddr_in four{};
  if (inet_pton(AF_INET, number, &four.sin_addr) == 1) {
    four.sin_family = AF_INET;
    return is_private(reinterpret_cast<const sockaddr&>(four));
  }
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  EXPECT_EQ(inet_pton(AF_INET6, number, &six.sin6_addr), 1) << number;
  return is_private(reinterpret_cast<const sockaddr&>(six));
}

TEST(WebhookAddress, ANameIsLookedAtWhenItIsCalled) {
  for (const char* inside : {"0.0.0.0",
                             "10.255.255.255",
                             "100.127.255.255",
                             "127.9.9.9",
                             "169.254.0.1",
                             "172.16.0.0",
                             "172.31.255.255",
                             "192.168.0.1",
                             "198.19.255.255",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "fc00::1",
                             "fe80::1",
                             "ff02::1",
                             "::ffff:127.0.0.1",
                             "64:ff9b::a00:1",
                             "2001:db8::1",
                             "2001::1",
                             "2002:a00:1::"})
    EXPECT_TRUE(is_private_number(inside)) << inside;
  for (const char* outside :
       {"9.255.255.255", "11.0.0.0", "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "2606:2800:220:1::1", "2001:4860::1", "::ffff:8.8.8.8"})
    EXPECT_FALSE(is_private_number(outside)) << outside;
}

}  // namespace
}  // namespace recours::webhooks
