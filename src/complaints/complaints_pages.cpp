#include "complaints/complaints_pages.h"

namespace recours::complaints {

void register_complaints_pages(accounts::Site& site, const attachments::Depot& depot) {
  register_complaint_list_pages(site);
  register_recording_pages(site, depot);
  register_case_pages(site, depot);
  register_old_register_pages(site);
  register_delegation_pages(site);
  register_deadlines(site);
  register_complaint_data_pages(site);
}

}  // namespace recours::complaints
