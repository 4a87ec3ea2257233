#include "claims/instruction_json.h"

#include "claims/body_reading.h"

namespace recours::claims {
namespace {

// Given but unreadable is refused like any other number; null says nothing about the line.
void read_line(Reading& reading, const json::object& object, const std::string& field, Instruction& instruction) {
  const auto id = reading.id_in<ClaimLineId>(object, "id", field + "/id");
  if (!id) return;
  auto& named = instruction.lines.emplace_back(*id);
  reading.decimal_of(object, "quantity", field + "/quantity", named.quantity);
  reading.text_of(object, "difference", field + "/difference", named.difference);
  reading.cents_of(object, "amount", field + "/amount", named.net_cents);
  const json::value* serials = object.if_contains("serials");
  if (!serials || serials->is_null()) return;
  reading.texts_of(object, "serials", field + "/serials", named.serials.emplace());
}

void read_parcel(Reading& reading, const json::object& object, const std::string& field, Instruction& instruction) {
  auto& parcel = instruction.parcels.emplace_back();
  reading.text_of(object, "carrier", field + "/carrier", parcel.carrier);
  reading.text_of(object, "tracking", field + "/tracking", parcel.tracking);
}

}  // namespace

Result<Instruction, Refusal> instruction_from(const json::object& body) {
  Reading reading(body);
  Instruction instruction;
  reading.objects("lines", [&](const json::object& object, const std::string& field) {
    read_line(reading, object, field, instruction);
  });
  reading.objects("parcels", [&](const json::object& object, const std::string& field) {
    read_parcel(reading, object, field, instruction);
  });
  reading.text("reason_code", instruction.reason_code);
  reading.text("comment", instruction.comment);
  reading.date(body, "due_on", "due_on", instruction.due_on);
  reading.text("department", instruction.department);
  reading.text("goods", instruction.goods);
  reading.text("result", instruction.result);
  reading.ids("attachments", instruction.attachments);
  reading.text("disposition", instruction.disposition);
  reading.cents("amount", instruction.net_cents);
  reading.date(body, "valid_until", "valid_until", instruction.valid_until);
  reading.flag("accepted", instruction.accepted);
  reading.text("number", instruction.document_no);
  reading.date(body, "date", "date", instruction.document_on);
  if (!reading.ok()) return reading.failure();
  return instruction;
}

}  // namespace recours::claims
