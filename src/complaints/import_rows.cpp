#include "complaints/import_rows.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recours::complaints {
namespace {

constexpr auto kMandatory = CsvColumn::Need::Mandatory;
constexpr std::array kColumns{CsvColumn{"old_number", kMandatory},
                              CsvColumn{"sent_on"},
                              CsvColumn{"received_on"},
                              CsvColumn{"proof_of_sending"},
                              CsvColumn{"channel"},
                              CsvColumn{"medium"},
                              CsvColumn{"capacity"},
                              CsvColumn{"activity", kMandatory},
                              CsvColumn{"contact_ref"},
                              CsvColumn{"complainant_kind"},
                              CsvColumn{"complainant_name"},
                              CsvColumn{"complainant_first_name"},
                              CsvColumn{"complainant_company"},
                              CsvColumn{"complainant_email"},
                              CsvColumn{"complainant_phone"},
                              CsvColumn{"complainant_street"},
                              CsvColumn{"complainant_postcode"},
                              CsvColumn{"complainant_city"},
                              CsvColumn{"complainant_country"},
                              CsvColumn{"received_by"},
                              CsvColumn{"handler"},
                              CsvColumn{"persons"},
                              CsvColumn{"third_parties"},
                              CsvColumn{"complexity"},
                              CsvColumn{"subject"},
                              CsvColumn{"contract_number"},
                              CsvColumn{"title"},
                              CsvColumn{"details"},
                              CsvColumn{"reason"},
                              CsvColumn{"sub_reason"},
                              CsvColumn{"product"},
                              CsvColumn{"expected_outcome"},
                              CsvColumn{"grievances"},
                              CsvColumn{"invited_to_write_on"},
                              CsvColumn{"state"},
                              CsvColumn{"acknowledged_on"},
                              CsvColumn{"acknowledgement_late_reason"},
                              CsvColumn{"answered_on"},
                              CsvColumn{"answer_late_reason"},
                              CsvColumn{"answer"},
                              CsvColumn{"mediator_mentioned"},
                              CsvColumn{"decision"},
                              CsvColumn{"finding"},
                              CsvColumn{"findings"},
                              CsvColumn{"solution"},
                              CsvColumn{"amount"},
                              CsvColumn{"root_cause"},
                              CsvColumn{"dysfunction"},
                              CsvColumn{"closed_on"},
                              CsvColumn{"waiver"},
                              CsvColumn{"waiver_reason"}};

constexpr std::size_t kTitleBytes = 190;

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  if (trim(text).empty()) return parts;
  for (const auto& part : split(text, '|')) parts.emplace_back(trim(part));
  return parts;
}

// « IAS (assurance) » is also written IAS.
bool is_label(const std::string& label, const std::string& folded) {
  return fold(label) == folded || fold(trim(label.substr(0, label.find('(')))) == folded;
}

bool is_yes(std::string_view text) {
  static constexpr std::array kYes{"oui", "yes", "true", "vrai", "1", "x", "o", "y"};
  const auto folded = fold(text);
  return std::find(kYes.begin(), kYes.end(), folded) != kYes.end();
}

std::string state_in(std::string_view text) {
  const auto folded = fold(text);
  for (const auto state : {State::New, State::Acknowledged, State::InProgress, State::Answered, State::Closed}) {
    if (folded == name_of(state) || folded == fold(label_of(ui::Language::French, state)) ||
        folded == fold(label_of(ui::Language::English, state)))
      return std::string(name_of(state));
  }
  return std::string(text);
}

std::string kind_in(std::string_view text, const Complainant& who) {
  const auto folded = fold(text);
  if (folded.empty()) return who.name.empty() && !who.company.empty() ? "company" : "person";
  for (const auto* word : {"personne", "particulier", "personne physique"}) {
    if (folded == word) return "person";
  }
  for (const auto* word : {"societe", "entreprise", "personne morale", "professionnel"}) {
    if (folded == word) return "company";
  }
  return folded;
}

