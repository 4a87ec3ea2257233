// R-661 Goods-in: what a scanner reads, what it comes to, and receipts of several lines at once.
#include "claims/goods_in.h"

#include "claims/claim_actions.h"
#include "claims/claim_life_store.h"
#include "claims/claim_time_actions.h"
#include "claims/goods_in_store.h"
#include "claims/scan.h"
#include "support/claim_pages.h"

namespace recours::claims {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Scan, IsTheNumberWhateverStandsAroundIt) {
  struct Case {
    const char* typed;
    const char* number;
  };
  for (const auto& [typed, number] : std::vector<Case>{
           {"000202646749", "000202646749"},
           {"  202646749 \r\n", "202646749"},
           {"RMA 000202646749", "000202646749"},
           {"rma:000202646749", "000202646749"},
           {"]C1000202646749", "000202646749"},
           {"https://recours.example/claims/000202646749", "000202646749"},
           {"]Q3https://recours.example/claims/000202646749?x=1", "000202646749"},
           {"R000012345", "R000012345"},
           {"RMA", "RMA"},
           {"XY 1234 FR", "XY 1234 FR"},
           {"https://ailleurs.example/colis/12", "https://ailleurs.example/colis/12"},
           {"]", "]"},
           {"", ""},
       }) {
    EXPECT_EQ(scanned_number(typed), number) << typed;
  }
}

class GoodsIn : public ClaimPages {
 protected:
  void SetUp() override {
    ClaimPages::SetUp();
    auto alice = as(cast_.alice);
    number_ = confirmed_claim(alice);
    path_ = "/goods-in/claims/" + number_;
  }
  http::Response scan(const std::string& typed) {
    return as(cast_.wanda).get("/goods-in?scan=" + http::urlencode(typed));
  }
  std::string leads_to(const std::string& typed) { return header_of(scan(typed), "Location").value_or(""); }
  Claim claim() { return require_claim(*database().reader(), cast_.wanda, number_); }
  std::vector<ClaimLine> lines() { return list_claim_lines(*database().reader(), {claim().id}); }
  ClaimTraces traces() { return load_traces(*database().reader(), claim().id); }
  std::string field(const char* name, std::size_t at = 0) {
    return name + ("-" + std::to_string(lines().at(at).id.value));
  }
  // A claim of two awaited lines instead.
  void two_lines() {
    auto alice = as(cast_.alice);
    as(cast_.alice).post("/claims/" + number_ + "/cancellation", {{"lines", std::to_string(lines().front().id.value)}});
    put_in_basket(alice, {{"condition", "opened"}, {"serials", "SNA1"}});
    number_ = confirmed_claim(alice, {{"condition", "opened"}, {"serials", "SNA2"}});
    number_ = does(cast_.claire, Command::Approve).number;
    path_ = "/goods-in/claims/" + number_;
    ASSERT_EQ(lines().size(), 2U);
  }
  Claim does(const accounts::Viewer& who, Command command, const Instruction& told = {}) {
    const auto done = give(database(), who, number_, command, told, clock_.now());
    EXPECT_TRUE(done.ok()) << name_of(command);
    return done ? *done : claim();
  }
  Instruction parcel(const char* tracking) {
    Instruction told;
    told.parcels = {{"Messagerie du Port", tracking}};
    return told;
  }
  std::string number_, path_;
};

TEST_P(GoodsIn, IsForTheWarehouse) {
  EXPECT_EQ(as(cast_.wanda).get("/goods-in").status, 200);
  EXPECT_EQ(as(cast_.wanda).get(path_).status, 200);
  EXPECT_EQ(as(cast_.wanda).get("/goods-in/inspections").status, 200);
  for (const auto& target : {std::string("/goods-in"), path_, std::string("/goods-in/inspections")}) {
    for (const auto& who : {cast_.alice, cast_.bob, cast_.claire, cast_.fabien, cast_.odile, cast_.admin})
      EXPECT_EQ(as(who).get(target).status, 403) << target << " " << who.name;
    EXPECT_EQ(Browser(*site_, database(), clock_).get(target).status, 303) << target;
    EXPECT_EQ(as(cast_.wanda).send(make_request(http::Method::Delete, target)).status, 405) << target;
  }
  EXPECT_EQ(as(cast_.wanda).post_bare(path_, {{"step", "all"}}).status, 403) << "no CSRF token";
  EXPECT_EQ(as(cast_.claire).post(path_, {{"step", "all"}}).status, 403);
  EXPECT_EQ(as(cast_.wanda).get("/goods-in/claims/000000999999").status, 404);
  EXPECT_EQ(as(cast_.wanda).post("/goods-in/claims/nothing", {{"step", "all"}}).status, 404);
  EXPECT_TRUE(traces().receipts.empty());
}

