// A command as it is given: which quantities of which lines, and what is told with it. Checked by itself here; against
// the state of the claim in claim_actions.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "claims/claim.h"
#include "claims/command.h"

namespace recours::claims {

// A line named by a command, or a part of it: what stays behind becomes a line of its own.
struct NamedLine {
  NamedLine(ClaimLineId line) : id(line) {}
  ClaimLineId id;
  std::optional<Decimal> quantity = {};                  // none: the whole line
  std::optional<std::vector<std::string>> serials = {};  // that go with the part; of a receipt: as they were read
  std::string difference = {};                           // of a receipt: wrong_item, excess, serial_mismatch
  std::optional<std::int64_t> net_cents = {};            // of a credit: this line's, before tax
};

struct Parcel {
  std::string carrier, tracking;
};

struct Instruction {
  std::vector<NamedLine> lines = {};  // empty: every line the command is allowed on
  std::string reason_code = {};
  std::string comment = {};
  std::optional<std::int64_t> version = {};  // of the claim as it was read; none: whatever it is
  std::optional<Date> due_on = {};
  std::string department = {};
  std::string goods = {};  // of an approval where the type leaves it open: awaiting_goods, not_required
  std::vector<Parcel> parcels = {};
  std::string result = {};                     // customer_damage
  std::string upload_form = {};                             // of an inspection: key of the form its photos wait in
  std::vector<attachments::AttachmentId> attachments = {};  // or files sent before
  std::string disposition = {};                // b_stock
  std::optional<std::int64_t> net_cents = {};  // of all lines together, before tax
  std::optional<Date> valid_until = {};
  std::optional<bool> accepted = {};
  std::string document_no = {};
  std::optional<Date> document_on = {};
  std::optional<sales::InvoiceId> document = {};  // the imported one that says so
};

// Stable codes of the API: what goods-in may find, what an inspection may say, what may become of goods.
std::span<const std::string_view> differences();
std::span<const std::string_view> inspection_results();
std::span<const Goods> dispositions();

// Everything that is wrong with it whatever the claim; field names are the API's.
std::optional<Refusal> check_instruction(Command command, const Instruction& instruction, Date today);

}  // namespace recours::claims
