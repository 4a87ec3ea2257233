// What somebody typed, sent or imported, field by field, before it is known to be right: kept as it came, so that
// nothing is lost when it is refused. One form for pages, API and CSV; contact_rules.h turns it into values.
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contacts/contact.h"

namespace recours::contacts {

class Draft {
 public:
  Draft() = default;
  // Trimmed, line ends as \n; empty when absent.
  std::string_view text(std::string_view field) const;
  bool has(std::string_view field) const { return texts_.contains(field); }
  Draft& set(std::string_view field, std::string_view text);
  friend bool operator==(const Draft&, const Draft&) = default;

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

struct FieldSpec {
  std::string_view name;  // of form, API, CSV and journal
  std::size_t longest;    // characters
  enum class Shape { Line, Lines } shape = Shape::Line;
};

enum class RecordKind { Project, Contract, Loss };
inline constexpr RecordKind kRecordKinds[] = {RecordKind::Project, RecordKind::Contract, RecordKind::Loss};
std::string_view name_of(RecordKind kind);    // project, contract, loss
std::string_view plural_of(RecordKind kind);  // projects, contracts, losses: of addresses

std::span<const FieldSpec> contact_fields();
std::span<const FieldSpec> record_fields(RecordKind kind);

// Back from values: what an edit begins with, what the journal and the view of a conflict compare.
Draft draft_of(const ContactFields& contact);
Draft draft_of(const ProjectFields& project);
Draft draft_of(const ContractFields& contract);
Draft draft_of(const LossFields& loss);

// Fields in which the two differ, in the order of the specs.
std::vector<std::string_view> differing_fields(std::span<const FieldSpec> fields, const Draft& a, const Draft& b);

}  // namespace recours::contacts
