#include "base/sorted_spool.h"

#include <gtest/gtest.h>

#include <random>

namespace recours {
namespace {

struct Number {
  std::uint64_t value;
  bool operator<(const Number& other) const { return value < other.value; }
};

std::vector<std::uint64_t> read_back(SortedSpool<Number>& spool) {
  std::vector<std::uint64_t> values;
  auto cursor = spool.read();
  for (Number number{}; cursor.next(number);) values.push_back(number.value);
  return values;
}

TEST(SortedSpool, GivesBackInOrderWhateverFitsInMemory) {
  for (const std::size_t in_memory : {1, 7, 1000, 100'000}) {
    for (const std::size_t count : {0, 1, 999, 1000, 1001, 20'000}) {
      if (in_memory == 1 && count > 1001) continue;
      std::mt19937_64 random(count);
      SortedSpool<Number> spool(in_memory);
      std::vector<std::uint64_t> expected;
      for (std::size_t i = 0; i < count; ++i) {
        expected.push_back(random() % 5000);  // with repetitions
        spool.add({expected.back()});
      }
      std::sort(expected.begin(), expected.end());
      EXPECT_EQ(read_back(spool), expected) << in_memory << " " << count;
      EXPECT_EQ(read_back(spool), expected) << "again";
    }
  }
}

}  // namespace
}  // namespace recours
