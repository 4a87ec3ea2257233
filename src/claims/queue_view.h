// The rows of a work queue: which claim, where it lies, who has it, by when.
#pragma once

#include "claims/queue_form.h"

namespace recours::claims {

ui::Html queue_table(accounts::Visit& visit, const Policies& policies, const QueueForm& form,
                     const std::vector<WorkItem>& items);
// R-606 What can be done with the chosen ones; empty where the viewer decides on none.
ui::Html selection_bar(const accounts::Visit& visit, const QueueForm& form);
// "en retard" with an icon, else the day with its distance.
ui::Html due_label(const accounts::Visit& visit, Date due_on);

}  // namespace recours::claims
