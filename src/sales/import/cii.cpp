// UN/CEFACT CrossIndustryInvoice D16B (EN 16931, the XML of Factur-X and ZUGFeRD 2).
#include "sales/import/document.h"
#include "sales/import/xml_reading.h"

namespace recours::sales {
namespace {

class CiiReader {
 public:
  CiiReader(const XmlFile& file, std::vector<Finding>& findings) : xml_(file, findings), root_(file.root()) {
    const auto transaction = child(root_, "SupplyChainTradeTransaction");
    transaction_ = transaction;
    agreement_ = child(transaction, "ApplicableHeaderTradeAgreement");
    delivery_ = child(transaction, "ApplicableHeaderTradeDelivery");
    settlement_ = child(transaction, "ApplicableHeaderTradeSettlement");
  }

  Document read() {
    document_.format = "cii";
    document_.file_line = xml_.line_of(root_);
    read_header();
    read_buyer();
    order_no_ = xml_.optional_identifier(at(agreement_, {"BuyerOrderReferencedDocument", "IssuerAssignedID"}));
    delivery_note_no_ = delivery_note_no(delivery_);
    read_citations(settlement_);
    for (const auto node : children(transaction_, "IncludedSupplyChainTradeLineItem")) read_line(node);
    xml_.check_line_total(document_, at(settlement_, {"SpecifiedTradeSettlementHeaderMonetarySummation", "LineTotalAmount"}));
    read_charges();
    xml_.finish(document_);
    return std::move(document_);
  }

 private:
  static bool is_charge(pugi::xml_node node) {
    const auto indicator = text_of(at(node, {"ChargeIndicator", "Indicator"}));
    return indicator == "true" || indicator == "1";
  }
  static pugi::xml_node day_of(pugi::xml_node node) {
    for (const auto name : {"DateTimeString", "DateString", "DateTime", "Date"}) {
      if (const auto found = child(node, name)) return found;
    }
    return node;
  }

  void read_header() {
    const auto header = child(root_, "ExchangedDocument");
    document_.number = xml_.required_identifier(child(header, "ID"), "ram:ID", "missing_number",
                                                msg("The invoice has no number, or one of more than 200 characters."));
    document_.issued_on = xml_.required_date(day_of(child(header, "IssueDateTime")), "ram:IssueDateTime");
    xml_.read_type(document_, child(header, "TypeCode"), "ram:TypeCode", "380");
    document_.currency = xml_.required_currency(child(settlement_, "InvoiceCurrencyCode"), "ram:InvoiceCurrencyCode");
    const auto seller = child(agreement_, "SellerTradeParty");
    document_.seller = seller_key(seller);
    if (document_.seller.empty()) {
      xml_.refuse(seller, "missing_seller", "ram:SellerTradeParty",
                  msg("The seller is missing: neither VAT number nor registration number nor name."));
    }
  }

  // VAT number, else legal id, else name.
  std::string seller_key(pugi::xml_node party) {
    if (const auto vat = vat_key(xml_.identifier(vat_no(party))); !vat.empty()) return vat;
    if (auto id = xml_.identifier(at(party, {"SpecifiedLegalOrganization", "ID"})); !id.empty()) return id;
    return xml_.identifier(child(party, "Name"));
  }

  static pugi::xml_node vat_no(pugi::xml_node party) {
    for (const auto registration : children(party, "SpecifiedTaxRegistration")) {
      const auto id = child(registration, "ID");
      if (std::string_view(id.attribute("schemeID").value()) == "VA") return id;
    }
    return {};
  }

  void read_buyer() {
    const auto party = child(agreement_, "BuyerTradeParty");
    for (const auto name : {"ID", "GlobalID"}) {
      for (const auto id : children(party, name)) xml_.add_buyer_id(document_, id);
    }
    xml_.add_buyer_id(document_, at(party, {"SpecifiedLegalOrganization", "ID"}));
    xml_.add_buyer_id(document_, at(party, {"URIUniversalCommunication", "URIID"}));
    document_.buyer_vat_no = vat_key(xml_.identifier(vat_no(party)));
    document_.buyer_name = xml_.identifier(child(party, "Name"));
  }

  std::optional<std::string> delivery_note_no(pugi::xml_node delivery) {
    for (const auto name : {"DespatchAdviceReferencedDocument", "DeliveryNoteReferencedDocument"}) {
      if (auto number = xml_.optional_identifier(at(delivery, {name, "IssuerAssignedID"}))) return number;
    }
    return std::nullopt;
  }

  void read_citations(pugi::xml_node settlement) {
    for (const auto cited : children(settlement, "InvoiceReferencedDocument")) {
      const auto day = child(cited, "FormattedIssueDateTime");
      xml_.add_citation(document_, child(cited, "IssuerAssignedID"), day ? day_of(day) : child(cited, "IssueDateTime"));
    }
  }

