// What the pages of data people keep share, of both desks: one form for all of them, what differs after a lost race,
// validity as people see it. Rendering only: no rule.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/site.h"
#include "base/validity.h"
#include "contacts/draft.h"
#include "ui/components.h"

namespace recours::contacts {

// One field of the form, by the name its rule knows.
struct DataField {
  enum class Kind { Line, Lines, Date, Number, Select, Radio, Checks, Fixed };
  std::string name, label;
  Kind kind = Kind::Line;
  std::string help = {};
  bool required = false;
  std::vector<ui::Choice> choices = {};
  int rows = 3;  // of Lines
};

struct DataForm {
  std::string title, action, cancel, submit;
  std::vector<ui::Crumb> crumbs = {};
  std::vector<DataField> fields = {};
  Draft draft = {};
  ui::FieldErrors errors = {};
  ui::Html carried = {};  // idempotency key or version
  ui::Html above = {}, beside = {};
  ui::Html more_buttons = {};
  // Fields next to each other, by their names, where there is room.
  std::vector<std::pair<std::string, std::string>> rows = {};
};
http::Response data_form_page(accounts::Visit& visit, const DataForm& form, int status);
// The form again with what was typed: 422, or 409 with what differs from `saved` where somebody was faster.
http::Response refused_form_page(accounts::Visit& visit, DataForm form, const Refusal& refusal, const Draft& saved);

// The fields of a form as typed; those chosen several times joined by commas.
Draft read_data(const http::Fields& fields, std::span<const FieldSpec> specs);
ui::Html new_key();
ui::Html version_field(std::int64_t version);

ui::Html standing_badge(ui::Language language, Standing standing);
// « depuis le 01/01/2026 », « du … au … »
std::string validity_text(ui::Language language, const Validity& validity);
// What was done, by ?done=added|saved.
std::vector<ui::Notice> done_notices(const accounts::Visit& visit);
// The two fields every dated thing has.
std::vector<DataField> validity_fields(ui::Language language, const std::string& help = {});

}  // namespace recours::contacts
