#include "cli/demo_claims.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "accounts/user_store.h"
#include "base/embedded.h"
#include "claims/basket_actions.h"
#include "claims/claim_actions.h"
#include "claims/claim_files.h"

namespace recours::cli {
namespace {

using claims::Command;
using claims::Declaration;

// What the demo's people did, told person by person and carried out in the order of time, so that numbers, mails and
// journal follow each other as they would have.
class Story {
 public:
  Story(db::Database& database, const attachments::Depot& depot, Instant now)
      : database_(database), depot_(depot), now_(now) {}

  using Deed = std::function<void(Instant at)>;
  void days_ago(int days, Deed deed, std::chrono::minutes later = {}) {
    deeds_.emplace(now_.plus(-std::chrono::days(days) + later), std::move(deed));
  }
  void happen() {
    for (const auto& [at, deed] : deeds_) deed(at);
  }

  accounts::Viewer person(const char* email) const {
    const auto user = accounts::find_user_by_email(*database_.reader(), email);
    if (!user) throw std::logic_error(fmt::format("the demo has no {}", email));
    return accounts::viewer_of(*user, "cli");
  }

  // A declaration on a line, with what nearly every type asks already filled in.
  Declaration on(const accounts::Viewer& author, const char* invoice, const char* line, const char* department, const char* code,
                 int quantity) const {
    Declaration declaration;
    declaration.invoice_line = {database_.reader()->value<std::int64_t>(
        "SELECT l.id AS value FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id"
        " WHERE i.number = :invoice AND l.line_no = :line",
        {{"invoice", invoice}, {"line", line}})};
    declaration.department = department;
    declaration.code = code;
    declaration.quantity = Decimal::of(quantity);
    declaration.contact = {author.name, author.email, "01 99 00 12 34"};
    return declaration;
  }

  // A file of the demo (src/cli/demo), under the name its sender gave it.
  struct Piece {
    const char* file;
    const char* name;
    const char* kind;
    const char* comment = "";
    attachments::Source source = attachments::Source::Phone;
  };

  attachments::AttachmentId send(const accounts::Viewer& author, const attachments::Owner& owner, const Piece& piece, Instant at) const {
    const auto files = embedded::demo();
    const auto found = std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.name == piece.file; });
    if (found == files.end()) throw std::logic_error(fmt::format("the demo has no file {}", piece.file));
    const auto sent = attachments::upload(database_, depot_, author, owner,
                                          {piece.name, found->bytes, piece.kind, piece.comment, piece.source}, at);
    if (!sent) throw std::runtime_error(fmt::format("demo file {} refused: {}", piece.file, sent.error().code));
    return sent->id;
  }

  // As `open`, with files that were joined while it was declared.
  std::shared_ptr<std::string> open_with(const accounts::Viewer& author, Declaration declaration, std::vector<Piece> pieces, int days) {
    auto number = std::make_shared<std::string>();
    days_ago(days, [this, author, declaration = std::move(declaration), pieces = std::move(pieces), number](Instant at) mutable {
      auto& named = declaration.attachments.emplace();
      for (const auto& piece : pieces) named.push_back(send(author, {"user", author.id.value}, piece, at));
      add(author, declaration, at.plus(std::chrono::minutes(2)));
      *number = confirm(author, at.plus(std::chrono::minutes(3)));
    });
    return number;
  }

  // Added to a confirmed claim.
  void send_later(const accounts::Viewer& author, std::shared_ptr<std::string> number, Piece piece, int days) {
    days_ago(days, [this, author, number = std::move(number), piece](Instant at) {
      const auto claim = claims::require_claim(*database_.reader(), author, *number);
      send(author, {claims::kClaimFiles, claim.id.value}, piece, at);
    });
  }

  void add(const accounts::Viewer& author, const Declaration& declaration, Instant at) {
    if (const auto added = claims::add_item(database_, author, declaration, at); !added) {
      const auto& refusal = added.error();
      throw std::runtime_error(fmt::format("demo claim {}-{} refused: {} {}", declaration.department, declaration.code, refusal.code,
                                           refusal.fields.empty() ? "" : refusal.fields.front().field + " " + refusal.fields.front().code));
    }
  }

  // Confirms the author's basket and gives the number of the only claim in it.
  std::string confirm(const accounts::Viewer& author, Instant at) {
    const auto answer = claims::confirm_basket(database_, author, at, std::nullopt);
    if (!answer) throw std::runtime_error(fmt::format("demo basket refused: {}", answer.error().code));
    const auto confirmed = boost::json::parse(answer->body).at("claims").as_array();
    return std::string(confirmed.front().at("number").as_string());
  }

  // Puts the declaration in the basket and confirms it; the number is there once it has happened.
  std::shared_ptr<std::string> open(const accounts::Viewer& author, Declaration declaration, int days) {
    auto number = std::make_shared<std::string>();
    days_ago(days, [this, author, declaration = std::move(declaration), number](Instant at) {
      add(author, declaration, at);
      *number = confirm(author, at.plus(std::chrono::minutes(3)));
    });
    return number;
  }

  void decide(claims::Command command, const accounts::Viewer& giver, std::shared_ptr<std::string> number,
              const char* reason, const char* comment, int days) {
    give(command, giver, std::move(number), {.reason_code = reason, .comment = comment}, days);
  }
  void give(claims::Command command, const accounts::Viewer& giver, std::shared_ptr<std::string> number,
            claims::Instruction instruction, int days) {
    days_ago(days, [this, command, giver, number = std::move(number), instruction = std::move(instruction)](Instant at) {
      if (const auto done = claims::give(database_, giver, *number, command, instruction, at); !done) {
        throw std::runtime_error(fmt::format("demo {} of {} refused: {}", claims::name_of(command), *number,
                                             done.error().code));
      }
    });
  }

 private:
  db::Database& database_;
  const attachments::Depot& depot_;
  Instant now_;
  std::multimap<Instant, Deed> deeds_;
};

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
  story.happen();
}

}  // namespace recours::cli
