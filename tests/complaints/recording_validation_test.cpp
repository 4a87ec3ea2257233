// Steps 2 and 3: documents go to the draft, then the register, with or without acknowledgement.
#include <future>

#include "../attachments/file_world.h"
#include "attachments/attachment_store.h"
#include "recording_world.h"

namespace recours::complaints {
namespace {

using namespace testing_support;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RecordingValidation : public RecordingWorld {
 protected:
  std::vector<attachments::Attachment> files_of(ComplaintId id) {
    return attachments::list_attachments(*database().reader(), {"complaint", id.value});
  }
  // What the page's form would send.
  FormFields validation(Browser& browser, ComplaintId id, FormFields more) {
    const auto page = browser.get(path(id, "/validation"));
    more.emplace_back("version", value_of(page, "version"));
    more.emplace_back("idempotency_key", value_of(page, "idempotency_key"));
    return more;
  }
  // The only complaint in the register.
  CaseFile only_case() {
    const auto number =
        database().reader()->value<std::string>("SELECT number AS value FROM complaint WHERE number IS NOT NULL");
    return case_of(number);
  }
  void forget_mediators() {
    database().write([](db::Transaction& transaction) { transaction.execute("DELETE FROM mediator"); });
  }
};

TEST_P(RecordingValidation, DocumentsBelongToTheDraftAtOnce) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  const auto page = odile.get(path(id, "/documents"));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("data-phone-panel"));
  EXPECT_THAT(page.body, HasSubstr("original_complaint"));
  const auto sent = odile.post_multipart(path(id, "/documents"), {{"upload_form", value_of(page, "upload_form")}},
                                         {{"files", "lettre.png", png(1)}, {"files", "enveloppe.png", png(2)}});
  EXPECT_EQ(location_of(sent), path(id, "/validation"));
  EXPECT_EQ(files_of(id).size(), 2u);
  EXPECT_THAT(odile.get(path(id, "/documents")).body, HasSubstr("enveloppe.png"));
  const auto summary = odile.get(path(id, "/validation"));
  EXPECT_THAT(summary.body, HasSubstr("lettre.png"));
  EXPECT_THAT(visible(summary), HasSubstr("SHA-256"));
  EXPECT_EQ(location_of(odile.post(path(id, "/documents"))), path(id, "/validation")) << "nothing more to join";
}

TEST_P(RecordingValidation, AFileThatIsRefusedIsNamedAndTheOthersStay) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  const auto refused =
      odile.post_multipart(path(id, "/documents"), {}, {{"files", "bon.png", png(1)}, {"files", "<b>.exe", "MZ\x90"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), HasSubstr("<b>.exe n'a pas été ajouté"));
  EXPECT_THAT(refused.body, Not(HasSubstr("<b>.exe")));
  EXPECT_THAT(refused.body, HasSubstr("bon.png"));
  EXPECT_EQ(files_of(id).size(), 1u);
}

// R-771
TEST_P(RecordingValidation, TheSummaryShowsWhatWasTypedAndTheDatesItLeadsTo) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  const auto page = odile.get(path(id, "/validation"));
  EXPECT_EQ(page.status, 200);
  const auto shown = visible(page);
  for (const char* text : {"Camille Roussel", "02/11/2026", "04/11/2026", "AV-000123", "Frais prélevés deux fois",
                           "14/11/2026", "02/01/2027", "Pourquoi cette date ?", "Valider la réclamation"})
    EXPECT_THAT(shown, HasSubstr(text));
  EXPECT_THAT(shown, HasSubstr("Non compté : Armistice 1918"));
  EXPECT_THAT(shown, HasSubstr("par courriel à camille@exemple.example"));
}

