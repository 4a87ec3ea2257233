// Manufacturers' procedures: what the DOA policies say, and the procedure that holds for all. An unknown manufacturer
// gets the general page.
#include <algorithm>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/claims_pages.h"
#include "claims/page_parts.h"
#include "claims/policy_parts.h"
#include "claims/procedure_files_view.h"
#include "claims/procedure_view.h"

namespace recours::claims {

using namespace page_words;

namespace {

Html manufacturer_list(const std::vector<sales::Manufacturer>& manufacturers) {
  return el("div", {{"class", "tiles"}}, ui::each(manufacturers, [](const sales::Manufacturer& one) {
              return el("a", {{"class", "tile"}, {"href", "/manufacturers/" + one.slug}},
                        el("span", {{"class", "tile-icon"}}, ui::icon("building-factory-2")),
                        el("span", {{"class", "tile-title"}}, one.name));
            }));
}

http::Response list_procedures(Visit& visit) {
  const Language l = visit.language();
  const auto manufacturers = sales::list_manufacturers(visit.reader);
  ui::Page page;
  page.title = tr(l, "Manufacturers' procedures");
  page.lead = tr(l, "Warranty conditions, dead-on-arrival (DOA) procedures…");
  page.content = manufacturers.empty()
                     ? ui::empty_state(
                           "building-factory-2", tr(l, "No manufacturer yet"),
                           tr(l, "Manufacturers appear here with the first invoices that name them."),
                           ui::link_button(ui::Weight::Secondary, tr(l, "General procedure"), "/manufacturers/general"))
                     : manufacturer_list(manufacturers);
  return visit.page(page);
}

std::string clock_label(Language l, ClockStart start) {
  switch (start) {
    case ClockStart::Invoice: return tr(l, "from the invoice date");
    case ClockStart::Delivery: return tr(l, "from the delivery date");
    case ClockStart::EndCustomerInvoice: return tr(l, "from the date of the invoice to the end customer");
  }
  return {};
}

std::string needed_documents(Language l, const DoaPolicy& policy) {
  std::vector<std::string> needed{tr(l, "serial number"), tr(l, "description of the fault")};
  if (policy.needs_call_id) needed.push_back(tr(l, "call number of the manufacturer's hotline"));
  if (policy.needs_end_customer_invoice) needed.push_back(tr(l, "number and date of the invoice to the end customer"));
  return join(needed, ", ");
}

Html policy_card(Language l, const DoaPolicy& policy) {
  const std::string title = policy.product_group.empty() ? tr(l, "Dead on arrival (DOA)")
                                                         : tr(l, "DOA – product group {1}", policy.product_group);
  std::vector<std::pair<std::string, Html>> items;
  if (policy.days > 0 || !policy.direct_to_manufacturer) {
    items.emplace_back(tr(l, "Limit"),
                       trn(l, "{1} day", "{1} days", policy.days) + " " + clock_label(l, policy.clock_start));
  }
  items.emplace_back(tr(l, "To be given"), needed_documents(l, policy));
  items.emplace_back(tr(l, "Where to turn"),
                     policy.direct_to_manufacturer
                         ? tr(l, "Directly to the manufacturer: no after-sales claim can be opened here.")
                         : tr(l, "Here: open a claim on the invoice line."));
  return ui::card(title, ui::facts(items));
}

Html default_card(Language l, const Policies& policies, Date today) {
  const ClaimType* doa = policies.type_on("RMA", "63", today);
  if (!doa || !doa->limit_days) return {};
  std::vector<std::pair<std::string, Html>> items{
      {tr(l, "Limit"),
       Html(trn(l, "{1} day", "{1} days", *doa->limit_days) + " " + clock_label(l, ClockStart::Invoice))},
      {tr(l, "To be given"), needed_documents(l, {})},
      {tr(l, "Where to turn"), tr(l, "Here: open a claim on the invoice line.")}};
  return ui::card(tr(l, "Dead on arrival (DOA)"), ui::facts(items));
}

using DoaPolicies = std::vector<DoaPolicy>;

DoaPolicies policies_of(const Policies& policies, const std::optional<sales::Manufacturer>& manufacturer, Date today) {
  DoaPolicies found;
  if (!manufacturer) return found;
  std::copy_if(policies.doa.begin(), policies.doa.end(), std::back_inserter(found), [&](const DoaPolicy& policy) {
    return policy.manufacturer == manufacturer->id && policy.validity.covers(today);
  });
  return found;
}

// Every product goes to the manufacturer: no claim of the after-sales department here.
bool is_direct(const DoaPolicies& policies) {
  return !policies.empty() && std::all_of(policies.begin(), policies.end(),
                                          [](const DoaPolicy& policy) { return policy.direct_to_manufacturer; });
}

Html direct_procedure(Language l, const std::string& manufacturer) {
  return ui::card(
      tr(l, "How to proceed"),
      el("ol", {},
         el("li", {},
            tr(l, "Check the product with its manual, cables and accessories, and note exactly what happens.")),
         el("li", {}, tr(l, "Have the invoice number and the serial number at hand; both are on the delivery papers.")),
         el("li", {},
            tr(l,
               "Turn to {1} directly, for defects on arrival and under warranty alike: they tell you where the "
               "product goes.",
               manufacturer)),
         el("li", {},
            tr(l,
               "Delivery or invoice not right? That is for us: choose the invoice line, it shows what is "
               "possible."))));
}

Html general_procedure(Language l) {
  return ui::card(
      tr(l, "How to proceed"),
      el("ol", {},
         el("li", {},
            tr(l, "Check the product with its manual, cables and accessories, and note exactly what happens.")),
         el("li", {}, tr(l, "Have the invoice number and the serial number at hand; both are on the delivery papers.")),
         el("li", {},
            tr(l, "Open a claim on the invoice line: the page shows which types are still possible, and until when.")),
         el("li", {},
            tr(l, "Wait for the RMA number before you send anything back; parcels without it cannot be matched.")),
         el("li", {}, tr(l, "Pack the product with all its accessories and write the RMA number on the parcel.")),
         el("li", {}, tr(l, "After the dead-on-arrival limit the manufacturer's warranty applies."))));
}

Html open_claim_button(Language l, const accounts::Viewer& viewer) {
  if (!viewer.can(Right::OpenClaim)) return {};
  return ui::link_button(ui::Weight::Primary, tr(l, "Open a claim"), "/claims/new");
}

Html edit_button(Language l, const accounts::Viewer& viewer, const std::optional<sales::Manufacturer>& manufacturer) {
  if (!viewer.can(Right::EditProcedures)) return {};
  const std::string_view slug = manufacturer ? std::string_view(manufacturer->slug) : kGeneralProcedure;
  return ui::link_button(ui::Weight::Secondary, tr(l, "Edit the procedure"), path_of(DataKind::Procedures, slug));
}

// R-645 The manufacturer's own text in force, else the general one, else what the program came with.
Html procedure_of(Visit& visit, const std::optional<sales::Manufacturer>& manufacturer, bool is_direct_one) {
  const Language l = visit.language();
  const auto text_of = [&](std::string_view slug) -> Html {
    const auto subject = load_subject(visit.reader, DataKind::Procedures, slug);
    const auto* version = subject.on(visit.today());
    return version ? ui::card(tr(l, "How to proceed"), procedure_text(l, version->draft)) : Html();
  };
  Html own = manufacturer ? text_of(manufacturer->slug) : Html();
  if (!own.empty()) return own;
  if (is_direct_one) return direct_procedure(l, manufacturer->name);
  Html general = text_of(kGeneralProcedure);
  return general.empty() ? general_procedure(l) : general;
}

http::Response show_procedure(Visit& visit) {
  const Language l = visit.language();
  const auto manufacturer = sales::find_manufacturer(visit.reader, visit.request.path_value("slug"));
  const Policies policies = load_policies(visit.reader);
  ui::Page page;
  page.title = manufacturer ? tr(l, "Procedure of {1}", manufacturer->name) : tr(l, "General procedure");
  page.crumbs = {{tr(l, "Manufacturers' procedures"), "/manufacturers"}};
  const DoaPolicies own = policies_of(policies, manufacturer, visit.today());
  page.content = own.empty() ? default_card(l, policies, visit.today())
                             : ui::each(own, [&](const DoaPolicy& policy) { return policy_card(l, policy); });
  if (!is_direct(own)) page.actions = open_claim_button(l, visit.viewer);
  page.actions += edit_button(l, visit.viewer, manufacturer);
  page.content += procedure_of(visit, manufacturer, is_direct(own));
  page.content += procedure_files(visit, manufacturer ? manufacturer->slug : std::string(kGeneralProcedure));
  return visit.page(page);
}

}  // namespace

void register_procedure_pages(accounts::Site& site) {
  site.page(Method::Get, "/manufacturers", Right::SeeProcedures, list_procedures);
  site.page(Method::Get, "/manufacturers/{slug}", Right::SeeProcedures, show_procedure);
}

}  // namespace recours::claims
