// What the page files of this folder share: how they answer scripts, and the pages of forms.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "attachments/attachment_actions.h"
#include "attachments/attachment_pages.h"

namespace recours::attachments {

void register_form_pages(accounts::Site& site, const Depot& depot);  // /upload-forms/…

// The script of our pages asks for JSON, a form without it for a page.
bool wants_json(const http::Request& request);
// {"refusals": [{"name", "detail"}]}: file name and sentence.
http::Response refusals_answer(const std::vector<std::pair<std::string, std::string>>& refusals, int status = 422);

}  // namespace recours::attachments
