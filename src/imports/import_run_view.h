// The pieces of the import pages: state in words, progress, what a report says.
#pragma once

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "imports/import_run.h"
#include "ui/components.h"

namespace recours::imports {

std::string label_of(ui::Language language, Kind kind);
ui::Html badge_of(ui::Language language, const ImportRun& run);
std::string path_of(ImportRunId id);
std::string file_names(ui::Language language, const std::vector<RunFile>& files);

// R-235 While a job works at it.
ui::Html progress_card(ui::Language language, const ImportRun& run);
// Numbers, then a card for each file with what was found in it.
ui::Html report_cards(ui::Language language, const ImportRun& run, const boost::json::object& report);

}  // namespace recours::imports
