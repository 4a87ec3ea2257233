// Upload, description, removal and undo: state, trace and bytes together, or nothing of it (R-803).
#include "attachments/attachment_actions.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "file_world.h"
#include "scanner_double.h"

namespace recours::attachments {
namespace {

using testing_support::png;
using testing_support::ScannerDouble;

class AttachmentActions : public testing_support::FileWorld {
 protected:
  void expect_no_trace() {
    EXPECT_EQ(count("attachment"), 0);
    EXPECT_EQ(count("blob"), 0);
    EXPECT_EQ(stored_files(), 0);
  }
  Description described_as(const std::string& name) { return {name, "damage", "Coin enfoncé"}; }
  std::vector<std::string> outcomes_of_two_at_once(const std::string& first, const std::string& second) {
    std::vector<std::string> outcomes(2);
    std::atomic<int> ready{0};
    const auto run = [&](std::size_t which, const std::string& content) {
      ++ready;
      while (ready < 2) std::this_thread::yield();
      outcomes[which] = outcome(send(cast.alice, account, content));
    };
    std::thread other([&] { run(1, second); });
    run(0, first);
    other.join();
    std::sort(outcomes.begin(), outcomes.end());
    return outcomes;
  }
};

TEST_P(AttachmentActions, KeepsWhatWasSentAndItsPictures) {
  const auto file = upload(database(), *depot, cast.alice, account,
                           {"../../Façade nord.PNG", png(1), "damage", "Vue de face", Source::Desk}, now);
  ASSERT_TRUE(file) << file.error().code;
  EXPECT_EQ(file->name, safe_file_name("../../Façade nord.PNG", FileType::Png));
  EXPECT_EQ(file->type, FileType::Png);
  EXPECT_EQ(file->uploaded_by, cast.alice.id);
  EXPECT_EQ(file->uploaded_by_name, cast.alice.name);
  EXPECT_EQ(file->scan, Scan::NotConfigured);
  const auto kept = row(file->id);
  EXPECT_EQ(kept.sha256, file->sha256);
  EXPECT_EQ(kept.kind, "damage");
  EXPECT_EQ(kept.comment, "Vue de face");
  EXPECT_EQ(kept.uploaded_at, now);
  EXPECT_TRUE(is_stored(kept.sha256));
  EXPECT_TRUE(is_stored(kept.preview_sha256));
  EXPECT_TRUE(is_stored(kept.thumbnail_sha256));
  EXPECT_EQ(journal_of("attachment."), std::vector<std::string>{"attachment.added account 0000100234"});
  const auto content = database().reader()->value<std::string>(
      "SELECT c.content AS value FROM journal_content c JOIN journal_entry e ON e.id = c.entry_id "
      "WHERE e.action = 'attachment.added'");
  EXPECT_NE(content.find(kept.sha256), std::string::npos);
  EXPECT_EQ(content.find("nord"), std::string::npos) << "the name may be personal";
}

TEST_P(AttachmentActions, ARefusalLeavesNoTrace) {
  struct Case {
    std::string content, kind, comment, code, field;
  };
  const std::string huge(static_cast<std::size_t>(kMostFileBytes) + 1, 'x');
  for (const auto& [content, kind, comment, code, field] :
       std::vector<Case>{{"", "", "", "empty", "file"},
                         {huge, "", "", "too_large", "file"},
                         {"<html>no picture</html>", "", "", "unsupported_type", "file"},
                         {png(1).substr(0, 60), "", "", "damaged", "file"},
                         {png(1), "portrait", "", "unknown_kind", "kind"},
                         {png(1), "", std::string(kLongestComment + 1, 'a'), "too_long", "comment"},
                         {png(1), "", "a\x1b[31mb", "unreadable_characters", "comment"}}) {
    const auto refused =
        upload(database(), *depot, cast.alice, account, {"photo.png", content, kind, comment, Source::Desk}, now);
    ASSERT_FALSE(refused) << code;
    EXPECT_EQ(refused.error().code, code);
    ASSERT_EQ(refused.error().fields.size(), 1U);
    EXPECT_EQ(refused.error().fields.front().field, field);
  }
  closed = true;
  EXPECT_EQ(outcome(send(cast.alice, account, png(1))), "closed");
  expect_no_trace();
  EXPECT_TRUE(journal_of("attachment.").empty());
}

TEST_P(AttachmentActions, StrangersAndReaders) {
  EXPECT_THROW(send(cast.bob, account, png(1)), NotFound);
  EXPECT_THROW(send(cast.odile, account, png(1)), NotFound);
  EXPECT_THROW(send(cast.alice, {"nonsense", 1}, png(1)), NotFound);
  EXPECT_THROW(send(cast.alice, {"form", 1}, png(1)), NotFound);
  EXPECT_THROW(send(cast.alice, {"user", cast.bob.id.value}, png(1)), NotFound);
  auto reading = cast.alice;
  reading.read_only = true;
  EXPECT_THROW(send(reading, account, png(1)), Forbidden);
  expect_no_trace();

  const auto file = added(cast.alice, account, 1);
  EXPECT_THROW(describe(database(), *depot, cast.bob, file.id, described_as("a"), 1, now), NotFound);
  EXPECT_THROW(remove(database(), *depot, cast.bob, file.id, 1, now), NotFound);
  EXPECT_THROW(restore(database(), *depot, cast.bob, file.id, now), NotFound);
  EXPECT_THROW(describe(database(), *depot, reading, file.id, described_as("a"), 1, now), Forbidden);
  EXPECT_THROW(remove(database(), *depot, reading, file.id, 1, now), Forbidden);
  EXPECT_THROW(restore(database(), *depot, reading, file.id, now), Forbidden);
  EXPECT_THROW(require_attachment(*database().reader(), depot->owners, cast.bob, file.id), NotFound);
  EXPECT_EQ(require_attachment(*database().reader(), depot->owners, cast.claire, file.id).id, file.id);
  EXPECT_EQ(row(file.id).version, 1);
}

TEST_P(AttachmentActions, TheSameBytesOnceInOnePlace) {
  added(cast.alice, account, 1);
  EXPECT_EQ(outcome(send(cast.alban, account, png(1), "autre nom.png")), "already_attached");
  const Owner elsewhere{"account", cast.bob_account.value};
  EXPECT_EQ(outcome(send(cast.bob, elsewhere, png(1))), "ok");
  EXPECT_EQ(count("blob", "sha256 = '" + files_of(account).front().sha256 + "'"), 1);
}

// R-801
TEST_P(AttachmentActions, LimitsAtTheBoundary) {
  for (int number = 1; number < kMostFiles; ++number) pretend(account, 1, number);
  added(cast.alice, account, 1);
  EXPECT_EQ(outcome(send(cast.alice, account, png(2))), "too_many_files");
  const Owner other{"account", cast.bob_account.value};
  const auto size = static_cast<std::int64_t>(png(3).size());
  pretend(other, kMostTogetherBytes - size, 1);
  added(cast.bob, other, 3);
  EXPECT_EQ(outcome(send(cast.bob, other, png(4))), "too_large_together");
}

TEST_P(AttachmentActions, TwoAtOnceDoNotPassTheLimitTogether) {
  for (int number = 1; number < kMostFiles; ++number) pretend(account, 1, number);
  EXPECT_EQ(outcomes_of_two_at_once(png(1), png(2)), (std::vector<std::string>{"ok", "too_many_files"}));
  EXPECT_EQ(files_of(account).size(), static_cast<std::size_t>(kMostFiles));
}

TEST_P(AttachmentActions, TheSameTwiceAtOnceIsKeptOnce) {
  EXPECT_EQ(outcomes_of_two_at_once(png(1), png(1)), (std::vector<std::string>{"already_attached", "ok"}));
}

TEST_P(AttachmentActions, ARetryIsAnsweredTheSame) {
  for (int number = 1; number < kMostFiles; ++number) pretend(account, 1, number);
  const accounts::IdempotencyKey key{cast.alice.id, "attachments", "one", "hash"};
  const auto content = png(1);
  const Upload file{"photo.png", content, "", "", Source::Api};
  const auto first = upload(database(), *depot, cast.alice, account, file, now, key);
  ASSERT_TRUE(first) << first.error().code;
  const auto again = upload(database(), *depot, cast.alice, account, file, now, key);
  ASSERT_TRUE(again) << again.error().code;
  EXPECT_EQ(again->id, first->id);
  EXPECT_EQ(files_of(account).size(), static_cast<std::size_t>(kMostFiles));
  auto other = key;
  other.request_hash = "another";
  EXPECT_EQ(outcome(upload(database(), *depot, cast.alice, account, file, now, other)), "idempotency_key_reused");
}

TEST_P(AttachmentActions, TheScannerIsAskedBeforeAnythingIsKept) {
  ScannerDouble clamd;
  depot->scanner = clamd.scanner();
  clamd.find_virus();
  const auto refused = send(cast.alice, account, png(1));
  EXPECT_EQ(outcome(refused), "virus_found");
  EXPECT_EQ(refused.error().fields.front().field, "file");
  expect_no_trace();
  EXPECT_EQ(journal_of("attachment."), std::vector<std::string>{"attachment.refused account 0000100234"});
  clamd.find_nothing();
  EXPECT_EQ(added(cast.alice, account, 1).scan, Scan::Clean);
  clamd.be_confused();
  EXPECT_EQ(added(cast.alice, account, 2).scan, Scan::Waiting);
}

TEST_P(AttachmentActions, DescribesWithTrace) {
  const auto file = added(cast.alice, account, 1);
  const auto changed = describe(database(), *depot, cast.alban, file.id, described_as("Coin.exe"), 1, now);
  ASSERT_TRUE(changed);
  EXPECT_EQ(changed->name, safe_file_name("Coin.exe", FileType::Png));
  EXPECT_EQ(row(file.id).comment, "Coin enfoncé");
  EXPECT_EQ(row(file.id).version, 2);
  EXPECT_THROW(describe(database(), *depot, cast.alice, file.id, described_as("x"), 1, now), Conflict);
  const auto content = database().reader()->value<std::string>(
      "SELECT c.content AS value FROM journal_content c JOIN journal_entry e ON e.id = c.entry_id "
      "WHERE e.action = 'attachment.described'");
  EXPECT_NE(content.find(R"("from":{"comment":"","kind":"","name":"photo.png"})"), std::string::npos) << content;
  EXPECT_NE(content.find(R"("to":{"comment":"Coin enfoncé","kind":"damage")"), std::string::npos) << content;
  ASSERT_TRUE(describe(database(), *depot, cast.alice, file.id, {changed->name, "damage", "Coin enfoncé"}, 2, now));
  EXPECT_EQ(row(file.id).version, 2) << "nothing changed";
}

TEST_P(AttachmentActions, ADescriptionIsRefusedByField) {
  const auto file = added(cast.alice, account, 1);
  struct Case {
    Description description;
    std::string error;
  };
  for (const auto& [description, error] :
       std::vector<Case>{{{"", "", ""}, "name required"},
                         {{" ", "", ""}, "name required"},
                         {{std::string(kLongestName + 1, 'n'), "", ""}, "name too_long"},
                         {{"a\nb", "", ""}, "name unreadable_characters"},
                         {{"\xE2\x80\xAEgnp.exe", "", ""}, "name unreadable_characters"},
                         {{"\xFF", "", ""}, "name unreadable_characters"},
                         {{"a", "portrait", ""}, "kind unknown_kind"},
                         {{"a", "", std::string(kLongestComment + 1, 'c')}, "comment too_long"},
                         {{"a", "", std::string("a\0b", 3)}, "comment unreadable_characters"}}) {
    const auto refused = describe(database(), *depot, cast.alice, file.id, description, 1, now);
    ASSERT_FALSE(refused) << error;
    EXPECT_EQ(refused.error().fields.front().field + " " + refused.error().fields.front().code, error);
  }
  EXPECT_TRUE(describe(database(), *depot, cast.alice, file.id,
                       {std::string(kLongestName - 4, 'n'), "", std::string(kLongestComment - 2, 'c') + "\nd"}, 1,
                       now));
  closed = true;
  EXPECT_EQ(outcome(describe(database(), *depot, cast.alice, file.id, described_as("a"), 2, now)), "closed");
}

// R-831
TEST_P(AttachmentActions, RemovesAndTakesBack) {
  const auto file = added(cast.alice, account, 1);
  EXPECT_THROW(remove(database(), *depot, cast.alice, file.id, 7, now), Conflict);
  ASSERT_TRUE(remove(database(), *depot, cast.alice, file.id, 1, now));
  EXPECT_TRUE(files_of(account).empty());
  EXPECT_EQ(list_with_removed(*database().reader(), account).size(), 1U);
  EXPECT_THROW(remove(database(), *depot, cast.alice, file.id, {}, now), NotFound);
  EXPECT_THROW(describe(database(), *depot, cast.alice, file.id, described_as("a"), 2, now), NotFound);
  const auto back = restore(database(), *depot, cast.alice, file.id,
                            now.plus(std::chrono::hours(kUndoHours) - std::chrono::milliseconds(1)));
  ASSERT_TRUE(back) << back.error().code;
  EXPECT_FALSE(row(file.id).removed_at);
  EXPECT_EQ(row(file.id).version, 3);
  EXPECT_TRUE(restore(database(), *depot, cast.alice, file.id, now)) << "twice is once";
  EXPECT_EQ(journal_of("attachment."),
            (std::vector<std::string>{"attachment.added account 0000100234", "attachment.removed account 0000100234",
                                      "attachment.restored account 0000100234"}));
}

TEST_P(AttachmentActions, TakingBackHasItsLimits) {
  const auto file = added(cast.alice, account, 1);
  ASSERT_TRUE(remove(database(), *depot, cast.alice, file.id, {}, now));
  const auto back = [&](Instant at) { return outcome(restore(database(), *depot, cast.alice, file.id, at)); };
  EXPECT_EQ(back(now.plus(std::chrono::hours(kUndoHours))), "too_late");
  added(cast.alban, account, 1);
  EXPECT_EQ(back(now), "already_attached");
  ASSERT_TRUE(remove(database(), *depot, cast.alban, files_of(account).front().id, {}, now));
  closed = true;
  EXPECT_EQ(back(now), "closed");
  closed = false;
  for (int number = 0; number < kMostFiles; ++number) pretend(account, 1, number);
  EXPECT_EQ(back(now), "too_many_files");
}

TEST_P(AttachmentActions, LooseFilesAreTheirSendersAlone) {
  const Owner mine{"user", cast.alice.id.value};
  const auto first = added(cast.alice, mine, 1);
  const auto second = added(cast.alice, mine, 2);
  const auto reader = database().reader();
  EXPECT_EQ(loose(*reader, cast.alice, {second.id, first.id, second.id}).value().size(), 2U);
  EXPECT_FALSE(loose(*reader, cast.alban, {first.id}));
  EXPECT_FALSE(loose(*reader, cast.alice, {first.id, AttachmentId{999}}));
  EXPECT_THROW(require_attachment(*reader, depot->owners, cast.claire, first.id), NotFound);
  EXPECT_EQ(require_attachment(*reader, depot->owners, cast.alice, first.id).owner, mine);
}

TEST_P(AttachmentActions, HandsOverOnce) {
  const Owner mine{"user", cast.alice.id.value};
  const auto file = added(cast.alice, mine, 1);
  const auto hand = [&](const std::vector<Attachment>& files) {
    database().write([&](db::Transaction& transaction) { hand_over(transaction, files, account); });
  };
  hand({file});
  EXPECT_EQ(files_of(account).size(), 1U);
  EXPECT_THROW(hand({file}), NotFound) << "it was taken";
  const auto gone = added(cast.alice, mine, 2);
  ASSERT_TRUE(remove(database(), *depot, cast.alice, gone.id, {}, now));
  EXPECT_THROW(hand({gone}), NotFound);
}

TEST_P(AttachmentActions, ReleasedFilesWaitToBeNamedAgain) {
  const auto kept = added(cast.alice, account, 1);
  const auto removed = added(cast.alice, account, 2);
  ASSERT_TRUE(remove(database(), *depot, cast.alice, removed.id, {}, now));
  later(std::chrono::hours(24 * kFormDays));
  const auto ids = database().write([&](db::Transaction& t) { return release(t, account, cast.alice.id, now); });
  EXPECT_EQ(ids, std::vector<AttachmentId>{kept.id});
  EXPECT_TRUE(list_with_removed(*database().reader(), account).empty())
      << "nothing is left for a later owner of this id";
  collect_abandoned(database(), *depot, now);
  const auto found = loose(*database().reader(), cast.alice, ids);
  ASSERT_TRUE(found) << "it counts from the release";
  database().write([&](db::Transaction& t) { hand_over(t, *found, account); });
  EXPECT_EQ(files_of(account).front().id, kept.id);
}

TEST_P(AttachmentActions, GivenBackFilesWaitAnew) {
  const auto file = added(cast.alice, account, 1);
  later(std::chrono::hours(24 * kFormDays));
  database().write([&](db::Transaction& t) { give_back(t, {file}, cast.alice.id, now); });
  collect_abandoned(database(), *depot, now);
  EXPECT_TRUE(loose(*database().reader(), cast.alice, {file.id}));
  EXPECT_THROW(database().write([&](db::Transaction& t) { give_back(t, {file}, cast.alice.id, now); }), NotFound);
}

RECOURS_ON_BOTH_ENGINES(AttachmentActions);

}  // namespace
}  // namespace recours::attachments
