// Finding projects, contracts and losses, always through the viewer: what belongs to another adviser's contact does not
// exist. Typed, for rules and other features; and alike as Records, for pages and API that treat all three the same.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/paging.h"
#include "contacts/draft.h"
#include "db/database.h"

namespace recours::contacts {

Project require_project(db::Reader& reader, const accounts::Viewer& viewer, ProjectId id);
Contract require_contract(db::Reader& reader, const accounts::Viewer& viewer, ContractId id);
Loss require_loss(db::Reader& reader, const accounts::Viewer& viewer, LossId id);

// In the order they were entered. The contact must come from the viewer's own.
PageOf<Project> list_projects(db::Reader& reader, ContactId contact, const Page& page = {"", 200});
PageOf<Contract> list_contracts(db::Reader& reader, ContactId contact, const Page& page = {"", 200});
PageOf<Loss> list_losses(db::Reader& reader, ContactId contact, const Page& page = {"", 200});
// R-455 Those a loss of this contact may belong to.
std::vector<ContractId> list_contract_ids(db::Reader& reader, ContactId contact);

struct Record {
  RecordKind kind = RecordKind::Project;
  std::int64_t id = 0;
  ContactId contact;
  std::int64_t version = 1;
  std::string title;
  Draft fields;
};
Record require_record(db::Reader& reader, const accounts::Viewer& viewer, RecordKind kind, std::int64_t id);
PageOf<Record> list_records(db::Reader& reader, RecordKind kind, ContactId contact, const Page& page);
// Exact to 1,000; beyond that 1,001.
std::int64_t count_records(db::Reader& reader, RecordKind kind, ContactId contact);

// For imports, which work for the whole firm: these, by their reference.
std::map<std::string, Project> projects_by_ref(db::Reader& reader, const std::vector<std::string>& refs);
std::map<std::string, Contract> contracts_by_ref(db::Reader& reader, const std::vector<std::string>& refs);
std::map<std::string, Loss> losses_by_ref(db::Reader& reader, const std::vector<std::string>& refs);

}  // namespace recours::contacts
