// R-708 R-783 Editing a complaint: what was said comes back, dates ask why, the slower of two sees what differs.
#include "case_pages_world.h"

#include "complaints/complaint_fields.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;
using ::testing::Not;

class EditPages : public CasePagesWorld {
 protected:
  // What the form sends when nothing is touched.
  FormFields untouched(const std::string& number) {
    const auto c = found(number);
    return {{"complainant.kind", c.complainant.kind},
            {"complainant.name", c.complainant.name},
            {"complainant.first_name", c.complainant.first_name},
            {"complainant.email", c.complainant.email},
            {"complainant.street", c.complainant.street},
            {"complainant.postcode", c.complainant.postcode},
            {"complainant.city", c.complainant.city},
            {"capacity", c.capacity},
            {"channel", c.channel},
            {"medium", c.medium},
            {"sent_on", c.sent_on ? c.sent_on->iso() : ""},
            {"received_on", c.received_on->iso()},
            {"proof_of_sending", c.proof_of_sending},
            {"received_by", std::to_string(c.received_by->value)},
            {"handler", c.handler ? std::to_string(c.handler->value) : ""},
            {"subject", c.subject},
            {"activity", c.activity},
            {"reason", c.reason},
            {"title", c.title},
            {"details", c.details},
            {"complexity", c.complexity},
            {"version", std::to_string(c.version)}};
  }
  static FormFields with(FormFields fields, const std::string& name, const std::string& value) {
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    fields.emplace_back(name, value);
    return fields;
  }
};

TEST_P(EditPages, WhatWasSaidComesBackAndIsSaved) {
  const auto number = registered();
  const auto page = as(cast.hector).get(path(number, "/edit"));
  ASSERT_EQ(page.status, 200);
  EXPECT_EQ(value_of(page, "title"), "Prélèvement en double");
  EXPECT_EQ(value_of(page, "complainant.name"), "Durand");
  EXPECT_THAT(visible(page), HasSubstr("Valider"));
  EXPECT_THAT(page.body, Not(HasSubstr("name=\"grievances\"")));
  const auto before = fields_of(found(number));
  const auto saved = as(cast.hector).post(path(number, "/edit"), untouched(number));
  ASSERT_EQ(saved.status, 303) << visible(saved);
  EXPECT_EQ(fields_of(found(number)), before) << "saving untouched changes nothing";
  EXPECT_EQ(as(cast.hector).post(path(number, "/edit"), with(untouched(number), "title", "Autre titre")).status, 303);
  EXPECT_EQ(found(number).title, "Autre titre");
}

TEST_P(EditPages, ADateAsksWhyAndKeepsTheOldOne) {
  const auto number = registered();
  auto hector = as(cast.hector);
  auto fields = with(untouched(number), "sent_on", "2026-11-04");
  const auto refused = hector.post(path(number, "/edit"), fields);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#change_reason\""));
  EXPECT_EQ(value_of(refused, "sent_on"), "2026-11-04");
  const auto saved = hector.post(path(number, "/edit"), with(fields, "change_reason", "Cachet relu"));
  ASSERT_EQ(saved.status, 303);
  const auto page = visible(hector.follow(saved));
  EXPECT_THAT(page, HasSubstr("Date d'envoi : 05/11/2026 → 04/11/2026"));
  EXPECT_THAT(page, HasSubstr("Cachet relu"));
  EXPECT_THAT(page, HasSubstr("17/11/2026")) << "the clock is computed again";
}

TEST_P(EditPages, WhatIsWrongIsNamedAndKept) {
  const auto number = registered();
  auto hector = as(cast.hector);
  const auto unread = hector.post(path(number, "/edit"), with(untouched(number), "received_on", "le 6"));
  EXPECT_EQ(unread.status, 422);
  EXPECT_EQ(value_of(unread, "received_on"), "le 6");
  const auto empty = hector.post(path(number, "/edit"), with(untouched(number), "title", ""));
  EXPECT_EQ(empty.status, 422);
  EXPECT_THAT(empty.body, HasSubstr("href=\"#title\""));
  EXPECT_EQ(found(number).title, "Prélèvement en double");
}

//
TEST_P(EditPages, TheSlowerSeesWhatDiffersAndSavesOnPurpose) {
  const auto number = registered();
  const auto typed = with(with(untouched(number), "title", "Titre de Hector"), "complexity", "high");
  ASSERT_EQ(as(cast.solene).post(path(number, "/edit"), with(untouched(number), "title", "Titre de Solène")).status,
            303);
  auto hector = as(cast.hector);
  const auto late = hector.post(path(number, "/edit"), typed);
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(visible(late), HasSubstr("Intitulé Titre de Solène Titre de Hector"));
  EXPECT_THAT(visible(late), HasSubstr("Complexité Faible Haute"));
  EXPECT_EQ(value_of(late, "title"), "Titre de Hector") << "nothing typed is lost";
  EXPECT_EQ(found(number).title, "Titre de Solène");
  EXPECT_EQ(hector.post(path(number, "/edit"), with(typed, "version", value_of(late, "version"))).status, 303);
  EXPECT_EQ(found(number).title, "Titre de Hector");
}

TEST_P(EditPages, AVersionThatIsNoneIsStale) {
  const auto number = registered();
  for (const char* version : {"", "x", "0", "99999999999999999999"})
    EXPECT_EQ(as(cast.hector).post(path(number, "/edit"), with(untouched(number), "version", version)).status, 409)
        << version;
}

TEST_P(EditPages, AskForRightTokenMethodAndState) {
  const auto number = registered();
  EXPECT_EQ(as(cast.odile).get(path(number, "/edit")).status, 403) << "advisers record, handlers edit";
  EXPECT_EQ(as(cast.odile).post(path(number, "/edit"), untouched(number)).status, 403);
  EXPECT_EQ(as(cast.hector).post_bare(path(number, "/edit"), untouched(number)).status, 403);
  EXPECT_EQ(as(cast.hector).send(make_request(http::Method::Put, path(number, "/edit"))).status, 405);
  EXPECT_EQ(as(cast.hector).get(path("REC-2026-999999", "/edit")).status, 404);
  ASSERT_TRUE(cancel(acting(cast.hector, number), "Erreur").ok());
  EXPECT_EQ(as(cast.hector).get(path(number, "/edit")).status, 422);
  EXPECT_EQ(as(cast.hector).post(path(number, "/edit"), untouched(number)).status, 422);
}

RECOURS_ON_BOTH_ENGINES(EditPages);

}  // namespace
}  // namespace recours::complaints
