#include "base/descriptor.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <string>
#include <system_error>

namespace recours {
namespace {

bool is_open(int number) { return ::fcntl(number, F_GETFD) >= 0; }

TEST(Descriptor, ClosesOnceAndByItself) {
  int number = -1;
  {
    Descriptor first = temporary_file(testing::TempDir().c_str());
    number = first.get();
    Descriptor second(std::move(first));
    EXPECT_FALSE(first);
    EXPECT_EQ(second.get(), number);
    Descriptor third;
    EXPECT_FALSE(third);
    third = std::move(second);
    EXPECT_TRUE(is_open(number));
  }
  EXPECT_FALSE(is_open(number));
}

TEST(TemporaryFile, HasNoName) {
  const std::string folder = testing::TempDir() + "/nameless-XXXXXX";
  std::string made = folder;
  ASSERT_NE(::mkdtemp(made.data()), nullptr);
  const Descriptor file = temporary_file(made.c_str());
  write_all(file, "abc");
  EXPECT_TRUE(std::filesystem::is_empty(made));
  EXPECT_EQ(size_of(file), 3u);
  std::filesystem::remove(made);
  EXPECT_THROW(temporary_file(made.c_str()), std::system_error);
}

TEST(MappedFile, ShowsWhatWasWritten) {
  Descriptor file = temporary_file(testing::TempDir().c_str());
  EXPECT_EQ(MappedFile(file).bytes(), "");
  const std::string bytes(100'000, 'x');
  write_all(file, bytes);
  write_all(file, "y");
  MappedFile mapped(file);
  file.reset();
  EXPECT_EQ(mapped.bytes(), bytes + "y");
  const MappedFile moved(std::move(mapped));
  EXPECT_EQ(moved.bytes().size(), bytes.size() + 1);
  EXPECT_THROW(MappedFile{file}, std::system_error);
}

TEST(ReadAll, ReadsFromAPlaceAndKnowsTheEnd) {
  const Descriptor file = temporary_file(testing::TempDir().c_str());
  write_all(file, "0123456789");
  std::array<char, 4> bytes{};
  read_all(file, 6, bytes);
  EXPECT_EQ(std::string_view(bytes.data(), bytes.size()), "6789");
  EXPECT_THROW(read_all(file, 7, bytes), std::system_error);
  EXPECT_THROW(read_all(Descriptor(), 0, bytes), std::system_error);
}

}  // namespace
}  // namespace recours
