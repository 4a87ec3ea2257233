// Lists firms edit themselves (products, reasons, kinds of documents, solutions, causes…), templates and mediators: data
// with validity. Who may write them is asked by complaint_data_actions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "complaints/complaint_data.h"
#include "db/database.h"

namespace recours::complaints {

// In force on that day, in order; `parent` narrows sub_reasons.
std::vector<ListItem> list_items(db::Reader& reader, std::string_view list, Date day, std::string_view parent = {});
// The label of a code, whenever it was in force; the code itself when unknown.
std::string item_label(db::Reader& reader, ui::Language language, std::string_view list, std::string_view code);
std::span<const std::string_view> list_names();
// Whatever their validity, in order; `list` is one of list_names().
std::vector<ListItem> all_items(db::Reader& reader, std::string_view list);
ListItem require_item(db::Reader& reader, std::string_view list, std::string_view code);
void insert_item(db::Transaction& transaction, const ListItem& item);
// Labels, validity, position; Conflict when `item.version` is not the one stored.
void update_item(db::Transaction& transaction, const ListItem& item);

std::optional<Mediator> mediator_on(db::Reader& reader, std::string_view activity, Date day);

// All of them, by activity, those begun last first.
std::vector<DatedMediator> all_mediators(db::Reader& reader);
DatedMediator require_mediator(db::Reader& reader, MediatorId id);
MediatorId insert_mediator(db::Transaction& transaction, const DatedMediator& entry);
void update_mediator(db::Transaction& transaction, const DatedMediator& entry);   // Conflict as above

Template template_on(db::Reader& reader, std::string_view kind, Date day);
// Newest first.
std::vector<TemplateVersion> template_versions(db::Reader& reader, std::string_view kind);
void insert_template(db::Transaction& transaction, const TemplateVersion& version, UserId author);

}  // namespace recours::complaints
