#include "complaints/recording_parts.h"

#include "complaints/complaint_parts.h"
#include "complaints/complaint_store.h"
#include "complaints/registration_actions.h"

namespace recours::complaints {

using accounts::Visit;
using ui::Html;
using ui::Language;
using ui::tr;

std::string documents_path(ComplaintId draft) { return path_of(draft) + "/documents"; }
std::string validation_path(ComplaintId draft) { return path_of(draft) + "/validation"; }
std::string client_path(ComplaintId draft) { return path_of(draft) + "/client"; }

Html recording_steps(Language l, const std::optional<ComplaintId>& draft, RecordingStep current) {
  const auto href = [&](std::string (*path)(ComplaintId)) { return draft ? path(*draft) : std::string(); };
  return ui::steps(l,
                   {{tr(l, "Complaint"), draft ? path_of(*draft) : std::string()},
                    {tr(l, "Supporting documents"), href(documents_path)},
                    {tr(l, "Validation"), href(validation_path)}},
                   static_cast<std::size_t>(current));
}

std::string draft_title(Language l, const Complaint& draft) {
  return draft.title.empty() ? tr(l, "Draft without title") : draft.title;
}

namespace {

// The viewer's own draft as it stands in the register by now.
std::optional<std::string> registered_as(Visit& visit, ComplaintId id) {
  const auto stored = find_by_id(visit.reader, id);
  const bool is_registered = stored && !stored->number.empty() && stored->created_by == visit.viewer.id;
  return is_registered ? std::optional(stored->number) : std::nullopt;
}

// None: registered in this very moment, by the same form sent twice.
std::optional<Complaint> draft_still(Visit& visit, ComplaintId id) {
  try {
    return require_draft(visit.reader, visit.viewer, id);
  } catch (const NotFound&) {
    if (registered_as(visit, id)) return std::nullopt;
    throw;
  }
}

}  // namespace

accounts::Handler about_draft(DraftHandler handler) {
  return [handler = std::move(handler)](Visit& visit) {
    const auto id = visit.request.path_id<ComplaintId>("id");
    const auto draft = draft_still(visit, id);
    if (!draft) return http::Response::redirect(path_of(*registered_as(visit, id)));
    return handler(visit, *draft);
  };
}

std::vector<FieldRefusal> objections_to_registering(const Visit& visit, const Registration& said) {
  const auto refusal = objection_to_registering(visit.reader, visit.viewer, said, visit.now, {});
  return refusal ? refusal->fields : std::vector<FieldRefusal>();
}

}  // namespace recours::complaints
