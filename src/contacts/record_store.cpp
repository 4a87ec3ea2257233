#include "contacts/record_store.h"

#include <charconv>

namespace recours::contacts {
namespace {

std::string ref_of(const db::Row& row) { return row.get<std::optional<std::string>>("ref").value_or(""); }

Project project_of(const db::Row& row) {
  Project project;
  project.id = row.get<ProjectId>("id");
  project.contact = row.get<ContactId>("contact_id");
  project.ref = ref_of(row);
  project.title = row.get<std::string>("title");
  project.version = row.get<std::int64_t>("version");
  return project;
}

Contract contract_of(const db::Row& row) {
  Contract contract;
  contract.id = row.get<ContractId>("id");
  contract.contact = row.get<ContactId>("contact_id");
  contract.ref = ref_of(row);
  contract.insurer = row.get<std::string>("insurer");
  contract.product = row.get<std::string>("product");
  contract.number = row.get<std::string>("number");
  contract.starts_on = row.get<std::optional<Date>>("starts_on");
  contract.ends_on = row.get<std::optional<Date>>("ends_on");
  contract.version = row.get<std::int64_t>("version");
  return contract;
}

Loss loss_of(const db::Row& row) {
  Loss loss;
  loss.id = row.get<LossId>("id");
  loss.contact = row.get<ContactId>("contact_id");
  loss.ref = ref_of(row);
  loss.contract = row.get<std::optional<ContractId>>("contract_id");
  loss.number = row.get<std::string>("number");
  loss.occurred_on = row.get<std::optional<Date>>("occurred_on");
  loss.version = row.get<std::int64_t>("version");
  return loss;
}

// The table of a kind and the columns its mapping reads.
struct Source {
  std::string table, columns;
};

Source source_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::Project: return {"project", "r.id, r.contact_id, r.ref, r.title, r.version "};
    case RecordKind::Contract:
      return {"contract",
              "r.id, r.contact_id, r.ref, r.insurer, r.product, r.number, r.starts_on, r.ends_on, r.version "};
    case RecordKind::Loss:
      return {"loss", "r.id, r.contact_id, r.ref, r.contract_id, r.number, r.occurred_on, r.version "};
  }
  return {};
}

//
template <class Map>
auto require_one(db::Reader& reader, const accounts::Viewer& viewer, RecordKind kind, std::int64_t id, Map&& map) {
  const Source source = source_of(kind);
  return reader.require("SELECT " + source.columns + "FROM " + source.table +
                            " r JOIN contact c ON c.id = r.contact_id WHERE r.id = :id AND "
                            "(:adviser = 0 OR c.adviser_id = :adviser)",
                        {{"id", id}, {"adviser", accounts::contact_scope(viewer)}}, std::forward<Map>(map));
}

std::int64_t position_of(const std::string& cursor) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), id);
  if (!cursor.empty() && (error != std::errc() || end != cursor.data() + cursor.size())) throw Malformed("cursor");
  return id;
}

std::int64_t number_of(const Record& record) { return record.id; }
template <class Typed>
std::int64_t number_of(const Typed& typed) {
  return typed.id.value;
}

template <class Map>
auto list_page(db::Reader& reader, RecordKind kind, ContactId contact, const Page& page, Map&& map) {
  const Source source = source_of(kind);
  auto items = reader.list("SELECT " + source.columns + "FROM " + source.table +
                               " r WHERE r.contact_id = :contact AND r.id > :after ORDER BY r.id LIMIT :limit",
                           {{"contact", contact}, {"after", position_of(page.after)}, {"limit", page.limit + 1}},
                           std::forward<Map>(map));
  PageOf<typename decltype(items)::value_type> listed;
  if (items.size() > static_cast<std::size_t>(page.limit)) {
    items.pop_back();
    listed.next = std::to_string(number_of(items.back()));
  }
  listed.items = std::move(items);
  return listed;
}

