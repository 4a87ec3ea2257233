#include "cli/demo_files.h"

#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include "base/embedded.h"

namespace recours::cli {
namespace {

// The demo's files carry {D-12} (twelve days before today, YYYY-MM-DD) and {C-12} (the same as YYYYMMDD).
std::string dated(std::string_view text, Date today) {
  std::string out;
  while (true) {
    const auto open = text.find_first_of('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    const auto close = text.find('}', open);
    int days = 0;
    std::from_chars(text.data() + open + 3, text.data() + close, days);
    std::string day = today.plus_days(-days).iso();
    if (text[open + 1] == 'C') std::erase(day, '-');
    out += day;
    text.remove_prefix(close + 1);
  }
}

}  // namespace

std::string_view demo_bytes(std::string_view name) {
  for (const auto& file : embedded::demo()) {
    if (file.name == name) return file.bytes;
  }
  throw std::logic_error(fmt::format("the demo has no file {}", name));
}

ImportFile demo_file(std::string_view name, Date today) {
  return {std::string(name), dated(demo_bytes(name), today)};
}

void expect_imported(const ImportReport& report) {
  for (const auto& file : report.files) {
    if (!file.refused) continue;
    const auto& finding = file.findings.front();
    throw std::runtime_error(fmt::format("{}: line {}, {}: {}", file.file, finding.line, finding.field, finding.code));
  }
}

}  // namespace recours::cli
