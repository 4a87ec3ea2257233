#include "sales/import/document.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "sales/import/document_rules.h"
#include "sales/import/xml_reading.h"

namespace recours::sales {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLargestFile = 100 * 1024 * 1024;

constexpr std::string_view kUblInvoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
constexpr std::string_view kUblCreditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
constexpr std::string_view kCii = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";

Reading refused(std::string code, Message message) {
  Reading reading;
  reading.findings.push_back(error(std::move(code), 0, "", std::move(message)));
  return reading;
}

bool is_blank(std::string_view bytes) {
  return bytes.find_first_not_of(" \t\r\n\0\xEF\xBB\xBF"sv) == std::string_view::npos;
}

// What is no invoice we read, by its first bytes; none when it may be one.
std::optional<Reading> refused_by_first_bytes(std::string_view bytes) {
  if (is_blank(bytes.substr(0, 4096)) && is_blank(bytes)) return refused("empty_file", msg("The file is empty."));
  if (bytes.size() > kLargestFile) return refused("file_too_large", msg("The file is larger than {1} MB.", 100));
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) {
    return refused("pdf", msg("This is a PDF. Invoices are not read from PDF yet, not even Factur-X: export the invoice's XML file and import that."));
  }
  const auto start = trim(bytes.substr(0, 64));
  if (start.starts_with("UNA") || start.starts_with("UNB+")) {
    return refused("edifact", msg("This is an EDIFACT message, a format that is not supported. Export the invoice as UBL, CII or CSV."));
  }
  if (bytes.starts_with("PK\x03\x04")) {
    return refused("archive", msg("This is an archive or a spreadsheet (ZIP, XLSX). Unpack it, or save the table as CSV."));
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return refused("office_file", msg("This is an Office file. Save the table as CSV."));
  }
  return std::nullopt;
}

bool looks_like_html(std::string_view start) {
  const std::string text = fold(start.substr(0, 512));
  return text.find("<html") != std::string::npos || text.find("<!doctype html") != std::string::npos;
}

Reading read_xml(std::string_view bytes) {
  Reading reading;
  const auto file = XmlFile::open(bytes, reading.findings);
  if (!file) return reading;
  const auto name = local_name(file->root());
  const auto space = file->root_namespace();
  if ((name == "Invoice" && space == kUblInvoice) || (name == "CreditNote" && space == kUblCreditNote)) {
    reading.documents.push_back(ubl_document(*file, reading.findings));
  } else if (name == "CrossIndustryInvoice" && space == kCii) {
    reading.documents.push_back(cii_document(*file, reading.findings));
  } else {
    reading.findings.push_back(error("unknown_xml", file->line_of(file->root()), shortened(std::string(name), kLongestIdentifier),
                                     msg("This XML file is no invoice that is read here: its root element is {1} ({2}). UBL 2.1 Invoice and CreditNote and UN/CEFACT CrossIndustryInvoice are.",
                                         shortened(std::string(name), kLongestIdentifier), shortened(std::string(space), kLongestIdentifier))));
  }
  return reading;
}

}  // namespace

bool Reading::refused() const { return has_error(findings); }

Reading read_document(std::string_view bytes) {
  if (auto refusal = refused_by_first_bytes(bytes)) return *refusal;
  const DecodedText start = decode_text(bytes.substr(0, 8192), declared_xml_encoding(bytes));
  if (start.problem == TextProblem::Binary) {
    return refused("binary", msg("The file contains characters that no text has: it is damaged or not an invoice."));
  }
  const auto text = start.problem == TextProblem::UnknownEncoding ? trim(bytes.substr(0, 8192)) : trim(start.text);
  if (looks_like_html(text)) {
    return refused("html", msg("This is a web page, not an invoice. Perhaps the download ended on a sign-in page."));
  }
  if (text.starts_with("<")) return read_xml(bytes);
  if (looks_like_invoice_csv(text)) return read_invoice_csv(bytes);
  return refused("unknown_format", msg("The format is not recognised: neither UBL nor CII (XML) nor a CSV whose first row names its columns."));
}

}  // namespace recours::sales
