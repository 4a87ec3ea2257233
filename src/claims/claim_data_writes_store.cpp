#include "claims/claim_data_writes_store.h"

#include "accounts/settings.h"
#include "base/whole_number.h"
#include "sales/invoice_store.h"

namespace recours::claims {
namespace {

const char* table_of(DataKind kind) {
  switch (kind) {
    case DataKind::Types: return "claim_type";
    case DataKind::DoaPolicies: return "doa_policy";
    case DataKind::AutoApprovals: return "auto_approval";
    case DataKind::Fees: return "claim_fee";
    case DataKind::InvoiceStatuses: return "invoice_status_rule";
    case DataKind::Procedures: return "procedure_version";
    default: throw std::logic_error("kept without versions: " + std::string(name_of(kind)));
  }
}

std::int64_t insert_type_row(db::Transaction& transaction, const ClaimType& type, const Draft& draft,
                             const Validity& validity) {
  return transaction.value<std::int64_t>(
      "INSERT INTO claim_type (department, code, position, label_fr, label_en, second_label_fr, second_label_en, "
      "category, limit_days, clock_source, line_kinds, quantity_question, uses_quantity, asks, goods_back, "
      "closed_by_non_returnable, credit_on_approval, hidden_from_resellers, active, valid_from, valid_to) VALUES "
      "(:department, :code, :position, :label_fr, :label_en, :second_fr, :second_en, :category, :limit_days, "
      ":clock_source, :line_kinds, :question, :uses_quantity, :asks, :goods_back, :non_returnable, :credit, :hidden, "
      ":active, :from, :to) RETURNING id AS value",
      {{"department", type.department},
       {"code", type.code},
       {"position", type.position},
       {"label_fr", type.label.fr},
       {"label_en", type.label.en},
       {"second_fr", type.second_label.fr},
       {"second_en", type.second_label.en},
       {"category", type.category},
       {"limit_days", type.limit_days},
       {"clock_source", draft.text("clock_source")},
       {"line_kinds", draft.text("line_kinds")},
       {"question", draft.text("quantity_question")},
       {"uses_quantity", type.uses_quantity},
       {"asks", draft.text("asks")},
       {"goods_back", draft.text("goods_back")},
       {"non_returnable", type.closed_by_non_returnable},
       {"credit", type.credit_on_approval},
       {"hidden", type.hidden_from_resellers},
       {"active", type.active},
       {"from", validity.from},
       {"to", validity.to}});
}

void insert_type(db::Transaction& transaction, const Draft& draft, const Validity& validity) {
  const ClaimType type = type_of(draft);
  const auto id = insert_type_row(transaction, type, draft, validity);
  int position = 0;
  for (const auto& variant : type.variants) {
    transaction.execute_one(
        "INSERT INTO claim_type_variant (claim_type_id, variant, position, label_fr, label_en) "
        "VALUES (:id, :variant, :position, :label_fr, :label_en)",
        {{"id", id},
         {"variant", variant.code},
         {"position", ++position},
         {"label_fr", variant.label.fr},
         {"label_en", variant.label.en}});
  }
  position = 0;
  for (const auto& shot : type.shots) {
    transaction.execute_one(
        "INSERT INTO claim_type_shot (claim_type_id, position, kind) VALUES (:id, :position, :kind)",
        {{"id", id}, {"position", ++position}, {"kind", shot}});
  }
}

void insert_doa(db::Transaction& transaction, const Draft& draft, const Validity& validity) {
  const DoaPolicy policy = doa_policy_of(draft, sales::list_manufacturers(transaction));
  transaction.execute_one(
      "INSERT INTO doa_policy (manufacturer_id, product_group, days, clock_start, needs_call_id, "
      "needs_end_customer_invoice, direct_to_manufacturer, valid_from, valid_to) VALUES (:manufacturer, :group, :days, "
      ":clock, :call, :invoice, :direct, :from, :to)",
      {{"manufacturer", policy.manufacturer},
       {"group", policy.product_group},
       {"days", policy.days},
       {"clock", name_of(policy.clock_start)},
       {"call", policy.needs_call_id},
       {"invoice", policy.needs_end_customer_invoice},
       {"direct", policy.direct_to_manufacturer},
       {"from", validity.from},
       {"to", validity.to}});
}

void insert_auto_approval(db::Transaction& transaction, const Draft& draft, const Validity& validity) {
  const AutoApproval approval = auto_approval_of(draft);
  transaction.execute_one(
      "INSERT INTO auto_approval (department, code, condition, max_net_cents, needs_known_serials, valid_from, "
      "valid_to) "
      "VALUES (:department, :code, :condition, :most, :serials, :from, :to)",
      {{"department", approval.department},
       {"code", approval.code},
       {"condition", approval.condition},
       {"most", approval.max_net_cents},
       {"serials", approval.needs_known_serials},
       {"from", validity.from},
       {"to", validity.to}});
}

void insert_fee(db::Transaction& transaction, const Draft& draft, const Validity& validity) {
  const Fee fee = fee_of(draft);
  transaction.execute_one(
      "INSERT INTO claim_fee (department, code, percent_micros, valid_from, valid_to) "
      "VALUES (:department, :code, :percent, :from, :to)",
      {{"department", fee.department},
       {"code", fee.code},
       {"percent", fee.percent},
       {"from", validity.from},
       {"to", validity.to}});
}

void insert_invoice_status(db::Transaction& transaction, const Draft& draft, const Validity& validity) {
  transaction.execute_one(
      "INSERT INTO invoice_status_rule (code, status, partial_status, reasons, actions, only_if_invoiced, valid_from, "
      "valid_to) VALUES (:code, :status, :partial, :reasons, :actions, :only_if_invoiced, :from, :to)",
      {{"code", draft.text("claim_code")},
       {"status", draft.text("status")},
       {"partial", draft.text("partial_status")},
       {"reasons", draft.text("status_reasons")},
       {"actions", draft.text("status_actions")},
       {"only_if_invoiced", is_yes(draft, "only_if_invoiced")},
       {"from", validity.from},
       {"to", validity.to}});
}

void insert_procedure(db::Transaction& transaction, const Draft& draft, const Validity& validity) {
  transaction.execute_one(
      "INSERT INTO procedure_version (slug, text_fr, text_en, valid_from, valid_to) "
      "VALUES (:slug, :text_fr, :text_en, :from, :to)",
      {{"slug", draft.text("manufacturer")},
       {"text_fr", draft.text("text_fr")},
       {"text_en", draft.text("text_en")},
       {"from", validity.from},
       {"to", validity.to}});
}

}  // namespace

std::int64_t hold_subject(db::Transaction& transaction, DataKind kind, std::string_view key) {
  return transaction.value<std::int64_t>(
      "INSERT INTO claim_data_head (kind, subject, version) VALUES (:kind, :key, 0) "
      "ON CONFLICT (kind, subject) DO UPDATE SET version = claim_data_head.version RETURNING version AS value",
      {{"kind", name_of(kind)}, {"key", key}});
}

void raise_version(db::Transaction& transaction, DataKind kind, std::string_view key) {
  transaction.execute_one("UPDATE claim_data_head SET version = version + 1 WHERE kind = :kind AND subject = :key",
                          {{"kind", name_of(kind)}, {"key", key}});
}

void insert_version(db::Transaction& transaction, DataKind kind, const Draft& draft, const Validity& validity) {
  switch (kind) {
    case DataKind::Types: return insert_type(transaction, draft, validity);
    case DataKind::DoaPolicies: return insert_doa(transaction, draft, validity);
    case DataKind::AutoApprovals: return insert_auto_approval(transaction, draft, validity);
    case DataKind::Fees: return insert_fee(transaction, draft, validity);
    case DataKind::InvoiceStatuses: return insert_invoice_status(transaction, draft, validity);
    case DataKind::Procedures: return insert_procedure(transaction, draft, validity);
    default: table_of(kind);
  }
}

void set_last_day(db::Transaction& transaction, DataKind kind, const Ending& ending) {
  transaction.execute_one("UPDATE " + std::string(table_of(kind)) + " SET valid_to = :to WHERE id = :id",
                          {{"to", ending.to}, {"id", ending.id}});
}

void delete_version(db::Transaction& transaction, DataKind kind, std::int64_t id) {
  if (kind == DataKind::Types) {
    transaction.execute("DELETE FROM claim_type_variant WHERE claim_type_id = :id", {{"id", id}});
    transaction.execute("DELETE FROM claim_type_shot WHERE claim_type_id = :id", {{"id", id}});
  }
  transaction.execute_one("DELETE FROM " + std::string(table_of(kind)) + " WHERE id = :id", {{"id", id}});
}

void put_present(db::Transaction& transaction, DataKind kind, const Draft& draft, const journal::Actor& actor,
                 Instant now) {
  switch (kind) {
    case DataKind::Departments:
      return transaction.execute_one(
          "UPDATE department SET label_fr = :label_fr, label_en = :label_en, email = :email WHERE code = :code",
          {{"label_fr", draft.text("label_fr")},
           {"label_en", draft.text("label_en")},
           {"email", draft.text("email")},
           {"code", draft.text("department")}});
    case DataKind::RefusalReasons:
      return transaction.execute_one(
          "INSERT INTO claim_refusal (code, position, label_fr, label_en, active) "
          "VALUES (:code, :position, :label_fr, :label_en, :active) ON CONFLICT (code) DO UPDATE SET "
          "position = excluded.position, label_fr = excluded.label_fr, label_en = excluded.label_en, "
          "active = excluded.active",
          {{"code", draft.text("code")},
           {"position", whole_number(draft.text("position")).value()},
           {"label_fr", draft.text("label_fr")},
           {"label_en", draft.text("label_en")},
           {"active", is_yes(draft, "active")}});
    case DataKind::Settings:
      return accounts::set_setting(transaction, actor, draft.text("name"), draft.text("value"), now);
    case DataKind::Articles:
      return transaction.execute_one(
          "INSERT INTO article (article_no, non_returnable) VALUES (:number, :flag) "
          "ON CONFLICT (article_no) DO UPDATE SET non_returnable = excluded.non_returnable",
          {{"number", draft.text("article_no")}, {"flag", is_yes(draft, "non_returnable")}});
    default: throw std::logic_error("kept in versions: " + std::string(name_of(kind)));
  }
}

}  // namespace recours::claims
