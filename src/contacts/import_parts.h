// Pieces of the pages that take a CSV file: reading it from the form, what every row would do, the confirmation. The
// file waits nowhere on the server: a short one is carried by the page, a long one is chosen again and must be the one
// that was checked.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "accounts/site.h"
#include "base/import_report.h"
#include "contacts/import_actions.h"
#include "ui/components.h"

namespace recours::contacts {

// The longest body of such a form.
inline constexpr std::size_t kMostImportBytes = (std::size_t{20} << 20) + (std::size_t{64} << 10);

struct ImportUpload {
  std::string kind;  // what the file holds, where the page asks
  ImportFile file;
  std::string checked;  // hash of the file whose preview was confirmed
};
ImportUpload import_upload(const http::Request& request);

ui::Html import_file_field(ui::Language language, const std::string& error);

// How one page of this kind is called and where it leads.
struct ImportFrame {
  std::string path, title;
  std::vector<ui::Crumb> crumbs;  // above the page
  std::string row_label;          // what a row is recognised by
  std::string done_label, done_href;
};
// First what every row would do; the same file confirmed is imported.
http::Response check_or_import(accounts::Visit& visit, const ImportFrame& frame, const ImportUpload& upload,
                               const std::function<ImportReport(const ImportFile&, ImportRun)>& import);

}  // namespace recours::contacts
