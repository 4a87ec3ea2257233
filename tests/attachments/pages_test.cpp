// The pages of files: who may see and change one, and the live list of an open form.
#include "attachments/files_view.h"
#include "file_pages_world.h"

namespace recours::testing_support {
namespace {

using attachments::Attachment;
using attachments::AttachmentId;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

class AttachmentPagesTest : public FilePages {
 protected:
  static std::string path(const Attachment& file, const std::string& rest = {}) {
    return "/attachments/" + std::to_string(file.id.value) + rest;
  }
  Attachment in_the_case() { return uploaded(account); }
  Attachment again(const Attachment& file) {
    return attachments::require_any_attachment(*database().reader(), depot->owners, cast.alice, file.id);
  }
};
RECOURS_ON_BOTH_ENGINES(AttachmentPagesTest);

TEST_P(AttachmentPagesTest, StrangersFindNothingAnywhere) {
  const auto file = in_the_case();
  auto alice = as(cast.alice);
  auto bob = as(cast.bob);
  for (const std::string rest : {"", "/preview", "/thumbnail", "/view"}) {
    EXPECT_EQ(alice.get(path(file, rest)).status, 200) << rest;
    EXPECT_EQ(bob.get(path(file, rest)).status, 404) << rest;
    EXPECT_EQ(nobody().get(path(file, rest)).status, 303) << rest;
  }
  for (const std::string rest : {"", "/removal", "/restoration"}) {
    EXPECT_EQ(bob.post(path(file, rest), {{"name", "x"}, {"version", "1"}}).status, 404) << rest;
    EXPECT_EQ(alice.post_bare(path(file, rest), {{"name", "x"}, {"version", "1"}}).status, 403) << rest;
  }
  EXPECT_EQ(again(file).version, file.version);
  EXPECT_EQ(alice.get("/attachments/999999/view").status, 404);
  EXPECT_EQ(alice.get("/attachments/x/view").status, 404);
  EXPECT_EQ(alice.post(path(file, "/view")).status, 405);
}

TEST_P(AttachmentPagesTest, PicturesAreShownPrivately) {
  const auto file = in_the_case();
  auto alice = as(cast.alice);
  for (const std::string rest : {"/preview", "/thumbnail"}) {
    const auto answer = alice.get(path(file, rest));
    EXPECT_EQ(answer.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
    EXPECT_THAT(std::string(answer.header("Cache-Control")), AllOf(HasSubstr("private"), Not(HasSubstr("public"))));
    EXPECT_THAT(std::string(answer.header("Content-Security-Policy")), HasSubstr("sandbox"));
    EXPECT_THAT(std::string(answer.header("ETag")), StartsWith("\""));
  }
}

TEST_P(AttachmentPagesTest, TheViewShowsFactsAndWhatMayBeDone) {
  const auto file = in_the_case();
  auto alice = as(cast.alice);
  const auto page = alice.get(path(file, "/view?back=/claims/R000012345"));
  EXPECT_THAT(visible(page),
              AllOf(HasSubstr(file.name), HasSubstr(file.sha256), HasSubstr("Poste"), HasSubstr(cast.alice.name)));
  EXPECT_THAT(page.body, AllOf(HasSubstr("href=\"/claims/R000012345\""), HasSubstr("/removal")));
  EXPECT_THAT(alice.get(path(file, "/view?back=https://evil.example/")).body, Not(HasSubstr("href=\"https://evil.example")));
  closed = true;
  const auto now_closed = alice.get(path(file, "/view"));
  EXPECT_THAT(now_closed.body, AllOf(Not(HasSubstr("/removal")), HasSubstr("href=\"" + path(file) + "\"")));
}

TEST_P(AttachmentPagesTest, NameKindAndCommentAreEdited) {
  const auto file = in_the_case();
  auto alice = as(cast.alice);
  const auto done =
      alice.post(path(file), {{"name", "Carton"}, {"kind", "damage"}, {"comment", "Coin enfoncé"}, {"version", "1"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.header("Location"), path(file, "/view?done=saved"));
  EXPECT_EQ(again(file).name, "Carton.png");
  EXPECT_EQ(again(file).kind, "damage");
  EXPECT_EQ(again(file).comment, "Coin enfoncé");
  const auto refused = alice.post(path(file), {{"name", ""}, {"kind", "other"}, {"comment", "tapé"}, {"version", "2"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("aria-invalid"), HasSubstr("tapé")));
  EXPECT_EQ(alice.post(path(file), {{"name", "x"}, {"version", "1"}}).status, 409);
}

//
TEST_P(AttachmentPagesTest, RemovedIsTakenBack) {
  const auto file = in_the_case();
  auto alice = as(cast.alice);
  const auto removed = alice.follow(alice.post(path(file, "/removal"), {{"version", "1"}}));
  EXPECT_THAT(visible(removed), HasSubstr("a été supprimé. Vous pouvez le reprendre pendant 24 heures."));
  EXPECT_THAT(files_of(account), IsEmpty());
  for (const std::string rest : {"", "/preview", "/thumbnail"})
    EXPECT_EQ(alice.get(path(file, rest)).status, 404) << rest;
  EXPECT_EQ(as(cast.bob).get(path(file, "/view")).status, 404);
  EXPECT_EQ(alice.post(path(file, "/removal"), {{"version", "1"}}).status, 303);  // the button pressed twice
  const auto back = alice.follow(alice.post(path(file, "/restoration")));
  EXPECT_THAT(visible(back), HasSubstr("est de nouveau joint."));
  EXPECT_THAT(files_of(account), SizeIs(1));
}

TEST_P(AttachmentPagesTest, ScriptsGetTheRow) {
  const auto file = in_the_case();
  auto alice = as(cast.alice);
  const auto answer = send_as_script(alice, path(file), {{"name", "Carton"}, {"version", "1"}, {"detail", "full"}}, {});
  EXPECT_EQ(answer.status, 200);
  const auto row = std::string(json_of(answer).at("row").as_string());
  EXPECT_THAT(row, AllOf(HasSubstr("data-version=\"2\""), HasSubstr("Carton.png"), HasSubstr("SHA-256")));
  const auto refused = send_as_script(alice, path(file), {{"name", ""}, {"version", "2"}}, {});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json_of(refused).at("refusals").as_array().size(), 1u);
}

// ---- forms

class UploadFormPagesTest : public FilePages {
 protected:
  static std::string list_of(const attachments::UploadForm& form) { return "/upload-forms/" + form.key + "/files"; }
};
RECOURS_ON_BOTH_ENGINES(UploadFormPagesTest);

TEST_P(UploadFormPagesTest, AFormIsItsPersonsAlone) {
  const auto form = open_form();
  EXPECT_EQ(as(cast.alice).get(list_of(form)).status, 200);
  for (const auto& other : {cast.bob, cast.alban, cast.claire, cast.admin}) {
    auto browser = as(other);
    EXPECT_EQ(browser.get(list_of(form)).status, 404) << other.name;
    EXPECT_EQ(browser.post("/upload-forms/" + form.key + "/phone-code").status, 404) << other.name;
    EXPECT_EQ(browser.post_multipart(list_of(form), {}, {{"files", "a.png", png(1)}}).status, 404) << other.name;
  }
  EXPECT_EQ(nobody().get(list_of(form)).status, 303);
  EXPECT_THAT(files_of(form.place()), IsEmpty());
}

//
TEST_P(UploadFormPagesTest, AnUnchangedListAnswers304) {
  const auto form = open_form();
  auto alice = as(cast.alice);
  const auto first = alice.get(list_of(form));
  const std::string tag(first.header("ETag"));
  const auto ask = [&](const std::string& known) {
    return alice.send(make_request(http::Method::Get, list_of(form), {{"if-none-match", known}}));
  };
  EXPECT_EQ(ask(tag).status, 304);
  EXPECT_THAT(ask(tag).body, IsEmpty());
  uploaded(form.place());
  const auto changed = ask(tag);
  EXPECT_EQ(changed.status, 200);
  EXPECT_THAT(changed.body, HasSubstr("photo.png"));
  EXPECT_NE(changed.header("ETag"), tag);
}

TEST_P(UploadFormPagesTest, ScriptsSendOneByOneAndReadWhyNot) {
  const auto form = open_form();
  auto alice = as(cast.alice);
  const auto good = send_as_script(alice, list_of(form), {}, {{"files", "photo.png", png(1)}});
  EXPECT_EQ(good.status, 200);
  EXPECT_THAT(std::string(json_of(good).at("html").as_string()), AllOf(HasSubstr("photo.png"), HasSubstr("data-live")));
  const auto bad = send_as_script(alice, list_of(form), {}, {{"files", "notes.txt", "Bonjour"}});
  EXPECT_EQ(bad.status, 422);
  const auto said = json_of(bad);
  const auto& refusal = said.at("refusals").as_array().at(0).as_object();
  EXPECT_EQ(refusal.at("name").as_string(), "notes.txt");
  EXPECT_EQ(std::string(refusal.at("detail").as_string()),
            attachments::refusal_text(ui::Language::French, "unsupported_type"));
  EXPECT_THAT(files_of(form.place()), SizeIs(1));
}

TEST_P(UploadFormPagesTest, WithoutScriptOneComesBack) {
  const auto form = open_form();
  auto alice = as(cast.alice);
  EXPECT_EQ(alice.post_multipart(list_of(form), {}, {{"files", "a.png", png(1)}, {"files", "b.png", png(2)}}).status,
            303);
  EXPECT_THAT(files_of(form.place()), SizeIs(2));
  const auto refused = alice.post_multipart(list_of(form), {}, {{"files", "vide.png", ""}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(visible(refused), HasSubstr("vide.png"));
}

// R-837 R-835
TEST_P(UploadFormPagesTest, ANewCodeLeadsToThePublicAddress) {
  const auto form = open_form();
  auto alice = as(cast.alice);
  const auto panel = alice.post("/upload-forms/" + form.key + "/phone-code");
  EXPECT_EQ(panel.status, 200);
  EXPECT_THAT(panel.body, AllOf(HasSubstr("<svg class=\"qr\""), HasSubstr("data-phone-state=\"waiting\"")));
  EXPECT_THAT(visible(panel), HasSubstr("Valable jusqu'à 10:15"));
  EXPECT_THAT(panel.body, Not(HasSubstr("phone-hint")));
}

//
TEST_P(UploadFormPagesTest, AnAddressPhonesCannotReachIsSaid) {
  accounts::Site local(database(), clock_, {});
  attachments::register_attachment_pages(local, *depot);
  Browser alice(local, database(), clock_);
  alice.enter(cast.alice);
  const auto form = open_form();
  const auto ask = [&](const std::string& host) {
    auto request =
        make_request(http::Method::Post, "/upload-forms/" + form.key + "/phone-code",
                     {{"content-type", "application/x-www-form-urlencoded"}}, "csrf=" + http::urlencode(alice.csrf()));
    std::erase_if(request.headers, [](const auto& header) { return header.first == "host"; });
    request.headers.emplace_back("host", host);
    return visible(alice.send(request));
  };
  EXPECT_THAT(ask("127.0.0.1:8080"), AllOf(HasSubstr("Votre téléphone ne peut pas joindre 127.0.0.1:8080"),
                                           HasSubstr("RECOURS_PUBLIC_URL"), HasSubstr("bin/run --lan")));
  EXPECT_THAT(ask("192.168.1.20:8080"), AllOf(HasSubstr("même réseau"), Not(HasSubstr("RECOURS_PUBLIC_URL"))));
  EXPECT_THAT(ask("recours.example"), AllOf(Not(HasSubstr("même réseau")), Not(HasSubstr("RECOURS_PUBLIC_URL"))));
}

}  // namespace
}  // namespace recours::testing_support