TEST_P(GoodsIn, EveryNumberOfAnAwaitedClaimLeadsToItsReceipt) {
  does(cast_.alice, Command::Ship, parcel("MP 7788 9900"));
  const auto bare = number_.substr(number_.find_first_not_of('0'));
  for (const auto& typed :
       {number_, bare, "https://recours.example/claims/" + number_, lines().front().reservation_number})
    EXPECT_EQ(leads_to(typed), path_) << typed;
  EXPECT_EQ(leads_to("mp77889900"), path_ + "?tracking=mp77889900");
  EXPECT_EQ(leads_to("sna1"), path_ + "?serial=sna1");
  EXPECT_THAT(visible(as(cast_.wanda).get("/goods-in")), AllOf(HasSubstr("Colis annoncés"), HasSubstr("MP 7788 9900")));
}

TEST_P(GoodsIn, TellsLoudlyWhatCannotBeReceived) {
  EXPECT_THAT(visible(scan("4711")), AllOf(HasSubstr("Numéro inconnu : 4711"), HasSubstr("colis sans RMA")));
  EXPECT_THAT(scan("4711").body, AllOf(HasSubstr("role=\"alert\""), HasSubstr("/parcels/new?tracking=4711")));
  EXPECT_THAT(visible(scan(std::string(5000, 'x'))), HasSubstr("Numéro inconnu"));
  does(cast_.alice, Command::Cancel);
  EXPECT_THAT(visible(scan(number_)), HasSubstr("a été annulé"));
  EXPECT_EQ(as(cast_.wanda).get(path_).status, 303) << "no form where nothing can be received";
  auto alice = as(cast_.alice);
  number_ = confirmed_claim(alice, {{"condition", "opened"}});
  EXPECT_THAT(visible(scan(number_)), HasSubstr("pas encore décidé"));
  Instruction why;
  why.reason_code = "not_covered";
  does(cast_.claire, Command::Refuse, why);
  EXPECT_THAT(visible(scan(number_)), HasSubstr("a été refusé"));
}

TEST_P(GoodsIn, EverythingAsAnnouncedIsOnePress) {
  does(cast_.alice, Command::Ship, parcel("MP1"));
  auto wanda = as(cast_.wanda);
  const auto done = wanda.post(path_, {{"step", "all"}});
  ASSERT_EQ(done.status, 303) << visible(done);
  const auto page = wanda.follow(done);
  EXPECT_THAT(visible(page),
              AllOf(HasSubstr("Reçu : " + number_), HasSubstr("1 × Écran 27 pouces"), HasSubstr("Contrôler")));
  EXPECT_THAT(page.body, HasSubstr("autofocus"));
  EXPECT_EQ(lines().front().state.goods, Goods::Received);
  EXPECT_EQ(traces().parcels.front().received_at, clock_.now());
  EXPECT_THAT(visible(wanda.get("/goods-in")), HasSubstr("Aucun colis n'est en route"));
  const auto again = visible(scan(number_));
  EXPECT_THAT(again, AllOf(HasSubstr("Déjà reçu"), HasSubstr("12/11/2026 10:00"), HasSubstr(cast_.wanda.name)));
  EXPECT_THAT(again, HasSubstr("Contrôler maintenant"));
  EXPECT_THAT(visible(scan(" ")), HasSubstr("Scannez ou saisissez un numéro."));
  EXPECT_THAT(visible(wanda.get("/goods-in")), Not(HasSubstr("Scannez ou saisissez un numéro.")));
  EXPECT_EQ(wanda.post(path_, {{"step", "all"}}).status, 303) << "the other was faster: the answer says so";
  EXPECT_EQ(traces().receipts.size(), 1U);
  EXPECT_THAT(visible(wanda.get("/goods-in/inspections")), HasSubstr(number_));
}

