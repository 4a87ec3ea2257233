#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "attachments/embedded_invoice.h"
#include "sales/import/document.h"
#include "samples.h"
#include "support/depot.h"

namespace recours::sales {
namespace {

using namespace testing_support;
using namespace std::string_literals;

bool has(const Reading& reading, const std::string& code, Finding::Severity severity) {
  return std::any_of(reading.findings.begin(), reading.findings.end(),
                     [&](const Finding& f) { return f.code == code && f.severity == severity; });
}
bool warns(const Reading& reading, const std::string& code) { return has(reading, code, Finding::Severity::Warning); }
bool refuses(const Reading& reading, const std::string& code) { return has(reading, code, Finding::Severity::Error); }

std::string codes(const Reading& reading) {
  std::string text;
  for (const auto& finding : reading.findings) text += finding.code + "@" + std::to_string(finding.line) + " ";
  return text;
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// ---- invoices others made, read in place

std::filesystem::path corpus() {
  const char* named = std::getenv("RECOURS_CORPUS");
  return std::filesystem::path(named ? named : "../shared/fixtures") / "invoices";
}

struct CorpusCase {
  const char* file;
  const char* format;
  const char* number;
  const char* type;
  const char* currency;
  const char* seller;
  std::size_t lines;          // freight included
  std::int64_t net_cents;     // of all lines
  std::set<std::string> warnings;
};

void PrintTo(const CorpusCase& c, std::ostream* out) { *out << c.file; }

// The two PDFs are opened by the program that opens files of others.
Reading read_corpus(const std::string& name) {
  const auto bytes = read_whole(corpus() / name);
  if (!name.ends_with(".pdf")) return read_document(bytes);
  const attachments::Inspector inspector({.program = testing_support::inspect_program(),
                                          .spool_folder = std::filesystem::temp_directory_path().string()});
  const auto xml = attachments::embedded_invoice(inspector, bytes);
  return xml ? read_document(*xml) : Reading{{}, {xml.error()}};
}

class CorpusTest : public ::testing::TestWithParam<CorpusCase> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "no folder " << corpus() << ": set RECOURS_CORPUS";
  }
};

TEST_P(CorpusTest, IsRead) {
  const auto& expected = GetParam();
  const Reading reading = read_corpus(expected.file);
  ASSERT_FALSE(reading.refused()) << codes(reading);
  ASSERT_EQ(reading.documents.size(), 1u);
  const Document& document = reading.documents.front();
  EXPECT_EQ(document.format, expected.format);
  EXPECT_EQ(document.number, expected.number);
  EXPECT_EQ(document.type, expected.type);
  EXPECT_EQ(document.currency, expected.currency);
  EXPECT_EQ(document.seller, expected.seller);
  EXPECT_EQ(document.lines.size(), expected.lines);
  std::int64_t net = 0;
  for (const auto& line : document.lines) net += line.net_cents;
  EXPECT_EQ(net, expected.net_cents);
  std::set<std::string> told;
  for (const auto& finding : reading.findings) told.insert(finding.code);
  EXPECT_EQ(told, expected.warnings);
}

INSTANTIATE_TEST_SUITE_P(Files, CorpusTest, ::testing::Values(
    CorpusCase{"ubl-tc434-example1.xml", "ubl", "12115118", "380", "EUR", "NL820098395B01", 20, 22960, {"line_amount_differs"}},
    CorpusCase{"ubl-tc434-example2.xml", "ubl", "TOSL108", "380", "NOK", "NO123456789MVA", 6, 153650, {"line_amount_differs", "allowance_left_out"}},
    CorpusCase{"ubl-tc434-example5.xml", "ubl", "TOSL110", "380", "DKK", "NL16356706", 4, 415000, {"allowance_left_out"}},
    CorpusCase{"ubl-tc434-creditnote1.xml", "ubl", "018304 / 28865", "381", "EUR", "BE0000000196", 1, 10011, {}},
    CorpusCase{"ubl-21-extended-ctc-fr.xml", "ubl", "F124212", "380", "EUR", "FR11999999998", 3, 27850, {"allowance_left_out"}},
    CorpusCase{"BIS_Billing_30-DataIT.xml", "ubl", "08/00355", "380", "SEK", "SE123456789001", 4, 833600, {}},
    CorpusCase{"Invoice-Max_content.xml", "ubl", "2018210", "380", "SEK", "SE123456789001", 3, 1000000, {"allowance_left_out"}},
    CorpusCase{"02.05a-INVOICE_ubl.xml", "ubl", "1234567", "380", "EUR", "ATU123456789", 24, 241223, {"allowance_left_out"}},
    CorpusCase{"eicar.ubl.xml", "ubl", "123", "380", "EUR", "DE0815", 1, 100, {}},
    CorpusCase{"CII_example2.xml", "cii", "TOSL108", "380", "NOK", "NO123456789MVA", 6, 153650, {"allowance_left_out", "line_amount_differs"}},
    CorpusCase{"CII_example5.xml", "cii", "TOSL110", "380", "DKK", "NL16356706", 4, 415000, {"allowance_left_out"}},
    CorpusCase{"invoice_EN16931.pdf", "cii", "F20260023", "380", "EUR", "FR11123456782", 7, 10900, {"allowance_left_out"}},
    CorpusCase{"Avoir_FR_type381_BASIC.pdf", "cii", "AV-2017-0005", "381", "EUR", "FR11999999998", 2, 21848, {"line_amount_differs"}},
    CorpusCase{"factur-x-en16931.xml", "cii", "F20260023", "380", "EUR", "FR11123456782", 7, 10900, {"allowance_left_out"}}));

struct RefusedCase {
  const char* file;
  const char* code;
};
class CorpusRefusalTest : public ::testing::TestWithParam<RefusedCase> {};

TEST_P(CorpusRefusalTest, SaysWhatItLooksLike) {
  if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "no folder " << corpus() << ": set RECOURS_CORPUS";
  const Reading reading = read_document(read_whole(corpus() / GetParam().file));
  EXPECT_TRUE(reading.refused());
  EXPECT_TRUE(refuses(reading, GetParam().code)) << codes(reading);
}
INSTANTIATE_TEST_SUITE_P(Files, CorpusRefusalTest, ::testing::Values(
    RefusedCase{"EDIFACT_EXAMPLE2.TXT", "edifact"}, RefusedCase{"EDIFACT_EXAMPLE5.TXT", "edifact"},
    RefusedCase{"invoice_EN16931.pdf", "pdf"}, RefusedCase{"Avoir_FR_type381_BASIC.pdf", "pdf"}));

// No file of the corpus is in neither table.
TEST(Corpus, IsWhollyInTheTables) {
  if (!std::filesystem::exists(corpus())) GTEST_SKIP() << "no folder " << corpus() << ": set RECOURS_CORPUS";
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(corpus())) files += entry.is_regular_file() ? 1u : 0u;
  EXPECT_EQ(files, 16u);  // 14 read, 2 refused
}

