// R-560 Confirming the basket: everything that is still possible becomes claims, in one transaction with events,
// journal and mail; the rest stays, with every cause.
#include <algorithm>
#include <map>

#include <boost/json.hpp>

#include "accounts/public_address_actions.h"
#include "base/text.h"
#include "claims/basket_actions.h"
#include "claims/claim_json.h"
#include "claims/claim_mail.h"
#include "claims/claim_post_store.h"
#include "claims/claim_writes_store.h"
#include "claims/confirmation_actions.h"
#include "claims/work_store.h"

namespace recours::claims {
namespace {

struct Weighed {
  ClaimLine line;
  const ClaimType* type;
  std::vector<Obstacle> obstacles;
};
struct WeighedGroup {
  Claim claim;
  std::vector<Weighed> passing, kept;
};
using SoldLines = std::map<sales::InvoiceLineId, sales::InvoiceLine>;

struct Moment {
  const accounts::Viewer& viewer;
  Instant now;
  Date today;
  Policies policies;
  SoldLines sold;
  Date expires_on;
};

SoldLines sold_lines(db::Reader& reader, const std::vector<BasketGroup>& basket) {
  std::vector<sales::InvoiceId> invoices;
  std::map<sales::InvoiceLineId, bool> wanted;
  for (const auto& group : basket) {
    if (std::find(invoices.begin(), invoices.end(), group.claim.invoice) == invoices.end())
      invoices.push_back(group.claim.invoice);
    for (const auto& line : group.lines) wanted[line.invoice_line] = true;
  }
  SoldLines sold;
  for (auto& line : sales::list_lines(reader, invoices)) {
    if (wanted.contains(line.id)) sold.emplace(line.id, std::move(line));
  }
  return sold;
}

// Holds the items against every change of their files.
void lock_items(db::Transaction& transaction, const std::vector<BasketGroup>& basket) {
  std::vector<std::int64_t> ids;
  for (const auto& group : basket) {
    for (const auto& line : group.lines) ids.push_back(line.id.value);
  }
  if (!ids.empty()) transaction.lock_rows("claim_line", ids);
}

// Holds the invoice lines against every other confirmation: what is counted free afterwards stays free until the
// commit.
void lock_sold(db::Transaction& transaction, const SoldLines& sold) {
  std::vector<std::int64_t> ids;
  for (const auto& [id, line] : sold) ids.push_back(id.value);
  transaction.lock_rows("invoice_line", ids);
}

std::vector<Obstacle> obstacles_to(const Weighed& weighed, const Claim& claim, Decimal free, const Moment& moment) {
  const Situation situation{moment.sold.at(weighed.line.invoice_line), claim.invoice_date, moment.today, free,
                            weighed.line.end_customer_invoice_on};
  return claims::obstacles_to(weighed.line, situation, *weighed.type, moment.policies);
}

// In the order of the basket; what one line takes is no longer free for the next.
std::vector<WeighedGroup> weigh(db::Reader& reader, std::vector<BasketGroup> basket, const Moment& moment) {
  std::vector<sales::InvoiceLine> lines;
  for (const auto& [id, line] : moment.sold) lines.push_back(line);
  auto free = free_quantities(reader, lines);
  std::vector<WeighedGroup> groups;
  for (auto& group : basket) {
    WeighedGroup weighed_group{std::move(group.claim), {}, {}};
    for (auto& line : group.lines) {
      Weighed weighed{std::move(line), nullptr, {}};
      weighed.type = moment.policies.version(weighed.line.type);
      auto& left = free.at(weighed.line.invoice_line);
      weighed.obstacles = obstacles_to(weighed, weighed_group.claim, left, moment);
      if (weighed.obstacles.empty() && weighed.line.uses_quantity) left = left - weighed.line.quantity;
      auto& side = weighed.obstacles.empty() ? weighed_group.passing : weighed_group.kept;
      side.push_back(std::move(weighed));
    }
    groups.push_back(std::move(weighed_group));
  }
  return groups;
}

std::vector<KeptItem> kept_items(const std::vector<WeighedGroup>& groups) {
  std::vector<KeptItem> kept;
  for (const auto& group : groups) {
    for (const auto& weighed : group.kept) kept.push_back({weighed.line.id, weighed.obstacles});
  }
  return kept;
}

ConfirmationRefusal nothing_confirmed(const std::vector<KeptItem>& kept) {
  ConfirmationRefusal refusal{{"nothing_confirmed",
                               msg("Nothing could be registered: no line of your basket is possible any more."),
                               {},
                               Refusal::Kind::Conflict},
                              kept};
  for (const auto& item : kept) {
    for (const auto& obstacle : item.obstacles) {
      refusal.fields.push_back(
          {"items/" + std::to_string(item.item.value), std::string(name_of(obstacle.cause)), obstacle.reason});
      if (obstacle.cause != Cause::QuantityAlreadyClaimed) refusal.kind = Refusal::Kind::Rule;
    }
  }
  return refusal;
}

// What stays moves to a group of its own, so that the claim holds exactly what was confirmed.
void split_off_kept(db::Transaction& transaction, WeighedGroup& group, Instant now) {
  if (group.kept.empty()) return;
  Claim rest = group.claim;
  rest.number = group.kept.front().line.reservation_number;
  if (group.claim.number != group.passing.front().line.reservation_number) {
    group.claim.number = group.passing.front().line.reservation_number;
    update_claim(transaction, group.claim, now);
  }
  std::vector<ClaimLineId> moved;
  for (const auto& weighed : group.kept) moved.push_back(weighed.line.id);
  move_lines(transaction, moved, insert_group(transaction, rest, now));
}

using HeldLines = std::map<sales::InvoiceLineId, Held>;

// In the order of the basket; what one line holds counts for the next.
void decide_lines(db::Transaction& transaction, WeighedGroup& group, const Moment& moment, HeldLines& held) {
  std::int64_t claim_net_cents = 0;
  for (auto& [line, type, obstacles] : group.passing) {
    Held& of_line = held.at(line.invoice_line);
    std::int64_t& same_reason = of_line.net_cents[type->department + "-" + type->code];
    line.fee_percent = moment.policies.fee_percent_on(*type, moment.today);
    const auto decision = decide_automatically(line, *type, moment.sold.at(line.invoice_line), moment.policies,
                                               moment.today, {claim_net_cents, same_reason, of_line.serials});
    claim_net_cents += line.net_cents;
    same_reason += line.net_cents;
    for (const auto& serial : line.serials) {
      if (line.uses_quantity) of_line.serials.insert(number_key(serial));
    }
    const LineState in_basket = line.state;
    if (decision.approved)
      validate(line, *type, moment.expires_on);
    else
      line.state.authorisation = Authorisation::Submitted;
    update_line_state(transaction, line);
    set_decision_basis(transaction, line.id, decision.basis);
    insert_event(transaction, line, {"confirm", in_basket}, moment.viewer.actor(), moment.now);
  }
}

// The claim as it stands after confirmation, its RMA number drawn where a line was approved.
ClaimWithLines finish(db::Transaction& transaction, WeighedGroup& group, const Moment& moment) {
  ClaimWithLines done{std::move(group.claim), {}};
  std::vector<LineState> states;
  for (auto& weighed : group.passing) {
    states.push_back(weighed.line.state);
    done.lines.push_back(std::move(weighed.line));
  }
  Claim& claim = done.claim;
  claim.confirmed_at = moment.now;
  claim.line_count = static_cast<std::int64_t>(done.lines.size());
  claim.state = derive_state(states);
  if (is_closed(claim.state)) claim.closed_at = moment.now;
  restate_work(transaction, claim, done.lines, moment.now);
  const bool approved = std::any_of(states.begin(), states.end(), [](const LineState& state) {
    return state.authorisation == Authorisation::Validated;
  });
  if (approved) {
    claim.rma_number = draw_rma_number(transaction);
    claim.number = *claim.rma_number;
  }
  update_claim(transaction, claim, moment.now);
  return done;
}

void note(db::Transaction& transaction, const ClaimWithLines& confirmed, const Moment& moment) {
  boost::json::array lines;
  for (const auto& line : confirmed.lines) {
    lines.push_back({{"reservation_number", line.reservation_number},
                     {"quantity", line.quantity.text()},
                     {"state", name_of(line.state.authorisation)}});
  }
  const Claim& claim = confirmed.claim;
  journal::append(transaction, moment.viewer.actor(), moment.now, "claim.confirmed", {"claim", claim.number},
                  {{"claim_id", claim.id.value},
                   {"state", name_of(claim.state)},
                   {"account_id", claim.account.value},
                   {"type", claim.department + "-" + claim.code},
                   {"invoice", claim.invoice_number},
                   {"lines", std::move(lines)}});
}

// Those in which this address is a contact: what its answer may be about.
std::vector<ClaimId> claims_of(const std::string& address, const std::vector<ClaimWithLines>& confirmed) {
  std::vector<ClaimId> claims;
  for (const auto& [claim, lines] : confirmed) {
    const bool named = std::any_of(lines.begin(), lines.end(), [&](const ClaimLine& line) {
      return fold(trim(line.contact.email)) == fold(trim(address));
    });
    if (named) claims.push_back(claim.id);
  }
  return claims;
}

std::vector<ClaimWithLines> confirm(db::Transaction& transaction, std::vector<WeighedGroup>& groups,
                                    const Moment& moment) {
  std::vector<WeighedGroup*> going;
  for (auto& group : groups) {
    if (!group.passing.empty()) going.push_back(&group);
  }
  std::vector<sales::InvoiceLineId> lines;
  for (const auto& [id, line] : moment.sold) lines.push_back(id);
  auto held = held_of(transaction, lines);
  for (auto* group : going) {
    split_off_kept(transaction, *group, moment.now);
    decide_lines(transaction, *group, moment, held);
  }
  // From here on the series of RMA numbers is locked: nothing slow may follow.
  std::vector<ClaimWithLines> confirmed;
  for (auto* group : going) confirmed.push_back(finish(transaction, *group, moment));
  for (const auto& claim : confirmed) note(transaction, claim, moment);
  for (const auto& mail : confirmation_mails(confirmed, moment.policies, moment.viewer.language,
                                           accounts::noted_public_url(transaction))) {
    post_claim_mail(transaction, claims_of(mail.to.address, confirmed), mail, std::nullopt, moment.now);
  }
  return confirmed;
}

ConfirmationRefusal empty_basket() {
  return {{"empty_basket", msg("Your basket is empty: choose an invoice line first."), {}, Refusal::Kind::Rule}, {}};
}

using Confirmed = Result<ConfirmationAnswer, ConfirmationRefusal>;

Moment moment_of(db::Reader& reader, const accounts::Viewer& viewer, const std::vector<BasketGroup>& basket,
                 Instant now) {
  const Date today = paris_day(now);
  const auto valid_days = static_cast<int>(setting_or(reader, "rma_valid_days", kRmaValidDays));
  return {viewer, now, today, load_policies(reader), sold_lines(reader, basket), today.plus_days(valid_days)};
}

Confirmed confirm_now(db::Transaction& transaction, const accounts::Viewer& viewer, Instant now) {
  lock_items(transaction, list_basket(transaction, viewer));
  auto basket = list_basket(transaction, viewer);
  if (basket.empty()) return fail(empty_basket());
  const Moment moment = moment_of(transaction, viewer, basket, now);
  lock_sold(transaction, moment.sold);
  auto groups = weigh(transaction, std::move(basket), moment);
  const auto kept = kept_items(groups);
  const bool any =
      std::any_of(groups.begin(), groups.end(), [](const WeighedGroup& group) { return !group.passing.empty(); });
  if (!any) return fail(nothing_confirmed(kept));
  const auto confirmed = confirm(transaction, groups, moment);
  return ConfirmationAnswer{201, boost::json::serialize(confirmation_json(confirmed, kept, viewer.language))};
}

}  // namespace

std::vector<ClaimWithLines> register_groups(db::Transaction& transaction, const accounts::Viewer& viewer,
                                            std::vector<BasketGroup> groups, Instant now) {
  const Moment moment = moment_of(transaction, viewer, groups, now);
  std::vector<WeighedGroup> weighed;
  for (auto& group : groups) {
    WeighedGroup& one = weighed.emplace_back(WeighedGroup{std::move(group.claim), {}, {}});
    for (auto& line : group.lines) {
      const ClaimType* type = moment.policies.version(line.type);
      one.passing.push_back({std::move(line), type, {}});
    }
  }
  return confirm(transaction, weighed, moment);
}

Result<ConfirmationAnswer, ConfirmationRefusal> confirm_basket(db::Database& database, const accounts::Viewer& viewer,
                                                               Instant now,
                                                               const std::optional<accounts::IdempotencyKey>& key) {
  if (!viewer.can(accounts::Right::OpenClaim) || viewer.read_only) throw Forbidden();
  return database.write([&](db::Transaction& transaction) -> Confirmed {
    // Before the key is looked up: who sends it again while the first request runs waits here for its answer.
    lock_basket(transaction, viewer);
    if (key) {
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(ConfirmationRefusal{kept.error(), {}});
      if (*kept) return ConfirmationAnswer{(*kept)->status, (*kept)->body};
    }
    auto answer = confirm_now(transaction, viewer, now);
    if (key && answer) accounts::keep(transaction, *key, {answer->status, answer->body}, now);
    return answer;
  });
}

}  // namespace recours::claims
