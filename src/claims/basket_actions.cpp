#include "claims/basket_actions.h"

#include <algorithm>

#include <boost/json.hpp>

#include "attachments/attachment_actions.h"
#include "base/readable.h"
#include "base/text.h"
#include "claims/basket_entry_actions.h"
#include "claims/claim_json.h"
#include "claims/claim_writes_store.h"
#include "claims/judgement_store.h"

namespace recours::claims {
namespace {

constexpr std::size_t kReferenceLength = 60;

// The files a declaration comes with, and what that changes.
struct Joining {
  std::vector<attachments::Attachment> all;    // of the item afterwards
  std::vector<attachments::Attachment> taken;  // from the form, or waiting with the person
  std::vector<attachments::Attachment> given_back;
};

bool holds(const std::vector<attachments::Attachment>& files, attachments::AttachmentId id) {
  return std::any_of(files.begin(), files.end(), [&](const auto& file) { return file.id == id; });
}

Refusal unknown_attachment(attachments::AttachmentId id) {
  const auto message = msg("File {1} does not exist, or no longer waits to be used: send it again.", id.value);
  return {"incomplete", message, {{"attachments", "unknown_attachment", message}}, Refusal::Kind::Rule};
}

Refusal about_files(Refusal objection) {
  objection.fields = {{"attachments", objection.code, objection.message}};
  return objection;
}

// R-843 Named files must wait with this person, or be of the item already; those of the item that are not named any
// more go back to wait.
Result<Joining, Refusal> join_files(db::Transaction& transaction, const accounts::Viewer& viewer,
                                    const Declaration& declaration,
                                    const std::vector<attachments::Attachment>& present) {
  Joining joining;
  for (const auto& file : present) {
    const auto& named = declaration.attachments;
    const bool stays = !named || std::find(named->begin(), named->end(), file.id) != named->end();
    (stays ? joining.all : joining.given_back).push_back(file);
  }
  for (auto& file : attachments::waiting_in(transaction, viewer, declaration.upload_form)) {
    if (!holds(present, file.id)) joining.taken.push_back(std::move(file));
  }
  for (const auto id : declaration.attachments.value_or(std::vector<attachments::AttachmentId>())) {
    if (holds(present, id) || holds(joining.taken, id)) continue;
    auto found = attachments::loose(transaction, viewer, {id});
    if (!found || found->empty()) return fail(unknown_attachment(id));
    joining.taken.push_back(std::move(found->front()));
  }
  for (const auto& file : joining.taken) {
    if (auto objection = attachments::objection_to_amount(joining.all, file.size)) return fail(about_files(*objection));
    joining.all.push_back(file);
  }
  return joining;
}

// The form is done with once its item was written: its phones are told so.
void hand_over(db::Transaction& transaction, const accounts::Viewer& viewer, const Declaration& declaration,
               const Joining& joining, ClaimLineId line, Instant now) {
  attachments::give_back(transaction, joining.given_back, viewer.id, now);
  attachments::hand_over(transaction, joining.taken, {kLineFiles, line.value});
  if (!declaration.upload_form.empty()) attachments::close_form(transaction, viewer, declaration.upload_form, now);
}

void write_down(const Declaration& declaration, const Judged& judged, ClaimLine& line) {
  const auto question = judged.type->quantity_question;
  const bool counts_delivered =
      question == QuantityQuestion::DeliveredFewer || question == QuantityQuestion::DeliveredMore;
  line.variant = declaration.variant;
  line.quantity = judged.admitted.quantity;
  line.net_cents = judged.admitted.net_cents;
  line.delivered_quantity = counts_delivered ? declaration.delivered_quantity : std::nullopt;
  line.comment = declaration.comment;
  line.customer_reference = declaration.customer_reference;
  line.fault_description = declaration.fault_description;
  line.condition = declaration.condition;
  line.requested_outcome = declaration.requested_outcome;
  line.accessories = declaration.accessories;
  line.call_id = declaration.call_id;
  line.expected_unit_price = declaration.expected_unit_price;
  line.end_customer_invoice_no = declaration.end_customer_invoice_no;
  line.end_customer_invoice_on = declaration.end_customer_invoice_on;
  line.serials = declaration.serials;
  line.contact = declaration.contact;
  line.staff_reason = judged.set_aside.empty() ? "" : std::string(trim(declaration.staff_reason));
}

// R-613 Which rules staff set aside for this line, with the day each had ended; JSON of the history.
std::string set_aside_detail(const std::vector<Obstacle>& obstacles) {
  boost::json::array causes;
  for (const auto& obstacle : obstacles) {
    boost::json::object cause{{"cause", name_of(obstacle.cause)}};
    if (obstacle.ended_on) cause["ended_on"] = obstacle.ended_on->iso();
    causes.push_back(std::move(cause));
  }
  return boost::json::serialize(boost::json::object{{"set_aside", std::move(causes)}});
}

void record_set_aside(db::Transaction& transaction, const accounts::Viewer& viewer, const ClaimLine& line,
                      const Judged& judged, Instant now) {
  if (judged.set_aside.empty()) return;
  insert_event(transaction, line, {"set_aside", line.state, "", line.staff_reason, set_aside_detail(judged.set_aside)},
               viewer.actor(), now);
}

void require_right(const accounts::Viewer& viewer) {
  if (!viewer.can(accounts::Right::OpenClaim) || viewer.read_only) throw Forbidden();
}

void note(db::Transaction& transaction, const accounts::Viewer& viewer, Instant now, std::string_view action,
          const ClaimLine& line, const Claim& claim) {
  boost::json::object content{{"claim_id", claim.id.value},
                              {"account_id", claim.account.value},
                              {"type", claim.department + "-" + claim.code},
                              {"invoice_line_id", line.invoice_line.value},
                              {"quantity", line.quantity.text()},
                              {"attachments", line.files.size()}};
  if (!line.staff_reason.empty()) content["staff_reason"] = line.staff_reason;
  journal::append(transaction, viewer.actor(), now, action, {"claim", line.reservation_number}, content);
}

// The group the line belongs to: one that has room, else a new one (without id yet), named after its first line.
Claim group_for(db::Reader& reader, const accounts::Viewer& viewer, const Judged& judged) {
  Claim group;
  group.account = judged.sold.invoice.account;
  group.author = viewer.id;
  group.invoice = judged.sold.invoice.id;
  group.department = judged.type->department;
  group.code = judged.type->code;
  group.category = judged.type->category;
  auto found = find_group_with_room(reader, group, setting_or(reader, "claim_max_lines", kClaimMaxLines));
  return found ? std::move(*found) : group;
}

AddedItem put_in(db::Transaction& transaction, const accounts::Viewer& viewer, const Declaration& declaration,
                 const Judged& judged, const Joining& joining, Instant now) {
  ClaimLine line;
  line.files = joining.all;
  Claim group = group_for(transaction, viewer, judged);
  // Everybody else who declares waits from here on: nothing more is looked up.
  line.reservation_number = draw_reservation_number(transaction);
  if (group.id == ClaimId{}) {
    group.number = line.reservation_number;
    group.id = insert_group(transaction, group, now);
  }
  line.claim = group.id;
  line.invoice_line = declaration.invoice_line;
  line.type = judged.type->id;
  line.uses_quantity = judged.type->uses_quantity;
  line.created_at = now;
  write_down(declaration, judged, line);
  line.id = insert_line(transaction, line);
  if (!line.serials.empty()) replace_serials(transaction, line.id, line.serials, judged.sold.line);
  hand_over(transaction, viewer, declaration, joining, line.id, now);
  insert_event(transaction, line, {"add"}, viewer.actor(), now);
  record_set_aside(transaction, viewer, line, judged, now);
  note(transaction, viewer, now, "claim.item_added", line, group);
  return {line.id, line.reservation_number};
}

Declaration with_files(Declaration declaration, const Joining& joining) {
  declaration.files = counted(joining.all);
  return declaration;
}

bool is_same_reason(const Declaration& declaration, const BasketItem& item) {
  return declaration.invoice_line == item.line.invoice_line && declaration.department == item.claim.department &&
         declaration.code == item.claim.code;
}

Refusal other_reason() {
  return {"fixed",
          msg("Line and type cannot be changed: remove the item and add it again."),
          {{"code", "fixed", msg("Line and type cannot be changed: remove the item and add it again.")}},
          Refusal::Kind::Rule};
}

// A group without lines goes; one that lost the line it was named after is named after the next.
void tidy(db::Transaction& transaction, const accounts::Viewer& viewer, ClaimId id, Instant now) {
  auto group = require_basket_group(transaction, viewer, id);
  if (group.lines.empty()) return delete_group(transaction, id);
  if (group.claim.number == group.lines.front().reservation_number) return;
  group.claim.number = group.lines.front().reservation_number;
  update_claim(transaction, group.claim, now);
}

}  // namespace

AddedItem put_in_basket(db::Transaction& transaction, const accounts::Viewer& viewer, const Declaration& declaration,
                        const Judged& judged, Instant now) {
  return put_in(transaction, viewer, declaration, judged, {}, now);
}

Declaration declaration_of(const ClaimLine& line, const Claim& claim) {
  Declaration declaration;
  declaration.invoice_line = line.invoice_line;
  declaration.department = claim.department;
  declaration.code = claim.code;
  declaration.variant = line.variant;
  if (line.quantity != Decimal() && !line.delivered_quantity) declaration.quantity = line.quantity;
  declaration.delivered_quantity = line.delivered_quantity;
  declaration.comment = line.comment;
  declaration.customer_reference = line.customer_reference;
  declaration.fault_description = line.fault_description;
  declaration.condition = line.condition;
  declaration.requested_outcome = line.requested_outcome;
  declaration.accessories = line.accessories;
  declaration.call_id = line.call_id;
  declaration.serials = line.serials;
  declaration.expected_unit_price = line.expected_unit_price;
  declaration.end_customer_invoice_no = line.end_customer_invoice_no;
  declaration.end_customer_invoice_on = line.end_customer_invoice_on;
  declaration.contact = line.contact;
  declaration.staff_reason = line.staff_reason;
  return declaration;
}

Result<AddedItem, Refusal> add_item(db::Database& database, const accounts::Viewer& viewer,
                                    const Declaration& declaration, Instant now,
                                    const std::optional<accounts::IdempotencyKey>& key) {
  require_right(viewer);
  return database.write([&](db::Transaction& transaction) -> Result<AddedItem, Refusal> {
    lock_basket(transaction, viewer);
    if (key) {
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(kept.error());
      if (*kept) return added_item_of((*kept)->body);
    }
    const auto joining = join_files(transaction, viewer, declaration, {});
    if (!joining) return fail(joining.error());
    const Policies policies = load_policies(transaction);
    const auto judged = judge(transaction, viewer, with_files(declaration, *joining), policies, paris_day(now));
    if (!judged) return fail(judged.error());
    const AddedItem added = put_in(transaction, viewer, declaration, *judged, *joining, now);
    if (key) accounts::keep(transaction, *key, {201, boost::json::serialize(added_item_json(added))}, now);
    return added;
  });
}

Result<AddedItem, Refusal> change_item(db::Database& database, const accounts::Viewer& viewer, ClaimLineId id,
                                       const Declaration& declaration, std::int64_t version, Instant now) {
  require_right(viewer);
  return database.write([&](db::Transaction& transaction) -> Result<AddedItem, Refusal> {
    lock_basket(transaction, viewer);
    auto item = require_basket_item(transaction, viewer, id);
    if (item.line.version != version) throw Conflict("basket item changed");
    if (!is_same_reason(declaration, item)) return fail(other_reason());
    const auto joining = join_files(transaction, viewer, declaration, item.line.files);
    if (!joining) return fail(joining.error());
    const Policies policies = load_policies(transaction);
    const auto judged = judge(transaction, viewer, with_files(declaration, *joining), policies, paris_day(now));
    if (!judged) return fail(judged.error());
    const std::string before = item.line.staff_reason;
    write_down(declaration, *judged, item.line);
    item.line.files = joining->all;
    hand_over(transaction, viewer, declaration, *joining, id, now);
    update_declared(transaction, item.line);
    if (before != item.line.staff_reason) record_set_aside(transaction, viewer, item.line, *judged, now);
    replace_serials(transaction, id, item.line.serials, judged->sold.line);
    note(transaction, viewer, now, "claim.item_changed", item.line, item.claim);
    return AddedItem{id, item.line.reservation_number};
  });
}

Declaration remove_item(db::Database& database, const accounts::Viewer& viewer, ClaimLineId id, Instant now,
                        std::optional<std::int64_t> version) {
  require_right(viewer);
  return database.write([&](db::Transaction& transaction) {
    lock_basket(transaction, viewer);
    const auto item = require_basket_item(transaction, viewer, id);
    if (version && item.line.version != *version) throw Conflict("basket item changed");
    Declaration removed = declaration_of(item.line, item.claim);
    removed.attachments = attachments::release(transaction, {kLineFiles, id.value}, viewer.id, now);
    delete_line(transaction, id);
    tidy(transaction, viewer, item.claim.id, now);
    note(transaction, viewer, now, "claim.item_removed", item.line, item.claim);
    return removed;
  });
}

Result<std::int64_t, Refusal> set_group_reference(db::Database& database, const accounts::Viewer& viewer, ClaimId group,
                                                  const std::string& reference, Instant now,
                                                  std::optional<std::int64_t> version) {
  require_right(viewer);
  if (length(reference) > kReferenceLength) {
    const auto message = msg("At most {1} characters are possible here.", static_cast<std::int64_t>(kReferenceLength));
    return fail(Refusal{"too_long", message, {{"reference", "too_long", message}}, Refusal::Kind::Rule});
  }
  if (has_unreadable(reference, Lines::One)) {
    const auto message = unreadable_characters();
    return fail(Refusal{
        "unreadable_characters", message, {{"reference", "unreadable_characters", message}}, Refusal::Kind::Rule});
  }
  return database.write([&](db::Transaction& transaction) -> Result<std::int64_t, Refusal> {
    lock_basket(transaction, viewer);
    auto found = require_basket_group(transaction, viewer, group);
    if (version && found.claim.version != *version) throw Conflict("basket group changed");
    found.claim.reference = reference;
    update_claim(transaction, found.claim, now);
    journal::append(transaction, viewer.actor(), now, "claim.reference_set", {"claim", found.claim.number},
                    {{"claim_id", group.value}, {"reference", reference}});
    return found.claim.version;
  });
}

}  // namespace recours::claims
