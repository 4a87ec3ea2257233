// What may be typed of the data of claims: each value by its kind, then what belongs together.
#include <algorithm>

#include "base/code.h"
#include "base/readable.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "claims/claim_data.h"
#include "sales/import/document_rules.h"

namespace recours::claims {
namespace {

using Kind = DataValue::Kind;

bool is_among(std::span<const std::string> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> words_of(const DataWorld& world, const DataValue& value) {
  if (value.choices.empty()) return choices_of(world, value.name);
  return {value.choices.begin(), value.choices.end()};
}

// ---- one value

class Admission {
 public:
  Admission(const Draft& typed, const DataWorld& world) : typed_(typed), world_(world) {}

  void take(const DataValue& value) {
    const auto text = typed_.text(value.name);
    if (text.empty() && value.kind != Kind::Flag) {
      if (value.is_needed) refuse(value.name, "required", msg("Please fill in this field."));
      kept.set(value.name, "");
    } else if (check_text(value, text)) {
      kept.set(value.name, read(value, text));
    }
  }
  void refuse(std::string_view field, const char* code, Message message) {
    refusals.push_back({std::string(field), code, std::move(message)});
  }

  Draft kept;
  std::vector<FieldRefusal> refusals;

 private:
  bool check_text(const DataValue& value, std::string_view text) {
    if (has_unreadable(text, value.kind == Kind::Lines ? Lines::Many : Lines::One)) {
      refuse(value.name, "unreadable_characters", unreadable_characters());
      return false;
    }
    if (length(text) <= value.longest) return true;
    refuse(value.name, "too_long",
           msg("At most {1} characters are possible here.", static_cast<std::int64_t>(value.longest)));
    return false;
  }
  std::string read(const DataValue& value, std::string_view text) {
    switch (value.kind) {
      case Kind::Text:
      case Kind::Lines: return std::string(text);
      case Kind::Flag: return std::string(yes_or_no(text == "yes"));
      case Kind::Number: return number_in(value, text);
      case Kind::Choice: return choice_in(value, text);
      case Kind::Choices: return choices_in(value, text);
      case Kind::Ordered: return ordered_in(value, text);
      case Kind::Amount: return amount_in(value, text);
      case Kind::Percent: return percent_in(value, text);
    }
    return {};
  }
  std::string number_in(const DataValue& value, std::string_view text) {
    const auto number = whole_number(text);
    if (number && *number >= value.least && *number <= value.most) return std::to_string(*number);
    refuse(value.name, "out_of_range", msg("Enter a whole number from {1} to {2}.", value.least, value.most));
    return {};
  }
  std::string choice_in(const DataValue& value, std::string_view text) {
    if (is_among(words_of(world_, value), text)) return std::string(text);
    refuse(value.name, "unknown_choice", msg("This choice does not exist."));
    return {};
  }
  // In the order of the choices, so that the same ones are always kept the same way.
  std::string choices_in(const DataValue& value, std::string_view text) {
    auto chosen = split(text, ',');
    for (auto& one : chosen) one = trim(one);
    std::vector<std::string> kept_words;
    for (const auto& word : words_of(world_, value)) {
      if (is_among(chosen, word)) kept_words.push_back(word);
    }
    std::erase_if(chosen, [&](const std::string& one) { return one.empty() || is_among(kept_words, one); });
    if (!chosen.empty()) refuse(value.name, "unknown_choice", msg("This choice does not exist."));
    return join(kept_words, ",");
  }
  std::string ordered_in(const DataValue& value, std::string_view text) {
    const auto known = words_of(world_, value);
    std::vector<std::string> chosen;
    for (const auto& word : split(text, ',')) {
      if (word.empty() || is_among(chosen, word)) continue;
      if (!is_among(known, word)) refuse(value.name, "unknown_choice", msg("This choice does not exist."));
      chosen.push_back(word);
    }
    return join(chosen, ",");
  }
  std::string amount_in(const DataValue& value, std::string_view text) {
    const auto parsed = Decimal::parse(text);
    const bool is_amount = parsed && parsed->value >= Decimal() && parsed->value.micros() % 10'000 == 0 &&
                           parsed->value <= Decimal::of(10'000'000);
    if (is_amount) return recours::Money{parsed->value.micros() / 10'000, "EUR"}.amount();
    refuse(value.name, "not_an_amount", msg("Enter an amount with at most two decimals, such as 500.00."));
    return {};
  }
  std::string percent_in(const DataValue& value, std::string_view text) {
    const auto parsed = Decimal::parse(text);
    if (parsed && !parsed->rounded && parsed->value >= Decimal() && parsed->value <= Decimal::of(100)) {
      return parsed->value.text();
    }
    refuse(value.name, "out_of_range", msg("Enter a percentage from 0 to 100."));
    return {};
  }

  const Draft& typed_;
  const DataWorld& world_;
};

// ---- what one kind asks beside

bool is_type_code(std::string_view code) {
  return code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == std::string_view::npos;
}

void check_variants(Admission& admission) {
  const auto variants = variants_in(admission.kept.text("variants"));
  std::vector<std::string> codes;
  for (const auto& variant : variants) {
    const bool is_whole = !variant.code.empty() && is_code_text(variant.code) && variant.code.size() <= 40 &&
                          !variant.label.fr.empty() && length(variant.label.fr) <= 120 &&
                          length(variant.label.en) <= 120;
    if (!is_whole || is_among(codes, variant.code)) {
      admission.refuse("variants", "not_a_variant",
                       msg("Write one variant a line: code | French label | English label; each code once."));
      return;
    }
    codes.push_back(variant.code);
  }
  admission.kept.set("variants", text_of(variants));
}

void check_type(Admission& admission) {
  Draft& kept = admission.kept;
  if (!is_type_code(kept.text("code"))) {
    admission.refuse("code", "not_a_code", msg("Only capital letters without accents and digits are possible here."));
  }
  if (kept.text("clock_source") == "doa_policy" && kept.text("limit_days").empty()) {
    admission.refuse("limit_days", "required", msg("Say how many days hold where no DOA policy does."));
  }
  // Without a question nothing is counted, so nothing can be used up.
  if (kept.text("quantity_question") == "none" && is_yes(kept, "uses_quantity")) {
    admission.refuse("uses_quantity", "no_question", msg("A type that asks no quantity cannot use any."));
  }
  check_variants(admission);
}

bool is_word_of_norm(std::string_view word) {
  return !word.empty() &&
         word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
}

// Codes of the norm, unknown ones too: it grows. Kept as a comma list.
void check_codes(Admission& admission, std::string_view value) {
  std::vector<std::string> codes;
  for (const auto& part : split(admission.kept.text(value), ',')) {
    if (const auto code = std::string(trim(part)); !code.empty()) codes.push_back(code);
  }
  if (!std::all_of(codes.begin(), codes.end(), is_word_of_norm)) {
    admission.refuse(value, "not_a_code", msg("Write codes in capital letters, separated by commas: LIVR_INCOMP, QTE_ERR."));
  }
  admission.kept.set(value, join(codes, ","));
}

void check_status(Admission& admission, std::string_view value) {
  const auto status = admission.kept.text(value);
  const bool is_status = status.size() == 3 && status.find_first_not_of("0123456789") == std::string_view::npos;
  if (!status.empty() && !is_status) {
    admission.refuse(value, "not_a_status", msg("A status is a number of three digits, such as 207."));
  }
}

void check_invoice_status(Admission& admission) {
  check_status(admission, "status");
  check_status(admission, "partial_status");
  check_codes(admission, "status_reasons");
  check_codes(admission, "status_actions");
}

void fill_english(Draft& kept, std::string_view french, std::string_view english) {
  if (kept.text(english).empty()) kept.set(english, kept.text(french));
}

void check_department(Admission& admission) {
  const auto email = admission.kept.text("email");
  if (!email.empty() && !is_email(email)) {
    admission.refuse("email", "not_an_email", msg("This does not look like an e-mail address."));
  }
}

void check_reason(Admission& admission) {
  Draft& kept = admission.kept;
  if (kept.text("code").empty()) kept.set("code", code_made_of(kept.text("label_fr")));
  const bool is_code = !kept.text("code").empty() && is_code_text(kept.text("code"));
  if (!is_code && !kept.text("label_fr").empty()) {
    admission.refuse("code", "not_a_code", msg("Only small letters without accents, digits and _ are possible here."));
  }
}

void check_setting(Admission& admission) {
  const auto name = admission.kept.text("name");
  const auto all = number_settings();
  const auto known = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
  if (known == all.end()) return admission.refuse("name", "unknown_choice", msg("This choice does not exist."));
  const auto value = whole_number(admission.kept.text("value"));
  if (value && (*value < known->least || *value > known->most)) {
    admission.refuse("value", "out_of_range", msg("Enter a whole number from {1} to {2}.", known->least, known->most));
  }
}

void check_kind(DataKind kind, Admission& admission) {
  Draft& kept = admission.kept;
  if (kept.has("label_en")) fill_english(kept, "label_fr", "label_en");
  if (kept.has("second_label_en")) fill_english(kept, "second_label_fr", "second_label_en");
  switch (kind) {
    case DataKind::Types: return check_type(admission);
    case DataKind::Departments: return check_department(admission);
    case DataKind::RefusalReasons: return check_reason(admission);
    case DataKind::Settings: return check_setting(admission);
    case DataKind::InvoiceStatuses: return check_invoice_status(admission);
    case DataKind::Articles: kept.set("article_no", sales::article_number(kept.text("article_no"))); break;
    default: break;
  }
}

}  // namespace

//
Result<Draft, Refusal> admit(DataKind kind, const Draft& typed, const DataWorld& world) {
  Admission admission(typed, world);
  for (const auto& value : values_of(kind)) admission.take(value);
  check_kind(kind, admission);
  if (admission.refusals.empty()) return std::move(admission.kept);
  return fail(
      Refusal{"incomplete", msg("Please check these fields."), std::move(admission.refusals), Refusal::Kind::Rule});
}

}  // namespace recours::claims
