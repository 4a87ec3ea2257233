#include "mail/delivery.h"

#include <functional>
#include <set>
#include <thread>

#include "mail/confidential.h"
#include "support/clock.h"
#include "support/database.h"
#include "support/smtp_catcher.h"

namespace recours::mail {
namespace {

using namespace std::chrono_literals;
using testing_support::SmtpCatcher;

const Instant kStart = testing_support::instant("2026-11-12T09:00:00.000Z");

class DeliveryTest : public OnBothEngines {
 protected:
  OutboxId put(const std::string& address, std::vector<Address> copies = {}) {
    return database().write([&](db::Transaction& transaction) {
      return enqueue(transaction, {{"Léa", address}, copies, "Réclamation", "Texte", "<p>Texte</p>", "", ""}, kStart);
    });
  }
  OutboxMessage message(OutboxId id) { return require_outbox_message(*database().reader(), id); }
  int deliver(Instant now) { return deliver_due(database(), SmtpSender(catcher_.settings()), now); }

  SmtpCatcher catcher_;
};

TEST_P(DeliveryTest, SendsOnce) {
  const auto id = put("lea@revendeur.example", {{"", "cs@distributeur.example"}});
  EXPECT_EQ(deliver(kStart), 1);
  EXPECT_EQ(deliver(kStart.plus(24h)), 0);
  ASSERT_EQ(catcher_.mails().size(), 1U);
  const auto caught = catcher_.mails()[0];
  EXPECT_EQ(caught.header("Message-Id"), "<" + message(id).message_id + "@distributeur.example>");
  EXPECT_NE(caught.envelope.find("\"from\":\"recours@distributeur.example\""), std::string::npos) << caught.envelope;
  EXPECT_NE(caught.envelope.find("\"to\":[\"lea@revendeur.example\",\"cs@distributeur.example\"]"), std::string::npos)
      << caught.envelope;
  EXPECT_NE(caught.envelope.find("\"secure\":true"), std::string::npos) << "STARTTLS is taken when offered";
  EXPECT_EQ(message(id).state, "sent");
  EXPECT_EQ(message(id).sent_at, kStart);
  EXPECT_EQ(message(id).attempts, 1);
}

TEST_P(DeliveryTest, WhatFollowsAtOnceSharesAConnection) {
  const auto connection = [](const testing_support::CaughtMail& mail) {
    return mail.envelope.substr(mail.envelope.find("\"session\""));
  };
  for (int i = 0; i < 3; ++i) put("lea@revendeur.example");
  EXPECT_EQ(deliver(kStart), 3);
  const auto mails = catcher_.mails();
  ASSERT_EQ(mails.size(), 3U);
  EXPECT_EQ(connection(mails[0]), connection(mails[1]));
  EXPECT_EQ(connection(mails[0]), connection(mails[2]));
  put("refuse-550@revendeur.example");
  put("lea@revendeur.example");
  EXPECT_EQ(deliver(kStart), 1) << "a refusal is that mail's alone";
}

TEST_P(DeliveryTest, LeavesWhatIsNotDue) {
  put("lea@revendeur.example");
  EXPECT_EQ(deliver(kStart.plus(-1ms)), 0);
  EXPECT_TRUE(catcher_.mails().empty());
}

TEST_P(DeliveryTest, ATemporaryRefusalIsTriedAgainLaterAndLater) {
  const auto id = put("refuse-451@revendeur.example");
  Instant now = kStart;
  for (const auto delay : {1min, 5min, 15min, 60min, 240min, 240min, 240min}) {
    EXPECT_EQ(deliver(now), 0);
    EXPECT_EQ(message(id).state, "queued");
    EXPECT_EQ(message(id).next_attempt_at, now.plus(delay));
    EXPECT_NE(message(id).last_error.find("451"), std::string::npos) << message(id).last_error;
    const auto attempts = message(id).attempts;
    deliver(now.plus(delay).plus(-1ms));
    EXPECT_EQ(message(id).attempts, attempts) << "not before its time";
    now = now.plus(delay);
  }
  deliver(now);
  EXPECT_EQ(message(id).state, "parked");
  EXPECT_EQ(message(id).attempts, kTries);
  deliver(now.plus(1000h));
  EXPECT_EQ(message(id).attempts, kTries) << "a parked message waits for a person";
}

TEST_P(DeliveryTest, GreylistingIsOvercome) {
  const auto id = put("greylist@revendeur.example");
  EXPECT_EQ(deliver(kStart), 0);
  EXPECT_EQ(deliver(kStart.plus(1min)), 1);
  EXPECT_EQ(message(id).state, "sent");
  EXPECT_EQ(message(id).last_error, "");
}

TEST_P(DeliveryTest, APermanentRefusalParksAtOnceAndStopsNobodyElse) {
  const auto refused = put("refuse-550@revendeur.example");
  const auto other = put("lea@revendeur.example");
  EXPECT_EQ(deliver(kStart), 1);
  EXPECT_EQ(message(refused).state, "parked");
  EXPECT_NE(message(refused).last_error.find("550 5.1.1 Nobody here by that name"), std::string::npos)
      << message(refused).last_error;
  EXPECT_EQ(message(other).state, "sent");
}

TEST_P(DeliveryTest, AnImpossibleAddressIsParkedWithoutAskingTheServer) {
  const auto id = put("lea@revendeur.example>\r\nRCPT TO:<a@b.example");
  EXPECT_EQ(deliver(kStart), 0);
  EXPECT_EQ(message(id).state, "parked");
  EXPECT_TRUE(catcher_.mails().empty());
}

TEST_P(DeliveryTest, AServerThatIsDownLosesNothing) {
  auto settings = catcher_.settings();
  settings.port = 1;
  const auto first = put("lea@revendeur.example");
  const auto second = put("bob@revendeur.example");
  EXPECT_EQ(deliver_due(database(), SmtpSender(settings), kStart), 0);
  EXPECT_EQ(message(first).state, "queued");
  EXPECT_EQ(message(first).attempts, 1);
  EXPECT_NE(message(first).last_error, "");
  EXPECT_EQ(message(second).attempts, 0) << "after a failed connection the others are not even tried";
  EXPECT_EQ(deliver(kStart.plus(1h)), 2);
  EXPECT_EQ(catcher_.mails().size(), 2U);
}

TEST_P(DeliveryTest, AMessageLeftByACrashIsTakenAgainAfterItsLease) {
  const auto id = put("lea@revendeur.example");
  database().write([&](db::Transaction& transaction) {
    transaction.execute_one(
        "UPDATE outbox_message SET state = 'sending', attempts = 1, next_attempt_at = :lease WHERE id = :id",
        {{"lease", kStart.plus(kLease)}, {"id", id}});
  });
  EXPECT_EQ(deliver(kStart.plus(kLease).plus(-1ms)), 0);
  EXPECT_EQ(deliver(kStart.plus(kLease)), 1);
  EXPECT_EQ(message(id).attempts, 2);
}

TEST_P(DeliveryTest, AMessageThatCrashedItsLastTryIsParked) {
  const auto id = put("lea@revendeur.example");
  database().write([&](db::Transaction& transaction) {
    transaction.execute_one(
        "UPDATE outbox_message SET state = 'sending', attempts = 8, next_attempt_at = :lease WHERE id = :id",
        {{"lease", kStart}, {"id", id}});
  });
  EXPECT_EQ(deliver(kStart), 0);
  EXPECT_EQ(message(id).state, "parked");
  EXPECT_TRUE(catcher_.mails().empty());
}

// The first deliverer is still talking to the server when its lease ends and a second one sends the message.
class SlowSender final : public Sender {
 public:
  explicit SlowSender(std::function<void()> meanwhile) : meanwhile_(std::move(meanwhile)) {}
  Outcome send(const OutboxMessage&, Instant) const override {
    meanwhile_();
    return {Outcome::Kind::Temporary, "451 too slow"};
  }

