#include "claims/declaration_form.h"

#include <algorithm>

#include "accounts/page_words.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "ui/refusal_errors.h"

namespace recours::claims {

using namespace page_words;

// ---- reading

DeclarationForm read_declaration_form(const http::Fields& fields) {
  const auto text = [&](std::string_view name) { return std::string(trim(fields.text(name))); };
  DeclarationForm form;
  form.variant = text("variant");
  form.quantity = text("quantity");
  form.delivered_quantity = text("delivered_quantity");
  form.comment = text("comment");
  form.customer_reference = text("customer_reference");
  form.other_serial = text("other_serial");
  form.condition = text("condition");
  form.requested_outcome = text("requested_outcome");
  form.fault_description = text("fault_description");
  form.accessories = text("accessories");
  form.expected_unit_price = text("expected_unit_price");
  form.call_id = text("call_id");
  form.end_customer_invoice_number = text("end_customer_invoice_number");
  form.end_customer_invoice_date = text("end_customer_invoice_date");
  form.contact_name = text("contact_name");
  form.contact_email = text("contact_email");
  form.contact_phone = text("contact_phone");
  form.staff_reason = text("staff_reason");
  form.serials = fields.all("serials");
  std::erase(form.serials, "");
  form.upload_form = text("upload_form");
  form.attachments = fields.all("attachments");
  return form;
}

DeclarationForm blank_declaration_form(const Contact& contact, const std::string& variant) {
  DeclarationForm form;
  form.variant = variant;
  form.quantity = form.delivered_quantity = "0";
  form.contact_name = contact.name;
  form.contact_email = contact.email;
  form.contact_phone = contact.phone;
  return form;
}

namespace {
std::string typed(Language l, const std::optional<Decimal>& number) {
  std::string text = number ? number->text() : "";
  if (l == Language::French) std::replace(text.begin(), text.end(), '.', ',');
  return text;
}
}  // namespace

DeclarationForm form_of(Language l, const Declaration& from, const sales::InvoiceLine& line) {
  DeclarationForm form;
  form.variant = from.variant;
  form.quantity = typed(l, from.quantity);
  form.delivered_quantity = typed(l, from.delivered_quantity);
  form.comment = from.comment;
  form.customer_reference = from.customer_reference;
  form.condition = from.condition;
  form.requested_outcome = from.requested_outcome;
  form.fault_description = from.fault_description;
  form.accessories = from.accessories;
  form.expected_unit_price = typed(l, from.expected_unit_price);
  form.call_id = from.call_id;
  form.end_customer_invoice_number = from.end_customer_invoice_no;
  if (from.end_customer_invoice_on) form.end_customer_invoice_date = from.end_customer_invoice_on->iso();
  form.contact_name = from.contact.name;
  form.contact_email = from.contact.email;
  form.contact_phone = from.contact.phone;
  form.staff_reason = from.staff_reason;
  for (const auto id : from.attachments.value_or(std::vector<attachments::AttachmentId>())) {
    form.attachments.push_back(std::to_string(id.value));
  }
  std::vector<std::string> others;
  for (const auto& serial : from.serials) {
    const bool sold = std::find(line.serials.begin(), line.serials.end(), serial) != line.serials.end();
    (sold ? form.serials : others).push_back(serial);
  }
  form.other_serial = join(others, ", ");
  return form;
}

Query fields_of(const DeclarationForm& form) {
  Query fields{{"variant", form.variant},
               {"quantity", form.quantity},
               {"delivered_quantity", form.delivered_quantity},
               {"comment", form.comment},
               {"customer_reference", form.customer_reference},
               {"other_serial", form.other_serial},
               {"condition", form.condition},
               {"requested_outcome", form.requested_outcome},
               {"fault_description", form.fault_description},
               {"accessories", form.accessories},
               {"expected_unit_price", form.expected_unit_price},
               {"call_id", form.call_id},
               {"end_customer_invoice_number", form.end_customer_invoice_number},
               {"end_customer_invoice_date", form.end_customer_invoice_date},
               {"contact_name", form.contact_name},
               {"contact_email", form.contact_email},
               {"contact_phone", form.contact_phone},
               {"staff_reason", form.staff_reason}};
  for (const auto& serial : form.serials) fields.emplace_back("serials", serial);
  for (const auto& id : form.attachments) fields.emplace_back("attachments", id);
  return fields;
}

namespace {

std::optional<Decimal> number(const std::string& field, const std::string& text,
                              std::vector<FieldRefusal>& unreadable) {
  if (text.empty()) return std::nullopt;
  const auto parsed = Decimal::parse(text);
  if (!parsed) {
    unreadable.push_back({field, "not_a_number", msg("“{1}” is not a number: write for example 2 or 12,50.", text)});
    return std::nullopt;
  }
  return parsed->value;
}

std::optional<Date> day(const std::string& field, const std::string& text, std::vector<FieldRefusal>& unreadable) {
  if (text.empty()) return std::nullopt;
  const auto parsed = Date::parse(text);
  if (!parsed) {
    unreadable.push_back({field, "not_a_date", msg("“{1}” is not a date: write for example 31/12/2026.", text)});
  }
  return parsed;
}

void add_other_serials(const std::string& text, std::vector<std::string>& serials) {
  std::string separated = text;
  std::replace(separated.begin(), separated.end(), ';', ',');
  for (const auto& part : split(separated, ',')) {
    std::string serial(trim(part));
    const bool known = std::find(serials.begin(), serials.end(), serial) != serials.end();
    if (!serial.empty() && !known) serials.push_back(std::move(serial));
  }
}

}  // namespace

std::vector<attachments::AttachmentId> attachment_ids(const DeclarationForm& form) {
  std::vector<attachments::AttachmentId> ids;
  for (const auto& text : form.attachments) {
    ids.push_back({whole_number(text).value_or(0)});
  }
  return ids;
}

ReadDeclaration to_declaration(const DeclarationForm& form, const sales::InvoiceLine& line, const ClaimType& type) {
  ReadDeclaration read;
  Declaration& to = read.declaration;
  const bool asks_delivered = type.quantity_question == QuantityQuestion::DeliveredFewer ||
                              type.quantity_question == QuantityQuestion::DeliveredMore;
  to.invoice_line = line.id;
  to.department = type.department;
  to.code = type.code;
  to.variant = form.variant;
  if (asks_delivered) {
    to.delivered_quantity = number("delivered_quantity", form.delivered_quantity, read.unreadable);
  } else if (type.quantity_question != QuantityQuestion::None) {
    to.quantity = number("quantity", form.quantity, read.unreadable);
  }
  to.comment = form.comment;
  to.customer_reference = form.customer_reference;
  to.fault_description = form.fault_description;
  to.condition = form.condition;
  to.requested_outcome = form.requested_outcome;
  to.accessories = form.accessories;
  to.call_id = form.call_id;
  to.serials = form.serials;
  add_other_serials(form.other_serial, to.serials);
  to.expected_unit_price = number("expected_unit_price", form.expected_unit_price, read.unreadable);
  to.end_customer_invoice_no = form.end_customer_invoice_number;
  to.end_customer_invoice_on = day("end_customer_invoice_date", form.end_customer_invoice_date, read.unreadable);
  to.contact = {form.contact_name, form.contact_email, form.contact_phone};
  to.staff_reason = form.staff_reason;
  to.upload_form = form.upload_form;
  if (!form.attachments.empty()) to.attachments = attachment_ids(form);
  return read;
}

ui::FieldErrors form_errors(Language l, const std::vector<FieldRefusal>& unreadable,
                            const std::vector<FieldRefusal>& refused) {
  ui::FieldErrors errors = field_errors(l, unreadable);
  for (const auto& refusal : refused) {
    std::string name = refusal.field;
    std::replace(name.begin(), name.end(), '.', '_');
    std::replace(name.begin(), name.end(), '/', '_');
    if (name == "code") continue;               // causes of the type itself, shown above the form
    if (name == "attachments") name = "files";  // the field that joins them
    if (name == "end_customer_invoice") name += refusal.code == "in_the_future" ? "_date" : "_number";
    if (errors.of(name).empty()) errors.items.emplace_back(name, ui::tr_message(l, refusal.message));
  }
  return errors;
}

// ---- fields

namespace {

class Fields {
 public:
  Fields(Language language, const DeclarationForm& form, const FormContext& context)
      : l(language), form_(form), context_(context) {}

