#include "claims/acting_view.h"

#include "accounts/page_words.h"

namespace recours::claims {

using namespace page_words;

Html acting_banner(Language l, const std::string& account_name, const std::string& customer_no) {
  return el("div", {{"class", "acting"}, {"role", "note"}}, ui::icon("users"),
            el("p", {}, tr(l, "You act for"), " ", el("strong", {}, account_name), " (", figures(customer_no), ")"),
            el("a", {{"href", "/claims/new"}}, tr(l, "Leave")));
}

Html acting_banner(const Visit& visit, const std::string& account_name, const std::string& customer_no) {
  return visit.viewer.sees_all_accounts() ? acting_banner(visit.language(), account_name, customer_no) : Html();
}

std::string acting_for(const Visit& visit, const std::string& customer_no) {
  return visit.viewer.sees_all_accounts() ? customer_no : "";
}

Html claim_steps(Language l, ClaimStep current, const std::string& back, const std::string& customer_no) {
  const std::string lines = local_or(back, "");
  const bool past_adding = current >= ClaimStep::Added;
  return ui::steps(l,
                   {{tr(l, "Filter"), address("/claims/new", {{"for", customer_no}})},
                    {tr(l, "Type of claim"), lines},
                    {tr(l, "Declaration"), ""},
                    {tr(l, "Added"), ""},
                    {tr(l, "Basket"), past_adding ? "/basket" : ""}},
                   static_cast<std::size_t>(current));
}

}  // namespace recours::claims
