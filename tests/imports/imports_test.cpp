// From files dropped on the page to invoices, on both engines.
#include <gmock/gmock.h>

#include <filesystem>

#include "attachments/attachment_actions.h"
#include "imports/import_run_actions.h"
#include "imports/imports_pages.h"
#include "sales/samples.h"
#include "support/depot.h"
#include "support/site_fixture.h"

namespace recours::imports {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class ImportsTest : public SiteOnBothEngines {
 protected:
  ImportsTest() { register_imports_pages(site_, *depot_); }
  http::Response hand_over(const std::vector<std::string>& contents, FormFields fields = {}) {
    std::vector<FileField> files;
    for (const auto& content : contents) files.push_back({"files", "f" + std::to_string(files.size() + 1) + ".dat", content});
    return as(cast_.admin).post_multipart("/admin/imports", std::move(fields), files);
  }
  std::string location(const http::Response& response) {
    EXPECT_EQ(response.status, 303) << response.body;
    return header_of(response, "Location").value_or("");
  }
  void move(std::chrono::milliseconds by) { clock_.set(clock_.now().plus(by)); }
  void work() { work_at_imports(database(), *depot_, clock_.now(), {}); }
  State state_of(std::int64_t id) { return require_run(*database().reader(), {id}).state; }

  TestDepot depot_;
};

const std::string kCsv = kCsvHeading + csv_row("F1") + csv_row("F1", "200") + csv_row("F2");

//
TEST_P(ImportsTest, IsCheckedShownConfirmedAndWritten) {
  const auto path = location(hand_over({kCsv}));
  EXPECT_EQ(path, "/admin/imports/1");
  auto admin = as(cast_.admin);
  EXPECT_THAT(admin.get(path).body, HasSubstr("data-import-work"));
  EXPECT_THAT(admin.get(path).body, HasSubstr("http-equiv=\"refresh\""));
  EXPECT_EQ(admin.post(path + "/confirmation").status, 409);
  work();
  const auto preview = admin.get(path).body;
  EXPECT_THAT(preview, HasSubstr("Importer 2 documents"));
  EXPECT_THAT(preview, Not(HasSubstr("data-import-work")));
  EXPECT_EQ(count("invoice"), 0);
  EXPECT_EQ(location(admin.post(path + "/confirmation")), path);
  EXPECT_EQ(count("invoice"), 0);
  work();
  EXPECT_EQ(count("invoice"), 2);
  EXPECT_EQ(state_of(1), State::Done);
  EXPECT_THAT(admin.get(path).body, HasSubstr("Les fichiers ont été importés"));
  EXPECT_THAT(admin.get("/admin/imports").body, HasSubstr("2 nouveaux"));
  EXPECT_EQ(count("journal_entry WHERE action IN ('import.received', 'import.confirmed', 'import.done')"), 3);
  EXPECT_EQ(admin.post(path + "/cancellation").status, 409);
}

// Several processes share the database and with it the bytes: each opening is another file of the same content.
TEST_P(ImportsTest, BytesMayLieInTheDatabase) {
  depot_->blobs = attachments::blobs_in_database(std::filesystem::temp_directory_path());
  location(hand_over({kCsv, ubl()}));
  work();
  as(cast_.admin).post("/admin/imports/1/confirmation");
  work();
  EXPECT_EQ(state_of(1), State::Done);
  EXPECT_EQ(count("invoice"), 3);
}

//
TEST_P(ImportsTest, EachKindIsAnImportOfItsOwn) {
  const auto path = location(hand_over({ubl(), "customer_no;name\nK1;Un\n", "article_no;kind\nA1;goods\n", "delivery_note_no;carrier\nBL1;X\n",
                                        "invoice_no;line_no;serial\nF-1;1;S9\n", kCsv, "voici"}));
  EXPECT_EQ(path, "/admin/imports");
  EXPECT_EQ(count("import_run"), 5);
  const auto runs = list_runs(*database().reader(), {}, 10);
  EXPECT_EQ(runs.back().kind, Kind::Accounts);
  EXPECT_EQ(runs.front().kind, Kind::Serials);
  work();
  EXPECT_EQ(runs[2].kind, Kind::Invoices);
  EXPECT_EQ(state_of(runs[2].id.value), State::Refused);  // "voici" is nothing
  EXPECT_EQ(state_of(runs[1].id.value), State::Ready);
  EXPECT_EQ(state_of(runs[0].id.value), State::Refused);  // no such line yet
  const auto refused = as(cast_.admin).get("/admin/imports/" + std::to_string(runs[2].id.value)).body;
  EXPECT_THAT(refused, HasSubstr("Le format n’est pas reconnu"));
  EXPECT_THAT(refused, Not(HasSubstr("/confirmation")));
}

TEST_P(ImportsTest, WhatWasRefusedIsCheckedAgain) {
  const auto path = location(hand_over({"customer_no;invoice_no;invoice_date;line_no;description;quantity;unit_price\nK1;F9;2026-06-17;1;Ecran;1;2\n"}));
  work();
  EXPECT_EQ(state_of(1), State::Refused);
  auto admin = as(cast_.admin);
  location(hand_over({"customer_no;name\nK1;Un\n"}));
  work();
  admin.post("/admin/imports/2/confirmation");
  work();
  EXPECT_EQ(location(admin.post(path + "/check")), path);
  work();
  EXPECT_EQ(state_of(1), State::Ready);
}

//
TEST_P(ImportsTest, FilesStayUntilTheEndAndGoAfterIt) {
  location(hand_over({kCsv}));
  work();
  move(100h);
  attachments::collect_abandoned(database(), *depot_, clock_.now());
  EXPECT_EQ(count("blob"), 1);
  as(cast_.admin).post("/admin/imports/1/cancellation");
  EXPECT_EQ(state_of(1), State::Cancelled);
  attachments::collect_abandoned(database(), *depot_, clock_.now());
  EXPECT_EQ(count("blob"), 0);
  EXPECT_EQ(count("invoice"), 0);
  location(hand_over({kCsv}));
  work();
  move(24h * 8);
  work();
  EXPECT_EQ(state_of(2), State::Cancelled);
}

// R-235 A worker that died leaves its import to the next one; one that is alive keeps it.
TEST_P(ImportsTest, IsTakenUpByTheNextWorker) {
  location(hand_over({kCsv}));
  work();
  as(cast_.admin).post("/admin/imports/1/confirmation");
  const auto claim = [&](const std::string& worker) {
    const auto now = clock_.now();
    return database().write([&](db::Transaction& transaction) { return claim_run(transaction, worker, now.plus(-2min), now); }).has_value();
  };
  EXPECT_TRUE(claim("first"));
  EXPECT_FALSE(claim("second"));
  work();
  EXPECT_EQ(count("invoice"), 0);
  move(3min);
  work();
  EXPECT_EQ(count("invoice"), 2);
  EXPECT_EQ(state_of(1), State::Done);
  const auto sign = database().write([&](db::Transaction& transaction) { return give_sign(transaction, {1}, "first", {}, clock_.now()); });
  EXPECT_FALSE(sign);
}

TEST_P(ImportsTest, AFailureIsTriedAgainAndThenTold) {
  location(hand_over({kCsv}));
  std::filesystem::remove_all(depot_.files_folder());
  for (int attempt = 0; attempt < 5; ++attempt) work();
  EXPECT_EQ(state_of(1), State::Failed);
  EXPECT_THAT(as(cast_.admin).get("/admin/imports/1").body, HasSubstr("Le travail a échoué plusieurs fois"));
}

TEST_P(ImportsTest, BadRequestsAreAnswered) {
  auto admin = as(cast_.admin);
  const auto nothing = admin.post_multipart("/admin/imports", {{"customer_no", "K<1>"}}, {});
  EXPECT_EQ(nothing.status, 422);
  EXPECT_THAT(nothing.body, HasSubstr("Choisissez au moins un fichier"));
  EXPECT_THAT(nothing.body, HasSubstr("K&lt;1&gt;"));
  EXPECT_EQ(admin.get("/admin/imports/999").status, 404);
  EXPECT_EQ(admin.get("/admin/imports/x").status, 404);
  EXPECT_EQ(admin.get("/admin/imports?before=x").status, 400);
  EXPECT_EQ(admin.get("/admin/imports/1/confirmation").status, 405);
  EXPECT_EQ(admin.post("/admin/imports/999/confirmation").status, 404);
  EXPECT_EQ(admin.post_bare("/admin/imports/1/cancellation", {}).status, 403);
  EXPECT_EQ(as(cast_.alice).get("/admin/imports").status, 403);
  EXPECT_EQ(as(cast_.fabien).get("/admin/imports").status, 403);
  EXPECT_EQ(as(cast_.solene).post("/admin/imports/1/confirmation").status, 403);
}

TEST_P(ImportsTest, NamesOfFilesAreText) {
  auto admin = as(cast_.admin);
  const auto answer = admin.post_multipart("/admin/imports", {}, {{"files", "<script>.csv", "x"}});
  work();
  EXPECT_THAT(admin.get(location(answer)).body, HasSubstr("&lt;script&gt;.csv"));
  EXPECT_THAT(admin.get("/admin/imports").body, Not(HasSubstr("<script>.csv")));
}

RECOURS_ON_BOTH_ENGINES(ImportsTest);

}  // namespace
}  // namespace recours::imports
