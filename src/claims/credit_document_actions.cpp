#include "claims/credit_document_actions.h"

#include <algorithm>

#include <boost/json.hpp>

#include "base/text.h"
#include "claims/claim_actions.h"
#include "sales/invoice_store.h"

namespace recours::claims {
namespace {

constexpr std::size_t kLongestReason = 500;

Command command_of(const CreditDocument& document) {
  return document.type == "384" ? Command::CorrectInvoice : Command::Credit;
}

// R-685 What was written before the claim, or in another currency, speaks of something else.
bool may_speak_of(const CreditDocument& document, const Claim& claim) {
  return document.currency == claim.currency && claim.confirmed_at && document.imported_at >= *claim.confirmed_at &&
         document.issued_on >= paris_day(*claim.confirmed_at);
}

struct OpenClaim {
  Claim claim;
  std::vector<ClaimLine> lines;  // that the document's command may be given on
};

std::vector<OpenClaim> open_claims(db::Reader& reader, const accounts::Viewer& viewer, const CreditDocument& document) {
  std::vector<OpenClaim> open;
  for (const auto id : list_claims_cited(reader, document)) {
    const Claim claim = require_claim(reader, id);
    auto lines = lines_for(viewer, claim, list_claim_lines(reader, {id}), command_of(document));
    if (!lines.empty()) open.push_back({claim, std::move(lines)});
  }
  return open;
}

std::vector<DocumentLine> unplaced(const std::vector<CreditLine>& lines) {
  std::vector<DocumentLine> left;
  for (const auto& line : lines) {
    if (!line.is_placed) left.push_back({line.line.id, keys_of(line.line), line.line.quantity});
  }
  return left;
}

// A corrected invoice repeats what was right: such a line settles nothing.
bool repeats(const sales::InvoiceLine& told, const std::vector<sales::InvoiceLine>& sold) {
  return std::any_of(sold.begin(), sold.end(), [&](const sales::InvoiceLine& line) {
    return is_same_article(keys_of(line), keys_of(told)) && line.quantity == told.quantity &&
           line.unit_price == told.unit_price;
  });
}

std::vector<CreditLine> telling_lines(db::Reader& reader, const CreditDocument& document,
                                      const std::vector<OpenClaim>& open) {
  auto lines = list_credit_lines(reader, document.id);
  if (document.type != "384") return lines;
  std::vector<sales::InvoiceId> cited;
  for (const auto& one : open) cited.push_back(one.claim.invoice);
  const auto sold = sales::list_lines(reader, cited);
  std::erase_if(lines, [&](const CreditLine& line) { return repeats(line.line, sold); });
  return lines;
}

Instruction told_by(const CreditDocument& document) {
  Instruction instruction;
  instruction.document_no = document.number;
  instruction.document_on = document.issued_on;
  instruction.document = document.id;
  return instruction;
}

NamedLine named(const CreditDocument& document, ClaimLineId line, std::int64_t net_cents) {
  NamedLine one(line);
  if (command_of(document) == Command::Credit) one.net_cents = net_cents;
  return one;
}

// The document number somebody typed from the ERP before the import brought the document itself.
void recognise_entered(db::Transaction& transaction, const CreditDocument& document, Instant now) {
  auto entered = list_entered_by_hand(transaction, document);
  for (const auto& told : unplaced(list_credit_lines(transaction, document.id))) {
    const auto is_it = [&](const EnteredLine& line) { return is_same_article(line.article, told.article); };
    auto found = std::find_if(entered.begin(), entered.end(), [&](const EnteredLine& line) {
      return is_it(line) && line.quantity == told.quantity;
    });
    if (found == entered.end()) found = std::find_if(entered.begin(), entered.end(), is_it);
    if (found == entered.end()) continue;
    insert_placing(transaction, {told.id, found->line, "", system_viewer().name}, now);
    journal::append(transaction, system_viewer().actor(), now, "credit_document.recognised",
                    {"invoice", document.number},
                    boost::json::object{{"invoice_id", document.id.value}, {"claim_line_id", found->line.value}});
    entered.erase(found);
  }
}

// A claim about the price names no quantity: the whole line of the invoice is meant.
Decimal quantity_meant(const ClaimLine& line) {
  return line.quantity == Decimal() ? line.invoiced_quantity : line.quantity;
}

bool holds(const OpenClaim& claim, ClaimLineId id) {
  return std::any_of(claim.lines.begin(), claim.lines.end(), [&](const ClaimLine& line) { return line.id == id; });
}

const CreditLine* find_line(const std::vector<CreditLine>& lines, sales::InvoiceLineId id) {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const CreditLine& one) { return one.line.id == id; });
  return found == lines.end() ? nullptr : &*found;
}

// What a rule refuses, more than was invoiced for example, waits for a person.
void settle(db::Transaction& transaction, const CreditDocument& document, const Claim& claim,
            const std::vector<CreditLine>& told, const std::vector<LineMatch>& matches, Instant now) {
  Instruction instruction = told_by(document);
  for (const auto& match : matches) {
    instruction.lines.push_back(
        named(document, match.claim_line, find_line(told, match.document_line)->line.net_cents));
  }
  if (!give_in(transaction, system_viewer(), claim.id, command_of(document), instruction, now)) return;
  for (const auto& match : matches) {
    insert_placing(transaction, {match.document_line, match.claim_line, "", system_viewer().name}, now);
  }
}

// What the document says beyond doubt, by claim.
struct Findings {
  std::vector<CreditLine> told;
  std::vector<std::pair<Claim, std::vector<LineMatch>>> matches;
};

