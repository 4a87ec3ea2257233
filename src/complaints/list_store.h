// Lists firms edit themselves (products, reasons, kinds of documents, solutions, causes…), templates and mediators: data
// with validity. Reading side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "complaints/complaint.h"
#include "db/database.h"

namespace recours::complaints {

struct ListItem {
  std::string list, code, parent, label_fr, label_en;
  int position = 0;
  Date valid_from;
  std::optional<Date> valid_to;
  std::int64_t version = 1;
  const std::string& label(ui::Language language) const { return language == ui::Language::French ? label_fr : label_en; }
};
// In force on that day, in order; `parent` narrows sub_reasons.
std::vector<ListItem> list_items(db::Reader& reader, std::string_view list, Date day, std::string_view parent = {});
// The label of a code, whenever it was in force; the code itself when unknown.
std::string item_label(db::Reader& reader, ui::Language language, std::string_view list, std::string_view code);
std::span<const std::string_view> list_names();

std::optional<Mediator> mediator_on(db::Reader& reader, std::string_view activity, Date day);

Template template_on(db::Reader& reader, std::string_view kind, Date day);

}  // namespace recours::complaints
