// UBL 2.1 Invoice and CreditNote (EN 16931 and what is met beyond it).
#include "sales/import/document.h"
#include "sales/import/xml_reading.h"

#include "base/text.h"

namespace recours::sales {
namespace {

class UblReader {
 public:
  UblReader(const XmlFile& file, std::vector<Finding>& findings) : xml_(file, findings), root_(file.root()) {
    is_credit_note_ = local_name(root_) == "CreditNote";
  }

  Document read() {
    document_.format = "ubl";
    document_.file_line = xml_.line_of(root_);
    read_header();
    read_buyer();
    order_no_ = xml_.optional_identifier(at(root_, {"OrderReference", "ID"}));
    delivery_note_no_ = xml_.optional_identifier(at(root_, {"DespatchDocumentReference", "ID"}));
    read_citations(root_);
    for (const auto node : children(root_, is_credit_note_ ? "CreditNoteLine" : "InvoiceLine")) read_line(node);
    xml_.check_line_total(document_, at(root_, {"LegalMonetaryTotal", "LineExtensionAmount"}));
    for (const auto node : children(root_, "AllowanceCharge")) {
      xml_.add_charge(document_, {node, child(node, "Amount"), first(node, "AllowanceChargeReason", "AllowanceChargeReasonCode"),
                                  at(node, {"TaxCategory", "Percent"}), is_charge(node)});
    }
    xml_.finish(document_);
    return std::move(document_);
  }

 private:
  static pugi::xml_node first(pugi::xml_node node, std::string_view one, std::string_view other) {
    const auto found = child(node, one);
    return found ? found : child(node, other);
  }
  static bool is_charge(pugi::xml_node node) {
    const auto text = text_of(child(node, "ChargeIndicator"));
    return text == "true" || text == "1";
  }

  void read_header() {
    document_.number = xml_.required_identifier(child(root_, "ID"), "cbc:ID", "missing_number",
                                                msg("The invoice has no number, or one of more than 200 characters."));
    document_.issued_on = xml_.required_date(child(root_, "IssueDate"), "cbc:IssueDate");
    const char* type = is_credit_note_ ? "cbc:CreditNoteTypeCode" : "cbc:InvoiceTypeCode";
    xml_.read_type(document_, child(root_, type + 4), type, is_credit_note_ ? "381" : "380");
    if (is_credit_note_ && document_.type == "380") document_.type = "381";
    document_.currency = xml_.required_currency(child(root_, "DocumentCurrencyCode"), "cbc:DocumentCurrencyCode");
    const auto seller = at(root_, {"AccountingSupplierParty", "Party"});
    document_.seller = seller_key(seller);
    if (document_.seller.empty()) {
      xml_.refuse(seller, "missing_seller", "cac:AccountingSupplierParty",
                  msg("The seller is missing: neither VAT number nor registration number nor name."));
    }
  }

  // VAT number, else legal id, else name.
  std::string seller_key(pugi::xml_node party) {
    if (const auto vat = vat_key(xml_.identifier(vat_no(party))); !vat.empty()) return vat;
    const auto legal = child(party, "PartyLegalEntity");
    if (auto id = xml_.identifier(child(legal, "CompanyID")); !id.empty()) return id;
    if (auto name = xml_.identifier(child(legal, "RegistrationName")); !name.empty()) return name;
    return xml_.identifier(at(party, {"PartyName", "Name"}));
  }

  // Of the tax schemes of a party only VAT: others are local tax numbers.
  static pugi::xml_node vat_no(pugi::xml_node party) {
    for (const auto scheme : children(party, "PartyTaxScheme")) {
      if (fold(text_of(at(scheme, {"TaxScheme", "ID"}))) == "vat") return child(scheme, "CompanyID");
    }
    return {};
  }

  void read_buyer() {
    const auto customer = child(root_, "AccountingCustomerParty");
    const auto party = child(customer, "Party");
    xml_.add_buyer_id(document_, child(customer, "SupplierAssignedAccountID"));
    xml_.add_buyer_id(document_, child(customer, "CustomerAssignedAccountID"));
    for (const auto id : children(party, "PartyIdentification")) xml_.add_buyer_id(document_, child(id, "ID"));
    xml_.add_buyer_id(document_, at(party, {"PartyLegalEntity", "CompanyID"}));
    xml_.add_buyer_id(document_, child(party, "EndpointID"));
    document_.buyer_vat_no = vat_key(xml_.identifier(vat_no(party)));
    document_.buyer_name = xml_.identifier(at(party, {"PartyLegalEntity", "RegistrationName"}));
    if (document_.buyer_name.empty()) document_.buyer_name = xml_.identifier(at(party, {"PartyName", "Name"}));
  }

