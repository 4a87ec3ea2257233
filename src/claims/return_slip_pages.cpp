// The return slip as a PDF, for the reseller and for staff, on the page of the claim and by the API.
#include "accounts/page_words.h"
#include "base/whole_number.h"
#include "claims/claim_life_store.h"
#include "claims/claim_page.h"
#include "claims/claims_api.h"
#include "claims/claims_pages.h"
#include "claims/return_address_store.h"
#include "claims/return_slip.h"
#include "http/pdf_answer.h"

namespace recours::claims {

using namespace page_words;

namespace {

// As many as were asked for, else as were announced, at least one.
int parcels_of(Visit& visit, const Claim& claim) {
  if (const auto asked = visit.request.query.find("parcels")) {
    const auto count = whole_number(*asked);
    if (!count || *count < 1 || *count > kMostLabels) throw Malformed("bad number of parcels");
    return static_cast<int>(*count);
  }
  int announced = 0;
  for (const auto& parcel : load_traces(visit.reader, claim.id).parcels) announced += parcel.announced_at ? 1 : 0;
  return std::clamp(announced, 1, kMostLabels);
}

Refusal nothing_goes_back() {
  return {"nothing_awaited", msg("No goods of this claim are awaited: there is no return slip."), {}};
}

http::Response slip_answer(Visit& visit, const ClaimWithLines& whole, const std::string& public_url) {
  const SlipTerms terms{return_address(visit.reader), public_url, parcels_of(visit, whole.claim), visit.today()};
  const auto slip = return_slip(whole, load_policies(visit.reader), terms, visit.language());
  return http::pdf_answer(print::pdf_of(slip), "RMA-" + whole.claim.number + ".pdf");
}

ClaimWithLines named_claim(Visit& visit) {
  auto claim = require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
  auto lines = list_claim_lines(visit.reader, {claim.id});
  return {std::move(claim), std::move(lines)};
}

}  // namespace

void register_return_slip(accounts::Site& site) {
  const std::string url = site.options().public_url;
  site.page(Method::Get, "/claims/{number}/return-slip.pdf", Right::SeeClaims, [url](Visit& visit) {
    const auto whole = named_claim(visit);
    if (has_return_slip(whole.lines)) return slip_answer(visit, whole, url);
    const auto sentence = ui::tr_message(visit.language(), nothing_goes_back().message);
    return claim_page(visit, whole.claim, {{ui::Notice::Kind::Info, sentence}}, 409);
  });
  site.api(Method::Get, "/api/v1/claims/{number}/return-slip.pdf", Right::SeeClaims, [url](Visit& visit) {
    const auto whole = named_claim(visit);
    return has_return_slip(whole.lines) ? slip_answer(visit, whole, url)
                                        : accounts::problem(visit, nothing_goes_back());
  });
}

}  // namespace recours::claims
