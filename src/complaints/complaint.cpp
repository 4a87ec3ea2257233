#include "complaints/complaint.h"

#include <algorithm>
#include <array>

#include "base/catalogue_key.h"

namespace recours::complaints {
namespace {

template <class Value>
struct Word {
  Value value;
  std::string_view name;
  const char* label;
};

constexpr std::array kStates{
    Word{State::Draft, "draft", key("Draft")},
    Word{State::New, "new", key("New")},
    Word{State::Acknowledged, "acknowledged", key("Acknowledged")},
    Word{State::InProgress, "in_progress", key("In hand")},
    Word{State::Answered, "answered", key("Answered")},
    Word{State::Closed, "closed", key("Case closed")},
    Word{State::Cancelled, "cancelled", key("Cancelled")},
};

constexpr std::array kLinkKinds{
    Word{LinkKind::Project, "project", key("Project")},
    Word{LinkKind::Contract, "contract", key("Contract")},
    Word{LinkKind::Loss, "loss", key("Loss")},
    Word{LinkKind::Complaint, "complaint", key("Complaint")},
};

constexpr std::array kLetterKinds{
    Word{LetterKind::Acknowledgement, "acknowledgement", key("Acknowledgement of receipt")},
    Word{LetterKind::Progress, "progress", key("Acknowledgement sent again")},
    Word{LetterKind::Holding, "holding", key("Holding letter")},
    Word{LetterKind::Invitation, "invitation", key("Invitation to write")},
    Word{LetterKind::Transfer, "transfer", key("Transmission letter")},
};

constexpr std::array kVias{
    Word{Via::Email, "email", key("E-mail")},
    Word{Via::Letter, "letter", key("Letter")},
};

constexpr std::array kAnswerStates{
    Word{AnswerState::Draft, "draft", key("Draft")},
    Word{AnswerState::InReview, "in_review", key("In review")},
    Word{AnswerState::Refused, "refused", key("Refused in review")},
    Word{AnswerState::Approved, "approved", key("Approved in review")},
    Word{AnswerState::Sending, "sending", key("Sending under way")},
    Word{AnswerState::Sent, "sent", key("Answer sent")},
};

template <class Words, class Value>
const auto& word_of(const Words& words, Value value) {
  return *std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.value == value; });
}

template <class Value, std::size_t Size>
std::optional<Value> value_named(const std::array<Word<Value>, Size>& words, std::string_view name) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.name == name; });
  return found == words.end() ? std::nullopt : std::optional(found->value);
}

constexpr Code kComplexities[]{{"low", key("Low")}, {"medium", key("Medium")}, {"high", key("High")}};

constexpr Code kChannels[]{{"form", key("Form")},
                           {"email", key("E-mail")},
                           {"phone", key("Phone")},
                           {"letter", key("Letter")},
                           {"other", key("Other")}};

constexpr Code kMedia[]{{"durable", key("Durable medium")}, {"oral", key("Oral")}, {"messaging", key("Messaging")}};

constexpr Code kSubjects[]{
    {"project", key("Project")}, {"contract", key("Contract")}, {"loss", key("Loss")}, {"other", key("Other")}};

constexpr Code kProofs[]{{"postmark", key("Postmark")},
                         {"email_header", key("Header of the mail")},
                         {"form_timestamp", key("Time stamp of the form")},
                         {"letter_date", key("Date written on the letter")},
                         {"statement", key("Statement of the complainant")}};

constexpr Code kCapacities[]{{"client", key("Client")},
                             {"former_client", key("Former client")},
                             {"prospect", key("Prospect")},
                             {"subscriber", key("Subscriber")},
                             {"insured", key("Insured")},
                             {"member", key("Member of the scheme")},
                             {"beneficiary", key("Beneficiary")},
                             {"heir", key("Entitled heir")},
                             {"representative", key("Representative")},
                             {"injured_third_party", key("Injured third party")},
                             {"other", key("Other")}};

constexpr Code kActivities[]{{"insurance", key("IAS (insurance)")},
                             {"investment_advice", key("CIF (investment advice)")},
                             {"credit", key("IOBSP (credit)")},
                             {"real_estate", key("Real estate")},
                             {"other", key("Other")}};

constexpr Code kDecisions[]{{"favourable", key("Favourable")},     {"partly_favourable", key("Partly favourable")},
                            {"unfavourable", key("Unfavourable")}, {"moot", key("Without object")},
                            {"inadmissible", key("Inadmissible")}, {"withdrawn", key("Withdrawn")}};

constexpr Code kFindings[]{
    {"founded", key("Founded")}, {"partly_founded", key("Partly founded")}, {"unfounded", key("Unfounded")}};

