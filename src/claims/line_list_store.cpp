#include "claims/line_list_store.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "claims/acting_store.h"

namespace recours::claims {
namespace {

constexpr int kDocuments = 200;  // that begin with the number; the one that is it whole is among the first

using Fields = std::vector<FieldRefusal>;
using Words = std::map<std::string, std::string, std::less<>>;

// In both languages; anything else goes on as it is and is refused by its name.
std::string code_for(const std::string& typed, const Words& words) {
  const auto found = words.find(fold(typed));
  return found == words.end() ? typed : found->second;
}
const Words& conditions() {
  static const Words words{{"scelle", "sealed"}, {"ouvert", "opened"}, {"endommage", "damaged"},
                           {"sealed", "sealed"}, {"opened", "opened"}, {"damaged", "damaged"}};
  return words;
}
const Words& outcomes() {
  static const Words words{{"avoir", "credit"},           {"credit", "credit"},     {"echange", "exchange"},
                           {"exchange", "exchange"},      {"reparation", "repair"}, {"repair", "repair"},
                           {"relivraison", "redelivery"}, {"redelivery", "redelivery"}};
  return words;
}

struct Sold {
  sales::Invoice invoice;
  sales::InvoiceLine line;
};

class List {
 public:
  List(db::Reader& reader, const ListReading& reading) : reader_(reader), reading_(reading) {}

  JudgedLine judge_one(const ListedLine& listed) {
    JudgedLine one{listed, {}, {}, {}, {}};
    const auto sold = find_sold(listed, one.refused);
    if (!sold) return one;
    one.description = sold->line.description;
    one.declaration = declaration_of(listed, *sold, one.refused);
    if (!one.refused.empty()) return one;
    refuse_duplicate(one);
    if (one.refused.empty()) ask_the_rules(one);
    return one;
  }

 private:
  static void refuse(Fields& fields, const char* field, const char* code, Message message) {
    fields.push_back({field, code, std::move(message)});
  }

  // ---- which line of which invoice

  const std::vector<Sold>& documents(sales::NumberKind kind, const std::string& number) {
    const auto key = std::pair(kind, number_key(number));
    const auto known = documents_.find(key);
    if (known != documents_.end()) return known->second;
    auto& found = documents_[key];
    sales::InvoiceFilter filter;
    filter.number_kind = kind;
    filter.number = number;
    const auto invoices = sales::list_invoices(reader_, reading_.looking, filter, {"", kDocuments}).items;
    std::map<sales::InvoiceId, sales::Invoice> by_id;
    std::vector<sales::InvoiceId> ids;
    for (const auto& invoice : invoices) {
      // Of an invoice the whole number counts, not its first digits.
      if (kind == sales::NumberKind::Invoice && number_key(invoice.number) != key.second) continue;
      by_id.emplace(invoice.id, invoice);
      ids.push_back(invoice.id);
    }
    for (auto& line : sales::list_lines(reader_, ids)) found.push_back({by_id.at(line.invoice), std::move(line)});
    return found;
  }

  static bool fits(const Sold& sold, const ListedLine& listed) {
    const auto same = [](const std::string& typed, const std::string& known) {
      return typed.empty() || number_key(typed) == number_key(known);
    };
    if (!same(listed.line_no, sold.line.line_no)) return false;
    if (!listed.article_no.empty() && !same(listed.article_no, sold.line.article_no) &&
        !same(listed.article_no, sold.line.manufacturer_part_no)) {
      return false;
    }
    return listed.serial.empty() || is_sold_on(sold.line, listed.serial);
  }

  const Sold* find_sold(const ListedLine& listed, Fields& refused) {
    const bool by_serial = listed.invoice_no.empty();
    if (by_serial && listed.serial.empty()) {
      refuse(refused, "invoice_no", "required", msg("Please give the invoice number, or a serial number."));
      return nullptr;
    }
    const auto& all = by_serial ? documents(sales::NumberKind::Serial, listed.serial)
                                : documents(sales::NumberKind::Invoice, listed.invoice_no);
    std::vector<const Sold*> fitting;
    for (const auto& sold : all) {
      if (fits(sold, listed)) fitting.push_back(&sold);
    }
    if (fitting.size() == 1) return fitting.front();
    if (all.empty()) {
      refuse(refused, by_serial ? "serial" : "invoice_no", "unknown_invoice",
             msg("No invoice with the number {1} was found.", by_serial ? listed.serial : listed.invoice_no));
    } else if (fitting.empty()) {
      refuse(refused, listed.line_no.empty() ? "article_no" : "line_no", "unknown_line",
             msg("This invoice has no such line."));
    } else {
      refuse(refused, "line_no", "several_lines",
             msg("{1} lines of this invoice fit: give the line number.", static_cast<std::int64_t>(fitting.size())));
    }
    return nullptr;
  }

