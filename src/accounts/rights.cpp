// R-102 What each role may do: the one table behind routes, buttons, API and documentation (claims.md §1).
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

#include "accounts/viewer.h"

namespace recours::accounts {
namespace {

using RightName = std::pair<Right, std::string_view>;
constexpr std::array kRightNames{
    RightName{Right::SeeInvoices, "see_invoices"},
    RightName{Right::OpenClaim, "open_claim"},
    RightName{Right::SeeClaims, "see_claims"},
    RightName{Right::CancelClaim, "cancel_claim"},
    RightName{Right::AnswerClaim, "answer_claim"},
    RightName{Right::ShipGoods, "ship_goods"},
    RightName{Right::ReopenClaim, "reopen_claim"},
    RightName{Right::DecideClaim, "decide_claim"},
    RightName{Right::ReceiveGoods, "receive_goods"},
    RightName{Right::DisposeGoods, "dispose_goods"},
    RightName{Right::OfferMoney, "offer_money"},
    RightName{Right::SettleMoney, "settle_money"},
    RightName{Right::SeeProcedures, "see_procedures"},
    RightName{Right::EditProcedures, "edit_procedures"},
    RightName{Right::SeePolicies, "see_policies"},
    RightName{Right::ManagePolicies, "manage_policies"},
    RightName{Right::ExplainDecisions, "explain_decisions"},
    RightName{Right::SeeOutbox, "see_outbox"},
    RightName{Right::ImportInvoices, "import_invoices"},
    RightName{Right::ManageUsers, "manage_users"},
    RightName{Right::ManageSettings, "manage_settings"},
    RightName{Right::SeeContacts, "see_contacts"},
    RightName{Right::EditContacts, "edit_contacts"},
    RightName{Right::ImportContacts, "import_contacts"},
    RightName{Right::ManageCalendar, "manage_calendar"},
    RightName{Right::SeeComplaints, "see_complaints"},
    RightName{Right::RecordComplaint, "record_complaint"},
    RightName{Right::EditComplaint, "edit_complaint"},
    RightName{Right::NoteComplaint, "note_complaint"},
    RightName{Right::AcknowledgeComplaint, "acknowledge_complaint"},
    RightName{Right::HandleComplaint, "handle_complaint"},
    RightName{Right::ReviewAnswer, "review_answer"},
    RightName{Right::SendAnswer, "send_answer"},
    RightName{Right::CloseComplaint, "close_complaint"},
    RightName{Right::ReopenComplaint, "reopen_complaint"},
    RightName{Right::CancelComplaint, "cancel_complaint"},
    RightName{Right::RequalifyComplaint, "requalify_complaint"},
    RightName{Right::TransferComplaint, "transfer_complaint"},
    RightName{Right::RecordMediation, "record_mediation"},
    RightName{Right::ExportComplaints, "export_complaints"},
    RightName{Right::ImportComplaints, "import_complaints"},
    RightName{Right::DelegateComplaints, "delegate_complaints"},
    RightName{Right::ManageComplaintData, "manage_complaint_data"},
};
constexpr auto kRights = [] {
  std::array<Right, kRightNames.size()> rights{};
  for (std::size_t i = 0; i < kRightNames.size(); ++i) rights[i] = kRightNames[i].first;
  return rights;
}();

using RightSet = std::uint64_t;
static_assert(kRightNames.size() <= 64);

template <class... Rights>
constexpr RightSet set_of(Rights... rights) {
  return ((RightSet{1} << static_cast<unsigned>(rights)) | ... | RightSet{0});
}

constexpr RightSet kSeesClaims = set_of(Right::SeeInvoices, Right::SeeClaims, Right::SeeProcedures);
constexpr RightSet kReseller = kSeesClaims | set_of(Right::OpenClaim, Right::CancelClaim, Right::AnswerClaim,
                                                    Right::ShipGoods, Right::ReopenClaim);
// Of both departments: they read the policies they decide by.
constexpr RightSet kDepartment =
    kReseller | set_of(Right::DecideClaim, Right::DisposeGoods, Right::OfferMoney, Right::SeePolicies,
                       Right::ExplainDecisions, Right::SeeOutbox);
constexpr RightSet kReadsComplaints = set_of(Right::SeeContacts, Right::SeeComplaints);
constexpr RightSet kAdviser =
    kReadsComplaints | set_of(Right::EditContacts, Right::RecordComplaint, Right::NoteComplaint,
                              Right::AcknowledgeComplaint, Right::DelegateComplaints);
// Every verb on complaints; nobody reviews the own answer, which is a rule of the answer.
constexpr RightSet kHandler =
    kAdviser | set_of(Right::EditComplaint, Right::HandleComplaint, Right::ReviewAnswer, Right::SendAnswer,
                      Right::CloseComplaint, Right::ReopenComplaint, Right::CancelComplaint, Right::RequalifyComplaint,
                      Right::TransferComplaint, Right::RecordMediation, Right::ExportComplaints);

constexpr RightSet rights_of(Role role) {
  switch (role) {
    case Role::Reseller:
    case Role::ResellerAdmin:
      return kReseller;
    case Role::CustomerService:
      return kDepartment;
    case Role::Rma:
      return kDepartment | set_of(Right::EditProcedures);
    case Role::Warehouse:
      return kSeesClaims | set_of(Right::ReceiveGoods, Right::DisposeGoods, Right::SeeOutbox);
    case Role::Finance:
      return kSeesClaims | set_of(Right::OfferMoney, Right::SettleMoney, Right::SeePolicies, Right::ExplainDecisions,
                                  Right::SeeOutbox);
    case Role::Adviser:
      return kAdviser;
    case Role::Handler:
      return kHandler;
    case Role::Reviewer:
      return kReadsComplaints | set_of(Right::NoteComplaint, Right::ReviewAnswer, Right::DelegateComplaints);
    case Role::Compliance:
      return kHandler | set_of(Right::ImportContacts, Right::ImportComplaints, Right::ManageCalendar,
                               Right::ManageComplaintData);
    case Role::Director:
      return kReadsComplaints | set_of(Right::ExportComplaints);
    case Role::Auditor:
      return kReadsComplaints;
    // Users, settings, data: no content of cases and no decision on them.
    case Role::Admin:
      return set_of(Right::SeeOutbox, Right::ImportInvoices, Right::ManageUsers, Right::ManageSettings,
                    Right::ManageCalendar, Right::SeeProcedures, Right::EditProcedures, Right::SeePolicies,
                    Right::ManagePolicies);
  }
  return 0;
}

}  // namespace

std::span<const Right> all_rights() { return kRights; }

std::string_view name_of(Right right) {
  return std::find_if(kRightNames.begin(), kRightNames.end(), [&](const RightName& r) { return r.first == right; })
      ->second;
}

std::optional<Desk> desk_of(Right right) {
  if (right == Right::SeeOutbox || right == Right::ManageUsers || right == Right::ManageSettings ||
      right == Right::ManageCalendar) {
    return std::nullopt;
  }
  return right < Right::SeeContacts ? Desk::Claims : Desk::Complaints;
}

bool grants(Role role, Right right) { return (rights_of(role) & set_of(right)) != 0; }

}  // namespace recours::accounts
