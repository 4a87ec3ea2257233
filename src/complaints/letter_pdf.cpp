#include "complaints/letter_text.h"
#include "print/document.h"

namespace recours::complaints {

std::string letter_pdf(const std::string& organisation, const LetterFacts& facts, const WrittenLetter& letter) {
  constexpr auto french = ui::Language::French;
  print::Document document;
  document.title = facts.reference.empty() ? letter.subject : facts.reference + " – " + letter.subject;
  document.created_on = facts.today;
  document.sender = organisation;
  document.recipient = facts.complainant + "\n" + facts.address;
  document.date_line = ui::tr(french, "On {1}", facts.today);
  if (!facts.reference.empty()) document.references = {ui::tr(french, "Our reference: {1}", facts.reference)};
  document.heading = ui::tr(french, "Subject: {1}", letter.subject);
  document.text = letter.text;
  document.footer = [&](int page, int pages) {
    const auto numbered = ui::tr(french, "Page {1} of {2}", page, pages);
    return facts.reference.empty() ? numbered : facts.reference + " · " + numbered;
  };
  return print::pdf_of(document);
}

}  // namespace recours::complaints