  void read_citations(pugi::xml_node node) {
    for (const auto reference : children(node, "BillingReference")) {
      for (const auto name : {"InvoiceDocumentReference", "CreditNoteDocumentReference"}) {
        const auto cited = child(reference, name);
        xml_.add_citation(document_, child(cited, "ID"), child(cited, "IssueDate"));
      }
    }
  }

  void read_line(pugi::xml_node node) {
    DocumentLine line;
    line.line_no = xml_.identifier(child(node, "ID"));
    read_item(line, child(node, "Item"));
    line.order_no = xml_.optional_identifier(at(node, {"OrderLineReference", "OrderReference", "ID"}));
    if (!line.order_no) line.order_no = order_no_;
    line.delivery_note_no = xml_.optional_identifier(at(node, {"DespatchLineReference", "DocumentReference", "ID"}));
    if (!line.delivery_note_no) line.delivery_note_no = delivery_note_no_;
    LineAmounts amounts;
    amounts.quantity = xml_.decimal(child(node, is_credit_note_ ? "CreditedQuantity" : "InvoicedQuantity"));
    amounts.price = xml_.decimal(at(node, {"Price", "PriceAmount"}));
    amounts.base_quantity = xml_.decimal(at(node, {"Price", "BaseQuantity"}));
    amounts.net_cents = xml_.cents(child(node, "LineExtensionAmount"));
    for (const auto allowance : children(node, "AllowanceCharge")) {
      const auto cents = xml_.cents(child(allowance, "Amount")).value_or(0);
      amounts.adjustment_cents += is_charge(allowance) ? cents : -cents;
    }
    set_amounts(line, amounts, xml_.line_of(node), xml_.findings());
    read_citations(node);
    if (child(node, "SubInvoiceLine") || child(node, "SubCreditNoteLine")) {
      xml_.warn(node, "sub_lines_left_out", msg("The sub-lines of line {1} were left out; the line itself holds their amount.", line.line_no));
    }
    document_.lines.push_back(std::move(line));
  }

  void read_item(DocumentLine& line, pugi::xml_node item) {
    line.description = xml_.description(child(item, "Name"));
    if (line.description.empty()) line.description = xml_.description(child(item, "Description"));
    line.article_no = article_number(xml_.identifier(at(item, {"SellersItemIdentification", "ID"})));
    line.manufacturer_part_no = xml_.identifier(at(item, {"ManufacturersItemIdentification", "ID"}));
    const auto standard = at(item, {"StandardItemIdentification", "ID"});
    const std::string_view scheme = standard.attribute("schemeID").value();
    if (scheme.empty() || scheme == "0160" || scheme == "0088") line.gtin = xml_.identifier(standard);
    line.manufacturer = xml_.identifier(at(item, {"ManufacturerParty", "PartyName", "Name"}));
    if (line.manufacturer.empty()) line.manufacturer = xml_.identifier(child(item, "BrandName"));
    line.vat_rate = xml_.decimal(at(item, {"ClassifiedTaxCategory", "Percent"})).value_or(Decimal());
    for (const auto instance : children(item, "ItemInstance")) xml_.add_serial(line, text_of(child(instance, "SerialID")));
    for (const auto property : children(item, "AdditionalItemProperty")) {
      xml_.read_attribute(line, text_of(child(property, "Name")), text_of(child(property, "Value")));
    }
  }

  XmlReading xml_;
  pugi::xml_node root_;
  bool is_credit_note_ = false;
  Document document_;
  std::optional<std::string> order_no_, delivery_note_no_;
};

}  // namespace

Document ubl_document(const XmlFile& file, std::vector<Finding>& findings) { return UblReader(file, findings).read(); }

Reading read_ubl(std::string_view bytes) {
  Reading reading;
  if (const auto file = XmlFile::open(bytes, reading.findings)) {
    reading.documents.push_back(ubl_document(*file, reading.findings));
  }
  return reading;
}

}  // namespace recours::sales
