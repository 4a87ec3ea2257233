#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "journal/journal.h"
#include "journal/many_entries.h"
#include "support/clock.h"
#include "support/database.h"

namespace recours::journal {
namespace {

using testing_support::instant;

const Instant kNow = instant("2026-01-08T13:28:00.000Z");
const Actor kAlice{UserId{7}, "Alice Exemple", "web 203.0.113.9"};
const Actor kJob{std::nullopt, "recours", "job"};

struct Link {
  std::int64_t position;
  std::int64_t entry_id;
  std::string chain_hash;
};

class JournalTest : public OnBothEngines {
 protected:
  void append_one(const Actor& actor = kAlice, const std::string& subject = "33442137") {
    database().write([&](db::Transaction& transaction) {
      append(transaction, actor, kNow, "claim.confirmed", {"claim", subject}, {{"state", "open"}, {"lines", 2}});
    });
  }
  std::vector<Entry> entries() {
    return database().reader()->list(
        "SELECT id, at, actor_id, source, action, subject_type, subject_id, commitment FROM journal_entry ORDER BY id",
        {}, [](const db::Row& row) {
          const auto actor = row.get<std::optional<std::int64_t>>("actor_id");
          return Entry{row.get<std::int64_t>("id"),         row.get<std::string>("at"),
                       actor ? std::to_string(*actor) : "", row.get<std::string>("source"),
                       row.get<std::string>("action"),      row.get<std::string>("subject_type"),
                       row.get<std::string>("subject_id"),  row.get<std::string>("commitment")};
        });
  }
  std::vector<Link> links() {
    return database().reader()->list("SELECT position, entry_id, chain_hash FROM journal_link ORDER BY position", {},
                                     [](const db::Row& row) {
                                       return Link{row.get<std::int64_t>("position"), row.get<std::int64_t>("entry_id"),
                                                   row.get<std::string>("chain_hash")};
                                     });
  }
  // Every entry once, positions 1, 2, 3…, each hash that of the one before.
  void expect_whole_chain(std::size_t length) {
    const auto all = entries();
    const auto chain = links();
    ASSERT_EQ(chain.size(), length);
    std::set<std::int64_t> linked;
    std::string previous;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      EXPECT_EQ(chain[i].position, static_cast<std::int64_t>(i) + 1);
      EXPECT_TRUE(linked.insert(chain[i].entry_id).second);
      const auto entry =
          std::find_if(all.begin(), all.end(), [&](const Entry& e) { return e.id == chain[i].entry_id; });
      ASSERT_NE(entry, all.end());
      EXPECT_EQ(chain[i].chain_hash, chain_hash_of(*entry, chain[i].position, previous));
      previous = chain[i].chain_hash;
    }
  }
};

// More than one statement takes, in two kinds of pieces: the same entries as one by one, in their order.
TEST_P(JournalTest, ManyEntriesAreTheSameAsOneByOne) {
  constexpr std::size_t kMany = 37;
  std::vector<NewEntry> many;
  for (std::size_t at = 1; at <= kMany; ++at) {
    many.push_back({"invoice.imported", {"invoice", std::to_string(at)}, {{"lines", at}}});
  }
  database().write([&](db::Transaction& transaction) {
    append_all(transaction, kAlice, kNow, many);
    append_all(transaction, kJob, kNow, {});
    append_all(transaction, kJob, kNow, {{"import.ended", {"import", "1"}, {}}});
  });
  const auto all = entries();
  ASSERT_EQ(all.size(), kMany + 1);
  for (std::size_t at = 0; at < kMany; ++at) {
    EXPECT_EQ(all[at].subject_id, std::to_string(at + 1));
    EXPECT_EQ(all[at].actor_id, "7");
    EXPECT_EQ(all[at].action, "invoice.imported");
  }
  EXPECT_EQ(all.back().actor_id, "");
  database().reader()->each(
      "SELECT entry_id, salt, content FROM journal_content ORDER BY entry_id", {}, [&](const db::Row& row) {
        const auto entry = std::find_if(all.begin(), all.end(),
                                        [&](const Entry& e) { return e.id == row.get<std::int64_t>("entry_id"); });
        ASSERT_NE(entry, all.end());
        EXPECT_EQ(entry->commitment,
                  commitment_of(*entry, row.get<std::string>("salt"), row.get<std::string>("content")));
        if (!entry->actor_id.empty()) {
          EXPECT_EQ(row.get<std::string>("content"),
                    "{\"actor_name\":\"Alice Exemple\",\"lines\":" + entry->subject_id + "}");
        }
      });
  EXPECT_EQ(seal(database()), static_cast<int>(kMany) + 1);
  expect_whole_chain(kMany + 1);
}

TEST_P(JournalTest, AnEntrySaysWhoDidWhatToWhatWhenAndFromWhere) {
  append_one();
  append_one(kJob);
  const auto all = entries();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].at, "2026-01-08T13:28:00.000Z");
  EXPECT_EQ(all[0].actor_id, "7");
  EXPECT_EQ(all[0].source, "web 203.0.113.9");
  EXPECT_EQ(all[0].action, "claim.confirmed");
  EXPECT_EQ(all[0].subject_type, "claim");
  EXPECT_EQ(all[0].subject_id, "33442137");
  EXPECT_EQ(all[1].actor_id, "");
}

