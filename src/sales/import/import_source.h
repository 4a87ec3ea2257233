// A file handed to an import, of any size: opened when its turn comes, read piece by piece, twice. Values only.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/descriptor.h"
#include "base/finding.h"
#include "base/import_report.h"
#include "base/result.h"

namespace recours::sales {

struct ImportSource {
  std::string name;                                            // as the person knows it
  // Throws std::system_error. The same bytes each time: who opens a path sees to it.
  std::function<std::shared_ptr<const Descriptor>()> open;
};

// A file that is there already, and bytes in memory (tests, the demo).
ImportSource source_of(std::string name, std::shared_ptr<const Descriptor> file);
ImportSource source_of(const ImportFile& file);

// R-233 How far the work is, for who waits. May throw, which ends the import where it stands.
struct ImportStep {
  enum class Phase { Checking, Writing } phase = Phase::Checking;
  std::int64_t bytes = 0, total_bytes = 0;                     // of all files, in this phase
  std::int64_t lines = 0;                                      // of all files, in this phase
};
using TellStep = std::function<void(const ImportStep&)>;

// R-231 The XML inside a PDF, or why there is none: handed in by who may start the program that opens PDF
// (src/attachments).
using OpenPdf = std::function<Result<std::string, Finding>(std::string_view pdf)>;

struct ImportOptions {
  std::optional<std::string> customer_no;  // --account
  bool dry_run = false;
  OpenPdf open_pdf = {};                   // none: every PDF is refused
  TellStep tell = {};
};

}  // namespace recours::sales
