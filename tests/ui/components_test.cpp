#include "ui/components.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace recours::ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Language kFrench = Language::French;

TEST(Components, IconsAreDecorativeUnlessLabelled) {
  EXPECT_THAT(icon("check").str(), HasSubstr("aria-hidden=\"true\""));
  EXPECT_THAT(icon("check").str(), HasSubstr("#check\""));
  EXPECT_THAT(icon("check", "Fait").str(), HasSubstr("<span class=\"visually-hidden\">Fait</span>"));
}

TEST(Components, ABadgeHasColourIconAndWord) {
  for (const Tone tone : {Tone::Neutral, Tone::Info, Tone::Success, Tone::Warning, Tone::Danger, Tone::Accent}) {
    const std::string html = badge(tone, "Refusé <b>").str();
    EXPECT_THAT(html, HasSubstr("class=\"badge badge-"));
    EXPECT_THAT(html, HasSubstr("<svg"));
    EXPECT_THAT(html, HasSubstr("Refusé &lt;b&gt;"));
  }
}

TEST(Components, NoticesAreAnnounced) {
  EXPECT_THAT(notice(Tone::Success, "ok").str(), HasSubstr("role=\"status\""));
  EXPECT_THAT(notice(Tone::Danger, "non").str(), HasSubstr("role=\"alert\""));
}

TEST(Components, Buttons) {
  EXPECT_EQ(button(Weight::Primary, "Ajouter").str(), "<button class=\"btn btn-primary\" type=\"submit\">Ajouter</button>");
  EXPECT_EQ(button(Weight::Ghost, "x", {{"type", "button"}, {"class", "btn-sm"}, {"disabled", true}}).str(),
            "<button class=\"btn btn-ghost btn-sm\" type=\"button\" disabled>x</button>");
  EXPECT_EQ(link_button(Weight::Secondary, "Retour", "/claims?a=1&b=2").str(),
            "<a class=\"btn btn-secondary\" href=\"/claims?a=1&amp;b=2\">Retour</a>");
}

TEST(Components, APostFormCarriesItsToken) {
  EXPECT_EQ(post_form("/basket", "to\"ken", el("p", {}, "x"), {{"class", "form"}}).str(),
            "<form method=\"post\" action=\"/basket\" class=\"form\"><input type=\"hidden\" name=\"csrf\" "
            "value=\"to&quot;ken\"><p>x</p></form>");
}

TEST(Fields, LabelHelpAndErrorBelongToTheInput) {
  const Field field{"quantity", "Quantité", "0", "Trois au plus.", "Indiquez une quantité.", true};
  const std::string html = text_field(kFrench, field, {{"type", "number"}, {"min", 0}}).str();
  EXPECT_THAT(html, HasSubstr("<label class=\"form-label\" for=\"quantity\">Quantité"));
  EXPECT_THAT(html, HasSubstr("id=\"quantity\" name=\"quantity\" type=\"number\" min=\"0\""));
  EXPECT_THAT(html, HasSubstr("aria-describedby=\"quantity-help quantity-error\""));
  EXPECT_THAT(html, HasSubstr("aria-invalid=\"true\""));
  EXPECT_THAT(html, HasSubstr(" required"));
  EXPECT_THAT(html, HasSubstr("<p class=\"field-help\" id=\"quantity-help\">Trois au plus.</p>"));
  EXPECT_THAT(html, HasSubstr("id=\"quantity-error\""));
  EXPECT_THAT(html, HasSubstr("Indiquez une quantité."));
  EXPECT_THAT(html, HasSubstr("(obligatoire)"));
  EXPECT_THAT(html, HasSubstr("value=\"0\""));
}

// Two attributes of one name: browsers post under the first.
TEST(Components, AFieldPostsUnderTheNameItIsGiven) {
  const std::string html = text_field(kFrench, {.name = "name-7", .label = "Nom"}, {{"name", "name"}}).str();
  EXPECT_THAT(html, HasSubstr("id=\"name-7\""));
  EXPECT_THAT(html, HasSubstr(" name=\"name\""));
  EXPECT_THAT(html, Not(HasSubstr("name=\"name-7\"")));
}

