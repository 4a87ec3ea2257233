#include "complaints/complaint_files_store.h"

#include "complaints/complaint_files.h"
#include "complaints/complaint_store.h"
#include "complaints/list_store.h"
#include "complaints/transition.h"

namespace recours::complaints {
namespace {

using accounts::Right;
using accounts::Viewer;

struct Standing {
  State state;
  std::string number;
};

// R-706 R-750 As this viewer sees it; none: it does not exist.
std::optional<Standing> standing_of(db::Reader& reader, const Viewer& viewer, std::int64_t id) {
  const auto scope = complaint_scope(viewer);
  return reader.find(
      "SELECT c.state, c.number FROM complaint c WHERE c.id = :id AND ((c.state = 'draft' AND "
      "c.created_by = :author) OR (c.state <> 'draft' AND " +
          scope_condition(scope) + "))",
      {{"id", id}, {"author", viewer.id}, {"scope", scope}}, [](const db::Row& row) {
        return Standing{state_named(row.get<std::string_view>("state")).value(),
                        row.get<std::optional<std::string>>("number").value_or("")};
      });
}

bool can_see(db::Reader& reader, const Viewer& viewer, std::int64_t id) {
  const auto standing = standing_of(reader, viewer, id);
  if (!standing) return false;
  return standing->state == State::Draft ? viewer.can(Right::RecordComplaint) : viewer.can(Right::SeeComplaints);
}

Refusal refused(const char* code, const Message& message) {
  return {code, message, {{"file", code, message}}, Refusal::Kind::Rule};
}

std::optional<Refusal> objection(db::Reader& reader, const Viewer& viewer, std::int64_t id) {
  const auto standing = standing_of(reader, viewer, id);
  if (!standing) throw NotFound();
  if (viewer.read_only || !viewer.can(Right::NoteComplaint))
    return refused("read_only", msg("You can see the files of this complaint, not change them."));
  if (standing->state == State::Draft || find_transition(standing->state, Command::AddDocument)) return std::nullopt;
  return refused("cancelled", msg("This complaint is cancelled: its files stay as they are."));
}

std::optional<std::int64_t> find_by_number(db::Reader& reader, const Viewer& viewer, const std::string& number) {
  if (!viewer.can(Right::SeeComplaints)) return std::nullopt;
  try {
    return require_complaint(reader, viewer, number).id.value;
  } catch (const NotFound&) {
    return std::nullopt;
  }
}

std::pair<std::string, std::string> subject_of(db::Reader& reader, std::int64_t id) {
  const auto number = reader.find("SELECT number FROM complaint WHERE id = :id", {{"id", id}}, [](const db::Row& row) {
    return row.get<std::optional<std::string>>("number").value_or("");
  });
  if (!number || number->empty()) return {"complaint_draft", std::to_string(id)};
  return {"complaint", *number};
}

}  // namespace

std::vector<attachments::PieceKind> piece_kinds(db::Reader& reader, Date today) {
  std::vector<attachments::PieceKind> kinds;
  for (const auto& item : all_items(reader, "piece_kind")) {
    const bool in_force = item.valid_from <= today && (!item.valid_to || *item.valid_to >= today);
    kinds.push_back({item.code, item.label_fr, item.label_en, in_force});
  }
  return kinds;
}

void register_attachment_owners(attachments::Owners& owners) {
  attachments::OwnerRules rules;
  rules.can_see = can_see;
  rules.objection = objection;
  rules.table = "complaint";
  rules.find = find_by_number;
  rules.subject = subject_of;
  rules.kinds = piece_kinds;
  rules.formats = kComplaintFormats;
  rules.may_send_loose = [](const Viewer& viewer) { return viewer.can(Right::NoteComplaint); };
  owners.add(kComplaintFiles, std::move(rules));
}

}  // namespace recours::complaints
