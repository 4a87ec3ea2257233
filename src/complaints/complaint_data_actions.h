// R-785 Writing the data of the compliance desk: mediators, items of lists, rules on delays, letters, settings. Each
// verb is one transaction, asks for Right::ManageComplaintData and leaves a journal entry with what it was and what it
// is. Who edited an older version gets stale_data(), and nothing is overwritten.
#pragma once

#include "accounts/idempotency.h"
#include "accounts/viewer.h"
#include "complaints/list_store.h"
#include "complaints/regime_store.h"

namespace recours::complaints {

// What each of them needs to know beside its own.
struct DataAct {
  db::Database& database;
  const accounts::Viewer& viewer;
  Instant now;
  std::optional<accounts::IdempotencyKey> key = {};  // of a form that adds
};

// Who was in force for the activity with an open end, ends the day before the new one begins.
std::optional<Refusal> add_mediator(const DataAct& act, const Draft& draft);
std::optional<Refusal> change_mediator(const DataAct& act, MediatorId id, const Draft& draft, std::int64_t version);

// `list` is one of list_names(), NotFound otherwise.
std::optional<Refusal> add_list_item(const DataAct& act, std::string_view list, const Draft& draft);
std::optional<Refusal> change_list_item(const DataAct& act, std::string_view list, std::string_view code,
                                        const Draft& draft, std::int64_t version);
enum class Direction { Up, Down };
// Changes places with its neighbour of the same parent; nothing at the end of the list.
void move_list_item(const DataAct& act, std::string_view list, std::string_view code, Direction direction);

std::optional<Refusal> add_regime(const DataAct& act, const Draft& draft);
std::optional<Refusal> change_regime(const DataAct& act, RegimeId id, const Draft& draft, std::int64_t version);

// A new version of the letter; `based_on`: the newest version when the form was opened.
std::optional<Refusal> add_template_version(const DataAct& act, std::string_view kind, const Draft& draft,
                                            int based_on);

// review_required (auto, always, never) and organisation_address. `before`: what they were when the form was opened.
std::span<const FieldSpec> complaint_setting_fields();
Draft complaint_settings(db::Reader& reader);
std::optional<Refusal> change_complaint_settings(const DataAct& act, const Draft& draft, const Draft& before);

}  // namespace recours::complaints