TEST_P(JournalTest, TheContentLiesBesideWithTheNameOfTheActor) {
  append_one();
  EXPECT_EQ(database().reader()->value<std::string>("SELECT content AS value FROM journal_content"),
            R"({"actor_name":"Alice Exemple","lines":2,"state":"open"})");
}

TEST_P(JournalTest, TheCommitmentIsThatOfEntrySaltAndContent) {
  append_one();
  const auto entry = entries().front();
  const auto kept = [&](std::string column) {
    return database().reader()->value<std::string>("SELECT " + column + " AS value FROM journal_content");
  };
  EXPECT_EQ(entry.commitment, commitment_of(entry, kept("salt"), kept("content")));
  EXPECT_EQ(kept("salt").size(), 64u);
}

TEST_P(JournalTest, TheSameDeedTwiceHasTwoCommitments) {
  append_one();
  append_one();
  const auto all = entries();
  EXPECT_NE(all[0].commitment, all[1].commitment);
}

TEST_P(JournalTest, AnUndoneTransactionLeavesNoEntry) {
  EXPECT_THROW(database().write([&](db::Transaction& transaction) {
    append(transaction, kAlice, kNow, "claim.confirmed", {"claim", "1"}, {});
    throw std::logic_error("no");
  }),
               std::logic_error);
  EXPECT_TRUE(entries().empty());
  EXPECT_EQ(seal(database()), 0);
}

TEST_P(JournalTest, AContentMayNotNameAnotherActor) {
  EXPECT_THROW(database().write([&](db::Transaction& transaction) {
    append(transaction, kAlice, kNow, "claim.confirmed", {"claim", "1"}, {{"actor_name", "Bob"}});
  }),
               std::invalid_argument);
}

TEST_P(JournalTest, SealingLinksWhatIsThereInBatches) {
  EXPECT_EQ(seal(database()), 0);
  for (int i = 0; i < 5; ++i) append_one();
  EXPECT_EQ(seal(database(), 2), 2);
  EXPECT_EQ(seal(database(), 2), 2);
  append_one();
  EXPECT_EQ(seal(database(), 2), 2);
  EXPECT_EQ(seal(database(), 2), 0);
  expect_whole_chain(6);
}

TEST_P(JournalTest, ALateEntryWithALowIdIsLinkedLater) {
  append_one();
  append_one();
  const auto first = entries().front().id;
  // As if the first one's transaction had not committed yet.
  const auto hide = [&](std::string_view sql) {
    database().write([&](db::Transaction& transaction) { transaction.execute(sql, {{"id", first}}); });
  };
  hide("DELETE FROM journal_unsealed WHERE entry_id = :id");
  EXPECT_EQ(seal(database()), 1);
  hide("INSERT INTO journal_unsealed (entry_id) VALUES (:id)");
  EXPECT_EQ(seal(database()), 1);
  ASSERT_EQ(links().size(), 2u);
  EXPECT_EQ(links().back().entry_id, first);
  expect_whole_chain(2);
}

