// R-615 « Plusieurs lignes à la fois »: a pasted list or a CSV file, judged row by row by the rules of the form; the good
// rows go into the basket, the others stay.
#include "claims/line_list.h"

#include <boost/json.hpp>

#include "claims/line_list_actions.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

namespace json = boost::json;
using namespace testing_support;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kPath = "/basket/lines";
constexpr const char* kApi = "/api/v1/basket/lines";
const std::string kHeading = "facture;ligne;code;quantite;etat;numeros_de_serie\n";

// ---- reading: pure

std::string code_of(const std::string& text) {
  const auto list = read_line_list(text);
  return list ? "" : list.error().code;
}

TEST(LineList, SaysWhatIsNoList) {
  const std::string row = "0033442137;100;22;1;scellé;\n";
  std::string many = kHeading, most = kHeading;
  for (int i = 0; i < 500; ++i) most += row;
  many = most + row;
  EXPECT_EQ(code_of(""), "empty_list");
  EXPECT_EQ(code_of(" \r\n \n"), "empty_list");
  EXPECT_EQ(code_of(kHeading), "empty_list");
  EXPECT_EQ(code_of("a;b\n1;2\n"), "bad_heading");
  EXPECT_EQ(code_of("facture;ligne\n1;2\n"), "bad_heading") << "no code";
  EXPECT_EQ(code_of("code;quantite\n22;2\n"), "bad_heading") << "no invoice and no serial";
  EXPECT_EQ(code_of("0033442137;100;22;1\n"), "bad_heading") << "no heading at all";
  EXPECT_EQ(code_of(most), "");
  EXPECT_EQ(code_of(many), "too_many_lines");
  EXPECT_EQ(code_of(kHeading + std::string(kMostListBytes, 'x')), "too_large");
}

TEST(LineList, ReadsEveryWayOfWritingIt) {
  for (const std::string text : {"invoice_no;line_no;code;quantity\n0033442137;100;22;1\n",
                                 "invoice_no,line_no,code,quantity\r\n0033442137,100,22,1\r\n",
                                 "facture\tligne\tcode\tquantité\n0033442137\t100\t22\t1",
                                 "Numéro de facture;Ligne;Type;Quantité;inconnu\n0033442137;100;22;1;x\n",
                                 "code;quantite;ligne;facture\n22;1;100;\"0033442137\"\n"}) {
    const auto list = read_line_list(text);
    ASSERT_TRUE(list.ok()) << text;
    ASSERT_EQ(list->lines.size(), 1U) << text;
    const auto& line = list->lines.front();
    EXPECT_EQ(line.line, 2) << text;
    EXPECT_EQ(line.invoice_no, "0033442137") << text;
    EXPECT_EQ(line.line_no, "100") << text;
    EXPECT_EQ(line.code, "22") << text;
    EXPECT_EQ(line.quantity, "1") << text;
  }
}

TEST(LineList, KeepsTheRowsAsTyped) {
  const auto list = read_line_list(kHeading + "\n0033442137;100;22;1;scellé;A|B\n\n  ;200;98;;;\n");
  ASSERT_EQ(list->lines.size(), 2U);
  EXPECT_EQ(list->heading + "\n", kHeading);
  EXPECT_EQ(list->lines[0].line, 3);
  EXPECT_EQ(list->lines[0].raw, "0033442137;100;22;1;scellé;A|B");
  EXPECT_THAT(list->lines[0].serials, ElementsAre("A", "B"));
  EXPECT_EQ(list->lines[1].line, 5);
}

TEST(LineList, ItsTemplateIsAList) {
  for (const auto language : {ui::Language::French, ui::Language::English}) {
    const auto list = read_line_list(line_list_template(language));
    ASSERT_TRUE(list.ok());
    EXPECT_TRUE(list->findings.empty());
    EXPECT_EQ(list->lines.front().invoice_no, "0033442137");
    EXPECT_FALSE(list->lines.front().outcome.empty());
    EXPECT_FALSE(list->lines.front().reference.empty());
  }
}

// ---- judging, page and API

int times_in(const std::string& text, const std::string& part) {
  int times = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++times;
  return times;
}