// ---- what is refused

struct BadFile {
  std::string name, bytes, code;
};
void PrintTo(const BadFile& c, std::ostream* out) { *out << c.name; }
class BadFileTest : public ::testing::TestWithParam<BadFile> {};

TEST_P(BadFileTest, IsRefusedWithAReason) {
  const Reading reading = read_document(GetParam().bytes);
  EXPECT_TRUE(reading.refused());
  EXPECT_TRUE(refuses(reading, GetParam().code)) << codes(reading);
}

const std::string kBomb =
    "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]>"
    "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">&lol2;</Invoice>";
const std::string kExternal =
    "<!DOCTYPE Invoice SYSTEM \"file:///etc/passwd\"><Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>";

UblSample sample(std::string UblSample::*part, std::string value) {
  UblSample s;
  s.*part = std::move(value);
  return s;
}

INSTANTIATE_TEST_SUITE_P(Files, BadFileTest, ::testing::Values(
    BadFile{"Nothing", "", "empty_file"}, BadFile{"Blanks", " \r\n\t", "empty_file"},
    BadFile{"EntityBomb", kBomb, "doctype"}, BadFile{"ExternalEntity", kExternal, "doctype"},
    BadFile{"CutOff", ubl().substr(0, 400), "bad_xml"},
    BadFile{"OtherNamespace", "<Invoice xmlns=\"urn:example\"/>", "unknown_xml"},
    BadFile{"UndeclaredPrefix", "<x:Invoice/>", "unknown_xml"},
    BadFile{"Order", "<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Order-2\"/>", "unknown_xml"},
    BadFile{"WebPage", "<!DOCTYPE html>\n<html><body>Sign in</body></html>", "html"},
    BadFile{"LatePdf", std::string(1000, ' ') + "%PDF-1.7", "pdf"},
    BadFile{"Zip", "PK\x03\x04 rest", "archive"},
    BadFile{"Binary", "\x01\x02\0\x03 abc"s, "binary"},
    BadFile{"Prose", "Bonjour,\nvoici la facture.\n", "unknown_format"},
    BadFile{"StrangeEncoding", "<?xml version=\"1.0\" encoding=\"EBCDIC-FR\"?>" + ubl(), "unknown_encoding"},
    BadFile{"NoNumber", ubl(sample(&UblSample::number, "")), "missing_number"},
    BadFile{"LongNumber", ubl(sample(&UblSample::number, "<cbc:ID>" + std::string(201, '1') + "</cbc:ID>")), "missing_number"},
    BadFile{"NoDate", ubl(sample(&UblSample::date, "")), "missing_date"},
    BadFile{"ImpossibleDate", ubl(sample(&UblSample::date, "<cbc:IssueDate>2026-02-30</cbc:IssueDate>")), "bad_date"},
    BadFile{"NoCurrency", ubl(sample(&UblSample::currency, "")), "missing_currency"},
    BadFile{"NoSeller", ubl(sample(&UblSample::seller, "")), "missing_seller"},
    BadFile{"DespatchAdvice", ubl(sample(&UblSample::type, "<cbc:InvoiceTypeCode>351</cbc:InvoiceTypeCode>")), "not_a_sales_document"},
    BadFile{"WordyQuantity", ubl(sample(&UblSample::lines, ubl_line("1", "deux", "1", "2"))), "bad_number"},
    BadFile{"HugeAmount", ubl(sample(&UblSample::lines, ubl_line("1", "999999999999", "999999999999", "1"))), "amount_too_large"}),
    [](const auto& test) { return test.param.name; });

