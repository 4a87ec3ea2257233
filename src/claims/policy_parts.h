// R-641 What the pages of the data of claims share: names of kinds, values and choices as people read them, addresses,
// the form of each kind. Rendering and reading only: no rule.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "accounts/site.h"
#include "claims/claim_data_store.h"
#include "contacts/data_form_parts.h"

namespace recours::claims {

// What names are made of, read once for a page.
struct PolicyWords {
  ui::Language language;
  Date today;
  Policies policies;
  std::vector<sales::Manufacturer> manufacturers;
};
PolicyWords words_for(const accounts::Visit& visit);

std::string kind_label(ui::Language language, DataKind kind);  // Types de litiges
std::string kind_lead(ui::Language language, DataKind kind);   // what it is for, in a sentence
const char* kind_icon(DataKind kind);
std::string path_of(DataKind kind);                        // /policies/types
std::string path_of(DataKind kind, std::string_view key);  // /policies/types/CS-22
std::vector<ui::Crumb> policy_crumbs(ui::Language language, DataKind kind);

std::string value_label(ui::Language language, DataKind kind, std::string_view value);
// What a value is called: choices and flags in words, days as people write them; a dash for nothing.
std::string value_text(const PolicyWords& words, DataKind kind, std::string_view value, std::string_view text);
// "22 – Demande de reprise produit", "Nordwind", "Délai dépassé"…
std::string subject_name(const PolicyWords& words, const DataSubject& subject);
ui::Html subject_facts(const PolicyWords& words, DataKind kind, const Draft& draft);

// The fields of its form; those that say which one it is are fixed where it is there already.
std::vector<contacts::DataField> form_fields(const PolicyWords& words, DataKind kind, const Draft& draft, bool is_new);

}  // namespace recours::claims
