#include "claims/judgement_store.h"

#include <algorithm>

#include "base/readable.h"

namespace recours::claims {
namespace {

Refusal not_eligible(const std::vector<Obstacle>& obstacles) {
  Refusal refusal{"not_eligible", msg("This type of claim is not possible for this line."), {}, Refusal::Kind::Rule};
  for (const auto& obstacle : obstacles) {
    refusal.fields.push_back({"code", std::string(name_of(obstacle.cause)), obstacle.reason});
  }
  return refusal;
}

Refusal unknown_type() {
  return {"unknown_type",
          msg("This type of claim does not exist."),
          {{"code", "unknown_type", msg("This type of claim does not exist.")}},
          Refusal::Kind::Rule};
}

Decimal free_of(db::Reader& reader, const sales::InvoiceLine& line, const Taken& taken) {
  const Decimal free = free_quantities(reader, {line}).at(line.id);
  const auto beside = taken.find(line.id);
  return beside == taken.end() ? free : free - beside->second;
}

}  // namespace

bool may_set_aside(const accounts::Viewer& viewer) { return viewer.can(accounts::Right::DecideClaim); }

bool all_may_be_set_aside(const std::vector<Obstacle>& obstacles) {
  return std::all_of(obstacles.begin(), obstacles.end(),
                     [](const Obstacle& obstacle) { return may_be_set_aside(obstacle.cause); });
}

Result<Judged, Refusal> judge(db::Reader& reader, const accounts::Viewer& viewer, const Declaration& declaration,
                              const Policies& policies, Date today, const Taken& taken) {
  Judged judged;
  judged.sold = sales::require_line(reader, viewer, declaration.invoice_line);
  const auto& [line, invoice] = judged.sold;
  judged.type = policies.type_on(declaration.department, declaration.code, invoice.issued_on);
  if (!judged.type || !is_offered_to(viewer, *judged.type)) return fail(unknown_type());
  const Situation situation{line, invoice.issued_on, today, free_of(reader, line, taken),
                            declaration.end_customer_invoice_on};
  const auto eligibility = evaluate(situation, *judged.type, policies);
  if (const auto* denied = std::get_if<Denied>(&eligibility)) {
    const bool reasoned = may_set_aside(viewer) && !is_blank(declaration.staff_reason);
    if (!reasoned || !all_may_be_set_aside(denied->obstacles)) return fail(not_eligible(denied->obstacles));
    judged.set_aside = denied->obstacles;
  }
  auto admitted = admit(declaration, situation, *judged.type, policies);
  if (!admitted) return fail(admitted.error());
  judged.admitted = *admitted;
  return judged;
}

}  // namespace recours::claims
