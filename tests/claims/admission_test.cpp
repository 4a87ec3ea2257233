// What a declaration must contain, and what is approved by itself.
#include "claims/admission.h"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include "seeded_policies.h"

namespace recours::claims {
namespace {

using testing_support::doa_policy;
using testing_support::seeded_policies;
using testing_support::seeded_type;
using testing_support::situation_of;
using testing_support::sold_line;

const Date kToday = Date::of(2019, 12, 24);

// Complete for every type.
Declaration complete() {
  Declaration declaration;
  declaration.invoice_line = {1};
  declaration.quantity = Decimal::of(1);
  declaration.comment = "Le carton contenait un autre modèle.";
  declaration.fault_description = "Aucune image sur HDMI 1, le voyant clignote en orange.";
  declaration.condition = "sealed";
  declaration.accessories = "Câble d’alimentation";
  declaration.expected_unit_price = Decimal::of(90);
  declaration.contact = {"Alice Martin", "alice@helios.example", ""};
  declaration.files = {1, 1};
  return declaration;
}

struct Case {
  const char* name;
  const char* department;
  const char* code;
  std::function<void(Declaration&)> change;
  const char* field;  // nullptr: admitted
  const char* refusal_code;
};

std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.name; }

class Admission : public ::testing::TestWithParam<Case> {};

TEST_P(Admission, SaysWhatIsMissing) {
  const auto& c = GetParam();
  Declaration declaration = complete();
  c.change(declaration);
  const auto line = sold_line();
  const auto admitted =
      admit(declaration, situation_of(line, kToday), seeded_type(c.department, c.code), seeded_policies());
  if (!c.field) {
    ASSERT_TRUE(admitted.ok()) << admitted.error().fields.front().field << " " << admitted.error().fields.front().code;
    return;
  }
  ASSERT_FALSE(admitted.ok());
  ASSERT_EQ(admitted.error().fields.size(), 1U);
  EXPECT_EQ(admitted.error().fields.front().field, c.field);
  EXPECT_EQ(admitted.error().fields.front().code, c.refusal_code);
}

const auto kNothing = [](Declaration&) {};

INSTANTIATE_TEST_SUITE_P(
    Cases, Admission,
    ::testing::Values(
        Case{"return", "CS", "22", kNothing, nullptr, nullptr},
        Case{"return without condition", "CS", "22", [](auto& d) { d.condition = ""; }, "condition", "required"},
        Case{"unknown condition", "CS", "22", [](auto& d) { d.condition = "new"; }, "condition", "unknown_condition"},
        Case{"no quantity", "CS", "22", [](auto& d) { d.quantity.reset(); }, "quantity", "required"},
        Case{"quantity 0", "CS", "22", [](auto& d) { d.quantity = Decimal(); }, "quantity", "required"},
        Case{"negative", "CS", "22", [](auto& d) { d.quantity = Decimal::of(-1); }, "quantity", "negative"},
        Case{"half a piece", "CS", "22", [](auto& d) { d.quantity = Decimal::of_micros(500000); }, "quantity", "not_whole"},
        Case{"all", "CS", "22", [](auto& d) { d.quantity = Decimal::of(2); }, nullptr, nullptr},
        Case{"one too many", "CS", "22", [](auto& d) { d.quantity = Decimal::of(3); }, "quantity", "too_many"},
        Case{"other, one too many", "CS", "98", [](auto& d) { d.quantity = Decimal::of(3); }, "quantity", "too_many"},
        Case{"other without comment", "CS", "98", [](auto& d) { d.comment = ""; }, "comment", "required"},
        Case{"comment of 4000", "CS", "98", [](auto& d) { d.comment = std::string(4000, 'x'); }, nullptr, nullptr},
        Case{"comment of 4001", "CS", "98", [](auto& d) { d.comment = std::string(4001, 'x'); }, "comment", "too_long"},
        Case{"missing, none delivered", "CS", "02", [](auto& d) { d.delivered_quantity = Decimal(); }, nullptr, nullptr},
        Case{"missing, all delivered", "CS", "02", [](auto& d) { d.delivered_quantity = Decimal::of(2); }, "delivered_quantity", "not_fewer"},
        Case{"missing, negative", "CS", "02", [](auto& d) { d.delivered_quantity = Decimal::of(-1); }, "delivered_quantity", "negative"},
        Case{"missing, no answer", "CS", "02", kNothing, "delivered_quantity", "required"},
        Case{"excess", "CS", "31", [](auto& d) { d.delivered_quantity = Decimal::of(3); }, nullptr, nullptr},
        Case{"excess of none", "CS", "31", [](auto& d) { d.delivered_quantity = Decimal::of(2); }, "delivered_quantity", "not_more"},
        Case{"transport, visible", "CS", "03", [](auto& d) { d.variant = "apparent"; }, nullptr, nullptr},
        Case{"transport without photo", "CS", "03",
             [](auto& d) {
               d.variant = "concealed";
               d.files = {0, 3};
             },
             "attachments", "photo_required"},
        Case{"transport, photo only", "CS", "03",
             [](auto& d) {
               d.variant = "concealed";
               d.files = {1, 0};
             },
             nullptr, nullptr},
        Case{"return without files", "CS", "22", [](auto& d) { d.files = {}; }, nullptr, nullptr},
        Case{"transport without variant", "CS", "03", kNothing, "variant", "required"},
        Case{"transport, unknown variant", "CS", "03", [](auto& d) { d.variant = "wet"; }, "variant", "unknown_variant"},
        Case{"variant where there is none", "CS", "22", [](auto& d) { d.variant = "apparent"; }, "variant", "unknown_variant"},
        Case{"price", "CS", "08", [](auto& d) { d.quantity.reset(); }, nullptr, nullptr},
        Case{"price, not given", "CS", "08", [](auto& d) { d.expected_unit_price.reset(); }, "expected_unit_price", "required"},
        Case{"price, negative", "CS", "08", [](auto& d) { d.expected_unit_price = Decimal::of(-1); }, "expected_unit_price", "negative"},
        Case{"price, as invoiced", "CS", "08", [](auto& d) { d.expected_unit_price = Decimal::of(100); }, "expected_unit_price", "same_price"},
        Case{"line break in a name", "CS", "22", [](auto& d) { d.contact.name = "Alice\r\nBcc: x"; }, "contact.name", "unreadable_characters"},
        Case{"line break in an address", "CS", "22", [](auto& d) { d.contact.email = "a@b.example\n"; }, "contact.email", "not_an_email"},
        Case{"tab in a reference", "CS", "22", [](auto& d) { d.customer_reference = "A\tB"; }, "customer_reference", "unreadable_characters"},
        Case{"control in a serial", "RMA", "26", [](auto& d) { d.serials = {"SN\x01"}; }, "serials", "unreadable_characters"},
        Case{"lines in a comment", "CS", "22", [](auto& d) { d.comment = "un\r\ndeux\ttrois"; }, nullptr, nullptr},
        Case{"bell in a comment", "CS", "22", [](auto& d) { d.comment = "un\adeux"; }, "comment", "unreadable_characters"},
        Case{"override in a comment", "CS", "22", [](auto& d) { d.comment = "un\u202Edeux"; }, "comment", "unreadable_characters"},
        Case{"isolate in a name", "CS", "22", [](auto& d) { d.contact.name = "A\u2066B"; }, "contact.name", "unreadable_characters"},
        Case{"invisible comment", "CS", "98", [](auto& d) { d.comment = "\u200B\u00A0\u2060\uFEFF\u00AD"; }, "comment", "required"},
        Case{"accents and emoji", "CS", "98", [](auto& d) { d.comment = "Écran cassé 😀"; }, nullptr, nullptr},
        Case{"price of nothing", "CS", "08", [](auto& d) { d.expected_unit_price = Decimal(); }, nullptr, nullptr},
        Case{"accessories", "RMA", "09", [](auto& d) { d.accessories = ""; }, "accessories", "required"},
        Case{"fault", "RMA", "26", [](auto& d) { d.fault_description = ""; }, "fault_description", "required"},
        Case{"vague fault", "RMA", "26", [](auto& d) { d.fault_description = "HS"; }, "fault_description", "too_vague"},
        Case{"unknown serial", "RMA", "26", [](auto& d) { d.serials = {"SN-404"}; }, nullptr, nullptr},
        Case{"same serial twice", "RMA", "26",
             [](auto& d) {
               d.quantity = Decimal::of(2);
               d.serials = {"SN-1", "sn-1"};
             },
             "serials", "duplicate"},
        Case{"more serials than pieces", "RMA", "26", [](auto& d) { d.serials = {"SN-1", "SN-2"}; }, "serials", "too_many_serials"},
        Case{"serial too long", "RMA", "26", [](auto& d) { d.serials = {std::string(81, 'x')}; }, "serials", "too_long"},
        Case{"no contact", "CS", "22", [](auto& d) { d.contact.name = ""; }, "contact.name", "required"},
        Case{"no e-mail", "CS", "22", [](auto& d) { d.contact.email = "alice"; }, "contact.email", "not_an_email"},
        Case{"reference of 61", "CS", "22", [](auto& d) { d.customer_reference = std::string(61, 'x'); }, "customer_reference", "too_long"},
        Case{"unknown outcome", "CS", "22", [](auto& d) { d.requested_outcome = "gold"; }, "requested_outcome", "unknown_outcome"},
        Case{"end customer's invoice tomorrow", "RMA", "63", [](auto& d) { d.end_customer_invoice_on = kToday.plus_days(1); },
             "end_customer_invoice", "in_the_future"}));

attachments::Attachment file(attachments::FileType type, const char* kind = "") {
  attachments::Attachment attachment;
  attachment.type = type;
  attachment.kind = kind;
  return attachment;
}

TEST(MissingFiles, CountsImagesAndDocuments) {
  using attachments::FileType;
  struct Row {
    std::vector<attachments::Attachment> files;
    int images, documents;
  };
  for (const auto& [files, images, documents] : std::vector<Row>{
           {{}, 0, 0},
           {{file(FileType::Jpeg)}, 1, 0},
           {{file(FileType::Png, "damage"), file(FileType::Pdf)}, 1, 1},
           {{file(FileType::Doc), file(FileType::Docx)}, 0, 2},
           {{file(FileType::Jpeg, "delivery_note")}, 1, 1},
           {{file(FileType::Jpeg, "end_customer_invoice")}, 1, 1}}) {
    EXPECT_EQ(counted(files).images, images);
    EXPECT_EQ(counted(files).documents, documents);
  }
}

TEST(MissingFiles, SaysWhichAreMeant) {
  ClaimType type;
  type.asks = {Ask::Photo, Ask::Document};
  type.shots = {"packaging", "damage"};
  const auto both = missing_files(type, DeclaredFiles{});
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(name_of(both[0].cause), "photo_required");
  EXPECT_NE(both[0].reason.id.find("each side of the packaging, the damage"), std::string::npos);
  EXPECT_EQ(name_of(both[1].cause), "document_required");
  type.shots = {"received_article", "end_customer_invoice"};
  EXPECT_NE(missing_files(type, DeclaredFiles{0, 1})[0].reason.id.find("what you received"), std::string::npos);
  EXPECT_NE(missing_files(type, DeclaredFiles{1, 0})[0].reason.id.find("invoice to the end customer"), std::string::npos);
  type.shots = {"delivery_note"};
  EXPECT_NE(missing_files(type, DeclaredFiles{1, 0})[0].reason.id.find("delivery note"), std::string::npos);
  EXPECT_TRUE(missing_files(type, DeclaredFiles{1, 1}).empty());
  ClaimLine item;
  item.id = {7};
  EXPECT_EQ(missing_files(type, item).front().advice_href, "/basket/items/7/edit");
  EXPECT_TRUE(missing_files(ClaimType(), DeclaredFiles{}).empty());
}

TEST(AdmittedQuantity, IsTheDifferenceToTheInvoice) {
  const auto line = sold_line();
  Declaration declaration = complete();
  declaration.delivered_quantity = Decimal();
  const auto fewer = admit(declaration, situation_of(line, kToday), seeded_type("CS", "02"), seeded_policies());
  ASSERT_TRUE(fewer.ok());
  EXPECT_EQ(fewer->quantity, Decimal::of(2));
  EXPECT_EQ(fewer->net_cents, 20000);
  declaration.delivered_quantity = Decimal::of(5);
  const auto more = admit(declaration, situation_of(line, kToday), seeded_type("CS", "31"), seeded_policies());
  ASSERT_TRUE(more.ok());
  EXPECT_EQ(more->quantity, Decimal::of(3));
}

TEST(AdmittedQuantity, OfAnInvoicingErrorIsNone) {
  const auto line = sold_line();
  const auto admitted = admit(complete(), situation_of(line, kToday), seeded_type("CS", "08"), seeded_policies());
  ASSERT_TRUE(admitted.ok());
  EXPECT_EQ(admitted->quantity, Decimal());
  EXPECT_EQ(admitted->net_cents, 0);
}

TEST(AdmittedQuantity, MayBeAPartWhereAPartWasInvoiced) {
  auto line = sold_line();
  line.quantity = Decimal::of_micros(2500000);
  Declaration declaration = complete();
  declaration.quantity = Decimal::of_micros(500000);
  const auto admitted = admit(declaration, situation_of(line, kToday), seeded_type("CS", "22"), seeded_policies());
  ASSERT_TRUE(admitted.ok());
  EXPECT_EQ(admitted->net_cents, 4000);
}

TEST(Admission, AsksWhatTheManufacturerNeeds) {
  Policies policies = seeded_policies();
  policies.doa = {doa_policy(10)};
  policies.doa.front().needs_call_id = true;
  policies.doa.front().needs_end_customer_invoice = true;
  const auto line = sold_line();
  Declaration declaration = complete();
  const auto refused = admit(declaration, situation_of(line, kToday), seeded_type("RMA", "63"), policies);
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(refused.error().fields[0].field, "call_id");
  EXPECT_EQ(refused.error().fields[1].field, "end_customer_invoice");
  declaration.call_id = "C-4711";
  declaration.end_customer_invoice_no = "FA-12";
  declaration.end_customer_invoice_on = kToday;
  EXPECT_TRUE(admit(declaration, situation_of(line, kToday), seeded_type("RMA", "63"), policies).ok());
}

TEST(VagueFault, TellsWordsFromDescriptions) {
  for (const char* vague :
       {"HS", "h.s.", "Défectueux", "DEFECTUEUX !!!", "en panne", "Ne marche pas", "ne fonctionne plus",
        "N’est plus fonctionnel", "cassé", "Produit défectueux", "Bonjour, l'appareil est tombé en panne. Merci",
        "hors service", "KO", "broken", "does not work", "...", "?", "x", ""}) {
    EXPECT_TRUE(is_vague_fault(vague)) << vague;
  }
  for (const char* telling :
       {"Écran noir", "Ne s’allume pas", "Erreur E2", "Bruit de ventilateur", "La charnière gauche est cassée",
        "Redémarre toutes les cinq minutes", "No picture on HDMI 1"}) {
    EXPECT_FALSE(is_vague_fault(telling)) << telling;
  }
}

// ----

ClaimLine sealed_return(std::int64_t net_cents, std::vector<std::string> serials = {}) {
  ClaimLine line;
  line.quantity = Decimal::of(1);
  line.condition = "sealed";
  line.net_cents = net_cents;
  line.serials = std::move(serials);
  return line;
}

bool approves(const ClaimLine& line, const char* department, const char* code, const sales::InvoiceLine& sold) {
  return decide_automatically(line, seeded_type(department, code), sold, seeded_policies(), kToday).approved;
}

TEST(AutoApproval, EndsAtFiveHundred) {
  EXPECT_TRUE(approves(sealed_return(50000), "CS", "22", sold_line()));
  EXPECT_FALSE(approves(sealed_return(50001), "CS", "22", sold_line()));
  EXPECT_TRUE(approves(sealed_return(50000), "CS", "25", sold_line()));
}

TEST(AutoApproval, IsForSealedReturnsOnly) {
  auto opened = sealed_return(100);
  opened.condition = "opened";
  EXPECT_FALSE(approves(opened, "CS", "22", sold_line()));
  for (const char* code : {"01", "02", "03", "08", "10", "11", "31", "98"}) {
    EXPECT_FALSE(approves(sealed_return(100), "CS", code, sold_line())) << code;
  }
}

TEST(AutoApproval, WantsTheSerialsThatWereSold) {
  auto sold = sold_line();
  sold.serials = {"SN-1", "SN-2"};
  EXPECT_TRUE(approves(sealed_return(100, {"sn-1"}), "CS", "22", sold));
  EXPECT_FALSE(approves(sealed_return(100), "CS", "22", sold));
  EXPECT_FALSE(approves(sealed_return(100, {"SN-9"}), "CS", "22", sold));
  EXPECT_FALSE(approves(sealed_return(100, {"SN-9"}), "CS", "22", sold_line()))
      << "unknown where nothing was handed over";
  auto two = sealed_return(100, {"SN-1"});
  two.quantity = Decimal::of(2);
  EXPECT_FALSE(approves(two, "CS", "22", sold));
}

TEST(AutoApproval, KeepsWhatItWasDecidedOn) {
  const auto decision =
      decide_automatically(sealed_return(50001), seeded_type("CS", "25"), sold_line(), seeded_policies(), kToday);
  const auto basis = boost::json::parse(decision.basis).as_object();
  EXPECT_FALSE(basis.at("approved").as_bool());
  EXPECT_EQ(basis.at("net_cents").as_int64(), 50001);
  EXPECT_EQ(basis.at("on").as_string(), "2019-12-24");
  EXPECT_EQ(basis.at("claim_type_id").as_int64(), seeded_type("CS", "25").id.value);
  EXPECT_EQ(basis.at("auto_approval").at("max_net_cents").as_int64(), 50000);
  EXPECT_EQ(basis.at("fee").at("percent").as_string(), "5");
}

TEST(Validated, LinesAwaitTheGoodsWhereTheTypeSaysSo) {
  const Date expires = Date::of(2020, 1, 7);
  ClaimLine line;
  validate(line, seeded_type("CS", "22"), expires);
  EXPECT_EQ(line.state, (LineState{Authorisation::Validated, Goods::AwaitingGoods, Money::CreditRequested}));
  EXPECT_EQ(line.expires_on, expires);
  validate(line, seeded_type("CS", "08"), expires);
  EXPECT_EQ(line.state, (LineState{Authorisation::Validated, Goods::NotRequired, Money::CreditRequested}));
  EXPECT_FALSE(line.expires_on);
  validate(line, seeded_type("CS", "98"), expires);
  EXPECT_EQ(line.state, (LineState{Authorisation::Validated, Goods::NotRequired, Money::Undecided}));
}

}  // namespace
}  // namespace recours::claims
