#include <algorithm>

#include <gtest/gtest.h>

#include "sales/import/import_actions.h"
#include "sales/invoice_store.h"
#include "samples.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/invoices.h"

namespace recours::sales {
namespace {

using namespace testing_support;

class ImportTest : public OnBothEngines {
 protected:
  void SetUp() override { cast_ = make_cast(database(), test_now()); }

  ImportReport import(const std::vector<std::string>& texts, ImportOptions options = {}) {
    std::vector<ImportFile> files;
    for (const auto& text : texts) files.push_back({"file-" + std::to_string(files.size() + 1), text});
    return import_invoices(database(), files, options, actor_, test_now());
  }
  ImportReport table(TableKind kind, const std::string& text, bool dry_run = false) {
    return import_table(database(), kind, {"table.csv", text}, dry_run, actor_, test_now());
  }
  std::int64_t count(const std::string& from) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }
  std::vector<Invoice> of(const accounts::Viewer& viewer) { return list_invoices(*database().reader(), viewer, {}, {}).items; }

  Cast cast_;
  journal::Actor actor_{std::nullopt, "import", "cli"};
};

bool tells(const FileReport& report, const std::string& code) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& f) { return f.code == code; });
}

UblSample numbered(const std::string& number) {
  UblSample s;
  s.number = "<cbc:ID>" + number + "</cbc:ID>";
  return s;
}

std::string credit_note(const std::string& number, const std::string& cited) {
  UblSample s = numbered(number);
  s.type = "<cbc:InvoiceTypeCode>381</cbc:InvoiceTypeCode>";
  s.extra = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>" + cited +
            "</cbc:ID><cbc:IssueDate>2026-06-17</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>";
  return ubl(s);
}

//
TEST_P(ImportTest, TheSameFileTwiceChangesNothing) {
  const std::string csv = kCsvHeading + csv_row("0033442137", "100") + csv_row("0033442137", "200") + csv_row("0033442138");
  const auto first = import({csv, ubl()});
  EXPECT_FALSE(first.refused());
  EXPECT_EQ(first.files[0].created, 2);
  EXPECT_EQ(first.files[0].lines, 3);
  EXPECT_EQ(first.files[1].created, 1);
  EXPECT_EQ(count("journal_entry WHERE action = 'invoice.imported'"), 3);
  const auto second = import({csv, ubl()});
  EXPECT_EQ(second.files[0].created, 0);
  EXPECT_EQ(second.files[0].unchanged, 2);
  EXPECT_EQ(second.files[1].unchanged, 1);
  EXPECT_EQ(count("invoice"), 3);
  EXPECT_EQ(count("invoice_line"), 4);
  EXPECT_EQ(count("delivery_note"), 1);
  EXPECT_EQ(count("manufacturer"), 1);
  EXPECT_EQ(count("journal_entry WHERE action = 'invoice.imported'"), 3);
}

TEST_P(ImportTest, OtherContentUnderTheSameKeyIsToldAndLeft) {
  import({ubl()});
  UblSample changed;
  changed.lines = ubl_line("1", "3", "100", "300");
  const auto report = import({ubl(changed)});
  EXPECT_FALSE(report.refused());
  EXPECT_TRUE(tells(report.files[0], "already_imported_differently"));
  EXPECT_EQ(report.files[0].created + report.files[0].unchanged, 0);
  EXPECT_EQ(of(cast_.alice).front().net_cents, 20000);
}

TEST_P(ImportTest, TheSameNumberOfAnotherDateTypeOrSellerIsAnotherDocument) {
  UblSample date, seller;
  date.date = "<cbc:IssueDate>2026-06-18</cbc:IssueDate>";
  seller.seller = "<cac:PartyName><cbc:Name>Autre</cbc:Name></cac:PartyName>";
  const auto report = import({ubl(), ubl(date), ubl(seller), ubl()});
  EXPECT_EQ(count("invoice"), 3);
  EXPECT_EQ(report.files[3].unchanged, 1);
}

