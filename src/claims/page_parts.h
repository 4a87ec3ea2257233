// Pieces the claim pages share: paging both ways, names of types and states, refusals as form
// errors, the steps of a claim. Rendering only: no look-up, no rule.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/random_key.h"
#include "accounts/site.h"
#include "claims/claim_store.h"
#include "ui/components.h"
#include "ui/trail.h"

namespace recours::claims {

using accounts::random_key;
using ui::address;
using ui::Query;
using ui::Trail;

// `path` when it is one of this site's, else `fallback`: what a form or a link carried to come back to.
std::string local_or(std::string_view path, std::string_view fallback);

// To newer and older ones; nothing where all fit on one page.
ui::Html pager(ui::Language language, const Trail& trail, std::string_view path, const Query& query,
               const std::optional<std::string>& next);

ui::Html state_badge(ui::Language language, Authorisation state);
std::string category_label(ui::Language language, std::string_view category);  // Retour, Litige, Panne
// "22 – Demande de reprise produit"; the code alone when the type is unknown.
std::string type_name(ui::Language language, const ClaimType* type, std::string_view code);
// The label of the variant where the type has one, else of the type.
std::string reason_name(ui::Language language, const ClaimType& type, std::string_view variant);
std::string department_name(ui::Language language, const Policies& policies, std::string_view code);
std::string condition_label(ui::Language language, std::string_view code);  // Scellé, Ouvert, Endommagé
std::string outcome_label(ui::Language language, std::string_view code);    // Avoir, Échange, Réparation, Relivraison
std::string refusal_label(ui::Language language, const Policies& policies, std::string_view code);
std::vector<ui::Choice> condition_choices(ui::Language language);
std::vector<ui::Choice> outcome_choices(ui::Language language);
// What staff choose from.
std::vector<ui::Choice> refusal_choices(ui::Language language, const std::vector<RefusalReason>& reasons);
std::vector<ui::Choice> difference_choices(ui::Language language);  // of what came; the first: none
std::vector<ui::Choice> result_choices(ui::Language language);      // of an inspection
std::string difference_label(ui::Language language, std::string_view code);
std::string result_label(ui::Language language, std::string_view code);

ui::Column column(std::string label, ui::Column::Kind kind = ui::Column::Kind::Text);
// A number or a date in tabular figures.
ui::Html figures(const std::string& text);

// Every reason in words, with the date and what to do instead.
ui::Html obstacle_list(ui::Language language, const std::vector<Obstacle>& obstacles);

// Where one stands: 1 Filtre – 2 Type – 3 Déclaration – 4 Ajout – 5 Panier.
enum class ClaimStep { Filter, Type, Declaration, Added, Basket };
ui::Html claim_steps(ui::Language language, ClaimStep current, const std::string& back = {});

}  // namespace recours::claims
