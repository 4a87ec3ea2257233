// The cast with invoices of Alice's account, on both engines: what the tests of claim actions start from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "claims/basket_actions.h"
#include "claims/claim_actions.h"
#include "claims/claim_store.h"
#include "support/cast.h"
#include "support/database.h"
#include "support/invoices.h"

namespace recours::testing_support {

class ClaimWorld : public OnBothEngines {
 protected:
  void SetUp() override {
    cast = make_cast(database(), now);
    invoice = make_invoice(database(), cast.alice_account,
                           InvoiceSpec().issued(today().plus_days(-5)).with({goods_line().pieces(3)}));
    line = line_ids(database(), invoice).front();
  }

  Date today() const { return paris_day(now); }

  // A sealed return of one piece: approved by itself.
  claims::Declaration sealed_return(std::int64_t pieces = 1) const {
    claims::Declaration declaration;
    declaration.invoice_line = line;
    declaration.department = "CS";
    declaration.code = "22";
    declaration.condition = "sealed";
    declaration.quantity = Decimal::of(pieces);
    declaration.contact = {"Alice Martin", "alice@helios.example", ""};
    return declaration;
  }
  // Not conform: goes to customer service.
  claims::Declaration not_conform(std::int64_t pieces = 1) const {
    auto declaration = sealed_return(pieces);
    declaration.code = "11";
    return declaration;
  }

  claims::AddedItem add(const claims::Declaration& declaration) { return add(cast.alice, declaration); }
  claims::AddedItem add(const accounts::Viewer& viewer, const claims::Declaration& declaration) {
    auto added = claims::add_item(database(), viewer, declaration, now);
    if (!added) throw std::logic_error("not added: " + added.error().code);
    return *added;
  }
  // The answer of the API.
  std::string confirm() { return confirm(cast.alice); }
  std::string confirm(const accounts::Viewer& viewer) {
    auto answer = claims::confirm_basket(database(), viewer, now, std::nullopt);
    if (!answer) throw std::logic_error("not confirmed: " + answer.error().code);
    return answer->body;
  }
  // Added and confirmed; by its reservation number.
  claims::Claim confirmed(const claims::Declaration& declaration) {
    const auto added = add(declaration);
    confirm();
    return claims::require_claim(*database().reader(), cast.alice, added.reservation_number);
  }
  std::vector<claims::ClaimLine> lines_of(const claims::Claim& claim) {
    return claims::list_claim_lines(*database().reader(), {claim.id});
  }
  std::int64_t count(const std::string& table) {
    return database().reader()->value<std::int64_t>("SELECT COUNT(*) AS value FROM " + table);
  }
  Decimal free() {
    const auto sold = sales::require_line(*database().reader(), cast.alice, line);
    return claims::free_quantities(*database().reader(), {sold.line}).at(line);
  }

  Instant now = test_now();
  Cast cast;
  sales::InvoiceId invoice;
  sales::InvoiceLineId line;
};

}  // namespace recours::testing_support
