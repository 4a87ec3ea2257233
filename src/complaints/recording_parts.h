// Pieces the pages of recording share: the addresses of its steps, the steps on top, the draft a page is about.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "accounts/site.h"
#include "complaints/complaint.h"
#include "complaints/registration.h"
#include "ui/components.h"

namespace recours::complaints {

inline constexpr const char* kNewComplaint = "/complaints/new";
inline constexpr const char* kDrafts = "/complaints/drafts";
std::string documents_path(ComplaintId draft);
std::string validation_path(ComplaintId draft);
std::string client_path(ComplaintId draft);

enum class RecordingStep { Complaint, Documents, Validation };
// Steps before the current one lead back.
ui::Html recording_steps(ui::Language language, const std::optional<ComplaintId>& draft, RecordingStep current);

// Its title; « Brouillon sans titre » while there is none.
std::string draft_title(ui::Language language, const Complaint& draft);

// A page about the viewer's own draft, {id} in its path. One that is registered meanwhile leads to its complaint, so
// that going back in the browser ends nowhere.
using DraftHandler = std::function<http::Response(accounts::Visit&, const Complaint& draft)>;
accounts::Handler about_draft(DraftHandler handler);

// R-703 Everything that keeps it from being registered, people included.
std::vector<FieldRefusal> objections_to_registering(const accounts::Visit& visit, const Registration& said);

}  // namespace recours::complaints
