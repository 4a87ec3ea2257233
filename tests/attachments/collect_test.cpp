// R-832 What nobody needs any more goes, what somebody needs stays; twice is once. R-827 Scans that were missed are
// made up.
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "file_world.h"
#include "scanner_double.h"

namespace recours::attachments {
namespace {

using testing_support::png;
using testing_support::ScannerDouble;

constexpr std::chrono::hours kForm{24 * kFormDays};
constexpr std::chrono::hours kUndo{kUndoHours};
constexpr std::chrono::hours kMargin{1};
constexpr std::chrono::milliseconds kBefore{1};

class Collection : public testing_support::FileWorld {
 protected:
  void collect() { collect_abandoned(database(), *depot, now); }
  UploadForm open(const std::string& key = {}) {
    return open_form(database(), cast.alice, {key, std::nullopt, "", {}}, now);
  }
};

TEST_P(Collection, AFormNobodySentGoesWithItsFiles) {
  const auto form = open();
  issue_phone_code(database(), cast.alice, form, now);
  const auto file = added(cast.alice, form.place(), 1);
  const auto removed = added(cast.alice, form.place(), 2);
  ASSERT_TRUE(remove(database(), *depot, cast.alice, removed.id, {}, now));
  later(kForm - kBefore);
  collect();
  EXPECT_EQ(waiting_in(*database().reader(), cast.alice, form.key).size(), 1U) << "last good moment";
  EXPECT_TRUE(is_stored(file.sha256));
  later(kBefore);
  collect();
  EXPECT_EQ(count("upload_form"), 0);
  EXPECT_EQ(count("phone_link"), 0);
  EXPECT_EQ(count("attachment"), 0);
  EXPECT_EQ(count("blob"), 0);
  EXPECT_EQ(stored_files(), 0);
  EXPECT_EQ(journal_of("attachment.collected").size(), 2U);
  collect();
  EXPECT_EQ(journal_of("attachment.collected").size(), 2U);
}

TEST_P(Collection, AFormInUseStays) {
  const auto form = open();
  later(kForm - kBefore);
  EXPECT_EQ(open(form.key).id, form.id) << "shown again";
  later(std::chrono::hours(1));
  collect();
  EXPECT_EQ(count("upload_form"), 1);
  const auto other = open();
  later(kForm - kBefore);
  added(cast.alice, other.place(), 1);
  later(std::chrono::hours(1));
  collect();
  EXPECT_TRUE(find_form(*database().reader(), other.id)) << "a file came in";
  EXPECT_FALSE(find_form(*database().reader(), form.id));
}

TEST_P(Collection, ASentFormGoesAndItsFilesStay) {
  const auto form = open();
  const auto file = added(cast.alice, form.place(), 1);
  database().write([&](db::Transaction& transaction) {
    hand_over(transaction, waiting_in(transaction, cast.alice, form.key), account);
    close_form(transaction, cast.alice, form.key, now);
  });
  later(kForm);
  collect();
  EXPECT_EQ(count("upload_form"), 0);
  EXPECT_EQ(files_of(account).size(), 1U);
  EXPECT_TRUE(is_stored(file.sha256));
  EXPECT_TRUE(is_stored(file.preview_sha256));
  EXPECT_TRUE(is_stored(file.thumbnail_sha256));
}

TEST_P(Collection, LooseFilesWaitAWeek) {
  const auto file = added(cast.alice, {"user", cast.alice.id.value}, 1);
  later(kForm - kBefore);
  collect();
  EXPECT_TRUE(loose(*database().reader(), cast.alice, {file.id}));
  later(kBefore);
  collect();
  EXPECT_FALSE(loose(*database().reader(), cast.alice, {file.id}));
  EXPECT_FALSE(is_stored(file.sha256));
  EXPECT_EQ(count("attachment"), 0);
}

TEST_P(Collection, MoreThanOneStepHolds) {
  const Owner mine{"user", cast.alice.id.value};
  for (int number = 0; number < 230; ++number) pretend(mine, 1, number);
  for (int number = 0; number < 45; ++number) open();
  later(kForm);
  collect();
  EXPECT_EQ(count("attachment"), 0);
  EXPECT_EQ(count("upload_form"), 0);
  EXPECT_EQ(journal_of("attachment.collected").size(), 230U);
}

TEST_P(Collection, ARemovedFileKeepsItsRowAndLosesItsBytes) {
  const auto file = added(cast.alice, account, 1);
  ASSERT_TRUE(remove(database(), *depot, cast.alice, file.id, {}, now));
  later(kUndo);
  collect();
  EXPECT_TRUE(is_stored(file.sha256)) << "the margin for clocks that differ";
  later(kMargin + kBefore);
  collect();
  EXPECT_FALSE(is_stored(file.sha256));
  EXPECT_EQ(stored_files(), 0);
  EXPECT_EQ(list_with_removed(*database().reader(), account).front().sha256, file.sha256) << "the trace stays";
}

TEST_P(Collection, BytesAnotherFileNamesStay) {
  const Owner other{"account", cast.bob_account.value};
  const auto mine = added(cast.alice, account, 1);
  const auto his = added(cast.bob, other, 1);
  ASSERT_EQ(mine.sha256, his.sha256);
  ASSERT_TRUE(remove(database(), *depot, cast.alice, mine.id, {}, now));
  later(kUndo + kMargin + kBefore);
  collect();
  EXPECT_TRUE(is_stored(his.sha256));
  EXPECT_TRUE(is_stored(his.thumbnail_sha256));
  ASSERT_TRUE(remove(database(), *depot, cast.bob, his.id, {}, now));
  later(kUndo + kMargin + kBefore);
  collect();
  EXPECT_FALSE(is_stored(his.sha256));
}

TEST_P(Collection, ExpiredLinksGoAfterADay) {
  const auto form = open();
  const auto code = issue_phone_code(database(), cast.alice, form, now);
  const auto state = [&] { return open_on_phone(database(), code, "203.0.113.7", now).error(); };
  later(std::chrono::hours(24));
  collect();
  EXPECT_EQ(state(), PhoneRefusal::TooOld) << "the phone is told for a while";
  later(std::chrono::minutes(kPhoneCodeMinutes));
  collect();
  EXPECT_EQ(state(), PhoneRefusal::Unknown);
}

TEST_P(Collection, TwoProcessesAtOnce) {
  const auto kept = added(cast.alice, account, 1);
  const Owner mine{"user", cast.alice.id.value};
  for (int number = 2; number < 10; ++number) added(cast.alice, mine, number);
  for (int number = 0; number < 10; ++number) open();
  later(kForm);
  const auto second = db::Database::open(address());
  std::thread other([&] { collect_abandoned(*second, *depot, now); });
  collect();
  other.join();
  EXPECT_EQ(count("attachment"), 1);
  EXPECT_EQ(count("upload_form"), 0);
  EXPECT_EQ(journal_of("attachment.collected").size(), 8U);
  EXPECT_TRUE(is_stored(kept.sha256));
}

class MissedScans : public Collection {
 protected:
  void SetUp() override {
    Collection::SetUp();
    clamd.be_confused();
    depot->scanner = clamd.scanner();
    file = added(cast.alice, account, 1);
  }
  void run() { scan_waiting(database(), *depot, now); }