TEST(Fields, AFieldWithoutHelpOrErrorPromisesNone) {
  const std::string html = text_field(kFrench, {.name = "ref", .label = "Référence"}).str();
  EXPECT_THAT(html, Not(HasSubstr("aria-describedby")));
  EXPECT_THAT(html, Not(HasSubstr("aria-invalid")));
  EXPECT_THAT(html, Not(HasSubstr("required")));
  EXPECT_THAT(html, HasSubstr("type=\"text\""));
}

TEST(Fields, WhatWasTypedIsShownAgainEscaped) {
  const std::string typed = "\n\"><script>";
  EXPECT_THAT(text_field(kFrench, {"a", "A", typed, "", ""}).str(), HasSubstr("value=\"\n&quot;&gt;&lt;script&gt;\""));
  EXPECT_THAT(text_area(kFrench, {"a", "A", typed, "", ""}, 5).str(),
              HasSubstr("rows=\"5\">\n\n&quot;&gt;&lt;script&gt;</textarea>"));
}

TEST(Fields, SelectMarksTheChosenOne) {
  const std::string html = select_field(kFrench, {"o", "O", "b", "", ""}, {{"a", "A"}, {"b", "B"}, {"c", "C", true}}).str();
  EXPECT_THAT(html, HasSubstr("<option value=\"a\">A</option><option value=\"b\" selected>B</option>"));
  EXPECT_THAT(html, HasSubstr("<option value=\"c\" disabled>C</option>"));
}

TEST(Fields, ChoicesOfASelectStandInTheirGroups) {
  const std::string html =
      select_field(kFrench, {"r", "R", "b", "", ""},
                   {{"", "–"}, {"a", "A", false, "<1>"}, {"b", "B", false, "<1>"}, {"c", "C", false, "2"}})
          .str();
  EXPECT_THAT(html, HasSubstr("<option value=\"\">–</option><optgroup label=\"&lt;1&gt;\"><option value=\"a\">A</option>"
                              "<option value=\"b\" selected>B</option></optgroup><optgroup label=\"2\">"
                              "<option value=\"c\">C</option></optgroup></select>"));
}

TEST(Fields, RadioButtonsStandInAFieldsetWhoseFirstBearsTheName) {
  const std::string html = radio_field(kFrench, {"condition", "État", "opened", "", "Choisissez.", true},
                                       {{"sealed", "Scellé"}, {"opened", "Ouvert"}}).str();
  EXPECT_THAT(html, HasSubstr("<fieldset class=\"field field-invalid\" aria-describedby=\"condition-error\">"));
  EXPECT_THAT(html, HasSubstr("<legend class=\"form-label\">État"));
  EXPECT_THAT(html, HasSubstr("type=\"radio\" id=\"condition\" name=\"condition\" value=\"sealed\" required"));
  EXPECT_THAT(html, HasSubstr("type=\"radio\" id=\"condition-2\" name=\"condition\" value=\"opened\" checked required"));
  EXPECT_THAT(html, HasSubstr("for=\"condition-2\">Ouvert</label>"));
}

TEST(Fields, CheckBoxesKeepEveryChoice) {
  const std::string html = checkbox_field(kFrench, {.name = "serials", .label = "N°"}, {{"a", "A"}, {"b", "B"}}, {"a", "b"}).str();
  EXPECT_THAT(html, HasSubstr("type=\"checkbox\" id=\"serials\" name=\"serials\" value=\"a\" checked"));
  EXPECT_THAT(html, HasSubstr("type=\"checkbox\" id=\"serials-2\" name=\"serials\" value=\"b\" checked"));
}

TEST(Fields, TheSummaryLinksToEachField) {
  const FieldErrors errors{{{"quantity", "Trop."}, {"", "Le panier a changé."}}};
  const std::string html = error_summary(kFrench, errors).str();
  EXPECT_THAT(html, HasSubstr("role=\"alert\""));
  EXPECT_THAT(html, HasSubstr("<a href=\"#quantity\">Trop.</a>"));
  EXPECT_THAT(html, HasSubstr("<li>Le panier a changé.</li>"));
  EXPECT_EQ(errors.of("quantity"), "Trop.");
  EXPECT_EQ(errors.of("other"), "");
  EXPECT_TRUE(error_summary(kFrench, {}).empty());
}

Table two_rows() {
  return {"Réclamations",
          {{"N° RMA"}, {"Quantité", Column::Kind::Number}, {"Créé", Column::Kind::Date}, {"Actions", Column::Kind::Actions}},
          {{{Html("0002 & 3"), Html("2"), Html("08/01/2020"), Html("")}, "/claims/0002?a=1&b=2"},
           {{Html("R1"), Html("1"), Html("09/01/2020"), Html("")}, ""}}};
}