TEST_P(ImportTest, ADryRunWritesNothingAndSaysWhatItWould) {
  const auto report = import({ubl()}, {std::nullopt, true, {}, {}});
  EXPECT_TRUE(report.dry_run);
  EXPECT_EQ(report.files[0].created, 1);
  EXPECT_EQ(count("invoice") + count("manufacturer") + count("delivery_note"), 0);
}

//
TEST_P(ImportTest, OneBadFileAmongGoodOnesWritesNothing) {
  const auto report = import({ubl(), "%PDF-1.7", kCsvHeading + csv_row()});
  EXPECT_TRUE(report.refused());
  EXPECT_FALSE(report.files[0].refused);
  EXPECT_TRUE(report.files[1].refused);
  EXPECT_EQ(report.files[0].created, 0);
  EXPECT_EQ(count("invoice"), 0);
}

//
TEST_P(ImportTest, TheAccountIsNamedElseByCustomerNumberElseByVatNumber) {
  UblSample by_vat = numbered("VAT"), unknown = numbered("NOBODY");
  by_vat.buyer = "<cac:PartyIdentification><cbc:ID>999</cbc:ID></cac:PartyIdentification><cac:PartyTaxScheme><cbc:CompanyID>fr 83 404 833 048"
                 "</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>";
  unknown.buyer = "<cac:PartyIdentification><cbc:ID>100234</cbc:ID></cac:PartyIdentification>";
  const auto carla = make_account(database(), "0000100999", "Carla", "FR83404833048");
  EXPECT_FALSE(import({ubl(by_vat)}).refused());
  EXPECT_EQ(count("invoice WHERE account_id = " + std::to_string(carla.value)), 1);
  const auto refused = import({ubl(unknown)});
  EXPECT_TRUE(refused.refused());
  EXPECT_TRUE(tells(refused.files[0], "account_unknown"));
  EXPECT_FALSE(import({ubl(unknown)}, {kBobCustomerNo}).refused());
  EXPECT_EQ(of(cast_.bob).size(), 1u);
  EXPECT_TRUE(import({ubl(numbered("X"))}, {"no-such"}).refused());
  make_account(database(), "0000101000", "Carla bis", "FR 83404833048");
  by_vat.number = "<cbc:ID>VAT2</cbc:ID>";
  EXPECT_TRUE(tells(import({ubl(by_vat)}).files[0], "account_ambiguous"));
}

TEST_P(ImportTest, ACitationIsLinkedWhicheverComesFirst) {
  import({ubl(numbered("F-1"))});
  import({credit_note("A-1", "F-1")});
  import({credit_note("A-2", "F-2")});
  import({ubl(numbered("F-2"))});
  const auto reader = database().reader();
  for (const auto& invoice : of(cast_.alice)) {
    const auto citing = list_citing(*reader, cast_.alice, invoice.id);
    ASSERT_EQ(citing.size(), 1u) << invoice.number;
    EXPECT_EQ(citing.front().number, invoice.number == "F-1" ? "A-1" : "A-2");
  }
}

TEST_P(ImportTest, ACitationOfAnotherAccountsInvoiceIsNotLinked) {
  import({ubl(numbered("F-1"))}, {kBobCustomerNo});
  import({credit_note("A-1", "F-1")});
  EXPECT_EQ(count("invoice_citation WHERE cited_id IS NOT NULL"), 0);
  EXPECT_EQ(count("invoice_citation"), 1);
}

TEST_P(ImportTest, ArticlesTellKindAndWhatIsNotTakenBack) {
  EXPECT_FALSE(table(TableKind::Articles, "article_no;manufacturer;product_group;kind;non_returnable\n0001429251;Hélios;screens;Service;oui\n").refused());
  import({kCsvHeading + csv_row()});
  const auto lines = list_lines(*database().reader(), {of(cast_.alice).front().id});
  EXPECT_EQ(lines.front().kind, LineKind::Service);
  EXPECT_TRUE(lines.front().non_returnable);
  EXPECT_EQ(lines.front().product_group, "screens");
}

