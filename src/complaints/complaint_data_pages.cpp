#include "complaints/complaints_pages.h"

namespace recours::complaints {

void register_complaint_data_pages(accounts::Site&) {}

}  // namespace recours::complaints
