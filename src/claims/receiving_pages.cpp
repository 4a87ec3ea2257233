// Receiving what came for one claim: what is awaited beside what is there, all lines in one transaction.
#include "accounts/page_words.h"
#include "base/text.h"
#include "base/whole_number.h"
#include "claims/claim_actions.h"
#include "claims/claims_pages.h"
#include "claims/command_form.h"
#include "claims/goods_in_view.h"
#include "claims/page_parts.h"
#include "claims/receiving_form.h"
#include "claims/scan.h"
#include "ui/hidden_field.h"

namespace recours::claims {

using namespace page_words;

namespace {

struct Receiving {
  Claim claim;
  std::vector<ClaimLine> lines;  // those that can be received
};

Receiving named_claim(Visit& visit) {
  auto claim = require_claim(visit.reader, visit.viewer, visit.request.path_value("number"));
  auto lines = lines_for(visit.viewer, claim, list_claim_lines(visit.reader, {claim.id}), Command::Receive);
  return {std::move(claim), std::move(lines)};
}

http::Response form_page(Visit& visit, const Receiving& receiving, const ReceivingForm& form,
                         std::vector<ui::Notice> notices = {}, int status = 200) {
  const Language l = visit.language();
  const Claim& claim = receiving.claim;
  ui::Page page;
  page.title = tr(l, "Receive {1}", claim.number);
  page.lead = Html(claim.account_name) + " " + figures(claim.customer_no);
  page.crumbs = {{tr(l, "Goods-in"), "/goods-in"}};
  page.notices = std::move(notices);
  page.content = ui::error_summary(l, form.errors) +
                 ui::post_form(receiving_path(claim), visit.frame.csrf,
                               ui::hidden("version", std::to_string(form.version.value_or(claim.version))) +
                                   receiving_fields(visit, form, receiving.lines) +
                                   el("div", {{"class", "form-footer"}},
                                      ui::link_button(ui::Weight::Ghost, tr(l, "Cancel"), "/goods-in"),
                                      ui::button(ui::Weight::Primary, tr(l, "Record the receipt"))),
                               {{"class", "form goods-form"}, {"novalidate", true}});
  return visit.page(page, status);
}

// Why not, where the scanner is.
http::Response no_longer(const Claim& claim) {
  return http::Response::redirect(ui::address("/goods-in", {{"scan", claim.number}}));
}

http::Response show(Visit& visit) {
  const auto receiving = named_claim(visit);
  if (receiving.lines.empty()) return no_longer(receiving.claim);
  ReceivingForm form;
  form.tracking = trim(visit.request.query.text("tracking"));
  const std::string serial(trim(visit.request.query.text("serial")));
  if (is_awaited_serial(receiving.lines, serial)) take_serial(form, receiving.lines, serial);
  return form_page(visit, receiving, form);
}

ui::Notice not_announced(Language l, const std::string& serial) {
  return {ui::Notice::Kind::Warning, tr(l, "{1} was not announced: it is noted as another serial number.", serial)};
}

// Another claim's number in the field of this one: nothing is taken, the way there is shown.
std::optional<ui::Notice> of_another_claim(Visit& visit, const Claim& claim, const std::string& number) {
  const Language l = visit.language();
  for (const auto& hit : find_scanned(visit.reader, visit.viewer, number)) {
    if (hit.claim.id == claim.id) {
      if (hit.kind == ScanHit::Kind::Serial) continue;
      return ui::Notice{ui::Notice::Kind::Info, tr(l, "{1} is the number of this claim.", number)};
    }
    if (hit.kind == ScanHit::Kind::Serial) continue;  // sold once, claimed before
    return ui::Notice{
        ui::Notice::Kind::Danger,
        Html(tr(l, "{1} belongs to another claim. Record this receipt first, or go there:", number)) + " " +
            el("a", {{"href", ui::address("/goods-in", {{"scan", hit.claim.number}})}}, hit.claim.number)};
  }
  return std::nullopt;
}

http::Response take_scan(Visit& visit, const Receiving& receiving, ReceivingForm form) {
  const Language l = visit.language();
  const auto serial = scanned_number(form.typed.text("scan"));
  if (serial.empty()) {
    form.errors.items.emplace_back("scan", tr(l, "Scan or type a number."));
    return form_page(visit, receiving, form, {}, 422);
  }
  if (!is_awaited_serial(receiving.lines, serial)) {
    if (auto notice = of_another_claim(visit, receiving.claim, serial))
      return form_page(visit, receiving, form, {std::move(*notice)});
  }
  const auto taken = take_serial(form, receiving.lines, serial);
  if (taken == Taken::NotAnnounced) return form_page(visit, receiving, form, {not_announced(l, serial)});
  return form_page(visit, receiving, form);
}

http::Response marked(Visit& visit, const Receiving& receiving, const ReceivingForm& form, int status) {
  const auto sentence = tr(visit.language(), "Nothing was recorded: please check what is marked.");
  return form_page(visit, receiving, form, {{ui::Notice::Kind::Danger, sentence}}, status);
}

// What is awaited may be less by now: it is looked at again before anything is recorded.
http::Response changed_meanwhile(Visit& visit, ReceivingForm form) {
  const auto now = named_claim(visit);
  if (now.lines.empty()) return no_longer(now.claim);
  form.version.reset();
  const auto sentence = tr(visit.language(),
                           "The claim changed meanwhile: nothing was recorded. Check what is still awaited, then record "
                           "it again.");
  return form_page(visit, now, form, {{ui::Notice::Kind::Warning, sentence}}, 409);
}

http::Response record(Visit& visit, const Receiving& receiving, ReceivingForm form, const Instruction& instruction) {
  const auto done =
      give(visit.database, visit.viewer, receiving.claim.number, Command::Receive, instruction, visit.now);
  if (done) return http::Response::redirect(ui::address("/goods-in", {{"done", done->number}}));
  form.errors = errors_of(visit.language(), instruction, done.error());
  return marked(visit, receiving, form, done.error().kind == Refusal::Kind::Conflict ? 409 : 422);
}

http::Response receive(Visit& visit, const Receiving& receiving, const ReceivingForm& form,
                       const Instruction& instruction) {
  try {
    return record(visit, receiving, form, instruction);
  } catch (const Conflict&) {
    return changed_meanwhile(visit, form);
  }
}

// Pressed over something else that was typed or read: that is not thrown away.
http::Response not_everything(Visit& visit, const Receiving& receiving, const ReceivingForm& form) {
  const auto sentence = tr(visit.language(),
                           "What you entered is not what was announced. Check it, then choose “Record the receipt”.");
  return form_page(visit, receiving, form, {{ui::Notice::Kind::Danger, sentence}}, 422);
}

// None where the form told none; what is no number is the version of nothing.
std::optional<std::int64_t> version_in(const ReceivingForm& form) {
  if (!form.typed.has("version")) return std::nullopt;
  return whole_number(form.typed.text("version")).value_or(-1);
}

http::Response post(Visit& visit) {
  const auto receiving = named_claim(visit);
  if (receiving.lines.empty()) return no_longer(receiving.claim);
  ReceivingForm form{visit.request.form(), false, {}, {}, {}};
  form.tracking = trim(form.typed.text("tracking"));
  form.version = version_in(form);
  const auto step = form.typed.text("step");
  if (step == "scan") return take_scan(visit, receiving, std::move(form));
  if (form.version.value_or(receiving.claim.version) != receiving.claim.version) return changed_meanwhile(visit, form);
  if (step == "all" && tells_a_difference(form, receiving.lines)) return not_everything(visit, receiving, form);
  auto instruction = step == "all" ? all_as_announced(form, receiving.lines)
                                   : read_receipt(visit.language(), form, receiving.lines);
  if (!form.errors.empty()) return marked(visit, receiving, form, 422);
  instruction.version = form.version;
  return receive(visit, receiving, form, instruction);
}

}  // namespace

void register_receiving_pages(accounts::Site& site) {
  site.page(Method::Get, "/goods-in/claims/{number}", Right::ReceiveGoods, show);
  site.page(Method::Post, "/goods-in/claims/{number}", Right::ReceiveGoods, post);
}

}  // namespace recours::claims
