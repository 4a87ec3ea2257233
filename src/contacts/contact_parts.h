// Pieces the contact pages share: names of fields, kinds, countries and people; refusals as form errors; what a stale
// save shows; the look of a contact. Rendering only: no rule.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/random_key.h"
#include "accounts/site.h"
#include "contacts/contact_rules.h"
#include "ui/components.h"
#include "ui/trail.h"

namespace recours::contacts {

using accounts::random_key;

std::string path_of(ContactId id);                        // /contacts/12
std::string path_of(ContactId contact, RecordKind kind);  // /contacts/12/contracts
std::string id_text(const std::optional<UserId>& id);

std::string kind_label(ui::Language language, ContactKind kind);
std::string field_label(ui::Language language, std::string_view field);
// "Belgique"; the code when it is none.
std::string country_name(ui::Language language, const std::string& code);
std::vector<ui::Choice> country_choices(ui::Language language);
std::vector<ui::Choice> adviser_choices(const std::vector<Adviser>& advisers);

// What is typed: fields of the form into a draft.
Draft read_draft(const http::Fields& fields, std::span<const FieldSpec> specs);
ui::FieldErrors field_errors(ui::Language language, const Refusal& refusal);

// A text as a field of a form, with its error; `attributes` as in ui::text_field.
ui::Html draft_field(ui::Language language, std::string_view field, const Draft& draft, const ui::FieldErrors& errors,
                     ui::Attributes attributes = {}, std::string help = {});
ui::Html required_field(ui::Language language, std::string_view field, const Draft& draft,
                        const ui::FieldErrors& errors, ui::Attributes attributes = {});

// R-458 Both versions side by side: what was saved meanwhile and what was typed.
ui::Html stale_comparison(ui::Language language, std::span<const FieldSpec> specs, const Draft& saved,
                          const Draft& typed, const std::vector<Adviser>& advisers);

ui::Html email_link(const std::string& email);
ui::Html phone_link(const std::string& phone);
ui::Html page_links(ui::Language language, const std::optional<std::string>& back,
                    const std::optional<std::string>& on);

}  // namespace recours::contacts