 private:
  std::function<void()> meanwhile_;
};

TEST_P(DeliveryTest, ALateDelivererDoesNotOverwriteTheOneThatTookOver) {
  const auto id = put("lea@revendeur.example");
  SlowSender slow([&] { EXPECT_EQ(deliver(kStart.plus(kLease)), 1); });
  EXPECT_EQ(deliver_due(database(), slow, kStart), 0);
  EXPECT_EQ(message(id).state, "sent");
}

TEST_P(DeliveryTest, TwoDeliverersAtOnceSendEachMessageOnce) {
  constexpr int kMessages = 24;
  for (int i = 0; i < kMessages; ++i) put("lea" + std::to_string(i) + "@revendeur.example");
  const auto work = [&] {
    const auto own = db::Database::open(address());
    const SmtpSender sender(catcher_.settings());
    while (count_unsent(*own->reader()).queued > 0) deliver_due(*own, sender, kStart);
  };
  {
    std::jthread one(work);
    std::jthread two(work);
  }
  std::set<std::string> ids;
  for (const auto& caught : catcher_.mails()) ids.insert(caught.header("Message-Id"));
  EXPECT_EQ(catcher_.mails().size(), static_cast<std::size_t>(kMessages));
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(kMessages));
}

TEST_P(DeliveryTest, StopsBetweenTwoMessages) {
  const auto id = put("lea@revendeur.example");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(deliver_due(database(), SmtpSender(catcher_.settings()), kStart, stop.get_token()), 0);
  EXPECT_EQ(message(id).attempts, 0);
}

//
TEST_P(DeliveryTest, AConfidentialBodyIsForgottenOnceSentOrExpired) {
  const auto put_key = [&](const std::string& address) {
    return database().write([&](db::Transaction& transaction) {
      return enqueue(transaction, {{"Léa", address}, {}, "Lien", "clé", "<p>clé</p>", kConfidential, "1"}, kStart);
    });
  };
  const auto plain = put("lea@revendeur.example");
  const auto sent = put_key("lea@revendeur.example"), late = put_key("refuse-451@revendeur.example");
  deliver(kStart);
  EXPECT_NE(catcher_.mails()[1].text.find("cl"), std::string::npos);
  EXPECT_EQ(message(plain).mail.text, "Texte");
  EXPECT_EQ(message(sent).mail.text + message(sent).mail.html, "");
  EXPECT_EQ(message(late).mail.text, "clé") << "still to be sent";
  forget_old_secrets(database(), kStart.plus(-1ms));
  EXPECT_EQ(message(late).mail.text, "clé");
  forget_old_secrets(database(), kStart);
  EXPECT_EQ(message(late).mail.text + message(late).mail.html, "");
  EXPECT_EQ(message(late).state, "parked");
  EXPECT_EQ(message(plain).mail.text, "Texte");
  EXPECT_THROW(database().write([&](db::Transaction& transaction) { requeue(transaction, late, kStart); }), Conflict)
      << "an empty mail is not sent";
}

RECOURS_ON_BOTH_ENGINES(DeliveryTest);

TEST(Smtp, SignsIn) {
  const SmtpCatcher catcher({"recours", "sésame"});
  auto settings = catcher.settings();
  settings.user = "recours";
  settings.password = "sésame";
  OutboxMessage message;
  message.message_id = "1";
  message.mail.to = {"", "lea@revendeur.example"};
  message.mail.text = ".une ligne qui commence par un point\n.\nfin";
  EXPECT_EQ(SmtpSender(settings).send(message, kStart).words, "");
  ASSERT_EQ(catcher.mails().size(), 1U);
  EXPECT_NE(catcher.mails()[0].text.find(".une ligne qui commence par un point\r\n.\r\nfin"), std::string::npos)
      << catcher.mails()[0].text;

  settings.password = "faux";
  const auto refused = SmtpSender(settings).send(message, kStart);
  EXPECT_EQ(refused.kind, Outcome::Kind::Unreachable) << "a wrong password is not the mail's fault";
  EXPECT_NE(refused.words.find("535"), std::string::npos) << refused.words;
}

TEST(Smtp, APasswordNeverLeavesThisMachineInClear) {
  SmtpSettings settings;
  settings.host = "mail.example";
  EXPECT_FALSE(settings.needs_tls());
  settings.password = "secret";
  EXPECT_TRUE(settings.needs_tls());
  settings.host = "127.0.0.1";
  EXPECT_FALSE(settings.needs_tls());
  settings.scheme = SmtpSettings::Scheme::Smtps;
  EXPECT_TRUE(settings.needs_tls());
}

}  // namespace
}  // namespace recours::mail
