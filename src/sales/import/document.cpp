#include "sales/import/document.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "sales/import/document_rules.h"
#include "sales/import/xml_reading.h"

namespace recours::sales {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kUblInvoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
constexpr std::string_view kUblCreditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
constexpr std::string_view kCii = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";

Finding refused(std::string code, Message message) { return error(std::move(code), 0, "", std::move(message)); }

bool is_blank(std::string_view bytes) {
  return bytes.find_first_not_of(" \t\r\n\0\xEF\xBB\xBF"sv) == std::string_view::npos;
}

// What is no invoice we read, by its first bytes; none when it may be one.
std::optional<Finding> refused_by_first_bytes(std::string_view start, std::uint64_t size) {
  if (size <= start.size() && is_blank(start)) return refused("empty_file", msg("The file is empty."));
  const auto words = trim(start.substr(0, 64));
  if (words.starts_with("UNA") || words.starts_with("UNB+")) {
    return refused("edifact", msg("This is an EDIFACT message, a format that is not supported. Export the invoice as UBL, CII or CSV."));
  }
  if (start.starts_with("PK\x03\x04")) {
    return refused("archive", msg("This is an archive or a spreadsheet (ZIP, XLSX). Unpack it, or save the table as CSV."));
  }
  if (start.starts_with("\xD0\xCF\x11\xE0")) {
    return refused("office_file", msg("This is an Office file. Save the table as CSV."));
  }
  return std::nullopt;
}

bool looks_like_html(std::string_view start) {
  const std::string text = fold(start.substr(0, 512));
  return text.find("<html") != std::string::npos || text.find("<!doctype html") != std::string::npos;
}

std::optional<Finding> too_long(Content content, std::uint64_t size) {
  if (content == Content::Csv || size <= kLongestDocument) return std::nullopt;
  return refused("file_too_large", msg("An invoice in XML or PDF may have {1} MB at most; this file has {2} MB.",
                                       static_cast<int>(kLongestDocument >> 20), static_cast<std::int64_t>(size >> 20)));
}

Result<Content, Finding> text_content(std::string_view start) {
  const DecodedText decoded = decode_text(start, declared_xml_encoding(start));
  if (decoded.problem == TextProblem::Binary) {
    return fail(refused("binary", msg("The file contains characters that no text has: it is damaged or not an invoice.")));
  }
  const auto text = decoded.problem == TextProblem::UnknownEncoding ? trim(start) : trim(decoded.text);
  if (looks_like_html(text)) {
    return fail(refused("html", msg("This is a web page, not an invoice. Perhaps the download ended on a sign-in page.")));
  }
  if (text.starts_with("<")) return Content::Xml;
  if (looks_like_invoice_csv(text)) return Content::Csv;
  return fail(refused("unknown_format", msg("The format is not recognised: neither UBL nor CII (XML) nor a CSV whose first row names its columns.")));
}

}  // namespace

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

Finding no_rows() { return error("no_rows", 1, "", msg("The file has a heading but no rows.")); }

bool Reading::refused() const { return has_error(findings); }

Result<Content, Finding> content_of(std::string_view start, std::uint64_t size) {
  start = start.substr(0, kTellingBytes);
  if (auto refusal = refused_by_first_bytes(start, size)) return fail(std::move(*refusal));
  const bool is_pdf = start.substr(0, 1024).find("%PDF-") != std::string_view::npos;
  auto content = is_pdf ? Result<Content, Finding>(Content::Pdf) : text_content(start);
  if (!content) return content;
  if (auto refusal = too_long(*content, size)) return fail(std::move(*refusal));
  return content;
}

Reading read_document(std::string_view bytes) {
  const auto content = content_of(bytes.substr(0, kTellingBytes), bytes.size());
  if (content && *content == Content::Xml) return read_xml(bytes);
  if (content && *content == Content::Csv) return read_invoice_csv(bytes);
  Reading reading;
  reading.findings.push_back(content ? refused("pdf", msg("This is a PDF, which cannot be opened here: export the invoice's XML file and import that."))
                                     : content.error());
  return reading;
}

}  // namespace recours::sales
