// R-616 « Pour qui ? »: the account staff act for, found by its number or name before the first step.
#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/account_picker.h"
#include "claims/claims_pages.h"
#include "sales/account_store.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr std::size_t kShown = 50;

Html table_of(Language l, const std::vector<sales::Account>& accounts) {
  ui::Table table;
  table.caption = tr(l, "Reseller accounts");
  table.columns = {column(tr(l, "Customer number")), column(tr(l, "Name")), column(tr(l, "Town"))};
  for (const auto& account : accounts) {
    table.rows.push_back({{figures(account.customer_no), Html(account.name), Html(account.city)},
                          address("/claims/new", {{"for", account.customer_no}})});
  }
  return ui::table(table);
}

Html nobody(Language l) {
  return ui::empty_state("users", tr(l, "No account fits"), tr(l, "Search with fewer words, or by the first digits."),
                         ui::link_button(ui::Weight::Secondary, tr(l, "Show the first accounts"), kAccountsPath));
}

http::Response show_accounts(Visit& visit) {
  const Language l = visit.language();
  const std::string words(trim(visit.request.query.text("q")));
  auto found = sales::search_accounts(visit.reader, words, kShown + 1);
  if (!words.empty() && found.size() == 1) {
    return http::Response::redirect(address("/claims/new", {{"for", found.front().customer_no}}));
  }
  const bool more = found.size() > kShown;
  if (more) found.resize(kShown);
  ui::Page page;
  page.title = tr(l, "For whom?");
  page.lead = tr(l, "Choose the reseller you act for.");
  page.crumbs = {{tr(l, "Open a claim"), "/claims/new"}};
  page.content = ui::card({}, account_search(l, words)) + (found.empty() ? nobody(l) : table_of(l, found));
  if (more) page.content += el("p", {{"class", "muted"}}, tr(l, "There are more: search with another word."));
  return visit.page(page);
}

}  // namespace

Html account_search(Language l, const std::string& words) {
  return el("form", {{"class", "form"}, {"method", "get"}, {"action", kAccountsPath}, {"role", "search"}},
            ui::text_field(l, {"q", tr(l, "Customer number or name"), words},
                           {{"type", "search"}, {"autocomplete", "off"}}),
            el("div", {{"class", "cluster"}}, ui::button(ui::Weight::Primary, tr(l, "Find the account"))));
}

void register_account_pages(accounts::Site& site) {
  site.page(Method::Get, kAccountsPath, Right::DecideClaim, show_accounts);
}

}  // namespace recours::claims