template <class Map>
auto map_by_ref(db::Reader& reader, RecordKind kind, const std::vector<std::string>& refs, Map&& map) {
  const Source source = source_of(kind);
  auto found = reader.list("SELECT " + source.columns + "FROM " + source.table + " r WHERE r.ref IN (:refs[text])",
                           {{"refs", refs}}, std::forward<Map>(map));
  std::map<std::string, typename decltype(found)::value_type> by_ref;
  for (auto& one : found) {
    std::string ref = one.ref;
    by_ref.emplace(std::move(ref), std::move(one));
  }
  return by_ref;
}

template <class Typed>
Record alike(RecordKind kind, const Typed& typed) {
  return {kind, typed.id.value, typed.contact, typed.version, title_of(typed), draft_of(typed)};
}

Record record_of(RecordKind kind, const db::Row& row) {
  switch (kind) {
    case RecordKind::Project: return alike(kind, project_of(row));
    case RecordKind::Contract: return alike(kind, contract_of(row));
    case RecordKind::Loss: return alike(kind, loss_of(row));
  }
  return {};
}

}  // namespace

Project require_project(db::Reader& reader, const accounts::Viewer& viewer, ProjectId id) {
  return require_one(reader, viewer, RecordKind::Project, id.value, project_of);
}
Contract require_contract(db::Reader& reader, const accounts::Viewer& viewer, ContractId id) {
  return require_one(reader, viewer, RecordKind::Contract, id.value, contract_of);
}
Loss require_loss(db::Reader& reader, const accounts::Viewer& viewer, LossId id) {
  return require_one(reader, viewer, RecordKind::Loss, id.value, loss_of);
}

PageOf<Project> list_projects(db::Reader& reader, ContactId contact, const Page& page) {
  return list_page(reader, RecordKind::Project, contact, page, project_of);
}
PageOf<Contract> list_contracts(db::Reader& reader, ContactId contact, const Page& page) {
  return list_page(reader, RecordKind::Contract, contact, page, contract_of);
}
PageOf<Loss> list_losses(db::Reader& reader, ContactId contact, const Page& page) {
  return list_page(reader, RecordKind::Loss, contact, page, loss_of);
}

std::vector<ContractId> list_contract_ids(db::Reader& reader, ContactId contact) {
  return reader.list("SELECT id FROM contract WHERE contact_id = :contact ORDER BY id", {{"contact", contact}},
                     [](const db::Row& row) { return row.get<ContractId>("id"); });
}

Record require_record(db::Reader& reader, const accounts::Viewer& viewer, RecordKind kind, std::int64_t id) {
  return require_one(reader, viewer, kind, id, [&](const db::Row& row) { return record_of(kind, row); });
}

PageOf<Record> list_records(db::Reader& reader, RecordKind kind, ContactId contact, const Page& page) {
  return list_page(reader, kind, contact, page, [&](const db::Row& row) { return record_of(kind, row); });
}

std::map<std::string, Project> projects_by_ref(db::Reader& reader, const std::vector<std::string>& refs) {
  return map_by_ref(reader, RecordKind::Project, refs, project_of);
}
std::map<std::string, Contract> contracts_by_ref(db::Reader& reader, const std::vector<std::string>& refs) {
  return map_by_ref(reader, RecordKind::Contract, refs, contract_of);
}
std::map<std::string, Loss> losses_by_ref(db::Reader& reader, const std::vector<std::string>& refs) {
  return map_by_ref(reader, RecordKind::Loss, refs, loss_of);
}

std::int64_t count_records(db::Reader& reader, RecordKind kind, ContactId contact) {
  return reader.value<std::int64_t>("SELECT COUNT(*) AS value FROM (SELECT 1 AS one FROM " + source_of(kind).table +
                                        " WHERE contact_id = :contact LIMIT 1001) counted",
                                    {{"contact", contact}});
}

}  // namespace recours::contacts
