// The fuzz targets in the ordinary suite: good files and a few thousand broken ones made from them, always the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "fuzz_targets.h"
#include "inspect/photos.h"
#include "inspect/recordings.h"
#include "inspect/samples.h"

namespace {

using namespace recours::testing_support;
using namespace std::literals;

std::map<std::string, std::vector<std::string>> seeds() {
  const auto jpeg = photo_with_place(photo(".jpg", 16, 16));
  const auto text = docx(field({"DDE ", "a"}));
  return {
      {"multipart",
       {"multipart/form-data; boundary=b\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\n"
        "Content-Disposition: form-data; name=\"f\"; filename=\"p.jpg\"\r\nContent-Type: "
        "image/jpeg\r\n\r\nxyz\r\n--b--\r\n"}},
      {"inspect_jpeg", {jpeg, with_segment(jpeg, '\xe2', "MPF\0"s) + "tail"}},
      {"inspect_png", {photo(".png", 16, 16), with_chunk(photo(".png", 16, 16), "eXIf", jpeg.substr(30, 400))}},
      {"inspect_pdf",
       {one_page_pdf(kNamesAttached, "", attached_file("a.xml", "<a/>")),
        one_page_pdf("/OpenAction << /S /JavaScript /JS (1) >>")}},
      {"inspect_docx", {docx(), text}},
      {"inspect_doc", {doc(), doc(0, {{"Macros/VBA/dir", "x"}})}},
      {"inspect_sound", {id3_tag("a") + mp3_frames(), m4a(), wav(), eml()}},
      {"inspect_xml",
       {word_text(field({"DDE ", "a"})), content_types(), relationships(relationship("frame", "a", "External"))}},
  };
}

// Bytes changed, cut, doubled, and moved: a few at a time.
std::string mutated(std::string bytes, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
  for (auto changes = 1 + below(6); changes > 0 && !bytes.empty(); --changes) {
    const auto at = below(bytes.size());
    switch (below(6)) {
      case 0: bytes[at] = static_cast<char>(random()); break;
      case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8))); break;
      case 2: bytes.resize(at); break;
      case 3: bytes.erase(at, below(32)); break;
      case 4: bytes.insert(at, bytes.substr(below(bytes.size()), below(64))); break;
      default: bytes.replace(at, 4, std::string(4, below(2) ? '\xff' : '\0'));
    }
  }
  return bytes;
}

void feed(FuzzTarget target, const std::string& bytes) {
  // A copy of its own size, so that reading one byte too many shows under AddressSanitizer.
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  EXPECT_EQ(target(exact.data(), exact.size()), 0);
}

// Of each target: RECOURS_FUZZ_SECONDS where it is set (bin/test --fuzz), else a moment; slow machines try fewer.
constexpr int kMostMutations = 1500;
constexpr std::chrono::milliseconds kMoment{1200};

std::optional<std::chrono::seconds> long_run() {
  const char* seconds = std::getenv("RECOURS_FUZZ_SECONDS");
  return seconds == nullptr ? std::nullopt : std::optional(std::chrono::seconds(std::atoi(seconds)));
}

// The small files of tests/fuzz/corpus/NAME.
std::vector<std::string> corpus_of(const std::string& name) {
  std::vector<std::filesystem::path> paths;
  const auto folder = std::filesystem::path(RECOURS_FUZZ_CORPUS) / name;
  if (!std::filesystem::is_directory(folder)) return {};
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> files;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    files.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return files;
}

std::vector<std::string> seeds_of(const std::string& name) {
  auto all = corpus_of(name);
  const auto made = seeds();
  if (const auto found = made.find(name); found != made.end())
    all.insert(all.end(), found->second.begin(), found->second.end());
  return all;
}

// What broke a promise is kept, for who looks for the reason.
void remember(const std::string& name, const std::string& bytes) {
  if (const char* folder = std::getenv("RECOURS_FUZZ_LAST"))
    std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << bytes;
}

class FuzzTargets : public testing::TestWithParam<std::string> {};

//
TEST_P(FuzzTargets, SurviveMutations) {
  const auto target = fuzz_targets().at(GetParam());
  const auto given = seeds_of(GetParam());
  ASSERT_FALSE(given.empty()) << "no seeds for " << GetParam();
  const auto seconds = long_run();
  std::mt19937 random(seconds ? std::random_device{}() : 20261112);
  feed(target, "");
  for (const auto& seed : given) feed(target, seed);
  const auto end = std::chrono::steady_clock::now() + (seconds ? *seconds : kMoment);
  long tried = 0;
  for (; (seconds || tried < kMostMutations) && std::chrono::steady_clock::now() < end; ++tried) {
    const auto bytes = mutated(given[static_cast<std::size_t>(tried) % given.size()], random);
    remember(GetParam(), bytes);
    feed(target, bytes);
  }
  if (seconds) std::printf("%s: %ld inputs\n", GetParam().c_str(), tried);
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& [name, target] : fuzz_targets()) all.push_back(name);
  return all;
}

INSTANTIATE_TEST_SUITE_P(Parser, FuzzTargets, testing::ValuesIn(names()), [](const auto& each) { return each.param; });

}  // namespace
