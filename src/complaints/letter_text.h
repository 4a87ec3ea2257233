// What leaves for a complainant, from a template and the facts: reference, dates, handler, delays, next steps, free of
// charge, mediator. Pure: notes and internal words cannot get in, because they are no argument. Letters are French, as their
// templates are.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "complaints/complaint.h"

namespace recours::complaints {

struct LetterFacts {
  std::string organisation, reference, complainant, address, handler, handler_contact, state, done_so_far;
  Date today;
  std::optional<Date> sent_on, received_on, acknowledgement_due_on, answer_due_on, new_date;
  std::string reason, institution, answer;
  std::optional<Mediator> mediator;
  std::optional<Date> mediator_closes_on;                    // last day to ask the mediator
};
struct WrittenLetter {
  std::string subject, text;
};

// R-714 Placeholders are named in the template as {reference}; they are replaced once, so that braces in an answer or a name
// mean nothing. A line of the body whose placeholder has nothing to say is left out. An unknown placeholder stays as it is
// and is reported by unknown_placeholders. Acknowledgements and answers, favourable ones too, end with the mediator's block
// where the template does not place it.
WrittenLetter write_letter(const Template& from, const LetterFacts& facts);
std::span<const std::string_view> placeholders();
std::vector<std::string> unknown_placeholders(const Template& from);

// R-715 What a letter of this kind cannot do without: what the template does not name, and what the facts do not say.
std::span<const std::string_view> required_placeholders(std::string_view kind);
std::vector<std::string> missing_placeholders(const Template& from);
std::vector<std::string> missing_facts(std::string_view kind, const LetterFacts& facts);

// Free of charge, name, postal address, website, last day where it is known.
std::string mediator_block(const Mediator& mediator, std::optional<Date> closes_on = {});

// A4 letter with the window address, as PDF. `organisation`: its name, then the lines of its address.
std::string letter_pdf(const std::string& organisation, const LetterFacts& facts, const WrittenLetter& letter);

}  // namespace recours::complaints
