// The filtered list as a file, on both engines: exactly what is shown, for those who may, with its trace.
#include "register_site.h"
#include "support/body.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class ComplaintListExport : public RegisterSite {
 protected:
  std::string put(const std::string& title, Date sent_on = Date::of(2026, 11, 2)) {
    auto said = written();
    said.title = title;
    said.sent_on = said.received_on = sent_on;
    return put_down(cast.odile, said).number;
  }
};

//
TEST_P(ComplaintListExport, TakesExactlyWhatIsFiltered) {
  put("=HYPERLINK(1)", Date::of(2026, 10, 1));
  put("Frais ; d’arbitrage");
  const auto all = as(colette).get("/complaints/export.csv");
  ASSERT_EQ(all.status, 200);
  EXPECT_EQ(header_of(all, "Content-Disposition"), "attachment; filename=\"reclamations-2026-11-12.csv\"");
  EXPECT_EQ(body_of(all),
            "\xEF\xBB\xBFNuméro;Date d’envoi;Date de réception;Intitulé;Objet;Conseiller;Gestionnaire;Client;Mode de "
            "réception;État;Complexité;À faire;Prochaine échéance;État de l’échéance\r\n"
            "REC-2026-000002;2026-11-02;2026-11-02;\"Frais ; d’arbitrage\";Contrat;Odile Perrin;;Roussel Camille;"
            "Courrier;Nouveau;Moyenne;Accusé;2026-11-14;Bientôt échu\r\n"
            "REC-2026-000001;2026-10-01;2026-10-01;'=HYPERLINK(1);Contrat;Odile Perrin;;Roussel Camille;Courrier;"
            "Nouveau;Moyenne;Accusé;2026-10-13;En retard\r\n");
  const auto late = body_of(as(colette).get("/complaints/export.csv?late=true"));
  EXPECT_THAT(late, HasSubstr("REC-2026-000001"));
  EXPECT_THAT(late, Not(HasSubstr("REC-2026-000002")));
  const auto sheet = as(colette).get("/complaints/export.xlsx?q=frais");
  EXPECT_EQ(header_of(sheet, "Content-Disposition"), "attachment; filename=\"reclamations-2026-11-12.xlsx\"");
  EXPECT_EQ(body_of(sheet).substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(count("journal_entry WHERE action = 'complaints_exported'"), 3);
}

TEST_P(ComplaintListExport, OnlyForWhoMayExport) {
  put("Frais");
  for (const auto& viewer : {cast.odile, augustin, raphael, cast.claire}) {
    EXPECT_EQ(as(viewer).get("/complaints/export.csv").status, 403) << viewer.name;
    EXPECT_EQ(as(viewer).get("/complaints/export.xlsx").status, 403) << viewer.name;
  }
  EXPECT_THAT(as(augustin).get("/complaints").body, Not(HasSubstr("/complaints/export")));
  EXPECT_THAT(as(denise).get("/complaints?late=true").body, HasSubstr("/complaints/export.csv?late=true"));
  EXPECT_EQ(as(denise).get("/complaints/export.csv").status, 200) << "a director reads and reports";
  EXPECT_EQ(header_of(as(denise).get("/complaints/export.csv?from=hier"), "Location"), "/complaints?from=hier");
  EXPECT_EQ(as(denise).post("/complaints/export.csv").status, 405);
  EXPECT_EQ(count("journal_entry WHERE action = 'complaints_exported'"), 1);
}

TEST_P(ComplaintListExport, EveryRowOfALongListIsThereOnce) {
  for (int at = 0; at < 510; ++at) put("Lettre", Date::of(2026, 9, 1).plus_days(at % 60));
  const auto text = body_of(as(colette).get("/complaints/export.csv"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 511);
  for (const char* number : {"REC-2026-000001", "REC-2026-000255", "REC-2026-000510"})
    EXPECT_THAT(text, HasSubstr(number));
}

RECOURS_ON_BOTH_ENGINES(ComplaintListExport);

}  // namespace
}  // namespace recours::complaints
