#include "guide/topics.h"

#include <array>
#include <stdexcept>

#include "base/embedded.h"
#include "base/text.h"
#include "guide/markdown.h"

namespace recours::guide {

using accounts::Right;

namespace {

constexpr std::array kTopics{
    Topic{"start", "home", {}},
    Topic{"claiming", "file-plus", Right::OpenClaim},
    Topic{"following-claims", "list-search", Right::SeeClaims},
    // Departments and goods-in have the one, departments and accounting the other.
    Topic{"deciding-claims", "clipboard-check", Right::DisposeGoods, Right::OfferMoney},
    Topic{"claim-data", "adjustments-horizontal", Right::SeePolicies},
    Topic{"recording-complaints", "circle-plus", Right::RecordComplaint},
    Topic{"deadlines", "calendar-due", Right::SeeComplaints},
    Topic{"handling-complaints", "message", Right::SeeComplaints},
    Topic{"contacts", "users", Right::SeeContacts},
    Topic{"compliance-settings", "settings", Right::ManageComplaintData},
    Topic{"files", "paperclip", {}},
    Topic{"account", "lock", {}},
    Topic{"administration", "tools", Right::ManageUsers},
    Topic{"programs", "key", {}},
};

// "{{claim-types}}" alone on its line.
std::optional<std::string_view> insert_named(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("{{") || !line.ends_with("}}")) return std::nullopt;
  return line.substr(2, line.size() - 4);
}

void flush(std::string& text, std::vector<Part>& parts) {
  if (!trim(text).empty()) parts.push_back({markdown(text).str(), {}});
  text.clear();
}

}  // namespace

std::span<const Topic> topics() { return kTopics; }

std::vector<const Topic*> topics_for(const accounts::Viewer& viewer) {
  std::vector<const Topic*> readable;
  for (const auto& topic : kTopics) {
    const bool by_other = topic.or_right && viewer.can(*topic.or_right);
    if (!topic.right || viewer.can(*topic.right) || by_other) readable.push_back(&topic);
  }
  return readable;
}

Text parse(std::string_view written) {
  Text text;
  std::string pending;
  bool in_lead = false;
  for (const auto& line : split(written, '\n')) {
    if (text.title.empty()) {
      if (!line.starts_with("# ")) throw std::invalid_argument("a topic of the guide begins with its title");
      text.title = trim(line.substr(2));
      in_lead = true;
    } else if (in_lead && !trim(line).empty()) {
      text.lead += (text.lead.empty() ? "" : " ") + std::string(trim(line));
    } else if (in_lead) {
      in_lead = text.lead.empty();
    } else if (const auto insert = insert_named(line)) {
      flush(pending, text.parts);
      text.parts.push_back({{}, std::string(*insert)});
    } else {
      pending += std::string(line) + '\n';
    }
  }
  flush(pending, text.parts);
  return text;
}

Text text_of(const Topic& topic, ui::Language language) {
  const std::string name = std::string(ui::code_of(language)) + "/" + std::string(topic.name) + ".md";
  for (const auto& file : embedded::guide()) {
    if (file.name == name) return parse(file.bytes);
  }
  throw std::out_of_range("the guide lacks " + name);
}

}  // namespace recours::guide
