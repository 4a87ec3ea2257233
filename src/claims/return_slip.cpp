#include "claims/return_slip.h"

#include <algorithm>

#include "base/text.h"
#include "claims/invoice_words.h"
#include "ui/barcode.h"

namespace recours::claims {

using ui::Language;
using ui::tr;
using ui::trn;

namespace {

std::vector<ClaimLine> lines_going_back(const std::vector<ClaimLine>& lines) {
  std::vector<ClaimLine> going;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(going), goes_back);
  return going;
}

// The first day on which part of it is over.
std::optional<Date> valid_until(const std::vector<ClaimLine>& lines) {
  std::optional<Date> first;
  for (const auto& line : lines) {
    if (line.state.goods != Goods::AwaitingGoods || !line.expires_on) continue;
    if (!first || *line.expires_on < *first) first = line.expires_on;
  }
  return first;
}

Decimal pieces_of(const std::vector<ClaimLine>& lines) {
  Decimal sum;
  for (const auto& line : lines) sum = sum + line.quantity;
  return sum;
}

std::string reason_of(const Claim& claim, const Policies& policies, Language l) {
  const ClaimType* type = policies.type_of(claim);
  return type ? claim.code + " – " + type->label.in(l) : claim.code;
}

// Of a claim without invoice, what was told; the day of what was written down by hand says nothing.
std::string invoice_of(const Claim& claim, Language l) {
  if (claim.without_invoice) return invoice_words(l, claim);
  return claim.invoice_number + " – " + ui::format_date(l, claim.invoice_date);
}

std::vector<std::pair<std::string, std::string>> facts_of(const Claim& claim, const std::vector<ClaimLine>& lines,
                                                          const Policies& policies, Language l) {
  std::vector<std::pair<std::string, std::string>> facts{
      {tr(l, "Sender"), claim.account_name + " (" + claim.customer_no + ")"},
      {tr(l, "Reason"), reason_of(claim, policies, l)},
      {tr(l, "Invoice"), invoice_of(claim, l)}};
  if (!claim.reference.empty()) facts.emplace_back(tr(l, "Reference"), claim.reference);
  if (const auto until = valid_until(lines)) facts.emplace_back(tr(l, "Valid until"), ui::format_date(l, *until));
  return facts;
}

std::vector<std::string> row_of(const ClaimLine& line, Language l) {
  return {line.article_no, line.description + "\n" + line.reservation_number, ui::format_number(l, line.quantity),
          join(line.serials, ", ")};
}

// What the sender has to keep to, a paragraph each.
std::string conditions(const std::vector<ClaimLine>& lines, Language l) {
  std::vector<std::string> sentences{tr(l, "Conditions of the return")};
  if (const auto until = valid_until(lines)) {
    sentences.push_back(tr(l, "– This number is valid until {1}; what arrives later may be sent back to you.", *until));
  }
  sentences.push_back(tr(l, "– Put this slip into the parcel, and one of the labels on the outside of each parcel."));
  sentences.push_back(tr(l, "– Send what is listed here and nothing else; quantities and serial numbers are checked."));
  const bool sealed =
      std::any_of(lines.begin(), lines.end(), [](const ClaimLine& line) { return line.condition == "sealed"; });
  if (sealed) {
    sentences.push_back(
        tr(l, "– What was declared sealed comes back in its original packaging, unopened, without writing or labels."));
  }
  sentences.push_back(tr(l, "– Put the original packaging into a box that protects it on the way."));
  return join(sentences, "\n");
}

print::ParcelLabel label_of(const Claim& claim, const std::vector<ClaimLine>& lines, const SlipTerms& terms, int number,
                            Language l) {
  const Decimal pieces = pieces_of(lines);
  return {tr(l, "Deliver to"),
          terms.address,
          tr(l, "Sender"),
          claim.account_name + " (" + claim.customer_no + ")",
          tr(l, "Parcel {1} of {2}", number, terms.parcels),
          tr(l, "Pieces in all: {1}", pieces)};
}

std::string footer_of(const Claim& claim, Language l, int page, int pages) {
  return tr(l, "RMA {1} – page {2} of {3}", claim.number, page, pages);
}

}  // namespace

bool goes_back(const ClaimLine& line) {
  return line.state.authorisation == Authorisation::Validated &&
         (line.state.goods == Goods::AwaitingGoods || line.state.goods == Goods::Shipped);
}

bool has_return_slip(const std::vector<ClaimLine>& lines) { return std::any_of(lines.begin(), lines.end(), goes_back); }

print::Slip return_slip(const ClaimWithLines& whole, const Policies& policies, const SlipTerms& terms, Language l) {
  const Claim& claim = whole.claim;
  const auto lines = lines_going_back(whole.lines);
  const std::string place = terms.public_url.empty() ? claim.number : terms.public_url + "/claims/" + claim.number;
  print::Slip slip;
  slip.title = tr(l, "Return slip {1}", claim.number);
  slip.created_on = terms.today;
  slip.heading = tr(l, "Return slip");
  slip.sender = terms.address;
  slip.code = {tr(l, "RMA number"), claim.number, ui::code128_bars(claim.number), ui::qr_bars(place)};
  slip.facts = facts_of(claim, lines, policies, l);
  using Side = print::SlipColumn::Side;
  slip.columns = {{tr(l, "Article number"), 6, Side::Left},
                  {tr(l, "Description"), 9, Side::Left},
                  {tr(l, "Quantity"), 3, Side::Right},
                  {tr(l, "Serial numbers"), 6, Side::Left}};
  for (const auto& line : lines) slip.rows.push_back(row_of(line, l));
  slip.text = conditions(lines, l);
  for (int number = 1; number <= terms.parcels; ++number) {
    slip.labels.push_back(label_of(claim, lines, terms, number, l));
  }
  slip.footer = [claim, l](int page, int pages) { return footer_of(claim, l, page, pages); };
  return slip;
}

}  // namespace recours::claims
