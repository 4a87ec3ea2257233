#include "complaints/complaints_pages.h"

namespace recours::complaints {

void register_complaint_list_pages(accounts::Site&) {}

contacts::Tab complaints_tab() { return {msg("Complaints"), "complaints", {}, {}}; }

}  // namespace recours::complaints
