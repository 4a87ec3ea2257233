#include "claims/free_claim_form.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "base/text.h"
#include "claims/account_picker.h"

namespace recours::claims {

using namespace page_words;

// ---- reading

FreeClaimForm read_free_claim_form(const http::Fields& fields) {
  const auto text = [&](std::string_view name) { return std::string(trim(fields.text(name))); };
  FreeClaimForm form;
  form.customer_no = text("customer_no");
  form.invoice_number = text("invoice_number");
  form.invoice_date = text("invoice_date");
  form.article_no = text("article_no");
  form.description = text("description");
  form.manufacturer = text("manufacturer");
  form.quantity = text("quantity");
  form.unit_price = text("unit_price");
  form.vat_rate = text("vat_rate");
  form.type = text("type");
  form.variant = text("variant");
  form.staff_reason = text("staff_reason");
  form.serials = text("serials");
  form.condition = text("condition");
  form.fault_description = text("fault_description");
  form.accessories = text("accessories");
  form.requested_outcome = text("requested_outcome");
  form.comment = text("comment");
  form.customer_reference = text("customer_reference");
  form.contact_name = text("contact_name");
  form.contact_email = text("contact_email");
  form.contact_phone = text("contact_phone");
  form.confirmed = text("confirmed");
  return form;
}

namespace {

std::optional<Decimal> number(const char* field, const std::string& text, std::vector<FieldRefusal>& unreadable) {
  if (text.empty()) return std::nullopt;
  const auto parsed = Decimal::parse(text);
  if (parsed) return parsed->value;
  unreadable.push_back({field, "not_a_number", msg("“{1}” is not a number: write for example 2 or 12,50.", text)});
  return std::nullopt;
}

std::vector<std::string> separated(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == ';' || c == '\n' || c == '\r'; }, ',');
  std::vector<std::string> parts;
  for (const auto& part : split(text, ',')) {
    if (!trim(part).empty()) parts.emplace_back(trim(part));
  }
  return parts;
}

Declaration declared(const FreeClaimForm& form, std::vector<FieldRefusal>& unreadable) {
  Declaration to;
  const auto dash = form.type.find('-');
  to.department = form.type.substr(0, dash);
  to.code = dash == std::string::npos ? "" : form.type.substr(dash + 1);
  to.variant = form.variant;
  to.quantity = number("quantity", form.quantity, unreadable);
  to.staff_reason = form.staff_reason;
  to.serials = separated(form.serials);
  to.condition = form.condition;
  to.fault_description = form.fault_description;
  to.accessories = form.accessories;
  to.requested_outcome = form.requested_outcome;
  to.comment = form.comment;
  to.customer_reference = form.customer_reference;
  to.contact = {form.contact_name, form.contact_email, form.contact_phone};
  return to;
}

}  // namespace

ReadFreeClaim to_free_claim(const FreeClaimForm& form, const std::vector<sales::Manufacturer>& manufacturers) {
  ReadFreeClaim read;
  FreeClaim& to = read.claim;
  to.customer_no = form.customer_no;
  to.told_invoice_no = form.invoice_number;
  to.told_invoice_on = Date::parse(form.invoice_date);
  if (!form.invoice_date.empty() && !to.told_invoice_on) {
    read.unreadable.push_back({"invoice.date", "not_a_date",
                               msg("“{1}” is not a date: write for example 31/12/2026.", form.invoice_date)});
  }
  to.article_no = form.article_no;
  to.description = form.description;
  for (const auto& one : manufacturers) {
    if (one.slug == form.manufacturer) to.manufacturer = one.id;
  }
  to.unit_price = number("unit_price", form.unit_price, read.unreadable);
  to.vat_rate = number("vat_rate", form.vat_rate, read.unreadable);
  to.declared = declared(form, read.unreadable);
  to.confirmed = form.confirmed == "1";
  return read;
}

