// R-540 Which fault descriptions say nothing.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "claims/admission.h"

namespace recours::claims {
namespace {

// Words that only say that something is broken, and words that carry nothing; folded, in order.
constexpr std::array<std::string_view, 103> kEmptyWords{
    "and",
    "appareil",
    "article",
    "au",
    "aucun",
    "aucune",
    "avec",
    "avons",
    "bonjour",
    "broken",
    "casse",
    "cassee",
    "ce",
    "cet",
    "cette",
    "client",
    "correctement",
    "dans",
    "de",
    "dead",
    "defaillance",
    "defaut",
    "defect",
    "defective",
    "defectueuse",
    "defectueux",
    "des",
    "does",
    "doesn",
    "du",
    "elle",
    "en",
    "encore",
    "est",
    "et",
    "fait",
    "faulty",
    "fonction",
    "fonctionne",
    "fonctionnel",
    "fonctionnelle",
    "fonctionnement",
    "fonctionnent",
    "fonctionner",
    "foutu",
    "hors",
    "hs",
    "il",
    "is",
    "it",
    "je",
    "ko",
    "la",
    "le",
    "les",
    "machine",
    "marche",
    "marchent",
    "marcher",
    "materiel",
    "mauvais",
    "merci",
    "mort",
    "morte",
    "ne",
    "no",
    "not",
    "nous",
    "of",
    "on",
    "order",
    "ordre",
    "out",
    "panne",
    "pas",
    "pb",
    "piece",
    "plus",
    "probleme",
    "product",
    "produit",
    "qui",
    "se",
    "service",
    "sont",
    "souci",
    "soucis",
    "the",
    "tombe",
    "tombee",
    "totalement",
    "toujours",
    "tout",
    "tres",
    "un",
    "une",
    "unit",
    "usage",
    "veuillez",
    "voila",
    "work",
    "working",
    "works",
};

std::vector<std::string> words_of(const std::string& folded) {
  std::vector<std::string> words(1);
  for (const char c : folded) {
    const bool separates = (static_cast<unsigned char>(c) < 0x80) && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9');
    if (!separates)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

// The typographic apostrophe parts words too, but lies outside ASCII.
std::string with_plain_apostrophes(std::string text) {
  static constexpr std::string_view kTypographic = "\xE2\x80\x99";
  for (auto at = text.find(kTypographic); at != std::string::npos; at = text.find(kTypographic, at)) {
    text.replace(at, kTypographic.size(), "'");
  }
  return text;
}

// « E2 » may be an error code; a single letter is nothing.
bool tells_something(const std::string& word) {
  return word.size() >= 2 && !std::binary_search(kEmptyWords.begin(), kEmptyWords.end(), word);
}

}  // namespace

bool is_vague_fault(std::string_view description) {
  const auto words = words_of(with_plain_apostrophes(fold(description)));
  return std::none_of(words.begin(), words.end(), tells_something);
}

}  // namespace recours::claims
