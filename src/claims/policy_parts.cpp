#include "claims/policy_parts.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/claim_files.h"
#include "claims/page_parts.h"
#include "sales/invoice_store.h"

namespace recours::claims {

using namespace page_words;
using contacts::DataField;

namespace {

struct Word {
  std::string_view code;
  const char* english;
};
constexpr const char* key(const char* english) { return english; }  // xgettext collects it

constexpr Word kValueLabels[] = {
    {"department", key("Department")},
    {"code", key("Code")},
    {"position", key("Place in lists")},
    {"label_fr", key("French label")},
    {"label_en", key("English label")},
    {"second_label_fr", key("Second French label")},
    {"second_label_en", key("Second English label")},
    {"category", key("Category")},
    {"limit_days", key("Limit in calendar days")},
    {"clock_source", key("The limit comes from")},
    {"line_kinds", key("Lines of invoices")},
    {"quantity_question", key("Quantity question")},
    {"uses_quantity", key("Uses up the quantity of the line")},
    {"asks", key("Also asks for")},
    {"goods_back", key("Goods come back")},
    {"closed_by_non_returnable", key("Closed for articles that are not taken back")},
    {"credit_on_approval", key("Approval asks for the credit note")},
    {"hidden_from_resellers", key("Hidden from resellers")},
    {"active", key("Offered")},
    {"variants", key("Variants")},
    {"shots", key("Photos and documents the phone asks for")},
    {"manufacturer", key("Manufacturer")},
    {"product_group", key("Product group")},
    {"days", key("Days")},
    {"clock_start", key("The clock starts")},
    {"needs_call_id", key("Needs the call number of the hotline")},
    {"needs_end_customer_invoice", key("Needs the invoice to the end customer")},
    {"direct_to_manufacturer", key("Directly to the manufacturer")},
    {"type", key("Type of claim")},
    {"condition", key("Condition of the product")},
    {"max_net", key("Net amount of the claim at most")},
    {"needs_known_serials", key("Only with serial numbers sold on the line")},
    {"percent", key("Fee in per cent")},
    {"claim_code", key("What happens")},
    {"status", key("Status of the invoice")},
    {"partial_status", key("Status when only a part is disputed")},
    {"status_reasons", key("Reason codes, the likeliest first")},
    {"status_actions", key("Expected actions, the likeliest first")},
    {"only_if_invoiced", key("Only once the excess was invoiced")},
    {"text_fr", key("French text")},
    {"text_en", key("English text")},
    {"email", key("E-mail address")},
    {"name", key("Setting")},
    {"value", key("Value")},
    {"article_no", key("Article number")},
    {"non_returnable", key("Not taken back")},
    {"valid_from", key("In force from")},
    {"valid_to", key("Last day")},
};

constexpr Word kChoiceLabels[] = {
    {"yes", key("Yes")},
    {"no", key("No")},
    {"category.return", key("Return")},
    {"category.claim", key("Dispute")},
    {"category.defect", key("Breakdown")},
    {"clock_source.type", key("this type")},
    {"clock_source.doa_policy", key("the DOA policy of the manufacturer")},
    {"line_kinds.goods", key("goods")},
    {"line_kinds.service", key("service")},
    {"line_kinds.freight", key("freight")},
    {"quantity_question.none", key("none")},
    {"quantity_question.delivered_by_mistake", key("delivered by mistake")},
    {"quantity_question.delivered_fewer", key("delivered (fewer than invoiced)")},
    {"quantity_question.delivered_more", key("delivered (more than invoiced)")},
    {"quantity_question.affected", key("affected")},
    {"quantity_question.to_take_back", key("to take back")},
    {"quantity_question.to_return", key("to return")},
    {"asks.condition", key("condition of the product")},
    {"asks.comment", key("comment")},
    {"asks.serial", key("serial number")},
    {"asks.fault_description", key("description of the fault")},
    {"asks.accessories", key("missing accessories")},
    {"asks.expected_price", key("expected price")},
    {"asks.photo", key("photo")},
    {"asks.document", key("document")},
    {"goods_back.yes", key("Yes")},
    {"goods_back.no", key("No")},
    {"goods_back.after_offer", key("after an accepted offer")},
    {"goods_back.staff_decide", key("staff decide")},
    {"goods_back.return_or_keep", key("returned or kept")},
    {"clock_start.invoice", key("from the invoice date")},
    {"clock_start.delivery", key("from the delivery date")},
    {"clock_start.end_customer_invoice", key("from the date of the invoice to the end customer")},
    {"name.rma_valid_days", key("Days an RMA number is valid")},
    {"name.rma_reminder_day", key("Day of the reminder to send the goods")},
    {"name.no_answer_days", key("Days after the due date before a question without answer is refused")},
    {"name.reopen_days", key("Days a reseller can reopen a closed claim")},
    {"name.claim_archive_days", key("Days after which closed claims go to the archive")},
    {"name.claim_max_lines", key("Lines of a claim at most")},
};

template <std::size_t count>
const char* english_of(const Word (&words)[count], std::string_view code) {
  const auto found =
      std::find_if(std::begin(words), std::end(words), [&](const Word& one) { return one.code == code; });
  return found == std::end(words) ? nullptr : found->english;
}

// The word of a choice that is always the same; of those of the moment its name.
std::string choice_label(const PolicyWords& words, std::string_view value, std::string_view code) {
  const Language l = words.language;
  const char* english = english_of(kChoiceLabels, std::string(value) + "." + std::string(code));
  if (!english && (code == "yes" || code == "no")) english = english_of(kChoiceLabels, code);
  if (english) return tr(l, english);
  if (value == "condition") return condition_label(l, code);
  return std::string(code);
}

std::string manufacturer_name(const PolicyWords& words, std::string_view slug) {
  if (slug == kGeneralProcedure) return tr(words.language, "General procedure");
  for (const auto& one : words.manufacturers) {
    if (one.slug == slug) return one.name;
  }
  return std::string(slug);
}

std::string type_label(const PolicyWords& words, std::string_view type) {
  const auto dash = type.find('-');
  const auto code = type.substr(std::min(type.size(), dash + 1));
  const ClaimType* found = words.policies.type_on(type.substr(0, dash), code, words.today);
  return std::string(type.substr(0, dash)) + " " + type_name(words.language, found, code);
}

// The first type with this code: departments share codes, and a status is that of the invoice.
std::string claim_code_label(const PolicyWords& words, std::string_view code) {
  if (code == kAskCode) return tr(words.language, "A question to the reseller");
  if (code == kAnswerCode) return tr(words.language, "The answer of the reseller");
  for (const auto* type : words.policies.types_on(words.today)) {
    if (type->code == code) return type_name(words.language, type, code);
  }
  return std::string(code);
}

std::string shot_label(Language l, std::string_view code) {
  for (const auto& kind : piece_kinds()) {
    if (kind.code == code) return kind.label(l);
  }
  return std::string(code);
}

// Choices of the moment in words.
std::vector<ui::Choice> choices_of_moment(const PolicyWords& words, std::string_view value) {
  std::vector<ui::Choice> choices;
  for (const auto& code : choices_of({words.policies, words.manufacturers}, value)) {
    std::string label = code;
    if (value == "department") label = department_name(words.language, words.policies, code);
    if (value == "type") label = type_label(words, code);
    if (value == "manufacturer") label = manufacturer_name(words, code);
    if (value == "claim_code") label = claim_code_label(words, code);
    if (value == "shots") label = shot_label(words.language, code);
    choices.push_back({code, label});
  }
  return choices;
}

std::vector<ui::Choice> choices_for(const PolicyWords& words, const DataValue& value) {
  std::vector<ui::Choice> choices;
  if (value.kind == DataValue::Kind::Flag) {
    for (const char* code : {"yes", "no"}) choices.push_back({code, choice_label(words, "", code)});
  } else if (value.choices.empty()) {
    choices = choices_of_moment(words, value.name);
  } else {
    for (const auto code : value.choices) choices.push_back({std::string(code), choice_label(words, value.name, code)});
  }
  if (value.kind == DataValue::Kind::Choice) {
    choices.insert(choices.begin(), {"", tr(words.language, "Please choose")});
  }
  return choices;
}

std::string value_help(Language l, DataKind kind, std::string_view value) {
  if (value == "limit_days") return tr(l, "From the invoice date, last day included. Left empty: no limit.");
  if (value == "variants") return tr(l, "One a line: code | French label | English label. Codes stay for ever.");
  if (value == "label_en" || value == "second_label_en" || value == "text_en") {
    return tr(l, "Left empty: the French one.");
  }
  if (value == "product_group") return tr(l, "Left empty: every product of the manufacturer.");
  if (value == "active" && kind == DataKind::Types) {
    return tr(l, "A type that is no longer offered keeps its claims and its history.");
  }
  if (value == "code" && kind == DataKind::RefusalReasons) {
    return tr(l, "Of exports and of the API, for ever. Left empty: made of the French label.");
  }
  if (value == "text_fr") {
    return tr(l, "In Markdown: ## heading, - list, **bold**, [text](https://…). HTML is left out.");
  }
  if (value == "non_returnable" && kind == DataKind::Articles) {
    return tr(l, "The import of articles writes it too: keep it right in the ERP as well.");
  }
  return {};
}

DataField::Kind control_of(const DataValue& value) {
  switch (value.kind) {
    case DataValue::Kind::Lines: return DataField::Kind::Lines;
    case DataValue::Kind::Flag: return DataField::Kind::Radio;
    case DataValue::Kind::Number: return value.least > 0 ? DataField::Kind::Number : DataField::Kind::Line;
    case DataValue::Kind::Choice: return DataField::Kind::Select;
    case DataValue::Kind::Choices:
    case DataValue::Kind::Ordered: return DataField::Kind::Checks;
    default: return DataField::Kind::Line;
  }
}

// Boxes are sent in the order they stand in: what is ticked keeps its own.
void put_first(std::vector<ui::Choice>& choices, std::string_view chosen) {
  const auto codes = split(chosen, ',');
  const auto place = [&](const ui::Choice& one) { return std::find(codes.begin(), codes.end(), one.value); };
  std::stable_sort(choices.begin(), choices.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

bool is_key(DataKind kind, std::string_view value) {
  const auto keys = key_values_of(kind);
  return std::find(keys.begin(), keys.end(), value) != keys.end();
}

}  // namespace

PolicyWords words_for(const Visit& visit) {
  return {visit.language(), visit.today(), load_policies(visit.reader), sales::list_manufacturers(visit.reader)};
}

std::string kind_label(Language l, DataKind kind) {
  switch (kind) {
    case DataKind::Types: return tr(l, "Types of claims");
    case DataKind::DoaPolicies: return tr(l, "DOA policies");
    case DataKind::AutoApprovals: return tr(l, "Automatic approvals");
    case DataKind::Fees: return tr(l, "Fees");
    case DataKind::InvoiceStatuses: return tr(l, "E-invoice statuses");
    case DataKind::Procedures: return tr(l, "Manufacturers' procedures");
    case DataKind::Departments: return tr(l, "Departments");
    case DataKind::RefusalReasons: return tr(l, "Reasons of refusals");
    case DataKind::Settings: return tr(l, "Numbers and delays");
    case DataKind::Articles: return tr(l, "Articles not taken back");
  }
  return {};
}

std::string kind_lead(Language l, DataKind kind) {
  switch (kind) {
    case DataKind::Types:
      return tr(l, "What can be claimed, until when, and what is asked. The invoice date says which version holds.");
    case DataKind::DoaPolicies:
      return tr(
          l,
          "What manufacturers ask when a product does not work on arrival. The invoice date says which version holds.");
    case DataKind::AutoApprovals:
      return tr(l, "Which claims get their RMA number at once. The version in force at confirmation holds.");
    case DataKind::Fees:
      return tr(l, "What is kept back of a credit note. The version in force at confirmation holds.");
    case DataKind::InvoiceStatuses:
      return tr(l, "What a claim proposes for the life cycle of its electronic invoice. The day it happens says which version holds.");
    case DataKind::Procedures: return tr(l, "Warranty conditions, dead-on-arrival (DOA) procedures…");
    case DataKind::Departments:
      return tr(l, "How departments are called, and the mailbox that gets a copy of what concerns them.");
    case DataKind::RefusalReasons: return tr(l, "What staff choose from when they refuse a claim.");
    case DataKind::Settings: return tr(l, "Delays and bounds of claims. A change holds at once.");
    case DataKind::Articles: return tr(l, "They close the types that ask for it. A change holds at once.");
  }
  return {};
}

const char* kind_icon(DataKind kind) {
  switch (kind) {
    case DataKind::Types: return "list-details";
    case DataKind::DoaPolicies: return "building-factory-2";
    case DataKind::AutoApprovals: return "circle-check";
    case DataKind::Fees: return "receipt";
    case DataKind::InvoiceStatuses: return "file-invoice";
    case DataKind::Procedures: return "book-2";
    case DataKind::Departments: return "users";
    case DataKind::RefusalReasons: return "circle-x";
    case DataKind::Settings: return "settings";
    case DataKind::Articles: return "archive";
  }
  return "";
}

std::string path_of(DataKind kind) {
  return kind == DataKind::Procedures ? "/manufacturers" : "/policies/" + std::string(name_of(kind));
}

std::string path_of(DataKind kind, std::string_view key) {
  const auto path = path_of(kind) + "/" + http::urlencode(key);
  return kind == DataKind::Procedures ? path + "/procedure" : path;
}

std::vector<ui::Crumb> policy_crumbs(Language l, DataKind kind) {
  if (kind == DataKind::Procedures) return {{kind_label(l, kind), path_of(kind)}};
  return {{tr(l, "Data of claims"), "/policies"}, {kind_label(l, kind), path_of(kind)}};
}

std::string value_label(Language l, DataKind kind, std::string_view value) {
  if (kind == DataKind::RefusalReasons && value == "active") return tr(l, "Can be chosen");
  const char* english = english_of(kValueLabels, value);
  return english ? tr(l, english) : std::string(value);
}

std::string value_text(const PolicyWords& words, DataKind kind, std::string_view value, std::string_view text) {
  const Language l = words.language;
  if (text.empty()) return "–";
  if (value == "valid_from" || value == "valid_to") {
    const auto day = Date::parse(text);
    return day ? ui::format_date(l, *day) : std::string(text);
  }
  const auto all = values_of(kind);
  const auto known = std::find_if(all.begin(), all.end(), [&](const DataValue& one) { return one.name == value; });
  if (known == all.end()) return std::string(text);
  if (kind == DataKind::Settings && value == "name") return choice_label(words, value, text);
  if (known->kind == DataValue::Kind::Amount) {
    const auto cents = recours::Money::parse_cents(text);
    return cents ? ui::format_money(l, {*cents, "EUR"}) : std::string(text);
  }
  if (known->kind == DataValue::Kind::Percent) {
    const auto percent = Decimal::parse(text);
    return percent ? tr(l, "{1} %", percent->value) : std::string(text);
  }
  const auto choices = choices_for(words, *known);
  if (choices.empty()) return std::string(text);
  std::vector<std::string> labels;
  for (const auto& code : split(text, ',')) {
    const auto found = std::find_if(choices.begin(), choices.end(), [&](const auto& one) { return one.value == code; });
    labels.push_back(found == choices.end() ? code : found->label);
  }
  return join(labels, ", ");
}

std::string subject_name(const PolicyWords& words, const DataSubject& subject) {
  const Draft& draft = subject.present(words.today).draft;
  const auto label = [&](std::string_view french, std::string_view english) {
    return std::string(draft.text(words.language == Language::French ? french : english));
  };
  switch (subject.kind) {
    case DataKind::Types:
      return std::string(draft.text("department")) + " " + std::string(draft.text("code")) + " – " +
             label("label_fr", "label_en");
    case DataKind::DoaPolicies: {
      const auto name = manufacturer_name(words, draft.text("manufacturer"));
      return draft.text("product_group").empty() ? name : name + " – " + std::string(draft.text("product_group"));
    }
    case DataKind::AutoApprovals:
    case DataKind::Fees: return type_label(words, draft.text("type"));
    case DataKind::InvoiceStatuses: return claim_code_label(words, draft.text("claim_code"));
    case DataKind::Procedures: return manufacturer_name(words, draft.text("manufacturer"));
    case DataKind::Departments:
    case DataKind::RefusalReasons: return label("label_fr", "label_en");
    case DataKind::Settings: return choice_label(words, "name", subject.key);
    case DataKind::Articles: return subject.key;
  }
  return subject.key;
}

Html subject_facts(const PolicyWords& words, DataKind kind, const Draft& draft) {
  std::vector<std::pair<std::string, Html>> facts;
  for (const auto& value : values_of(kind)) {
    const auto text = draft.text(value.name);
    if (value.kind == DataValue::Kind::Lines && text.empty()) continue;
    Html shown = value_text(words, kind, value.name, text);
    if (value.kind == DataValue::Kind::Lines) shown = el("div", {{"class", "as-typed"}}, text);
    facts.emplace_back(value_label(words.language, kind, value.name), std::move(shown));
  }
  return el("div", {{"class", "facts-wide"}}, ui::facts(facts));
}

std::vector<DataField> form_fields(const PolicyWords& words, DataKind kind, const Draft& draft, bool is_new) {
  const Language l = words.language;
  std::vector<DataField> fields;
  for (const auto& value : values_of(kind)) {
    DataField field{std::string(value.name), value_label(l, kind, value.name), control_of(value),
                    value_help(l, kind, value.name), value.is_needed && value.kind != DataValue::Kind::Flag};
    const bool has_choices = value.kind == DataValue::Kind::Flag || value.kind == DataValue::Kind::Choice ||
                             value.kind == DataValue::Kind::Choices || value.kind == DataValue::Kind::Ordered;
    if (has_choices) field.choices = choices_for(words, value);
    if (value.kind == DataValue::Kind::Ordered) put_first(field.choices, draft.text(value.name));
    if (is_key(kind, value.name) && !is_new) field.kind = DataField::Kind::Fixed;
    if (value.longest > 10'000) field.rows = 16;
    fields.push_back(std::move(field));
  }
  if (!is_dated(kind)) return fields;
  for (auto& field : contacts::validity_fields(l)) fields.push_back(std::move(field));
  fields[fields.size() - 2].help = tr(l, "Today or a later day; the version before ends the day before.");
  return fields;
}

}  // namespace recours::claims
