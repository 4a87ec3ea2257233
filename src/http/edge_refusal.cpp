#include "http/edge_refusal.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "base/text.h"
#include "http/wire.h"

namespace recours::http {
namespace {

struct Words {
  int status;
  std::string_view code, french, english;
};

// Not in the catalogue: nobody is known here whose language it would be.
constexpr std::array<Words, 10> kWords{{
    {400, "malformed", "La requête est mal formée. Rechargez la page et recommencez.",
     "The request is malformed. Reload the page and try again."},
    {408, "too_slow", "La requête est arrivée trop lentement. Recommencez avec une meilleure connexion.",
     "The request came too slowly. Try again with a better connection."},
    {413, "payload_too_large", "Le contenu envoyé est trop volumineux. Réduisez-le et recommencez.",
     "What you sent is too large. Make it smaller and try again."},
    {414, "address_too_long", "L’adresse demandée est trop longue.", "The address is too long."},
    {417, "unknown_expectation", "Le serveur ne peut pas répondre à cette attente (Expect).",
     "The server cannot meet this expectation (Expect)."},
    {431, "header_too_large",
     "Les en-têtes de la requête sont trop longs. Effacez les cookies de ce site et recommencez.",
     "The headers of the request are too long. Delete the cookies of this site and try again."},
    {501, "not_implemented", "Cette méthode ou ce codage n’est pas pris en charge.",
     "This method or coding is not supported."},
    {503, "overloaded", "Le serveur est très occupé. Recommencez dans un instant.",
     "The server is very busy. Try again in a moment."},
    {507, "storage_full",
     "Le serveur n’a plus de place pour recevoir des fichiers. Rien n’a été enregistré. Prévenez l’administrateur et "
     "recommencez plus tard.",
     "The server has no room left for files. Nothing was saved. Tell the administrator and try again later."},
    {500, "internal_error", "Une erreur est survenue. Recommencez dans un instant.",
     "Something went wrong. Try again in a moment."},
}};

const Words& words_of(int status) {
  const auto found =
      std::find_if(kWords.begin(), kWords.end(), [&](const Words& words) { return words.status == status; });
  if (found != kWords.end()) return *found;
  return *std::find_if(kWords.begin(), kWords.end(), [](const Words& words) { return words.status == 500; });
}

// Whether English comes before French in Accept-Language: browsers list languages in order of preference.
bool prefers_english(const Request& request) {
  for (const auto& item : split(request.header("accept-language"), ',')) {
    const auto language = trim(item).substr(0, 2);
    if (same_word(language, "fr")) return false;
    if (same_word(language, "en")) return true;
  }
  return false;
}

Response problem(int status, const Words& words, const Request& about) {
  const boost::json::object body{{"type", "about:blank"},
                                 {"title", reason_of(status)},
                                 {"status", status},
                                 {"code", words.code},
                                 {"detail", prefers_english(about) ? words.english : words.french},
                                 {"errors", boost::json::array()}};
  Response response = Response::json(boost::json::serialize(body), status);
  response.set("Content-Type", "application/problem+json");
  return response;
}

}  // namespace

Response edge_refusal(int status, const Request& about) {
  const Words& words = words_of(status);
  Response response = about.path.starts_with("/api/")
                          ? problem(status, words, about)
                          : Response::text(fmt::format("{} – {}\n", status, words.french), status);
  response.set("Cache-Control", "no-store").set("X-Content-Type-Options", "nosniff");
  if (status == 503) response.set("Retry-After", "1");
  return response;
}

}  // namespace recours::http
