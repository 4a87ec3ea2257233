#include "complaints/complaint_export_view.h"

#include <array>
#include <filesystem>

#include "complaints/complaint_parts.h"
#include "complaints/complaint_store.h"

namespace recours::complaints {
namespace {

using sheet::Cell;
using ui::Language;
using ui::tr;

std::vector<sheet::Column> columns_of(Language l) {
  return {{tr(l, "Number"), 18},        {tr(l, "Date sent"), 12},
          {tr(l, "Received on"), 12},   {tr(l, "Title"), 40},
          {tr(l, "Subject"), 12},       {tr(l, "Adviser"), 22},
          {tr(l, "Handler"), 22},       {tr(l, "Client"), 28},
          {tr(l, "Received by"), 16},   {tr(l, "State"), 20},
          {tr(l, "Complexity"), 12},    {tr(l, "What is due"), 14},
          {tr(l, "Next deadline"), 16}, {tr(l, "State of the deadline"), 18}};
}

std::array<Cell, 14> cells_of(Language l, const ListedComplaint& complaint, Date today) {
  const auto state = state_named(complaint.state);
  const auto& due = complaint.next_due_on;
  return {complaint.number,
          sheet::cell(complaint.sent_on),
          sheet::cell(complaint.received_on),
          complaint.title,
          label_of(l, subjects(), complaint.subject),
          complaint.adviser_name,
          complaint.handler_name,
          complaint.complainant_name,
          label_of(l, channels(), complaint.channel),
          state ? label_of(l, *state) : complaint.state,
          label_of(l, complexities(), complaint.complexity),
          due_label(l, complaint.next_due),
          sheet::cell(due),
          due ? label_of(l, next_due_state(*due, today)) : std::string()};
}

}  // namespace

//
ExportedList export_list(const accounts::Visit& visit, sheet::Format format, const ComplaintFilter& filter) {
  const Language l = visit.language();
  const auto folder = std::filesystem::temp_directory_path().string();
  const auto writer = sheet::open_sheet(format, folder.c_str(), tr(l, "Complaints"), columns_of(l));
  std::int64_t rows = 0;
  each_complaint(visit.reader, visit.viewer, filter, visit.today(), [&](const ListedComplaint& complaint) {
    writer->row(cells_of(l, complaint, visit.today()));
    ++rows;
  });
  return {writer->finish(), rows};
}

}  // namespace recours::complaints
