// The filter as typed, for the invoices to claim on and for the list of claims: a period or a window, a number and its
// kind. Kept as typed so that a mistake can be shown beside what was written.
#pragma once

#include <string>
#include <vector>

#include "claims/page_parts.h"
#include "sales/invoice_filter.h"

namespace recours::claims {

struct FilterForm {
  std::string period, from, to, number_type, number;
  ui::FieldErrors errors;
  std::string acting_for = {};  // R-616 customer number of the account staff act for; empty: every account
  bool is_blank() const { return period.empty() && from.empty() && to.empty() && number.empty(); }
};

FilterForm read_filter_form(const http::Fields& query);

// The period and window it names; mistakes go into form.errors, beside what was typed.
sales::InvoiceFilter read_window(ui::Language language, FilterForm& form, Date today);
// The number and its kind as well, as invoices know them.
sales::InvoiceFilter read_invoice_filter(ui::Language language, FilterForm& form, Date today);
Query query_of(const FilterForm& form);

// 1 semaine, 1 mois, 3 mois, 6 mois, 1 an.
std::vector<ui::Choice> period_choices(ui::Language language);

// The fields, without the <form> and its button: number, its kind, window. The periods on offer are links beside them.
ui::Html filter_fields(ui::Language language, const FilterForm& form, const std::vector<ui::Choice>& number_kinds);

// The kinds of number of sales documents: Facture, Commande, Numéro de série, BL, Référence.
std::vector<ui::Choice> invoice_number_kinds(ui::Language language);

// Étape 1 with this form and its errors; shown too when the list could not read the filter.
http::Response filter_page(accounts::Visit& visit, const FilterForm& form, int status = 200);

}  // namespace recours::claims
