// The filtered list as CSV and XLSX.
#include "complaints/complaint_export_actions.h"
#include "complaints/complaint_export_view.h"
#include "complaints/complaint_filter_form.h"
#include "complaints/complaint_request_form.h"
#include "complaints/complaints_pages.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;

namespace {

// A filter nobody understands is told by the list, which keeps it.
http::Response take_list(Visit& visit, sheet::Format format) {
  const FilterForm form(visit.request.query);
  const auto filter = read_filter(form.fields(), visit.viewer);
  if (!filter) return http::Response::redirect(form.address());
  auto list = export_list(visit, format, *filter);
  const std::string extension(sheet::extension_of(format));
  note_export(visit.database, visit.viewer, {extension, form.address(), list.rows}, visit.now);
  http::Response response;
  const auto length = size_of(list.file);
  response.file = http::FileBody{std::make_shared<const Descriptor>(std::move(list.file)), 0, length};
  response.set("Content-Type", std::string(sheet::content_type_of(format)));
  response.set("Content-Disposition",
               "attachment; filename=\"reclamations-" + visit.today().iso() + "." + extension + "\"");
  response.set("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

void register_complaint_export_pages(accounts::Site& site) {
  site.page(Method::Get, "/complaints/export.csv", Right::ExportComplaints,
            [](Visit& visit) { return take_list(visit, sheet::Format::Csv); });
  site.page(Method::Get, "/complaints/export.xlsx", Right::ExportComplaints,
            [](Visit& visit) { return take_list(visit, sheet::Format::Xlsx); });
}

}  // namespace recours::complaints
