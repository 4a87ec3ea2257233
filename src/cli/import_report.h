// What an import says: for a clerk, one line per file and per finding; for a program, one JSON object. Pure.
#pragma once

#include <string>
#include <vector>

#include <boost/json/fwd.hpp>

#include "base/import_report.h"
#include "ui/language.h"

namespace recours::cli {

std::vector<std::string> report_lines(ui::Language language, const ImportReport& report);
boost::json::object report_json(ui::Language language, const ImportReport& report);

}  // namespace recours::cli
