#include "complaints/complaints_pages.h"

namespace recours::complaints {

void register_dashboard(accounts::Site&) {}

}  // namespace recours::complaints
