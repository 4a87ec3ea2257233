// R-791 An old register taken over: what comes in, what is refused, twice the same; as a page.
#include "complaints/import_actions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "complaints/import_rows.h"
#include "register_site.h"

namespace recours::complaints {
namespace {

using http::Method;
using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::visible;

class OldRegister : public testing_support::RegisterSite {
 protected:
  FileReport import(const std::string& text, ImportRun run = ImportRun::Real) {
    return import_register(database(), {"ancien.csv", text}, run, {colette, {std::nullopt, "recours", "cli"}}, now)
        .files.at(0);
  }
  // "line column code; …" of the errors.
  static std::string errors(const FileReport& report) {
    std::string all;
    for (const auto& finding : report.findings) {
      if (finding.severity != Finding::Severity::Error) continue;
      all += (all.empty() ? "" : "; ") + std::to_string(finding.line) + " " + finding.field + " " + finding.code;
    }
    return all;
  }
  static std::string counts(const FileReport& report) {
    return std::to_string(report.created) + " created " + std::to_string(report.unchanged) + " unchanged";
  }
};

const std::string kHeading =
    "old_number;sent_on;received_on;activity;channel;complainant_name;complainant_first_name;complainant_email;title;"
    "state;"
    "acknowledged_on;answered_on;answer;mediator_mentioned;decision;finding;root_cause;closed_on;waiver;waiver_"
    "reason\n";
const std::string kOpen =
    "2019-1;2019-03-04;06/03/2019;IAS;Courrier;Roussel;Camille;camille@exemple.example;Frais;;;;;;;;;;;\n";
const std::string kClosed =
    "2019-2;2019-03-04;2019-03-06;insurance;letter;Delmas;Inès;;Frais;Clôturé;2019-05-02;2019-07-01;Lettre au "
    "classeur;oui;Favorable;Fondée;Outil / système;2019-07-02;;\n";

TEST_P(OldRegister, ComesInWithItsPast) {
  EXPECT_EQ(counts(import(kHeading + kOpen + kClosed, ImportRun::Dry)), "2 created 0 unchanged");
  EXPECT_EQ(count("complaint"), 0);
  const auto report = import(kHeading + kOpen + kClosed);
  EXPECT_EQ(errors(report), "");
  ASSERT_EQ(report.rows.size(), 2U);
  EXPECT_EQ(report.rows[1].name, "2019-2 → REC-2026-000002");
  const auto open = reload("REC-2026-000001");
  EXPECT_TRUE(open.imported);
  EXPECT_EQ(open.old_reference, "2019-1");
  EXPECT_EQ(open.contact, camille.value) << "found by e-mail address";
  EXPECT_EQ(open.state, State::New);
  EXPECT_FALSE(open.received_by) << "who takes a register over received none of it";
  const auto closed = case_of("REC-2026-000002");
  EXPECT_EQ(closed.complaint.state, State::Closed);
  EXPECT_FALSE(closed.complaint.contact);
  EXPECT_EQ(closed.complaint.complainant.display_name(), "Inès Delmas");
  EXPECT_EQ(closed.complaint.closed_on, Date::of(2019, 7, 2));
  EXPECT_EQ(closed.complaint.details, "Frais");
  EXPECT_EQ(closed.decision->root_cause, "system");
  EXPECT_TRUE(closed.letters.at(0).is_past);
  EXPECT_EQ(closed.letters.at(0).late_reason, "") << "an old register does not always tell it";
  EXPECT_EQ(closed.events.at(0).actor_name, "recours");
}

TEST_P(OldRegister, TheSameFileTwiceChangesNothing) {
  import(kHeading + kOpen);
  const auto entries = count("journal_entry");
  EXPECT_EQ(counts(import(kHeading + kOpen)), "0 created 1 unchanged");
  EXPECT_EQ(count("journal_entry"), entries);
  EXPECT_EQ(counts(import(kHeading + kClosed + kOpen)), "1 created 1 unchanged");
  EXPECT_EQ(count("complaint"), 2);
}

TEST_P(OldRegister, AnOldNumberIsRecognisedHoweverItIsWritten) {
  const auto row = [](const std::string& number) {
    return number + ";2019-03-04;06/03/2019;IAS;Courrier;Roussel;Camille;camille@exemple.example;Frais;;;;;;;;;;;\n";
  };
  const std::pair<const char*, const char*> same[] = {
      {"A15", "a15"}, {"réc-B 7", "RéC-b7"}, {"0042/C", "42/c"}, {"77", "0077"}, {"n° 3", "N°3"}, {"--", "--"}};
  for (const auto& [first, again] : same) {
    EXPECT_EQ(counts(import(kHeading + row(first))), "1 created 0 unchanged") << first;
    const auto report = import(kHeading + row(again));
    EXPECT_EQ(counts(report), "0 created 1 unchanged") << again;
    EXPECT_THAT(report.rows.at(0).name, HasSubstr(std::string(again) + " → REC-2026-")) << "which one it is here";
    EXPECT_EQ(errors(import(kHeading + row("x9") + row(first) + row(again))), "4 old_number repeated_row") << again;
  }
  EXPECT_EQ(reload("REC-2026-000001").old_reference, "A15") << "kept as it was written";
  EXPECT_EQ(count("complaint"), static_cast<std::int64_t>(std::size(same)));
  for (const char* other : {"A1-5", "A 151", "77-"}) {
    EXPECT_EQ(counts(import(kHeading + row(other))), "1 created 0 unchanged") << other;
  }
}

// R-730 The closing gate, and everything else at once.
TEST_P(OldRegister, AFileWithAnErrorChangesNothing) {
  struct Case {
    std::string row;
    const char* expected;
  };
  for (const auto& [row, expected] : std::vector<Case>{
           {"3;2019-03-04;2019-03-06;IAS;;Delmas;;;Frais;Clôturé;;;;;;;;2019-07-02;;\n",
            "3 answer answer_missing; 3 decision decision_missing; 3 root_cause root_cause_missing; 3 "
            "mediator_mentioned "
            "mediator_missing"},
           {"3;2019-03-04;2019-03-06;IAS;;Delmas;;;Frais;Clôturé;;;;;;;;2019-07-02;Retirée;\n",
            "3 waiver_reason required"},
           {"3;2019-03-04;2019-03-06;IAS;pigeon;;;;Frais;Annulé;;;;;;;;;;\n",
            "3 complainant_name required; 3 channel unknown_choice; 3 state unknown_choice"},
           {"3;2019-03-06;2019-03-04;;;Delmas;;;;;;;;;;;;;;\n",
            "3 received_on before_sent; 3 activity required; 3 title required; 3 details required"},
           {"3;2030-01-01;;IAS;;Delmas;;x;Frais;;;;;;;;;;;\n",
            "3 complainant_email bad_email; 3 sent_on in_future; 3 received_on in_future"},
           {"3;hier;;IAS;;Delmas;;;Frais;;;;;;;;;;;\n", "3 sent_on bad_date"},
           {";2019-03-04;;IAS;;Delmas;;;Frais;;;;;;;;;;;\n", "3 old_number missing_value"},
           {kOpen, "3 old_number repeated_row"},
           {"3;2019-03-04\n", "3  row_length"},
       }) {
    const auto report = import(kHeading + kOpen + row);
    EXPECT_TRUE(report.refused) << row;
    EXPECT_EQ(errors(report), expected) << row;
  }
  EXPECT_EQ(errors(import("")), "0  empty_file");
  EXPECT_EQ(errors(import(kHeading)), "1  no_rows");
  EXPECT_EQ(errors(import("sent_on\n2019-03-04\n")), "1 old_number missing_column; 1 activity missing_column");
  EXPECT_EQ(count("complaint"), 0);
}

TEST_P(OldRegister, PeopleClientsAndContractsAreFound) {
  const std::string heading =
      "old_number;sent_on;activity;contact_ref;complainant_name;complainant_first_name;contract_number;received_by;"
      "handler;"
      "title\n";
  EXPECT_EQ(errors(import(heading + "1;2019-03-04;IAS;;ROUSSEL;camille;av 123;Odile;;Frais\n")),
            "2 received_by unknown_person");
  EXPECT_EQ(errors(import(heading + "1;2019-03-04;IAS;X-9;Roussel;;;;;Frais\n")), "2 contact_ref unknown_contact");
  const auto name = database().reader()->value<std::string>(
      "SELECT name AS value FROM app_user WHERE email = 'odile@nordsud.example'");
  EXPECT_EQ(errors(import(heading + "1;2019-03-04;IAS;;ROUSSEL;camille;av-000123;" + name +
                          ";hakim@cabinet.example;Frais\n")),
            "");
  const auto found = reload("REC-2026-000001");
  EXPECT_EQ(found.contact, camille.value);
  EXPECT_EQ(found.received_by, cast.odile.id);
  EXPECT_EQ(found.handler, hakim.id);
  ASSERT_EQ(found.links.size(), 1U);
  EXPECT_EQ(found.links[0].id, contract);
}

TEST_P(OldRegister, TellsWhatItTookForGranted) {
  const auto report = import(kHeading + kOpen + kClosed);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].code, "taken_as");
  EXPECT_EQ(
      std::get<std::string>(report.findings[0].message.arguments.at(0)),
      "complexity = medium (2), medium = durable (2), proof_of_sending = statement (2), reason = other (2), subject = "
      "other (2)");
}

