// Values out of an XML invoice, with a finding for each that cannot be had as it stands. Shared by the UBL and CII readers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sales/import/document_rules.h"
#include "sales/import/xml_file.h"

namespace recours::sales {

class XmlReading {
 public:
  XmlReading(const XmlFile& file, std::vector<Finding>& findings) : file_(file), findings_(findings) {}

  // A number or name that is compared and indexed; one that is too long is left out and told.
  std::string identifier(pugi::xml_node node);
  std::optional<std::string> optional_identifier(pugi::xml_node node);
  std::string description(pugi::xml_node node) const;
  // None when absent; an Error when it is there and no number.
  std::optional<Decimal> decimal(pugi::xml_node node);
  std::optional<std::int64_t> cents(pugi::xml_node node);
  std::optional<Date> date(pugi::xml_node node);

  // What an invoice cannot do without: an Error naming `field` when `node` is absent, unreadable or empty.
  std::string required_identifier(pugi::xml_node node, const char* field, std::string code, Message message);
  Date required_date(pugi::xml_node node, const char* field);
  std::string required_currency(pugi::xml_node node, const char* field);
  void read_type(Document& document, pugi::xml_node node, const char* field, const char* otherwise);

  void read_attribute(DocumentLine& line, const std::string& name, const std::string& value);
  void add_serial(DocumentLine& line, const std::string& serial);
  void add_citation(Document& document, pugi::xml_node number, pugi::xml_node issued_on);
  void add_buyer_id(Document& document, pugi::xml_node node);
  // A charge of the whole document becomes a freight line; an allowance is told and left out.
  struct Charge {
    pugi::xml_node node, amount, reason, vat_rate;
    bool is_charge = true;
  };
  void add_charge(Document& document, const Charge& charge);
  void check_line_total(const Document& document, pugi::xml_node total);
  void finish(Document& document);

  void warn(pugi::xml_node node, std::string code, Message message);
  void refuse(pugi::xml_node node, std::string code, const std::string& field, Message message);
  std::int64_t line_of(pugi::xml_node node) const { return file_.line_of(node); }
  std::vector<Finding>& findings() { return findings_; }

 private:
  const XmlFile& file_;
  std::vector<Finding>& findings_;
};

// The readers behind read_ubl and read_cii, for a file that is already open.
Document ubl_document(const XmlFile& file, std::vector<Finding>& findings);
Document cii_document(const XmlFile& file, std::vector<Finding>& findings);

}  // namespace recours::sales
