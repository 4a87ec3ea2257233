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

}  // namespace recours::claims
