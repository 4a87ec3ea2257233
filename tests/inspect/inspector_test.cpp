// The server's side: whatever the program does, it is ended, reaped, and the answer makes sense.
#include <gtest/gtest.h>

#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "inspect/inspected.h"
#include "inspect/photos.h"
#include "inspect/probe.h"
#include "inspect/samples.h"

namespace {

using namespace recours;
using namespace recours::testing_support;

attachments::Inspector probe(std::chrono::seconds limit = std::chrono::seconds(20)) {
  return attachments::Inspector({.program = probe_program(),
                                 .spool_folder = std::filesystem::temp_directory_path().string(),
                                 .time_limit = limit});
}

std::string probed(const std::string& how, std::chrono::seconds limit = std::chrono::seconds(20)) {
  const auto result = probe(limit).inspect(how);
  return result ? "accepted" : result.error().code;
}

std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

bool has_children() { return waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD; }

//
TEST(Inspector, TakesFailureForTooComplex) {
  EXPECT_EQ(probed("behave"), "accepted");
  for (const auto* how :
       {"crash", "wild pointer", "allocate", "spin", "flood", "nonsense", "half", "other shape", "silent",
        "unknown code", "unknown type", "missing file", "unnamed file", "other input", "status"}) {
    EXPECT_EQ(probed(how), "too_complex") << how;
  }
  EXPECT_FALSE(has_children());
}

//
TEST(Inspector, EndsAProgramThatTakesTooLong) {
  for (const auto* how : {"sleep", "sleep silently"}) {
    EXPECT_EQ(probed(how, std::chrono::seconds(1)), "too_complex") << how;
  }
  EXPECT_FALSE(has_children());
}

//
TEST(Inspector, HandsOverNothingButTheFile) { EXPECT_EQ(probed("bare"), "empty"); }

//
TEST(Inspector, LeavesNoDescriptorOpen) {
  const auto before = open_descriptors();
  for (const auto* how : {"behave", "crash", "nonsense", "flood"}) {
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(probed(how).empty());
  }
  EXPECT_EQ(verdict_on(photo(".png")), "png");
  EXPECT_EQ(open_descriptors(), before);
}

//
TEST(Inspector, SaysWhenThereIsNoProgram) {
  const attachments::Inspector nowhere({.program = "/nonexistent/recours-inspect"});
  const auto before = open_descriptors();
  EXPECT_THROW(static_cast<void>(nowhere.inspect("x")), std::system_error);
  const attachments::Inspector no_room({.program = probe_program(), .spool_folder = "/nonexistent"});
  EXPECT_THROW(static_cast<void>(no_room.inspect("x")), std::system_error);
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_FALSE(has_children());
}

//
TEST(Inspector, WorksForManyAtOnce) {
  const auto inspector = real_inspector();
  const std::vector<std::pair<std::string, std::string>> files{
      {photo_with_place(photo(".jpg")), "jpeg"}, {one_page_pdf(), "pdf"}, {docx(), "docx"}, {"x", "unsupported_type"}};
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (const auto& [bytes, verdict] : files) {
    threads.emplace_back([&, sent = &bytes, wanted = &verdict] {
      for (int i = 0; i < 4; ++i) {
        const auto result = inspector.inspect(*sent);
        right += (result ? std::string(name_of(result->type)) : result.error().code) == *wanted;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 16);
  EXPECT_FALSE(has_children());
}

}  // namespace
