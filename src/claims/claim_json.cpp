#include "claims/claim_json.h"

namespace recours::claims {
namespace {

namespace json = boost::json;

json::value text_or_null(const std::optional<std::string>& text) {
  return text ? json::value(*text) : json::value(nullptr);
}
json::value date_or_null(const std::optional<Date>& date) {
  return date ? json::value(date->iso()) : json::value(nullptr);
}
json::value instant_or_null(const std::optional<Instant>& at) {
  return at ? json::value(at->iso()) : json::value(nullptr);
}
json::value decimal_or_null(const std::optional<Decimal>& decimal) {
  return decimal ? json::value(decimal->text()) : json::value(nullptr);
}

template <class Items, class Map>
json::array array_of(const Items& items, Map&& map) {
  json::array array;
  array.reserve(items.size());
  for (const auto& item : items) array.push_back(map(item));
  return array;
}

json::object variant_json(const Variant& variant, ui::Language language) {
  return {{"code", variant.code}, {"label", variant.label.in(language)}};
}

json::object verdict_json(const TypeVerdict& verdict, ui::Language language) {
  const ClaimType& type = *verdict.type;
  json::object object{
      {"department", type.department},
      {"code", type.code},
      {"variants", array_of(type.variants, [&](const Variant& variant) { return variant_json(variant, language); })},
      {"label", type.label.in(language)},
      {"second_label", type.second_label.in(language)},
      {"category", type.category},
      {"quantity_question", name_of(type.quantity_question)},
      {"asks", array_of(type.asks, [](Ask ask) { return json::value(name_of(ask)); })},
      {"shots", array_of(type.shots, [](const std::string& kind) { return json::value(kind); })},
      {"allowed", is_allowed(verdict.eligibility)},
  };
  const auto* allowed = std::get_if<Allowed>(&verdict.eligibility);
  const auto* denied = std::get_if<Denied>(&verdict.eligibility);
  object["until"] = allowed ? date_or_null(allowed->until) : json::value(nullptr);
  object["needs"] =
      allowed ? array_of(allowed->needs, [](Need need) { return json::value(name_of(need)); }) : json::array();
  object["causes"] = denied ? causes_json(denied->obstacles, language) : json::array();
  return object;
}

json::object event_json(const ClaimEvent& event) {
  return {{"line_id", event.line.value},
          {"reservation_number", event.reservation_number},
          {"at", event.at.iso()},
          {"actor", event.actor_name},
          {"command", event.command},
          {"from", event.from_state},
          {"to", event.to_state},
          {"goods_from", event.goods_from},
          {"goods_to", event.goods_to},
          {"money_from", event.money_from},
          {"money_to", event.money_to},
          {"detail", event.detail.empty() ? json::value(nullptr) : json::parse(event.detail)},
          {"quantity", event.quantity.text()},
          {"reason_code", event.reason_code},
          {"comment", event.comment}};
}

json::object next_action_json(const NextAction& action, ui::Language language) {
  return {{"who", action.who}, {"what", ui::tr_message(language, action.what)}, {"by", date_or_null(action.by)}};
}

void add_sold(json::object& object, const ClaimLine& line) {
  object["line_no"] = line.line_no;
  object["article_no"] = line.article_no;
  object["manufacturer_part_no"] = line.manufacturer_part_no;
  object["manufacturer"] = line.manufacturer_name;
  object["description"] = line.description;
  object["order_no"] = text_or_null(line.order_no);
  object["delivery_note_no"] = text_or_null(line.delivery_note_no);
  object["invoiced_quantity"] = line.invoiced_quantity.text();
}

}  // namespace

json::object money_json(std::int64_t cents, const std::string& currency) {
  return {{"amount", recours::Money{cents, currency}.amount()}, {"currency", currency}};
}

json::array causes_json(const std::vector<Obstacle>& obstacles, ui::Language language) {
  return array_of(obstacles, [&](const Obstacle& obstacle) {
    return json::object{{"cause", name_of(obstacle.cause)},
                        {"ended_on", date_or_null(obstacle.ended_on)},
                        {"reason", ui::tr_message(language, obstacle.reason)},
                        {"advice", ui::tr_message(language, obstacle.advice)},
                        {"advice_href", obstacle.advice_href}};
  });
}

json::array verdicts_json(const std::vector<TypeVerdict>& verdicts, ui::Language language) {
  return array_of(verdicts, [&](const TypeVerdict& verdict) { return verdict_json(verdict, language); });
}

json::object added_item_json(const AddedItem& item) {
  return {{"id", item.id.value},
          {"reservation_number", item.reservation_number},
          {"state", name_of(Authorisation::InBasket)}};
}

AddedItem added_item_of(const std::string& text) {
  const json::value value = json::parse(text);
  return {ClaimLineId{value.at("id").as_int64()}, std::string(value.at("reservation_number").as_string())};
}

json::array attachments_json(const std::vector<attachments::Attachment>& files) {
  return array_of(files, [](const attachments::Attachment& file) {
    return json::object{{"id", file.id.value},
                        {"name", file.name},
                        {"kind", file.kind},
                        {"comment", file.comment},
                        {"media_type", attachments::media_type_of(file.type)},
                        {"size", file.size},
                        {"sha256", file.sha256}};
  });
}

namespace {

json::value offer_json(const ClaimLine& line, const Claim& claim) {
  if (!line.offered_net_cents) return nullptr;
  return {{"net", money_json(*line.offered_net_cents, claim.currency)},
          {"valid_until", date_or_null(line.offer_valid_until)}};
}

json::object parcel_json(const ParcelRow& parcel) {
  return {{"id", parcel.id.value},
          {"carrier", parcel.carrier},
          {"tracking", parcel.tracking},
          {"announced_at", instant_or_null(parcel.announced_at)},
          {"received_at", instant_or_null(parcel.received_at)}};
}

json::object receipt_json(const Receipt& receipt) {
  return {{"line_id", receipt.line.value},
          {"at", receipt.at.iso()},
          {"actor", receipt.actor_name},
          {"quantity", receipt.quantity.text()},
          {"difference", receipt.difference},
          {"serials", array_of(receipt.serials, [](const std::string& serial) { return json::value(serial); })},
          {"comment", receipt.comment}};
}

json::object inspection_json(const Inspection& inspection) {
  return {{"id", inspection.id.value},
          {"at", inspection.at.iso()},
          {"actor", inspection.actor_name},
          {"result", inspection.result},
          {"comment", inspection.comment},
          {"lines", array_of(inspection.lines, [](ClaimLineId line) { return json::value(line.value); })},
          {"attachments", attachments_json(inspection.files)}};
}

json::object ledger_json(const LedgerEntry& entry, const std::string& currency) {
  const Settlement& settlement = entry.settlement;
  return {{"line_id", entry.line.value},
          {"kind", entry.kind},
          {"number", entry.document_no},
          {"date", date_or_null(entry.document_on)},
          {"claimed_net", money_json(settlement.claimed_net_cents, currency)},
          {"fee", money_json(settlement.fee_cents, currency)},
          {"net", money_json(settlement.net_cents, currency)},
          {"vat_rate", settlement.vat_rate.text()},
          {"vat", money_json(settlement.vat_cents, currency)},
          {"gross", money_json(settlement.gross_cents(), currency)},
          {"at", entry.at.iso()},
          {"actor", entry.actor_name}};
}

}  // namespace

json::object line_json(const ClaimLine& line, const Claim& claim) {
  json::object object{
      {"id", line.id.value},
      {"version", line.version},
      {"reservation_number", line.reservation_number},
      {"state", name_of(line.state.authorisation)},
      {"goods", name_of(line.state.goods)},
      {"money", name_of(line.state.money)},
      {"invoice_line_id", line.invoice_line.value},
      {"variant", line.variant},
      {"quantity", line.quantity.text()},
      {"delivered_quantity", decimal_or_null(line.delivered_quantity)},
      {"comment", line.comment},
      {"customer_reference", line.customer_reference},
      {"serials", array_of(line.serials, [](const std::string& serial) { return json::value(serial); })},
      {"fault_description", line.fault_description},
      {"condition", line.condition},
      {"requested_outcome", line.requested_outcome},
      {"accessories", line.accessories},
      {"expected_unit_price", decimal_or_null(line.expected_unit_price)},
      {"call_id", line.call_id},
      {"contact", {{"name", line.contact.name}, {"email", line.contact.email}, {"phone", line.contact.phone}}},
      {"net", money_json(line.net_cents, claim.currency)},
      {"fee_percent", line.fee_percent.text()},
      {"refusal_code", line.refusal_code},
      {"staff_reason", line.staff_reason},
      {"expires_on", date_or_null(line.expires_on)},
      {"split_from", line.split_from ? json::value(line.split_from->value) : json::value(nullptr)},
      {"inspection_result", line.inspection_result},
      {"answer_due_on", date_or_null(line.answer_due_on)},
      {"offer", offer_json(line, claim)},
      {"created_at", line.created_at.iso()},
  };
  if (line.end_customer_invoice_on) {
    object["end_customer_invoice"] = {{"number", line.end_customer_invoice_no},
                                      {"date", line.end_customer_invoice_on->iso()}};
  } else {
    object["end_customer_invoice"] = nullptr;
  }
  add_sold(object, line);
  object["attachments"] = attachments_json(line.files);
  return object;
}

json::object group_json(const BasketGroup& group) {
  const Claim& claim = group.claim;
  return {{"id", claim.id.value},
          {"version", claim.version},
          {"reference", claim.reference},
          {"invoice_id", claim.invoice.value},
          {"invoice_number", claim.invoice_number},
          {"invoice_date", claim.invoice_date.iso()},
          {"department", claim.department},
          {"code", claim.code},
          {"category", claim.category},
          {"customer_no", claim.customer_no},
          {"items", array_of(group.lines, [&](const ClaimLine& line) { return line_json(line, claim); })}};
}

json::array kept_json(const std::vector<KeptItem>& kept, ui::Language language) {
  return array_of(kept, [&](const KeptItem& item) {
    return json::object{{"item_id", item.item.value}, {"causes", causes_json(item.obstacles, language)}};
  });
}

json::object confirmation_json(const std::vector<ClaimWithLines>& claims, const std::vector<KeptItem>& kept,
                               ui::Language language) {
  const auto claim_entry = [&](const ClaimWithLines& confirmed) {
    return json::object{
        {"id", confirmed.claim.id.value},
        {"number", confirmed.claim.number},
        {"rma_number", text_or_null(confirmed.claim.rma_number)},
        {"state", name_of(confirmed.claim.state)},
        {"lines", array_of(confirmed.lines, [&](const ClaimLine& line) { return line_json(line, confirmed.claim); })}};
  };
  return {{"claims", array_of(claims, claim_entry)}, {"kept", kept_json(kept, language)}};
}

json::object claim_json(const Claim& claim, ui::Language language) {
  return {{"id", claim.id.value},
          {"number", claim.number},
          {"rma_number", text_or_null(claim.rma_number)},
          {"state", name_of(claim.state)},
          {"state_label", label_of(language, claim.state)},
          {"department", claim.department},
          {"code", claim.code},
          {"category", claim.category},
          {"invoice_id", claim.without_invoice ? json::value(nullptr) : json::value(claim.invoice.value)},
          {"invoice_number", claim.invoice_number},
          {"invoice_date", claim.without_invoice ? json::value(nullptr) : json::value(claim.invoice_date.iso())},
          {"without_invoice", claim.without_invoice},
          {"customer_no", claim.customer_no},
          {"account_name", claim.account_name},
          {"author", claim.author_name},
          {"reference", claim.reference},
          {"line_count", claim.line_count},
          {"created_at", claim.created_at.iso()},
          {"confirmed_at", instant_or_null(claim.confirmed_at)},
          {"closed_at", instant_or_null(claim.closed_at)},
          {"version", claim.version}};
}

json::object claim_details_json(const ClaimWithLines& found, const std::vector<attachments::Attachment>& files,
                                const ClaimTraces& traces, ui::Language language) {
  json::object object = claim_json(found.claim, language);
  object["lines"] = array_of(found.lines, [&](const ClaimLine& line) { return line_json(line, found.claim); });
  object["attachments"] = attachments_json(files);
  object["events"] = array_of(traces.events, event_json);
  object["parcels"] = array_of(traces.parcels, parcel_json);
  object["receipts"] = array_of(traces.receipts, receipt_json);
  object["inspections"] = array_of(traces.inspections, inspection_json);
  object["ledger"] = array_of(
      traces.ledger, [&](const LedgerEntry& entry) { return json::value(ledger_json(entry, found.claim.currency)); });
  const auto action = next_action(found.claim, found.lines);
  object["next_action"] = action.who.empty() ? json::value(nullptr) : json::value(next_action_json(action, language));
  return object;
}

}  // namespace recours::claims
