#include "cli/version.h"

namespace recours::cli {

std::string_view version() { return RECOURS_VERSION; }

}  // namespace recours::cli
