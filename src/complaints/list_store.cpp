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

constexpr const char* kItemColumns =
    "SELECT list, code, parent, position, label_fr, label_en, valid_from, valid_to, version FROM list_item ";

DatedMediator dated_mediator_of(const db::Row& row) {
  return {{row.get<std::int64_t>("id"), row.get<std::string>("activity"), row.get<std::string>("name"),
           row.get<std::string>("address"), row.get<std::string>("website")},
          {row.get<Date>("valid_from"), row.get<std::optional<Date>>("valid_to")},
          row.get<std::int64_t>("version")};
}

constexpr const char* kMediatorColumns =
    "SELECT id, activity, name, address, website, valid_from, valid_to, version FROM mediator ";

}  // namespace

std::span<const std::string_view> list_names() { return kLists; }

std::vector<ListItem> list_items(db::Reader& reader, std::string_view list, Date day, std::string_view parent) {
  return reader.list(
      std::string(kItemColumns) +
      "WHERE list = :list AND (:parent = '' OR parent = :parent) AND valid_from <= :day "
      "AND (valid_to IS NULL OR valid_to >= :day) ORDER BY parent, position, code",
      {{"list", list}, {"parent", parent}, {"day", day}}, item_of);
}

std::string item_label(db::Reader& reader, ui::Language language, std::string_view list, std::string_view code) {
  const auto item = reader.find(
      std::string(kItemColumns) + "WHERE list = :list AND code = :code",
      {{"list", list}, {"code", code}}, item_of);
  return item ? item->label(language) : std::string(code);
}

std::vector<ListItem> all_items(db::Reader& reader, std::string_view list) {
  return reader.list(std::string(kItemColumns) + "WHERE list = :list ORDER BY position, code", {{"list", list}}, item_of);
}

ListItem require_item(db::Reader& reader, std::string_view list, std::string_view code) {
  return reader.require(std::string(kItemColumns) + "WHERE list = :list AND code = :code", {{"list", list}, {"code", code}},
                        item_of);
}

void insert_item(db::Transaction& transaction, const ListItem& item) {
  transaction.execute_one(
      "INSERT INTO list_item (list, code, parent, position, label_fr, label_en, valid_from, valid_to) "
      "VALUES (:list, :code, :parent, :position, :label_fr, :label_en, :valid_from, :valid_to)",
      {{"list", item.list},
       {"code", item.code},
       {"parent", item.parent},
       {"position", item.position},
       {"label_fr", item.label_fr},
       {"label_en", item.label_en},
       {"valid_from", item.valid_from},
       {"valid_to", item.valid_to}});
}

void update_item(db::Transaction& transaction, const ListItem& item) {
  transaction.execute_one(
      "UPDATE list_item SET position = :position, label_fr = :label_fr, label_en = :label_en, valid_from = :valid_from, "
      "valid_to = :valid_to, version = version + 1 WHERE list = :list AND code = :code AND version = :version",
      {{"list", item.list},
       {"code", item.code},
       {"position", item.position},
       {"label_fr", item.label_fr},
       {"label_en", item.label_en},
       {"valid_from", item.valid_from},
       {"valid_to", item.valid_to},
       {"version", item.version}});
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

std::vector<DatedMediator> all_mediators(db::Reader& reader) {
  return reader.list(std::string(kMediatorColumns) + "ORDER BY activity, valid_from DESC, id DESC", {}, dated_mediator_of);
}

DatedMediator require_mediator(db::Reader& reader, MediatorId id) {
  return reader.require(std::string(kMediatorColumns) + "WHERE id = :id", {{"id", id}}, dated_mediator_of);
}

MediatorId insert_mediator(db::Transaction& transaction, const DatedMediator& entry) {
  return MediatorId{transaction.value<std::int64_t>(
      "INSERT INTO mediator (activity, name, address, website, valid_from, valid_to) "
      "VALUES (:activity, :name, :address, :website, :valid_from, :valid_to) RETURNING id AS value",
      {{"activity", entry.mediator.activity},
       {"name", entry.mediator.name},
       {"address", entry.mediator.address},
       {"website", entry.mediator.website},
       {"valid_from", entry.validity.from},
       {"valid_to", entry.validity.to}})};
}

void update_mediator(db::Transaction& transaction, const DatedMediator& entry) {
  transaction.execute_one(
      "UPDATE mediator SET name = :name, address = :address, website = :website, valid_from = :valid_from, "
      "valid_to = :valid_to, version = version + 1 WHERE id = :id AND version = :version",
      {{"id", entry.mediator.id},
       {"name", entry.mediator.name},
       {"address", entry.mediator.address},
       {"website", entry.mediator.website},
       {"valid_from", entry.validity.from},
       {"valid_to", entry.validity.to},
       {"version", entry.version}});
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

std::vector<TemplateVersion> template_versions(db::Reader& reader, std::string_view kind) {
  return reader.list(
      "SELECT t.kind, t.version_no, t.subject, t.body, t.valid_from, t.created_at, u.name AS created_by_name "
      "FROM letter_template t LEFT JOIN app_user u ON u.id = t.created_by WHERE t.kind = :kind ORDER BY t.version_no DESC",
      {{"kind", kind}}, [](const db::Row& row) {
        return TemplateVersion{{row.get<std::string>("kind"), row.get<std::string>("subject"),
                                row.get<std::string>("body"), row.get<int>("version_no")},
                               row.get<Date>("valid_from"),
                               row.get<std::optional<std::string>>("created_by_name").value_or(""),
                               row.get<Instant>("created_at")};
      });
}

void insert_template(db::Transaction& transaction, const TemplateVersion& version, UserId author) {
  transaction.execute_one(
      "INSERT INTO letter_template (kind, version_no, subject, body, valid_from, created_by, created_at) "
      "VALUES (:kind, :version_no, :subject, :body, :valid_from, :author, :now)",
      {{"kind", version.text.kind},
       {"version_no", version.text.version_no},
       {"subject", version.text.subject},
       {"body", version.text.body},
       {"valid_from", version.valid_from},
       {"author", author},
       {"now", version.created_at}});
}

}  // namespace recours::complaints
