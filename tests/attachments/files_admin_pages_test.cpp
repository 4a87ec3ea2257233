#include "attachments/files_admin_pages.h"

#include <gmock/gmock.h>

#include "attachments/attachment_store.h"
#include "support/depot.h"
#include "support/site_fixture.h"

namespace recours::attachments {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::Browser;
using testing_support::test_now;

class FilesAdminPagesTest : public testing_support::SiteOnBothEngines {
 protected:
  FilesAdminPagesTest() { register_files_admin_pages(site_, *depot_); }
  std::string page() { return as(cast_.admin).get("/admin/files").body; }
  void add(Scan scan, const std::string& name, Instant at) {
    Attachment attachment;
    attachment.owner = {"claim", 1};
    attachment.name = name;
    attachment.size = 12;
    attachment.sha256 = sha256_of(name);
    attachment.uploaded_by_name = "Alice Martel";
    attachment.source = Source::Phone;
    attachment.uploaded_at = at;
    attachment.scan = scan;
    database().write([&](db::Transaction& transaction) {
      depot_->blobs->put(transaction, attachment.sha256, name, at);
      const auto id = insert_attachment(transaction, attachment);
      if (scan != Scan::Infected) return;
      transaction.execute("UPDATE attachment SET removed_at = :at WHERE id = :id", {{"at", at}, {"id", id}});
    });
  }

  testing_support::TestDepot depot_;
};

//
TEST_P(FilesAdminPagesTest, SaysWhereAndHowMuch) {
  add(Scan::NotConfigured, "bon.pdf", test_now());
  const auto body = page();
  EXPECT_THAT(body, HasSubstr(depot_.files_folder().string()));
  EXPECT_THAT(body, HasSubstr("7\u00a0octets"));
  depot_->blobs = blobs_in_database(depot_.files_folder());
  EXPECT_THAT(page(), HasSubstr("Dans la base de données"));
}

//
TEST_P(FilesAdminPagesTest, TheScannerIsSeenInWordsAlsoWhenItIsMissingOrDown) {
  EXPECT_THAT(page(), AllOf(HasSubstr("Aucun antivirus n’est configuré"), HasSubstr("notice-info"),
                            HasSubstr("RECOURS_CLAMD")));
  depot_->scanner.emplace(*scanner_address("unix:/nowhere/clamd.sock"));
  EXPECT_THAT(page(), AllOf(HasSubstr("L’antivirus ne répond pas"), HasSubstr("notice-danger"),
                            HasSubstr("unix:/nowhere/clamd.sock"), Not(HasSubstr("attendent"))));
  add(Scan::Waiting, "b.pdf", test_now());
  add(Scan::Waiting, "a.pdf", test_now().plus(-std::chrono::hours(2)));
  EXPECT_THAT(page(), AllOf(HasSubstr("des fichiers l’attendent depuis le 12/11/2026 08:00"), HasSubstr(">2<")));
}

//
TEST_P(FilesAdminPagesTest, InfectedFilesNameTheSenderNotTheCase) {
  EXPECT_THAT(page(), HasSubstr("Virus trouvés après coup"));
  add(Scan::Infected, "lettre de Mme Untel.pdf", test_now());
  EXPECT_THAT(page(), AllOf(HasSubstr("Alice Martel"), HasSubstr("Téléphone"),
                            HasSubstr(sha256_of("lettre de Mme Untel.pdf")), Not(HasSubstr("Mme Untel"))));
}

//
TEST_P(FilesAdminPagesTest, IsForAdministratorsOnly) {
  EXPECT_EQ(as(cast_.admin).get("/admin/files").status, 200);
  for (const auto& viewer :
       {cast_.alice, cast_.alban, cast_.bob, cast_.claire, cast_.remi, cast_.wanda, cast_.fabien, cast_.odile}) {
    const auto refused = as(viewer).get("/admin/files");
    EXPECT_EQ(refused.status, 403) << viewer.name;
    EXPECT_THAT(refused.body, Not(HasSubstr("href=\"/admin/files\""))) << viewer.name;
  }
  EXPECT_EQ(Browser(site_, database(), clock_).get("/admin/files").status, 303);
  EXPECT_EQ(as(cast_.admin).post("/admin/files").status, 405);
  EXPECT_THAT(page(), HasSubstr("href=\"/admin/files\""));
}

RECOURS_ON_BOTH_ENGINES(FilesAdminPagesTest);

}  // namespace
}  // namespace recours::attachments
