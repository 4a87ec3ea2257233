// Rows of the register, as the list, a contact's tab and the dashboard show them, with the icons of what the viewer may
// do.
#pragma once

#include <vector>

#include "accounts/site.h"
#include "complaints/complaint_filter_form.h"
#include "complaints/transition.h"

namespace recours::complaints {

// What a list leaves out or lets sort by.
struct ListLook {
  enum class Client { Shown, Hidden } client = Client::Shown;
  const FilterForm* sorting = nullptr;  // none: the order is fixed
};
ui::Html complaint_table(const accounts::Visit& visit, const std::vector<ListedComplaint>& complaints,
                         const ListLook& look);

// The day a list is ordered by: sent, or received where nothing was sent.
std::optional<Date> listed_on(const ListedComplaint& complaint);

}  // namespace recours::complaints
