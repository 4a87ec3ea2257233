// R-653 Of an answer only what its writer wrote is shown.
#include "mail/reply_text.h"

#include <gtest/gtest.h>

namespace recours::mail {
namespace {

TEST(ReplyText, QuotesAndSignaturesAreTakenOff) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Oui, voici le numéro de série.", "Oui, voici le numéro de série."},
      {"Oui.\n\nLe 12 nov. 2026 à 10:00, Nordsud <recours@nordsud.example> a écrit :\n> Bonjour\n> Merci", "Oui."},
      {"Oui.\n\nLe jeu. 12 nov. 2026 à 10:00, Nordsud Distribution\n<recours@nordsud.example> a écrit\u00a0:\n\n> "
       "Bonjour",
       "Oui."},
      {"Yes.\n\nOn Thu, Nov 12, 2026 at 10:00 AM Nordsud <r@n.example> wrote:\n> Hello", "Yes."},
      {"Ja.\n\nAm 12.11.2026 um 10:00 schrieb Nordsud:\n> Guten Tag", "Ja."},
      {"Oui.\n\n-----Message d'origine-----\nDe : Nordsud\nObjet : x\n\nBonjour", "Oui."},
      {"Oui.\n________________________________\nDe : Nordsud <r@n.example>\nEnvoyé : jeudi 12 novembre\nÀ : "
       "Alice\n\nBonjour",
       "Oui."},
      {"Oui.\n\nFrom: Nordsud\nSent: Thursday\nTo: Alice\nSubject: x\n\nHello", "Oui."},
      {"Oui.\n\n— Répondez au-dessus de cette ligne —\n\nBonjour Alice", "Oui."},
      {"Oui.\n-- \nAlice Martel\n01 99 00 55 66", "Oui."},
      {"Oui.\n\nEnvoyé de mon iPhone", "Oui."},
      {"Oui.\n\nSent from my iPhone\n\n> On 12 Nov", "Oui."},
      {"Le 12/11/2026 10:00, Nordsud a écrit :\n> Quel numéro ?\n\nSNA1.\n-- \nAlice", "SNA1."},
      {"> Quel numéro ?\nSNA1\n> Quelle panne ?\nIl ne démarre pas.",
       "> Quel numéro ?\nSNA1\n> Quelle panne ?\nIl ne démarre pas."},
      {"Oui.\n\nLe 12 nov. 2026, Nordsud <r@n.example> a écrit :\n\nRépondez au-dessus de cette ligne\nBonjour",
       "Oui."},
      {"Le carton est arrivé le 3.\nOn voit le choc : photo jointe.",
       "Le carton est arrivé le 3.\nOn voit le choc : photo jointe."},
      {"De : deux cartons\nil manque le second", "De : deux cartons\nil manque le second"},
      {"> tout est cité", "> tout est cité"},
      {"", ""},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(reply_text(text), expected) << text;
}

TEST(ReplyText, ManyLinesTakeTimeInProportion) {
  std::string text;
  for (int i = 0; i < 60'000; ++i) text += "> x\n";
  EXPECT_EQ(reply_text(text + "fin"), "fin");
  EXPECT_EQ(reply_text("Oui\n" + text), "Oui");
}

}  // namespace
}  // namespace recours::mail
