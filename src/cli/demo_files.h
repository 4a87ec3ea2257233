// The files of the demonstration (src/cli/demo), with their dates counted from today.
#pragma once

#include "base/date.h"
#include "base/import_report.h"

namespace recours::cli {

// As it is.
std::string_view demo_bytes(std::string_view name);
// {D-12} becomes the day twelve days before today, {C-12} the same as YYYYMMDD.
ImportFile demo_file(std::string_view name, Date today);
// Throws with the first finding of a file that was refused.
void expect_imported(const ImportReport& report);

}  // namespace recours::cli
