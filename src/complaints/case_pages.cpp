// The page of a complaint and everything that is done from it.
#include "complaints/case_page.h"
#include "complaints/command_pages.h"
#include "complaints/complaints_pages.h"

namespace recours::complaints {

using accounts::Right;
using accounts::Visit;
using http::Method;

namespace {

http::Response show(Visit& visit) { return case_page(visit, complaint_of(visit), notices_of(visit)); }

}  // namespace

void register_case_pages(accounts::Site& site, const attachments::Depot& depot) {
  site.page(Method::Get, "/complaints/{number}", Right::SeeComplaints, show);
  register_command_pages(site);
  register_ending_pages(site);
  register_writing_pages(site);
  register_letter_pages(site);
  register_answer_pages(site);
  register_delay_pages(site);
  register_edit_pages(site);
  register_case_files_pages(site, depot);
}

}  // namespace recours::complaints