class LineLists : public ClaimPages {
 protected:
  void SetUp() override {
    ClaimPages::SetUp();
    alice_ = std::make_unique<Browser>(as(cast_.alice));
  }
  // 0033442137: 100 goods (2, SNA1, SNA2), 200 service, 300 freight.
  http::Response check(const std::string& rows) { return alice_->post(kPath, {{"do", "check"}, {"lines", kHeading + rows}}); }
  http::Response add(const std::string& rows, FormFields more = {}) {
    more.insert(more.end(), {{"do", "add"}, {"lines", kHeading + rows}});
    return alice_->post(kPath, more);
  }
  std::int64_t in_basket() { return count_basket_lines(*database().reader(), cast_.alice); }
  // The codes of the refusals, row by row; "" where it would go in.
  std::vector<std::string> codes(const accounts::Viewer& viewer, const std::string& text) {
    const auto list = read_line_list(text);
    EXPECT_TRUE(list.ok());
    std::vector<std::string> all;
    for (const auto& result : preview_lines(*database().reader(), viewer, viewer, list->lines, clock_.now())) {
      all.push_back(result.line.judged ? "" : result.line.refused.at(0).code);
    }
    return all;
  }
  std::vector<std::string> codes(const std::string& rows) { return codes(cast_.alice, kHeading + rows); }

  std::unique_ptr<Browser> alice_;
};

struct Case {
  const char *row, *code;
};
TEST_P(LineLists, JudgeEachRowByTheRulesOfTheForm) {
  for (const auto& [row, code] : std::initializer_list<Case>{{"0033442137;100;22;1;scellé;SNA1", ""},
                                                             {"33442137;100;CS-22;1;sealed;", ""},
                                                             {"0033442137;100;cs-22;1;Ouvert;", ""},
                                                             {"0033442137;300;98;1;;", "required"},
                                                             {"0033442137;100;22;3;scellé;", "too_many"},
                                                             {"0033442137;100;22;0;scellé;", "required"},
                                                             {"0033442137;100;22;deux;scellé;", "not_a_number"},
                                                             {"0033442137;100;22;1;;", "required"},
                                                             {"0033442137;100;22;1;cassé;", "unknown_condition"},
                                                             {"0033442137;100;1;1;scellé;", "period_over"},
                                                             {"0033442137;100;11;1;;", "period_over"},
                                                             {"0033442137;200;22;1;scellé;", "line_kind"},
                                                             {"0033442137;100;99;1;;", "unknown_type"},
                                                             {"0033442137;100;;1;;", "unknown_type"},
                                                             {"0033442137;999;22;1;scellé;", "unknown_line"},
                                                             {"0033442137;;98;1;;", "several_lines"},
                                                             {"003344213;100;22;1;scellé;", "unknown_invoice"},
                                                             {"4711;100;22;1;scellé;", "unknown_invoice"},
                                                             {";100;22;1;scellé;", "required"}}) {
    EXPECT_THAT(codes(std::string(row) + "\n"), ElementsAre(code)) << row;
  }
  const std::string rows = "0033442137;100;22;1;scellé;SNA1\n";
  EXPECT_THAT(codes(cast_.bob, kHeading + rows), ElementsAre("unknown_invoice")) << "another account's";
  EXPECT_EQ(in_basket(), 0) << "looked through only";
}

TEST_P(LineLists, JudgeTheRowsAgainstEachOther) {
  const std::string sealed = "0033442137;100;22;1;scellé;";
  EXPECT_THAT(codes(sealed + "\n" + sealed + "\n"), ElementsAre("", "duplicate_line"));
  EXPECT_THAT(codes(sealed + "SNA1\n" + sealed + "SNA2\n"), ElementsAre("", "")) << "a row for each piece";
  EXPECT_THAT(codes(sealed + "SNA1\n" + sealed + "sna1\n"), ElementsAre("", "duplicate_line"));
  EXPECT_THAT(codes(sealed + "SNA1\n" + sealed + "SNA2\n" + sealed + "SNA3\n"),
              ElementsAre("", "", "quantity_already_claimed"));
  EXPECT_THAT(codes("0033442137;100;22;9;scellé;\n" + sealed + "\n"), ElementsAre("too_many", "")) << "what is refused takes nothing";
}

TEST_P(LineLists, FindTheLineByArticleOrSerialToo) {
  EXPECT_THAT(codes(cast_.alice, "facture;article;code;quantite;etat\n33442137;0001429251;22;1;scellé\n33442137;LX-27B;10;1;scellé\n"),
              ElementsAre("", ""));
  EXPECT_THAT(codes(cast_.alice, "numero_de_serie;code;quantite;etat\nsna2;22;1;scellé\nSNA9;22;1;scellé\n"),
              ElementsAre("", "unknown_invoice"));
  EXPECT_THAT(codes(cast_.bob, "numero_de_serie;code;quantite;etat\nSNA2;22;1;scellé\n"), ElementsAre("unknown_invoice"));
}

