// The entrance: four tiles, the side bar's entries, where one lands after signing in.
#include "accounts/page_words.h"
#include "claims/account_picker.h"
#include "claims/claims_pages.h"
#include "claims/free_claim_pages.h"
#include "claims/line_list_pages.h"
#include "claims/page_parts.h"
#include "claims/parcel_store.h"
#include "claims/parcels_pages.h"
#include "claims/policies_pages.h"
#include "claims/procedure_files_view.h"
#include "claims/queue_pages.h"
#include "claims/work.h"
#include "ui/tile.h"

namespace recours::claims {

using namespace page_words;
using ui::tile;

namespace {

Html tiles(Language l, const accounts::Viewer& viewer) {
  Html all;
  if (viewer.can(Right::OpenClaim)) {
    all += tile("file-plus", "/claims/new", tr(l, "Open a claim"),
                tr(l, "From an invoice, an order, a delivery note or a serial number, in five steps."));
  }
  if (viewer.can(Right::SeeClaims)) {
    all += tile("list-search", "/claims", tr(l, "Track claims"), tr(l, "States, RMA numbers and what happens next."));
  }
  if (viewer.can(Right::SeeProcedures)) {
    all += tile("building-factory-2", "/manufacturers", tr(l, "Manufacturers' procedures"),
                tr(l, "Warranty conditions, dead-on-arrival (DOA) procedures…"));
  }
  all += tile("book-2", "/guide", tr(l, "User guide"), tr(l, "How to claim, the types of claims and their limits."));
  return el("div", {{"class", "tiles"}}, all);
}

http::Response show_service(Visit& visit) {
  const Language l = visit.language();
  ui::Page page;
  page.title = tr(l, "Service");
  page.lead = tr(l, "What would you like to do?");
  page.content = tiles(l, visit.viewer);
  return visit.page(page);
}

std::vector<ui::NavEntry> navigation(db::Reader& reader, const accounts::Viewer& viewer, Language l) {
  std::vector<ui::NavEntry> entries;
  const bool staff = viewer.sees_all_accounts();
  if (staff && viewer.can(Right::SeeClaims)) entries.push_back({tr(l, "Claims"), "/claims", "list-search", {}});
  if (!staff && viewer.can(Right::SeeClaims)) entries.push_back({tr(l, "Service"), "/service", "layout-grid", {}});
  if (viewer.can(Right::ReceiveGoods)) entries.push_back({tr(l, "Goods-in"), "/goods-in", "package-import", {}});
  if (staff && viewer.can(Right::DisposeGoods))
    entries.push_back({tr(l, "Parcels without RMA"), "/parcels", "package", count_unmatched_parcels(reader)});
  if (viewer.can(Right::OpenClaim)) {
    entries.push_back({tr(l, "Open a claim"), "/claims/new", "file-plus", {}});
    entries.push_back({tr(l, "Basket"), "/basket", "basket", count_basket_lines(reader, viewer)});
  }
  if (!staff && viewer.can(Right::SeeClaims)) entries.push_back({tr(l, "Track claims"), "/claims", "list-search", {}});
  if (viewer.can(Right::SeeClaims)) entries.push_back({tr(l, "Archive"), "/claims/archive", "archive", {}});
  if (viewer.can(Right::SeeClaims)) {
    entries.push_back({tr(l, "Electronic invoices"), "/invoice-statuses", "file-invoice", {}});
  }
  if (viewer.can(Right::SeeProcedures)) {
    entries.push_back(
        {staff ? tr(l, "Procedures") : tr(l, "Manufacturers' procedures"), "/manufacturers", "building-factory-2", {}});
  }
  return entries;
}

std::optional<std::string> home(const accounts::Viewer& viewer) {
  if (!viewer.can(Right::SeeClaims)) return std::nullopt;
  if (viewer.can(Right::ReceiveGoods)) return "/goods-in";
  if (!own_queues(viewer).empty()) return "/queues";
  return viewer.sees_all_accounts() ? "/claims" : "/service";
}

}  // namespace

void register_service_pages(accounts::Site& site) {
  site.page(Method::Get, "/service", Right::SeeClaims, show_service);
}

void register_claims_pages(accounts::Site& site, const attachments::Depot& depot) {
  static const Message group = msg("Claims & returns");
  site.navigation(group.id, queue_navigation);
  site.navigation(group.id, navigation);
  site.home(home);
  register_service_pages(site);
  register_account_pages(site);
  register_filter_pages(site);
  register_line_pages(site);
  register_declaration_pages(site, depot);
  register_basket_pages(site);
  register_free_claim_pages(site);
  register_line_list_pages(site);
  register_claim_pages(site);
  register_claim_files_pages(site, depot);
  register_command_pages(site, depot);
  register_queue_pages(site);
  register_queue_export_pages(site);
  register_assignment_pages(site);
  register_batch_pages(site);
  register_procedure_pages(site);
  register_procedure_form_pages(site);
  register_procedure_files_pages(site, depot);
  register_policy_pages(site);
  register_explanation_page(site);
  register_credit_document_pages(site);
  register_invoice_status_pages(site);
  register_search_pages(site);
  register_return_slip(site);
  register_protest_letter(site);
  register_return_address_pages(site);
  register_goods_in_pages(site);
  register_parcel_pages(site, depot);
  register_parcels_api(site);
}

}  // namespace recours::claims