  Html all() const {
    return group(tr(l, "What happened"), what()) + group(tr(l, "Serial numbers"), serials()) +
           group(tr(l, "For the manufacturer"), manufacturer()) + group(tr(l, "Your request"), request()) +
           group(tr(l, "Files and photos"), context_.files) + group(tr(l, "Contact"), contact());
  }

 private:
  enum class Wanted { Required, Optional };

  ui::Field field(const std::string& name, std::string label, const std::string& value, Wanted wanted,
                  std::string help = {}) const {
    return {name, std::move(label), value, std::move(help), form_.errors.of(name), wanted == Wanted::Required};
  }

  Html group(const std::string& legend, Html fields) const {
    if (fields.empty()) return {};
    return el("fieldset", {{"class", "form-group"}}, el("legend", {}, legend), fields);
  }

  std::string question() const {
    switch (context_.type.quantity_question) {
      case QuantityQuestion::None: return {};
      case QuantityQuestion::DeliveredByMistake: return tr(l, "Quantity delivered by mistake");
      case QuantityQuestion::DeliveredFewer: return tr(l, "How many pieces were delivered?");
      case QuantityQuestion::DeliveredMore: return tr(l, "How many pieces were delivered?");
      case QuantityQuestion::Affected: return tr(l, "Quantity affected");
      case QuantityQuestion::ToTakeBack: return tr(l, "Quantity to take back");
      case QuantityQuestion::ToReturn: return tr(l, "Quantity to return");
    }
    return {};
  }

