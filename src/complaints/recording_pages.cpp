#include "complaints/complaints_pages.h"

namespace recours::complaints {

void register_recording_pages(accounts::Site&, const attachments::Depot&) {}

}  // namespace recours::complaints
