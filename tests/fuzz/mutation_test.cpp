// The fuzz targets in the ordinary suite: good files and a few thousand broken ones made from them, always the same.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <map>
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

constexpr int kMostMutations = 1500;
constexpr std::chrono::milliseconds kMostTime{1200};  // of one target: slow machines try fewer

//
TEST(FuzzTargets, SurviveMutations) {
  const auto given = seeds();
  for (const auto& [name, target] : fuzz_targets()) {
    ASSERT_TRUE(given.contains(name)) << "no seeds for " << name;
    std::mt19937 random(20261112);
    feed(target, "");
    for (const auto& seed : given.at(name)) feed(target, seed);
    const auto end = std::chrono::steady_clock::now() + kMostTime;
    for (int i = 0; i < kMostMutations && std::chrono::steady_clock::now() < end; ++i) {
      feed(target, mutated(given.at(name)[static_cast<std::size_t>(i) % given.at(name).size()], random));
    }
  }
}

}  // namespace