TEST_P(LineLists, ThePageChecksThenAddsAndKeepsTheRest) {
  expect_page(kPath);
  expect_post_guarded(kPath);
  const std::string good = "0033442137;100;22;1;scellé;SNA1\n", bad = "0033442137;100;22;1;;SNA2\n";
  const auto checked = check(good + bad);
  EXPECT_EQ(checked.status, 422);
  EXPECT_THAT(visible(checked), HasSubstr("Ajouter 1 ligne au panier"));
  EXPECT_THAT(visible(checked), HasSubstr("État du produit : Veuillez remplir ce champ"));
  EXPECT_THAT(visible(checked), HasSubstr("22 – Demande de reprise"));
  EXPECT_THAT(visible(checked), Not(HasSubstr("CS-22 ")));
  const auto sold = sales::require_line(*database().reader(), cast_.alice, lines_.at(0)).line;
  EXPECT_EQ(times_in(visible(checked), sold.description), 2) << "of the refused row too";
  EXPECT_THAT(visible(checked), HasSubstr("scellé, ouvert ou endommagé")) << "the columns explained";
  EXPECT_EQ(in_basket(), 0);
  const auto added = add(good + bad);
  EXPECT_EQ(added.status, 422) << "something stays";
  EXPECT_EQ(in_basket(), 1);
  EXPECT_THAT(visible(added), HasSubstr("1 ligne a été ajoutée à votre panier"));
  EXPECT_THAT(added.body, HasSubstr("0033442137;100;22;1;;SNA2"));
  EXPECT_THAT(added.body, Not(HasSubstr("0033442137;100;22;1;scellé;SNA1")));
  const auto corrected = add("0033442137;100;22;1;scellé;SNA2\n");
  EXPECT_EQ(header_of(corrected, "Location"), "/basket?done=lines");
  EXPECT_THAT(visible(alice_->follow(corrected)), HasSubstr("Toutes les lignes sont dans votre panier"));
  EXPECT_EQ(in_basket(), 2);
  EXPECT_EQ(list_basket(*database().reader(), cast_.alice).size(), 1U) << "one group";
  const auto page = confirm(*alice_);
  EXPECT_EQ(page.status, 200);
}

TEST_P(LineLists, RowsOfAnotherLengthStayToo) {
  const auto added = add("0033442137;100;22;1;scellé;SNA1\n0033442137;100;22\n");
  EXPECT_EQ(added.status, 422);
  EXPECT_EQ(in_basket(), 1);
  EXPECT_THAT(added.body, HasSubstr("\r\n0033442137;100;22</textarea>"));
}

TEST_P(LineLists, SayWhatIsNoList) {
  std::string many;
  for (int i = 0; i < 501; ++i) many += "0033442137;100;22;1;scellé;\n";
  EXPECT_THAT(visible(check(many)), HasSubstr("Au plus 500 lignes à la fois"));
  EXPECT_THAT(visible(alice_->post(kPath, {{"do", "add"}, {"lines", ""}})), HasSubstr("Collez des lignes"));
  const auto bad = alice_->post(kPath, {{"do", "add"}, {"lines", "a;b\n1;2"}});
  EXPECT_EQ(bad.status, 422);
  EXPECT_THAT(visible(bad), HasSubstr("La première ligne doit nommer les colonnes"));
  EXPECT_THAT(bad.body, HasSubstr("a;b\n1;2")) << "what was typed stays";
  EXPECT_EQ(in_basket(), 0);
}

TEST_P(LineLists, TakesAFileOfASpreadsheet) {
  const std::string utf8 = "\xEF\xBB\xBF" + kHeading + "0033442137;100;22;1;scellé;SNA1\r\n";
  EXPECT_EQ(alice_->post_multipart(kPath, {{"do", "add"}, {"lines", "ignored"}}, {{"file", "l.csv", utf8}}).status, 303);
  const std::string windows = "facture;ligne;code;quantit\xE9;\xE9tat\r\n0033442137;100;22;1;scell\xE9\r\n";
  EXPECT_EQ(alice_->post_multipart(kPath, {{"do", "add"}}, {{"file", "l.csv", windows}}).status, 303);
  EXPECT_EQ(in_basket(), 2);
  const auto binary = alice_->post_multipart(kPath, {{"do", "add"}}, {{"file", "l.xlsx", std::string("PK\x03\x04\0\0", 6)}});
  EXPECT_EQ(binary.status, 422);
  EXPECT_EQ(in_basket(), 2);
  const auto given = alice_->get(std::string(kPath) + "/template.csv");
  EXPECT_THAT(given.body, HasSubstr("facture;ligne;"));
  EXPECT_EQ(header_of(given, "Content-Type"), "text/csv; charset=utf-8");
}