TEST(Ubl, ARefusalNamesElementAndLine) {
  const Reading reading = read_document(ubl(sample(&UblSample::date, "<cbc:IssueDate>hier</cbc:IssueDate>")));
  ASSERT_EQ(reading.findings.size(), 1u);
  EXPECT_EQ(reading.findings.front().field, "cbc:IssueDate");
  EXPECT_EQ(reading.findings.front().line, 3);
}

TEST(Ubl, DeepNestingCostsNothing) {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  for (int i = 0; i < 200'000; ++i) deep += "</a>";
  EXPECT_FALSE(read_document(ubl(sample(&UblSample::extra, deep))).refused());
}

// ---- encodings

std::string utf16(const std::string& ascii, bool little, bool mark) {
  std::string out = mark ? (little ? "\xFF\xFE" : "\xFE\xFF") : "";
  for (const char c : ascii) out += little ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

TEST(Encoding, EveryWayToWriteTheSameInvoice) {
  const std::string plain = ubl();
  for (const auto& bytes : {plain, "\xEF\xBB\xBF" + plain, "<?xml version=\"1.0\"?>" + plain, utf16(plain, true, true),
                            utf16(plain, false, true), utf16(plain, true, false), utf16(plain, false, false)}) {
    const Reading reading = read_document(bytes);
    ASSERT_FALSE(reading.refused()) << codes(reading);
    EXPECT_TRUE(reading.findings.empty()) << codes(reading);
    EXPECT_EQ(reading.documents.front().number, "F-1");
  }
}

TEST(Encoding, Windows1252IsReadWhenDeclaredAndToldWhenNot) {
  const std::string body = ubl(sample(&UblSample::lines, ubl_line("1", "1", "1", "1", "<cbc:Name>\xC9" "cran \x80</cbc:Name>")));
  const Reading declared = read_document("<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + body);
  ASSERT_FALSE(declared.refused());
  EXPECT_TRUE(declared.findings.empty()) << codes(declared);
  EXPECT_EQ(declared.documents.front().lines.front().description, "Écran €");
  const Reading wrong = read_document("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + body);
  EXPECT_TRUE(warns(wrong, "wrong_encoding"));
  EXPECT_EQ(wrong.documents.front().lines.front().description, "Écran €");
}

// ---- traps

TEST(Ubl, AnyPrefixWillDo) {
  const std::string text =
      "<i:Invoice xmlns:i=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\" xmlns:x=\"urn:b\"><x:ID>F/2 3.4</x:ID>"
      "<x:IssueDate>2026-01-09Z</x:IssueDate><x:InvoiceTypeCode>380</x:InvoiceTypeCode><x:DocumentCurrencyCode>eur</x:DocumentCurrencyCode>"
      "<x:AccountingSupplierParty><x:Party><x:PartyName><x:Name>Nom</x:Name></x:PartyName></x:Party></x:AccountingSupplierParty></i:Invoice>";
  const Reading reading = read_document(text);
  ASSERT_FALSE(reading.refused()) << codes(reading);
  EXPECT_EQ(reading.documents.front().number, "F/2 3.4");
  EXPECT_EQ(reading.documents.front().issued_on, Date::of(2026, 1, 9));
  EXPECT_EQ(reading.documents.front().currency, "EUR");
  EXPECT_EQ(reading.documents.front().seller, "Nom");
  EXPECT_TRUE(warns(reading, "no_lines"));
}

TEST(Ubl, ElevenDecimalsAreRoundedHalfToEvenAndTold) {
  const Reading reading = read_document(ubl(sample(&UblSample::lines, ubl_line("1", "1.00000050000", "1.0000015", "1.00"))));
  ASSERT_FALSE(reading.refused());
  EXPECT_TRUE(warns(reading, "rounded_decimal"));
  EXPECT_EQ(reading.documents.front().lines.front().quantity, Decimal::of_micros(1'000'000));
  EXPECT_EQ(reading.documents.front().lines.front().unit_price, Decimal::of_micros(1'000'002));
}

TEST(Ubl, RepeatedLineIdsAreKept) {
  const Reading reading = read_document(ubl(sample(&UblSample::lines, ubl_line("1", "1", "1", "1") + ubl_line("1", "2", "1", "2"))));
  ASSERT_FALSE(reading.refused());
  EXPECT_EQ(reading.documents.front().lines.size(), 2u);
}

TEST(Ubl, ANegativeInvoiceIsACreditNoteWithPositiveAmounts) {
  const Reading reading = read_document(ubl(sample(&UblSample::lines, ubl_line("1", "-2", "100", "-200") + ubl_line("2", "1", "-5", "-5"))));
  ASSERT_FALSE(reading.refused());
  EXPECT_TRUE(warns(reading, "negative_invoice"));
  const Document& document = reading.documents.front();
  EXPECT_EQ(document.type, "381");
  EXPECT_EQ(document.lines[0].quantity, Decimal::of(2));
  EXPECT_EQ(document.lines[0].net_cents, 20000);
  EXPECT_EQ(document.lines[1].unit_price, Decimal::of(5));
}

TEST(Ubl, AnInvoiceOfType381IsACreditNote) {
  EXPECT_EQ(read_document(ubl(sample(&UblSample::type, "<cbc:InvoiceTypeCode>381</cbc:InvoiceTypeCode>"))).documents.front().type, "381");
  const Reading other = read_document(ubl(sample(&UblSample::type, "<cbc:InvoiceTypeCode>326</cbc:InvoiceTypeCode>")));
  EXPECT_EQ(other.documents.front().type, "380");
  EXPECT_TRUE(warns(other, "type_assumed"));
}

TEST(Ubl, AChargeIsAFreightLineAndAnAllowanceIsTold) {
  const Reading reading = read_document(ubl(sample(&UblSample::extra,
      "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReason>Port</cbc:AllowanceChargeReason>"
      "<cbc:Amount>12.50</cbc:Amount><cac:TaxCategory><cbc:Percent>20</cbc:Percent></cac:TaxCategory></cac:AllowanceCharge>"
      "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount>3</cbc:Amount></cac:AllowanceCharge>")));
  ASSERT_EQ(reading.documents.front().lines.size(), 2u);
  const DocumentLine& freight = reading.documents.front().lines.back();
  EXPECT_EQ(freight.kind, LineKind::Freight);
  EXPECT_EQ(freight.description, "Port");
  EXPECT_EQ(freight.net_cents, 1250);
  EXPECT_EQ(freight.vat_rate, Decimal::of(20));
  EXPECT_TRUE(warns(reading, "allowance_left_out"));
}

TEST(Ubl, EverythingALineCanTell) {
  const std::string item =
      "<cbc:Name>Portable</cbc:Name><cac:SellersItemIdentification><cbc:ID>00000000001429251</cbc:ID></cac:SellersItemIdentification>"
      "<cac:StandardItemIdentification><cbc:ID schemeID=\"0160\">3518370900150</cbc:ID></cac:StandardItemIdentification>"
      "<cac:AdditionalItemProperty><cbc:Name>Marke</cbc:Name><cbc:Value>Hélios</cbc:Value></cac:AdditionalItemProperty>"
      "<cac:AdditionalItemProperty><cbc:Name>Seriennummer</cbc:Name><cbc:Value>S1, S2|S1</cbc:Value></cac:AdditionalItemProperty>"
      "<cac:ManufacturersItemIdentification><cbc:ID>MPN/7</cbc:ID></cac:ManufacturersItemIdentification>"
      "<cac:ItemInstance><cbc:SerialID>S3</cbc:SerialID></cac:ItemInstance>";
  const std::string references =
      "<cac:OrderLineReference><cbc:LineID>1</cbc:LineID><cac:OrderReference><cbc:ID>PO9</cbc:ID></cac:OrderReference></cac:OrderLineReference>"
      "<cac:DespatchLineReference><cac:DocumentReference><cbc:ID>BL-2026/05</cbc:ID></cac:DocumentReference></cac:DespatchLineReference>";
  UblSample s;
  s.extra = "<cac:OrderReference><cbc:ID>PO1</cbc:ID></cac:OrderReference><cac:DespatchDocumentReference><cbc:ID>BL1</cbc:ID></cac:DespatchDocumentReference>";
  s.lines = ubl_line("a", "1", "1", "1", item, references) + ubl_line("b", "1", "1", "1");
  const Document document = read_document(ubl(s)).documents.front();
  const DocumentLine& line = document.lines[0];
  EXPECT_EQ(line.article_no, "1429251");
  EXPECT_EQ(line.gtin, "3518370900150");
  EXPECT_EQ(line.manufacturer, "Hélios");
  EXPECT_EQ(line.manufacturer_part_no, "MPN/7");
  EXPECT_EQ(line.serials, (std::vector<std::string>{"S3", "S1", "S2"}));
  EXPECT_EQ(line.order_no, "PO9");
  EXPECT_EQ(line.delivery_note_no, "BL-2026/05");
  EXPECT_EQ(document.lines[1].order_no, "PO1");
  EXPECT_EQ(document.lines[1].delivery_note_no, "BL1");
}

TEST(Ubl, AmountsThatDoNotAgreeAreToldAndKept) {
  const Reading reading = read_document(ubl(sample(&UblSample::lines, ubl_line("1", "2", "100", "150"))));
  EXPECT_TRUE(warns(reading, "line_amount_differs"));
  EXPECT_EQ(reading.documents.front().lines.front().net_cents, 15000);
  const Reading total = read_document(ubl(sample(&UblSample::total,
      "<cac:LegalMonetaryTotal><cbc:LineExtensionAmount>201</cbc:LineExtensionAmount></cac:LegalMonetaryTotal>")));
  EXPECT_TRUE(warns(total, "total_differs"));
}

// ---- CSV

TEST(InvoiceCsv, RowsOfOneInvoiceNeedNotStandTogether) {
  const Reading reading = read_document(kCsvHeading + csv_row("0033442137", "100") + csv_row("7", "1") + "\r\n" + csv_row("0033442137", "200"));
  ASSERT_FALSE(reading.refused()) << codes(reading);
  EXPECT_TRUE(reading.findings.empty()) << codes(reading);
  ASSERT_EQ(reading.documents.size(), 2u);
  const Document& document = reading.documents.front();
  ASSERT_EQ(document.lines.size(), 2u);
  EXPECT_EQ(document.number, "0033442137");
  EXPECT_EQ(document.issued_on, Date::of(2019, 12, 20));
  EXPECT_EQ(document.seller, "");
  EXPECT_EQ(document.buyer_ids, std::vector<std::string>{"0000100234"});
  EXPECT_EQ(document.lines[0].article_no, "1429251");
  EXPECT_EQ(document.lines[0].net_cents, 20000);
  EXPECT_EQ(document.lines[0].serials, (std::vector<std::string>{"SN1", "SN2"}));
}

TEST(InvoiceCsv, CommasQuotesBomAndWindows1252) {
  const std::string rows = "\xEF\xBB\xBF" "customer_no,invoice_no,invoice_date,line_no,description,quantity,unit_price\r\n"
                           "1,F1,2026-01-31,1,\"Un \"\"grand\"\" écran, 27\nlignes\",1,\"2,50\"\r\n";
  const Reading reading = read_document(rows);
  ASSERT_FALSE(reading.refused()) << codes(reading);
  EXPECT_EQ(reading.documents.front().lines.front().description, "Un \"grand\" écran, 27\nlignes");
  EXPECT_EQ(reading.documents.front().lines.front().net_cents, 250);
  const Reading latin = read_document("customer_no;invoice_no;invoice_date;line_no;description;quantity;unit_price\n1;F1;31/01/2026;1;\xC9" "cran;1;1\n");
  EXPECT_EQ(latin.documents.front().lines.front().description, "Écran");
}

TEST(InvoiceCsv, AnErrorNamesLineAndField) {
  const Reading reading = read_document(kCsvHeading + csv_row() + "1;F1;31/02/2026;380;EUR;1;Perhaps;;;;;x;un;1;;;;\n");
  ASSERT_TRUE(reading.refused());
  std::vector<std::string> places;
  for (const auto& finding : reading.findings) places.push_back(finding.code + " " + finding.field + " " + std::to_string(finding.line));
  EXPECT_EQ(places, (std::vector<std::string>{"bad_date invoice_date 3", "bad_kind kind 3", "bad_number quantity 3"}));
}

TEST(InvoiceCsv, ColumnsMissingAndUnknown) {
  const Reading reading = read_document("customer_no;invoice_no;couleur\n1;2;3\n");
  EXPECT_TRUE(refuses(reading, "missing_column"));
  EXPECT_TRUE(warns(reading, "unknown_columns"));
  EXPECT_TRUE(refuses(read_document(kCsvHeading + "1;2\n"), "row_length"));
  EXPECT_TRUE(refuses(read_document(kCsvHeading + "\"1;2\n"), "unterminated_quote"));
  EXPECT_TRUE(refuses(read_document(kCsvHeading), "no_rows"));
}

}  // namespace
}  // namespace recours::sales
