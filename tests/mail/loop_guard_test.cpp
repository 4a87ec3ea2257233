// R-655 What a machine wrote and what a person wrote: headers, and the subjects of holiday replies without any.
#include "mail/loop_guard.h"

#include <gtest/gtest.h>

namespace recours::mail {
namespace {

struct Case {
  std::string headers, from, subject;
  Automatic expected = Automatic::No;
};

TEST(LoopGuard, TellsMachinesByTheirHeaders) {
  const std::vector<Case> cases{
      {"", "alice@helios.example", "Re: Votre réclamation"},
      {"Auto-Submitted: no\n", "alice@helios.example", "Bonjour"},
      {"auto-submitted: NO; keyword\n", "alice@helios.example", "Bonjour"},
      {"Return-Path: <alice@helios.example>\n", "alice@helios.example", "Bonjour"},
      {"Precedence: normal\n", "alice@helios.example", "Bonjour"},
      {"Content-Type: multipart/mixed; boundary=x\n", "alice@helios.example", "Bonjour"},
      {"Auto-Submitted: auto-replied\n", "alice@helios.example", "Re: x", Automatic::AutoSubmitted},
      {"AUTO-SUBMITTED: Auto-Generated; type=x\n", "a@b.example", "x", Automatic::AutoSubmitted},
      {"Precedence: bulk\n", "a@b.example", "x", Automatic::Bulk},
      {"Precedence: Junk\n", "a@b.example", "x", Automatic::Bulk},
      {"Precedence: list\n", "a@b.example", "x", Automatic::Bulk},
      {"Precedence: auto_reply\n", "a@b.example", "x", Automatic::Bulk},
      {"X-Autoreply: yes\n", "a@b.example", "x", Automatic::Responder},
      {"X-Autorespond: x\n", "a@b.example", "x", Automatic::Responder},
      {"X-AutoReply-From: b@c.example\n", "a@b.example", "x", Automatic::Responder},
      {"X-Auto-Response-Suppress: All\n", "a@b.example", "x", Automatic::Responder},
      {"Return-Path: <>\n", "a@b.example", "x", Automatic::EmptySender},
      {"Return-path:\n <>\n", "a@b.example", "x", Automatic::EmptySender},
      {"Return-Path: <>\n", "mailer-daemon@b.example", "Undelivered Mail Returned to Sender", Automatic::Bounce},
      {"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n", "a@b.example", "x",
       Automatic::Bounce},
      {"Content-Type: multipart/report;\n\tboundary=x;\n\treport-type=\"delivery-status\"\n", "a@b.example", "x",
       Automatic::Bounce},
      {"Content-Type: multipart/report; report-type=disposition-notification\n", "a@b.example", "Lu : x",
       Automatic::Report},
      {"Content-Type: Multipart/Report; Report-Type=feedback-report\n", "a@b.example", "x", Automatic::Report},
      {"X-Failed-Recipients: a@b.example\n", "a@b.example", "x", Automatic::Bounce},
      {"List-Id: <annonces.b.example>\n", "a@b.example", "x", Automatic::List},
      {"List-Unsubscribe: <mailto:x@b.example>\n", "a@b.example", "x", Automatic::List},
      {"", "mailer-daemon@b.example", "Rapport", Automatic::Robot},
      {"", "no-reply@b.example", "Votre commande", Automatic::Robot},
      {"", "ne-pas-repondre@b.example", "Votre commande", Automatic::Robot},
      {"", "postmaster@b.example", "Non remis : Votre réclamation", Automatic::Bounce},
      {"", "noreen@b.example", "Bonjour", Automatic::No},
  };
  for (const auto& one : cases) {
    const auto headers = HeaderFields::of(one.headers + "Subject: x\n\nbody\nAuto-Submitted: auto-replied\n");
    EXPECT_EQ(name_of(automatic_by(headers, one.from, one.subject)), name_of(one.expected)) << one.headers << one.from;
  }
}

TEST(LoopGuard, KnowsHolidayRepliesWithoutHeadersByTheirSubject) {
  for (const char* subject : {"Réponse automatique : Votre réclamation R000000012",
                              "REPONSE AUTOMATIQUE",
                              "Réponse automatique\u00a0: RMA",
                              "Absence du bureau",
                              "Absence du 12 au 20 novembre",
                              "Absence",
                              "[Absence]",
                              "Message d’absence",
                              "Absent(e) du bureau : Votre réclamation",
                              "Absente jusqu'au 15/12",
                              "Je suis absent du 3 au 7",
                              "En congés jusqu’au 4 janvier",
                              "Congés annuels",
                              "Fermeture annuelle du 1er au 21 août",
                              "Notification d'absence",
                              "Message automatique d'absence",
                              "Automatic reply: Your claim",
                              "Out of Office: Alice",
                              "Out of the office until Monday",
                              "AutoReply: x",
                              "Away until May 5",
                              "Automatische Antwort: Ihre Reklamation",
                              "Abwesenheitsnotiz",
                              "Abwesenheit: Re: RMA",
                              "Ich bin abwesend",
                              "OOO: back on Monday"}) {
    EXPECT_EQ(automatic_by({}, "alice@helios.example", subject), Automatic::Subject) << subject;
  }
}

TEST(LoopGuard, TakesNoPersonForAMachine) {
  for (const char* subject :
       {"", "Re: Réponse automatique : Votre réclamation", "RE : Absence du bureau", "Absence de câble dans le carton",
        "Absence d'un accessoire", "Absence du chargeur", "Absent du colis : le chargeur",
        "Votre réponse automatique ne m'aide pas", "Congé de l'appareil ? 550 euros demandés", "Retour du bureau",
        "Away with the old screen", "Autoradio en panne", "Undelivered parcel", "Colis non distribué",
        "Automatisme de portail défectueux", "Urlaubsfoto"}) {
    EXPECT_EQ(automatic_by({}, "alice@helios.example", subject), Automatic::No) << subject;
  }
}

TEST(LoopGuard, NamesAreStable) {
  EXPECT_EQ(name_of(Automatic::TooMany), "too_many");
  EXPECT_EQ(automatic_named("own_mail"), Automatic::OwnMail);
  EXPECT_EQ(automatic_named("whatever"), Automatic::No);
}

}  // namespace
}  // namespace recours::mail