  std::string quantity_help() const {
    const std::string invoiced = ui::format_number(l, context_.line.quantity);
    switch (context_.type.quantity_question) {
      case QuantityQuestion::DeliveredFewer: return tr(l, "{1} were invoiced; the difference is claimed.", invoiced);
      case QuantityQuestion::DeliveredMore:
        return tr(l, "{1} were invoiced; write how many you have in all.", invoiced);
      default: break;
    }
    if (!context_.type.uses_quantity) return tr(l, "{1} were invoiced.", invoiced);
    return tr(l, "{1} of {2} can still be claimed.", ui::format_number(l, context_.free_quantity), invoiced);
  }

  Html quantity() const {
    const auto asked = context_.type.quantity_question;
    if (asked == QuantityQuestion::None) return {};
    const bool delivered = asked == QuantityQuestion::DeliveredFewer || asked == QuantityQuestion::DeliveredMore;
    const std::string name = delivered ? "delivered_quantity" : "quantity";
    const std::string& value = delivered ? form_.delivered_quantity : form_.quantity;
    return ui::text_field(l, field(name, question(), value, Wanted::Required, quantity_help()),
                          {{"inputmode", "decimal"}, {"autocomplete", "off"}, {"data-stepper", ""}});
  }

  Html what() const {
    const ClaimType& type = context_.type;
    Html fields;
    if (!type.variants.empty()) {
      std::vector<ui::Choice> choices;
      for (const auto& variant : type.variants) choices.push_back({variant.code, variant.label.in(l)});
      fields +=
          ui::radio_field(l, field("variant", tr(l, "Which case is it?"), form_.variant, Wanted::Required), choices);
    }
    fields += quantity();
    if (type.asks_for(Ask::Condition)) {
      fields +=
          ui::radio_field(l, field("condition", tr(l, "Condition of the product"), form_.condition, Wanted::Required),
                          condition_choices(l));
    }
    if (type.asks_for(Ask::FaultDescription)) {
      fields += ui::text_area(
          l, field("fault_description", tr(l, "Description of the fault"), form_.fault_description, Wanted::Required,
                   tr(l, "For example: the screen stays black after switching on, the light blinks red.")));
    }
    if (type.asks_for(Ask::Accessories)) {
      fields += ui::text_area(l,
                              field("accessories", tr(l, "Missing accessories"), form_.accessories, Wanted::Required,
                                    tr(l, "One per line: power supply, cable, stand…")),
                              3);
    }
    if (type.asks_for(Ask::ExpectedPrice)) {
      fields += ui::text_field(
          l,
          field("expected_unit_price", tr(l, "Expected unit price before tax"), form_.expected_unit_price,
                Wanted::Required, tr(l, "Invoiced: {1} per piece.", unit_price())),
          {{"inputmode", "decimal"}, {"autocomplete", "off"}});
    }
    return fields;
  }

