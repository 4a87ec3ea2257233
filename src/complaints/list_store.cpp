#include "complaints/list_store.h"

#include <array>

#include "base/errors.h"

namespace recours::complaints {
namespace {

constexpr std::array<std::string_view, 7> kLists{"product",  "reason",     "sub_reason",       "piece_kind",
                                                 "solution", "root_cause", "corrective_action"};

ListItem item_of(const db::Row& row) {
  ListItem item;
  item.list = row.get<std::string>("list");
  item.code = row.get<std::string>("code");
  item.parent = row.get<std::string>("parent");
  item.label_fr = row.get<std::string>("label_fr");
  item.label_en = row.get<std::string>("label_en");
  item.position = row.get<int>("position");
  item.valid_from = row.get<Date>("valid_from");
  item.valid_to = row.get<std::optional<Date>>("valid_to");
  item.version = row.get<std::int64_t>("version");
  return item;
}

}  // namespace

std::span<const std::string_view> list_names() { return kLists; }

std::vector<ListItem> list_items(db::Reader& reader, std::string_view list, Date day, std::string_view parent) {
  return reader.list(
      "SELECT list, code, parent, position, label_fr, label_en, valid_from, valid_to, version FROM list_item "
      "WHERE list = :list AND (:parent = '' OR parent = :parent) AND valid_from <= :day "
      "AND (valid_to IS NULL OR valid_to >= :day) ORDER BY parent, position, code",
      {{"list", list}, {"parent", parent}, {"day", day}}, item_of);
}

std::string item_label(db::Reader& reader, ui::Language language, std::string_view list, std::string_view code) {
  const auto item = reader.find(
      "SELECT list, code, parent, position, label_fr, label_en, valid_from, valid_to, version FROM list_item "
      "WHERE list = :list AND code = :code",
      {{"list", list}, {"code", code}}, item_of);
  return item ? item->label(language) : std::string(code);
}

// Of several the one in force last begun.
std::optional<Mediator> mediator_on(db::Reader& reader, std::string_view activity, Date day) {
  return reader.find(
      "SELECT id, activity, name, address, website FROM mediator WHERE activity = :activity AND valid_from <= :day "
      "AND (valid_to IS NULL OR valid_to >= :day) ORDER BY valid_from DESC, id DESC LIMIT 1",
      {{"activity", activity}, {"day", day}}, [](const db::Row& row) {
        return Mediator{row.get<std::int64_t>("id"), row.get<std::string>("activity"), row.get<std::string>("name"),
                        row.get<std::string>("address"), row.get<std::string>("website")};
      });
}

Template template_on(db::Reader& reader, std::string_view kind, Date day) {
  const auto found = reader.find(
      "SELECT kind, version_no, subject, body FROM letter_template WHERE kind = :kind AND valid_from <= :day "
      "ORDER BY valid_from DESC, version_no DESC LIMIT 1",
      {{"kind", kind}, {"day", day}}, [](const db::Row& row) {
        return Template{row.get<std::string>("kind"), row.get<std::string>("subject"), row.get<std::string>("body"),
                        row.get<int>("version_no")};
      });
  if (!found) throw NotFound("letter template " + std::string(kind));
  return *found;
}

}  // namespace recours::complaints
