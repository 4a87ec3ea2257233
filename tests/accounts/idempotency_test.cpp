#include "accounts/idempotency.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "accounts/session_actions.h"
#include "base/errors.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/site.h"

namespace recours::accounts {
namespace {

using namespace std::chrono_literals;
using testing_support::Cast;
using testing_support::make_cast;
using testing_support::make_request;
using testing_support::test_now;

class IdempotencyTest : public OnBothEngines {
 protected:
  IdempotencyTest() { cast_ = make_cast(database(), test_now()); }

  IdempotencyKey key(const std::string& name, const std::string& body = "{}") const {
    return *idempotency_key(cast_.alice.id, "basket/confirmation",
                            make_request(http::Method::Post, "/api/v1/basket/confirmation", {{"idempotency-key", name}}, body));
  }

  // A deed that leaves one row per run; the answer is the number of rows it saw.
  Result<KeptAnswer, Refusal> act(const IdempotencyKey& with, Instant now) {
    return database().write([&](db::Transaction& transaction) -> Result<KeptAnswer, Refusal> {
      auto kept = recall(transaction, with, now);
      if (!kept) return fail(kept.error());
      if (*kept) return **kept;
      transaction.execute("INSERT INTO counter (series, value) VALUES ('deed', 1) "
                          "ON CONFLICT (series) DO UPDATE SET value = counter.value + 1");
      const auto count = transaction.value<std::int64_t>("SELECT value FROM counter WHERE series = 'deed'");
      const KeptAnswer answer{201, "{\"deed\":" + std::to_string(count) + "}"};
      keep(transaction, with, answer, now);
      return answer;
    });
  }
  std::int64_t deeds() {
    return database().reader()->value<std::int64_t>("SELECT value FROM counter WHERE series = 'deed'");
  }
  Cast cast_;
};

TEST_P(IdempotencyTest, TheSameKeyGetsTheSameAnswerAndDoesNothing) {
  EXPECT_EQ(act(key("a"), test_now())->body, "{\"deed\":1}");
  const auto again = act(key("a"), test_now().plus(1h));
  EXPECT_EQ(again->status, 201);
  EXPECT_EQ(again->body, "{\"deed\":1}");
  EXPECT_EQ(deeds(), 1);
}

TEST_P(IdempotencyTest, AnotherKeyRouteOrPersonIsAnotherDeed) {
  act(key("a"), test_now()).ok();
  EXPECT_EQ(act(key("b"), test_now())->body, "{\"deed\":2}");
  IdempotencyKey elsewhere = key("a");
  elsewhere.route = "parcels";
  EXPECT_EQ(act(elsewhere, test_now())->body, "{\"deed\":3}");
  IdempotencyKey of_bob = key("a");
  of_bob.user = cast_.bob.id;
  EXPECT_EQ(act(of_bob, test_now())->body, "{\"deed\":4}");
}

TEST_P(IdempotencyTest, TheSameKeyWithAnotherBodyIsRefused) {
  act(key("a"), test_now()).ok();
  const auto refused = act(key("a", "{\"x\":1}"), test_now());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "idempotency_key_reused");
  EXPECT_EQ(deeds(), 1);
}

TEST_P(IdempotencyTest, AnAnswerIsKeptForTwentyFourHours) {
  act(key("a"), test_now()).ok();
  drop_expired(database(), test_now().plus(24h - 1ms));
  EXPECT_EQ(act(key("a"), test_now().plus(24h - 1ms))->body, "{\"deed\":1}");
  EXPECT_EQ(act(key("a", "other"), test_now().plus(24h))->body, "{\"deed\":2}");
}

TEST_P(IdempotencyTest, OfManyAtOnceOneActsAndAllGetItsAnswer) {
  constexpr int kAtOnce = 6;
  std::atomic<int> same{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < kAtOnce; ++i) {
    threads.emplace_back([&] {
      const auto answer = act(key("race"), test_now());
      if (answer.ok() && answer->body == "{\"deed\":1}") ++same;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(same, kAtOnce);
  EXPECT_EQ(deeds(), 1);
}

RECOURS_ON_BOTH_ENGINES(IdempotencyTest);

TEST(IdempotencyKeyOf, ComesFromTheHeaderOrTheForm) {
  const UserId user{1};
  const auto of = [&](testing_support::HeaderFields headers, std::string body = "") {
    return idempotency_key(user, "r", make_request(http::Method::Post, "/", std::move(headers), std::move(body)));
  };
  EXPECT_FALSE(of({}));
  EXPECT_EQ(of({{"idempotency-key", "k-1"}})->key, "k-1");
  const std::pair<std::string, std::string> form{"content-type", "application/x-www-form-urlencoded"};
  EXPECT_EQ(of({form}, "idempotency_key=k-2&x=1")->key, "k-2");
  EXPECT_FALSE(of({form}, "x=1"));
  EXPECT_FALSE(of({{"content-type", "application/json"}}, "idempotency_key=k-2"));
  EXPECT_NE(of({{"idempotency-key", "k"}}, "a")->request_hash, of({{"idempotency-key", "k"}}, "b")->request_hash);
}

TEST(IdempotencyKeyOf, ComparesFormsWithFilesByWhatIsInThem) {
  const auto of = [](const std::string& boundary, const std::string& content) {
    const std::string line = "--" + boundary + "\r\nContent-Disposition: form-data; name=";
    const std::string body = line + "idempotency_key\r\n\r\nk-3\r\n" + line + "files; filename=a.jpg\r\n\r\n" + content +
                             "\r\n--" + boundary + "--\r\n";
    const std::pair<std::string, std::string> type{"content-type", "multipart/form-data; boundary=" + boundary};
    return *idempotency_key(UserId{1}, "r", make_request(http::Method::Post, "/", {type}, body));
  };
  EXPECT_EQ(of("one", "abc").key, "k-3");
  EXPECT_EQ(of("one", "abc").request_hash, of("two", "abc").request_hash);
  EXPECT_NE(of("one", "abc").request_hash, of("one", "abd").request_hash);
}

TEST(IdempotencyKeyOf, ComparesABodyOnDiskLikeOneInMemory) {
  const Descriptor file = temporary_file(testing::TempDir().c_str());
  write_all(file, "{\"a\":1}");
  auto request = make_request(http::Method::Post, "/", {{"idempotency-key", "k"}});
  request.spooled = std::make_shared<const MappedFile>(file);
  const auto in_memory = make_request(http::Method::Post, "/", {{"idempotency-key", "k"}}, "{\"a\":1}");
  EXPECT_EQ(idempotency_key(UserId{1}, "r", request)->request_hash, idempotency_key(UserId{1}, "r", in_memory)->request_hash);
}

TEST(IdempotencyKeyOf, RefusesWhatIsNoKey) {
  const auto with = [](const std::string& key) {
    return idempotency_key(UserId{1}, "r", make_request(http::Method::Post, "/", {{"idempotency-key", key}}));
  };
  EXPECT_NO_THROW(with(std::string(255, 'k')));
  EXPECT_THROW(with(std::string(256, 'k')), Malformed);
  EXPECT_THROW(with("two words"), Malformed);
  EXPECT_THROW(with("\xff"), Malformed);
}

}  // namespace
}  // namespace recours::accounts
