// Columns and cells of the exported list.
#pragma once

#include "accounts/site.h"
#include "complaints/complaint_query.h"
#include "sheet/sheet.h"

namespace recours::complaints {

struct ExportedList {
  Descriptor file;
  std::int64_t rows = 0;
};
// R-777 Exactly what the list shows under this filter, in its order; row after row, so that memory stays flat.
ExportedList export_list(const accounts::Visit& visit, sheet::Format format, const ComplaintFilter& filter);

}  // namespace recours::complaints