namespace {

// As they stand on the page, so that the summary is read from top to bottom.
constexpr std::string_view kOnThePage[]{
    "customer_no",       "staff_reason", "invoice_number",    "invoice_date", "description",        "article_no",
    "manufacturer",      "quantity",     "vat_rate",          "unit_price",   "serials",            "type",
    "variant",           "condition",    "fault_description", "accessories",  "requested_outcome",  "comment",
    "customer_reference", "contact_name", "contact_email",    "contact_phone", "confirmed"};

std::ptrdiff_t place_of(const std::string& name) {
  return std::find(std::begin(kOnThePage), std::end(kOnThePage), name) - std::begin(kOnThePage);
}

}  // namespace

ui::FieldErrors free_claim_errors(Language l, const std::vector<FieldRefusal>& unreadable,
                                  const std::vector<FieldRefusal>& refused) {
  ui::FieldErrors errors;
  const auto add = [&](const FieldRefusal& refusal) {
    std::string name = refusal.field == "code" ? "type" : refusal.field;
    std::replace(name.begin(), name.end(), '.', '_');
    if (errors.of(name).empty()) errors.items.emplace_back(name, ui::tr_message(l, refusal.message));
  };
  std::for_each(unreadable.begin(), unreadable.end(), add);
  std::for_each(refused.begin(), refused.end(), add);
  std::stable_sort(errors.items.begin(), errors.items.end(),
                   [](const auto& a, const auto& b) { return place_of(a.first) < place_of(b.first); });
  return errors;
}

// ---- fields

namespace {

class Fields {
 public:
  Fields(Language language, const FreeClaimForm& form, const FreeClaimChoices& choices)
      : l(language), form_(form), choices_(choices) {}

  Html all() const {
    return group(tr(l, "For whom?"), account()) + group(tr(l, "Why without invoice"), origin()) +
           group(tr(l, "The article"), article()) + group(tr(l, "What happened"), what()) +
           group(tr(l, "The request"), request()) + group(tr(l, "Contact"), contact());
  }

 private:
  enum class Wanted { Required, Optional };

  ui::Field field(const char* name, std::string label, const std::string& value, Wanted wanted = Wanted::Optional,
                  std::string help = {}) const {
    return {name, std::move(label), value, std::move(help), form_.errors.of(name), wanted == Wanted::Required};
  }
  static Html group(const std::string& legend, Html fields) {
    return el("fieldset", {{"class", "form-group"}}, el("legend", {}, legend), fields);
  }
  Html text(const ui::Field& one) const { return ui::text_field(l, one, {{"autocomplete", "off"}}); }
  Html decimal(const ui::Field& one) const {
    return ui::text_field(l, one, {{"inputmode", "decimal"}, {"autocomplete", "off"}});
  }
  static Html row(Html fields) { return el("div", {{"class", "form-row"}}, fields); }

