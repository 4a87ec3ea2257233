// Who looks: the signed-in person with roles and rights. Every list and every look-up of pages and API starts from a
// Viewer, so that what it may not see does not exist.
#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "journal/journal.h"
#include "ui/language.h"

namespace recours {

using ResellerAccountId = Id<struct ResellerAccountNoun>;

namespace accounts {

// R-101 roles of both desks; a person may hold several.
enum class Role {
  Reseller, ResellerAdmin, CustomerService, Rma, Warehouse, Finance,
  Adviser, Handler, Reviewer, Compliance, Director, Auditor,
  Admin,
};
std::string_view name_of(Role role);                       // reseller_admin: stable, in the database and the API
std::optional<Role> role_named(std::string_view name);
std::span<const Role> all_roles();
std::string label_of(ui::Language language, Role role);    // Service client

// One right per verb. The table role × right is in rights.cpp; route, button, API and documentation read it.
enum class Right {
  SeeInvoices,          // those of the own account, or all for staff
  OpenClaim,            // basket and confirmation
  SeeClaims,
  CancelClaim,
  AnswerClaim,          // a question, an offer
  ShipGoods,            // announce parcels on their way
  ReopenClaim,
  DecideClaim,          // take, approve, refuse, ask, transfer, redeliver, replace, let keep
  ReceiveGoods,         // parcels, receipt, inspection
  DisposeGoods,
  OfferMoney,           // an offer, or nothing at all
  SettleMoney,          // credit note, corrected invoice, charge, waiver
  SeeProcedures,
  EditProcedures,       // texts and documents of manufacturers
  SeePolicies,          // data of claims: types, limits, fees, with history and preview
  ManagePolicies,
  ExplainDecisions,     // why a line was decided as it was
  SeeOutbox,
  ImportInvoices,
  ManageUsers,
  ManageSettings,
  SeeContacts,          // those of the own clients, or all (contact_scope)
  EditContacts,
  ImportContacts,
  ManageCalendar,       // public holidays of the organisation
  SeeComplaints,        // complaint_scope: own clients, or the whole firm
  RecordComplaint,      // drafts, registration, links, the writing after an oral one
  EditComplaint,
  NoteComplaint,        // internal notes and documents
  AcknowledgeComplaint,
  HandleComplaint,      // take in hand, holding letter, answer, grievances, decision, corrective actions
  ReviewAnswer,         // of others
  SendAnswer,
  CloseComplaint,
  ReopenComplaint,
  CancelComplaint,
  RequalifyComplaint,
  TransferComplaint,
  RecordMediation,
  ExportComplaints,
  ImportComplaints,
  DelegateComplaints,   // during an absence
  ManageComplaintData,  // lists, templates, mediators, regimes
};
std::span<const Right> all_rights();
std::string_view name_of(Right right);
bool grants(Role role, Right right);

// The two desks of the product, and the one a right belongs to; none: to both, people and settings for example.
enum class Desk { Claims, Complaints };
std::optional<Desk> desk_of(Right right);

struct Viewer {
  UserId id;
  std::string name;
  std::string email;
  std::string phone;
  std::vector<Role> roles;
  std::optional<ResellerAccountId> account;                // of resellers
  ui::Language language = ui::Language::French;
  std::string theme = "auto";
  std::optional<Desk> hidden_desk;                         // not chosen by the organisation: nobody has its rights
  bool read_only = false;                                  // API token with scope read
  std::string source;                                      // journal: "web 203.0.113.9"

  bool has(Role role) const;
  bool can(Right right) const;                             // some role grants it
  // Staff sees every account; a reseller only its own (claims.md §1).
  bool sees_all_accounts() const;
  journal::Actor actor() const { return {id, name, source}; }
};

// R-103 For SQL: `(:account = 0 OR account_id = :account)` — 0 for staff. A viewer with neither staff role nor account sees
// nothing: -1.
std::int64_t account_scope(const Viewer& viewer);

// R-104 For SQL: `(:adviser = 0 OR adviser_id = :adviser)` — 0 for who sees every client of the firm, the own id for
// advisers, -1 for who sees none.
std::int64_t contact_scope(const Viewer& viewer);

}  // namespace accounts
}  // namespace recours