Findings find_matches(db::Reader& reader, const CreditDocument& document) {
  auto open = open_claims(reader, system_viewer(), document);
  std::erase_if(open, [&](const OpenClaim& one) { return !may_speak_of(document, one.claim); });
  Findings findings{telling_lines(reader, document, open), {}};
  std::vector<OpenLine> candidates;
  for (const auto& one : open) {
    for (const auto& line : one.lines) candidates.push_back({line.id, keys_of(line), quantity_meant(line)});
  }
  const auto matches = match_lines(unplaced(findings.told), candidates);
  for (const auto& one : open) {
    std::vector<LineMatch> here;
    std::copy_if(matches.begin(), matches.end(), std::back_inserter(here),
                 [&](const LineMatch& match) { return holds(one, match.claim_line); });
    if (!here.empty()) findings.matches.emplace_back(one.claim, std::move(here));
  }
  return findings;
}

void match_document(db::Transaction& transaction, sales::InvoiceId id, Instant now) {
  transaction.lock_rows("invoice", {id.value});
  const auto document = require_credit_document(transaction, id);
  recognise_entered(transaction, document, now);
  const auto findings = find_matches(transaction, document);
  for (const auto& [claim, matches] : findings.matches) settle(transaction, document, claim, findings.told, matches, now);
}

// Nothing is locked for a document that waits for a person.
bool says_something(db::Reader& reader, sales::InvoiceId id) {
  const auto document = require_credit_document(reader, id);
  return !list_entered_by_hand(reader, document).empty() || !find_matches(reader, document).matches.empty();
}

Refusal placed_meanwhile() {
  const auto message = msg("This line of the document was placed in the meantime.");
  return {"placed", message, {{"document_line", "placed", message}}, Refusal::Kind::Conflict};
}

Refusal refused_line(const char* code, const Message& message) {
  return {"incomplete", message, {{"claim_line", code, message}}, Refusal::Kind::Rule};
}

// A line of a document is placed as a whole: it never settles less than it says.
std::optional<Refusal> check_by_hand(const CreditDocument& document, const CreditLine& told, const Claim& claim,
                                     const ClaimLine& line) {
  if (document.currency != claim.currency) {
    return refused_line("other_currency",
                        msg("The amount must be in the currency of the claim: {1}.", claim.currency));
  }
  if (quantity_meant(line) < told.line.quantity) {
    return refused_line("more_pieces",
                        msg("The document speaks of {1} pieces, this line of {2}: enter its number on each claim it "
                            "settles, and it will be recognised.",
                            told.line.quantity, quantity_meant(line)));
  }
  return std::nullopt;
}

void require_accounts(const accounts::Viewer& viewer) {
  if (viewer.read_only || !viewer.can(accounts::Right::SettleMoney)) throw Forbidden();
}

}  // namespace

void match_imported_credits(db::Database& database, Instant now) {
  for (const auto id : list_waiting_credits(*database.reader())) {
    if (!says_something(*database.reader(), id)) continue;
    database.write([&](db::Transaction& transaction) { match_document(transaction, id, now); });
  }
}

Result<Claim, Refusal> match_by_hand(db::Database& database, const accounts::Viewer& viewer, const HandMatch& match,
                                     Instant now) {
  require_accounts(viewer);
  return database.write([&](db::Transaction& transaction) -> Result<Claim, Refusal> {
    transaction.lock_rows("invoice", {match.document.value});
    const auto document = require_credit_document(transaction, match.document);
    const auto lines = list_credit_lines(transaction, match.document);
    const auto* told = find_line(lines, match.document_line);
    if (!told) throw NotFound();
    if (told->is_placed) return fail(placed_meanwhile());
    for (const auto& one : open_claims(transaction, viewer, document)) {
      const auto line = std::find_if(one.lines.begin(), one.lines.end(),
                                     [&](const ClaimLine& other) { return other.id == match.claim_line; });
      if (line == one.lines.end()) continue;
      if (auto refusal = check_by_hand(document, *told, one.claim, *line)) return fail(std::move(*refusal));
      Instruction instruction = told_by(document);
      instruction.lines.push_back(named(document, line->id, told->line.net_cents));
      if (told->line.quantity < line->quantity) instruction.lines.back().quantity = told->line.quantity;
      auto given = give_in(transaction, viewer, one.claim.id, command_of(document), instruction, now);
      if (given) insert_placing(transaction, {match.document_line, match.claim_line, "", viewer.name}, now);
      return given;
    }
    throw NotFound();
  });
}

std::optional<Refusal> put_aside(db::Database& database, const accounts::Viewer& viewer, sales::InvoiceId id,
                                 const std::string& reason, Instant now) {
  require_accounts(viewer);
  return database.write([&](db::Transaction& transaction) -> std::optional<Refusal> {
    transaction.lock_rows("invoice", {id.value});
    const auto document = require_credit_document(transaction, id);
    const std::string told = shortened(std::string(trim(reason)), kLongestReason);
    if (told.empty()) {
      const auto message = msg("Please say why.");
      return Refusal{"incomplete", message, {{"reason", "reason_missing", message}}, Refusal::Kind::Rule};
    }
    const auto left = unplaced(list_credit_lines(transaction, id));
    if (left.empty()) return placed_meanwhile();
    for (const auto& line : left) insert_placing(transaction, {line.id, std::nullopt, told, viewer.name}, now);
    journal::append(transaction, viewer.actor(), now, "credit_document.put_aside", {"invoice", document.number},
                    boost::json::object{{"invoice_id", id.value}, {"reason", told}});
    return std::nullopt;
  });
}

}  // namespace recours::claims
