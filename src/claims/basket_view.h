// The basket as it is shown: groups by category, reason and invoice, and beside each line what stands in its way today.
// Reading and rendering; the verbs are in basket_actions.h.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "claims/page_parts.h"

namespace recours::claims {

struct BasketView {
  struct TypedReference {
    std::string text, error;
  };
  std::vector<BasketGroup> groups;
  Policies policies;
  std::map<ClaimLineId, ui::Html> obstacles;  // only lines that cannot be confirmed today
  std::map<ClaimId, TypedReference> reference_errors;

  // What the confirmation said of lines: fields named items/ID.
  void show_refused(ui::Language language, const std::vector<FieldRefusal>& refused);
  std::int64_t line_count() const;
};

BasketView load_basket(accounts::Visit& visit);

// R-616 The one account staff act for in this basket; empty where it holds several, or nothing, and for resellers.
std::string only_account(const accounts::Visit& visit, const BasketView& view);

// Everything between the steps and the end of the page: groups, sum, button; or what to do in an empty basket.
ui::Html basket_html(accounts::Visit& visit, const BasketView& view);

// Marks the version of a line that was on the page when it was confirmed.
std::string seen_token(const ClaimLine& line);

// A button that puts a removed declaration back.
ui::Html restore_form(ui::Language language, const std::string& csrf, const Declaration& removed);

// What has just been confirmed: numbers, states, what happens next, who gets the e-mail.
ui::Html confirmed_html(accounts::Visit& visit, const std::vector<Claim>& claims);

}  // namespace recours::claims
