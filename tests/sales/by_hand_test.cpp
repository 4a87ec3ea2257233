// R-614 What staff write down by hand is no sales document: no look-up finds it, no import meets it.
#include "sales/by_hand_store.h"

#include <gtest/gtest.h>

#include "base/errors.h"
#include "sales/account_store.h"
#include "sales/import/import_actions.h"
#include "sales/samples.h"
#include "support/cast.h"
#include "support/database.h"

namespace recours::sales {
namespace {

using namespace testing_support;

class ByHandTest : public OnBothEngines {
 protected:
  void SetUp() override {
    cast_ = make_cast(database(), test_now());
    written_ = write_down("m1");
  }
  LineWithInvoice write_down(const std::string& mark) {
    HandWritten written{cast_.alice_account, mark, "F-4711", Date::of(2026, 6, 17), "EUR", {}};
    written.line.line_no = "1";
    written.line.article_no = "1429000";
    written.line.description = "Écran";
    written.line.quantity = Decimal::of(2);
    written.line.unit_price = Decimal::of(100);
    written.line.net_cents = 20000;
    written.line.vat_rate = Decimal::of(20);
    return database().write([&](db::Transaction& t) { return insert_by_hand(t, written, test_now()); });
  }
  FileReport import(const std::string& text) {
    return import_invoices(database(), std::vector<ImportFile>{{"file", text}}, {}, actor_, test_now()).files.front();
  }
  std::int64_t count(const std::string& from) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + from);
  }

  Cast cast_;
  LineWithInvoice written_;
  journal::Actor actor_{std::nullopt, "import", "cli"};
};

TEST_P(ByHandTest, TwoMayBeToldWithTheSameNumber) {
  const auto second = write_down("m2");
  EXPECT_NE(second.invoice.id, written_.invoice.id);
  EXPECT_EQ(count("invoice"), 2);
  EXPECT_EQ(count("invoice_line"), 2);
}

TEST_P(ByHandTest, NoLookUpFindsIt) {
  const auto reader = database().reader();
  for (const auto* viewer : {&cast_.alice, &cast_.claire, &cast_.fabien}) {
    EXPECT_TRUE(list_invoices(*reader, *viewer, {}, {"", 10}).items.empty());
    InvoiceFilter by_number;
    by_number.number = "F-4711";
    EXPECT_TRUE(list_invoices(*reader, *viewer, by_number, {"", 10}).items.empty());
    EXPECT_TRUE(recognise_number(*reader, *viewer, "F-4711").empty());
    EXPECT_TRUE(recognise_number(*reader, *viewer, "1429000").empty());
    EXPECT_THROW(require_invoice(*reader, *viewer, written_.invoice.id), NotFound);
    EXPECT_THROW(require_line(*reader, *viewer, written_.line.id), NotFound);
  }
  EXPECT_EQ(list_lines(*reader, {written_.invoice.id}).at(0).description, "Écran") << "its claim reads it all the same";
}

// The true invoice of that number comes in as if there were nothing, and the credit note cites that one.
TEST_P(ByHandTest, ImportsDoNotMeetIt) {
  UblSample credit;
  credit.root = "CreditNote";
  credit.number = "<cbc:ID>A-1</cbc:ID>";
  credit.type = "<cbc:CreditNoteTypeCode>381</cbc:CreditNoteTypeCode>";
  credit.extra = "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F-4711</cbc:ID>"
                 "</cac:InvoiceDocumentReference></cac:BillingReference>";
  EXPECT_EQ(import(ubl(credit)).created, 1);
  EXPECT_EQ(count("invoice_citation WHERE cited_id IS NULL"), 1) << "what was written by hand is not cited";
  UblSample invoice;
  invoice.number = "<cbc:ID>F-4711</cbc:ID>";
  EXPECT_EQ(import(ubl(invoice)).created, 1);
  EXPECT_EQ(count("invoice_citation WHERE cited_id IS NOT NULL"), 1);
  const auto serials = import_table(database(), TableKind::Serials, {"s.csv", "invoice_no;line_no;serial\nF-4711;1;SN-1\n"},
                                    false, actor_, test_now());
  EXPECT_EQ(serials.files.front().created, 1);
  EXPECT_EQ(count("serial_number WHERE line_id = " + std::to_string(written_.line.id.value)), 0);
}

//
TEST_P(ByHandTest, AccountsAreFoundByNumberOrName) {
  const auto reader = database().reader();
  const auto names = [&](const std::string& words) {
    std::string all;
    for (const auto& account : search_accounts(*reader, words, 10)) all += account.customer_no + " ";
    return all;
  };
  EXPECT_EQ(names("HELIOS"), "0000100234 ");
  EXPECT_EQ(names("100567"), "0000100567 ");
  EXPECT_EQ(names("00001005"), "0000100567 ");
  EXPECT_EQ(names("réseau lyon"), "0000100567 ");
  EXPECT_EQ(names("réseau paris"), "");
  EXPECT_EQ(names("%"), "");
  EXPECT_EQ(search_accounts(*reader, "", 1).size(), 1U);
}

RECOURS_ON_BOTH_ENGINES(ByHandTest);

}  // namespace
}  // namespace recours::sales