TEST_P(JournalTest, TwoSealersAndSeveralWritersMakeOneChain) {
  std::vector<std::thread> threads;
  for (int writer = 0; writer < 3; ++writer) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) append_one();
    });
  }
  for (int sealer = 0; sealer < 2; ++sealer) {
    threads.emplace_back([&] {
      const auto own = db::Database::open(address());
      for (int i = 0; i < 20; ++i) seal(*own, 3);
    });
  }
  for (auto& thread : threads) thread.join();
  while (seal(database()) > 0) {
  }
  expect_whole_chain(60);
}

RECOURS_ON_BOTH_ENGINES(JournalTest);

Entry sample() {
  Entry entry{12, "2026-01-08T13:28:00.000Z", "7", "cli", "claim.confirmed", "claim", "33442137", ""};
  entry.commitment = commitment_of(entry, std::string(64, 'a'), "{}");
  return entry;
}

TEST(CommitmentTest, ChangesWithEveryPartOfTheEntry) {
  const auto salt = std::string(64, 'a');
  std::set<std::string> seen = {sample().commitment};
  for (auto member :
       {&Entry::at, &Entry::actor_id, &Entry::source, &Entry::action, &Entry::subject_type, &Entry::subject_id}) {
    auto altered = sample();
    altered.*member += "x";
    EXPECT_TRUE(seen.insert(commitment_of(altered, salt, "{}")).second);
  }
  EXPECT_TRUE(seen.insert(commitment_of(sample(), std::string(64, 'b'), "{}")).second);
  EXPECT_TRUE(seen.insert(commitment_of(sample(), salt, "{ }")).second);
}

TEST(CommitmentTest, DoesNotConfuseWhereAFieldEnds) {
  auto left = sample(), right = sample();
  left.action = "ab";
  left.subject_type = "c";
  right.action = "a";
  right.subject_type = "bc";
  EXPECT_NE(commitment_of(left, std::string(64, 'a'), ""), commitment_of(right, std::string(64, 'a'), ""));
}

// Computed once outside this program from the layout in journal.h: it must never change.
TEST(CommitmentTest, KeepsItsLayout) {
  EXPECT_EQ(sample().commitment, "4c40464aa006243254cbd9d1e3613ea73c8aa185faa8e896a3814df9bb8033a1");
  EXPECT_EQ(chain_hash_of(sample(), 1, ""), "45794e7a6abd26178a02a842b8ca402a2fbb5d170def1ec0f4e4088a908591ee");
  EXPECT_EQ(chain_hash_of(sample(), 2, std::string(64, 'c')),
            "a6e20f6e97857823aa7c7727ba67098e130ede89696621f97173aed3f1eaffd3");
}

TEST(CommitmentTest, AChainHashDependsOnPositionPredecessorAndEntry) {
  const auto hash = chain_hash_of(sample(), 1, "");
  EXPECT_NE(hash, chain_hash_of(sample(), 2, ""));
  EXPECT_NE(hash, chain_hash_of(sample(), 1, hash));
  for (auto member :
       {&Entry::at, &Entry::actor_id, &Entry::source, &Entry::action, &Entry::subject_type, &Entry::subject_id}) {
    auto altered = sample();
    altered.*member += "x";
    EXPECT_NE(hash, chain_hash_of(altered, 1, ""));
  }
  auto altered = sample();
  altered.commitment.back() = altered.commitment.back() == '0' ? '1' : '0';
  EXPECT_NE(hash, chain_hash_of(altered, 1, ""));
}

TEST(CommitmentTest, HashesThatAreNoneAreRefused) {
  for (const std::string& bad :
       {std::string("a"), std::string(), std::string("zz"), std::string(63, 'a'), std::string(66, 'a')}) {
    EXPECT_THROW(commitment_of(sample(), bad, "{}"), std::invalid_argument) << bad;
  }
}

TEST(CanonicalTest, SortsMembersAndLeavesNoBlanks) {
  EXPECT_EQ(canonical(boost::json::parse(R"( {"b": [1, {"z": null, "a": true}], "a\"é": "x\n", "B": -1 , "e": {}} )")),
            "{\"B\":-1,\"a\\\"é\":\"x\\n\",\"b\":[1,{\"a\":true,\"z\":null}],\"e\":{}}");
}

}  // namespace
}  // namespace recours::journal