TEST_P(GoodsIn, ReceivesSeveralLinesEachWithItsOwnDifference) {
  two_lines();
  auto wanda = as(cast_.wanda);
  const auto form = wanda.get(path_);
  EXPECT_EQ(value_of(form, field("quantity", 1)), "1") << "what is awaited";
  const auto nothing = wanda.post(path_, {{field("quantity", 0), "0"}, {field("quantity", 1), ""}});
  EXPECT_EQ(nothing.status, 422);
  EXPECT_THAT(visible(nothing), HasSubstr("toutes les quantités sont à 0"));
  const auto wrong =
      wanda.post(path_, {{field("quantity", 0), "1"}, {field("quantity", 1), "3"}, {"comment", "carton ouvert"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(visible(wrong), AllOf(HasSubstr("Rien n'a été enregistré"), HasSubstr("carton ouvert")));
  EXPECT_EQ(wanda.post(path_, {{field("quantity", 0), "beaucoup"}}).status, 422);
  EXPECT_TRUE(traces().receipts.empty()) << "the good line of a bad receipt is not kept either";
  const auto done = wanda.post(path_, {{field("quantity", 0), "1"},
                                       {field("serials", 0), "SNA1"},
                                       {field("quantity", 1), "2"},
                                       {field("read", 1), "AUTRE-1; AUTRE-2"},
                                       {field("difference", 1), "excess"},
                                       {"comment", "carton ouvert"}});
  ASSERT_EQ(done.status, 303) << visible(done);
  EXPECT_THAT(visible(wanda.follow(done)),
              AllOf(HasSubstr("1 × Écran"), HasSubstr("2 × Écran"), HasSubstr("Plus qu'annoncé")));
  EXPECT_EQ(lines()[0].state.goods, Goods::Received);
  EXPECT_EQ(lines()[1].state.goods, Goods::NotAsAnnounced);
  ASSERT_EQ(traces().receipts.size(), 2U);
  EXPECT_EQ(traces().receipts[0].serials, std::vector<std::string>{"SNA1"});
  EXPECT_EQ(traces().receipts[1].serials, (std::vector<std::string>{"AUTRE-1", "AUTRE-2"}));
}

TEST_P(GoodsIn, ALineThatDidNotComeStaysAwaited) {
  two_lines();
  Instruction told;
  told.parcels = {{"A", "T1"}, {"B", "T2"}};
  does(cast_.alice, Command::Ship, told);
  auto wanda = as(cast_.wanda);
  EXPECT_EQ(value_of(wanda.get(path_ + "?tracking=T1"), "tracking"), "T1");
  const auto page =
      wanda.follow(wanda.post(path_, {{"tracking", "T1"}, {field("quantity", 0), "1"}, {field("quantity", 1), "0"}}));
  EXPECT_THAT(visible(page), HasSubstr("Réceptionner le reste"));
  EXPECT_TRUE(traces().parcels[0].received_at);
  EXPECT_FALSE(traces().parcels[1].received_at) << "not this one";
  EXPECT_EQ(lines()[1].state.goods, Goods::Shipped);
  EXPECT_EQ(leads_to(number_), path_);
  wanda.post(path_, {{"step", "all"}});
  EXPECT_TRUE(traces().parcels[1].received_at) << "nothing is awaited any more";
}

TEST_P(GoodsIn, WhatIsSplitOffWhenInspectedKeepsItsReceipt) {
  auto alice = as(cast_.alice);
  as(cast_.alice).post("/claims/" + number_ + "/cancellation", {{"lines", std::to_string(lines().front().id.value)}});
  auto screens = goods_line();
  screens.pieces(6);
  screens.serials.clear();
  const auto invoice = make_invoice(database(), cast_.alice_account,
                                    InvoiceSpec().numbered("0033442999").issued(Date::of(2026, 11, 1)).with({screens}));
  number_ = confirmed_claim(alice, {{"line", std::to_string(line_ids(database(), invoice).front().value)},
                                    {"quantity", "6"},
                                    {"condition", "opened"},
                                    {"serials", ""}});
  does(cast_.claire, Command::Approve);
  path_ = "/goods-in/claims/" + number_;
  auto wanda = as(cast_.wanda);
  ASSERT_EQ(wanda.post(path_, {{field("quantity"), "6"}, {field("difference"), "wrong_item"}}).status, 303);
  for (int time = 0; time < 2; ++time) {  // of the rest of the rest, too
    Instruction two;
    two.result = "confirmed";
    two.lines = {NamedLine(lines().back().id)};
    two.lines.front().quantity = Decimal::of(2);
    does(cast_.wanda, Command::Inspect, two);
  }
  ASSERT_EQ(lines().size(), 3U);
  const auto waiting = list_to_inspect(*database().reader(), cast_.wanda, 10);
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting.front().difference, "wrong_item");
  EXPECT_EQ(waiting.front().received_at, clock_.now());
  EXPECT_EQ(waiting.front().quantity, Decimal::of(2));
  EXPECT_THAT(visible(wanda.get("/goods-in/inspections")), AllOf(HasSubstr("Mauvais article"), HasSubstr("12/11/2026")));
  EXPECT_THAT(visible(wanda.get("/claims/" + number_ + "/inspection")),
              AllOf(HasSubstr("Quantité reçue 6"), HasSubstr("Mauvais article"), HasSubstr(cast_.wanda.name)));
}

TEST_P(GoodsIn, SerialNumbersAreTickedByScanningThem) {
  auto wanda = as(cast_.wanda);
  EXPECT_THAT(wanda.get(path_ + "?serial=sna1").body, HasSubstr("checked"));
  EXPECT_THAT(wanda.get(path_).body, Not(HasSubstr("checked")));
  const FormFields typed{{field("quantity"), "1"}, {"step", "scan"}};
  const auto with = [&](const char* scan) {
    auto fields = typed;
    fields.emplace_back("scan", scan);
    return wanda.post(path_, fields);
  };
  const auto ticked = with(" sna1 ");
  EXPECT_EQ(ticked.status, 200);
  EXPECT_THAT(ticked.body, HasSubstr("checked"));
  EXPECT_EQ(value_of(ticked, field("quantity")), "1") << "what was typed stays";
  const auto other = with("ZZ-9");
  EXPECT_THAT(visible(other), AllOf(HasSubstr("ZZ-9 n'était pas annoncé"), HasSubstr("ZZ-9")));
  EXPECT_THAT(other.body, Not(HasSubstr("checked")));
  EXPECT_THAT(visible(with(number_.c_str())), HasSubstr("est le numéro de ce dossier"));
  auto alice = as(cast_.alice);
  const auto second = confirmed_claim(alice, {{"serials", "SNA2"}});
  EXPECT_THAT(visible(with(second.c_str())), HasSubstr("appartient à un autre dossier"));
  EXPECT_TRUE(traces().receipts.empty()) << "scanning records nothing";
  const auto empty = with("");
  EXPECT_EQ(empty.status, 422);
  EXPECT_THAT(visible(empty), HasSubstr("Scannez ou saisissez un numéro."));
}

TEST_P(GoodsIn, WhatWasReadWithoutAnnouncementIsNotThrownAway) {
  auto wanda = as(cast_.wanda);
  EXPECT_THAT(visible(wanda.get(path_)), HasSubstr("Tout est conforme"));
  const FormFields read{{field("quantity"), "1"}, {"step", "scan"}, {"scan", "ZZ-9"}};
  const auto page = wanda.post(path_, read);
  EXPECT_THAT(visible(page), Not(HasSubstr("Tout est conforme")));
  EXPECT_THAT(page.body, ContainsRegex("value=\"serial_mismatch\"[^>]* selected"));
  const auto all = wanda.post(path_, {{field("quantity"), "1"}, {field("read"), "ZZ-9"}, {"step", "all"}});
  EXPECT_EQ(all.status, 422) << "from an older page, or without script";
  EXPECT_THAT(visible(all), AllOf(HasSubstr("diffère de ce qui était annoncé"), HasSubstr("ZZ-9")));
  EXPECT_TRUE(traces().receipts.empty());
  ASSERT_EQ(wanda.post(path_, {{field("quantity"), "1"}, {field("read"), "ZZ-9"}}).status, 303);
  EXPECT_EQ(traces().receipts.at(0).serials, std::vector<std::string>{"ZZ-9"});
  EXPECT_EQ(lines().front().state.goods, Goods::NotAsAnnounced);
}

TEST_P(GoodsIn, EverythingAsAnnouncedIsNotSaidOverSomethingElseThatWasTyped) {
  two_lines();
  auto wanda = as(cast_.wanda);
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {field("quantity", 1), "0"}, {field("quantity", 1), "x"}, {field("difference", 0), "wrong_item"}}) {
    EXPECT_EQ(wanda.post(path_, {{field("quantity", 0), "1"}, {name, value}, {"step", "all"}}).status, 422) << value;
  }
  EXPECT_TRUE(traces().receipts.empty());
  const auto more = wanda.post(path_, {{field("quantity", 0), "5"}});
  EXPECT_EQ(more.status, 422);
  EXPECT_THAT(visible(more), HasSubstr("choisissez l'écart « Plus qu'annoncé »"));
  EXPECT_EQ(wanda.post(path_, {{field("quantity", 0), "1"},
                               {field("quantity", 1), "1"},
                               {field("serials", 0), "SNA1"},
                               {"step", "all"}})
                .status,
            303);
  EXPECT_EQ(traces().receipts.at(0).serials, std::vector<std::string>{"SNA1"}) << "what was ticked is kept";
}

