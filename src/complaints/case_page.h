// The page of one complaint: what it says, what was done, what may be done now. Shown by itself and by commands that
// were refused because of its state.
#pragma once

#include "complaints/case_parts.h"

namespace recours::complaints {

//
http::Response case_page(accounts::Visit& visit, const Complaint& complaint, std::vector<ui::Notice> notices = {},
                         int status = 200);

}  // namespace recours::complaints
