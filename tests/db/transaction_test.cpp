#include <atomic>
#include <barrier>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "db/sample.h"

namespace recours::db {
namespace {

class TransactionTest : public SampleTest {
 protected:
  std::int64_t whole_of(std::int64_t id) {
    return value<std::int64_t>("SELECT whole AS value FROM sample WHERE id = :id", {{"id", id}});
  }
  // Each of `count` threads runs `work(number)`; the first exception of any of them comes out.
  template <class Work>
  void in_threads(int count, Work work) {
    std::vector<std::exception_ptr> errors(static_cast<std::size_t>(count));
    std::vector<std::thread> threads;
    for (int number = 0; number < count; ++number) {
      threads.emplace_back([&, number] {
        try {
          work(number);
        } catch (...) {
          errors[static_cast<std::size_t>(number)] = std::current_exception();
        }
      });
    }
    for (auto& thread : threads) thread.join();
    for (const auto& error : errors) {
      if (error) std::rethrow_exception(error);
    }
  }
};

void set_whole(Transaction& transaction, std::int64_t id, std::int64_t whole) {
  transaction.execute("UPDATE sample SET whole = :whole WHERE id = :id", {{"id", id}, {"whole", whole}});
}

TEST_P(TransactionTest, WhatReturnedIsThereForOthers) {
  const auto id = database().write([](Transaction& transaction) {
    return transaction.value<std::int64_t>("INSERT INTO sample (whole) VALUES (5) RETURNING id AS value");
  });
  EXPECT_EQ(whole_of(id), 5);
  EXPECT_EQ(Database::open(address())->reader()->value<int>("SELECT whole AS value FROM sample"), 5);
}

TEST_P(TransactionTest, AnExceptionUndoesEverything) {
  insert(1, 1);
  EXPECT_THROW(database().write([](Transaction& transaction) {
    set_whole(transaction, 1, 2);
    transaction.execute("INSERT INTO sample (id) VALUES (2)");
    throw std::logic_error("no");
  }),
               std::logic_error);
  EXPECT_EQ(whole_of(1), 1);
  EXPECT_FALSE(value<bool>("SELECT EXISTS (SELECT 1 FROM sample WHERE id = 2) AS value"));
  insert(2, 2);
}

TEST_P(TransactionTest, ATransactionSeesItsOwnChangesAndOthersDoNot) {
  insert(1, 1);
  const auto outside = database().reader();
  database().write([&](Transaction& transaction) {
    set_whole(transaction, 1, 2);
    EXPECT_EQ(transaction.value<int>("SELECT whole AS value FROM sample"), 2);
    EXPECT_EQ(outside->value<int>("SELECT whole AS value FROM sample"), 1);
  });
  EXPECT_EQ(outside->value<int>("SELECT whole AS value FROM sample"), 2);
}

TEST_P(TransactionTest, AWriteInsideAWriteIsRefused) {
  EXPECT_THROW(database().write([&](Transaction&) { database().write([](Transaction&) {}); }), Error);
  database().write([](Transaction&) {});
}

TEST_P(TransactionTest, NothingCanBeKeptAfterAFailedStatement) {
  insert(1, 1);
  const auto swallow = [](Transaction& transaction) {
    set_whole(transaction, 1, 2);
    EXPECT_THROW(transaction.execute("INSERT INTO sample (id) VALUES (1)"), ConstraintError);
    EXPECT_THROW(transaction.execute("UPDATE sample SET whole = 3"), Error);
  };
  EXPECT_THROW(database().write(swallow), Error);
  EXPECT_EQ(whole_of(1), 1);
  execute("UPDATE sample SET whole = 4");
  EXPECT_EQ(whole_of(1), 4);
}

TEST_P(TransactionTest, ExecuteOneWantsExactlyOneRow) {
  insert(1, 1);
  insert(2, 1);
  const auto update = [&](std::int64_t version) {
    database().write([&](Transaction& transaction) {
      transaction.execute_one("UPDATE sample SET whole = whole + 1 WHERE id = 1 AND whole = :version",
                              {{"version", version}});
    });
  };
  update(1);
  EXPECT_THROW(update(1), Conflict);
  EXPECT_THROW(
      database().write([](Transaction& transaction) { transaction.execute_one("UPDATE sample SET whole = 9", {}); }),
      Conflict);
  EXPECT_EQ(whole_of(1), 2);
  EXPECT_EQ(whole_of(2), 1);
}

struct ConstraintCase {
  const char* sql;
  ConstraintError::Kind kind;
};

TEST_P(TransactionTest, ConstraintsAreToldApart) {
  using Kind = ConstraintError::Kind;
  execute("INSERT INTO sample (id, word) VALUES (1, 'taken')");
  const ConstraintCase cases[] = {
      {"INSERT INTO sample (id) VALUES (1)", Kind::Unique},
      {"INSERT INTO sample (id, word) VALUES (2, 'taken')", Kind::Unique},
      {"INSERT INTO part (sample_id, size) VALUES (99, 1)", Kind::ForeignKey},
      {"INSERT INTO part (sample_id, size) VALUES (1, NULL)", Kind::NotNull},
      {"INSERT INTO part (sample_id, size) VALUES (1, 0)", Kind::Check},
  };
  for (const auto& expected : cases) {
    try {
      execute(expected.sql);
      ADD_FAILURE() << "accepted: " << expected.sql;
    } catch (const ConstraintError& error) {
      EXPECT_EQ(error.kind, expected.kind) << expected.sql << ": " << error.what();
    }
  }
}

TEST_P(TransactionTest, AConstraintErrorDoesNotQuoteTheRow) {
  const std::string_view sql = "INSERT INTO sample (word) VALUES (:word)";
  execute(sql, {{"word", "jeanne.martin@exemple.fr"}});
  try {
    execute(sql, {{"word", "jeanne.martin@exemple.fr"}});
    FAIL() << "accepted twice";
  } catch (const ConstraintError& error) {
    EXPECT_EQ(std::string(error.what()).find("jeanne"), std::string::npos) << error.what();
  }
}

TEST_P(TransactionTest, ARowThatOthersPointToCannotBeDeleted) {
  insert(1, 1);
  execute("INSERT INTO part (sample_id, size) VALUES (1, 1)");
  EXPECT_THROW(execute("DELETE FROM sample"), ConstraintError);
}

TEST_P(TransactionTest, WorkStartsAgainAfterALostRace) {
  insert(1, 0);
  int tries = 0;
  const int answer = database().write([&](Transaction& transaction) {
    transaction.execute("UPDATE sample SET whole = whole + 1");
    if (++tries < 3) throw RetryableError("lost");
    return tries;
  });
  EXPECT_EQ(answer, 3);
  EXPECT_EQ(whole_of(1), 1);
}

TEST_P(TransactionTest, WorkThatAlwaysLosesGivesUp) {
  int tries = 0;
  EXPECT_THROW(database().write([&](Transaction&) {
    ++tries;
    throw RetryableError("lost");
  }),
               RetryableError);
  EXPECT_EQ(tries, 10);
}

TEST_P(TransactionTest, TwoWhoLockInOppositeOrderBothSucceed) {
  // With one writer at a time the two never meet in the middle.
  if (!is_postgres()) {
    insert(1, 0);
    in_threads(2, [&](int) { execute("UPDATE sample SET whole = whole + 1"); });
    EXPECT_EQ(whole_of(1), 2);
    return;
  }
  insert(1, 0);
  insert(2, 0);
  std::barrier both_hold_one(2);
  std::atomic<int> tries = 0;
  in_threads(2, [&](int number) {
    bool first_try = true;
    database().write([&](Transaction& transaction) {
      ++tries;
      transaction.execute("UPDATE sample SET whole = whole + 1 WHERE id = :id", {{"id", 1 + number}});
      if (std::exchange(first_try, false)) both_hold_one.arrive_and_wait();
      transaction.execute("UPDATE sample SET whole = whole + 1 WHERE id = :id", {{"id", 2 - number}});
    });
  });
  // One of the two lost at least once. On a busy machine its second try may meet the other one in the middle again.
  EXPECT_GE(tries, 3);
  EXPECT_EQ(whole_of(1), 2);
  EXPECT_EQ(whole_of(2), 2);
}

TEST_P(TransactionTest, SeveralProgramsWriteOneDatabase) {
  insert(1, 0);
  in_threads(3, [&](int) {
    const auto own = Database::open(address());
    for (int i = 0; i < 50; ++i) {
      own->write([](Transaction& transaction) { transaction.execute("UPDATE sample SET whole = whole + 1"); });
    }
  });
  EXPECT_EQ(whole_of(1), 150);
}

TEST_P(TransactionTest, WhatIsReadAfterLockRowsIsWhatTheLastHolderCommitted) {
  insert(1, 0);
  insert(2, 0);
  in_threads(4, [&](int number) {
    for (int i = 0; i < 25; ++i) {
      database().write([&](Transaction& transaction) {
        // In whatever order they are named.
        transaction.lock_rows("sample", number % 2 ? std::vector<std::int64_t>{1, 2} : std::vector<std::int64_t>{2, 1});
        const auto whole = transaction.value<std::int64_t>("SELECT whole AS value FROM sample WHERE id = 1");
        set_whole(transaction, 1, whole + 1);
        set_whole(transaction, 2, whole + 1);
      });
    }
  });
  EXPECT_EQ(whole_of(1), 100);
  EXPECT_EQ(whole_of(2), 100);
}

TEST_P(TransactionTest, LockRowsTakesATableNameAndNothingElse) {
  for (const std::string_view name : {"sample; DELETE FROM sample", "", "Sample", "1sample", "sam ple", "a.b"}) {
    EXPECT_THROW(database().write([&](Transaction& transaction) { transaction.lock_rows(name, {1}); }), Error) << name;
  }
  database().write([](Transaction& transaction) { transaction.lock_rows("sample", {}); });
}

TEST_P(TransactionTest, NumbersOfASeriesHaveNoGapAndNoDouble) {
  std::mutex mutex;
  std::vector<std::int64_t> drawn;
  in_threads(8, [&](int) {
    for (int i = 0; i < 20; ++i) {
      try {
        const auto number = database().write([&](Transaction& transaction) {
          const auto next = transaction.next_number("sample");
          if (i % 5 == 4) throw NotFound();
          return next;
        });
        const std::lock_guard lock(mutex);
        drawn.push_back(number);
      } catch (const NotFound&) {
      }
    }
  });
  const std::set<std::int64_t> distinct(drawn.begin(), drawn.end());
  EXPECT_EQ(drawn.size(), 8u * 16);
  EXPECT_EQ(distinct.size(), drawn.size());
  EXPECT_EQ(*distinct.begin(), 1);
  EXPECT_EQ(*distinct.rbegin(), 128);
  EXPECT_EQ(database().write([](Transaction& transaction) { return transaction.next_number("other"); }), 1);
}

TEST_P(TransactionTest, MoreReadersThanConnectionsWaitForEachOther) {
  insert(1, 1);
  std::atomic<int> sum = 0;
  in_threads(12, [&](int) {
    for (int i = 0; i < 20; ++i) sum += database().reader()->value<int>("SELECT whole AS value FROM sample");
  });
  EXPECT_EQ(sum, 240);
}

TEST_P(TransactionTest, WhoeverReadsMayWriteWhenAllReadersAreOut) {
  insert(1, 0);
  std::barrier all_read(4);
  in_threads(4, [&](int) {
    const auto reader = database().reader();
    EXPECT_EQ(reader->value<int>("SELECT whole AS value FROM sample"), 0);
    all_read.arrive_and_wait();
    execute("UPDATE sample SET whole = whole + 1");
  });
  EXPECT_EQ(whole_of(1), 4);
}

RECOURS_ON_BOTH_ENGINES(TransactionTest);

}  // namespace
}  // namespace recours::db
