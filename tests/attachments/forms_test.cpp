// Upload forms: whose they are, what comes in, and what is left once they are sent.
#include <gtest/gtest.h>

#include <thread>

#include "file_world.h"

namespace recours::attachments {
namespace {

using testing_support::png;

class UploadForms : public testing_support::FileWorld {
 protected:
  UploadForm open(const std::string& key = {}, const std::string& subject = "Retour de l’écran") {
    return open_form(database(), cast.alice, {key, std::nullopt, subject, {"label", "damage"}}, now);
  }
  void close(const std::string& key) {
    database().write([&](db::Transaction& transaction) { close_form(transaction, cast.alice, key, now); });
  }
  std::vector<Attachment> waiting(const accounts::Viewer& viewer, const std::string& key) {
    return waiting_in(*database().reader(), viewer, key);
  }
};

TEST_P(UploadForms, OneKeyOneForm) {
  const auto form = open();
  EXPECT_EQ(form.key.size(), 32U);
  EXPECT_EQ(form.key.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(form.shots, (std::vector<std::string>{"label", "damage"}));
  later(std::chrono::hours(2));
  const auto again = open(form.key, "Retour du clavier");
  EXPECT_EQ(again.id, form.id);
  EXPECT_EQ(find_form(*database().reader(), form.id)->subject, "Retour du clavier");
  EXPECT_EQ(find_form(*database().reader(), form.id)->opened_at, now);
  EXPECT_EQ(count("upload_form"), 1);
}

TEST_P(UploadForms, AnythingElseIsANewForm) {
  const auto form = open();
  EXPECT_NE(open("00000000000000000000000000000000").key, "00000000000000000000000000000000") << "nobody chooses a key";
  EXPECT_NE(open_form(database(), cast.alban, {form.key, {}, "", {}}, now).id, form.id);
  EXPECT_NE(open_form(database(), cast.alice, {form.key, account, "", {}}, now).id, form.id)
      << "its files go elsewhere";
  close(form.key);
  EXPECT_NE(open(form.key).id, form.id);
  auto reading = cast.alice;
  reading.read_only = true;
  EXPECT_THROW(open_form(database(), reading, {}, now), Forbidden);
}

TEST_P(UploadForms, WhatWaitsIsItsPersonsAlone) {
  const auto form = open();
  const auto file = added(cast.alice, form.place(), 1);
  EXPECT_EQ(waiting(cast.alice, form.key).size(), 1U);
  EXPECT_TRUE(waiting(cast.alban, form.key).empty());
  EXPECT_TRUE(waiting(cast.alice, "").empty());
  EXPECT_TRUE(waiting(cast.alice, "unknown").empty());
  EXPECT_THROW(send(cast.alban, form.place(), png(2)), NotFound);
  EXPECT_THROW(send(cast.admin, form.place(), png(2)), NotFound);
  EXPECT_THROW(require_attachment(*database().reader(), depot->owners, cast.alban, file.id), NotFound);
  EXPECT_THROW(require_form(*database().reader(), cast.alban, form.key), NotFound);
  EXPECT_EQ(require_form(*database().reader(), cast.alice, form.key).id, form.id);
}

TEST_P(UploadForms, FilesOfAnOwnerGoThereAtOnce) {
  const auto form = open_form(database(), cast.alice, {"", account, "", {}}, now);
  EXPECT_EQ(form.place(), account);
  EXPECT_EQ(find_form(*database().reader(), form.id)->place(), account);
}

TEST_P(UploadForms, ASentFormTakesNothingMore) {
  const auto form = open();
  const auto removed = added(cast.alice, form.place(), 1);
  added(cast.alice, form.place(), 2);
  ASSERT_TRUE(remove(database(), *depot, cast.alice, removed.id, {}, now));
  database().write([&](db::Transaction& transaction) {
    hand_over(transaction, waiting_in(transaction, cast.alice, form.key), account);
    close_form(transaction, cast.alice, form.key, now);
  });
  EXPECT_EQ(files_of(account).size(), 1U);
  EXPECT_TRUE(waiting(cast.alice, form.key).empty());
  EXPECT_EQ(outcome(send(cast.alice, form.place(), png(3))), "form_sent");
  EXPECT_EQ(outcome(restore(database(), *depot, cast.alice, removed.id, now)), "form_sent");
  const auto closed_at = find_form(*database().reader(), form.id)->closed_at;
  later(std::chrono::minutes(1));
  close(form.key);
  EXPECT_EQ(find_form(*database().reader(), form.id)->closed_at, closed_at) << "twice is once";
  close("unknown");
  EXPECT_EQ(count("upload_form"), 1);
}

TEST_P(UploadForms, OnlyItsPersonSendsIt) {
  const auto form = open();
  database().write([&](db::Transaction& transaction) { close_form(transaction, cast.alban, form.key, now); });
  EXPECT_FALSE(find_form(*database().reader(), form.id)->closed_at);
}

// R-830 Whatever the order in which they arrive: the file goes along, or is refused. None stays behind.
TEST_P(UploadForms, AFileThatComesWhileTheFormIsSentIsNotLost) {
  for (int round = 1; round <= 5; ++round) {
    const auto form = open();
    std::string sent;
    std::thread phone([&] { sent = outcome(send(cast.alice, form.place(), png(round))); });
    std::size_t taken = 0;
    database().write([&](db::Transaction& transaction) {
      const auto files = waiting_in(transaction, cast.alice, form.key);
      taken = files.size();
      hand_over(transaction, files, account);
      close_form(transaction, cast.alice, form.key, now);
    });
    phone.join();
    EXPECT_EQ(sent, taken == 1 ? "ok" : "form_sent");
    EXPECT_TRUE(files_of(form.place()).empty());
  }
}

RECOURS_ON_BOTH_ENGINES(UploadForms);

}  // namespace
}  // namespace recours::attachments
