// R-459 recours import contacts, projects, contracts, losses: what comes in, what is refused, twice the same.
#include "contacts/import_actions.h"

#include "contact_world.h"
#include "contacts/record_store.h"

namespace recours::contacts {
namespace {

using testing_support::person_draft;

class ContactsImport : public testing_support::ContactWorld {
 protected:
  FileReport import(const std::string& kind, const std::string& text, ImportRun run = ImportRun::Real) {
    return import_contacts(database(), import_kind_named(kind).value(), {kind + ".csv", text}, run, actor, now)
        .files.at(0);
  }
  // "line field code; …" of the errors.
  static std::string errors(const FileReport& report) {
    std::string all;
    for (const auto& finding : report.findings) {
      if (finding.severity != Finding::Severity::Error) continue;
      all += (all.empty() ? "" : "; ") + std::to_string(finding.line) + " " + finding.field + " " + finding.code;
    }
    return all;
  }
  static std::string counts(const FileReport& report) {
    return std::to_string(report.created) + " created " + std::to_string(report.changed) + " changed " +
           std::to_string(report.unchanged) + " unchanged";
  }
  Contact contact(const std::string& ref) { return contacts_by_ref(*database().reader(), {ref}).at(ref); }

  journal::Actor actor{std::nullopt, "import", "cli"};
};

const std::string kContacts =
    "ref;kind;name;first_name;company;email;phone;street;postcode;city;adviser_email\n"
    "C-1;person;Lefèvre;Zoé;;zoe@exemple.example;01 99 00 12 34;12 rue des Tilleuls;69003;Lyon;odile@nordsud.example\n"
    "C-2;société;;;Menuiserie Talvas;;;;1204;Genève;\n"
    "C-3;;Sarrazin;;;;;;;;HAKIM@cabinet.example\n";

TEST_P(ContactsImport, TheSameFileTwiceChangesNothing) {
  EXPECT_EQ(counts(import("contacts", kContacts, ImportRun::Dry)), "3 created 0 changed 0 unchanged");
  EXPECT_EQ(count("contact"), 0);
  const auto first = import("contacts", kContacts);
  EXPECT_EQ(errors(first), "");
  EXPECT_EQ(counts(first), "3 created 0 changed 0 unchanged");
  EXPECT_EQ(first.lines, 3);
  EXPECT_EQ(contact("C-1").adviser, cast.odile.id);
  EXPECT_EQ(contact("C-2").kind, ContactKind::Company);
  EXPECT_EQ(contact("C-3").adviser, hakim.id);
  EXPECT_EQ(found(cast.odile, "lefevre lyon"), "Zoé Lefèvre");
  const auto entries = count("journal_entry");
  EXPECT_EQ(counts(import("contacts", kContacts)), "0 created 0 changed 3 unchanged");
  EXPECT_EQ(count("journal_entry"), entries);
  EXPECT_EQ(contact("C-1").version, 1);
}

TEST_P(ContactsImport, ChangesWhatTheFileSaysAndNothingElse) {
  import("contacts", kContacts);
  const auto changed = import("contacts", "ref;city\nC-1;Villeurbanne\nC-3;\n");
  EXPECT_EQ(errors(changed), "");
  EXPECT_EQ(counts(changed), "0 created 1 changed 1 unchanged");
  EXPECT_EQ(contact("C-1").city, "Villeurbanne");
  EXPECT_EQ(contact("C-1").email, "zoe@exemple.example");
  EXPECT_EQ(contact("C-1").adviser, cast.odile.id);
  EXPECT_EQ(contact("C-1").version, 2);
  EXPECT_EQ(count("journal_entry WHERE action = 'contact.changed'"), 1);
}

TEST_P(ContactsImport, EncodingsAndSeparators) {
  EXPECT_EQ(errors(import("contacts", "\xEF\xBB\xBFref,name\nU-1,\"L\xC3\xA9vy, Ana\"\n")), "");
  EXPECT_EQ(errors(import("contacts", "ref;name\r\nW-1;Caf\xE9\r\n")), "");
  EXPECT_EQ(contact("U-1").name, "Lévy, Ana");
  EXPECT_EQ(contact("W-1").name, "Café");
}

TEST_P(ContactsImport, UnknownColumnsAreTold) {
  const auto report = import("contacts", "ref;name;couleur\nC-1;Roussel;bleu\n");
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings.at(0).severity, Finding::Severity::Warning);
  EXPECT_EQ(report.findings.at(0).field, "couleur");
  EXPECT_EQ(count("contact"), 1);
}

TEST_P(ContactsImport, AFileWithAnErrorChangesNothing) {
  struct Case {
    const char* text;
    const char* expected;
  };
  for (const auto& [text, expected] : std::vector<Case>{
           {"", "0  empty_file"},
           {"name\nX\n", "1 ref missing_column"},
           {"ref;name\n", "1  no_rows"},
           {"ref;name\n;Roussel\n", "2 ref missing_value"},
           {"ref;name\nC-1;Roussel\nC-1;Marchand\n", "3 ref repeated_row"},
           {"ref;name\nC-1;Roussel;zu;viel\n", "2  row_length"},
           {"ref;name\nC-1;\"Roussel\n", "2  unterminated_quote"},
           {"ref;name;email;adviser_email\nC-1;Roussel;;\nC-2;;x;inconnu@cabinet.example\n",
            "3 name required; 3 email invalid; 3 adviser_email unknown"},
           {"ref;kind;name\nC-1;robot;Roussel\n", "2 kind invalid"},
       }) {
    const auto report = import("contacts", text);
    EXPECT_TRUE(report.refused) << text;
    EXPECT_EQ(errors(report), expected) << text;
    EXPECT_EQ(counts(report).substr(0, 19), "0 created 0 changed") << text;
  }
  EXPECT_EQ(errors(import("contacts", std::string("ref;name\nC-1;a\0b\n", 17))), "0  binary");
  EXPECT_EQ(count("contact"), 0);
}

TEST_P(ContactsImport, ManyErrorsAreCounted) {
  std::string text = "ref;name\n";
  for (int at = 0; at < 700; ++at) text += "C-" + std::to_string(at) + ";\n";
  const auto report = import("contacts", text);
  ASSERT_EQ(report.findings.size(), 201U);
  EXPECT_EQ(report.findings.back().code, "more_errors");
  EXPECT_EQ(std::get<std::int64_t>(report.findings.back().message.arguments.at(0)), 500);
}

//
TEST_P(ContactsImport, WhatBelongsToContacts) {
  import("contacts", kContacts);
  EXPECT_EQ(errors(import("projects", "ref;contact_ref;title\nP-1;C-1;Maison\n")), "");
  EXPECT_EQ(errors(import("contracts",
                          "ref;contact_ref;insurer;product;number;start;end\nK-1;C-1;Aurore Vie;Assurance "
                          "vie;AV-1;01/02/2024;\nK-2;C-2;;;HAB-2;;\n")),
            "");
  const std::string losses = "ref;contact_ref;contract_ref;number;date\nL-1;C-1;K-1;S-1;2026-11-12\nL-2;C-1;;S-2;\n";
  EXPECT_EQ(errors(import("losses", losses)), "");
  EXPECT_EQ(counts(import("losses", losses)), "0 created 0 changed 2 unchanged");
  const auto contract = contracts_by_ref(*database().reader(), {"K-1"}).at("K-1");
  EXPECT_EQ(contract.starts_on, Date::of(2024, 2, 1));
  EXPECT_EQ(losses_by_ref(*database().reader(), {"L-1"}).at("L-1").contract, contract.id);
  EXPECT_EQ(found(hakim, "av1"), "Zoé Lefèvre");
  EXPECT_EQ(counts(import("losses", "ref;contact_ref;number\nL-1;C-1;S-9\n")), "0 created 1 changed 0 unchanged");
  EXPECT_EQ(losses_by_ref(*database().reader(), {"L-1"}).at("L-1").contract, contract.id)
      << "a column that is not there says nothing";
}

TEST_P(ContactsImport, WhatBelongsToNobodyIsRefused) {
  import("contacts", kContacts);
  import("contracts", "ref;contact_ref;number\nK-1;C-1;AV-1\nK-2;C-2;HAB-2\n");
  struct Case {
    const char* kind;
    const char* text;
    const char* expected;
  };
  for (const auto& [kind, text, expected] : std::vector<Case>{
           {"projects", "ref;contact_ref;title\nP-1;C-9;Maison\n", "2 contact_ref unknown_contact"},
           {"projects", "ref;contact_ref;title\nP-1;;Maison\n", "2 contact_ref unknown_contact"},
           {"contracts", "ref;contact_ref;number\nK-1;C-2;AV-1\n", "2 contact_ref other_contact"},
           {"contracts", "ref;contact_ref;number;start;end\nK-3;C-2;AV-1;2024-01-02;2024-01-01\n",
            "2 end before_start"},
           {"losses", "ref;contact_ref;contract_ref;number\nL-1;C-1;K-9;S-1\n", "2 contract_ref unknown"},
           {"losses", "ref;contact_ref;contract_ref;number\nL-1;C-1;K-2;S-1\n", "2 contract_ref unknown"},
           {"losses", "ref;contact_ref;contract_ref;number;date\nL-1;C-1;K-1;S-1;13/11/2026\n", "2 date in_the_future"},
           {"losses", "ref;contact_ref;contract_ref;number;date\nL-1;C-1;K-1;;31/02/2026\n",
            "2 number required; 2 date invalid"},
       }) {
    EXPECT_EQ(errors(import(kind, text)), expected) << text;
  }
}

// R-457 Each row is told of by itself, so that one person can be forgotten.
TEST_P(ContactsImport, TheJournalTellsOfEveryRow) {
  import("contacts", kContacts);
  EXPECT_EQ(count("journal_entry WHERE action = 'contact.created'"), 3);
  EXPECT_EQ(count("journal_entry WHERE action = 'contacts.imported'"), 1);
}

TEST_P(ContactsImport, WhoLeftStaysTheAdviserOfAnUnchangedRow) {
  import("contacts", kContacts);
  database().write([&](db::Transaction& transaction) {
    transaction.execute("UPDATE app_user SET disabled_at = :now WHERE id = :id", {{"now", now}, {"id", hakim.id}});
  });
  EXPECT_EQ(counts(import("contacts", kContacts)), "0 created 0 changed 3 unchanged");
}

TEST_P(ContactsImport, ALongFileGoesInPieces) {
  std::string text = "ref;name;city\n";
  for (int at = 0; at < 1203; ++at) text += "C-" + std::to_string(at) + ";Nom" + std::to_string(at) + ";Lyon\n";
  std::vector<std::int64_t> told;
  import_contacts(database(), ImportKind(), {"long.csv", text}, ImportRun::Real, actor, now,
                  [&](std::int64_t done, std::int64_t) { told.push_back(done); });
  EXPECT_EQ(told, (std::vector<std::int64_t>{500, 1000, 1203}));
  EXPECT_EQ(count("contact"), 1203);
}

RECOURS_ON_BOTH_ENGINES(ContactsImport);

}  // namespace
}  // namespace recours::contacts
