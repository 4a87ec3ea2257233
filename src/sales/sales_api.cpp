#include "sales/sales_api.h"

#include <boost/json.hpp>

#include "accounts/list_request.h"
#include "sales/invoice_filter.h"
#include "sales/invoice_store.h"

namespace recours::sales {
namespace {

namespace json = boost::json;


json::value or_null(const std::optional<std::string>& text) { return text ? json::value(*text) : json::value(nullptr); }

json::object money_json(std::int64_t cents, const std::string& currency) {
  return {{"amount", Money{cents, currency}.amount()}, {"currency", currency}};
}

json::object invoice_json(const Invoice& invoice) {
  return {{"id", invoice.id.value},
          {"number", invoice.number},
          {"date", invoice.issued_on.iso()},
          {"type", invoice.type},
          {"currency", invoice.currency},
          {"net", money_json(invoice.net_cents, invoice.currency)},
          {"account", {{"customer_no", invoice.customer_no}, {"name", invoice.account_name}}}};
}

json::object line_json(const InvoiceLine& line, const std::string& currency, Decimal claimable) {
  json::array serials;
  for (const auto& serial : line.serials) serials.push_back(json::string(serial));
  return {{"id", line.id.value},
          {"line_no", line.line_no},
          {"kind", json::string(name_of(line.kind))},
          {"article_no", line.article_no},
          {"manufacturer_part_no", line.manufacturer_part_no},
          {"gtin", line.gtin},
          {"manufacturer", line.manufacturer_name},
          {"description", line.description},
          {"quantity", line.quantity.text()},
          {"unit_price", line.unit_price.text()},
          {"net", money_json(line.net_cents, currency)},
          {"vat_rate", line.vat_rate.text()},
          {"order_no", or_null(line.order_no)},
          {"delivery_note_no", or_null(line.delivery_note_no)},
          {"delivered_on", line.delivered_on ? json::value(line.delivered_on->iso()) : json::value(nullptr)},
          {"serials", serials},
          {"claimable_quantity", claimable.text()}};
}

json::object citing_json(const Invoice& invoice) {
  return {{"id", invoice.id.value}, {"number", invoice.number}, {"date", invoice.issued_on.iso()}, {"type", invoice.type},
          {"net", money_json(invoice.net_cents, invoice.currency)}};
}

http::Response list(accounts::Visit& visit) {
  auto filter = parse_filter(visit.request.query, visit.today());
  if (!filter) return accounts::problem(visit, filter.error());
  const auto limit = accounts::list_limit(visit.request.query);
  if (!limit) return accounts::problem(visit, limit.error());
  if (!filter->number.empty() && !filter->number_kind) {
    const auto kinds = recognise_number(visit.reader, visit.viewer, filter->number);
    if (kinds.size() == 1) filter->number_kind = kinds.front();
  }
  const auto found = list_invoices(visit.reader, visit.viewer, *filter, {std::string(visit.request.query.text("cursor")), *limit});
  json::array items;
  for (const auto& invoice : found.items) items.push_back(invoice_json(invoice));
  return accounts::json_answer(json::object{{"items", items}, {"next", or_null(found.next)}});
}

http::Response show(accounts::Visit& visit, const ClaimableQuantities& claimable) {
  const auto invoice = require_invoice(visit.reader, visit.viewer, visit.request.path_id<InvoiceId>("id"));
  const auto lines = list_lines(visit.reader, {invoice.id});
  const auto quantities = claimable(visit.reader, lines);
  json::array line_items, citing_items;
  for (const auto& line : lines) {
    const auto quantity = quantities.find(line.id);
    line_items.push_back(line_json(line, invoice.currency, quantity == quantities.end() ? Decimal() : quantity->second));
  }
  for (const auto& citing : list_citing(visit.reader, visit.viewer, invoice.id)) citing_items.push_back(citing_json(citing));
  json::object answer = invoice_json(invoice);
  answer["lines"] = line_items;
  answer["cited_by"] = citing_items;
  return accounts::json_answer(answer);
}

}  // namespace

void register_sales_api(accounts::Site& site, ClaimableQuantities claimable) {
  site.api(http::Method::Get, "/api/v1/invoices", accounts::Right::SeeInvoices, list);
  site.api(http::Method::Get, "/api/v1/invoices/{id}", accounts::Right::SeeInvoices,
           [claimable = std::move(claimable)](accounts::Visit& visit) { return show(visit, claimable); });
}

}  // namespace recours::sales
