// A PDF as people and scanners see it on paper: its text (pdftotext), its pages drawn (pdftoppm), what a scanner reads
// from them (zbarimg), and how high a printed word really is.
#pragma once

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include <unistd.h>

namespace recours::testing_support {

class Printed {
 public:
  explicit Printed(const std::string& pdf) {
    std::string pattern = (std::filesystem::temp_directory_path() / "recours-printed-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder for a printed page");
    folder_ = pattern;
    std::ofstream(folder_ / "it.pdf", std::ios::binary) << pdf;
  }
  Printed(const Printed&) = delete;
  Printed& operator=(const Printed&) = delete;
  ~Printed() { std::filesystem::remove_all(folder_); }

  std::string text() const { return said("pdftotext -layout it.pdf -"); }
  int pages() const {
    const auto facts = said("pdfinfo it.pdf");
    return std::atoi(facts.c_str() + facts.find("Pages:") + 6);
  }
  // Everything a scanner reads on this page, from 1: "CODE-128:…", "QR-Code:…".
  std::set<std::string> codes(int page) const {
    draw(page, 200, "-png");
    std::istringstream lines(said("zbarimg -q --nodbus drawn.png 2>/dev/null || true"));
    std::set<std::string> codes;
    for (std::string line; std::getline(lines, line);) codes.insert(line);
    return codes;
  }
  // Of the first time this word stands on the page, in millimetres of ink.
  double height_of(const std::string& word, int page) const {
    const auto boxes = said("pdftotext -bbox -f " + std::to_string(page) + " -l " + std::to_string(page) + " it.pdf -");
    const auto at = boxes.find(">" + word + "<");
    if (at == std::string::npos) throw std::runtime_error(word + " is not on page " + std::to_string(page));
    const auto tag = boxes.substr(boxes.rfind("<word", at), 200);
    const auto side = [&](const char* name) { return std::atof(tag.c_str() + tag.find(name) + 6); };
    return ink(page, side("xMin=\""), side("yMin=\""), side("xMax=\""), side("yMax=\""));
  }

 private:
  static constexpr int kDots = 300;  // in an inch

  std::string said(const std::string& command) const {
    const auto line = "cd '" + folder_.string() + "' && " + command;
    FILE* pipe = popen(line.c_str(), "r");
    if (!pipe) throw std::runtime_error("cannot run " + line);
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t read = 0; (read = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      text.append(buffer.data(), read);
    if (pclose(pipe) != 0) throw std::runtime_error("failed: " + line);
    return text;
  }
  void draw(int page, int dots, const std::string& format) const {
    const auto number = std::to_string(page);
    said("pdftoppm -singlefile " + format + " -r " + std::to_string(dots) + " -f " + number + " -l " + number +
         " it.pdf drawn");
  }
  // Rows with something dark between these points of the page.
  double ink(int page, double left, double top, double right, double bottom) const {
    draw(page, kDots, "-gray");
    std::ifstream file(folder_ / "drawn.pgm", std::ios::binary);
    std::string magic;
    std::size_t width = 0, height = 0, most = 0;
    file >> magic >> width >> height >> most;
    file.get();
    const std::string dots((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    const auto dot = [](double point) { return static_cast<std::size_t>(std::max(0.0, point) * kDots / 72); };
    std::size_t first = height, last = 0;
    for (std::size_t y = dot(top); y < std::min(dot(bottom), height); ++y) {
      for (std::size_t x = dot(left); x < std::min(dot(right), width); ++x) {
        if (static_cast<unsigned char>(dots.at(y * width + x)) > 128) continue;
        first = std::min(first, y);
        last = std::max(last, y);
      }
    }
    return last < first ? 0 : static_cast<double>(last - first + 1) * 25.4 / kDots;
  }

  std::filesystem::path folder_;
};

}  // namespace recours::testing_support