TEST_P(RecordingValidation, WithoutAcknowledgementItIsRegisteredOnce) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  odile.post_multipart(path(id, "/documents"), {}, {{"files", "lettre.png", png(1)}});
  const auto fields = validation(odile, id, {{"acknowledgement", "none"}});
  const auto done = odile.post(path(id, "/validation"), fields);
  EXPECT_EQ(location_of(done), "/complaints/REC-2026-000001?done=registered");
  EXPECT_EQ(location_of(odile.post(path(id, "/validation"), fields)), "/complaints/REC-2026-000001")
      << "a second click";
  for (const char* page : {"", "/documents", "/validation", "/discarding", "/client"})
    EXPECT_EQ(location_of(odile.get(path(id, page))), "/complaints/REC-2026-000001") << page << ": going back";
  EXPECT_EQ(as(olga).get(path(id)).status, 404) << "of others there is no such draft";
  const auto file = only_case();
  EXPECT_EQ(file.complaint.id, id);
  EXPECT_EQ(file.complaint.state, State::New);
  EXPECT_TRUE(file.letters.empty());
  EXPECT_EQ(file.complaint.grievances.size(), 1u);
  EXPECT_EQ(files_of(id).size(), 1u);
  EXPECT_EQ(journal("complaint.registered"), 1);
}

TEST_P(RecordingValidation, TheAcknowledgementLeavesWithIt) {
  auto odile = as(cast.odile);
  auto id = drafted(odile);
  const auto mailed = odile.post(path(id, "/validation"), validation(odile, id, {{"acknowledgement", "email"}}));
  EXPECT_EQ(location_of(mailed), "/complaints/REC-2026-000001?done=registered_acknowledged");
  ASSERT_EQ(case_of("REC-2026-000001").letters.size(), 1u);
  EXPECT_EQ(case_of("REC-2026-000001").letters[0].recipient, "camille@exemple.example");
  EXPECT_EQ(reload("REC-2026-000001").state, State::New) << "until the mail server took it";

  id = drafted(odile);
  const auto posted = odile.post(path(id, "/validation"),
                                 validation(odile, id, {{"acknowledgement", "letter"}, {"posted_on", "12/11/2026"}}));
  EXPECT_EQ(location_of(posted), "/complaints/REC-2026-000002?done=registered_acknowledged");
  EXPECT_EQ(reload("REC-2026-000002").state, State::Acknowledged);
  EXPECT_EQ(reload("REC-2026-000002").acknowledged_on, Date::of(2026, 11, 12));
}

TEST_P(RecordingValidation, SentTwiceAtOnceItIsRegisteredAndAcknowledgedOnce) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  const auto form = validation(odile, id, {{"acknowledgement", "letter"}, {"posted_on", "12/11/2026"}});
  const auto send = [&](Browser browser) { return location_of(browser.post(path(id, "/validation"), form)); };
  auto other = std::async(std::launch::async, send, odile);
  for (const auto& where : {send(odile), other.get()}) {
    // Whoever came after all was done is led there without being told again.
    EXPECT_THAT(where, ::testing::AnyOf("/complaints/REC-2026-000001?done=registered_acknowledged",
                                        "/complaints/REC-2026-000001"));
  }
  EXPECT_EQ(case_of("REC-2026-000001").letters.size(), 1u);
  EXPECT_EQ(journal("complaint.registered"), 1);
}

// R-771 What could not leave is said before anything is registered.
TEST_P(RecordingValidation, AnAcknowledgementThatCannotLeaveRegistersNothing) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  const std::pair<FormFields, const char*> cases[] = {
      {{}, "acknowledgement"},
      {{{"acknowledgement", "pigeon"}}, "acknowledgement"},
      {{{"acknowledgement", "letter"}}, "posted_on"},
      {{{"acknowledgement", "letter"}, {"posted_on", "hier"}}, "posted_on"},
      {{{"acknowledgement", "letter"}, {"posted_on", "2026-11-13"}}, "posted_on"},  // tomorrow
      {{{"acknowledgement", "letter"}, {"posted_on", "2026-11-03"}}, "posted_on"},  // before it was received
  };
  for (const auto& [more, field] : cases) {
    const auto refused = odile.post(path(id, "/validation"), validation(odile, id, more));
    EXPECT_EQ(refused.status, 422) << field;
    EXPECT_THAT(refused.body, HasSubstr("href=\"#" + std::string(field) + "\"")) << field;
  }
  EXPECT_EQ(value_of(odile.post(path(id, "/validation"),
                                validation(odile, id, {{"acknowledgement", "letter"}, {"posted_on", "hier"}})),
                     "posted_on"),
            "hier");
  EXPECT_EQ(count("complaint WHERE number IS NOT NULL"), 0);
  EXPECT_EQ(count("outbox_message"), 0);
}

