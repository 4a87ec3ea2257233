#include "claims/claim_filter_store.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace recours::claims {
namespace {

using KindName = std::pair<ClaimNumberKind, std::string_view>;
constexpr std::array<KindName, 7> kKindNames{{
    {ClaimNumberKind::Rma, "rma"},
    {ClaimNumberKind::Reservation, "reservation"},
    {ClaimNumberKind::Invoice, "invoice"},
    {ClaimNumberKind::Order, "order"},
    {ClaimNumberKind::DeliveryNote, "delivery_note"},
    {ClaimNumberKind::Serial, "serial"},
    {ClaimNumberKind::Reference, "reference"},
}};

// Claims with a number of this kind in [:low, :high); reservation numbers in [:plain_low, :plain_high).
std::string_view number_condition(ClaimNumberKind kind) {
  switch (kind) {
    case ClaimNumberKind::Rma: return "(c.rma_key >= :low AND c.rma_key < :high) ";
    case ClaimNumberKind::Reservation:
      return "c.id IN (SELECT claim_id FROM claim_line WHERE reservation_key >= :plain_low AND reservation_key < "
             ":plain_high) ";
    case ClaimNumberKind::Invoice:
      return "c.invoice_id IN (SELECT id FROM invoice WHERE number_key >= :low AND number_key < :high) ";
    case ClaimNumberKind::Order:
      return "c.id IN (SELECT l.claim_id FROM claim_line l JOIN invoice_line s ON s.id = l.invoice_line_id "
             "WHERE s.order_key >= :low AND s.order_key < :high) ";
    case ClaimNumberKind::DeliveryNote:
      return "c.id IN (SELECT l.claim_id FROM claim_line l JOIN invoice_line s ON s.id = l.invoice_line_id "
             "WHERE s.delivery_note_key >= :low AND s.delivery_note_key < :high) ";
    case ClaimNumberKind::Serial:
      return "c.id IN (SELECT l.claim_id FROM claim_line l JOIN claim_line_serial n ON n.claim_line_id = l.id "
             "WHERE n.number_key >= :low AND n.number_key < :high) ";
    case ClaimNumberKind::Reference:
      return "((c.reference_key >= :low AND c.reference_key < :high) OR c.id IN (SELECT claim_id FROM claim_line "
             "WHERE customer_reference_key >= :low AND customer_reference_key < :high)) ";
  }
  return "";
}

}  // namespace

bool is_reservation_number(std::string_view number) { return number_key(number).starts_with('R'); }

std::string number_condition(const ClaimFilter& filter) {
  if (filter.number.empty()) return "";
  if (filter.number_kind) return "AND " + std::string(number_condition(*filter.number_kind));
  std::string any;
  for (const auto& [kind, name] : kKindNames) {
    // Digits alone are never taken for a reservation number: they are somebody's RMA number.
    if (kind == ClaimNumberKind::Reservation && !is_reservation_number(filter.number)) continue;
    any.append(any.empty() ? "" : "OR ").append(number_condition(kind));
  }
  return "AND (" + any + ") ";
}

std::string_view account_condition(const ClaimFilter& filter) {
  return filter.account.empty() ? "AND (SELECT 0 NOT IN (:accounts[])) " : "AND c.account_id IN (:accounts[]) ";
}

// Compared by us: SQL folds case beyond ASCII as the engine and its locale like, and accents nowhere.
std::vector<ResellerAccountId> accounts_meant(db::Reader& reader, const ClaimFilter& filter) {
  std::vector<ResellerAccountId> meant;
  if (filter.account.empty()) return meant;
  const std::string wanted = fold(filter.account);
  reader.each("SELECT id, customer_no, name FROM reseller_account ORDER BY id", {}, [&](const db::Row& row) {
    const bool fits = fold(row.get<std::string>("name")).find(wanted) != std::string::npos ||
                      fold(row.get<std::string>("customer_no")).find(wanted) != std::string::npos;
    if (fits) meant.push_back(row.get<ResellerAccountId>("id"));
  });
  return meant;
}

std::string containing(const std::string& text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

KeyRange beginning_with(std::string key) {
  std::string end = key + "\xF4\x8F\xBF\xBF";  // U+10FFFF: after every character, and valid text for both engines
  return {std::move(key), std::move(end)};
}

std::optional<ClaimNumberKind> claim_number_kind_named(std::string_view name) {
  for (const auto& [kind, kind_name] : kKindNames) {
    if (kind_name == name) return kind;
  }
  return std::nullopt;
}

std::string_view name_of(ClaimNumberKind kind) {
  return std::find_if(kKindNames.begin(), kKindNames.end(), [&](const KindName& entry) { return entry.first == kind; })
      ->second;
}

std::string reservation_key(std::string_view number) {
  const std::string key = number_key(number);
  return key.starts_with('R') ? number_key(std::string_view(key).substr(1)) : key;
}

}  // namespace recours::claims
