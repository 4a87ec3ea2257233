#include "complaints/complaints_pages.h"

namespace recours::complaints {

void register_delegation_pages(accounts::Site&) {}

}  // namespace recours::complaints