  // As money where it is whole cents; finer prices as they are.
  std::string unit_price() const {
    const Decimal price = context_.line.unit_price;
    const std::int64_t cents = cents_of(Decimal::of(1), price);
    if (Decimal::of_micros(cents * (Decimal::kScale / 100)) == price) {
      return ui::format_money(l, {cents, context_.currency});
    }
    return ui::format_number(l, price) + " " + context_.currency;
  }

  Html serials() const {
    const bool asked = context_.type.asks_for(Ask::Serial);
    if (context_.line.serials.empty() && !asked) return {};
    Html fields;
    if (!context_.line.serials.empty()) {
      std::vector<ui::Choice> choices;
      for (const auto& serial : context_.line.serials) choices.push_back({serial, serial});
      fields += ui::checkbox_field(l, field("serials", tr(l, "Serial numbers sold on this line"), "", Wanted::Optional),
                                   choices, form_.serials);
    }
    ui::Field other = field("other_serial", tr(l, "Another serial number"), form_.other_serial, Wanted::Optional,
                            tr(l, "Allowed: it is then checked by our team. Separate several with commas."));
    if (context_.line.serials.empty() && other.error.empty()) other.error = form_.errors.of("serials");
    return fields + ui::text_field(l, other, {{"autocomplete", "off"}});
  }

  Html manufacturer() const {
    Html fields;
    const DoaPolicy* doa = context_.doa;
    if (doa && doa->needs_call_id) {
      fields += ui::text_field(
          l, field("call_id", tr(l, "Call number of the manufacturer's hotline"), form_.call_id, Wanted::Required));
    }
    if (doa && (doa->needs_end_customer_invoice || doa->clock_start == ClockStart::EndCustomerInvoice)) {
      fields +=
          el("div", {{"class", "form-row"}},
             ui::text_field(l, field("end_customer_invoice_number", tr(l, "Number of the invoice to the end customer"),
                                     form_.end_customer_invoice_number, Wanted::Required)),
             ui::text_field(l,
                            field("end_customer_invoice_date", tr(l, "Date of the invoice to the end customer"),
                                  form_.end_customer_invoice_date, Wanted::Required),
                            {{"type", "date"}}));
    }
    return fields;
  }

  Html request() const {
    std::vector<ui::Choice> outcomes{{"", tr(l, "No preference")}};
    for (auto& choice : outcome_choices(l)) outcomes.push_back(std::move(choice));
    const Wanted comment = context_.type.asks_for(Ask::Comment) ? Wanted::Required : Wanted::Optional;
    return ui::select_field(l,
                            field("requested_outcome", tr(l, "Requested outcome"), form_.requested_outcome,
                                  Wanted::Optional, tr(l, "A wish; our team decides.")),
                            outcomes) +
           ui::text_area(l, field("comment", tr(l, "Comment"), form_.comment, comment), 4) +
           ui::text_field(l,
                          field("customer_reference", tr(l, "Reference number"), form_.customer_reference,
                                Wanted::Optional, tr(l, "Optional")),
                          {{"autocomplete", "off"}});
  }

  Html contact() const {
    return ui::text_field(l, field("contact_name", tr(l, "Name"), form_.contact_name, Wanted::Required),
                          {{"autocomplete", "name"}}) +
           el("div", {{"class", "form-row"}},
              ui::text_field(l, field("contact_email", tr(l, "E-mail address"), form_.contact_email, Wanted::Required),
                             {{"type", "email"}, {"autocomplete", "email"}}),
              ui::text_field(
                  l,
                  field("contact_phone", tr(l, "Telephone"), form_.contact_phone, Wanted::Optional, tr(l, "Optional")),
                  {{"type", "tel"}, {"autocomplete", "tel"}}));
  }

  Language l;
  const DeclarationForm& form_;
  const FormContext& context_;
};

}  // namespace

Html declaration_fields(Language language, const DeclarationForm& form, const FormContext& context) {
  return Fields(language, form, context).all();
}

}  // namespace recours::claims
