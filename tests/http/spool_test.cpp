// R-822 Uploads wait in files without names, within a limit together.
#include "http/spool.h"

#include <gtest/gtest.h>

#include <system_error>
#include <thread>
#include <vector>

#include "http/spool_folder.h"

namespace recours::http {
namespace {

using testing_client::SpoolFolder;

TEST(SpoolRoom, GivesNoMoreThanItHas) {
  SpoolRoom room(100);
  EXPECT_TRUE(room.take(60));
  EXPECT_FALSE(room.take(41));
  EXPECT_TRUE(room.take(40));
  EXPECT_FALSE(room.take(1));
  EXPECT_TRUE(room.take(0));
  room.give_back(100);
  EXPECT_FALSE(room.take(static_cast<std::size_t>(-1)));
  EXPECT_TRUE(room.take(100));
}

TEST(SpoolRoom, IsSharedByThreads) {
  SpoolRoom room(1000);
  std::atomic<int> taken = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) taken += room.take(1);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, 1000);
  EXPECT_EQ(room.taken(), 1000u);
}

TEST(Spool, KeepsBytesUntilTheLastReaderLetsGo) {
  const SpoolFolder folder;
  const auto room = std::make_shared<SpoolRoom>(10);
  Spool spool(room, folder.path());
  EXPECT_TRUE(spool.append("01234"));
  EXPECT_TRUE(spool.append("56789"));
  EXPECT_EQ(folder.descriptors(), 1);
  EXPECT_FALSE(folder.has_names());
  auto file = std::move(spool).finish();
  EXPECT_EQ(folder.descriptors(), 0);
  EXPECT_EQ(file->bytes(), "0123456789");
  EXPECT_EQ(room->taken(), 10u);
  file.reset();
  EXPECT_EQ(room->taken(), 0u);
  EXPECT_EQ(folder.mappings(), 0);
}

TEST(Spool, TakesRoomOnceForWhatItExpects) {
  const SpoolFolder folder;
  const auto room = std::make_shared<SpoolRoom>(10);
  {
    Spool first(room, folder.path());
    EXPECT_TRUE(first.expect(8));
    EXPECT_EQ(room->taken(), 8u);
    EXPECT_TRUE(first.append("01234567"));
    EXPECT_EQ(room->taken(), 8u);
    Spool second(room, folder.path());
    EXPECT_FALSE(second.expect(3));
    EXPECT_TRUE(second.append("ab"));
    EXPECT_FALSE(second.append("c"));
    EXPECT_EQ(room->taken(), 10u);
  }
  EXPECT_EQ(room->taken(), 0u);
  EXPECT_EQ(folder.descriptors(), 0);
}

TEST(Spool, ThrowsWithoutItsFolder) {
  const auto room = std::make_shared<SpoolRoom>(10);
  EXPECT_THROW(Spool(room, "/no/such/folder"), std::system_error);
  EXPECT_EQ(room->taken(), 0u);
}

}  // namespace
}  // namespace recours::http
