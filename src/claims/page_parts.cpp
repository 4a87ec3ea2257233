#include "claims/page_parts.h"

#include "claims/acting_view.h"

#include "accounts/page_words.h"
#include "base/text.h"

namespace recours::claims {

using namespace page_words;

std::string local_or(std::string_view path, std::string_view fallback) {
  return std::string(http::is_local_path(path) ? path : fallback);
}

Html pager(Language language, const Trail& trail, std::string_view path, const Query& query,
           const std::optional<std::string>& next) {
  const auto newer = trail.back(path, query);
  const auto older = trail.on(path, query, next);
  return newer || older ? ui::pager(language, newer, older) : Html();
}

// ---- names

Html state_badge(Language language, Authorisation state) {
  const auto tone = [&] {
    switch (state) {
      case Authorisation::Validated: return ui::Tone::Success;
      case Authorisation::PartiallyValidated: return ui::Tone::Success;
      case Authorisation::Refused: return ui::Tone::Danger;
      case Authorisation::InformationRequested: return ui::Tone::Warning;
      case Authorisation::Expired: return ui::Tone::Warning;
      case Authorisation::Submitted: return ui::Tone::Info;
      case Authorisation::PendingReview: return ui::Tone::Info;
      case Authorisation::Reopened: return ui::Tone::Info;
      case Authorisation::InBasket: return ui::Tone::Accent;
      case Authorisation::Cancelled: return ui::Tone::Neutral;
      case Authorisation::Closed: return ui::Tone::Neutral;
    }
    return ui::Tone::Neutral;
  }();
  return ui::badge(tone, label_of(language, state));
}

std::string category_label(Language language, std::string_view category) {
  if (category == "return") return tr(language, "Return");
  if (category == "claim") return tr(language, "Dispute");
  if (category == "defect") return tr(language, "Breakdown");
  return std::string(category);
}

std::string type_name(Language language, const ClaimType* type, std::string_view code) {
  std::string text(code);
  return type ? text + " – " + type->label.in(language) : text;
}

std::string reason_name(Language language, const ClaimType& type, std::string_view variant) {
  for (const auto& one : type.variants) {
    if (one.code == variant) return one.label.in(language);
  }
  return type.label.in(language);
}

std::string department_name(Language language, const Policies& policies, std::string_view code) {
  const Department* department = policies.department(code);
  return department ? department->label.in(language) : std::string(code);
}

std::vector<ui::Choice> condition_choices(Language language) {
  return {{"sealed", tr(language, "Sealed")}, {"opened", tr(language, "Opened")}, {"damaged", tr(language, "Damaged")}};
}

std::vector<ui::Choice> outcome_choices(Language language) {
  return {{"credit", tr(language, "Credit note")},
          {"exchange", tr(language, "Exchange")},
          {"repair", tr(language, "Repair")},
          {"redelivery", tr(language, "Redelivery")}};
}

std::vector<ui::Choice> refusal_choices(Language language, const std::vector<RefusalReason>& reasons) {
  std::vector<ui::Choice> choices;
  for (const auto& reason : reasons) {
    if (reason.active && !reason.by_program) choices.push_back({reason.code, reason.label.in(language)});
  }
  return choices;
}

std::vector<ui::Choice> difference_choices(Language language) {
  return {{"", tr(language, "As announced")},
          {"wrong_item", tr(language, "Wrong item")},
          {"excess", tr(language, "More than announced")},
          {"serial_mismatch", tr(language, "Another serial number")}};
}

std::vector<ui::Choice> result_choices(Language language) {
  return {{"confirmed", tr(language, "Fault or case confirmed")},
          {"no_fault_found", tr(language, "No fault found")},
          {"customer_damage", tr(language, "Damaged by the customer")},
          {"incomplete", tr(language, "Incomplete")},
          {"not_sealed", tr(language, "The product is no longer sealed")}};
}

namespace {
std::string label_among(const std::vector<ui::Choice>& choices, std::string_view code) {
  for (const auto& choice : choices) {
    if (choice.value == code) return choice.label;
  }
  return std::string(code);
}
}  // namespace

std::string condition_label(Language language, std::string_view code) {
  return label_among(condition_choices(language), code);
}
std::string outcome_label(Language language, std::string_view code) {
  return label_among(outcome_choices(language), code);
}
std::string refusal_label(Language language, const Policies& policies, std::string_view code) {
  const RefusalReason* reason = policies.refusal(code);
  return reason ? reason->label.in(language) : std::string(code);
}

std::string difference_label(Language language, std::string_view code) {
  return label_among(difference_choices(language), code);
}
std::string result_label(Language language, std::string_view code) {
  return label_among(result_choices(language), code);
}

// ---- reasons and errors

ui::Column column(std::string label, ui::Column::Kind kind) { return {std::move(label), kind, {}}; }

Html figures(const std::string& text) { return el("span", {{"class", "num"}}, text); }

Html obstacle_list(Language language, const std::vector<Obstacle>& obstacles) {
  return el("ul", {{"class", "type-reasons"}}, ui::each(obstacles, [&](const Obstacle& obstacle) {
              Html advice;
              if (!obstacle.advice.id.empty()) {
                const std::string text = ui::tr_message(language, obstacle.advice);
                advice = " ";
                advice +=
                    el("span", {{"class", "type-advice"}},
                       obstacle.advice_href.empty() ? Html(text) : el("a", {{"href", obstacle.advice_href}}, text));
              }
              return el("li", {}, ui::tr_message(language, obstacle.reason), advice);
            }));
}

Html claim_steps(Language language, ClaimStep current, const std::string& back) {
  return claim_steps(language, current, back, "");
}

}  // namespace recours::claims