TEST_P(OldRegister, TheModelIsAFileThatComesIn) {
  const auto report = import(old_register_model());
  EXPECT_EQ(errors(report), "");
  EXPECT_EQ(counts(report), "1 created 0 unchanged");
  EXPECT_EQ(reload("REC-2026-000001").sub_reason, "direct_debit");
}

TEST_P(OldRegister, ManyRowsAreWrittenInPieces) {
  std::string text = kHeading;
  for (int at = 0; at < 250; ++at) {
    text += std::to_string(at) + ";2019-03-04;;CIF;;Delmas;Inès;;Frais;;;;;;;;;;;\n";
  }
  EXPECT_EQ(counts(import(text)), "250 created 0 unchanged");
  EXPECT_EQ(reload("REC-2026-000250").old_reference, "249");
}

TEST_P(OldRegister, OnlyWhoMayTakesItOver) {
  EXPECT_THROW(import_register(database(), {"a", kHeading}, ImportRun::Dry, {hakim, hakim.actor()}, now), Forbidden);
  const auto importer = first_importer(*database().reader(), today());
  ASSERT_TRUE(importer);
  EXPECT_EQ(importer->id, std::min(colette.id, cast.solene.id));
}

// ---- the page

TEST_P(OldRegister, ThePageShowsFirstWhatItWouldDo) {
  auto browser = as(colette);
  EXPECT_THAT(visible(browser.get("/complaints/import")), HasSubstr("old_number"));
  EXPECT_EQ(browser.get("/complaints/import/model.csv").status, 200);
  EXPECT_EQ(browser.post_multipart("/complaints/import", {}, {}).status, 422);
  const auto preview = browser.post_multipart("/complaints/import", {}, {{"file", "ancien.csv", kHeading + kOpen}});
  EXPECT_EQ(preview.status, 200);
  EXPECT_THAT(visible(preview), HasSubstr("2019-1"));
  EXPECT_EQ(count("complaint"), 0);
  const auto value = [&](const std::string& name) {
    const auto at = preview.body.find("name=\"" + name + "\"");
    const auto begin = preview.body.find("value=\"", at) + 7;
    return preview.body.substr(begin, preview.body.find('"', begin) - begin);
  };
  const auto done = browser.post_multipart(
      "/complaints/import", {{"checked", value("checked")}, {"carried", value("carried")}, {"name", "ancien.csv"}}, {});
  EXPECT_EQ(done.status, 200);
  EXPECT_THAT(visible(done), HasSubstr("2019-1 → REC-2026-000001"));
  const auto hostile = browser.post_multipart(
      "/complaints/import", {}, {{"file", "<b>.csv", kHeading + "<script>;x;;IAS;;Delmas;;;Frais;;;;;;;;;;;\n"}});
  EXPECT_EQ(hostile.status, 422);
  EXPECT_THAT(hostile.body, Not(HasSubstr("<script>;")));
  EXPECT_THAT(hostile.body, Not(HasSubstr("<b>.csv")));
}

TEST_P(OldRegister, ThePageKnowsWhoAsks) {
  for (const char* path : {"/complaints/import", "/complaints/import/model.csv"}) {
    EXPECT_EQ(as(cast.solene).get(path).status, 200) << path;
    for (const auto* viewer : {&hakim, &cast.odile, &augustin, &denise, &cast.claire, &cast.admin})
      EXPECT_EQ(as(*viewer).get(path).status, 403) << path;
  }
  EXPECT_EQ(as(hakim).post_multipart("/complaints/import", {}, {{"file", "a.csv", kHeading + kOpen}}).status, 403);
  EXPECT_EQ(as(colette).post_bare("/complaints/import", {}).status, 403) << "without the token of its form";
  EXPECT_EQ(count("complaint"), 0);
}

RECOURS_ON_BOTH_ENGINES(OldRegister);

}  // namespace
}  // namespace recours::complaints
