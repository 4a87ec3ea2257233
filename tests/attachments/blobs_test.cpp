// The bytes of files, in both places, on both engines: kept, checked, collected, and never lost to a collection that
// runs while somebody sends them again.
#include "attachments/blobs.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <fstream>
#include <future>
#include <thread>

#include "attachments/attachment_store.h"
#include "attachments/blob_rows.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/depot.h"

namespace recours::attachments {
namespace {

namespace fs = std::filesystem;
using testing_support::Engine;
using testing_support::test_now;

constexpr std::chrono::hours kDay{24};

class BlobsTest : public OnBothEngines {
 protected:
  // In the folder first, then in the database: whatever holds for one holds for the other.
  template <class Test>
  void in_both_places(Test&& test) {
    for (const bool in_folder : {true, false}) {
      SCOPED_TRACE(in_folder ? "in a folder" : "in the database");
      blobs_ = in_folder ? blobs_in_folder(folder_.path() / "files") : blobs_in_database(folder_.path());
      test();
      database().write([](db::Transaction& transaction) {
        transaction.execute("DELETE FROM attachment");
        transaction.execute("DELETE FROM blob");
      });
    }
  }
  std::string put(const std::string& bytes, Instant at = test_now()) {
    const auto sha256 = sha256_of(bytes);
    database().write([&](db::Transaction& transaction) { blobs_->put(transaction, sha256, bytes, at); });
    return sha256;
  }
  std::string read(const std::string& sha256) {
    const auto file = blobs_->open(*database().reader(), sha256);
    const MappedFile mapped(*file);
    return std::string(mapped.bytes());
  }
  static AttachmentId name_it(db::Transaction& transaction, const std::string& sha256, const std::string& preview = "",
                              const std::string& thumbnail = "") {
    Attachment attachment;
    attachment.owner = {"claim", 1};
    attachment.name = "bon.pdf";
    attachment.size = 1;
    attachment.sha256 = sha256;
    attachment.preview_sha256 = preview;
    attachment.thumbnail_sha256 = thumbnail;
    attachment.uploaded_by_name = "Alice Martel";
    attachment.uploaded_at = test_now();
    return insert_attachment(transaction, attachment);
  }
  std::int64_t count(const std::string& table) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + table);
  }
  // Until another transaction of this database waits for a row (PostgreSQL).
  void wait_until_one_waits() {
    const auto reader = database().reader();
    while (reader->value<std::int64_t>("SELECT COUNT(*) AS value FROM pg_stat_activity"
                                       " WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0) {
      std::this_thread::yield();
    }
  }
  fs::path path_of(const std::string& sha256) const {
    return folder_.path() / "files" / sha256.substr(0, 2) / sha256.substr(2, 2) / sha256;
  }

  testing_support::TemporaryFolder folder_;
  std::unique_ptr<Blobs> blobs_;
};

std::string bytes_of(std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 31 + i / 256);
  return bytes;
}

TEST(Sha256Of, IsTheOneOfEverybody) {
  EXPECT_EQ(sha256_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

//
TEST_P(BlobsTest, GiveBackWhatWasPut) {
  in_both_places([&] {
    constexpr std::size_t kChunk = 256 * 1024;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kChunk - 1, kChunk, kChunk + 1, 3 * kChunk + 7}) {
      const auto bytes = bytes_of(size);
      EXPECT_EQ(read(put(bytes)), bytes) << size;
    }
    EXPECT_EQ(count_blobs(*database().reader()).files, 6);
    EXPECT_EQ(count_blobs(*database().reader()).bytes, static_cast<std::int64_t>(6 * kChunk + 8));
  });
}