  // ---- what is declared on it

  // "CS-22", or the code alone: then the type everybody may choose. Spreadsheets take leading zeros away.
  void name_type(const ListedLine& listed, const Sold& sold, Declaration& to) const {
    const auto dash = listed.code.find('-');
    to.department = dash == std::string::npos ? listed.department : listed.code.substr(0, dash);
    to.code = dash == std::string::npos ? listed.code : listed.code.substr(dash + 1);
    if (to.code.size() == 1) to.code.insert(0, "0");
    std::transform(to.department.begin(), to.department.end(), to.department.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (!to.department.empty()) return;
    for (const ClaimType* type : reading_.policies.types_on(sold.invoice.issued_on)) {
      if (type->code == to.code && !type->hidden_from_resellers) to.department = type->department;
    }
  }

  void read_quantity(const ListedLine& listed, const Sold& sold, Declaration& to, Fields& refused) const {
    if (listed.quantity.empty()) return;
    const auto parsed = Decimal::parse(listed.quantity);
    if (!parsed) {
      return refuse(refused, "quantity", "not_a_number",
                    msg("“{1}” is not a number: write for example 2 or 12,50.", shortened(listed.quantity, 60)));
    }
    const auto* type = reading_.policies.type_on(to.department, to.code, sold.invoice.issued_on);
    const bool counts_delivered = type && (type->quantity_question == QuantityQuestion::DeliveredFewer ||
                                           type->quantity_question == QuantityQuestion::DeliveredMore);
    (counts_delivered ? to.delivered_quantity : to.quantity) = parsed->value;
  }

  const Contact& contact_of(ResellerAccountId account) {
    const auto known = contacts_.find(account);
    if (known != contacts_.end()) return known->second;
    return contacts_.emplace(account, contact_for(reader_, reading_.viewer, account, reading_.today)).first->second;
  }

  Declaration declaration_of(const ListedLine& listed, const Sold& sold, Fields& refused) {
    Declaration to;
    to.invoice_line = sold.line.id;
    name_type(listed, sold, to);
    to.variant = listed.variant;
    read_quantity(listed, sold, to, refused);
    to.condition = code_for(listed.condition, conditions());
    to.comment = listed.comment;
    to.customer_reference = listed.reference;
    to.fault_description = listed.fault_description;
    to.requested_outcome = code_for(listed.outcome, outcomes());
    to.serials = listed.serials;
    if (to.serials.empty() && !listed.serial.empty()) to.serials = {listed.serial};
    to.staff_reason = listed.staff_reason;
    to.contact = contact_of(sold.invoice.account);
    return to;
  }

  // ---- against the rows before, and the rules

  // Pieces told apart by their serial numbers may stand on rows of their own.
  static std::vector<std::string> marks_of(const Declaration& to) {
    const std::string about = std::to_string(to.invoice_line.value) + " " + to.department + "-" + to.code + " ";
    std::vector<std::string> marks;
    for (const auto& serial : to.serials) marks.push_back(about + number_key(serial));
    if (marks.empty()) marks.push_back(about);
    return marks;
  }

  void refuse_duplicate(JudgedLine& one) {
    const Declaration& to = one.declaration;
    for (const auto& mark : marks_of(to)) {
      const auto known = accepted_.find(mark);
      if (known == accepted_.end()) continue;
      return refuse(one.refused, to.serials.empty() ? "line_no" : "serials", "duplicate_line",
                    msg("Line {1} of your list declares the same already.", known->second));
    }
  }

  void ask_the_rules(JudgedLine& one) {
    auto judged = judge(reader_, reading_.viewer, one.declaration, reading_.policies, reading_.today, taken_);
    if (!judged) {
      one.refused = judged.error().fields;
      return;
    }
    if (judged->type->uses_quantity) {
      auto& taken = taken_[one.declaration.invoice_line];
      taken = taken + judged->admitted.quantity;
    }
    for (const auto& mark : marks_of(one.declaration)) accepted_.emplace(mark, one.listed.line);
    one.judged = std::move(*judged);
  }

  db::Reader& reader_;
  const ListReading& reading_;
  std::map<std::pair<sales::NumberKind, std::string>, std::vector<Sold>> documents_;
  std::map<ResellerAccountId, Contact> contacts_;
  std::map<std::string, std::int64_t> accepted_;  // where in the list
  Taken taken_;
};

}  // namespace

std::vector<JudgedLine> judge_lines(db::Reader& reader, const ListReading& reading,
                                    const std::vector<ListedLine>& lines) {
  List list(reader, reading);
  std::vector<JudgedLine> judged;
  judged.reserve(lines.size());
  for (const auto& line : lines) judged.push_back(list.judge_one(line));
  return judged;
}

}  // namespace recours::claims