TEST_P(RecordingValidation, LateOnesAskForTheReasonOfTheDelay) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile, {{"sent_on", "2026-10-01"}, {"received_on", "2026-10-02"}});
  const auto page = odile.get(path(id, "/validation"));
  EXPECT_THAT(visible(page), HasSubstr("plus de 2 jours ouvrables"));
  EXPECT_THAT(visible(page), HasSubstr("Motif de dépassement"));
  const auto refused = odile.post(path(id, "/validation"), validation(odile, id, {{"acknowledgement", "email"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#late_reason\""));
  const auto done =
      odile.post(path(id, "/validation"),
                 validation(odile, id, {{"acknowledgement", "email"}, {"late_reason", "Courrier égaré"}}));
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(only_case().letters.at(0).late_reason, "Courrier égaré");
}

TEST_P(RecordingValidation, WithoutAddressOrMediatorTheChoiceSaysWhy) {
  auto odile = as(cast.odile);
  auto somebody =
      FormFields{{"contact_id", ""}, {"complainant.kind", "person"}, {"complainant.name", "Delmas"}, {"linked", ""}};
  auto id = drafted(odile, somebody);
  EXPECT_THAT(visible(odile.get(path(id, "/validation"))), HasSubstr("aucune adresse connue"));
  const auto refused = odile.post(path(id, "/validation"), validation(odile, id, {{"acknowledgement", "email"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#acknowledgement\""));
  forget_mediators();
  id = drafted(odile);
  const auto page = odile.get(path(id, "/validation"));
  EXPECT_THAT(visible(page), HasSubstr("Aucun accusé de réception ne peut partir maintenant"));
  EXPECT_EQ(odile.post(path(id, "/validation"), validation(odile, id, {{"acknowledgement", "email"}})).status, 422);
  EXPECT_EQ(count("complaint WHERE number IS NOT NULL"), 0);
  EXPECT_EQ(odile.post(path(id, "/validation"), validation(odile, id, {{"acknowledgement", "none"}})).status, 303);
}

TEST_P(RecordingValidation, AnOralComplaintHasNoClockAndNoAcknowledgement) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile, {{"medium", "oral"},
                                  {"channel", "phone"},
                                  {"sent_on", ""},
                                  {"proof_of_sending", ""},
                                  {"invited_to_write_on", "2026-11-12"}});
  const auto page = odile.get(path(id, "/validation"));
  EXPECT_THAT(visible(page), HasSubstr("n'a pas encore de délai"));
  EXPECT_EQ(odile.post(path(id, "/validation"), validation(odile, id, {{"acknowledgement", "email"}})).status, 422);
  EXPECT_EQ(odile.post(path(id, "/validation"), validation(odile, id, {{"acknowledgement", "none"}})).status, 303);
  EXPECT_FALSE(only_case().complaint.clock);
  EXPECT_EQ(only_case().complaint.invited_to_write_on, Date::of(2026, 11, 12));
}

TEST_P(RecordingValidation, ARepresentativeWithoutMandateIsAWarning) {
  auto odile = as(cast.odile);
  const auto id = drafted(odile, {{"capacity", "representative"}});
  EXPECT_THAT(visible(odile.get(path(id, "/validation"))), HasSubstr("Un mandataire réclame"));
  attachments::Upload mandate{"mandat.png", png(1), "mandate", "", attachments::Source::Desk};
  const auto bytes = png(1);
  mandate.content = bytes;
  ASSERT_TRUE(attachments::upload(database(), *depot, cast.odile, {"complaint", id.value}, mandate, now).ok());
  EXPECT_THAT(visible(odile.get(path(id, "/validation"))), Not(HasSubstr("Un mandataire réclame")));
}

TEST_P(RecordingValidation, AnotherComplaintOfThePersonIsOfferedForLinking) {
  const auto first = put_down(cast.odile, written());
  auto odile = as(cast.odile);
  const auto id = drafted(odile);
  EXPECT_THAT(visible(odile.get(path(id, "/validation"))), HasSubstr(first.number));
  const auto done = odile.post(
      path(id, "/validation"),
      validation(odile, id, {{"acknowledgement", "none"}, {"similar", first.number}, {"similar", "REC-1999-000001"}}));
  ASSERT_EQ(location_of(done), "/complaints/REC-2026-000002?done=registered");
  const auto links = reload("REC-2026-000002").links;
  EXPECT_TRUE(std::any_of(links.begin(), links.end(), [&](const Link& link) {
    return link.kind == LinkKind::Complaint && link.id == first.id.value;
  }));
}

// R-703 R-770
TEST_P(RecordingValidation, WhatIsIncompleteOrChangedIsNotRegistered) {
  auto odile = as(cast.odile);
  auto id = drafted(odile, {{"details", ""}});
  const auto page = odile.get(path(id, "/validation"));
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(visible(page), HasSubstr("pas encore complète"));
  EXPECT_THAT(page.body, Not(HasSubstr("name=\"acknowledgement\"")));
  const auto check = odile.get(path(id) + "?check=yes");
  EXPECT_THAT(check.body, HasSubstr("href=\"#details\""));
  const auto version = std::to_string(draft_of(cast.odile, id).version);
  EXPECT_EQ(odile.post(path(id, "/validation"), {{"acknowledgement", "none"}, {"version", version}}).status, 422);

  id = drafted(odile);
  const auto fields = validation(odile, id, {{"acknowledgement", "none"}});
  const auto edit = odile.get(path(id));
  EXPECT_EQ(odile.post(path(id), typed({{"title", "Autre"}, {"then", "keep"}, {"version", value_of(edit, "version")}}))
                .status,
            303);
  const auto stale = odile.post(path(id, "/validation"), fields);
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(visible(stale), HasSubstr("Autre"));
  EXPECT_EQ(count("complaint WHERE number IS NOT NULL"), 0);
}

// R-790 A later state is kept with the draft, asked for what it needs, and leaves no acknowledgement to send.
TEST_P(RecordingValidation, OneThatWasHandledBeforeEntersInItsState) {
  auto hakims = as(hakim);
  const FormFields past{{"state", "acknowledged"},
                        {"sent_on", "2026-10-01"},
                        {"received_on", "2026-10-02"},
                        {"past.acknowledged_on", "2026-10-06"}};
  auto incomplete = typed(past);
  std::erase_if(incomplete, [](const auto& field) { return field.first == "past.acknowledged_on"; });
  incomplete.emplace_back("then", "next");
  const auto refused = hakims.post("/complaints/drafts", incomplete);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("href=\"#past.acknowledged_on\""));
  const auto id = drafted(hakims, past);
  EXPECT_EQ(value_of(hakims.get(path(id)), "past.acknowledged_on"), "2026-10-06");
  const auto page = hakims.get(path(id, "/validation"));
  EXPECT_THAT(visible(page), HasSubstr("06/10/2026"));
  EXPECT_THAT(visible(page), HasSubstr("Il est parti le 06/10/2026"));
  EXPECT_EQ(hakims.post(path(id, "/validation"), validation(hakims, id, {{"acknowledgement", "email"}})).status, 422);
  EXPECT_EQ(hakims.post(path(id, "/validation"), validation(hakims, id, {{"acknowledgement", "none"}})).status, 303);
  EXPECT_EQ(only_case().complaint.state, State::Acknowledged);
  EXPECT_EQ(only_case().complaint.acknowledged_on, Date::of(2026, 10, 6));
}

RECOURS_ON_BOTH_ENGINES(RecordingValidation);

}  // namespace
}  // namespace recours::complaints
