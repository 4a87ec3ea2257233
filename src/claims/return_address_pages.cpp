// The address of the returns department, as it stands on return slips and labels.
#include "accounts/page_words.h"
#include "accounts/settings.h"
#include "base/catalogue_key.h"
#include "claims/claims_pages.h"
#include "claims/return_address_actions.h"
#include "ui/done_notice.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

namespace {

constexpr const char* kPath = "/returns-address";
constexpr ui::DoneWord kDone[] = {{"saved", key("The address is saved. It stands on every slip printed from now on.")}};

http::Response form_page(Visit& visit, const std::string& typed, const ui::FieldErrors& errors, int status = 200) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Address for returns");
  page.crumbs = {{tr(l, "Data of claims"), "/policies"}};
  if (status == 200) page.notices = ui::done_notices(l, visit.request, kDone);
  const ui::Field address{kReturnsAddress,
                          tr(l, "Name and postal address"),
                          typed,
                          tr(l, "A line each. Empty: name and address of the organisation."),
                          errors.of(kReturnsAddress),
                          false};
  page.content =
      ui::error_summary(l, errors) +
      ui::post_form(kPath, visit.frame.csrf,
                    ui::text_area(l, address, 6) + el("div", {{"class", "form-footer"}},
                                                      ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), "/policies"),
                                                      ui::button(ui::Weight::Primary, tr(l, "Save"))),
                    {{"class", "form"}, {"novalidate", true}}) +
      ui::card(tr(l, "On the slips now"), el("pre", {{"class", "mail-text"}}, return_address(visit.reader)));
  return visit.page(page, status);
}

http::Response show(Visit& visit) {
  return form_page(visit, accounts::find_setting(visit.reader, kReturnsAddress).value_or(""), {});
}

http::Response save(Visit& visit) {
  const std::string typed(visit.request.form().text(kReturnsAddress));
  if (const auto refusal = set_return_address(visit.database, visit.viewer, typed, visit.now))
    return form_page(visit, typed, ui::errors_of(visit.language(), *refusal), 422);
  return http::Response::redirect(std::string(kPath) + "?done=saved");
}

}  // namespace

void register_return_address_pages(accounts::Site& site) {
  site.page(Method::Get, kPath, Right::ManagePolicies, show);
  site.page(Method::Post, kPath, Right::ManagePolicies, save);
}

}  // namespace recours::claims