TEST(Tables, HaveCaptionAndScopes) {
  const std::string html = table(two_rows()).str();
  EXPECT_THAT(html, HasSubstr("<caption class=\"visually-hidden\">Réclamations</caption>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\">N° RMA</th>"));
  EXPECT_THAT(html, HasSubstr("<th scope=\"col\" class=\"cell-number\">Quantité</th>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"cell-number\" data-label=\"Quantité\">2</td>"));
  EXPECT_THAT(html, HasSubstr("<td class=\"cell-date\" data-label=\"Créé\">08/01/2020</td>"));
}

TEST(Tables, ARowThatOpensIsARealLink) {
  const std::string html = table(two_rows()).str();
  EXPECT_THAT(html, HasSubstr("<a class=\"row-link\" href=\"/claims/0002?a=1&amp;b=2\">0002 &amp; 3</a>"));
  EXPECT_THAT(html, HasSubstr("<tr><td data-label=\"N° RMA\">R1</td>"));
}

TEST(Tables, NothingClickableIsNestedInTheRowLink) {
  Table one = two_rows();
  one.rows[0].cells[0] = copyable(kFrench, "0002");
  const std::string html = table(one).str();
  EXPECT_THAT(html, HasSubstr("<span class=\"visually-hidden\">0002</span></a><span class=\"copyable\">"));
}

TEST(Components, PagerChipsAndSteps) {
  const std::string both = pager(kFrench, "/a", "/b").str();
  EXPECT_THAT(both, HasSubstr("rel=\"prev\""));
  EXPECT_THAT(both, HasSubstr("Plus anciens"));
  EXPECT_THAT(pager(kFrench, std::nullopt, "/b").str(), Not(HasSubstr("rel=\"prev\"")));

  const std::string filter = chips("État", {{"Tous", "/?s=all", true}, {"Clos", "/?s=closed"}}).str();
  EXPECT_THAT(filter, HasSubstr("<a class=\"chip\" href=\"/?s=all\" aria-current=\"true\">"));
  EXPECT_THAT(filter, HasSubstr("<a class=\"chip\" href=\"/?s=closed\">Clos</a>"));

  const std::string wizard = steps(kFrench, {{"Filtre", "/f"}, {"Type", "/t"}, {"Panier", "/p"}}, 1).str();
  EXPECT_THAT(wizard, HasSubstr("<a href=\"/f\">"));
  EXPECT_THAT(wizard, HasSubstr("<li class=\"step step-current\" aria-current=\"step\">"));
  EXPECT_THAT(wizard, Not(HasSubstr("href=\"/p\""))) << "what is ahead is not reached by a link";
  EXPECT_THAT(wizard, HasSubstr("terminée"));
}

TEST(Components, TimelineFactsCardAndEmptyState) {
  const std::string line = timeline({{"RMA validé", "08/01/2020 14:28", "Système", "x", Tone::Success}}).str();
  EXPECT_THAT(line, HasSubstr("<ol class=\"timeline\"><li class=\"moment moment-success\">"));
  EXPECT_THAT(line, HasSubstr("08/01/2020 14:28"));
  EXPECT_EQ(facts({{"Quantité", "2"}}).str(), "<dl class=\"facts\"><div><dt>Quantité</dt><dd>2</dd></div></dl>");
  EXPECT_EQ(card("T", "b").str(), "<section class=\"card\"><div class=\"card-header\"><h2 class=\"card-title\">T</h2></div>"
                                  "<div class=\"card-body\">b</div></section>");
  const std::string nothing = empty_state("basket", "Vide", "Commencez ici.", link_button(Weight::Primary, "Ouvrir", "/new")).str();
  EXPECT_THAT(nothing, HasSubstr("Vide"));
  EXPECT_THAT(nothing, HasSubstr("href=\"/new\""));
}

TEST(Components, ANumberCanBeCopied) {
  const std::string html = copyable(kFrench, "000202646749").str();
  EXPECT_THAT(html, HasSubstr("data-copy=\"000202646749\""));
  EXPECT_THAT(html, HasSubstr("aria-label=\"Copier 000202646749\""));
  EXPECT_THAT(html, HasSubstr("type=\"button\""));
}

}  // namespace
}  // namespace recours::ui