  Html account() const {
    const Html search =
        ui::when(form_.customer_no.empty(), el("p", {}, el("a", {{"href", kAccountsPath}}, tr(l, "Find the account"))));
    return text(field("customer_no", tr(l, "Customer number"), form_.customer_no, Wanted::Required,
                      tr(l, "As it stands in the account, with its zeros."))) +
           search;
  }
  Html origin() const {
    return ui::text_area(l,
                         field("staff_reason", tr(l, "Reason why there is no invoice"), form_.staff_reason, Wanted::Required,
                               tr(l, "Stays in the history, which the reseller reads too, and under “Explain”.")),
                         2) +
           row(text(field("invoice_number", tr(l, "Invoice number as told"), form_.invoice_number)) +
               ui::text_field(l, field("invoice_date", tr(l, "Invoice date as told"), form_.invoice_date),
                              {{"type", "date"}}));
  }
  Html article() const {
    std::vector<ui::Choice> makers{{"", tr(l, "Unknown")}};
    for (const auto& one : choices_.manufacturers) makers.push_back({one.slug, one.name});
    return text(field("description", tr(l, "Description"), form_.description, Wanted::Required)) +
           row(text(field("article_no", tr(l, "Article number"), form_.article_no)) +
               ui::select_field(l, field("manufacturer", tr(l, "Manufacturer"), form_.manufacturer), makers)) +
           row(decimal(field("quantity", tr(l, "Quantity"), form_.quantity, Wanted::Required)) +
               decimal(field("vat_rate", tr(l, "VAT rate in %"), form_.vat_rate, Wanted::Required))) +
           decimal(field("unit_price", tr(l, "Unit price before tax"), form_.unit_price, Wanted::Required,
                         tr(l, "At most this is credited."))) +
           text(field("serials", tr(l, "Serial numbers"), form_.serials, Wanted::Optional,
                      tr(l, "Separate several with commas.")));
  }
  std::vector<ui::Choice> types() const {
    std::vector<ui::Choice> types{{"", tr(l, "Choose…")}};
    for (const ClaimType* type : choices_.policies.types_on(choices_.today)) {
      if (!type->active) continue;
      types.push_back({type->department + "-" + type->code, type_name(l, type, type->code), false,
                       department_name(l, choices_.policies, type->department)});
    }
    return types;
  }
  // Of every type that has some: which of them belongs to the chosen type is checked.
  std::vector<ui::Choice> variants() const {
    std::vector<ui::Choice> variants{{"", tr(l, "None")}};
    for (const ClaimType* type : choices_.policies.types_on(choices_.today)) {
      for (const auto& one : type->variants) {
        variants.push_back({one.code, one.label.in(l), false, type_name(l, type, type->code)});
      }
    }
    return variants;
  }
  std::string comment_help() const {
    std::vector<std::string> codes;
    for (const ClaimType* type : choices_.policies.types_on(choices_.today)) {
      const bool asked = std::find(type->asks.begin(), type->asks.end(), Ask::Comment) != type->asks.end();
      if (type->active && asked) codes.push_back(type->code);
    }
    return codes.empty() ? std::string() : tr(l, "Required for the type {1}.", join(codes, ", "));
  }
  static std::vector<ui::Choice> after(std::string first, std::vector<ui::Choice> choices) {
    choices.insert(choices.begin(), ui::Choice{"", std::move(first)});
    return choices;
  }
  Html what() const {
    return ui::select_field(l, field("type", tr(l, "Type of claim"), form_.type, Wanted::Required,
                                     tr(l, "Of your choice: limits are not computed here.")),
                            types()) +
           row(ui::select_field(l, field("variant", tr(l, "Case"), form_.variant), variants()) +
               ui::select_field(l, field("condition", tr(l, "Condition of the product"), form_.condition),
                                after(tr(l, "Unknown"), condition_choices(l)))) +
           ui::text_area(l,
                         field("fault_description", tr(l, "Description of the fault"), form_.fault_description,
                               Wanted::Optional, tr(l, "For defects.")),
                         3) +
           ui::text_area(l, field("accessories", tr(l, "Missing accessories"), form_.accessories), 2);
  }
  Html request() const {
    return ui::select_field(l, field("requested_outcome", tr(l, "Requested outcome"), form_.requested_outcome),
                            after(tr(l, "No preference"), outcome_choices(l))) +
           ui::text_area(l, field("comment", tr(l, "Comment"), form_.comment, Wanted::Optional, comment_help()), 3) +
           text(field("customer_reference", tr(l, "Reference number"), form_.customer_reference));
  }
  Html contact() const {
    return text(field("contact_name", tr(l, "Name"), form_.contact_name, Wanted::Required)) +
           row(ui::text_field(l, field("contact_email", tr(l, "E-mail address"), form_.contact_email, Wanted::Required),
                              {{"type", "email"}, {"autocomplete", "off"}}) +
               ui::text_field(l, field("contact_phone", tr(l, "Telephone"), form_.contact_phone),
                              {{"type", "tel"}, {"autocomplete", "off"}}));
  }

  Language l;
  const FreeClaimForm& form_;
  const FreeClaimChoices& choices_;
};

}  // namespace

Html free_claim_fields(Language language, const FreeClaimForm& form, const FreeClaimChoices& choices) {
  return Fields(language, form, choices).all();
}

}  // namespace recours::claims
