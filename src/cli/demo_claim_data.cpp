#include "cli/demo_claim_data.h"

#include <stdexcept>

#include <fmt/format.h>

#include "accounts/user_store.h"
#include "claims/claim_data_actions.h"

namespace recours::cli {
namespace {

using claims::DataKind;
using claims::Draft;

constexpr const char* kFrench =
    "## Avant de déclarer une panne\n\n"
    "- Notez le **numéro de série**, au dos de l’écran et sur le carton.\n"
    "- Essayez un autre câble et une autre source.\n"
    "- Appelez l’assistance Lumexa : elle donne un *numéro d’appel*, à saisir dans la déclaration.\n\n"
    "## Garantie\n\n"
    "Trois ans, échange sur site la première année. Conservez la facture au client final.\n";
constexpr const char* kEnglish =
    "## Before you report a fault\n\n"
    "- Note the **serial number**, on the back of the screen and on the box.\n"
    "- Try another cable and another source.\n"
    "- Call Lumexa's hotline: it gives a *call number* to be entered in the declaration.\n\n"
    "## Warranty\n\n"
    "Three years, exchange on site in the first. Keep the invoice to the end customer.\n";

void save(db::Database& database, const char* email, DataKind kind, std::optional<std::int64_t> version,
          const Draft& draft, Instant at) {
  const auto user = accounts::find_user_by_email(*database.reader(), email);
  const auto viewer = accounts::viewer_of(user.value(), "cli");
  const auto saved = claims::save_claim_data({database, viewer, at, kind, version}, draft);
  if (!saved) throw std::runtime_error(fmt::format("demo data {}: {}", claims::name_of(kind), saved.error().code));
}

}  // namespace

void make_demo_claim_data(db::Database& database, Instant now) {
  const Instant written = now.plus(-std::chrono::days(60));
  save(database, "remi@orvance.example", DataKind::Procedures, 0,
       Draft()
           .set("manufacturer", "lumexa")
           .set("text_fr", kFrench)
           .set("text_en", kEnglish)
           .set("valid_from", paris_day(written).iso()),
       written);
  save(database, "admin@orvance.example", DataKind::Fees, 0,
       Draft().set("type", "CS-25").set("percent", "7.5").set("valid_from", paris_day(now).plus_days(30).iso()), now);
  save(database, "admin@orvance.example", DataKind::RefusalReasons, std::nullopt,
       Draft()
           .set("label_fr", "Emballage d’origine manquant")
           .set("label_en", "Original packaging missing")
           .set("code", "packaging_missing")
           .set("position", "65")
           .set("active", "yes"),
       written);
}

}  // namespace recours::cli
