// Small invoices in each format for tests: whole documents with the piece under test put in.
#pragma once

#include <string>

namespace recours::testing_support {

struct UblSample {
  std::string root = "Invoice";
  std::string number = "<cbc:ID>F-1</cbc:ID>";
  std::string date = "<cbc:IssueDate>2026-06-17</cbc:IssueDate>";
  std::string type = "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>";
  std::string currency = "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>";
  std::string extra;  // after the currency: references, charges
  std::string seller = "<cac:PartyTaxScheme><cbc:CompanyID>FR 40 303265045</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>";
  std::string buyer = "<cac:PartyIdentification><cbc:ID>0000100234</cbc:ID></cac:PartyIdentification>";
  std::string total;
  std::string lines;  // empty: one line, 2 × 100.00
};

inline std::string ubl_line(const std::string& id, const std::string& quantity, const std::string& price, const std::string& net,
                            const std::string& item = "<cbc:Name>Ecran</cbc:Name>", const std::string& more = "") {
  return "<cac:InvoiceLine><cbc:ID>" + id + "</cbc:ID><cbc:InvoicedQuantity unitCode=\"C62\">" + quantity +
         "</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID=\"EUR\">" + net + "</cbc:LineExtensionAmount>" + more +
         "<cac:Item>" + item + "</cac:Item><cac:Price><cbc:PriceAmount currencyID=\"EUR\">" + price +
         "</cbc:PriceAmount></cac:Price></cac:InvoiceLine>\n";
}

inline std::string ubl(const UblSample& s = {}) {
  return "<" + s.root + " xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:" + s.root +
         "-2\" xmlns:cac=\"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2\" "
         "xmlns:cbc=\"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2\">\n" +
         s.number + "\n" + s.date + "\n" + s.type + "\n" + s.currency + "\n" + s.extra +
         "<cac:AccountingSupplierParty><cac:Party>" + s.seller + "</cac:Party></cac:AccountingSupplierParty>\n" +
         "<cac:AccountingCustomerParty><cac:Party>" + s.buyer + "</cac:Party></cac:AccountingCustomerParty>\n" + s.total +
         (s.lines.empty() ? ubl_line("1", "2", "100.00", "200.00") : s.lines) + "</" + s.root + ">";
}

inline const std::string kCsvHeading =
    "customer_no;invoice_no;invoice_date;type;currency;line_no;kind;article_no;manufacturer_part_no;gtin;manufacturer;"
    "description;quantity;unit_price;vat_rate;order_no;delivery_note_no;serials\n";

inline std::string csv_row(const std::string& invoice_no = "0033442137", const std::string& line_no = "100",
                           const std::string& type = "380") {
  return "0000100234;" + invoice_no + ";20/12/2019;" + type + ";EUR;" + line_no +
         ";;00000000001429251;MPN-1;;Hélios;Écran;2;100,00;20;4500012345;0080001111;SN1|SN2\n";
}

}  // namespace recours::testing_support
