// Everything that was typed, to be read once more before it is registered. Rendering only.
#pragma once

#include "accounts/site.h"
#include "complaints/complaint.h"
#include "ui/html.h"

namespace recours::complaints {

ui::Html recording_summary(const accounts::Visit& visit, const Complaint& draft);

}  // namespace recours::complaints
