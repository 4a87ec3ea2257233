#include "ui/qr.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace recours::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// The modules an SVG of qr_code() draws: rows of 0 and 1, the quiet zone included.
std::vector<std::string> modules_of(const std::string& svg) {
  const auto attribute = [&](const std::string& name) {
    const auto start = svg.find(" " + name + "=\"") + name.size() + 3;
    return svg.substr(start, svg.find('"', start) - start);
  };
  std::istringstream box(attribute("viewBox"));
  std::size_t x = 0, y = 0, width = 0, height = 0;
  box >> x >> y >> width >> height;
  std::vector<std::string> rows(height, std::string(width, '0'));
  std::istringstream path(attribute("d"));
  std::string bar;
  while (std::getline(path, bar, 'z')) {
    unsigned column = 0, row = 0, length = 0;
    if (std::sscanf(bar.c_str(), "M%u %uh%uv1", &column, &row, &length) != 3) ADD_FAILURE() << bar;
    for (unsigned at = 0; at < length; ++at) rows.at(row).at(column + at) = '1';
  }
  return rows;
}

// What a scanner reads from it (zbar-tools), drawn with `pixels` for each module.
std::string scanned(const std::string& svg, int pixels) {
  const auto rows = modules_of(svg);
  const auto file = std::filesystem::temp_directory_path() / ("recours-qr-" + std::to_string(getpid()) + ".pbm");
  {
    std::ofstream out(file);
    out << "P1\n" << rows.front().size() * pixels << " " << rows.size() * pixels << "\n";
    for (const auto& row : rows) {
      for (int repeat = 0; repeat < pixels; ++repeat) {
        for (const char module : row) out << std::string(static_cast<std::size_t>(pixels), module);
        out << "\n";
      }
    }
  }
  const std::string command = "zbarimg -q --raw --nodbus " + file.string() + " 2>/dev/null";
  std::FILE* pipe = popen(command.c_str(), "r");
  std::string text;
  std::array<char, 512> part{};
  while (std::fgets(part.data(), part.size(), pipe) != nullptr) text += part.data();
  pclose(pipe);
  std::filesystem::remove(file);
  return text;
}

//
TEST(QrCode, AScannerReadsWhatWasWritten) {
  for (const std::string text : {"https://recours.example/p/0f9c2e51a7b34d68", "http://192.168.1.20:8080/p/abc",
                                 "https://réclamations.example/p/été"}) {
    EXPECT_EQ(scanned(qr_code(text, "Code QR").str(), 4), text + "\n");
  }
}

//
TEST(QrCode, HasAQuietZoneOfFourModulesOnAllSides) {
  const auto rows = modules_of(qr_code("https://recours.example/p/0f9c2e51a7b34d68", "Code QR").str());
  const std::size_t side = rows.size();
  ASSERT_GT(side, 8u + 20u);
  for (std::size_t at = 0; at < side; ++at) {
    for (const std::size_t edge : {0u, 1u, 2u, 3u}) {
      EXPECT_EQ(rows[edge][at], '0');
      EXPECT_EQ(rows[side - 1 - edge][at], '0');
      EXPECT_EQ(rows[at][edge], '0');
      EXPECT_EQ(rows[at][side - 1 - edge], '0');
    }
  }
  EXPECT_EQ(rows[4].substr(4, 7), "1111111");  // a finder pattern begins right after it
}

TEST(QrCode, IsDarkOnWhiteWithANameAndNoStyle) {
  const std::string svg = qr_code("https://recours.example/", "Joindre \"depuis\" un téléphone").str();
  EXPECT_THAT(svg, HasSubstr("role=\"img\" aria-label=\"Joindre &quot;depuis&quot; un téléphone\""));
  EXPECT_THAT(svg, HasSubstr("fill=\"#fff\""));
  EXPECT_THAT(svg, HasSubstr("fill=\"#000\""));
  EXPECT_THAT(svg, Not(HasSubstr("style")));
  EXPECT_THAT(svg, Not(HasSubstr("<image")));
}

TEST(QrCode, ATextThatDoesNotFitIsAnError) {
  EXPECT_NO_THROW(qr_code(std::string(2000, 'x'), "x"));
  EXPECT_THROW(qr_code(std::string(4000, 'x'), "x"), std::length_error);
  EXPECT_THROW(qr_code("", "x"), std::length_error);
}

}  // namespace
}  // namespace recours::ui
