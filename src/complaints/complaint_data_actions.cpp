#include "complaints/complaint_data_actions.h"

#include <algorithm>

#include <boost/json.hpp>

#include "accounts/settings.h"
#include "complaints/typed_text.h"
#include "contacts/contact_json.h"

namespace recours::complaints {
namespace {

void require_right(const accounts::Viewer& viewer) {
  if (viewer.read_only || !viewer.can(accounts::Right::ManageComplaintData)) throw Forbidden();
}

void note(db::Transaction& transaction, const DataAct& act, std::string_view action, const journal::Subject& subject,
          boost::json::object changes) {
  journal::append(transaction, act.viewer.actor(), act.now, action, subject, {{"changes", std::move(changes)}});
}

journal::Subject mediator_subject(std::int64_t id) { return {"mediator", std::to_string(id)}; }
journal::Subject item_subject(const ListItem& item) { return {"list_item", item.list + "/" + item.code}; }
journal::Subject regime_subject(std::int64_t id) { return {"complaint_regime", std::to_string(id)}; }

// A form that adds, sent twice, adds once. Two people who add the same at once are told like those who edit the same.
template <class Add>
std::optional<Refusal> once(const DataAct& act, Add&& add) {
  require_right(act.viewer);
  try {
    return act.database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
      if (act.key) {
        const auto kept = accounts::recall(transaction, *act.key, act.now);
        if (!kept) return kept.error();
        if (*kept) return std::nullopt;
      }
      if (auto refusal = add(transaction)) return refusal;
      if (act.key) accounts::keep(transaction, *act.key, {201, ""}, act.now);
      return std::nullopt;
    });
  } catch (const db::ConstraintError& error) {
    if (error.kind != db::ConstraintError::Kind::Unique) throw;
    return stale_data();
  }
}

template <class Change>
std::optional<Refusal> change(const DataAct& act, Change&& work) {
  require_right(act.viewer);
  return act.database.write([&](db::Transaction& transaction) -> std::optional<Refusal> { return work(transaction); });
}

// ---- mediators

void end_predecessors(db::Transaction& transaction, const DataAct& act, const DatedMediator& successor) {
  for (auto other : all_mediators(transaction)) {
    const bool is_replaced = other.mediator.activity == successor.mediator.activity && !other.validity.to &&
                             other.validity.from < successor.validity.from;
    if (!is_replaced) continue;
    const Draft before = draft_of(other);
    other.validity.to = successor.validity.from.plus_days(-1);
    update_mediator(transaction, other);
    note(transaction, act, "mediator.ended", mediator_subject(other.mediator.id),
         contacts::changes_json(mediator_fields(), before, draft_of(other)));
  }
}

// ---- lists

void require_list(std::string_view list) {
  const auto names = list_names();
  if (std::find(names.begin(), names.end(), list) == names.end()) throw NotFound("list " + std::string(list));
}

// Those a new item of this list may belong to.
std::vector<ListItem> parents_of(db::Reader& reader, std::string_view list) {
  return list == "sub_reason" ? all_items(reader, "reason") : std::vector<ListItem>();
}

void put_in_order(db::Transaction& transaction, std::vector<ListItem> items) {
  int position = 0;
  for (auto& item : items) {
    if (item.position == ++position) continue;
    item.position = position;
    update_item(transaction, item);
  }
}

constexpr std::array kSettings{FieldSpec{"review_required", 20},
                               FieldSpec{"organisation_address", 400, FieldSpec::Shape::Lines}};

}  // namespace

//
std::optional<Refusal> add_mediator(const DataAct& act, const Draft& draft) {
  return once(act, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto admitted = admit_mediator(draft);
    if (!admitted) return admitted.error();
    end_predecessors(transaction, act, *admitted);
    const auto id = insert_mediator(transaction, *admitted);
    note(transaction, act, "mediator.added", mediator_subject(id.value),
         contacts::changes_json(mediator_fields(), {}, draft_of(*admitted)));
    return std::nullopt;
  });
}

std::optional<Refusal> change_mediator(const DataAct& act, MediatorId id, const Draft& draft, std::int64_t version) {
  return change(act, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto stored = require_mediator(transaction, id);
    if (stored.version != version) return stale_data();
    Draft whole = draft;
    auto admitted = admit_mediator(whole.set("activity", stored.mediator.activity));
    if (!admitted) return admitted.error();
    admitted->mediator.id = id.value;
    admitted->version = version;
    update_mediator(transaction, *admitted);
    note(transaction, act, "mediator.changed", mediator_subject(id.value),
         contacts::changes_json(mediator_fields(), draft_of(stored), draft_of(*admitted)));
    return std::nullopt;
  });
}

//
std::optional<Refusal> add_list_item(const DataAct& act, std::string_view list, const Draft& draft) {
  require_list(list);
  return once(act, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto items = all_items(transaction, list);
    const auto admitted = admit_list_item(list, draft, items, parents_of(transaction, list));
    if (!admitted) return admitted.error();
    insert_item(transaction, *admitted);
    note(transaction, act, "list_item.added", item_subject(*admitted),
         contacts::changes_json(list_item_fields(), {}, draft_of(*admitted)));
    return std::nullopt;
  });
}