  ScannerDouble clamd;
  Attachment file;
};

TEST_P(MissedScans, WaitUntilTheScannerIsBack) {
  run();
  EXPECT_EQ(row(file.id).scan, Scan::Waiting);
  clamd.find_nothing();
  run();
  EXPECT_EQ(row(file.id).scan, Scan::Clean);
  EXPECT_FALSE(row(file.id).removed_at);
  const int scans = clamd.scans();
  run();
  EXPECT_EQ(clamd.scans(), scans) << "once is enough";
  depot->scanner.reset();
  run();
}

TEST_P(MissedScans, AnInfectedFileIsRemovedForGood) {
  clamd.find_virus();
  run();
  EXPECT_EQ(row(file.id).scan, Scan::Infected);
  EXPECT_TRUE(files_of(account).empty());
  EXPECT_EQ(journal_of("attachment.removed"), std::vector<std::string>{"attachment.removed account 0000100234"});
  EXPECT_EQ(outcome(restore(database(), *depot, cast.alice, file.id, now)), "virus_found");
}

TEST_P(MissedScans, LostBytesDoNotStopTheOthers) {
  const auto other = added(cast.alice, account, 2);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(depot.files_folder())) {
    if (entry.path().filename().string().find(file.sha256.substr(4)) != std::string::npos) {
      std::filesystem::remove(entry.path());
    }
  }
  ASSERT_FALSE(is_stored(file.sha256));
  clamd.find_nothing();
  run();
  EXPECT_EQ(row(file.id).scan, Scan::Waiting);
  EXPECT_EQ(row(other.id).scan, Scan::Clean);
}

RECOURS_ON_BOTH_ENGINES(Collection);
RECOURS_ON_BOTH_ENGINES(MissedScans);

}  // namespace
}  // namespace recours::attachments
