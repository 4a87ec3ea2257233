// Opening what others sent: the server never does it itself. A small program (src/inspect) is started for each file, without
// rights, network or much memory and time, and says what the file is, or why it is refused; it writes the cleaned file
// (location removed, converted where needed) and the pictures of it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "attachments/attachment.h"
#include "base/descriptor.h"
#include "base/result.h"

namespace recours::attachments {

// What the program prints, as JSON on its standard output; see src/inspect/verdict.h for the writing side.
struct Inspected {
  FileType type = FileType::Pdf;
  std::string converted_from;        // heic, webp, or empty
  bool location_removed = false;
  Descriptor cleaned;                // the bytes to keep; no file: those that were sent
  Descriptor preview, thumbnail;     // JPEG; no file: none
};

struct InspectorOptions {
  std::string program;               // path of recours-inspect
  std::string spool_folder = "/tmp";
  std::chrono::seconds time_limit{20};
};

class Inspector {
 public:
  explicit Inspector(InspectorOptions options);
  // Starts the program on these bytes and waits. A refusal has a code of refused_file(); a program that crashed or ran out
  // of its limits is too_complex, with a line in the log. Throws std::system_error when it cannot be started.
  Result<Inspected, Refusal> inspect(std::string_view bytes) const;
  // R-231 The XML of the electronic invoice in a PDF, or a code: none, several, order, encrypted, damaged, too_large,
  // too_complex.
  Result<std::string, std::string> invoice_in(std::string_view pdf) const;

 private:
  InspectorOptions options_;
};

// recours-inspect beside the running program.
std::string inspector_beside_program();

}  // namespace recours::attachments
