// The form of a receipt: what is awaited beside what came, line by line. Reads what was typed back into an instruction,
// and takes serial numbers one scan after the other. Rendering and reading only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "accounts/site.h"
#include "claims/instruction.h"
#include "ui/components.h"

namespace recours::claims {

struct ReceivingForm {
  http::Fields typed = {};  // as it came; empty for a fresh form
  bool is_fresh = true;
  ui::FieldErrors errors = {};
  std::string tracking = {};  // of the parcel that was scanned
  std::optional<std::int64_t> version = {};  // of the claim it was made from; none: as the claim is now
};

// `lines`: those that can be received.
ui::Html receiving_fields(const accounts::Visit& visit, const ReceivingForm& form, const std::vector<ClaimLine>& lines);

// R-661 What is not zero came; each line with its own difference. What cannot be read is an error of its field.
Instruction read_receipt(ui::Language language, ReceivingForm& form, const std::vector<ClaimLine>& lines);
// Every line as it was announced, with the serial numbers that were read.
Instruction all_as_announced(const ReceivingForm& form, const std::vector<ClaimLine>& lines);

// Whether what was typed or read is not what was announced: then not everything is as announced.
bool tells_a_difference(const ReceivingForm& form, const std::vector<ClaimLine>& lines);

// A serial number read while the form is open: ticked where it is awaited, else noted as come without announcement, on
// the first whose numbers have not all been read: another serial number then; or on a line that announced none, where
// it is noted. Where it went.
enum class Taken { Awaited, Noted, NotAnnounced };
Taken take_serial(ReceivingForm& form, const std::vector<ClaimLine>& lines, const std::string& serial);
bool is_awaited_serial(const std::vector<ClaimLine>& lines, const std::string& serial);

}  // namespace recours::claims
