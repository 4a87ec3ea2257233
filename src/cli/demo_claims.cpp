#include "cli/demo_claims.h"

#include "cli/demo_claim_lives.h"
#include "cli/demo_story.h"

namespace recours::cli {
namespace {

using claims::Command;

void brindille_returns(Story& story) {
  const auto lea = story.person("lea@brindille.example");
  const auto claire = story.person("claire@orvance.example");

  auto old = story.on(lea, "0033441702", "100", "CS", "22", 1);
  old.condition = "opened";
  old.comment = "Modèle commandé par erreur par notre client.";
  const auto archived = story.open(lea, old, 102);
  story.decide(Command::Refuse, claire, archived, "not_sealed", "L’emballage a été ouvert : la reprise n’est plus possible.", 101);

  auto wrong = story.on(lea, "0033442137", "400", "CS", "01", 2);
  wrong.condition = "sealed";
  wrong.comment = "Casques reçus en version filaire au lieu de sans fil.";
  const auto delivered = story.open(lea, wrong, 12);
  story.decide(Command::Approve, claire, delivered, "", "", 11);

  auto sealed = story.on(lea, "0033442137", "200", "CS", "22", 1);
  sealed.condition = "sealed";
  sealed.serials = {"LX27B77311"};
  sealed.customer_reference = "RET-2207";
  story.open(lea, sealed, 6);

  auto missing = story.on(lea, "0033442178", "300", "CS", "02", 0);
  missing.quantity.reset();
  missing.delivered_quantity = Decimal::of(4);
  missing.comment = "Un clavier manque dans le colis 2 sur 3.";
  story.open(lea, missing, 3);

  auto mistaken = story.on(lea, "0033442191", "200", "CS", "25", 1);
  mistaken.condition = "opened";
  const auto cancelled = story.open(lea, mistaken, 2);
  story.decide(Command::Cancel, lea, cancelled, "", "Le commutateur est finalement gardé.", 1);

  auto waiting = story.on(lea, "0033442191", "100", "CS", "22", 2);
  waiting.condition = "sealed";
  waiting.serials = {"LX24A10790", "LX24A10791"};
  story.days_ago(0, [&story, lea, waiting](Instant at) { story.add(lea, waiting, at); }, std::chrono::minutes(-95));
}

void defects(Story& story) {
  const auto lea = story.person("lea@brindille.example");
  const auto remi = story.person("remi@orvance.example");

  auto battery = story.on(lea, "0033442089", "100", "RMA", "26", 1);
  battery.fault_description = "L’onduleur coupe au bout de deux minutes sur batterie, voyant rouge fixe.";
  battery.serials = {"OM900X55012"};
  const auto refused = story.open(lea, battery, 30);
  story.decide(Command::Take, remi, refused, "", "", 29);
  story.decide(Command::Refuse, remi, refused, "customer_damage", "Traces de choc sur le boîtier, hors garantie.", 27);

  auto screen = story.on(lea, "0033442191", "100", "RMA", "63", 1);
  screen.fault_description = "Bande verticale sombre à droite dès la première mise sous tension.";
  screen.serials = {"LX24A10793"};
  const auto studied = story.open(lea, screen, 4);
  story.decide(Command::Take, remi, studied, "", "", 3);
  story.send_later(lea, studied, {"photo-fault.jpg", "ecran-bande-sombre.jpg", "fault", "Dès la première mise sous tension."}, 2);
}

void other_resellers(Story& story) {
  const auto nadia = story.person("nadia@kervalen.example");
  const auto emile = story.person("emile@alpilles.example");
  const auto claire = story.person("claire@orvance.example");

  auto crushed = story.on(nadia, "0033442160", "100", "CS", "03", 1);
  crushed.variant = "apparent";
  crushed.comment = "Carton enfoncé sur un angle, optique rayée.";
  const auto damaged = story.open_with(nadia, crushed,
                                       {{"photo-label.jpg", "IMG_2041.jpg", "shipping_label"},
                                        {"photo-packaging.jpg", "IMG_2042.jpg", "packaging", "Angle enfoncé, côté porte."},
                                        {"photo-damage.jpg", "IMG_2044.jpg", "damage"},
                                        {"delivery-note.pdf", "Bon de livraison avec réserves.pdf", "delivery_note", "",
                                         attachments::Source::Desk}},
                                       9);
  story.decide(Command::Take, claire, damaged, "", "", 8);
  story.write(nadia, damaged, "Le transporteur a signé nos réserves. Faut-il garder le carton ?", 7);
  story.write(claire, damaged, "Oui, gardez le carton et le calage jusqu’à notre décision : l’expert peut demander à les voir.", 6);
  story.note(claire, damaged, "Deuxième colis abîmé sur cette tournée ce mois-ci, à signaler à Translitto.", 6);

  auto price = story.on(nadia, "0033442203", "100", "CS", "08", 0);
  price.quantity.reset();
  price.expected_unit_price = Decimal::parse("92.50")->value;
  price.comment = "Prix du devis DV-5521 non repris.";
  story.open(nadia, price, 2);

  auto excess = story.on(emile, "0033442171", "200", "CS", "31", 0);
  excess.quantity.reset();
  excess.delivered_quantity = Decimal::of(14);
  story.open(emile, excess, 5);

  auto returned = story.on(emile, "0033442171", "100", "CS", "22", 3);
  returned.condition = "sealed";
  story.open(emile, returned, 1);
}

}  // namespace

void make_demo_claims(db::Database& database, const attachments::Depot& depot, Instant now) {
  Story story(database, depot, now);
  defects(story);
  brindille_returns(story);
  other_resellers(story);
  tell_claim_lives(story);
  story.happen();
}

}  // namespace recours::cli
