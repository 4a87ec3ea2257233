#include "mail/outbox.h"

#include "support/clock.h"
#include "support/database.h"

namespace recours::mail {
namespace {

using testing_support::instant;

class OutboxTest : public OnBothEngines {
 protected:
  OutboxId put(const std::string& address, std::vector<Address> copies = {}) {
    return database().write([&](db::Transaction& transaction) {
      return enqueue(transaction, {{"Léa", address}, copies, "Réclamation n° 1", "Texte", "<p>Texte</p>", "claim", "7"},
                     instant("2026-11-12T09:00:00.000Z"));
    });
  }
  void set_state(OutboxId id, const char* state) {
    database().write([&](db::Transaction& transaction) {
      transaction.execute_one("UPDATE outbox_message SET state = :state, attempts = 8 WHERE id = :id",
                              {{"state", state}, {"id", id}});
    });
  }
  std::vector<OutboxId> listed(const OutboxFilter& filter) {
    std::vector<OutboxId> ids;
    for (const auto& message : list_outbox(*database().reader(), filter, {}).messages) ids.push_back(message.id);
    return ids;
  }
};

TEST_P(OutboxTest, KeepsWhatWasEnqueued) {
  const auto id = put("lea@revendeur.example", {{"Service \"client\"", "cs@distributeur.example"}});
  const auto message = require_outbox_message(*database().reader(), id);
  EXPECT_EQ(message.state, "queued");
  EXPECT_EQ(message.attempts, 0);
  EXPECT_EQ(message.message_id.size(), 32U);
  EXPECT_EQ(message.mail.to, (Address{"Léa", "lea@revendeur.example"}));
  EXPECT_EQ(message.mail.copies, (std::vector<Address>{{"Service \"client\"", "cs@distributeur.example"}}));
  EXPECT_EQ(message.mail.subject, "Réclamation n° 1");
  EXPECT_EQ(message.mail.html, "<p>Texte</p>");
  EXPECT_EQ(message.mail.about_id, "7");
  EXPECT_EQ(message.created_at, instant("2026-11-12T09:00:00.000Z"));
  EXPECT_FALSE(message.sent_at);
}

TEST_P(OutboxTest, ARolledBackTransactionLeavesNoMail) {
  EXPECT_THROW(database().write([&](db::Transaction& transaction) {
    enqueue(transaction, {{"", "lea@revendeur.example"}, {}, "s", "t", "", "", ""}, instant("2026-11-12T09:00:00.000Z"));
    throw Conflict("too late");
  }),
               Conflict);
  EXPECT_TRUE(listed({}).empty());
}

TEST_P(OutboxTest, ListsNewestFirstPageByPage) {
  std::vector<OutboxId> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(put("lea@revendeur.example"));
  const auto reader = database().reader();
  const auto first = list_outbox(*reader, {}, {}, 2);
  ASSERT_EQ(first.messages.size(), 2U);
  EXPECT_EQ(first.messages[0].id, ids[4]);
  EXPECT_EQ(first.messages[1].id, ids[3]);
  ASSERT_TRUE(first.next);
  const auto second = list_outbox(*reader, {}, first.next, 2);
  ASSERT_EQ(second.messages.size(), 2U);
  EXPECT_EQ(second.messages[0].id, ids[2]);
  const auto third = list_outbox(*reader, {}, second.next, 2);
  ASSERT_EQ(third.messages.size(), 1U);
  EXPECT_EQ(third.messages[0].id, ids[0]);
  EXPECT_FALSE(third.next);
}

TEST_P(OutboxTest, ExactlyOneFullPageHasNoNext) {
  put("a@b.example");
  put("a@b.example");
  EXPECT_FALSE(list_outbox(*database().reader(), {}, {}, 2).next);
}

TEST_P(OutboxTest, ARecipientSeesOnlyItsOwn) {
  const auto to_lea = put("lea@revendeur.example");
  const auto copied = put("bob@ailleurs.example", {{"", "Lea@Revendeur.example"}});
  const auto foreign = put("bob@ailleurs.example", {{"lea@revendeur.example", "cs@distributeur.example"}});
  put("xlea@revendeur.example");
  EXPECT_EQ(listed({"", "lea@revendeur.example"}), (std::vector<OutboxId>{copied, to_lea}));
  EXPECT_EQ(listed({"", "l_a@revendeur.example"}), std::vector<OutboxId>{}) << "no wild cards";
  EXPECT_EQ(listed({"", "%"}), std::vector<OutboxId>{});
  const auto reader = database().reader();
  EXPECT_NO_THROW(require_outbox_message(*reader, copied, {"", "lea@revendeur.example"}));
  EXPECT_THROW(require_outbox_message(*reader, foreign, {"", "lea@revendeur.example"}), NotFound);
}

TEST_P(OutboxTest, CountsWhatHasNotLeft) {
  put("a@b.example");
  put("a@b.example");
  set_state(put("a@b.example"), "parked");
  set_state(put("a@b.example"), "sent");
  const auto counts = count_unsent(*database().reader());
  EXPECT_EQ(counts.queued, 2);
  EXPECT_EQ(counts.sending, 0);
  EXPECT_EQ(counts.parked, 1);
}

TEST_P(OutboxTest, OnlyAParkedMessageIsRequeued) {
  const auto id = put("a@b.example");
  const auto later = instant("2026-11-13T09:00:00.000Z");
  EXPECT_THROW(database().write([&](db::Transaction& t) { requeue(t, id, later); }), Conflict);
  set_state(id, "parked");
  database().write([&](db::Transaction& t) { requeue(t, id, later); });
  const auto message = require_outbox_message(*database().reader(), id);
  EXPECT_EQ(message.state, "queued");
  EXPECT_EQ(message.attempts, 0);
  EXPECT_EQ(message.next_attempt_at, later);
}

RECOURS_ON_BOTH_ENGINES(OutboxTest);

}  // namespace
}  // namespace recours::mail
