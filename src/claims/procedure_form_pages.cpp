// R-645 Editing the procedure of a manufacturer, or the general one: the same form, preview, versions and history as
// the other data of claims have, under the address resellers read it at.
#include "claims/policies_pages.h"
#include "claims/policy_parts.h"
#include "sales/invoice_store.h"

namespace recours::claims {

using accounts::Right;
using accounts::Visit;
using http::Method;

// An unknown address is read as the general one, but never written.
DataPlace known_procedure(const Visit& visit) {
  auto place = procedure_place_of(visit);
  if (place.key != kGeneralProcedure && !sales::find_manufacturer(visit.reader, place.key))
    throw NotFound("manufacturer");
  return place;
}

namespace {

http::Response show(Visit& visit) {
  const auto place = known_procedure(visit);
  const auto subject = load_subject(visit.reader, place.kind, place.key);
  if (subject.versions.empty()) return http::Response::redirect(path_of(place.kind, place.key) + "/edit");
  return show_subject(visit, place);
}

}  // namespace

void register_procedure_form_pages(accounts::Site& site) {
  const auto page = [&](Method method, std::string_view pattern, auto handler) {
    site.page(method, pattern, Right::EditProcedures,
              [=](Visit& visit) { return handler(visit, known_procedure(visit)); });
  };
  site.page(Method::Get, "/manufacturers/{slug}/procedure", Right::EditProcedures, show);
  page(Method::Get, "/manufacturers/{slug}/procedure/edit", show_form);
  page(Method::Post, "/manufacturers/{slug}/procedure", post_version);
  page(Method::Post, "/manufacturers/{slug}/procedure/preview", show_preview);
  page(Method::Post, "/manufacturers/{slug}/procedure/withdrawal", post_withdrawal);
  page(Method::Post, "/manufacturers/{slug}/procedure/end", post_last_day);
}

}  // namespace recours::claims