constexpr Code kWaivers[]{{"withdrawn", key("Withdrawn")},       {"inadmissible", key("Inadmissible")},
                          {"out_of_scope", key("Out of scope")}, {"transferred", key("Transferred")},
                          {"requalified", key("Requalified")},   {"oral_never_written", key("Oral, never written")}};

constexpr Code kAnswerRefusals[]{{"insufficient_reasons", key("Insufficient reasons")},
                                 {"missing_document", key("Missing document")},
                                 {"mediator_missing", key("Mediator missing")},
                                 {"remedy_unclear", key("Remedy unclear")},
                                 {"tone", key("Tone")},
                                 {"other", key("Other")}};

constexpr Code kMediationEvents[]{{"referred", key("Referred to the mediator")},
                                  {"admissible", key("Admissible")},
                                  {"inadmissible", key("Inadmissible")},
                                  {"proposal", key("Mediator's proposal")},
                                  {"accepted", key("Proposal accepted")},
                                  {"refused", key("Proposal refused")},
                                  {"executed", key("Proposal executed")},
                                  {"other_recourse", key("Other recourse (ACPR, association, court)")}};

constexpr Code kCorrectiveStates[]{{"to_do", key("To do")},
                                   {"in_progress", key("Under way")},
                                   {"done", key("Action done")},
                                   {"effective", key("Effect verified")},
                                   {"ineffective", key("Ineffective")},
                                   {"abandoned", key("Abandoned")}};

// What recommendation 2022-R-01 of the ACPR tells apart from a complaint.
constexpr Code kRequalifications[]{{"service_request", key("Request for a service")},
                                   {"information_request", key("Request for information")},
                                   {"opinion_request", key("Request for an opinion")},
                                   {"other", key("Other")}};

const Code* find_code(std::span<const Code> codes, std::string_view code) {
  const auto found = std::find_if(codes.begin(), codes.end(), [&](const Code& known) { return known.code == code; });
  return found == codes.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name_of(State state) { return word_of(kStates, state).name; }
std::string_view name_of(LinkKind kind) { return word_of(kLinkKinds, kind).name; }
std::string_view name_of(LetterKind kind) { return word_of(kLetterKinds, kind).name; }
std::string_view name_of(Via via) { return word_of(kVias, via).name; }
std::string_view name_of(AnswerState state) { return word_of(kAnswerStates, state).name; }

std::optional<State> state_named(std::string_view name) { return value_named(kStates, name); }
std::optional<LinkKind> link_kind_named(std::string_view name) { return value_named(kLinkKinds, name); }
std::optional<LetterKind> letter_kind_named(std::string_view name) { return value_named(kLetterKinds, name); }
std::optional<Via> via_named(std::string_view name) { return value_named(kVias, name); }
std::optional<AnswerState> answer_state_named(std::string_view name) { return value_named(kAnswerStates, name); }

std::string label_of(ui::Language language, State state) { return ui::tr(language, word_of(kStates, state).label); }
std::string label_of(ui::Language language, LinkKind kind) { return ui::tr(language, word_of(kLinkKinds, kind).label); }
std::string label_of(ui::Language language, LetterKind kind) {
  return ui::tr(language, word_of(kLetterKinds, kind).label);
}
std::string label_of(ui::Language language, Via via) { return ui::tr(language, word_of(kVias, via).label); }
std::string label_of(ui::Language language, AnswerState state) {
  return ui::tr(language, word_of(kAnswerStates, state).label);
}

std::span<const Code> complexities() { return kComplexities; }
std::span<const Code> channels() { return kChannels; }
std::span<const Code> media() { return kMedia; }
std::span<const Code> subjects() { return kSubjects; }
std::span<const Code> proofs() { return kProofs; }
std::span<const Code> capacities() { return kCapacities; }
std::span<const Code> activities() { return kActivities; }
std::span<const Code> decisions() { return kDecisions; }
std::span<const Code> findings() { return kFindings; }
std::span<const Code> waivers() { return kWaivers; }
std::span<const Code> answer_refusals() { return kAnswerRefusals; }
std::span<const Code> mediation_events() { return kMediationEvents; }
std::span<const Code> corrective_states() { return kCorrectiveStates; }
std::span<const Code> requalifications() { return kRequalifications; }

bool is_code(std::span<const Code> codes, std::string_view code) { return find_code(codes, code) != nullptr; }

std::string label_of(ui::Language language, std::span<const Code> codes, std::string_view code) {
  const Code* known = find_code(codes, code);
  return known ? ui::tr(language, known->label) : std::string(code);
}

std::string Complainant::display_name() const {
  if (kind == "company" && !company.empty()) return company;
  if (first_name.empty() || name.empty()) return first_name + name;
  return first_name + " " + name;
}

// R-701 Messaging counts as oral.
bool has_clock(std::string_view medium) { return medium == "durable"; }

}  // namespace recours::complaints
