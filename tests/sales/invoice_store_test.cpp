#include <gtest/gtest.h>

#include "sales/invoice_store.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/invoices.h"

namespace recours::sales {
namespace {

using namespace testing_support;

class InvoiceStoreTest : public OnBothEngines {
 protected:
  void SetUp() override {
    cast_ = make_cast(database(), test_now());
    InvoiceSpec spec;
    spec.numbered("0033442137").issued(Date::of(2019, 12, 20)).with({
        goods_line().article("1429251").part("MPN/7-A").by("Hélios").order("4500012345").delivery("0080001111", Date::of(2019, 12, 23))
            .serial_numbers({"SN-2", "SN-1"}).group("screens").not_returnable(),
        goods_line().article("77").order("4500099999").delivery("0080002222"),
        service_line(), freight_line()});
    invoice_ = make_invoice(database(), cast_.alice_account, spec);
  }

  std::vector<std::string> numbers(const accounts::Viewer& viewer, const InvoiceFilter& filter) {
    std::vector<std::string> found;
    for (const auto& invoice : list_invoices(*database().reader(), viewer, filter, {}).items) found.push_back(invoice.number);
    return found;
  }
  static InvoiceFilter by(NumberKind kind, const std::string& number) { return {{}, {}, kind, number}; }

  Cast cast_;
  InvoiceId invoice_;
};

const std::vector<std::string> kFound{"0033442137"}, kNothing;

TEST_P(InvoiceStoreTest, AStrangersInvoiceDoesNotExist) {
  EXPECT_EQ(numbers(cast_.alice, {}), kFound);
  EXPECT_EQ(numbers(cast_.claire, {}), kFound);
  EXPECT_EQ(numbers(cast_.bob, {}), kNothing);
  EXPECT_EQ(numbers(cast_.odile, {}), kNothing);
  const auto reader = database().reader();
  EXPECT_THROW(require_invoice(*reader, cast_.bob, invoice_), NotFound);
  const auto lines = line_ids(database(), invoice_);
  EXPECT_THROW(require_line(*reader, cast_.bob, lines.front()), NotFound);
  for (const auto kind : {NumberKind::Invoice, NumberKind::Order, NumberKind::DeliveryNote, NumberKind::Serial, NumberKind::Part}) {
    EXPECT_EQ(numbers(cast_.bob, by(kind, "3")), kNothing);
  }
  for (const auto* number : {"0033442137", "4500012345", "SN-1", "MPN/7-A"}) {
    EXPECT_TRUE(recognise_number(*reader, cast_.bob, number).empty()) << number;
    EXPECT_EQ(recognise_number(*reader, cast_.alice, number).size(), 1u) << number;
  }
}

//
TEST_P(InvoiceStoreTest, EveryNumberFindsItWithOrWithoutZerosAndByPrefix) {
  struct Case { NumberKind kind; const char* number; };
  const Case cases[] = {{NumberKind::Invoice, "0033442137"}, {NumberKind::Invoice, "33442137"}, {NumberKind::Invoice, "334421"},
                        {NumberKind::Invoice, "003344"}, {NumberKind::Order, "4500012345"}, {NumberKind::Order, "45000"},
                        {NumberKind::DeliveryNote, "80001111"}, {NumberKind::DeliveryNote, "0080001111"}, {NumberKind::Serial, "sn-1"},
                        {NumberKind::Serial, "SN"}, {NumberKind::Part, "mpn/7-a"}, {NumberKind::Part, "00000000001429251"},
                        {NumberKind::Part, "1429251"}, {NumberKind::Part, "0077"}};
  for (const auto& c : cases) {
    EXPECT_EQ(numbers(cast_.alice, by(c.kind, c.number)), kFound) << name_of(c.kind) << " " << c.number;
    EXPECT_EQ(numbers(cast_.claire, {{}, {}, {}, c.number}), kFound) << "of any kind " << c.number;
  }
  for (const auto* number : {"33442138", "3442137", "334421370", "MPN", "%", "_"}) {
    EXPECT_EQ(numbers(cast_.alice, by(NumberKind::Invoice, number)), kNothing) << number;
  }
}

TEST_P(InvoiceStoreTest, TheKindIsRecognisedExactBeforePrefix) {
  make_invoice(database(), cast_.alice_account, InvoiceSpec{}.numbered("45000").with({goods_line().order("0033442137")}));
  const auto reader = database().reader();
  EXPECT_EQ(recognise_number(*reader, cast_.alice, "45000"), std::vector{NumberKind::Invoice});
  EXPECT_EQ(recognise_number(*reader, cast_.alice, "4500"), (std::vector{NumberKind::Invoice, NumberKind::Order}));
  EXPECT_EQ(recognise_number(*reader, cast_.alice, "33442137"), (std::vector{NumberKind::Invoice, NumberKind::Order}));
  EXPECT_TRUE(recognise_number(*reader, cast_.alice, "nothing").empty());
  EXPECT_TRUE(recognise_number(*reader, cast_.alice, "  ").empty());
}

TEST_P(InvoiceStoreTest, TheWindowIncludesBothEnds) {
  const Date day = Date::of(2019, 12, 20);
  EXPECT_EQ(numbers(cast_.alice, {day, day, {}, ""}), kFound);
  EXPECT_EQ(numbers(cast_.alice, {day.plus_days(1), {}, {}, ""}), kNothing);
  EXPECT_EQ(numbers(cast_.alice, {{}, day.plus_days(-1), {}, ""}), kNothing);
}

TEST_P(InvoiceStoreTest, PagesAreCompleteAndWithoutRepeats) {
  for (int i = 0; i < 7; ++i) make_invoice(database(), cast_.alice_account, InvoiceSpec{}.issued(Date::of(2019, 12, 20 + i / 3)));
  const auto reader = database().reader();
  std::vector<std::int64_t> seen;
  Page page{"", 3};
  int pages = 0;
  for (;;) {
    const auto found = list_invoices(*reader, cast_.alice, {}, page);
    for (const auto& invoice : found.items) seen.push_back(invoice.id.value);
    ++pages;
    if (!found.next) break;
    page.after = *found.next;
  }
  EXPECT_EQ(pages, 3);
  const auto all = list_invoices(*reader, cast_.alice, {}, {"", 50});
  ASSERT_EQ(all.items.size(), 8u);
  EXPECT_FALSE(all.next);
  for (std::size_t at = 0; at < seen.size(); ++at) EXPECT_EQ(seen[at], all.items[at].id.value);
  EXPECT_EQ(seen.size(), 8u);
  for (const auto* bad : {"x", "2019-12-20", "2019-12-20.", "2019-12-20.x", "2019-13-20.1"}) {
    EXPECT_THROW(list_invoices(*reader, cast_.alice, {}, {bad, 3}), Malformed) << bad;
  }
}

TEST_P(InvoiceStoreTest, LinesCarryWhatIsKnownOfThem) {
  const auto lines = list_lines(*database().reader(), {invoice_});
  ASSERT_EQ(lines.size(), 4u);
  EXPECT_EQ(lines[0].line_no, "100");
  EXPECT_EQ(lines[0].manufacturer_name, "Hélios");
  EXPECT_EQ(lines[0].manufacturer_slug, "helios");
  EXPECT_EQ(lines[0].product_group, "screens");
  EXPECT_TRUE(lines[0].non_returnable);
  EXPECT_EQ(lines[0].delivered_on, Date::of(2019, 12, 23));
  EXPECT_EQ(lines[0].serials, (std::vector<std::string>{"SN-1", "SN-2"}));
  EXPECT_EQ(lines[0].net_cents, 20000);
  EXPECT_FALSE(lines[1].non_returnable);
  EXPECT_FALSE(lines[1].delivered_on);
  EXPECT_EQ(lines[2].kind, LineKind::Service);
  EXPECT_FALSE(lines[2].order_no);
  EXPECT_EQ(lines[3].kind, LineKind::Freight);
}

TEST_P(InvoiceStoreTest, ANumberOfALineShowsOnlyThatLine) {
  const auto reader = database().reader();
  EXPECT_EQ(list_lines(*reader, {invoice_}, by(NumberKind::Order, "4500099999")).size(), 1u);
  EXPECT_EQ(list_lines(*reader, {invoice_}, by(NumberKind::Serial, "SN-1")).size(), 1u);
  EXPECT_EQ(list_lines(*reader, {invoice_}, by(NumberKind::Order, "45")).size(), 2u);
  EXPECT_EQ(list_lines(*reader, {invoice_}, by(NumberKind::Invoice, "33")).size(), 4u);
  EXPECT_TRUE(list_lines(*reader, {}).empty());
}

TEST_P(InvoiceStoreTest, LinesOfSeveralInvoicesComeInTheOrderAskedFor) {
  const auto other = make_invoice(database(), cast_.alice_account);
  const auto lines = list_lines(*database().reader(), {other, invoice_});
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines.front().invoice, other);
  EXPECT_EQ(lines.back().line_no, "400");
}

TEST_P(InvoiceStoreTest, ACreditNoteIsNotClaimedOnButShownWithWhatItCites) {
  const auto credit = make_invoice(database(), cast_.alice_account, InvoiceSpec{}.numbered("A-1").of_type("381").citing(invoice_));
  const auto reader = database().reader();
  EXPECT_EQ(numbers(cast_.alice, {}), kFound);
  EXPECT_TRUE(recognise_number(*reader, cast_.alice, "A-1").empty());
  EXPECT_EQ(require_invoice(*reader, cast_.alice, credit).type, "381");
  EXPECT_THROW(require_line(*reader, cast_.alice, line_ids(database(), credit).front()), NotFound);
  ASSERT_EQ(list_citing(*reader, cast_.alice, invoice_).size(), 1u);
  EXPECT_EQ(list_citing(*reader, cast_.alice, invoice_).front().id, credit);
  EXPECT_TRUE(list_citing(*reader, cast_.bob, invoice_).empty());
}

TEST_P(InvoiceStoreTest, AccountsAndManufacturers) {
  const auto reader = database().reader();
  ASSERT_TRUE(find_account_by_customer_no(*reader, kAliceCustomerNo));
  EXPECT_EQ(find_account_by_customer_no(*reader, kAliceCustomerNo)->id, cast_.alice_account);
  EXPECT_EQ(find_account(*reader, cast_.bob_account)->customer_no, kBobCustomerNo);
  EXPECT_FALSE(find_account_by_customer_no(*reader, "100234"));
  EXPECT_EQ(find_manufacturer(*reader, "helios")->name, "Hélios");
  EXPECT_FALSE(find_manufacturer(*reader, "unknown"));
  EXPECT_EQ(list_manufacturers(*reader).size(), 1u);
}

RECOURS_ON_BOTH_ENGINES(InvoiceStoreTest);

}  // namespace
}  // namespace recours::sales
