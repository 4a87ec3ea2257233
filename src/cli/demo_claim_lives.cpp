#include "cli/demo_claim_lives.h"

namespace recours::cli {
namespace {

using claims::Command;
using claims::Instruction;

Instruction parcel(const char* carrier, const char* tracking) {
  Instruction instruction;
  instruction.parcels = {{carrier, tracking}};
  return instruction;
}

Instruction inspected(const char* result, const char* comment) {
  Instruction instruction;
  instruction.result = result;
  instruction.comment = comment;
  return instruction;
}

Instruction disposed(const char* disposition) {
  Instruction instruction;
  instruction.disposition = disposition;
  return instruction;
}

// From the return to the credit note.
void settled_return(Story& story) {
  const auto nadia = story.person("nadia@kervalen.example");
  const auto ines = story.person("ines@orvance.example");
  auto keyboards = story.on(nadia, "0033442120", "100", "CS", "22", 2);
  keyboards.condition = "sealed";
  keyboards.customer_reference = "KS-1184";
  const auto number = story.open(nadia, keyboards, 26);
  story.give(Command::Ship, nadia, number, parcel("Translitto", "TL58121907"), 25);
  story.give(Command::Receive, ines, number, {}, 23);
  story.give(Command::Inspect, ines, number, inspected("confirmed", "Scellés intacts."), 23);
  story.give(Command::Dispose, ines, number, disposed("restock"), 22);
  Instruction credit;
  credit.document_no = "0050018901";
  credit.document_on = story.day(-20);
  story.give(Command::Credit, story.person("paul@orvance.example"), number, credit, 20);
}

// With a fee: inspected, what becomes of it is still to be said.
void return_at_goods_in(Story& story) {
  const auto nadia = story.person("nadia@kervalen.example");
  const auto ines = story.person("ines@orvance.example");
  auto mistaken = story.on(nadia, "0033442120", "200", "CS", "25", 1);
  mistaken.condition = "opened";
  mistaken.serials = {"NQS8P2210871"};
  mistaken.comment = "Modèle 16 ports attendu.";
  const auto number = story.open(nadia, mistaken, 14);
  story.decide(Command::Approve, story.person("claire@orvance.example"), number, "", "", 13);
  story.give(Command::Ship, nadia, number, parcel("Rapidaxe", "RX90121552"), 11);
  story.give(Command::Receive, ines, number, {}, 8);
  story.give(Command::Inspect, ines, number, inspected("not_sealed", "Emballage ouvert, accessoires au complet."), 7);
}

// An offer that waits for its answer.
void buy_back(Story& story) {
  const auto nadia = story.person("nadia@kervalen.example");
  auto screens = story.on(nadia, "0033442120", "300", "CS", "10", 1);
  screens.condition = "sealed";
  screens.serials = {"LX27B76110"};
  const auto number = story.open(nadia, screens, 9);
  story.decide(Command::Approve, story.person("claire@orvance.example"), number, "", "", 8);
  Instruction offer;
  offer.net_cents = 180'00;
  offer.valid_until = story.day(6);
  offer.comment = "Reprise au cours du mois, emballage scellé.";
  story.give(Command::Offer, story.person("paul@orvance.example"), number, offer, 7);
}

// One on its way, one that awaits its credit note: the imported one speaks of both together.
void returns_to_credit(Story& story) {
  const auto emile = story.person("emile@alpilles.example");
  const auto ines = story.person("ines@orvance.example");
  auto some = story.on(emile, "0033442150", "100", "CS", "22", 3);
  some.condition = "sealed";
  const auto on_its_way = story.open(emile, some, 6);
  story.give(Command::Ship, emile, on_its_way, parcel("Rapidaxe", "RX90127034"), 3);

  auto others = story.on(emile, "0033442150", "100", "CS", "22", 2);
  others.condition = "sealed";
  const auto restocked = story.open(emile, others, 12);
  story.give(Command::Ship, emile, restocked, parcel("Rapidaxe", "RX90122871"), 10);
  story.give(Command::Receive, ines, restocked, {}, 8);
  story.give(Command::Inspect, ines, restocked, inspected("confirmed", ""), 8);
  story.give(Command::Dispose, ines, restocked, disposed("restock"), 7);
}

// What came is not what was announced: to be inspected.
void mismatch(Story& story) {
  const auto emile = story.person("emile@alpilles.example");
  auto camera = story.on(emile, "0033442150", "200", "RMA", "26", 1);
  camera.fault_description = "L’image se fige après quelques minutes, le voyant clignote en orange.";
  camera.serials = {"PXC4K00988"};
  const auto number = story.open(emile, camera, 11);
  story.decide(Command::Approve, story.person("remi@orvance.example"), number, "", "", 10);
  story.give(Command::Ship, emile, number, parcel("Translitto", "TL58150118"), 8);
  Instruction received;
  received.comment = "Étiquette PXC4K00989 sur l’appareil.";
  story.receive(story.person("ines@orvance.example"), number, "serial_mismatch", {"PXC4K00989"}, received, 5);
}

// A question that waits for its answer, with what was written about it.
void question(Story& story) {
  const auto emile = story.person("emile@alpilles.example");
  const auto claire = story.person("claire@orvance.example");
  auto other = story.on(emile, "0033442150", "300", "CS", "98", 1);
  other.comment = "L’étiquette collée sur le carton ne correspond pas au contenu.";
  const auto number = story.open(emile, other, 4);
  Instruction asked;
  asked.comment = "Quelle référence est imprimée sur l’étiquette, et quelle référence sur l’appareil ?";
  asked.due_on = story.day(3);
  story.give(Command::Ask, claire, number, asked, 3);
  story.write(emile, number, "Nous photographions les deux étiquettes dès demain matin.", 2);
  story.note(claire, number, "Voir avec la préparation : même palette que la commande 0020111255 ?", 2);
}

}  // namespace

void tell_claim_lives(Story& story) {
  settled_return(story);
  return_at_goods_in(story);
  buy_back(story);
  returns_to_credit(story);
  mismatch(story);
  question(story);
}

}  // namespace recours::cli
