// Avec / sans accusé de réception: the choice at the end of recording. What is possible is asked before the complaint
// is registered, by the rules that hold when the letter leaves.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/site.h"
#include "base/result.h"
#include "complaints/handling_actions.h"
#include "http/message.h"
#include "ui/components.h"

namespace recours::complaints {

struct AcknowledgementChoice {
  std::string way;  // email, letter, none; empty: not chosen yet
  std::string posted_on, late_reason;
};
AcknowledgementChoice read_acknowledgement(const http::Fields& fields);

// `complaint`: as it would be registered, its clock started.
struct AcknowledgementOffer {
  const Complaint& complaint;
  std::optional<Message> hindrance;  // why none can leave now
  std::optional<Date> due_on;
};
AcknowledgementOffer offer_acknowledgement(const accounts::Visit& visit, const Complaint& complaint);

// The one chosen until somebody chooses: by mail where an address is known, else none.
ui::Html acknowledgement_fields(const accounts::Visit& visit, const AcknowledgementOffer& offer,
                                const AcknowledgementChoice& choice, const ui::FieldErrors& errors);

// None: sans accusé de réception. Refusals name acknowledgement, posted_on, late_reason.
Result<std::optional<Dispatch>, std::vector<FieldRefusal>> dispatch_of(const AcknowledgementChoice& choice,
                                                                       const AcknowledgementOffer& offer, Date today);

}  // namespace recours::complaints