//
TEST_P(ImportTest, ManyLinesComeInChunksAndReportProgress) {
  std::string csv = kCsvHeading;
  for (int i = 0; i < 40; ++i) {
    for (int line = 0; line < 30; ++line) csv += csv_row("N" + std::to_string(i), std::to_string(line));
  }
  std::vector<std::int64_t> checked, written;
  ImportOptions options;
  options.tell = [&](const ImportStep& step) {
    EXPECT_EQ(step.total_bytes, static_cast<std::int64_t>(csv.size()));
    EXPECT_LE(step.bytes, step.total_bytes);
    auto& lines = step.phase == ImportStep::Phase::Checking ? checked : written;
    if (lines.empty() || lines.back() != step.lines) lines.push_back(step.lines);
  };
  import({csv}, options);
  EXPECT_EQ(checked, (std::vector<std::int64_t>{1020, 1200}));
  EXPECT_EQ(written, (std::vector<std::int64_t>{0, 990, 1200}));
  EXPECT_EQ(count("invoice_line"), 1200);
}

TEST_P(ImportTest, TablesAreBroughtUpToDateAndTwiceChangesNothing) {
  const std::string accounts = "customer_no;name;vat_no;email\n0000100234;Hélios Informatique SARL;fr 12 345;a@helios.example\nN-1;Neuf;;\n";
  const auto dry = table(TableKind::Accounts, accounts, true);
  EXPECT_EQ(dry.files[0].created, 1);
  EXPECT_EQ(count("reseller_account"), 2);
  const auto first = table(TableKind::Accounts, accounts);
  EXPECT_EQ(first.files[0].created, 1);
  EXPECT_EQ(first.files[0].changed, 1);
  const auto second = table(TableKind::Accounts, accounts);
  EXPECT_EQ(second.files[0].unchanged, 2);
  EXPECT_EQ(find_account(*database().reader(), cast_.alice_account)->vat_no, "FR12345");
  EXPECT_EQ(table(TableKind::Accounts, "customer_no;name\n0000100234;Hélios Informatique SARL\n").files[0].unchanged, 1);
  EXPECT_TRUE(table(TableKind::Accounts, "customer_no;name;email\n1;A;nobody\n").refused());
  EXPECT_TRUE(table(TableKind::Accounts, "customer_no;name\n1;A\n1;B\n").refused());
}

TEST_P(ImportTest, DeliveriesAndSerialsFindTheirLines) {
  import({kCsvHeading + csv_row()});
  const std::string deliveries = "delivery_note_no;shipped_on;delivered_on;carrier;tracking\n80001111;2019-12-21;23/12/2019;Colis;T1\n";
  EXPECT_EQ(table(TableKind::Deliveries, deliveries).files[0].changed, 1);
  EXPECT_EQ(table(TableKind::Deliveries, deliveries).files[0].unchanged, 1);
  EXPECT_TRUE(table(TableKind::Deliveries, "delivery_note_no;shipped_on;delivered_on\n1;2019-12-24;2019-12-23\n").refused());
  const std::string serials = "invoice_no;line_no;serial\n33442137;100;SN3\n0033442137;100;SN1\n";
  const auto report = table(TableKind::Serials, serials);
  EXPECT_EQ(report.files[0].created, 1);
  EXPECT_EQ(report.files[0].unchanged, 1);
  EXPECT_TRUE(tells(table(TableKind::Serials, "invoice_no;line_no;serial\n33442137;900;X\n").files[0], "line_unknown"));
  const auto lines = list_lines(*database().reader(), {of(cast_.alice).front().id});
  EXPECT_EQ(lines.front().serials, (std::vector<std::string>{"SN1", "SN2", "SN3"}));
  EXPECT_EQ(lines.front().delivered_on, Date::of(2019, 12, 23));
}

RECOURS_ON_BOTH_ENGINES(ImportTest);

}  // namespace
}  // namespace recours::sales
