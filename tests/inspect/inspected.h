// Files put before the real program, as the server does it.
#pragma once

#include <filesystem>
#include <string>

#include "attachments/inspection.h"

namespace recours::testing_support {

inline attachments::Inspector real_inspector() {
  return attachments::Inspector({.program = attachments::inspector_beside_program(),
                                 .spool_folder = std::filesystem::temp_directory_path().string()});
}
inline Result<attachments::Inspected, Refusal> inspected(const std::string& bytes) {
  return real_inspector().inspect(bytes);
}

// "jpeg", "jpeg from heic", or the code of the refusal: the verdict in a word, for tables.
inline std::string verdict_on(const std::string& bytes) {
  const auto result = inspected(bytes);
  if (!result) return result.error().code;
  return std::string(name_of(result->type)) + (result->converted_from.empty() ? "" : " from " + result->converted_from);
}

inline std::string bytes_of(const Descriptor& file) { return std::string(MappedFile(file).bytes()); }
// What is kept.
inline std::string kept_of(const attachments::Inspected& result, const std::string& sent) {
  return result.cleaned ? bytes_of(result.cleaned) : sent;
}

}  // namespace recours::testing_support
