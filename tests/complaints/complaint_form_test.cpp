// What a complaint says as a form: what was typed comes back as values, nothing typed is lost, both levels of the
// reason in one list, what the client has to be linked to.
#include "complaints/complaint_form.h"

#include "complaint_world.h"
#include "complaints/complaint_parts.h"
#include "support/claim_pages.h"
#include "support/site.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

http::Fields fields_of(const FormFields& typed) {
  http::Fields fields;
  for (const auto& [name, value] : typed) fields.add(name, value);
  return fields;
}

TEST(ReadComplaint, TakesValuesAsTheyAreMeant) {
  const auto typed = read_complaint(fields_of({{"contact_id", "12"},
                                               {"sent_on", "2026-11-02"},
                                               {"received_on", " 04/11/2026 "},
                                               {"received_by", "3"},
                                               {"handler", ""},
                                               {"medium", "durable"},
                                               {"reason", "pricing/fees"},
                                               {"title", "  Frais  "},
                                               {"details", "Un.\r\nDeux."},
                                               {"linked", "contract/7"},
                                               {"linked", "loss/8"},
                                               {"grievances", "Premier"},
                                               {"grievances", "  "},
                                               {"grievances", "Second"}}));
  EXPECT_TRUE(typed.refusals.empty());
  EXPECT_EQ(typed.said.contact, 12);
  EXPECT_EQ(typed.said.sent_on, Date::of(2026, 11, 2));
  EXPECT_EQ(typed.said.received_on, Date::of(2026, 11, 4));
  EXPECT_EQ(typed.said.received_by, UserId{3});
  EXPECT_FALSE(typed.said.handler);
  EXPECT_EQ(typed.said.reason, "pricing");
  EXPECT_EQ(typed.said.sub_reason, "fees");
  EXPECT_EQ(typed.said.title, "Frais");
  EXPECT_EQ(typed.said.details, "Un.\nDeux.");
  ASSERT_EQ(typed.said.links.size(), 2u);
  EXPECT_EQ(typed.said.links[1].kind, LinkKind::Loss);
  EXPECT_EQ(typed.said.links[1].id, 8);
  EXPECT_EQ(typed.said.grievances, (std::vector<std::string>{"Premier", "Second"}));
}

struct Odd {
  const char* field;
  const char* text;
};
class ReadOddly : public ::testing::TestWithParam<Odd> {};
INSTANTIATE_TEST_SUITE_P(Texts, ReadOddly,
                         ::testing::Values(Odd{"contact_id", "-1"}, Odd{"contact_id", "99999999999999999999"},
                                           Odd{"contact_id", "1 OR 1"}, Odd{"received_by", "x"},
                                           Odd{"linked", "contract"}, Odd{"linked", "complaint/4"},
                                           Odd{"linked", "contract/x"}, Odd{"grievances", "\n"}));
TEST_P(ReadOddly, MeansNothing) {
  const auto typed = read_complaint(fields_of({{GetParam().field, GetParam().text}}));
  EXPECT_FALSE(typed.said.contact);
  EXPECT_FALSE(typed.said.received_by);
  EXPECT_TRUE(typed.said.links.empty());
  EXPECT_TRUE(typed.said.grievances.empty());
}

TEST(ReadComplaint, ADateThatIsNoneIsNamedAndKept) {
  for (const char* text : {"31/02/2026", "demain", "2026-13-01"}) {
    const auto typed = read_complaint(fields_of({{"sent_on", text}}));
    ASSERT_EQ(typed.refusals.size(), 1u) << text;
    EXPECT_EQ(typed.refusals[0].field, "sent_on");
    EXPECT_EQ(typed.refusals[0].code, "not_a_date");
    EXPECT_FALSE(typed.said.sent_on);
    ASSERT_EQ(typed.unread.size(), 1u);
    EXPECT_EQ(typed.unread[0].second, text);
  }
}

