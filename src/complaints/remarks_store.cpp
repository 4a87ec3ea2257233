#include "complaints/remarks_store.h"

#include "accounts/organisation_calendar.h"
#include "attachments/attachment_store.h"
#include "complaints/complaint_files.h"
#include "complaints/complaint_store.h"
#include "complaints/registration.h"

namespace recours::complaints {
namespace {

bool is_without_mandate(db::Reader& reader, const Complaint& complaint) {
  std::vector<std::string> kinds;
  for (const auto& file : attachments::list_attachments(reader, {kComplaintFiles, complaint.id.value}))
    kinds.push_back(file.kind);
  return lacks_mandate(complaint.capacity, kinds);
}

}  // namespace

Remarks remarks_on(db::Reader& reader, const accounts::Viewer& viewer, const Complaint& complaint, Date today) {
  Remarks remarks;
  remarks.today = today;
  if (complaint.received_on && complaint.registered_at) {
    remarks.is_late_registration = is_late_registration(*complaint.received_on, paris_day(*complaint.registered_at),
                                                        accounts::holidays_of(reader));
  }
  remarks.lacks_mandate = is_without_mandate(reader, complaint);
  remarks.similar = similar_complaints(reader, viewer, complaint);
  return remarks;
}

}  // namespace recours::complaints
