#include "claims/claim_data_store.h"

#include <algorithm>

#include <boost/json.hpp>

#include "claims/invoice_status_store.h"
#include "sales/invoice_store.h"

namespace recours::claims {
namespace {

constexpr int kMostArticles = 200;
constexpr Validity kAlways{};

// ---- what there is

class Subjects {
 public:
  explicit Subjects(DataKind kind) : kind_(kind) {}
  void add(DataVersion version) {
    const auto key = subject_of(kind_, version.draft);
    auto found = std::find_if(all_.begin(), all_.end(), [&](const DataSubject& one) { return one.key == key; });
    if (found == all_.end()) found = all_.insert(all_.end(), {kind_, key, 0, {}});
    found->versions.push_back(std::move(version));
  }
  std::vector<DataSubject> take() {
    for (auto& subject : all_) {
      std::stable_sort(subject.versions.begin(), subject.versions.end(),
                       [](const auto& a, const auto& b) { return a.validity.from < b.validity.from; });
    }
    return std::move(all_);
  }

 private:
  DataKind kind_;
  std::vector<DataSubject> all_;
};

void add_policies(db::Reader& reader, DataKind kind, Subjects& subjects) {
  const Policies policies = load_policies(reader);
  if (kind == DataKind::Types) {
    for (const auto& one : policies.types) subjects.add({one.id.value, one.validity, draft_of(one)});
  } else if (kind == DataKind::AutoApprovals) {
    for (const auto& one : policies.auto_approvals) subjects.add({one.id, one.validity, draft_of(one)});
  } else if (kind == DataKind::Fees) {
    for (const auto& one : policies.fees) subjects.add({one.id, one.validity, draft_of(one)});
  } else if (kind == DataKind::Departments) {
    for (const auto& one : policies.departments) subjects.add({0, kAlways, draft_of(one)});
  } else if (kind == DataKind::RefusalReasons) {
    for (const auto& one : policies.refusals) subjects.add({0, kAlways, draft_of(one)});
  } else {
    for (const auto& manufacturer : sales::list_manufacturers(reader)) {
      for (const auto& one : policies.doa) {
        if (one.manufacturer == manufacturer.id) subjects.add({one.id, one.validity, draft_of(one, manufacturer)});
      }
    }
  }
}

void add_settings(db::Reader& reader, Subjects& subjects) {
  for (const auto& setting : number_settings()) {
    const auto value = setting_or(reader, setting.name, setting.fallback);
    subjects.add({0, kAlways, Draft().set("name", setting.name).set("value", std::to_string(value))});
  }
}

void add_procedures(db::Reader& reader, Subjects& subjects) {
  reader.each(
      "SELECT id, slug, text_fr, text_en, valid_from, valid_to FROM procedure_version ORDER BY slug, valid_from", {},
      [&](const db::Row& row) {
        subjects.add({row.get<std::int64_t>("id"),
                      {row.get<Date>("valid_from"), row.get<std::optional<Date>>("valid_to")},
                      Draft()
                          .set("manufacturer", row.get<std::string_view>("slug"))
                          .set("text_fr", row.get<std::string_view>("text_fr"))
                          .set("text_en", row.get<std::string_view>("text_en"))});
      });
}

void add_invoice_statuses(db::Reader& reader, Subjects& subjects) {
  for (const auto& one : load_invoice_status_rules(reader)) subjects.add({one.id, one.validity, draft_of(one)});
}

Draft article_draft(std::string_view number, bool non_returnable) {
  return Draft().set("article_no", number).set("non_returnable", yes_or_no(non_returnable));
}

void add_articles(db::Reader& reader, std::string_view beginning, Subjects& subjects) {
  reader.each(
      "SELECT article_no FROM article WHERE non_returnable AND article_no >= :low AND article_no < :high "
      "ORDER BY article_no LIMIT :most",
      {{"low", beginning}, {"high", std::string(beginning) + "\U0010FFFF"}, {"most", kMostArticles}},
      [&](const db::Row& row) {
        subjects.add({0, kAlways, article_draft(row.get<std::string_view>("article_no"), true)});
      });
}

void add_versions(db::Reader& reader, std::vector<DataSubject>& subjects, DataKind kind) {
  reader.each("SELECT subject, version FROM claim_data_head WHERE kind = :kind", {{"kind", name_of(kind)}},
              [&](const db::Row& row) {
                for (auto& one : subjects) {
                  if (one.key == row.get<std::string_view>("subject")) one.version = row.get<std::int64_t>("version");
                }
              });
}

std::int64_t version_of(db::Reader& reader, DataKind kind, std::string_view key) {
  return reader
      .find("SELECT version FROM claim_data_head WHERE kind = :kind AND subject = :key",
            {{"kind", name_of(kind)}, {"key", key}},
            [](const db::Row& row) { return row.get<std::int64_t>("version"); })
      .value_or(0);
}

// Any article, taken back or not.
DataSubject load_article(db::Reader& reader, std::string_view number) {
  DataSubject subject{DataKind::Articles, std::string(number), version_of(reader, DataKind::Articles, number), {}};
  reader.each("SELECT article_no, non_returnable FROM article WHERE article_no = :number", {{"number", number}},
              [&](const db::Row& row) {
                subject.versions.push_back({0, kAlways, article_draft(number, row.get<bool>("non_returnable"))});
              });
  return subject;
}

// ---- history

DataChange change_of(const db::Row& row) {
  DataChange change{row.get<Instant>("at"), "", row.get<std::string>("action"), {}};
  const auto content = row.get<std::optional<std::string>>("content");
  if (!content) return change;  // erased
  const auto object = boost::json::parse(*content).as_object();
  if (const auto* actor = object.if_contains("actor_name")) change.actor_name = std::string(actor->as_string());
  if (const auto* changes = object.if_contains("changes")) {
    for (const auto& one : changes->as_object()) {
      change.changes.push_back({std::string(one.key()), std::string(one.value().at("from").as_string()),
                                std::string(one.value().at("to").as_string())});
    }
  }
  return change;
}

}  // namespace

std::vector<DataSubject> list_subjects(db::Reader& reader, DataKind kind, std::string_view beginning) {
  Subjects subjects(kind);
  switch (kind) {
    case DataKind::Settings: add_settings(reader, subjects); break;
    case DataKind::Procedures: add_procedures(reader, subjects); break;
    case DataKind::InvoiceStatuses: add_invoice_statuses(reader, subjects); break;
    case DataKind::Articles: add_articles(reader, beginning, subjects); break;
    default: add_policies(reader, kind, subjects);
  }
  auto all = subjects.take();
  add_versions(reader, all, kind);
  return all;
}

DataSubject load_subject(db::Reader& reader, DataKind kind, std::string_view key) {
  if (kind == DataKind::Articles) return load_article(reader, key);
  for (auto& subject : list_subjects(reader, kind)) {
    if (subject.key == key) return std::move(subject);
  }
  return {kind, std::string(key), version_of(reader, kind, key), {}};
}

DataSubject require_subject(db::Reader& reader, DataKind kind, std::string_view key) {
  auto subject = load_subject(reader, kind, key);
  if (subject.versions.empty()) throw NotFound(journal_id(kind, key));
  return subject;
}

std::string journal_id(DataKind kind, std::string_view key) {
  return std::string(name_of(kind)) + "/" + std::string(key);
}

std::vector<DataChange> list_changes(db::Reader& reader, DataKind kind, std::string_view key) {
  return reader.list(
      "SELECT e.at, e.action, c.content FROM journal_entry e LEFT JOIN journal_content c ON c.entry_id = e.id "
      "WHERE e.subject_type = :type AND e.subject_id = :id ORDER BY e.id DESC",
      {{"type", kJournalSubject}, {"id", journal_id(kind, key)}}, change_of);
}

}  // namespace recours::claims