TEST_P(LineLists, TheSameFormTwiceAddsOnce) {
  const auto first = add("0033442137;100;22;1;scellé;SNA1\n", {{"idempotency_key", "k1"}});
  const auto second = add("0033442137;100;22;1;scellé;SNA1\n", {{"idempotency_key", "k1"}});
  EXPECT_EQ(first.status, 303);
  EXPECT_EQ(second.status, 303);
  EXPECT_EQ(in_basket(), 1);
}

// R-616 Staff look among the invoices of the account they act for, and may give reasons.
TEST_P(LineLists, StaffActForTheAccountChosen) {
  auto claire = as(cast_.claire);
  const auto page = claire.get(std::string(kPath) + "?for=" + kBobCustomerNo);
  EXPECT_THAT(visible(page), HasSubstr("Vous agissez pour Atelier du Réseau"));
  const std::string rows = kHeading + "0033442137;100;22;1;scellé;\n";
  EXPECT_THAT(visible(claire.post(kPath, {{"do", "check"}, {"for", kBobCustomerNo}, {"lines", rows}})),
              HasSubstr("Aucune facture au numéro 0033442137"));
  EXPECT_EQ(claire.post(kPath, {{"do", "add"}, {"for", kAliceCustomerNo}, {"lines", rows}}).status, 303);
  const auto groups = list_basket(*database().reader(), cast_.claire);
  EXPECT_EQ(groups.at(0).lines.at(0).contact.email, "achats-0000100234@example.com");
  const std::string late = "facture;ligne;code;quantite;motif\n0033442137;100;11;1;Geste\n";
  EXPECT_THAT(codes(cast_.claire, late), ElementsAre(""));
  EXPECT_THAT(codes(cast_.alice, late), ElementsAre("period_over"));
}

TEST_P(LineLists, TheApiTellsAResultForEachLine) {
  ApiClient alice(*site_, database(), cast_.alice, clock_.now());
  const json::array lines{{{"invoice_no", "0033442137"}, {"line_no", "100"}, {"code", "22"}, {"quantity", 1}, {"condition", "sealed"}, {"serials", {"SNA1"}}},
                          {{"invoice_no", "0033442137"}, {"line_no", 100}, {"code", "22"}, {"quantity", "7"}, {"condition", "sealed"}}};
  const auto tried = alice.post(std::string(kApi) + "?dry_run=true", lines);
  EXPECT_EQ(json_of(tried).at("results").at(0).at("status").as_string(), "accepted");
  EXPECT_EQ(in_basket(), 0);
  const auto answer = alice.post(kApi, lines, {{"idempotency-key", "l1"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(alice.post(kApi, lines, {{"idempotency-key", "l1"}}).body, answer.body);
  const auto told = json_of(answer);
  EXPECT_EQ(told.at("added").as_int64(), 1);
  EXPECT_EQ(told.at("refused").as_int64(), 1);
  EXPECT_EQ(told.at("results").at(0).at("reservation_number").as_string(), "R000000001");
  EXPECT_EQ(told.at("results").at(1).at("line").as_int64(), 2);
  EXPECT_EQ(told.at("results").at(1).at("errors").at(0).at("code").as_string(), "too_many");
  EXPECT_EQ(in_basket(), 1);
  const auto csv = alice.send(http::Method::Post, kApi, kHeading + "0033442137;100;22;1;scellé;SNA2\n", {{"content-type", "text/csv"}});
  EXPECT_EQ(json_of(csv).at("added").as_int64(), 1) << csv.body;
}

TEST_P(LineLists, TheApiRefusesWhatIsNoList) {
  ApiClient alice(*site_, database(), cast_.alice, clock_.now());
  json::array many;
  for (int i = 0; i < 501; ++i) many.push_back(json::object{{"invoice_no", "1"}, {"code", "22"}});
  EXPECT_EQ(json_of(alice.post(kApi, many)).at("code").as_string(), "too_many_lines");
  EXPECT_EQ(alice.post(kApi, json::array{}).status, 422);
  EXPECT_EQ(alice.post(kApi, json::array{1, 2}).status, 422);
  EXPECT_EQ(alice.send(http::Method::Post, kApi, "[{").status, 400);
  EXPECT_EQ(alice.send(http::Method::Post, kApi, "code\n22\n", {{"content-type", "text/csv"}}).status, 422);
  EXPECT_EQ(ApiClient(*site_, database(), cast_.odile, clock_.now()).post(kApi, many).status, 403);
  EXPECT_EQ(ApiClient(*site_, "nobody").post(kApi, many).status, 401);
  EXPECT_EQ(in_basket(), 0);
}

RECOURS_ON_BOTH_ENGINES(LineLists);

}  // namespace
}  // namespace recours::claims