// A line of the old register's text becomes the title when it has none.
std::string title_from(const std::string& details) {
  std::string first = details.substr(0, details.find_first_of("\r\n"));
  return std::string(trim(shortened(std::move(first), kTitleBytes)));
}

}  // namespace

std::span<const CsvColumn> old_register_columns() { return kColumns; }

std::string code_in(std::span<const Code> codes, std::string_view text) {
  const auto folded = fold(text);
  for (const auto& known : codes) {
    if (folded == known.code || is_label(ui::tr(ui::Language::French, known.label), folded) ||
        is_label(ui::tr(ui::Language::English, known.label), folded))
      return std::string(known.code);
  }
  return std::string(text);
}

std::string column_of(std::string_view field) {
  for (const std::string_view prefix : {"past.findings", "past.", "complainant."}) {
    if (!field.starts_with(prefix)) continue;
    if (prefix == "past.findings") return "findings";
    const std::string rest(field.substr(prefix.size()));
    return prefix == "past." ? rest : "complainant_" + rest;
  }
  if (field == "contact_id") return "contact_ref";
  if (field == "linked") return "contract_number";
  return std::string(field);
}

OldRegisterRows::OldRegisterRows(std::string_view text, std::vector<Finding>& findings)
    : table_(text, kColumns, findings) {}

std::vector<OldRow> OldRegisterRows::next(std::size_t most) {
  std::vector<OldRow> rows;
  while (rows.size() < most && table_.next()) {
    if (auto row = read_row()) rows.push_back(std::move(*row));
  }
  return rows;
}

std::optional<OldRow> OldRegisterRows::read_row() {
  const auto refused_before = table_.refusals();
  OldRow row;
  row.line = table_.line();
  row.old_number = table_.required("old_number");
  if (!row.old_number.empty() && !seen_.insert(number_key(row.old_number)).second) {
    table_.refuse("repeated_row", "old_number", msg("{1} stands in the file more than once.", row.old_number));
  }
  row.contact_ref = text("contact_ref");
  row.contract_number = text("contract_number");
  row.received_by = text("received_by");
  row.handler = text("handler");
  read_content(row.said);
  read_complainant(row.said.complainant);
  read_past(row.said.past);
  if (table_.refusals() > refused_before) return std::nullopt;
  fill_gaps(row.said);
  return row;
}

std::string OldRegisterRows::code(const char* column, std::span<const Code> codes) {
  return code_in(codes, table_.text(column));
}

void OldRegisterRows::read_content(Registration& said) {
  said.sent_on = table_.date("sent_on");
  said.received_on = table_.date("received_on");
  said.invited_to_write_on = table_.date("invited_to_write_on");
  said.proof_of_sending = code("proof_of_sending", proofs());
  said.channel = code("channel", channels());
  said.medium = code("medium", media());
  said.capacity = code("capacity", capacities());
  said.activity = code("activity", activities());
  said.complexity = code("complexity", complexities());
  said.subject = code("subject", subjects());
  said.title = text("title");
  said.details = text("details");
  said.reason = text("reason");
  said.sub_reason = text("sub_reason");
  said.product = text("product");
  said.expected_outcome = text("expected_outcome");
  said.persons = text("persons");
  said.third_parties = text("third_parties");
  for (auto& grievance : parts_of(table_.text("grievances"))) {
    if (!grievance.empty()) said.grievances.push_back(std::move(grievance));
  }
}

void OldRegisterRows::read_complainant(Complainant& who) {
  who.name = text("complainant_name");
  who.first_name = text("complainant_first_name");
  who.company = text("complainant_company");
  who.email = text("complainant_email");
  who.phone = text("complainant_phone");
  who.street = text("complainant_street");
  who.postcode = text("complainant_postcode");
  who.city = text("complainant_city");
  who.country = text("complainant_country");
  who.kind = kind_in(table_.text("complainant_kind"), who);
}