TEST_P(GoodsIn, AnOldPageReceivesNothingThatChangedMeanwhile) {
  two_lines();
  auto wanda = as(cast_.wanda);
  const auto version = value_of(wanda.get(path_), "version");
  EXPECT_EQ(wanda.post(path_, {{"version", version}, {field("quantity", 0), "1"}, {field("serials", 0), "SNA1"}}).status,
            303);
  const auto scanned = wanda.post(path_, {{"version", version}, {"step", "scan"}, {"scan", "SNA2"}});
  EXPECT_EQ(value_of(scanned, "version"), version) << "a scan does not make the page a new one";
  for (const char* stale : {version.c_str(), "x", ""}) {
    const auto late = wanda.post(path_, {{"version", stale}, {"step", "all"}, {"comment", "carton ouvert"}});
    EXPECT_EQ(late.status, 409) << stale;
    EXPECT_THAT(visible(late), AllOf(HasSubstr("a changé entre-temps"), HasSubstr("carton ouvert")));
    EXPECT_EQ(value_of(late, field("quantity", 1)), "1") << "what is still awaited";
    EXPECT_NE(value_of(late, "version"), version);
  }
  EXPECT_EQ(traces().receipts.size(), 1U);
  const auto now = value_of(wanda.get(path_), "version");
  EXPECT_EQ(wanda.post(path_, {{"version", now}, {"step", "all"}}).status, 303);
  EXPECT_EQ(traces().receipts.size(), 2U);
}