//
TEST_P(BlobsTest, OneContentIsKeptOnce) {
  in_both_places([&] {
    const auto sha256 = put(bytes_of(300'000), test_now().plus(-2 * kDay));
    EXPECT_EQ(put(bytes_of(300'000)), sha256);
    EXPECT_EQ(count("blob"), 1);
    EXPECT_EQ(blobs_->collect(database(), test_now()), 0) << "as young as it was sent last";
    EXPECT_EQ(read(sha256), bytes_of(300'000));
  });
}

TEST_P(BlobsTest, NothingStaysInTheDatabaseOfWhatRolledBack) {
  in_both_places([&] {
    const std::string bytes = bytes_of(10);
    EXPECT_THROW(database().write([&](db::Transaction& transaction) {
      blobs_->put(transaction, sha256_of(bytes), bytes, test_now());
      throw std::runtime_error("no");
    }),
                 std::runtime_error);
    EXPECT_EQ(count("blob") + count("blob_chunk"), 0);
  });
}

//
TEST_P(BlobsTest, WhatIsNotThereIsToldAsLost) {
  in_both_places([&] { EXPECT_THROW(read(sha256_of("jamais reçu")), BlobLost); });
  in_both_places([&] { EXPECT_THROW(read("../../../etc/passwd"), BlobLost); });
}

//
TEST_P(BlobsTest, AlteredBytesAreNeverHandedOut) {
  blobs_ = blobs_in_folder(folder_.path() / "files");
  const auto sha256 = put("Bon de livraison");
  std::ofstream(path_of(sha256)) << "Bon de livraisom";
  EXPECT_THROW(read(sha256), BlobLost);
  put("Bon de livraison");
  EXPECT_EQ(read(sha256), "Bon de livraison") << "sent again, it is whole again";
  fs::remove(path_of(sha256));
  EXPECT_THROW(read(sha256), BlobLost);

  blobs_ = blobs_in_database(folder_.path());
  const auto other = put(bytes_of(600'000));
  database().write(
      [](db::Transaction& transaction) { transaction.execute("DELETE FROM blob_chunk WHERE position = 1"); });
  EXPECT_THROW(read(other), BlobLost);
  put(bytes_of(600'000));
  EXPECT_EQ(read(other), bytes_of(600'000)) << "sent again, it is whole again";
}

TEST_P(BlobsTest, TheFolderIsForItsOwnerOnly) {
  blobs_ = blobs_in_folder(folder_.path() / "files");
  const auto sha256 = put("x");
  const auto mode = [](const fs::path& path) { return static_cast<int>(fs::status(path).permissions()); };
  EXPECT_EQ(mode(folder_.path() / "files"), 0700);
  EXPECT_EQ(mode(path_of(sha256).parent_path().parent_path()), 0700);
  EXPECT_EQ(mode(path_of(sha256).parent_path()), 0700);
  EXPECT_EQ(mode(path_of(sha256)), 0600);
  EXPECT_THROW(blobs_in_folder(folder_.path() / "absent" / "files"), std::system_error);
}

TEST_P(BlobsTest, AFullDiskLeavesNothing) {
  blobs_ = blobs_in_folder(folder_.path() / "files");
  const auto bytes = bytes_of(6'000'000);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto former = signal(SIGXFSZ, SIG_IGN);
  const rlimit little{5'000'000, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &little);
  EXPECT_THROW(put(bytes), std::system_error);
  setrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, former);
  EXPECT_EQ(count("blob"), 0);
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
    EXPECT_TRUE(entry.is_directory()) << entry.path();
  EXPECT_EQ(read(put(bytes)), bytes);
}

TEST_P(BlobsTest, AFolderThatCannotBeWrittenToIsAFailure) {
  blobs_ = blobs_in_folder(folder_.path() / "files");
  std::ofstream(folder_.path() / "files" / sha256_of("x").substr(0, 2)) << "in the way";
  EXPECT_THROW(put("x"), std::system_error);
  EXPECT_EQ(count("blob"), 0);
}

//
TEST_P(BlobsTest, CollectsWhatNobodyNames) {
  in_both_places([&] {
    const auto old = test_now().plus(-3 * kDay);
    const auto named = put("named", old), preview = put("preview", old), thumbnail = put("thumbnail", old);
    const auto orphan = put("orphan", old), young = put("young", test_now());
    const auto removed = put("removed", old), just_removed = put("just removed", old);
    database().write([&](db::Transaction& transaction) {
      name_it(transaction, named, preview, thumbnail);
      for (const auto& [sha256, at] : {std::pair{removed, old}, {just_removed, test_now()}}) {
        transaction.execute("UPDATE attachment SET removed_at = :at WHERE id = :id",
                            {{"at", at}, {"id", name_it(transaction, sha256)}});
      }
    });
    EXPECT_EQ(blobs_->collect(database(), test_now().plus(-kDay)), 2);
    for (const auto& sha256 : {named, preview, thumbnail, young, just_removed}) EXPECT_FALSE(read(sha256).empty());
    EXPECT_THROW(read(orphan), BlobLost);
    EXPECT_THROW(read(removed), BlobLost);
    EXPECT_EQ(blobs_->collect(database(), test_now().plus(-kDay)), 0) << "safe to run twice";
  });
}

//
TEST_P(BlobsTest, CollectsWhatUploadsLeftThatWereCutOff) {
  blobs_ = blobs_in_folder(folder_.path() / "files");
  const auto kept = put("kept", test_now().plus(-3 * kDay));
  database().write([&](db::Transaction& transaction) { name_it(transaction, kept); });
  const auto rolled_back = put("rolled back");
  database().write([&](db::Transaction& transaction) {
    transaction.execute("DELETE FROM blob WHERE sha256 = :sha256", {{"sha256", rolled_back}});
  });
  const auto cut_off = path_of(kept).string() + ".part-abc123";
  std::ofstream(cut_off) << "ke";
  const auto foreign = path_of(kept).parent_path() / "LISEZMOI";
  std::ofstream(foreign) << "not ours";
  // Bytes know the machine's time, not the one of tests.
  const auto soon = Instant(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())).plus(kDay);
  EXPECT_EQ(blobs_->collect(database(), soon.plus(-3 * kDay)), 0) << "young ones may still be written";
  EXPECT_TRUE(fs::exists(path_of(rolled_back)));
  EXPECT_EQ(blobs_->collect(database(), soon), 2);
  EXPECT_FALSE(fs::exists(path_of(rolled_back)));
  EXPECT_FALSE(fs::exists(cut_off));
  EXPECT_TRUE(fs::exists(foreign)) << "what is not ours is left alone";
  EXPECT_EQ(read(kept), "kept");
  EXPECT_EQ(count("blob"), 1) << "no place is left held";
}

// Two transactions that meet: PostgreSQL only, for SQLite has one writer at a time.
class SharedBlobsTest : public BlobsTest {};

//
TEST_P(SharedBlobsTest, AnUploadUnderWayHoldsOffACollection) {
  in_both_places([&] {
    const auto sha256 = put("sent again", test_now().plus(-3 * kDay));
    std::future<int> collection;
    database().write([&](db::Transaction& transaction) {
      blobs_->put(transaction, sha256, "sent again", test_now());
      collection = std::async(std::launch::async, [&] { return blobs_->collect(database(), test_now().plus(-kDay)); });
      wait_until_one_waits();
      name_it(transaction, sha256);
    });
    EXPECT_EQ(collection.get(), 0);
    EXPECT_EQ(read(sha256), "sent again");
  });
}

//
TEST_P(SharedBlobsTest, AnUploadThatMeetsACollectionWritesItsBytesAgain) {
  in_both_places([&] {
    const auto sha256 = put("taken away", test_now().plus(-3 * kDay));
    std::future<std::string> upload;
    const int taken =
        collect_rows(database(), test_now().plus(-kDay), [&](db::Transaction&, const std::string& content) {
          upload = std::async(std::launch::async, [&] { return put("taken away"); });
          wait_until_one_waits();
          fs::remove(path_of(content));  // only now, while the other waits
        });
    EXPECT_EQ(taken, 1);
    EXPECT_EQ(upload.get(), sha256);
    EXPECT_EQ(read(sha256), "taken away");
    EXPECT_EQ(count("blob"), 1);
  });
}

//
TEST_P(SharedBlobsTest, ARowlessFileIsNotTakenFromAnUploadUnderWay) {
  blobs_ = blobs_in_folder(folder_.path() / "files");
  const auto soon = Instant(std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())).plus(kDay);
  const auto sha256 = sha256_of("first time");
  std::future<int> collection;
  database().write([&](db::Transaction& transaction) {
    blobs_->put(transaction, sha256, "first time", soon);  // nobody else sees its row yet
    collection = std::async(std::launch::async, [&] { return blobs_->collect(database(), soon); });
    wait_until_one_waits();
    name_it(transaction, sha256);
  });
  EXPECT_EQ(collection.get(), 0);
  EXPECT_EQ(read(sha256), "first time");
}

//
TEST_P(BlobsTest, UploadsAndCollectionsAtTheSameTimeLoseNothing) {
  in_both_places([&] {
    constexpr int kRounds = 25;
    std::vector<std::future<void>> work;
    for (int worker = 0; worker < 3; ++worker) {
      work.push_back(std::async(std::launch::async, [&] {
        for (int i = 0; i < kRounds; ++i) {
          const auto bytes = "content " + std::to_string(i % 5);
          database().write([&](db::Transaction& transaction) {
            blobs_->put(transaction, sha256_of(bytes), bytes, test_now());
            if (i >= kRounds - 5) name_it(transaction, sha256_of(bytes));
          });
        }
      }));
    }
    work.push_back(std::async(std::launch::async, [&] {
      // Made old on purpose, so that there is always something to take.
      for (int i = 0; i < kRounds; ++i) {
        database().write([](db::Transaction& transaction) {
          transaction.execute("UPDATE blob SET stored_at = :old WHERE sha256 NOT IN (SELECT sha256 FROM attachment)",
                              {{"old", test_now().plus(-3 * kDay)}});
        });
        blobs_->collect(database(), test_now().plus(-kDay));
      }
    }));
    for (auto& done : work) done.get();
    for (int i = 0; i < 5; ++i) {
      const auto bytes = "content " + std::to_string(i);
      EXPECT_EQ(read(sha256_of(bytes)), bytes);
    }
  });
}

RECOURS_ON_BOTH_ENGINES(BlobsTest);

std::vector<Engine> shared_engines() {
  auto all = testing_support::engines();
  std::erase(all, Engine::Sqlite);
  return all;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SharedBlobsTest);
INSTANTIATE_TEST_SUITE_P(On, SharedBlobsTest, ::testing::ValuesIn(shared_engines()), testing_support::engine_name);

}  // namespace
}  // namespace recours::attachments
