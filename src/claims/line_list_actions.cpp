#include "claims/line_list_actions.h"

#include <boost/json.hpp>

#include "claims/basket_entry_actions.h"
#include "claims/claim_writes_store.h"

namespace recours::claims {
namespace {

namespace json = boost::json;

std::vector<ListedResult> judged(db::Reader& reader, const ListReading& reading,
                                 const std::vector<ListedLine>& lines) {
  std::vector<ListedResult> results;
  for (auto& line : judge_lines(reader, reading, lines)) results.push_back({std::move(line), {}});
  return results;
}

json::object result_json(const ListedResult& result, ui::Language language) {
  json::array errors;
  for (const auto& field : result.line.refused) {
    errors.push_back(
        {{"field", field.field}, {"code", field.code}, {"detail", ui::tr_message(language, field.message)}});
  }
  const char* status = result.added ? "added" : result.line.judged ? "accepted" : "refused";
  json::object object{{"line", result.line.listed.line}, {"status", status}, {"errors", std::move(errors)}};
  object["item_id"] = result.added ? json::value(result.added->id.value) : json::value(nullptr);
  object["reservation_number"] = result.added ? json::value(result.added->reservation_number) : json::value(nullptr);
  return object;
}

}  // namespace

json::object lines_json(const std::vector<ListedResult>& results, ui::Language language) {
  json::array all;
  std::int64_t added = 0, refused = 0;
  for (const auto& result : results) {
    added += result.added ? 1 : 0;
    refused += result.line.judged ? 0 : 1;
    all.push_back(result_json(result, language));
  }
  return {{"added", added}, {"refused", refused}, {"results", std::move(all)}};
}

std::vector<ListedResult> preview_lines(db::Reader& reader, const accounts::Viewer& viewer,
                                        const accounts::Viewer& looking, const std::vector<ListedLine>& lines,
                                        Instant now) {
  const Policies policies = load_policies(reader);
  auto results = judged(reader, {viewer, looking, policies, paris_day(now)}, lines);
  for (auto& result : results) {
    if (result.line.judged) result.line.judged->type = nullptr;  // of policies that end here
  }
  return results;
}

Result<accounts::KeptAnswer, Refusal> add_lines(db::Database& database, const accounts::Viewer& viewer,
                                                const accounts::Viewer& looking, const std::vector<ListedLine>& lines,
                                                Instant now, const std::optional<accounts::IdempotencyKey>& key) {
  if (!viewer.can(accounts::Right::OpenClaim) || viewer.read_only) throw Forbidden();
  return database.write([&](db::Transaction& transaction) -> Result<accounts::KeptAnswer, Refusal> {
    lock_basket(transaction, viewer);
    if (key) {
      const auto kept = accounts::recall(transaction, *key, now);
      if (!kept) return fail(kept.error());
      if (*kept) return **kept;
    }
    const Policies policies = load_policies(transaction);
    auto results = judged(transaction, {viewer, looking, policies, paris_day(now)}, lines);
    for (auto& [line, added] : results) {
      if (line.judged) added = put_in_basket(transaction, viewer, line.declaration, *line.judged, now);
    }
    accounts::KeptAnswer answer{200, json::serialize(lines_json(results, viewer.language))};
    if (key) accounts::keep(transaction, *key, answer, now);
    return answer;
  });
}

}  // namespace recours::claims
