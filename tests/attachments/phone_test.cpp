// R-805 The code for a phone: once, for a while, for one form, dead once the form is sent.
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "accounts/session_store.h"
#include "file_world.h"

namespace recours::attachments {
namespace {

using testing_support::png;

const std::string kAddress = "203.0.113.7";
constexpr std::chrono::milliseconds kBefore{1};

class Phone : public testing_support::FileWorld {
 protected:
  void SetUp() override {
    FileWorld::SetUp();
    form = open_form(database(), cast.alice, {"", std::nullopt, "Retour de l’écran", {"label"}}, now);
    code = issue_phone_code(database(), cast.alice, form, now);
  }
  Result<PhoneSession, PhoneRefusal> open() { return open_on_phone(database(), code, kAddress, now); }
  Result<PhoneVisit, PhoneRefusal> visit(const std::string& secret) {
    return phone_visit(*database().reader(), secret, kAddress, now);
  }
  void send_form() {
    database().write([&](db::Transaction& transaction) { close_form(transaction, cast.alice, form.key, now); });
  }

  UploadForm form;
  std::string code;
};

TEST_P(Phone, LeadsToTheFormOfItsPerson) {
  const auto session = open();
  ASSERT_TRUE(session);
  const auto found = visit(session->secret);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->form.id, form.id);
  EXPECT_EQ(found->viewer.id, cast.alice.id);
  EXPECT_EQ(found->viewer.source, "phone " + kAddress);
  const auto file = upload(database(), *depot, found->viewer, found->form.place(),
                           {"IMG_0001.png", png(1), "label", "", Source::Phone}, now);
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(waiting_in(*database().reader(), cast.alice, form.key).front().source, Source::Phone);
  EXPECT_EQ(database().reader()->value<std::string>(
                "SELECT source AS value FROM journal_entry WHERE action = 'attachment.added'"),
            "phone " + kAddress);
  EXPECT_EQ(journal_of("upload_form."),
            std::vector<std::string>{"upload_form.opened_on_phone upload_form " + std::to_string(form.id.value)});
}

TEST_P(Phone, SecretsAreLongAndNotKept) {
  std::set<std::string> secrets{code};
  for (int more = 0; more < 20; ++more) secrets.insert(issue_phone_code(database(), cast.alice, form, now));
  EXPECT_EQ(secrets.size(), 21U);
  const auto session = open();
  ASSERT_TRUE(session);
  for (const auto& secret : {code, session->secret}) {
    EXPECT_EQ(secret.size(), 32U);
    EXPECT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
              std::string::npos);
    EXPECT_EQ(count("phone_link", "code_hash = '" + secret + "' OR session_hash = '" + secret + "'"), 0);
  }
  EXPECT_EQ(count("phone_link", "code_hash = '" + accounts::token_hash(code) + "'"), 1);
}

TEST_P(Phone, ACodeOpensOnce) {
  ASSERT_TRUE(open());
  EXPECT_EQ(open().error(), PhoneRefusal::AlreadyUsed);
  EXPECT_EQ(open_on_phone(database(), code + "x", kAddress, now).error(), PhoneRefusal::Unknown);
  EXPECT_EQ(open_on_phone(database(), "", kAddress, now).error(), PhoneRefusal::Unknown);
}

TEST_P(Phone, OfTwoPhonesAtOnceOneGetsIn) {
  std::atomic<int> in{0};
  std::atomic<int> out{0};
  std::atomic<int> ready{0};
  const auto scan = [&] {
    ++ready;
    while (ready < 2) std::this_thread::yield();
    const auto opened = open();
    if (opened)
      ++in;
    else if (opened.error() == PhoneRefusal::AlreadyUsed)
      ++out;
  };
  std::thread other(scan);
  scan();
  other.join();
  EXPECT_EQ(in, 1);
  EXPECT_EQ(out, 1);
}

TEST_P(Phone, ACodeIsShortLived) {
  const auto start = now;
  later(std::chrono::minutes(kPhoneCodeMinutes));
  EXPECT_EQ(open().error(), PhoneRefusal::TooOld);
  now = start.plus(std::chrono::minutes(kPhoneCodeMinutes) - kBefore);
  const auto session = open();
  ASSERT_TRUE(session);
  later(std::chrono::minutes(kPhoneSessionMinutes) - kBefore);
  EXPECT_TRUE(visit(session->secret));
  later(kBefore);
  EXPECT_EQ(visit(session->secret).error(), PhoneRefusal::TooOld);
}

TEST_P(Phone, IsDeadOnceTheFormIsSent) {
  const auto session = open();
  ASSERT_TRUE(session);
  const auto other = issue_phone_code(database(), cast.alice, form, now);
  send_form();
  EXPECT_EQ(visit(session->secret).error(), PhoneRefusal::Sent);
  EXPECT_EQ(open_on_phone(database(), other, kAddress, now).error(), PhoneRefusal::Sent);
  EXPECT_EQ(open().error(), PhoneRefusal::Sent);
}

TEST_P(Phone, IsNothingElseThanAPhone) {
  const auto session = open();
  ASSERT_TRUE(session);
  EXPECT_EQ(visit(code).error(), PhoneRefusal::Unknown) << "a code is no session";
  EXPECT_EQ(visit("").error(), PhoneRefusal::Unknown);
  EXPECT_EQ(open_on_phone(database(), session->secret, kAddress, now).error(), PhoneRefusal::Unknown);
  const auto reader = database().reader();
  EXPECT_FALSE(accounts::find_session(*reader, session->secret, now));
  EXPECT_FALSE(accounts::find_api_token(*reader, session->secret, paris_day(now)));
}

TEST_P(Phone, EndsWithThePersonsAccess) {
  const auto session = open();
  ASSERT_TRUE(session);
  const auto other = issue_phone_code(database(), cast.alice, form, now);
  disable(cast.alice);
  EXPECT_EQ(visit(session->secret).error(), PhoneRefusal::Unknown);
  EXPECT_EQ(open_on_phone(database(), other, kAddress, now).error(), PhoneRefusal::Unknown);
}

TEST_P(Phone, OnlyItsPersonInvitesAPhone) {
  EXPECT_THROW(issue_phone_code(database(), cast.alban, form, now), NotFound);
  auto reading = cast.alice;
  reading.read_only = true;
  EXPECT_THROW(issue_phone_code(database(), reading, form, now), Forbidden);
}

TEST_P(Phone, TheDeskSeesWhetherItIsThere) {
  const auto before = latest_link(*database().reader(), form.id);
  ASSERT_TRUE(before);
  EXPECT_FALSE(before->opened_at);
  EXPECT_EQ(before->expires_at, now.plus(std::chrono::minutes(kPhoneCodeMinutes)));
  ASSERT_TRUE(open());
  EXPECT_EQ(latest_link(*database().reader(), form.id)->opened_at, now);
  EXPECT_FALSE(latest_link(*database().reader(), UploadFormId{999}));
}

RECOURS_ON_BOTH_ENGINES(Phone);

}  // namespace
}  // namespace recours::attachments