TEST_P(GoodsIn, ExpiredGoodsAreReceivedWithAWarning) {
  clock_.set(clock_.now().plus(24h * 20));
  let_time_pass(database(), clock_.now());
  ASSERT_EQ(lines().front().state.authorisation, Authorisation::Expired);
  EXPECT_EQ(leads_to(number_), path_);
  auto wanda = as(cast_.wanda);
  EXPECT_THAT(visible(wanda.get(path_)), HasSubstr("était valable jusqu'au 26/11/2026"));
  EXPECT_EQ(wanda.post(path_, {{"step", "all"}}).status, 303);
  EXPECT_EQ(lines().front().state, (LineState{Authorisation::Validated, Goods::Received, lines().front().state.money}));
}

TEST_P(GoodsIn, ANumberOfSeveralClaimsIsAChoice) {
  auto alice = as(cast_.alice);
  does(cast_.alice, Command::Ship, parcel("MP5"));
  const auto first = number_;
  number_ = confirmed_claim(alice, {{"serials", "SNA2"}});
  does(cast_.alice, Command::Ship, parcel("MP5"));
  const auto page = scan("MP5");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(visible(page), AllOf(HasSubstr("Plusieurs dossiers"), HasSubstr(first), HasSubstr(number_)));
  as(cast_.wanda).post("/goods-in/claims/" + first, {{"step", "all"}});
  EXPECT_EQ(leads_to("MP5"), "/goods-in/claims/" + number_ + "?tracking=MP5") << "what can be received was meant";
}

RECOURS_ON_BOTH_ENGINES(GoodsIn);

}  // namespace
}  // namespace recours::claims