class ComplaintFields : public ComplaintWorld {
 protected:
  http::Response shown(const ComplaintForm& form, const accounts::Viewer& viewer) {
    TestClock clock{now};
    accounts::Site site(database(), clock, accounts::SiteOptions{});
    site.page(http::Method::Get, "/form", [&](accounts::Visit& visit) {
      ui::Page page;
      page.title = "Form";
      page.content = complaint_fields(visit, form);
      return visit.page(page);
    });
    return Browser(site, database(), clock).enter(viewer).get("/form");
  }
  ComplaintForm form_of(Registration said) {
    ComplaintForm form;
    form.typed.said = std::move(said);
    return form;
  }
};

TEST_P(ComplaintFields, ShowWhatWasSaid) {
  auto form = form_of(written());
  form.client =
      fixed_client(ui::Language::French, camille.value, Complainant{.name = "Roussel", .first_name = "Camille"});
  form.complainant = ComplaintForm::Complainant::Client;
  form.typed.said.grievances = {"Les \"frais\""};
  const auto page = shown(form, cast.odile);
  EXPECT_EQ(value_of(page, "contact_id"), std::to_string(camille.value));
  EXPECT_EQ(value_of(page, "sent_on"), "2026-11-02");
  EXPECT_EQ(value_of(page, "title"), "Frais prélevés deux fois");
  EXPECT_THAT(page.body, HasSubstr("<optgroup label=\"Tarification\"><option value=\"pricing\">"));
  EXPECT_THAT(page.body, HasSubstr("<option value=\"pricing/fees\" selected>"));
  EXPECT_THAT(page.body, HasSubstr("value=\"contract/" + std::to_string(contract) + "\" checked"));
  EXPECT_THAT(visible(page), HasSubstr("Contrat – AV-000123 · Aurore Vie"));
  EXPECT_THAT(page.body, HasSubstr("value=\"Les &quot;frais&quot;\""));
  EXPECT_THAT(page.body, Not(HasSubstr("name=\"complainant.name\""))) << "the client is known";
}

TEST_P(ComplaintFields, AskForSomebodyWithoutRecord) {
  const auto page = shown(form_of(unknown_person()), cast.odile);
  EXPECT_EQ(value_of(page, "complainant.name"), "Delmas");
  EXPECT_THAT(page.body, Not(HasSubstr("name=\"linked\""))) << "nothing to be linked to";
}

TEST_P(ComplaintFields, NeverShowAnotherAdvisersContracts) {
  EXPECT_THAT(shown(form_of(written()), olga).body, Not(HasSubstr("AV-000123")));
}

TEST_P(ComplaintFields, KeepWhatCannotBeReadAndSayWhy) {
  auto form = form_of(written());
  form.typed =
      read_complaint(fields_of({{"sent_on", "<b>demain"}, {"reason", "gone/elsewhere"}, {"product", "old_one"}}));
  form.errors = errors_of(ui::Language::French, {"incomplete", msg("Make a choice."), form.typed.refusals});
  form.errors.items.emplace_back("sub_reason", "Pas de ce motif.");
  const auto page = shown(form, cast.odile);
  EXPECT_EQ(value_of(page, "sent_on"), "<b>demain");
  EXPECT_THAT(page.body, Not(HasSubstr("<b>demain")));
  EXPECT_THAT(visible(page), HasSubstr("Saisissez une date comme 31/01/2026."));
  EXPECT_THAT(visible(page), HasSubstr("Pas de ce motif."));
  EXPECT_THAT(page.body, HasSubstr("value=\"gone/elsewhere\" selected"));
  EXPECT_THAT(page.body, HasSubstr("value=\"old_one\" selected"));
}

TEST_P(ComplaintFields, GrievancesOfARegisteredComplaintAreElsewhere) {
  auto form = form_of(written());
  form.grievances = ComplaintForm::Grievances::Elsewhere;
  EXPECT_THAT(shown(form, cast.odile).body, Not(HasSubstr("name=\"grievances\"")));
}

RECOURS_ON_BOTH_ENGINES(ComplaintFields);

}  // namespace
}  // namespace recours::complaints
