#include "claims/policy_preview_store.h"

#include <map>

#include "base/errors.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "claims/claim_rows_store.h"
#include "sales/invoice_store.h"

namespace recours::claims {
namespace {

constexpr int kAtOnce = 250;

struct Place {
  std::string confirmed_at;
  std::int64_t id = 0;
};

// "2026-01-08T13:28:00.000Z/12"
Place place_of(std::string_view cursor) {
  if (cursor.empty()) return {"9999-12-31T23:59:59.999Z", 0};
  const auto slash = cursor.find('/');
  const auto id = slash == std::string_view::npos ? std::nullopt : whole_number(cursor.substr(slash + 1));
  if (!id || !Instant::parse(cursor.substr(0, slash))) throw Malformed("cursor of a preview");
  return {std::string(cursor.substr(0, slash)), *id};
}

std::string cursor_of(const Claim& claim) { return claim.confirmed_at->iso() + "/" + std::to_string(claim.id.value); }

// Only those the draft can concern: of its type, or for a DOA policy of the departments' defects with such a product.
std::string concerned(DataKind kind) {
  if (kind != DataKind::DoaPolicies) return "AND c.department = :department AND c.code = :code ";
  return "AND EXISTS (SELECT 1 FROM claim_line l JOIN invoice_line s ON s.id = l.invoice_line_id "
         "JOIN manufacturer m ON m.id = s.manufacturer_id WHERE l.claim_id = c.id AND m.slug = :manufacturer) ";
}

std::vector<Claim> claims_before(db::Reader& reader, DataKind kind, const Draft& draft, Instant since,
                                 const Place& place) {
  const auto sql = std::string(kClaimRows) + "WHERE c.confirmed_at >= :since AND (c.confirmed_at, c.id) < (:at, :id) " +
                   concerned(kind) + "ORDER BY c.confirmed_at DESC, c.id DESC LIMIT :most";
  if (kind == DataKind::DoaPolicies) {
    return reader.list(sql,
                       {{"since", since},
                        {"at", place.confirmed_at},
                        {"id", place.id},
                        {"manufacturer", draft.text("manufacturer")},
                        {"most", kAtOnce}},
                       claim_of);
  }
  const auto key = kind == DataKind::Types ? subject_of(kind, draft) : std::string(draft.text("type"));
  const auto dash = key.find('-');
  return reader.list(sql,
                     {{"since", since},
                      {"at", place.confirmed_at},
                      {"id", place.id},
                      {"department", key.substr(0, dash)},
                      {"code", key.substr(dash + 1)},
                      {"most", kAtOnce}},
                     claim_of);
}

void count(Preview& preview, Difference difference) {
  ++preview.changed;
  const auto was = difference.then.outcome, is = difference.with_this.outcome;
  if (was == is) ++preview.now_other_fee;
  if (was != is && is == Verdict::Outcome::Impossible) ++preview.now_impossible;
  if (was != is && is == Verdict::Outcome::Approved) ++preview.now_approved;
  if (was != is && is == Verdict::Outcome::ToStaff) ++preview.now_to_staff;
  if (preview.differences.size() < kPreviewShown) preview.differences.push_back(std::move(difference));
}

}  // namespace

std::vector<PastLine> past_lines(db::Reader& reader, const std::vector<Claim>& claims, const Policies& policies) {
  std::map<ClaimId, const Claim*> by_id;
  std::vector<ClaimId> ids;
  std::vector<sales::InvoiceId> invoices;
  for (const auto& claim : claims) {
    by_id[claim.id] = &claim;
    ids.push_back(claim.id);
    invoices.push_back(claim.invoice);
  }
  std::map<sales::InvoiceLineId, sales::InvoiceLine> sold;
  for (auto& line : sales::list_lines(reader, invoices)) sold.emplace(line.id, std::move(line));
  std::vector<PastLine> past;
  reader.each(std::string(kLineRows).insert(std::string("SELECT ").size(), "l.decided_on_policy, ") +
                  "WHERE l.claim_id IN (:ids[]) ORDER BY l.claim_id DESC, l.id",
              {{"ids", ids}}, [&](const db::Row& row) {
                ClaimLine line = line_of(row);
                const Claim& claim = *by_id.at(line.claim);
                const ClaimType* type = policies.version(line.type);
                PastLine one{std::move(line),
                             type->department,
                             type->code,
                             claim.number,
                             claim.currency,
                             claim.invoice_date,
                             paris_day(*claim.confirmed_at),
                             {},
                             row.get<std::string>("decided_on_policy")};
                one.without_invoice = claim.without_invoice;
                one.sold = sold.at(one.line.invoice_line);
                past.push_back(std::move(one));
              });
  std::vector<ClaimLine> lines;
  for (const auto& one : past) lines.push_back(one.line);
  add_serials(reader, lines);
  for (std::size_t at = 0; at < past.size(); ++at) past[at].line.serials = std::move(lines[at].serials);
  return past;
}

Preview preview(db::Reader& reader, DataKind kind, const Draft& draft, Date today, std::string_view cursor) {
  const Policies policies = load_policies(reader);
  const Policies instead = with_instead(policies, kind, draft, sales::list_manufacturers(reader));
  Preview seen;
  seen.since = today.plus_months(-kPreviewMonths);
  Place place = place_of(cursor);
  while (seen.claims < kPreviewClaims) {
    const auto claims = claims_before(reader, kind, draft, paris_midnight(seen.since), place);
    if (!claims.empty()) place = {claims.back().confirmed_at->iso(), claims.back().id.value};
    for (auto& past : past_lines(reader, claims, policies)) {
      if (past.without_invoice || !concerns(kind, draft, past)) continue;
      ++seen.lines;
      if (auto difference = difference_of(std::move(past), policies, instead)) count(seen, std::move(*difference));
    }
    seen.claims += static_cast<std::int64_t>(claims.size());
    if (claims.size() < static_cast<std::size_t>(kAtOnce)) return seen;
    seen.next = cursor_of(claims.back());
  }
  return seen;
}

}  // namespace recours::claims
