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

accounts::Handler about_draft(DraftHandler handler) {
  return [handler = std::move(handler)](Visit& visit) {
    const auto id = visit.request.path_id<ComplaintId>("id");
    const auto stored = find_by_id(visit.reader, id);
    const bool is_registered = stored && !stored->number.empty() && stored->created_by == visit.viewer.id;
    if (is_registered) return http::Response::redirect(path_of(stored->number));
    return handler(visit, require_draft(visit.reader, visit.viewer, id));
  };
}

std::vector<FieldRefusal> objections_to_registering(const Visit& visit, const Registration& said) {
  const auto refusal = objection_to_registering(visit.reader, visit.viewer, said, visit.now, {});
  return refusal ? refusal->fields : std::vector<FieldRefusal>();
}

}  // namespace recours::complaints