std::optional<Refusal> change_list_item(const DataAct& act, std::string_view list, std::string_view code,
                                        const Draft& draft, std::int64_t version) {
  require_list(list);
  return change(act, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto stored = require_item(transaction, list, code);
    if (stored.version != version) return stale_data();
    const auto admitted = admit_change(stored, draft);
    if (!admitted) return admitted.error();
    update_item(transaction, *admitted);
    note(transaction, act, "list_item.changed", item_subject(*admitted),
         contacts::changes_json(list_item_fields(), draft_of(stored), draft_of(*admitted)));
    return std::nullopt;
  });
}

void move_list_item(const DataAct& act, std::string_view list, std::string_view code, Direction direction) {
  require_list(list);
  require_right(act.viewer);
  act.database.write([&](db::Transaction& transaction) {
    const auto moved = require_item(transaction, list, code);
    auto items = all_items(transaction, list);
    if (direction == Direction::Up) std::reverse(items.begin(), items.end());
    const auto at = std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.code == moved.code; });
    const auto neighbour =
        std::find_if(at + 1, items.end(), [&](const auto& item) { return item.parent == moved.parent; });
    if (neighbour == items.end()) return;
    std::iter_swap(at, neighbour);
    if (direction == Direction::Up) std::reverse(items.begin(), items.end());
    put_in_order(transaction, std::move(items));
    note(transaction, act, "list_item.moved", item_subject(moved),
         {{"direction", direction == Direction::Up ? "up" : "down"}});
  });
}

//
std::optional<Refusal> add_regime(const DataAct& act, const Draft& draft) {
  return once(act, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    auto admitted = admit_regime(draft);
    if (!admitted) return admitted.error();
    const auto id = insert_regime(transaction, *admitted);
    note(transaction, act, "complaint_regime.added", regime_subject(id.value),
         contacts::changes_json(regime_fields(), {}, draft_of(DatedRegime{*admitted})));
    return std::nullopt;
  });
}

std::optional<Refusal> change_regime(const DataAct& act, RegimeId id, const Draft& draft, std::int64_t version) {
  return change(act, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto stored = require_regime(transaction, id);
    if (stored.version != version) return stale_data();
    const auto admitted = admit_regime(draft, &stored);
    if (!admitted) return admitted.error();
    update_regime(transaction, *admitted, version);
    note(transaction, act, "complaint_regime.changed", regime_subject(id.value),
         contacts::changes_json(regime_fields(), draft_of(stored), draft_of(DatedRegime{*admitted})));
    return std::nullopt;
  });
}

//
std::optional<Refusal> add_template_version(const DataAct& act, std::string_view kind, const Draft& draft,
                                            int based_on) {
  return once(act, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const auto versions = template_versions(transaction, kind);
    if (versions.empty()) throw NotFound("letter template " + std::string(kind));
    if (versions.front().text.version_no != based_on) return stale_data();
    auto admitted = admit_template(kind, draft, paris_day(act.now));
    if (!admitted) return admitted.error();
    admitted->text.version_no = based_on + 1;
    admitted->created_at = act.now;
    insert_template(transaction, *admitted, act.viewer.id);
    note(transaction, act, "letter_template.added",
         {"letter_template", std::string(kind) + "/" + std::to_string(based_on + 1)},
         contacts::changes_json(template_fields(), draft_of(versions.front()), draft_of(*admitted)));
    return std::nullopt;
  });
}

// ---- settings

std::span<const FieldSpec> complaint_setting_fields() { return kSettings; }

Draft complaint_settings(db::Reader& reader) {
  return Draft()
      .set("review_required", accounts::find_setting(reader, "review_required").value_or("auto"))
      .set("organisation_address", accounts::find_setting(reader, "organisation_address").value_or(""));
}

std::optional<Refusal> change_complaint_settings(const DataAct& act, const Draft& draft, const Draft& before) {
  return change(act, [&](db::Transaction& transaction) -> std::optional<Refusal> {
    const Draft stored = complaint_settings(transaction);
    if (!contacts::differing_fields(kSettings, stored, before).empty()) return stale_data();
    std::vector<FieldRefusal> refusals;
    const auto review = draft.text("review_required");
    check_choice("review_required", review, review == "auto" || review == "always" || review == "never", Needed::Yes,
                 refusals);
    check_typed("organisation_address", draft.text("organisation_address"), 400, Needed::No, refusals);
    if (!refusals.empty()) return incomplete(std::move(refusals));
    for (const auto field : contacts::differing_fields(kSettings, stored, draft)) {
      accounts::set_setting(transaction, act.viewer.actor(), field, draft.text(field), act.now);
    }
    return std::nullopt;
  });
}

}  // namespace recours::complaints
