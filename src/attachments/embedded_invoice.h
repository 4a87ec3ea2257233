// Electronic invoices inside PDF, for the import of sales documents, which may not know how files of others are opened.
#pragma once

#include <string>
#include <string_view>

#include "attachments/inspection.h"
#include "base/finding.h"
#include "base/result.h"

namespace recours::attachments {

// R-231 The XML, or why there is none in words.
Result<std::string, Finding> embedded_invoice(const Inspector& inspector, std::string_view pdf);

}  // namespace recours::attachments