  // Extended profiles nest lines by reference: group and information lines repeat what their detail lines say.
  bool repeats_others(pugi::xml_node node, const std::string& line_no) {
    const auto status = text_of(at(node, {"AssociatedDocumentLineDocument", "LineStatusReasonCode"}));
    if (status != "GROUP" && status != "INFORMATION") return false;
    xml_.warn(node, "group_line_left_out", msg("Line {1} only groups or explains other lines; it was left out.", line_no));
    return true;
  }

  void read_line(pugi::xml_node node) {
    DocumentLine line;
    line.line_no = xml_.identifier(at(node, {"AssociatedDocumentLineDocument", "LineID"}));
    if (repeats_others(node, line.line_no)) return;
    read_product(line, child(node, "SpecifiedTradeProduct"));
    const auto agreement = child(node, "SpecifiedLineTradeAgreement");
    const auto delivery = child(node, "SpecifiedLineTradeDelivery");
    const auto settlement = child(node, "SpecifiedLineTradeSettlement");
    line.order_no = xml_.optional_identifier(at(agreement, {"BuyerOrderReferencedDocument", "IssuerAssignedID"}));
    if (!line.order_no) line.order_no = order_no_;
    line.delivery_note_no = delivery_note_no(delivery);
    if (!line.delivery_note_no) line.delivery_note_no = delivery_note_no_;
    line.vat_rate = xml_.decimal(at(settlement, {"ApplicableTradeTax", "RateApplicablePercent"})).value_or(Decimal());
    LineAmounts amounts;
    amounts.quantity = xml_.decimal(child(delivery, "BilledQuantity"));
    amounts.price = xml_.decimal(at(agreement, {"NetPriceProductTradePrice", "ChargeAmount"}));
    amounts.base_quantity = xml_.decimal(at(agreement, {"NetPriceProductTradePrice", "BasisQuantity"}));
    amounts.net_cents = xml_.cents(at(settlement, {"SpecifiedTradeSettlementLineMonetarySummation", "LineTotalAmount"}));
    for (const auto allowance : children(settlement, "SpecifiedTradeAllowanceCharge")) {
      const auto cents = xml_.cents(child(allowance, "ActualAmount")).value_or(0);
      amounts.adjustment_cents += is_charge(allowance) ? cents : -cents;
    }
    set_amounts(line, amounts, xml_.line_of(node), xml_.findings());
    read_citations(settlement);
    document_.lines.push_back(std::move(line));
  }

  void read_product(DocumentLine& line, pugi::xml_node product) {
    line.description = xml_.description(child(product, "Name"));
    if (line.description.empty()) line.description = xml_.description(child(product, "Description"));
    line.article_no = article_number(xml_.identifier(child(product, "SellerAssignedID")));
    line.manufacturer_part_no = xml_.identifier(child(product, "ManufacturerAssignedID"));
    const auto standard = child(product, "GlobalID");
    const std::string_view scheme = standard.attribute("schemeID").value();
    if (scheme.empty() || scheme == "0160" || scheme == "0088") line.gtin = xml_.identifier(standard);
    line.manufacturer = xml_.identifier(at(product, {"ManufacturerTradeParty", "Name"}));
    if (line.manufacturer.empty()) line.manufacturer = xml_.identifier(child(product, "BrandName"));
    for (const auto instance : children(product, "IndividualTradeProductInstance")) {
      for (const auto name : {"SupplierAssignedSerialID", "SerialID"}) xml_.add_serial(line, text_of(child(instance, name)));
    }
    for (const auto property : children(product, "ApplicableProductCharacteristic")) {
      xml_.read_attribute(line, text_of(child(property, "Description")), text_of(child(property, "Value")));
    }
  }

  void read_charges() {
    for (const auto node : children(settlement_, "SpecifiedTradeAllowanceCharge")) {
      const auto reason = child(node, "Reason");
      xml_.add_charge(document_, {node, child(node, "ActualAmount"), reason ? reason : child(node, "ReasonCode"),
                                  at(node, {"CategoryTradeTax", "RateApplicablePercent"}), is_charge(node)});
    }
    for (const auto node : children(settlement_, "SpecifiedLogisticsServiceCharge")) {
      xml_.add_charge(document_, {node, child(node, "AppliedAmount"), child(node, "Description"),
                                  at(node, {"AppliedTradeTax", "RateApplicablePercent"}), true});
    }
  }

  XmlReading xml_;
  pugi::xml_node root_, transaction_, agreement_, delivery_, settlement_;
  Document document_;
  std::optional<std::string> order_no_, delivery_note_no_;
};

}  // namespace

Document cii_document(const XmlFile& file, std::vector<Finding>& findings) { return CiiReader(file, findings).read(); }

Reading read_cii(std::string_view bytes) {
  Reading reading;
  if (const auto file = XmlFile::open(bytes, reading.findings)) {
    reading.documents.push_back(cii_document(*file, reading.findings));
  }
  return reading;
}

}  // namespace recours::sales