void OldRegisterRows::read_past(PastHandling& past) {
  if (const auto state = table_.text("state"); !state.empty()) past.state = state_in(state);
  past.acknowledged_on = table_.date("acknowledged_on");
  past.answered_on = table_.date("answered_on");
  past.closed_on = table_.date("closed_on");
  past.acknowledgement_late_reason = text("acknowledgement_late_reason");
  past.answer_late_reason = text("answer_late_reason");
  past.answer = text("answer");
  past.mediator_mentioned = is_yes(table_.text("mediator_mentioned"));
  past.decision = code("decision", decisions());
  past.finding = code("finding", findings());
  for (const auto& finding : parts_of(table_.text("findings"))) past.findings.push_back(code_in(findings(), finding));
  past.solution = text("solution");
  past.amount = text("amount");
  past.root_cause = text("root_cause");
  past.dysfunction = text("dysfunction");
  past.waiver = code("waiver", waivers());
  past.waiver_reason = text("waiver_reason");
}

void OldRegisterRows::take_as(const char* column, std::string& value, const char* otherwise) {
  if (!value.empty()) return;
  value = otherwise;
  auto& [as, count] = taken_[column];
  as = otherwise;
  ++count;
}

void OldRegisterRows::fill_gaps(Registration& said) {
  take_as("medium", said.medium, "durable");
  take_as("channel", said.channel, "other");
  take_as("complexity", said.complexity, "medium");
  take_as("subject", said.subject, "other");
  take_as("reason", said.reason, "other");
  if (has_clock(said.medium)) take_as("proof_of_sending", said.proof_of_sending, "statement");
  if (!said.received_on) said.received_on = said.sent_on;
  if (said.title.empty()) said.title = title_from(said.details);
  if (said.details.empty()) said.details = said.title;
}

void OldRegisterRows::tell_defaults(std::vector<Finding>& findings) const {
  if (taken_.empty()) return;
  std::vector<std::string> told;
  for (const auto& [column, taken] : taken_)
    told.push_back(column + " = " + taken.first + " (" + std::to_string(taken.second) + ")");
  findings.push_back(warning("taken_as", 0, "",
                             msg("What the file does not say is taken as this (so many rows): {1}", join(told, ", "))));
}

std::string old_register_model() {
  const std::map<std::string_view, std::string_view> example{
      {"old_number", "2019-017"},
      {"sent_on", "2019-03-04"},
      {"received_on", "06/03/2019"},
      {"proof_of_sending", "Cachet de la poste"},
      {"channel", "Courrier"},
      {"medium", "Support durable"},
      {"capacity", "Client"},
      {"activity", "IAS"},
      {"complainant_name", "Delorme"},
      {"complainant_first_name", "Agathe"},
      {"complainant_email", "agathe.delorme@courriel.example"},
      {"complexity", "Moyenne"},
      {"subject", "Contrat"},
      {"title", "Cotisation prélevée deux fois"},
      {"details", "La cotisation de février a été prélevée deux fois."},
      {"reason", "Tarification"},
      {"sub_reason", "Prélèvement"},
      {"product", "Auto"},
      {"grievances", "Double prélèvement"},
      {"state", "Clôturé"},
      {"acknowledged_on", "2019-03-08"},
      {"answered_on", "2019-03-29"},
      {"answer", "Lettre du 29/03/2019, classeur 2019"},
      {"mediator_mentioned", "oui"},
      {"decision", "Favorable"},
      {"finding", "Fondée"},
      {"solution", "Remboursement"},
      {"amount", "42,50"},
      {"root_cause", "Outil / système"},
      {"closed_on", "2019-04-02"}};
  std::vector<std::string> names, values;
  for (const auto& column : kColumns) {
    names.emplace_back(column.name);
    const auto found = example.find(column.name);
    values.emplace_back(found == example.end() ? "" : found->second);
  }
  return "\xEF\xBB\xBF" + join(names, ";") + "\r\n" + join(values, ";") + "\r\n";
}

}  // namespace recours::complaints
